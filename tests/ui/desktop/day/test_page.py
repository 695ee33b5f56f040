"""Mi día with a base behind it: the keys that say how it is with a follow-up, the arrows, the news."""

import datetime
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm import follow_ups
from crm.base import Base, open_base
from crm.card_writer import CardWriter
from crm.cards import Card
from crm.clock import Clock
from crm.follow_up_record import record
from crm.follow_up_values import NewFollowUp
from ui.desktop.capture_day import EMPTY, FULL
from ui.desktop.day.item import DayItem, SectionHead
from ui.desktop.day.page import DayPage
from ui.desktop.day.source import DayRead, DayRest
from ui.desktop.lanes import Lanes
from ui.desktop.window import MainWindow
from ui.desktop.writing import Writing

TODAY = datetime.date(2025, 10, 6)


class Desk:
    """Mi día of a base, and what one sees there."""

    def __init__(self, window: MainWindow, base: Base, qtbot: QtBot) -> None:
        self.window = window
        self.base = base
        self.page: DayPage = window.work.day
        self._qtbot = qtbot

    @property
    def lines(self) -> list[str]:
        return [item.line.title for item in self.page.items]

    @property
    def here(self) -> str:
        focused = QApplication.focusWidget()
        return focused.line.title if isinstance(focused, DayItem) else ""

    def wait_for(self, *titles: str) -> None:
        self._qtbot.waitUntil(lambda: self.lines == list(titles))

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key, modifiers)

    def add(self, what: str, due: str, **values: object) -> int:
        with self.base.write("Alta") as session:
            return follow_ups.create(session, NewFollowUp(what, due=due, **values))  # type: ignore[arg-type]

    def read(self, number: int) -> object:
        with self.base.read() as session:
            return record(session, number, today=TODAY)


@pytest.fixture
def base(tmp_path: Path, new_base: Callable[[Path], Path]) -> Iterator[Base]:
    path = tmp_path / "base.vinculo"
    new_base(path)
    with open_base(path, actor="ana", clock=Clock.fixed(TODAY)) as base:
        yield base


@pytest.fixture
def desk(window: MainWindow, lanes: Lanes, base: Base, qtbot: QtBot) -> Iterator[Desk]:
    with base.write("Alta") as session:
        CardWriter(session).add([Card("organization", official_name="UNAM Chicago")])
        unam = 1
        for what, due in (
            ("Minuta", "2025-10-01"),
            ("Acuse", "2025-10-03"),
            ("Llamar", "2025-10-06"),
            ("Temario", "2025-10-09"),
        ):
            links = (unam,) if what == "Acuse" else ()
            follow_ups.create(session, NewFollowUp(what, due=due, links=links))
    window.show_desk(actor="ana", demo=False)
    writing = Writing(base, lanes.writer)
    window.set_writing(writing)
    window.work.set_base(base, writing)
    window.go_to("mi-dia")
    desk = Desk(window, base, qtbot)
    desk.wait_for("Minuta", "Acuse", "Llamar", "Temario")
    desk.page.take_focus()
    yield desk
    lanes.close()


def test_the_first_line_has_the_focus_and_the_date_stands_on_top(desk):
    assert desk.here == "Minuta"
    assert desk.page.title.plain_text == "Lunes 6 de octubre"
    assert desk.page.summary.plain_text == "2 seguimientos vencidos y 1 para hoy."


def test_space_says_done_and_undo_brings_it_back_to_its_place(desk):
    desk.press(Qt.Key.Key_Space)
    desk.wait_for("Acuse", "Llamar", "Temario")
    assert desk.here == "Acuse"
    assert desk.window.undo_bar.sentence == "Seguimiento hecho"
    assert desk.read(2).row.state == "hecho"
    desk.window.writing.undo()
    desk.wait_for("Minuta", "Acuse", "Llamar", "Temario")
    assert desk.here == "Acuse"


