"""The undo bar: what it says and offers, where it floats, when it leaves; and the keys in a text field."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crm.errors import Blocked
from ui.desktop.fonts import BODY_LINE
from ui.desktop.icons import Icons
from ui.desktop.undo_bar import UndoBar
from ui.desktop.undo_keys import UndoKeys
from ui.desktop.writing import Done

TRASHED = Done(7, "3 contactos a la papelera", "edit", frozenset({1, 2, 3}), 7, "trash-2")
LONG = (
    "No se puede deshacer la operación 7 («3 contactos a la papelera»): "
    + "después se trabajó sobre lo mismo " * 6
)


def inked_lines(bar: UndoBar) -> list[int]:
    """Where each line of the sentence begins to be drawn."""
    picture = bar.grab(bar._text.geometry()).toImage()
    ground = picture.pixelColor(0, 0)
    inked = [
        any(picture.pixelColor(x, y) != ground for x in range(picture.width()))
        for y in range(picture.height())
    ]
    top = bar._text.y()
    return [top + y for y, ink in enumerate(inked) if ink and not (y and inked[y - 1])]


@pytest.fixture
def room(qapp: QApplication, icons: Icons) -> Iterator[QMainWindow]:
    room = QMainWindow()
    room.resize(1280, 720)
    middle = QWidget()
    column = QVBoxLayout(middle)
    for field in (QLineEdit(), QPlainTextEdit()):
        column.addWidget(field)
    room.setCentralWidget(middle)
    room.bar = UndoBar(room, icons)
    room.bar.follow(96)
    room.show()
    room.activateWindow()
    yield room
    room.close()
    room.deleteLater()


def test_it_says_what_was_done_and_offers_to_undo_that(room, qtbot: QtBot):
    bar = room.bar
    assert not bar.isVisible()
    bar.show_done(TRASHED)
    assert bar.isVisible()
    assert bar.sentence == bar.accessibleName() == "3 contactos a la papelera"
    assert bar.action.text() == "Deshacer"
    with qtbot.waitSignal(bar.undo_wanted) as wanted:
        QTest.mouseClick(bar.action, Qt.MouseButton.LeftButton)
    assert wanted.args == [7]


def test_after_an_undo_it_offers_to_redo(room, qtbot: QtBot):
    bar = room.bar
    bar.show_done(TRASHED._replace(kind="undo"))
    assert bar.sentence == "Deshecho: 3 contactos a la papelera"
    assert bar.action.text() == "Rehacer"
    with qtbot.waitSignal(bar.redo_wanted):
        bar.action.click()
    bar.show_done(TRASHED._replace(kind="redo"))
    assert bar.sentence == "Hecho de nuevo: 3 contactos a la papelera"
    assert bar.action.text() == "Deshacer"


def test_it_floats_over_the_middle_of_the_work_and_follows_the_window(room):
    bar = room.bar
    bar.show_done(TRASHED)
    for width, height in ((1280, 720), (900, 600)):
        room.resize(width, height)
        bar.follow(96)
        assert bar.height() == 40
        assert bar.geometry().bottom() == height - 17
        assert abs(bar.geometry().center().x() - (96 + width) // 2) <= 1


def test_a_long_reason_is_wrapped_and_never_cut(room):
    bar = room.bar
    room.resize(640, 480)
    bar.follow(96)
    bar.show_failure(Blocked(LONG, [9]))
    assert bar.sentence == LONG
    assert bar.action.isHidden()
    assert room.rect().contains(bar.geometry())


def test_its_lines_stand_as_far_apart_as_those_of_all_prose_and_within_it(room):
    bar = room.bar
    room.resize(640, 480)
    bar.follow(96)
    bar.show_failure(Blocked("xxxx " * 60, [9]))
    lines = inked_lines(bar)
    assert len(lines) > 3
    assert {below - above for above, below in pairwise(lines)} == {BODY_LINE}
    assert bar.height() == len(lines) * BODY_LINE + 20


def test_one_line_stands_in_the_middle(room):
    bar = room.bar
    bar.show_done(TRASHED._replace(title_in_words="HHH"))
    [row] = inked_lines(bar)
    middle = bar.height() // 2
    assert middle - BODY_LINE // 2 < row < middle


def test_what_is_in_the_way_can_be_undone_from_here(room, qtbot: QtBot):
    bar = room.bar
    bar.show_failure(Blocked("No se puede.", [9, 12], 12))
    assert bar.action.text() == "Deshacer eso antes"
    with qtbot.waitSignal(bar.undo_wanted) as wanted:
        bar.action.click()
    assert wanted.args == [12]


def test_it_leaves_after_a_while_but_a_reason_stays(room, qtbot: QtBot):
    bar = room.bar
    bar.set_time(30)
    bar.show_done(TRASHED)
    qtbot.waitUntil(lambda: not bar.isVisible())
    bar.show_failure(Blocked("No se puede.", [9]))
    with qtbot.assertNotEmitted(bar.left, wait=120):
        assert bar.isVisible()
    assert bar.isVisible()
    bar.close_button.click()
    assert not bar.isVisible()


def test_a_mouse_left_lying_on_it_does_not_keep_it(room, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    bar = room.bar
    bar.set_time(60)
    monkeypatch.setattr(bar, "underMouse", lambda: True)
    moving = iter(range(3))
    lying = QPoint(5, 5)
    monkeypatch.setattr(QCursor, "pos", lambda: QPoint(next(moving, 9), 5))
    bar.show_done(TRASHED)
    with qtbot.assertNotEmitted(bar.left, wait=90):
        assert bar.isVisible()
    assert bar.isVisible()
    monkeypatch.setattr(QCursor, "pos", lambda: lying)
    qtbot.waitUntil(lambda: not bar.isVisible())


def test_who_is_on_it_keeps_it_and_leaving_it_hands_the_focus_on(room, qtbot: QtBot):
    bar = room.bar
    bar.set_time(30)
    bar.show_done(TRASHED)
    bar.action.setFocus()
    with qtbot.assertNotEmitted(bar.left, wait=120):
        assert bar.isVisible()
    assert bar.isVisible()
    with qtbot.waitSignal(bar.left):
        QTest.keyClick(bar.action, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_screen_readers_are_told(room, monkeypatch: pytest.MonkeyPatch):
    told: list[tuple[QAccessible.Event, str]] = []

    class Listening:
        """Stands for QAccessible, which no test can listen to."""

        @staticmethod
        def updateAccessibility(event: QAccessibleAnnouncementEvent) -> None:  # noqa: N802 - as Qt calls it
            told.append((event.type(), event.message()))

    monkeypatch.setattr("PySide6.QtGui.QAccessible", Listening)
    room.bar.show_done(TRASHED)
    assert told == [(QAccessible.Event.Announcement, "3 contactos a la papelera")]


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_the_keys_undo_typing_first_and_are_the_windows_after_that(room, qapp, kind):
    watcher = UndoKeys(qapp, room)
    pressed = []
    action = room.addAction("Deshacer")
    action.setShortcut("Ctrl+Z")
    action.triggered.connect(lambda: pressed.append(1))
    field = room.findChild(kind)
    field.setFocus()
    QApplication.processEvents()
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert pressed == [1]
    QTest.keyClicks(field, "abc")
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert pressed == [1]
    assert (field.text() if kind is QLineEdit else field.toPlainText()) == ""
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert pressed == [1, 1]
    watcher.deleteLater()


def test_what_is_in_the_way_is_named_in_words_not_by_its_number(room):
    room.bar.show_failure(Blocked("por la operación 9", [9], 9, "por «Teléfono cambiado» (ana, hoy, 10:04)"))
    assert room.bar.sentence == "por «Teléfono cambiado» (ana, hoy, 10:04)"
