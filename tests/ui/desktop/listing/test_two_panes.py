"""List and record side by side, or one of them."""

import pytest
from PySide6.QtCore import QByteArray

from ui.desktop.contacts.list_pane import ListPane
from ui.desktop.contacts.record_pane import RecordPane
from ui.desktop.listing.two_panes import LIST_WIDTH, SMALL_LIST_WIDTH, TwoPanes


@pytest.fixture
def panes(qtbot, theme, icons):
    panes = TwoPanes(ListPane(theme, icons), RecordPane(theme, icons))
    qtbot.addWidget(panes)
    panes.resize(1400, 700)
    panes.show()
    return panes


def shown(panes) -> list[bool]:
    return [panes.widget(place).isVisible() for place in range(2)]


def test_where_there_is_room_for_one_it_is_the_one_asked_for(panes):
    assert shown(panes) == [True, True]
    panes.set_narrow(True, record=False)
    assert shown(panes) == [True, False]
    panes.show_record()
    assert shown(panes) == [False, True]
    panes.show_list()
    assert shown(panes) == [True, False]
    panes.set_narrow(False, record=False)
    panes.show_record()
    assert shown(panes) == [True, True]


@pytest.mark.parametrize(("width", "wanted"), [(1400, LIST_WIDTH), (1280, SMALL_LIST_WIDTH)])
def test_the_line_between_them_has_a_first_place(qtbot, panes, width, wanted):
    panes.resize(width, 700)
    panes.setSizes([600, 600])
    panes.restore(QByteArray())
    assert panes.sizes()[0] == wanted


def test_the_line_is_put_where_it_was(panes):
    panes.setSizes([600, 799])
    state = panes.saveState()
    panes.reset()
    assert panes.sizes()[0] != 600
    panes.restore(state)
    assert panes.sizes()[0] == 600
    assert panes.handleWidth() == 1
