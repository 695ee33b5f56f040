"""Records of every kind have their documents in the same part, and take files in the same ways."""

import datetime

import pytest
from PySide6.QtWidgets import QApplication

from crm import activities, activity_kinds, follow_ups, requests, tours
from crm.activity_values import NewActivity, When
from crm.base import open_base
from crm.clock import Clock
from crm.documents import documents_of
from crm.follow_up_values import NewFollowUp
from crm.request_values import NewRequest
from crm.tour_values import NewTour
from ui.desktop.places import ACTIVITIES, FOLLOW_UPS, REQUESTS, TOURS
from ui.desktop.writing import Writing

TODAY = datetime.date(2025, 10, 6)


@pytest.fixture
def made(tmp_path, stocked_base):
    """A base with one record of each kind, by the place it is worked on in."""
    path = tmp_path / "base.vinculo"
    stocked_base(path)
    with open_base(path, actor="ana", clock=Clock.fixed(TODAY)) as base:
        with base.write("Alta") as session:
            kind = activity_kinds.find(session, "reunión").id
            meeting = NewActivity(kind, "Con clubes", When("2025-10-08", "10:00"))
            asked = NewRequest("Pide datos", received="2025-10-03")
            numbers = {
                ACTIVITIES: activities.create(session, meeting, today=TODAY),
                TOURS: tours.create(session, NewTour("Gira a Chicago", start="2025-10-13", end="2025-10-15")),
                REQUESTS: requests.create(session, asked, today=TODAY),
                FOLLOW_UPS: follow_ups.create(session, NewFollowUp("Enviar la minuta")),
            }
        yield base, numbers


@pytest.fixture
def settled(qtbot, lanes):
    """Wait until everything asked for has come back."""
    every = (lanes.reader, lanes.writer, lanes.counter, lanes.long_reader, lanes.pictures)

    def wait():
        for _again in range(4):
            qtbot.waitUntil(lambda: all(lane.idle for lane in every))
            QApplication.processEvents()

    return wait


@pytest.fixture
def desk(window, made, lanes, settled):
    base, _numbers = made
    window.resize(1280, 760)
    window.show_desk(actor="Ana", demo=False)
    writing = Writing(base, lanes.writer, window)
    window.set_writing(writing)
    window.work.set_base(base, writing)
    yield window
    settled()
    window.work.set_base(None, None)
    settled()


@pytest.fixture(params=[ACTIVITIES, REQUESTS, TOURS, FOLLOW_UPS])
def shown(request, desk, made, settled):
    """The page of a place, with the record it has."""
    place, (_base, numbers) = request.param, made
    desk.go_to(place)
    page = desk.work.page_of(place)
    settled()
    page.open_one(numbers[place])
    settled()
    assert page.record.record.id == numbers[place]
    return page


def tabs(view):
    return [view.tabs.tabText(number) for number in range(view.tabs.count())]


def test_files_let_fall_on_a_record_are_its_documents(shown, made, let_fall, tmp_path, settled):
    view = shown.record.view
    assert tabs(view) == ["Ficha", "Documentos", "Historial"]
    files = [tmp_path / name for name in ("lista.txt", "acta.txt")]
    for file in files:
        file.write_text(file.name)
    assert let_fall(view, *files)
    settled()
    assert tabs(view) == ["Ficha", "Documentos  2", "Historial"]
    rows = [row.document for row in view.documents.rows.rows]
    assert [one.title for one in rows] == ["lista.txt", "acta.txt"]
    proves = shown.record.record.id == made[1][ACTIVITIES]
    assert {one.kind for one in rows} == {"evidencia" if proves else "documento"}
    assert view.documents.isVisible()
    with made[0].read() as session:
        assert len(documents_of(session, shown.record.record.id)) == 2
    shown.writing.undo()
    settled()
    assert tabs(view) == ["Ficha", "Documentos", "Historial"]


def test_what_cannot_be_kept_is_said_in_the_place_of_the_record(qtbot, shown, let_fall, tmp_path, settled):
    empty = tmp_path / "vacio.txt"
    empty.touch()
    with qtbot.waitSignal(shown.failed) as failed:
        let_fall(shown.record.view, empty)
    assert "está vacío" in failed.args[0]
    settled()


def test_its_documents_are_what_the_focus_goes_to(shown, settled):
    shown.record.open_tab("documentos")
    settled()
    shown.record.take_focus()
    assert shown.record.view.documents.add_button.hasFocus()
