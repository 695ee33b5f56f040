"""What stands around a contact's record: the next step, the timeline, what is to be done."""

import datetime
import threading
import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from crm import activities, follow_ups
from crm.activity_kinds import kinds
from crm.activity_values import NewActivity, Participant, When
from crm.base import open_base
from crm.card_writer import CardWriter
from crm.cards import Card
from crm.clock import Clock
from crm.contact_values import Reference
from crm.follow_up_values import NewFollowUp
from crm.timeline import ACTIVITY, Entry, Timeline
from db.activities import ActivityKind
from ui.desktop.contacts.base_source import BaseSource
from ui.desktop.contacts.editing import Editing
from ui.desktop.contacts.page import ContactsPage
from ui.desktop.contacts.timeline_list import TimelineList, YearHead
from ui.desktop.contacts.timeline_words import day_of, detail_of, icon_of
from ui.desktop.fields.base_source import BaseFieldSource
from ui.desktop.fields.field import Kit
from ui.desktop.listing.model import ROW_ROLE
from ui.desktop.spoken_menu import SpokenMenu
from ui.desktop.writing import Writing

TODAY = datetime.date(2025, 10, 6)


class NoDrafts:
    """Nothing is kept."""

    def keep(self, _draft, done, failed):
        done()

    def drop(self, _key):
        """Nothing was kept."""

    def left_over(self, done):
        done([])


@pytest.fixture
def base(tmp_path, new_base):
    """Two clubs; with the first there were two meetings, and two things are to be done."""
    new_base(tmp_path / "base.vinculo")
    with open_base(tmp_path / "base.vinculo", actor="jimena", clock=Clock.fixed(TODAY)) as base:
        with base.write("Prueba") as session:
            club, _other = CardWriter(session).add(
                [
                    Card("organization", official_name=name, organization_kind="club")
                    for name in ("Club Ajolote", "Club Puebla")
                ]
            )
            session.add(
                ActivityKind(code="x-llamada", label="Llamada", family="encuentro", position=1, retired=False)
            )
            session.flush()
            who = (Participant(organization=Reference(club, "", "organization")),)
            kind = next(one.id for one in kinds(session) if one.code == "x-llamada")
            for title, day in (("Interés en otra edición", "2025-08-12"), ("Primer acercamiento", "2023-11")):
                new = NewActivity(kind, title, When(day), "realizada", participants=who)
                activities.create(session, new, today=TODAY)
            for what, due in (("Enviar temario", "2025-10-09"), ("Confirmar la sede", "")):
                follow_ups.create(session, NewFollowUp(what, "Jimena Robles", due=due, links=(club,)))
        yield base


@pytest.fixture
def settled(qtbot, lanes):
    def wait():
        for _again in range(4):
            qtbot.waitUntil(lambda: lanes.writer.idle and lanes.reader.idle and lanes.counter.idle)
            QApplication.processEvents()

    return wait


@pytest.fixture
def page(qtbot, base, theme, icons, lanes, settled):
    """Contactos with the first club's record shown."""
    page = ContactsPage(lanes.reader, theme, icons, lanes.counter)
    qtbot.addWidget(page)
    page.resize(1400, 800)
    page.show()
    page.activateWindow()
    page.record.set_opener(lambda kind: kind == "activity")
    page.record.offer_new_follow_up(True)
    page.set_source(BaseSource(base, lanes.reader))
    writing = Writing(base, lanes.writer, page)
    page.set_writing(writing)
    kit = Kit(theme, icons, lanes.reader, BaseFieldSource(base, lanes.reader))
    page.record.set_editing(Editing(writing, kit, NoDrafts(), page))
    settled()
    page.list.go_to(0)
    settled()
    return page


def tabs(page):
    bar = page.record.view.tabs
    return [bar.tabText(number) for number in range(bar.count())]


def told(view):
    lines = [view.model().index(row).data(ROW_ROLE) for row in range(view.model().rowCount())]
    return [line.text if isinstance(line, YearHead) else line.title for line in lines]


def open_tab(page, code, settled):
    page.record.open_tab(code)
    settled()


