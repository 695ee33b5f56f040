"""Fields on a window of their own, with contacts of the pictures to choose from."""

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.desktop.fields.field import Kit
from ui.desktop.gallery import SampleFieldSource


@pytest.fixture
def kit(theme, icons, lanes):
    return Kit(theme, icons, lanes.reader, SampleFieldSource())


@pytest.fixture
def form(qtbot):
    """A window to put fields on, with a line after them to go to."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(480, 640)
    column = QVBoxLayout(window)
    after = QLineEdit()
    after.setObjectName("after")

    def show(field):
        column.addWidget(field)
        column.addWidget(after)
        column.addStretch()
        window.show()
        window.activateWindow()
        field.select()
        qtbot.waitUntil(lambda: field.holds(window.focusWidget()) and field.controls[0].hasFocus())
        return field

    return show
