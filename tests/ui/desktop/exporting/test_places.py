"""What each place exports, asked for where one is: the list, what is chosen in it, the record, the days that are
shown; and a window that is closed meanwhile."""

import csv
import datetime
import threading
from pathlib import Path

import icalendar
import pytest
from PySide6.QtCore import QItemSelectionModel, Qt

from crm import activities, activity_kinds, follow_ups, requests, tours
from crm.activity_values import NewActivity, When
from crm.base import open_base
from crm.clock import Clock
from crm.errors import FileProblem
from crm.exporting import asked
from crm.follow_up_values import NewFollowUp
from crm.request_values import NewRequest
from crm.tour_values import NewTour
from ui.desktop.exporting.whose import EVERYBODY, LISTED, SELECTED, SHOWN
from ui.desktop.places import ACTIVITIES, FOLLOW_UPS, REQUESTS, TOURS
from ui.desktop.writing import Writing

TODAY = datetime.date(2025, 10, 6)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def base(tmp_path, stocked_base):
    path = tmp_path / "base.vinculo"
    stocked_base(path)
    with open_base(path, actor="ana", clock=Clock.fixed(TODAY)) as base:
        with base.write("Alta") as session:
            meeting = activity_kinds.find(session, "reunión").id
            for title, day in (
                ("Con clubes", "2025-10-08"),
                ("Con consulados", "2025-10-09"),
                ("De antes", "2025-01-15"),
            ):
                activities.create(session, NewActivity(meeting, title, When(day, "10:00")), today=TODAY)
            tours.create(session, NewTour("Gira a Chicago", start="2025-10-10", end="2025-10-12"))
            requests.create(session, NewRequest("Pide datos", received="2025-10-03", term=3), today=TODAY)
            follow_ups.create(session, NewFollowUp("Llamar al club", due="2025-10-07"))
        yield base


@pytest.fixture
def settled(qtbot, lanes):
    def idle():
        return all(lane.idle for lane in (lanes.reader, lanes.writer, lanes.counter, lanes.long_reader))

    return lambda: qtbot.waitUntil(idle)


@pytest.fixture
def desk(window, base, lanes, settings, settled, tmp_path):
    settings.export_folder = str(tmp_path)
    window.resize(1280, 760)
    window.show_desk(actor="Ana", demo=False)
    writing = Writing(base, lanes.writer)
    window.set_writing(writing)
    window.beside.set_base(base, writing)
    window.work.set_base(base, writing)
    yield window
    settled()
    window.work.set_base(None, None)
    window.beside.set_base(None, None)
    settled()


def exported(desk, settled, path, ending):
    """Export what is offered, in a format, to a file."""
    page = desk.beside.administration.exporting
    settled()
    page.format.button(page.whose.subject.format_of(ending)).click()
    page.where.line.setText(str(path))
    page.go.click()
    settled()
    return page


def titles(path, heading):
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        return [row[heading] for row in csv.DictReader(file)]


@pytest.mark.parametrize(
    ("place", "query", "heading", "expected"),
    [
        (ACTIVITIES, "clubes", "Título", ["Con clubes"]),
        (TOURS, "chicago", "Gira", ["Gira a Chicago"]),
        (REQUESTS, "datos", "Asunto", ["Pide datos"]),
        (FOLLOW_UPS, "club", "Qué hay que hacer", ["Llamar al club"]),
    ],
)
def test_each_list_exports_what_was_looked_for(
    qtbot, desk, settled, tmp_path, place, query, heading, expected
):
    desk.go_to(place)
    desk.searching.list_all(query)
    settled()
    button = desk.searching.page.list.export_button
    assert button.isVisible()
    button.click()
    page = exported(desk, settled, tmp_path / "lista.csv", ".csv")
    assert page.whose.subject.code == place
    assert page.whose.checkedId() == LISTED
    assert titles(tmp_path / "lista.csv", heading) == expected
    assert "Se escribió 1 " in page.told.plain_text