def test_each_part_says_how_many_there_are(page, settled):
    assert tabs(page) == ["Ficha", "Actividad  4", "Convenios", "Seguimientos  2", "Documentos", "Historial"]
    page.list.go_to(1)
    settled()
    assert tabs(page) == ["Ficha", "Actividad", "Convenios", "Seguimientos", "Documentos", "Historial"]


def test_what_is_tied_is_untied_from_the_contact_and_what_takes_part_is_not(qtbot, page, settled):
    page.record.set_opener(lambda kind: True)
    said = []
    page.writing.failed.connect(said.append)
    open_tab(page, "actividad", settled)
    view = page.record.view.timeline.list

    def press_delete(title):
        [row] = [row for row in range(view.model().rowCount()) if view.model().index(row).data() == title]
        view.setCurrentIndex(view.model().index(row))
        QTest.keyClick(view, Qt.Key.Key_Delete)
        settled()

    press_delete("Enviar temario")
    assert "Enviar temario" not in told(view)
    page.writing.undo()
    settled()
    assert "Enviar temario" in told(view)
    before = told(view)
    press_delete("Interés en otra edición")
    assert told(view) == before
    assert [str(error).partition(":")[0] for error in said] == ["Este contacto no está ligado"]


def test_no_part_is_cut_where_there_is_room(page):
    bar = page.record.view.tabs
    assert bar.width() >= bar.sizeHint().width()
    assert not page.record.view.more.isVisible()


def test_what_happened_lately_stands_beside_what_is_known(qtbot, page):
    recent = page.record.view.sheet.recent
    assert told(recent.list) == [
        "2025",
        "Enviar temario",
        "Interés en otra edición",
        "2023",
        "Primer acercamiento",
        "Sin fecha",
        "Confirmar la sede",
    ]
    recent.all.click()
    assert page.record.view.tabs.currentIndex() == 1
    assert page.record.view.timeline.list.hasFocus()


def test_a_contact_with_nothing_has_no_recent_column(page, settled):
    page.list.go_to(1)
    settled()
    assert page.record.view.sheet.recent is None
    open_tab(page, "actividad", settled)
    assert "Aquí aparece" in page.record.view.timeline.nothing.plain_text
    page.record.take_focus()
    assert page.record.view.timeline.field.hasFocus()


def test_the_next_step_is_the_first_that_is_due(page):
    step = page.record.view.next_step
    assert step.isVisible()
    assert step.sentence.accessibleName() == "Enviar temario, vence el jueves 9, Jimena Robles"
    assert step.circle.accessibleName() == "Marcar hecho: Enviar temario"


@pytest.mark.parametrize("by", ["click", "key"])
def test_done_in_one_step_and_taken_back(qtbot, page, settled, by):
    view = page.record.view
    if by == "click":
        view.next_step.circle.click()
    else:
        view.take_focus()
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert view.next_step.row.what == "Confirmar la sede"
    assert tabs(page)[3] == "Seguimientos  1"
    page._writing.undo()
    settled()
    assert view.next_step.row.what == "Enviar temario"
    assert tabs(page)[3] == "Seguimientos  2"


def test_who_only_reads_can_tick_nothing(page, settled):
    page.record.set_editing(None)
    view = page.record.view
    assert not view.next_step.circle.isVisible()
    view.next_step.finish()
    settled()
    assert view.next_step.row.what == "Enviar temario"


def test_the_follow_ups_are_ticked_where_they_stand(qtbot, page, settled):
    open_tab(page, "seguimientos", settled)
    tab = page.record.view.follow_ups
    assert [item.line.title for item in tab.items] == ["Enviar temario", "Confirmar la sede"]
    tab.take_focus()
    assert tab.items[0].hasFocus()
    qtbot.keyClick(tab.items[0], Qt.Key.Key_Down)
    assert tab.items[1].hasFocus()
    qtbot.keyClick(tab.items[1], Qt.Key.Key_Space)
    settled()
    assert [item.line.title for item in tab.items] == ["Enviar temario"]
    assert tab.items[0].hasFocus()
    qtbot.keyClick(tab.items[0], Qt.Key.Key_Space)
    settled()
    assert tab.items == []
    assert tab.nothing.isVisible()
    assert tab.new_button.hasFocus()


