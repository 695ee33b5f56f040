"""Where the sheets of records stand, one after another."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QVBoxLayout

from ui.desktop.capture_samples import RECORD
from ui.desktop.contacts.sheet import Sheet
from ui.desktop.contacts.sheet_place import SheetPlace
from ui.desktop.labels import label


@pytest.fixture
def place(qtbot):
    place = SheetPlace()
    qtbot.addWidget(place)
    place.resize(600, 400)
    place.show()
    return place


@pytest.fixture
def sheet(theme, icons):
    def make(lines):
        sheet = Sheet(RECORD, theme, icons)
        column = QVBoxLayout(sheet)
        for number in range(lines):
            column.addWidget(label(str(number)))
        return sheet

    return make


def test_one_sheet_is_shown_and_the_one_before_it_ends_where_it_stood(qtbot, place, sheet):
    first, second = sheet(3), sheet(4)
    place.put(first)
    assert place.sheet is first
    assert first.isVisible()
    place.put(second)
    assert place.sheet is second
    assert second.isVisible()
    assert not first.isVisible()
    assert first.window() is place, "its parts are looked up in the style sheet again"
    with qtbot.waitSignal(first.destroyed):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_sheet_has_the_same_room_whether_it_is_scrolled_or_not(qtbot, place, sheet):
    bar = place.verticalScrollBar()
    widths = []
    for lines, scrolled in ((3, False), (60, True), (4, False)):
        place.put(sheet(lines))
        qtbot.waitUntil(lambda scrolled=scrolled: bar.isEnabled() == scrolled)
        widths.append(place.sheet.width())
    assert len(set(widths)) == 1


def test_a_sheet_is_as_tall_as_the_place_at_least(qtbot, place, sheet):
    place.put(sheet(1))
    qtbot.waitUntil(lambda: place.sheet.height() == place.viewport().height())
