"""The parts of Actividades and Seguimientos: calendar, tours and requests, each reached and left."""

import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from crm import activities, activity_kinds, agreements, follow_ups, requests, tours, trash
from crm.activity_values import NewActivity, When
from crm.agreement_values import NewAgreement
from crm.base import open_base
from crm.clock import Clock
from crm.contact_values import Reference
from crm.follow_up_values import NewFollowUp
from crm.request_values import NewRequest
from crm.tour_values import NewTour
from ui.desktop.listing.table import ListTable
from ui.desktop.places import ACTIVITIES, AGREEMENTS, FOLLOW_UPS, REQUESTS, TOURS
from ui.desktop.writing import Writing

TODAY = datetime.date(2025, 10, 6)


@pytest.fixture
def settled(qtbot, lanes):
    """Wait until everything asked for has come back."""

    def idle():
        every = (lanes.reader, lanes.writer, lanes.counter, lanes.long_reader)
        return all(lane.idle for lane in every)

    return lambda: qtbot.waitUntil(idle)


@pytest.fixture
def made(tmp_path, stocked_base):
    """A base with one of each kind."""
    path = tmp_path / "base.vinculo"
    stocked_base(path)
    with open_base(path, actor="ana", clock=Clock.fixed(TODAY)) as base:
        with base.write("Alta") as session:
            kind = activity_kinds.find(session, "reunión").id
            new = NewActivity(kind, "Con clubes", When("2025-10-08", "10:00"))
            numbers = {
                "activity": activities.create(session, new, today=TODAY),
                "tour": tours.create(
                    session, NewTour("Gira a Chicago", start="2025-10-13", end="2025-10-15")
                ),
                "request": requests.create(
                    session, NewRequest("Pide datos", received="2025-10-03"), today=TODAY
                ),
                "agreement": agreements.record(session, NewAgreement(title="Con un club")),
            }
        yield base, numbers


@pytest.fixture
def desk(window, made, lanes, settled):
    base, _numbers = made
    window.resize(1280, 760)
    window.show_desk(actor="Ana", demo=False)
    writing = Writing(base, lanes.writer)
    window.set_writing(writing)
    window.work.set_base(base, writing)
    yield window
    settled()
    window.work.set_base(None, None)
    settled()


def rail_place(window):
    [button] = [button for button in window.rail.buttons if button.isChecked()]
    return button.place.code


def press_part(pane, name):
    [button] = [button for button in pane.findChildren(QPushButton) if button.text() == name]
    button.click()


def calendar_of(window):
    return window.work.parts.calendar.calendar


def test_requests_are_a_part_of_follow_ups(desk, settled):
    desk.go_to(FOLLOW_UPS)
    settled()
    press_part(desk.work.follow_ups.page.list, "Gestiones")
    settled()
    page = desk.work.parts.works[REQUESTS].page
    assert page.isVisible()
    assert rail_place(desk) == FOLLOW_UPS
    assert desk.searching.page is page
    assert desk.top.new.text() == "Nueva gestión"
    assert page.list.model.rowCount() == 1
    press_part(page.list, "Seguimientos")
    settled()
    assert desk.work.follow_ups.page.isVisible()
    assert desk.top.new.text() == "Nuevo seguimiento"


def test_tours_are_a_part_of_activities(desk, settled):
    desk.go_to(ACTIVITIES)
    settled()
    press_part(desk.work.activities.page.list, "Giras")
    settled()
    page = desk.work.parts.works[TOURS].page
    assert page.isVisible()
    assert rail_place(desk) == ACTIVITIES
    assert desk.top.new.text() == "Nueva gira"
    press_part(page.list, "Mes")
    settled()
    assert calendar_of(desk).isVisible()


@pytest.mark.parametrize(("place", "name"), [(REQUESTS, "Gestiones"), (TOURS, "Giras")])
def test_the_window_is_called_after_a_part_as_after_a_place(desk, settled, place, name):
    desk.go_to(place)
    settled()
    assert desk.windowTitle() == name


@pytest.mark.parametrize("place", [ACTIVITIES, FOLLOW_UPS, REQUESTS, TOURS])
def test_tab_leads_from_the_search_over_the_parts_to_the_list(desk, settled, place):
    desk.go_to(place)
    settled()
    desk.top.search.editor.setFocus()
    pane = desk.work.page_of(place).list
    while not pane.isAncestorOf(desk.focusWidget()):
        QTest.keyClick(desk.focusWidget(), Qt.Key.Key_Tab)
        assert desk.focusWidget() is not desk.top.search.editor
    assert desk.focusWidget().parent().objectName() == "segments"