def test_a_new_one_is_asked_for(qtbot, page, settled):
    open_tab(page, "seguimientos", settled)
    with qtbot.waitSignal(page.record.follow_up_asked):
        page.record.view.follow_ups.new_button.click()
    page.record.offer_new_follow_up(False)
    assert not page.record.view.follow_ups.new_button.isVisible()


def test_what_comes_next_is_asked_for_by_whoever_can(qtbot, page, settled):
    open_tab(page, "seguimientos", settled)
    item = page.record.view.follow_ups.items[0]
    with qtbot.waitSignal(page.next_wanted) as wanted:
        qtbot.keyClick(item, Qt.Key.Key_S)
    assert wanted.args == [item.line.record.id, item]


def test_narrowed_by_kind(qtbot, page, settled):
    open_tab(page, "actividad", settled)
    timeline = page.record.view.timeline
    named = {button.accessibleName(): button for button in timeline.findChildren(QPushButton)}
    assert list(named) == ["Todo, 4", "Actividades, 2", "Seguimientos, 2"]
    named["Actividades, 2"].click()
    assert told(timeline.list) == ["2025", "Interés en otra edición", "2023", "Primer acercamiento"]


def test_searched_by_words(qtbot, page, settled):
    open_tab(page, "actividad", settled)
    timeline = page.record.view.timeline
    timeline.field.setFocus()
    with qtbot.waitSignal(timeline.searched):
        qtbot.keyClicks(timeline.field, "edicion")
    settled()
    assert told(timeline.list) == ["2025", "Interés en otra edición"]
    with qtbot.waitSignal(timeline.searched):
        qtbot.keyClicks(timeline.field, " xyz")
    settled()
    assert "«edicion xyz»" in timeline.nothing.plain_text
    for row in (1, 0):
        page.list.go_to(row)
        settled()
    assert timeline.text == ""
    assert len(told(timeline.list)) == 7


def test_what_an_entry_tells_opens_and_what_cannot_is_plain(qtbot, page, settled):
    open_tab(page, "actividad", settled)
    view = page.record.view.timeline.list
    row = told(view).index("Interés en otra edición")
    place = view.visualRect(view.model().index(row)).center()
    with qtbot.waitSignal(page.record.record_wanted) as wanted:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert wanted.args[0].kind == ACTIVITY
    view.setFocus()
    view.setCurrentIndex(view.model().index(told(view).index("Enviar temario")))
    with qtbot.assertNotEmitted(page.record.record_wanted):
        qtbot.keyClick(view, Qt.Key.Key_Return)
    view.setCurrentIndex(view.model().index(row))
    with qtbot.waitSignal(page.record.record_wanted):
        qtbot.keyClick(view, Qt.Key.Key_Return)


def test_what_is_typed_in_a_field_survives_what_happens_around_it(qtbot, page, settled):
    """A follow-up ticked in the strip draws the recent column anew, not the field one types in."""
    view = page.record.view
    place = next(place for place in view.places if place.edit.field == "name")
    place.open()
    qtbot.keyClicks(QApplication.focusWidget(), " A")
    focused = QApplication.focusWidget()
    view.next_step.circle.click()
    settled()
    assert QApplication.focusWidget() is focused
    assert focused.toPlainText().endswith(" A")
    assert view.next_step.row.what == "Confirmar la sede"


def entry(kind, type_, day, state="realizada", type_name=""):
    return Entry(1, kind, type_, day, "Título", "Alguien", state, "ana", type_name)


@pytest.mark.parametrize(
    ("day", "said"),
    [("2025-08-12", "12 ago"), ("2023-11", "nov"), ("2024", "s/f"), ("s/f", "s/f"), ("", "s/f")],
)
def test_days_in_words(day, said):
    assert day_of(entry(ACTIVITY, "x", day)) == said