def test_the_last_one_done_leaves_the_focus_on_the_one_before(desk):
    desk.press(Qt.Key.Key_End)
    assert desk.here == "Temario"
    desk.press(Qt.Key.Key_Space)
    desk.wait_for("Minuta", "Acuse", "Llamar")
    assert desk.here == "Llamar"


def asked_day(desk, qtbot):
    """The form that P opens."""
    desk.press(Qt.Key.Key_P)
    asker = desk.window.work._next.day
    qtbot.waitUntil(lambda: asker.form is not None and asker.form.isVisible())
    return asker.form


def test_p_asks_for_the_day_proposes_the_next_working_one_and_puts_it_off(desk, qtbot):
    form = asked_day(desk, qtbot)
    assert form.accessibleName() == "¿Para qué día queda?"
    assert form.day.read() == "2025-10-07"
    desk.press(Qt.Key.Key_Return)
    desk.wait_for("Acuse", "Llamar", "Minuta", "Temario")
    assert desk.here == "Minuta"
    assert desk.read(2).row.due_on == "2025-10-07"
    assert desk.window.undo_bar.sentence == "Seguimiento pospuesto"


def test_p_puts_it_off_to_the_day_that_is_typed_and_undo_takes_it_back(desk, qtbot):
    form = asked_day(desk, qtbot)
    form.day.line.selectAll()
    QTest.keyClicks(form.day.line, "+2s")
    desk.press(Qt.Key.Key_Return)
    desk.wait_for("Acuse", "Llamar", "Temario")
    assert desk.read(2).row.due_on == "2025-10-20"
    desk.window.writing.undo()
    desk.wait_for("Minuta", "Acuse", "Llamar", "Temario")


def test_a_day_that_is_over_is_said_and_esc_leaves_it_as_it_was(desk, qtbot):
    form = asked_day(desk, qtbot)
    form.day.line.selectAll()
    QTest.keyClicks(form.day.line, "1/10/2025")
    desk.press(Qt.Key.Key_Return)
    assert form.isVisible()
    assert form.day._reason == "Ese día ya pasó; escriba uno que esté por venir."
    desk.press(Qt.Key.Key_Escape)
    assert desk.here == "Minuta"
    assert desk.read(2).row.due_on == "2025-10-01"


def test_s_asks_for_the_next_and_writes_it_down_in_one_operation(desk, qtbot):
    desk.press(Qt.Key.Key_S)
    next_step = desk.window.work._next
    qtbot.waitUntil(lambda: next_step.form is not None and next_step.form.isVisible())
    form = next_step.form
    assert form.what.texts() == ("Minuta",)
    assert form.due.holds(QApplication.focusWidget())
    QTest.keyClicks(form.due.line, "jueves")
    form.what.set_texts(("Minuta en limpio",))
    QTest.keyClick(form.due.line, Qt.Key.Key_Return)
    desk.wait_for("Acuse", "Llamar", "Temario", "Minuta en limpio")
    assert not form.isVisible()
    assert desk.window.undo_bar.sentence == "Seguimiento hecho, y el siguiente"
    assert desk.read(2).row.state == "hecho"
    desk.window.writing.undo()
    desk.wait_for("Minuta", "Acuse", "Llamar", "Temario")


def test_while_the_next_one_is_asked_for_its_guardar_is_the_one_primary_button(desk, qtbot):
    top = desk.window.top.new
    assert (top.text(), top.property("look")) == ("Nueva actividad", "primary")
    desk.press(Qt.Key.Key_S)
    qtbot.waitUntil(lambda: top.property("look") != "primary")
    QTest.keyClick(desk.window.work._next.form.due.line, Qt.Key.Key_Escape)
    assert top.property("look") == "primary"


