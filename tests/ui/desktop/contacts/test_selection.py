"""Several contacts selected: the strip, the popup, one operation for all, and what becomes of the list."""

import threading
import time
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from crm.base import Base, open_base
from crm.card_writer import CardWriter
from crm.cards import Card
from crm.contacts import card
from ui.desktop.contacts.base_source import BaseSource
from ui.desktop.contacts.list_pane import ListPane
from ui.desktop.lanes import Lanes
from ui.desktop.window import MainWindow
from ui.desktop.writing import Writing

NAMES = ("Ana", "Beto", "Carla", "Diego", "Elena")
FRAME_S = 0.05


@pytest.fixture
def base(tmp_path: Path, new_base: Callable[[Path], Path]) -> Iterator[Base]:
    path = tmp_path / "base.vinculo"
    new_base(path)
    with open_base(path, actor="ana") as base:
        with base.write("Agregar") as session:
            cards = [
                Card("person", given_names=name, tags=("Migración",) if name == "Ana" else ())
                for name in NAMES
            ]
            CardWriter(session).add(cards)
        yield base


@pytest.fixture
def desk(window: MainWindow, lanes: Lanes, base: Base, qtbot: QtBot) -> Iterator[MainWindow]:
    window.show_desk(actor="ana", demo=False)
    window.contacts.set_source(BaseSource(base, lanes.reader))
    window.set_writing(Writing(base, lanes.writer))
    qtbot.waitUntil(lambda: names(window) == list(NAMES))
    window.contacts.list.table.setFocus()
    yield window
    lanes.close()


def names(window: MainWindow) -> list[str]:
    model = window.contacts.list.model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def choose(window: MainWindow, first: int, last: int) -> None:
    table = window.contacts.list.table
    table.make_current(table.model().index(first, 0))
    for _step in range(last - first):
        QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)


def shown(window: MainWindow) -> bool:
    return window.contacts.list.strip.isVisible()


def tags(base: Base) -> dict[str, tuple[str, ...]]:
    with base.read() as session:
        ids = session.connection().exec_driver_sql("SELECT id FROM person").scalars().all()
        return {card(session, contact).given_names: card(session, contact).tags for contact in ids}


def groups(base: Base) -> dict[str, list[str]]:
    with base.read() as session:
        ids = session.connection().exec_driver_sql("SELECT id FROM person").scalars().all()
        cards = [card(session, contact) for contact in ids]
        return {each.given_names: [group.group for group in each.groups] for each in cards if each.groups}


def press(widget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, modifier)


def test_the_strip_comes_with_the_second_contact_and_goes_with_it(desk):
    choose(desk, 0, 0)
    assert not shown(desk)
    choose(desk, 0, 2)
    assert shown(desk)
    assert desk.contacts.list.selected == array("q", desk.contacts.list.model.ids[:3])
    choose(desk, 1, 1)
    assert not shown(desk)