@pytest.mark.parametrize(
    ("place", "over"),
    [
        (ACTIVITIES, ["Lista", "Varios productos a la vez", "Exportar"]),
        (AGREEMENTS, ["Lista", "Exportar"]),
        (FOLLOW_UPS, ["Borrar la búsqueda", "Seguimientos", "Exportar", "Fecha"]),
        (REQUESTS, ["Gestiones", "Exportar"]),
        (TOURS, ["Giras", "Exportar"]),
    ],
)
def test_tab_meets_what_stands_over_the_rows_before_them_and_as_it_stands(desk, made, settled, place, over):
    with made[0].write("Alta") as session:
        follow_ups.create(session, NewFollowUp("Llamar"))
    desk.go_to(place)
    settled()
    desk.top.search.editor.setFocus()
    met = []
    while not isinstance(desk.focusWidget(), ListTable):
        QTest.keyClick(desk.focusWidget(), Qt.Key.Key_Tab)
        met.append(desk.focusWidget())
    assert [one.text() or one.accessibleName() for one in met[:-1]] == over
    assert met[-1] is desk.work.page_of(place).list.table


def test_tab_meets_the_offer_of_an_empty_list_after_its_head(desk, settled):
    desk.go_to(FOLLOW_UPS)
    settled()
    pane = desk.work.follow_ups.page.list
    pane.orders.focus()
    QTest.keyClick(desk.focusWidget(), Qt.Key.Key_Tab)
    assert desk.focusWidget() is pane.offer


VIEWS = {
    ACTIVITIES: ("Lista", "Mes", "Semana", "Agenda"),
    AGREEMENTS: ("Lista", "Tablero", "Vigencias"),
}


def stand_in_list(desk, settled, place):
    """Go to a place and into its rows; the segments of its views."""
    desk.go_to(place)
    settled()
    page = desk.work.page_of(place)
    page.list.table.setFocus()
    return page.list.segments