def test_esc_leaves_the_next_one_unwritten(desk, qtbot):
    desk.press(Qt.Key.Key_S)
    next_step = desk.window.work._next
    qtbot.waitUntil(lambda: next_step.form is not None and next_step.form.isVisible())
    QTest.keyClick(next_step.form.due.line, Qt.Key.Key_Escape)
    assert not next_step.form.isVisible()
    assert desk.here == "Minuta"
    assert desk.read(2).row.state == "pendiente"


def test_a_next_one_of_no_day_that_exists_stays_with_its_reason(desk, qtbot):
    desk.press(Qt.Key.Key_S)
    next_step = desk.window.work._next
    qtbot.waitUntil(lambda: next_step.form is not None and next_step.form.isVisible())
    QTest.keyClicks(next_step.form.due.line, "31/9")
    QTest.keyClick(next_step.form.due.line, Qt.Key.Key_Return)
    assert next_step.form.isVisible()
    assert "31/9" in next_step.form.due.reason


def test_enter_opens_what_it_is_about_and_ctrl_enter_the_follow_up(desk, qtbot):
    opened = []
    desk.page.record_wanted.connect(opened.append)
    desk.press(Qt.Key.Key_Down)
    assert desk.here == "Acuse"
    item = QApplication.focusWidget()
    QTest.keyClick(item, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(item, Qt.Key.Key_Return)
    assert [(one.name, one.kind) for one in opened] == [
        ("Acuse", "follow_up"),
        ("UNAM Chicago", "organization"),
    ]


def test_a_heading_opens_the_list_that_it_counts(desk, qtbot):
    desk.press(Qt.Key.Key_Up)
    head = QApplication.focusWidget()
    assert isinstance(head, SectionHead)
    QTest.keyClick(head, Qt.Key.Key_Return)
    page = desk.window.work.follow_ups.page
    qtbot.waitUntil(lambda: page.query == "estado:vencido" and page.list.model.total == 2)
    assert desk.window.top.search.query == "estado:vencido"


def test_the_mouse_ticks_the_circle_and_opens_the_rest(desk, qtbot):
    opened = []
    desk.page.record_wanted.connect(opened.append)
    item = desk.page.items[1]
    QTest.mouseClick(item, Qt.MouseButton.LeftButton, pos=item.rect().center())
    assert len(opened) == 1
    desk.window.go_to("mi-dia")
    item = desk.page.items[1]
    at_left = item.rect().center()
    at_left.setX(16)
    QTest.mouseClick(item, Qt.MouseButton.LeftButton, pos=at_left)
    desk.wait_for("Minuta", "Llamar", "Temario")
    assert len(opened) == 1


def test_what_another_desk_writes_comes_with_the_news(desk):
    desk.add("De otra persona", "2025-10-02")
    desk.window.work.reload()
    desk.wait_for("Minuta", "De otra persona", "Acuse", "Llamar", "Temario")
    assert desk.here == "Minuta"


def test_a_reminder_that_has_passed_stands_there_though_it_is_due_later(desk):
    desk.add("Avisar", "2025-12-01", remind_at="2025-10-06T15:00+00:00")
    desk.page.reload()
    desk.wait_for("Minuta", "Acuse", "Llamar", "Avisar", "Temario")


def test_at_midnight_it_is_another_day(desk, monkeypatch):
    monkeypatch.setattr(desk.base, "clock", Clock.fixed(TODAY + datetime.timedelta(days=1)))
    desk.page.reload()
    desk._qtbot.waitUntil(lambda: desk.page.title.plain_text == "Martes 7 de octubre")
    assert desk.page.summary.plain_text.startswith("3 seguimientos vencidos.")


def test_when_all_is_done_what_belongs_there_is_said_and_something_offered(desk, qtbot):
    for left in (3, 2, 1, 0):
        desk.press(Qt.Key.Key_Space)
        qtbot.waitUntil(lambda left=left: len(desk.page.items) == left)
    assert desk.page.new_button.isVisible()
    assert QApplication.focusWidget() is desk.page.new_button
    desk.page.new_button.click()
    desk_of = desk.window.work.follow_ups.desk
    assert desk_of is not None
    assert desk_of.state == "shown"


def test_ctrl_1_goes_there_and_the_arrows_work_at_once(desk):
    desk.window.go_to("contactos")
    action = next(action for action in desk.window.findChildren(QAction) if action.data() == "mi-dia")
    action.trigger()
    assert desk.here == "Minuta"


def test_without_a_base_there_is_nothing(desk, qtbot):
    desk.window.set_writing(None)
    desk.window.work.set_base(None, None)
    assert desk.lines == []
    assert not desk.page.new_button.isVisible()


def test_it_is_there_from_the_start_where_one_was_there_last(theme, icons, lanes, settings, base, qtbot):
    with base.write("Alta") as session:
        follow_ups.create(session, NewFollowUp("Minuta", due="2025-10-01"))
    settings.place = "mi-dia"
    window = MainWindow(theme, icons, lanes, settings)
    window.show_desk(actor="ana", demo=False)
    window.show()
    window.activateWindow()
    writing = Writing(base, lanes.writer)
    window.set_writing(writing)
    window.work.set_base(base, writing)
    desk = Desk(window, base, qtbot)
    desk.wait_for("Minuta")
    assert desk.here == "Minuta"
    window.work.set_base(None, None)
    lanes.close()
    window.close()
    window.deleteLater()


def test_news_of_the_day_do_not_name_the_window_after_it_in_another_place(desk):
    assert desk.window.windowTitle() == "Mi día"
    desk.window.go_to("actividades")
    desk.add("Llamar al club", "2025-10-06")
    desk.page.reload()
    desk.wait_for("Minuta", "Acuse", "Llamar", "Llamar al club", "Temario")
    assert desk.window.windowTitle() == "Actividades"


class TwoAnswers:
    """A day whose rest comes only once they are let through."""

    begins = 0

    def __init__(self, read: DayRead) -> None:
        self.day = read.day
        self.let_through = threading.Event()
        self._read = read

    def read(self) -> DayRead:
        return replace(self._read, rest=None)

    def read_rest(self) -> DayRest:
        assert self.let_through.wait(10)
        assert self._read.rest is not None
        return self._read.rest


def test_the_day_is_shown_before_its_rest_and_this_leaves_one_where_one_is(desk, qtbot):
    source = TwoAnswers(FULL)
    page = desk.page
    page.set_source(source)
    due, week, rest = page.columns
    qtbot.waitUntil(lambda: page.summary.plain_text == FULL.today.summary)
    assert week.items
    assert not rest.items
    head = next(head for head in due.findChildren(SectionHead) if head.isVisible())
    head.setFocus()
    shown = due.items
    source.let_through.set()
    qtbot.waitUntil(lambda: bool(rest.items))
    assert QApplication.focusWidget() is head
    assert due.items is shown


def test_while_the_rest_is_asked_for_anew_what_is_known_stays(desk, qtbot):
    source = TwoAnswers(FULL)
    source.let_through.set()
    page = desk.page
    page.set_source(source)
    rest = page.columns[2]
    qtbot.waitUntil(lambda: bool(rest.items))
    shown = rest.items
    source.let_through.clear()
    seen = desk.window.work.day.summary
    seen.set_text("")
    page.reload()
    qtbot.waitUntil(lambda: seen.plain_text == FULL.today.summary)
    assert rest.items is shown
    source.let_through.set()


def test_a_day_with_nothing_says_so_only_once_all_of_it_is_known(desk, qtbot):
    source = TwoAnswers(EMPTY)
    page = desk.page
    page.set_source(source)
    qtbot.waitUntil(lambda: page.summary.plain_text == EMPTY.today.summary)
    assert not page.new_button.isVisible()
    source.let_through.set()
    qtbot.waitUntil(page.new_button.isVisible)