def test_an_entry_says_what_it_was(qapp):
    assert detail_of(entry(ACTIVITY, "llamada", "2025", type_name="Llamada")) == "Llamada · Alguien"
    assert detail_of(entry(ACTIVITY, "curso", "2025", "planeada", "Curso")) == "Curso · Alguien · planeada"
    assert detail_of(entry("request", "enviada", "2025", "turnada")) == "Gestión enviada · Alguien · turnada"
    assert icon_of(entry(ACTIVITY, "llamada", "2025", type_name="Llamada")) == "phone"
    assert icon_of(entry(ACTIVITY, "x", "2025", type_name="Otra cosa")) == "calendar-days"


def test_two_thousand_entries_come_up_at_once(qtbot, theme, icons):
    entries = tuple(
        Entry(
            n,
            ACTIVITY,
            "reunion",
            f"{2025 - n // 100}-0{1 + n % 9}-03",
            f"Reunión de trabajo {n} " * 3,
            "Alguien",
            "realizada",
            "ana",
            "Reunión",
        )
        for n in range(2_000)
    )
    view = TimelineList(theme, icons, lambda _kind: True)
    qtbot.addWidget(view)
    view.resize(600, 700)
    view.show()
    QApplication.processEvents()
    began = time.thread_time()
    view.show_entries(entries)
    view.viewport().repaint()
    assert time.thread_time() - began < 0.1
    assert view.model().rowCount() == 2_020


def test_the_list_keeps_the_rules_of_a_model(qtmodeltester, theme, icons, qtbot):
    view = TimelineList(theme, icons, lambda _kind: True)
    qtbot.addWidget(view)
    view.show_entries((entry(ACTIVITY, "x", "2025"), entry(ACTIVITY, "x", "s/f")))
    qtmodeltester.check(view.model())
    assert told(view) == ["2025", "Título", "Sin fecha", "Título"]
    aloud = view.model().index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert aloud == "2025. Título. Alguien. Anotó ana"


def test_where_the_parts_have_no_room_a_menu_lists_them(monkeypatch, page, settled):
    opened = []
    monkeypatch.setattr(SpokenMenu, "popup", lambda menu, _place: opened.append(menu))
    view = page.record.view
    assert not view.more.isVisible()
    page.splitter.setSizes([1040, 360])
    assert view.more.isVisible()
    view.more.click()
    actions = {action.text().split("  ")[0]: action for action in opened[0].actions()}
    assert list(actions) == ["Ficha", "Actividad", "Convenios", "Seguimientos", "Documentos", "Historial"]
    actions["Documentos"].trigger()
    settled()
    assert view.tabs.tabText(view.tabs.currentIndex()) == "Documentos"


def tabs_there(view) -> list[str]:
    """The codes of the tabs that are there."""
    return [view.tabs.tabData(n) for n in range(view.tabs.count()) if view.tabs.isTabVisible(n)]


@pytest.mark.parametrize("part", ["ficha", "historial"])
def test_no_tab_is_half_there_however_wide_the_record_is(page, part):
    view = page.record.view
    view.open_tab(part)
    codes = [view.tabs.tabData(number) for number in range(view.tabs.count())]
    seen = set()
    for width in range(592, 900, 4):
        page.splitter.setSizes([1400 - width, width])
        QApplication.processEvents()
        there = tabs_there(view)
        ends = [view.tabs.tabRect(codes.index(code)).right() for code in there]
        assert max(ends) < view.tabs.width(), width
        assert part in there
        others = [code for code in codes if code != part]
        assert [code for code in there if code != part] == others[: len(there) - 1]
        assert view.more.isVisible() == (there != codes), width
        seen.add(len(there))
    assert {len(codes), len(codes) - 2} <= seen


def test_the_arrows_go_to_tabs_that_there_was_no_room_for(page):
    view = page.record.view
    page.splitter.setSizes([1040, 360])
    QApplication.processEvents()
    view.open_tab("documentos")
    assert "historial" not in tabs_there(view)
    view.tabs.setFocus()
    QTest.keyClick(view.tabs, Qt.Key.Key_Right)
    assert view.tabs.tabData(view.tabs.currentIndex()) == "historial"
    assert "historial" in tabs_there(view)
    QTest.keyClick(view.tabs, Qt.Key.Key_Right)
    QTest.keyClick(view.tabs, Qt.Key.Key_Left)
    assert view.tabs.tabData(view.tabs.currentIndex()) == "documentos"
    assert "historial" not in tabs_there(view)