@pytest.mark.parametrize(
    ("place", "formats"),
    [
        (ACTIVITIES, [".xlsx", ".csv", ".ics", ".pdf"]),
        (TOURS, [".xlsx", ".csv", ".ics", ".pdf"]),
        (REQUESTS, [".xlsx", ".csv", ".pdf"]),
        (FOLLOW_UPS, [".xlsx", ".csv", ".ics", ".pdf"]),
    ],
)
def test_every_format_of_every_list_is_written(desk, settled, tmp_path, place, formats):
    desk.go_to(place)
    settled()
    desk.searching.page.list.export_button.click()
    page = desk.beside.administration.exporting
    assert [one.ending for one in page.whose.subject.formats] == formats
    page.whose.button(EVERYBODY).click()
    for ending in formats:
        path = tmp_path / f"todo{ending}"
        exported(desk, settled, path, ending)
        assert path.stat().st_size > 0, page.where.problem.plain_text


def test_what_is_chosen_in_a_list_and_the_record_beside_can_be_exported(qtbot, desk, settled, tmp_path):
    desk.go_to(ACTIVITIES)
    desk.searching.list_all("con")
    settled()
    table = desk.work.activities.page.list.table
    flags = QItemSelectionModel.SelectionFlag
    for row in (0, 1):
        table.selectionModel().select(table.model().index(row, 0), flags.Select | flags.Rows)
    settled()
    qtbot.keyClick(desk, Qt.Key.Key_E, CTRL)
    page = desk.beside.administration.exporting
    settled()
    assert page.whose.checkedId() == SELECTED
    assert page.go.text() == "Exportar 2 actividades"
    assert page.whose.button(SHOWN).text() == "Solo «Con consulados»"
    page.whose.button(SHOWN).click()
    exported(desk, settled, tmp_path / "una.csv", ".csv")
    assert titles(tmp_path / "una.csv", "Título") == ["Con consulados"]


def test_the_week_of_the_calendar_goes_to_a_calendar_and_to_a_sheet(desk, settled, tmp_path):
    desk.go_to(ACTIVITIES)
    settled()
    desk.work.parts.calendar.show("semana")
    settled()
    desk.work.parts.calendar.calendar.head.export.click()
    page = exported(desk, settled, tmp_path / "semana.ics", ".ics")
    assert page.whose.button(LISTED).text() == f"{desk.work.parts.calendar.calendar.head.title.plain_text}: 5"
    calendar = icalendar.Calendar.from_ical((tmp_path / "semana.ics").read_bytes())
    assert [str(part["SUMMARY"]) for part in calendar.walk() if part.name in ("VEVENT", "VTODO")] == [
        "Con clubes",
        "Con consulados",
        "Gira a Chicago",
        "Llamar al club",
    ]
    assert "Se dejó fuera 1: gestiones, que no van en un calendario (1)." in page.told.plain_text
    exported(desk, settled, tmp_path / "semana.csv", ".csv")
    assert titles(tmp_path / "semana.csv", "Título") == [
        "Llamar al club",
        "Pide datos",
        "Con clubes",
        "Con consulados",
        "Gira a Chicago",
    ]


def test_what_the_calendar_leaves_out_is_not_exported(desk, settled):
    desk.go_to(ACTIVITIES)
    settled()
    desk.work.parts.calendar.show("semana")
    desk.work.parts.calendar.calendar.left_out.leave_out(("follow_up", "request"))
    settled()
    desk.beside.export_wanted.emit()
    settled()
    assert desk.beside.administration.exporting.go.text() == "Exportar 3 entradas del calendario"


def test_tab_goes_from_what_to_the_format_and_to_the_file(qtbot, desk, settled):
    desk.go_to(REQUESTS)
    settled()
    desk.beside.export_wanted.emit()
    page = desk.beside.administration.exporting
    desk.activateWindow()
    assert page.whose.button(page.whose.checkedId()).hasFocus()
    qtbot.keyClick(desk.focusWidget(), Qt.Key.Key_Tab)
    assert page.format.button(0).hasFocus()
    qtbot.keyClick(desk.focusWidget(), Qt.Key.Key_Tab)
    assert page.where.line.hasFocus()


def test_another_subject_can_be_chosen_and_what_one_came_from_is_kept(desk, settled):
    desk.go_to(ACTIVITIES)
    desk.searching.list_all("clubes")
    settled()
    desk.beside.export_wanted.emit()
    page = desk.beside.administration.exporting
    choice = page.whose.subjects
    assert choice.findData("calendario") < 0
    choice.setCurrentIndex(choice.findData("gestiones"))
    choice.activated.emit(choice.currentIndex())
    settled()
    assert page.go.text() == "Exportar 1 gestión"
    assert page.where.path.name == "Gestiones 2025-10-06.xlsx"
    choice.setCurrentIndex(choice.findData("actividades"))
    choice.activated.emit(choice.currentIndex())
    settled()
    assert page.whose.checkedId() == LISTED
    assert page.go.text() == "Exportar 1 actividad"