def test_several_are_tagged_by_keys_with_a_tag_that_is_there(desk, base, qtbot):
    choose(desk, 0, 2)
    press(desk.contacts.list.table, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    popup = desk.contacts.selection.popup
    qtbot.waitUntil(lambda: popup.list.isVisible() and len(popup.list.rows) == 1)
    assert QApplication.focusWidget() is popup.field
    QTest.keyClicks(popup.field, "migr")
    assert [row.text for row in popup.list.rows] == ["Migración", "Crear «migr»"]
    with qtbot.waitSignal(desk.writing.done) as told:
        press(popup.field, Qt.Key.Key_Return)
    assert told.args[0].title_in_words == "Etiqueta a 2 contactos"
    assert told.args[0].told == "Etiqueta «Migración» a 2 contactos"
    assert tags(base) == {name: ("Migración",) if name in NAMES[:3] else () for name in NAMES}
    assert QApplication.focusWidget() is desk.contacts.list.table
    qtbot.waitUntil(lambda: desk.undo_bar.isVisible())


def test_the_selection_stays_while_the_list_is_looked_at_anew(desk, qtbot):
    choose(desk, 1, 3)
    before = desk.contacts.list.selected
    desk.contacts.reload()
    qtbot.waitUntil(lambda: desk.contacts.idle)
    assert desk.contacts.list.selected == before
    assert shown(desk)


def test_a_new_group_is_made_of_them_by_mouse(desk, base, qtbot):
    choose(desk, 3, 4)
    QTest.mouseClick(desk.contacts.list.strip.buttons["group"], Qt.MouseButton.LeftButton)
    popup = desk.contacts.selection.popup
    QTest.keyClicks(popup.field, "Red  nueva")
    assert [row.text for row in popup.list.rows] == ["Crear «Red nueva»"]
    with qtbot.waitSignal(desk.writing.done):
        QTest.mouseClick(
            popup.list.view.viewport(), Qt.MouseButton.LeftButton, pos=popup.list.view.rect().center()
        )
    assert groups(base) == {"Diego": ["Red nueva"], "Elena": ["Red nueva"]}
    assert not popup.isVisible()


def test_esc_leaves_everything_as_it_was(desk, base, qtbot):
    choose(desk, 0, 1)
    press(desk.contacts.list.table, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    popup = desk.contacts.selection.popup
    QTest.keyClicks(popup.field, "Nada")
    press(popup.field, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert not popup.list.isVisible()
    assert QApplication.focusWidget() is desk.contacts.list.table
    assert len(desk.contacts.list.selected) == 2
    assert groups(base) == {}


def test_the_popup_goes_when_the_focus_goes_elsewhere(desk):
    choose(desk, 0, 1)
    press(desk.contacts.list.table, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    popup = desk.contacts.selection.popup
    assert popup.isVisible()
    desk.top.search.select_all()
    assert not popup.isVisible()


def test_supr_trashes_and_the_next_one_is_current_and_all_come_back(desk, base, qtbot):
    choose(desk, 1, 2)
    with qtbot.waitSignal(desk.writing.done) as told:
        press(desk.contacts.list.table, Qt.Key.Key_Delete)
    assert told.args[0].title_in_words == "2 contactos a la papelera"
    qtbot.waitUntil(lambda: names(desk) == ["Ana", "Diego", "Elena"])
    qtbot.waitUntil(lambda: desk.contacts.list.table.currentIndex().row() == 1)
    assert not shown(desk)
    assert desk.undo_bar.sentence == "2 contactos a la papelera"
    press(desk.contacts.list.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: names(desk) == list(NAMES))
    assert desk.undo_bar.sentence == "Deshecho: 2 contactos a la papelera"


@pytest.fixture
def held_writer(lanes: Lanes) -> Iterator[threading.Event]:
    """Nothing is written until this is set."""
    go = threading.Event()
    lanes.writer.submit(lambda _ticket: go.wait(), lambda _done: None)
    yield go
    go.set()


def test_the_next_one_is_current_though_a_search_from_before_answers_first(desk, held_writer, qtbot):
    choose(desk, 1, 2)
    press(desk.contacts.list.table, Qt.Key.Key_Delete)
    desk.contacts.reload()
    qtbot.waitUntil(lambda: desk.contacts.idle)
    assert names(desk) == list(NAMES)
    held_writer.set()
    qtbot.waitUntil(lambda: names(desk) == ["Ana", "Diego", "Elena"])
    assert desk.contacts.list.table.currentIndex().row() == 1


def test_the_next_one_is_current_though_two_removals_are_seen_at_once(desk, held_writer, qtbot):
    choose(desk, 0, 0)
    press(desk.contacts.list.table, Qt.Key.Key_Delete)
    choose(desk, 2, 2)
    press(desk.contacts.list.table, Qt.Key.Key_Delete)
    held_writer.set()
    qtbot.waitUntil(lambda: names(desk) == ["Beto", "Diego", "Elena"])
    assert desk.contacts.list.table.currentIndex().row() == 1


def test_the_last_one_is_current_once_the_end_of_the_list_is_gone(desk, qtbot):
    choose(desk, 3, 4)
    press(desk.contacts.list.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: names(desk) == ["Ana", "Beto", "Carla"])
    assert desk.contacts.list.table.currentIndex().row() == 2


def test_all_can_be_trashed(desk, qtbot):
    desk.contacts.list.table.selectAll()
    desk.contacts.list.strip.buttons["trash"].click()
    qtbot.waitUntil(lambda: names(desk) == [])
    assert not shown(desk)


def test_export_only_tells_which(desk, qtbot):
    choose(desk, 2, 4)
    with qtbot.waitSignal(desk.contacts.selection.export_wanted) as told:
        desk.contacts.list.strip.buttons["export"].click()
    assert told.args == [desk.contacts.list.model.ids[2:5]]


def test_ranges_apart_are_all_taken(desk):
    table = desk.contacts.list.table
    flags = QItemSelectionModel.SelectionFlag
    choose(desk, 0, 1)
    table.selectionModel().select(table.model().index(4, 0), flags.Select | flags.Rows)
    ids = desk.contacts.list.model.ids
    assert desk.contacts.list.selected == ids[:2] + ids[4:5]


def test_without_a_base_nothing_is_asked(window):
    window.contacts.selection.ask_for_tag()
    window.contacts.list.strip.buttons["trash"].click()
    assert window.contacts.selection.popup is None


@pytest.mark.parametrize(("width", "named"), [(416, 2), (384, 2), (320, 1)])
def test_the_buttons_have_room_at_every_width_of_the_list(theme, icons, width, named):
    pane = ListPane(theme, icons)
    pane.resize(width, 400)
    pane.model.replace(array("q", range(1, 100)))
    pane.show()
    pane.table.selectAll()
    QApplication.processEvents()
    assert pane.width() == width
    buttons = pane.strip.findChildren(QToolButton)
    with_names = [b for b in buttons if b.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextOnly]
    assert len(with_names) == named
    assert all(button.width() >= button.sizeHint().width() for button in buttons)
    assert all(button.geometry().right() < width for button in buttons)
    assert all(button.accessibleName() for button in buttons)
    pane.close()
    pane.deleteLater()


def test_selecting_100_000_takes_no_longer_than_a_frame(theme, icons):
    pane = ListPane(theme, icons)
    pane.model.replace(array("q", range(1, 100_001)))
    pane.show()
    QApplication.processEvents()
    begun = time.thread_time()
    pane.table.selectAll()
    selected = pane.selected
    assert time.thread_time() - begun < FRAME_S
    assert len(selected) == 100_000
    pane.close()
    pane.deleteLater()