def test_of_very_many_follow_ups_the_first_are_shown_and_it_says_so(page, base, settled):
    club = page.record.record.id

    def job(session):
        for n in range(60):
            follow_ups.create(session, NewFollowUp(f"Asunto {n}", links=(club,)))

    page._writing.run("Prueba", job)
    settled()
    open_tab(page, "seguimientos", settled)
    tab = page.record.view.follow_ups
    assert len(tab.items) == 50
    assert tab.rest.plain_text == "Se muestran los 50 que vencen antes, de 62."
    assert tab.rest.isVisible()


class LongTimeline(BaseSource):
    """Of a timeline only the first entries come at first; the rest once it is let through."""

    def __init__(self, base, lane):
        super().__init__(base, lane)
        self.let_through = threading.Event()

    def around(self, contact):
        around = super().around(contact)
        first = around.timeline.entries[:2]
        return around._replace(timeline=Timeline(first, around.timeline.totals))

    def timeline(self, contact, text):
        assert self.let_through.wait(10)
        return super().timeline(contact, text)


def test_the_rest_of_a_long_timeline_comes_after_the_record_and_moves_nothing(qtbot, page, lanes, base):
    source = LongTimeline(base, lanes.reader)
    page.set_source(source)
    qtbot.waitUntil(lambda: page.record.record is not None)
    page.list.go_to(0)
    shown = page.record.view.timeline.list
    page.record.open_tab("actividad")
    qtbot.waitUntil(lambda: told(shown) == ["2025", "Enviar temario", "Interés en otra edición"])
    names = tabs(page)
    assert names[1] == "Actividad  4"
    page.record.view.timeline.take_focus()
    QTest.keyClick(shown, Qt.Key.Key_Down)
    here = shown.currentIndex().row()
    sheet, button = page.record.view.sheet, page.record.view.timeline.findChild(QPushButton)
    source.let_through.set()
    qtbot.waitUntil(
        lambda: told(shown)[3:] == ["2023", "Primer acercamiento", "Sin fecha", "Confirmar la sede"]
    )
    assert (shown.currentIndex().row(), tabs(page)) == (here, names)
    assert page.record.view.sheet is sheet
    assert page.record.view.timeline.findChild(QPushButton) is button


def test_a_list_that_grows_keeps_the_head_of_the_year_it_ends_in(qtbot, theme, icons):
    view = TimelineList(theme, icons, lambda _kind: True)
    qtbot.addWidget(view)
    entries = tuple(
        Entry(n, ACTIVITY, "", day, day, "", "", "") for n, day in enumerate(("2025-03", "2025-01", "2024"))
    )
    view.show_entries(entries[:1])
    view.show_entries(entries)
    assert told(view) == ["2025", "2025-03", "2025-01", "2024", "2024"]


def met_by_tab(page, times):
    """The widgets that Tab comes to from the list on."""
    page.list.table.setFocus()
    met = []
    for _time in range(times):
        QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)
        met.append(page.window().focusWidget())
    return met


@pytest.mark.parametrize("tab", ["ficha", "actividad", "convenios", "seguimientos", "historial"])
def test_tab_goes_through_a_record_from_top_to_bottom(page, settled, tab):
    open_tab(page, tab, settled)
    view = page.record.view
    met = [widget for widget in met_by_tab(page, 30) if view.isAncestorOf(widget)]
    heights = [view.mapFromGlobal(widget.mapToGlobal(QPoint())).y() for widget in met]
    at_tabs = met.index(view.tabs)
    assert set(view.head.places) <= set(met[:at_tabs])
    assert any(view.next_step.isAncestorOf(widget) for widget in met[:at_tabs])
    below = met[at_tabs + 1 :]
    assert any(view._pages.isAncestorOf(widget) for widget in below), "nothing of the part itself"
    assert not any(view._pages.isAncestorOf(widget) for widget in met[:at_tabs])
    assert heights[: at_tabs + 1] == sorted(heights[: at_tabs + 1])