def test_columns_and_format_are_remembered_by_subject(desk, settled, settings):
    desk.go_to(REQUESTS)
    settled()
    desk.beside.export_wanted.emit()
    page = desk.beside.administration.exporting
    page.columns.choose(("asunto", "folio"))
    page.format.button(1).click()
    desk.go_to(TOURS)
    settled()
    desk.beside.export_wanted.emit()
    assert page.columns.keys == page.whose.subject.usual
    assert page.ending == ".xlsx"
    desk.go_to(REQUESTS)
    settled()
    desk.beside.export_wanted.emit()
    assert page.columns.keys == ("asunto", "folio")
    assert page.ending == ".csv"


def test_more_columns_than_a_page_has_room_for_are_told(desk, settled, tmp_path):
    desk.go_to(ACTIVITIES)
    settled()
    desk.beside.export_wanted.emit()
    page = desk.beside.administration.exporting
    page.columns.all.click()
    exported(desk, settled, tmp_path / "todo.pdf", ".pdf")
    assert "quite algunas" in page.where.problem.plain_text
    assert not (tmp_path / "todo.pdf").exists()


@pytest.fixture
def writing_a_file(qtbot, desk, settled, monkeypatch):
    """An export that goes on until it is told to end, with an error if there is one."""
    desk.go_to(ACTIVITIES)
    settled()
    desk.beside.export_wanted.emit()
    settled()
    go_on, errors = threading.Event(), []
    write = asked.write

    def slowly(base, wanted, path, columns, progress):
        while not go_on.wait(0.01):
            progress(0, 3)
        if errors:
            raise errors[0]
        return write(base, wanted, path, columns, progress)

    monkeypatch.setattr(asked, "write", slowly)
    page = desk.beside.administration.exporting
    page.go.click()
    qtbot.waitUntil(lambda: bool(page.job.running))
    yield go_on, errors, page.where.path
    go_on.set()
    settled()


def test_a_window_closed_during_an_export_says_so_and_closes_at_the_end(qtbot, desk, writing_a_file):
    go_on, _errors, path = writing_a_file
    desk.close()
    assert desk.isVisible()
    assert desk.writing_strip.strip.title == "Vínculo se cerrará al terminar"
    go_on.set()
    qtbot.waitUntil(desk.isHidden)
    assert path.exists()


def test_cancelled_when_closing_it_leaves_nothing(qtbot, desk, writing_a_file):
    _go_on, _errors, path = writing_a_file
    desk.close()
    desk.writing_strip.strip.button.click()
    qtbot.waitUntil(desk.isHidden)
    assert not path.exists()


def test_one_may_stay_and_the_strip_tells_of_the_base_again(qtbot, desk, settled, writing_a_file, base):
    go_on, _errors, path = writing_a_file
    desk.close()
    desk.writing_strip.stay_button.click()
    assert desk.writing_strip.isHidden()
    go_on.set()
    settled()
    with qtbot.assertNotEmitted(desk.closing, wait=120):
        pass
    assert desk.isVisible()
    assert path.exists()
    desk.writing.begun.emit("Algo largo")
    assert desk.writing_strip.strip.title == "Algo largo"


def test_what_cannot_be_written_is_told_wherever_one_is(desk, settled, writing_a_file):
    go_on, errors, _path = writing_a_file
    errors.append(FileProblem("No queda espacio."))
    desk.go_to(REQUESTS)
    go_on.set()
    settled()
    assert desk.top.sentence == "No queda espacio."
    desk.beside.export_wanted.emit()
    assert not desk.top.sentence


def test_what_cannot_be_written_keeps_the_window_open_to_say_why(qtbot, desk, settled, writing_a_file):
    go_on, errors, _path = writing_a_file
    errors.append(FileProblem("No queda espacio."))
    desk.close()
    go_on.set()
    settled()
    with qtbot.assertNotEmitted(desk.closing, wait=120):
        pass
    assert desk.isVisible()
    assert desk.beside.administration.exporting.where.problem.plain_text == "No queda espacio."
