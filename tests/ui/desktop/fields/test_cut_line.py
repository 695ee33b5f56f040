"""A line that holds more than it shows."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip, QVBoxLayout, QWidget

from ui.desktop.fields.line import text_line

LONG = "Federación de Clubes y Asociaciones de Personas Originarias de la Ciudad de México en el Medio Oeste"


@pytest.fixture
def line(qtbot, theme):
    box = QWidget()
    qtbot.addWidget(box)
    column = QVBoxLayout(box)
    line, other = text_line(), text_line()
    for one in (line, other):
        column.addWidget(one)
    box.resize(300, 120)
    box.show()
    box.activateWindow()
    other.setFocus()
    line.box = box
    return line


def drawn(line):
    QApplication.processEvents()
    return line.grab().toImage()


def test_a_text_that_is_too_long_ends_with_dots_until_one_types_there(line):
    line.setText(LONG)
    assert line.is_cut
    line.setCursorPosition(0)
    elided = drawn(line)
    shown = line.fontMetrics().elidedText(LONG, Qt.TextElideMode.ElideRight, line._room().width())
    line.setText(shown)
    assert not line.is_cut
    assert drawn(line) == elided
    line.setText(LONG)
    line.setFocus()
    assert drawn(line) != elided


def test_the_whole_text_is_in_the_tooltip_of_one_that_is_cut(line):
    def hover():
        place = line.mapToGlobal(QPoint(20, 10))
        QApplication.sendEvent(line, QHelpEvent(QEvent.Type.ToolTip, QPoint(20, 10), place))
        return QToolTip.text()

    line.setText("Corto")
    assert hover() == ""
    line.setText(LONG)
    assert hover() == LONG
    QToolTip.hideText()