@pytest.mark.parametrize("place", VIEWS)
def test_down_from_the_search_goes_into_the_view_that_is_shown(desk, settled, place):
    segments = stand_in_list(desk, settled, place)
    # Backwards from the rows one comes to the view that is shown, not to the last there is.
    while not segments.isAncestorOf(desk.focusWidget()):
        QTest.keyClick(desk.focusWidget(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    for number, name in enumerate(VIEWS[place]):
        if number:
            QTest.keyClick(desk.focusWidget(), Qt.Key.Key_Right)
            settled()
        assert desk.focusWidget().text() == name
        desk.top.search.editor.setFocus()
        QTest.keyClick(desk.top.search.editor, Qt.Key.Key_Down)
        settled()
        view = desk.focusWidget()
        assert desk.work.page_of(place).list.isAncestorOf(view)
        assert not segments.isAncestorOf(view)
        assert view.isVisible()
        QTest.keyClick(view, Qt.Key.Key_Down)
        assert desk.focusWidget() is view
        segments.focus()


@pytest.mark.parametrize("place", [ACTIVITIES, AGREEMENTS, REQUESTS])
def test_who_comes_from_another_page_comes_into_the_list_and_later_where_they_were(desk, settled, place):
    desk.go_to("contactos")
    desk.contacts.list.export_button.setFocus()
    desk.go_to(place)
    settled()
    page = desk.work.page_of(place)
    assert page.list.table.hasFocus()
    page.list.export_button.setFocus()
    desk.go_to("contactos")
    desk.contacts.list.export_button.setFocus()
    desk.go_to(place)
    assert page.list.export_button.hasFocus()


@pytest.mark.parametrize("place", [ACTIVITIES, AGREEMENTS, REQUESTS, TOURS])
def test_who_comes_by_a_key_is_on_the_first_row_and_sees_it(desk, made, settled, place):
    desk.commands.place_wanted.emit(place)
    settled()
    page = desk.work.page_of(place)
    assert desk.focusWidget() is page.list.table
    shown = page.list.current
    assert shown in made[1].values()
    assert list(page.list.selected) == [shown]
    assert page.record.record.id == shown


def test_who_comes_by_a_key_again_is_where_they_were(desk, made, settled):
    with made[0].write("Alta") as session:
        for what in ("Llamar", "Escribir"):
            follow_ups.create(session, NewFollowUp(what))
    desk.commands.place_wanted.emit(FOLLOW_UPS)
    settled()
    pane = desk.work.follow_ups.page.list
    first = pane.current
    QTest.keyClick(pane.table, Qt.Key.Key_Down)
    second = pane.current
    assert 0 < first != second
    desk.commands.place_wanted.emit(ACTIVITIES)
    desk.commands.place_wanted.emit(FOLLOW_UPS)
    settled()
    assert pane.current == second


def test_a_form_asked_for_before_the_rows_came_keeps_the_place_and_the_focus(desk, settled):
    desk.commands.place_wanted.emit(ACTIVITIES)
    desk._actions["new"].trigger()
    settled()
    page, form = desk.work.activities.page, desk.work.activities.desk.form
    assert page.record.page is form
    assert form.isAncestorOf(desk.focusWidget())
    assert page.list.current == 0


@pytest.mark.parametrize("place", [ACTIVITIES, AGREEMENTS, REQUESTS, TOURS])
def test_a_form_asked_for_before_the_first_record_came_keeps_the_place_and_the_focus(
    desk, made, settled, qtbot, place
):
    page = desk.work.page_of(place)
    desk.commands.place_wanted.emit(place)
    with qtbot.waitSignal(page.list.current_changed):
        pass
    assert page.record.record is None
    desk._actions["new"].trigger()
    form = page.record.page
    assert form is not None
    settled()
    assert page.record.page is form
    assert form.isAncestorOf(desk.focusWidget())
    assert page.record.record.id == page.list.current in made[1].values()


@pytest.mark.parametrize("place", VIEWS)
def test_a_screen_reader_changes_the_view_without_a_click(desk, settled, place):
    segments = stand_in_list(desk, settled, place)
    for name in VIEWS[place][::-1]:
        [button] = [button for button in segments.findChildren(QPushButton) if button.text() == name]
        QAccessible.queryAccessibleInterface(button).actionInterface().doAction("Toggle")
        settled()
        pane = desk.work.page_of(place).list
        assert pane.table.isVisible() == (name == "Lista")
        assert pane.shown_view == name.lower()


def test_the_calendar_takes_the_lists_place_and_gives_it_back(desk, settled):
    desk.go_to(ACTIVITIES)
    settled()
    pane = desk.work.activities.page.list
    press_part(pane, "Mes")
    settled()
    calendar = calendar_of(desk)
    assert calendar.isVisible()
    assert not pane.table.isVisible()
    assert calendar.isAncestorOf(pane.segments)
    assert calendar.width() >= 560
    press_part(pane, "Lista")
    settled()
    assert not calendar.isVisible()
    assert pane.table.isVisible()
    assert not calendar.isAncestorOf(pane.segments)


def test_what_is_opened_in_the_calendar_is_shown_where_it_belongs(desk, made, settled):
    numbers = made[1]
    desk.go_to(ACTIVITIES)
    desk.work.parts.calendar.show("mes")
    settled()
    calendar = calendar_of(desk)
    calendar.month.go_to(datetime.date(2025, 10, 8))
    QTest.keyClick(calendar.month, Qt.Key.Key_Return)
    settled()
    page = desk.work.activities.page
    assert page.record.record.id == numbers["activity"]
    assert calendar.isVisible()
    assert calendar.month.drawn.chosen == numbers["activity"]
    QTest.keyClick(desk.focusWidget(), Qt.Key.Key_Escape)
    assert calendar.month.hasFocus()
    calendar.month.go_to(datetime.date(2025, 10, 14))
    QTest.keyClick(calendar.month, Qt.Key.Key_Return)
    settled()
    assert desk.work.parts.works[TOURS].page.record.record.id == numbers["tour"]


def test_a_free_day_begins_a_new_activity_on_it(desk, settled):
    desk.go_to(ACTIVITIES)
    desk.work.parts.calendar.show("mes")
    settled()
    calendar = calendar_of(desk)
    calendar.month.go_to(datetime.date(2025, 10, 21))
    QTest.keyClick(calendar.month, Qt.Key.Key_Return)
    settled()
    form = desk.work.activities.desk.form
    assert form.isVisible()
    assert form.when.understood().start == "2025-10-21"


def test_a_search_goes_back_to_the_list(desk, settled):
    desk.go_to(ACTIVITIES)
    desk.work.parts.calendar.show("semana")
    settled()
    assert not calendar_of(desk).foot.isVisible()
    desk.work.activities.page.search("clubes")
    settled()
    assert desk.work.activities.page.list.table.isVisible()
    desk.work.parts.calendar.show("mes")
    settled()
    assert calendar_of(desk).foot.unsearched.isVisible()
    calendar_of(desk).head.count.click()
    settled()
    assert desk.work.activities.page.query == "fecha:2025-10"
    assert desk.work.activities.page.list.table.isVisible()


def test_records_of_any_kind_are_opened_in_their_place(desk, made, settled):
    for kind, place in (("request", REQUESTS), ("tour", TOURS), ("activity", ACTIVITIES)):
        desk.work.record_wanted.emit(Reference(made[1][kind], "", kind))
        settled()
        page = desk.work.page_of(place)
        assert page.isVisible()
        assert page.record.record.id == made[1][kind]


def test_ctrl_n_makes_what_belongs_there(desk, settled):
    for place in (REQUESTS, TOURS):
        desk.go_to(place)
        settled()
        desk._actions["new"].trigger()
        settled()
        assert desk.work.parts.works[place].desk.form.isVisible()


def test_the_calendar_follows_what_is_done(desk, made, settled):
    desk.go_to(ACTIVITIES)
    desk.work.parts.calendar.show("mes")
    settled()
    assert calendar_of(desk).head.count.text() == "1 actividad"
    desk.writing.run("Papelera", lambda session: trash.trash(session, [made[1]["activity"]]))
    settled()
    assert calendar_of(desk).head.count.text() == "Sin actividades"
    desk.writing.undo()
    settled()
    assert calendar_of(desk).head.count.text() == "1 actividad"
