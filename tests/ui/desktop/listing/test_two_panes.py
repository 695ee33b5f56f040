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


@pytest.mark.parametrize(
    ("width", "wanted"),
    [(1200, SMALL_LIST_WIDTH), (1280, SMALL_LIST_WIDTH), (1440, LIST_WIDTH), (1920, 512), (3840, 560)],
)
def test_the_line_between_them_has_a_first_place(qtbot, panes, width, wanted):
    panes.resize(width, 700)
    panes.setSizes([600, 600])
    panes.restore(QByteArray())
    assert panes.sizes()[0] == wanted


def test_the_list_takes_its_share_of_a_window_that_becomes_wider(panes):
    panes.restore(QByteArray())
    panes.resize(1920, 700)
    assert panes.sizes()[0] == 512
    panes.set_narrow(True, record=False)
    panes.resize(1440, 700)
    panes.set_narrow(False, record=False)
    assert panes.sizes()[0] == LIST_WIDTH
    assert panes.state.isEmpty()


def test_one_that_says_its_own_width_has_its_share_from_there(panes):
    panes.reset(348)
    assert panes.sizes()[0] == 348
    panes.resize(1920, 700)
    assert panes.sizes()[0] == 348 + 96


def test_the_list_keeps_the_width_that_somebody_gave_it(panes):
    panes.reset()
    panes.moveSplitter(450, 1)
    panes.resize(1920, 700)
    assert panes.sizes()[0] == 450
    panes.restore(panes.state)
    panes.resize(1440, 700)
    assert panes.sizes()[0] == 450


def test_a_line_moved_beside_what_has_all_the_room_is_not_that_of_the_list(panes):
    panes.reset()
    panes.set_alone(True)
    panes.show_record()
    panes.moveSplitter(700, 1)
    panes.resize(1920, 700)
    panes.set_alone(False)
    assert panes.sizes()[0] == 512


def test_the_line_is_put_where_it_was(panes):
    panes.setSizes([600, 799])
    state = panes.saveState()
    panes.reset()
    assert panes.sizes()[0] != 600
    panes.restore(state)
    assert panes.sizes()[0] == 600
    assert panes.handleWidth() == 1


def test_the_list_has_its_width_again_after_what_has_all_the_room(panes):
    panes.setSizes([420, 979])
    panes.set_alone(True)
    assert shown(panes) == [True, False]
    panes.show_record()
    beside = panes.sizes()
    assert beside[0] > 800
    panes.set_alone(False)
    assert shown(panes) == [True, True]
    assert panes.sizes()[0] == 420


def test_beside_what_has_all_the_room_the_record_has_the_width_it_was_given(panes):
    panes.setSizes([420, 979])
    panes.set_alone(True)
    panes.show_record()
    panes.setSizes([700, 699])
    panes.set_alone(False)
    panes.set_alone(True)
    panes.show_record()
    assert panes.sizes()[0] == 700


def test_what_has_all_the_room_does_not_take_the_first_place_of_the_line(panes):
    panes.set_alone(True)
    panes.reset(350)
    panes.set_alone(False)
    assert panes.sizes()[0] == 350
