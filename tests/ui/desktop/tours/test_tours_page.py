"""Giras as one uses it: the list, the record, stops edited where they stand, a new one; undo takes each back."""

import datetime

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest

from crm import activities, activity_kinds, areas, tours, trash
from crm.activity_values import NewActivity, Participant, When
from crm.base import open_base
from crm.clock import Clock
from crm.contact_values import Reference
from crm.query import parse
from crm.query_run import ids
from crm.tour_values import NewTour, Stop
from ui.desktop.contacts.link import Link
from ui.desktop.labels import Prose
from ui.desktop.tours.words import days_in_words
from ui.desktop.tours.work import tours_work
from ui.desktop.writing import Writing

TODAY = datetime.date(2025, 10, 6)


@pytest.fixture
def base(tmp_path, stocked_base):
    path = tmp_path / "base.vinculo"
    stocked_base(path)
    with open_base(path, actor="ana", clock=Clock.fixed(TODAY)) as base:
        yield base


@pytest.fixture
def settled(qtbot, lanes):
    """Wait until everything asked for has come back."""

    def idle():
        every = (lanes.reader, lanes.writer, lanes.counter, lanes.long_reader)
        return all(lane.idle for lane in every)

    return lambda: qtbot.waitUntil(idle)


@pytest.fixture
def official(base):
    with base.read() as session:
        return areas.officials(session)[0]


@pytest.fixture
def tour(base, official):
    """A tour of two stops, and a meeting on it with somebody; an earlier one."""
    stops = (Stop("Chicago", "US", "America/Chicago", "2025-05-13", "2025-05-14"), Stop("Dallas", "US"))
    new = NewTour("Gira al Medio Oeste", "Presentar", official.id, "2025-05-13", "2025-05-16", stops)
    with base.write("Alta") as session:
        tours.create(session, NewTour("Gira anterior", start="2024-03"))
        number = tours.create(session, new)
        first = tours.stops_of(session, number)[0].id
        kind = activity_kinds.find(session, "reunión").id
        who = Participant(Reference(0, "Ana Ruiz", "person"), Reference(0, "Club Chicago", "organization"))
        meeting = NewActivity(
            kind, "Con clubes", When("2025-05-13", "10:00"), tour=number, tour_stop=first, participants=(who,)
        )
        activities.create(session, meeting, today=TODAY)
    return number


@pytest.fixture
def work(theme, icons, lanes, base, tour, settled):
    owner = QObject()
    work = tours_work(lanes, theme, icons, owner)
    work.page.resize(1180, 760)
    work.page.show()
    work.page.activateWindow()
    work.writing = Writing(base, lanes.writer)
    work.set_base(base, work.writing)
    settled()
    work.page.show_one(tour)
    settled()
    yield work
    work.set_base(None, None)
    settled()
    work.page.close()
    work.page.deleteLater()


def texts(view):
    return [shown.plain_text for shown in view.findChildren(Prose)]


def stops(base, tour):
    with base.read() as session:
        return [stop.city for stop in tours.stops_of(session, tour)]


def test_the_newest_stands_first_with_its_cities(work, tour, official):
    lines = [work.page.list.model.row(number) for number in range(2)]
    assert [line.title for line in lines] == ["Gira al Medio Oeste", "Gira anterior"]
    assert lines[0].second == f"{official.called('2025-05-13', TODAY)} · Chicago, Dallas"
    assert (lines[0].right, lines[0].right_below) == ("13 a 16 may 2025", "1 actividad")
    assert lines[1].right == "mar 2024"


def test_the_record_tells_stops_activities_and_people(work, official):
    view = work.page.record.view
    found = texts(view)
    assert view.head._identity.plain_text == f"Gira\u2002·\u2002{official.called('2025-05-13', TODAY)}"
    assert "Chicago, Estados Unidos" in found
    assert "13 may 2025 · 10:00 · reunión · Chicago · planeada" in found
    assert "Club Chicago" in found
    opened = []
    work.page.record_wanted.connect(opened.append)
    for name in ("Con clubes", "Ana Ruiz"):
        [link] = [link for link in view.findChildren(Link) if link.plain_text == name]
        link.click()
    assert [(reference.name, reference.kind) for reference in opened] == [
        ("Con clubes", "activity"),
        ("Ana Ruiz", ""),
    ]


def place(view, field, row=0):
    found = [place for place in view.places if place.key[0] == field]
    return found[row]


def test_a_stop_is_edited_added_and_taken_away_where_it_stands(work, base, tour, settled):
    view = work.page.record.view
    stop = place(view, "stops", 1)
    stop.open()
    stop.field.parts["city"].write("Houston")
    stop.commit()
    settled()
    assert stops(base, tour) == ["Chicago", "Houston"]
    place(view, "stops", 1).remove()
    settled()
    assert stops(base, tour) == ["Chicago"]
    work.desk.editing.add(work.page.record.record, "stops")
    settled()
    new = place(view, "stops", 1)
    new.field.parts["city"].write("Austin")
    new.commit()
    settled()
    assert stops(base, tour) == ["Chicago", "Austin"]
    with base.read() as session:
        assert tours.stops_of(session, tour)[0].zone == "America/Chicago"
    work.writing.undo()
    settled()
    assert stops(base, tour) == ["Chicago"]


def test_it_is_tied_to_any_record_and_untied(qtbot, work, settled):
    work.desk.editing.add(work.page.record.record, "links")
    new = place(work.page.record.view, "links")
    qtbot.keyClicks(new.field.line, "con clubes")
    qtbot.waitUntil(new.field.popup.isVisible)
    qtbot.keyClick(new.field.line, Qt.Key.Key_Return)
    new.commit()
    settled()
    [tie] = work.page.record.record.tour.links
    assert (tie.reference.name, tie.line) == ("Con clubes", "Reunión · 13 may 2025")
    place(work.page.record.view, "links").remove()
    settled()
    assert work.page.record.record.tour.links == ()
    work.writing.undo()
    settled()
    assert [tie.reference.name for tie in work.page.record.record.tour.links] == ["Con clubes"]


def test_a_stop_with_activities_stays_and_says_why(work, base, tour, settled):
    view = work.page.record.view
    place(view, "stops").open()
    place(view, "stops").remove()
    settled()
    assert stops(base, tour) == ["Chicago", "Dallas"]
    assert "Hay actividades en la etapa de Chicago" in place(view, "stops").field.reason


def test_own_fields_are_edited_where_they_stand(work, base, tour, settled):
    view = work.page.record.view
    work.desk.editing.add(work.page.record.record, "results")
    settled()
    place(view, "results").field.write("Dos clubes se sumaron")
    place(view, "results").commit()
    settled()
    place(view, "when").open()
    place(view, "when").field.write({"start_on": "2025-05-20", "end_on": "2025-05-16"})
    place(view, "when").commit()
    assert place(view, "when").field.reason
    place(view, "when").field.write({"start_on": "2025-05-12", "end_on": "2025-05-16"})
    place(view, "when").commit()
    settled()
    place(view, "official").open()
    place(view, "official").field.write(0)
    place(view, "official").commit()
    settled()
    record = work.page.record.record
    assert record.own["results"] == "Dos clubes se sumaron"
    assert (record.own["start_on"], record.own["official_id"]) == ("2025-05-12", 0)


def test_a_new_tour_is_written_down_with_its_cities(work, base, official, settled):
    work.new()
    form = work.desk.form
    form.save()
    assert "nombre" in form.fields["title"].reason
    form.fields["title"].write("Gira a Madrid")
    form.fields["official"].write(official.id)
    form.fields["when"].write({"start_on": "2025-11", "end_on": ""})
    form.fields["cities"].write(["Madrid", "Barcelona"])
    form.save()
    settled()
    record = work.page.record.record
    assert (record.title, record.tour.official, record.tour.start) == (
        "Gira a Madrid",
        official.id,
        "2025-11",
    )
    assert stops(base, record.id) == ["Madrid", "Barcelona"]


def test_history_is_told_in_words(work, settled):
    view = work.page.record.view
    place(view, "purpose").open()
    place(view, "purpose").field.write("Otra cosa")
    place(view, "purpose").commit()
    settled()
    view.open_tab("historial")
    settled()
    model = view.history.model()
    told = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert "Propósito: Presentar → Otra cosa" in told
    assert told[-1] == "Se creó esta gira."


def test_the_last_row_can_be_scrolled_over_the_undo_bar(qtbot, work):
    table = work.page.list.table
    table.setFixedHeight(72)
    qtbot.waitUntil(lambda: table.verticalScrollBar().maximum() > 0)
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())
    last = table.visualRect(table.model().index(table.model().rowCount() - 1, 0))
    assert last.bottom() <= table.viewport().height() - 72


def test_a_value_of_the_history_is_gone_back_to_by_keys_and_undo_takes_that_back(work, settled):
    view = work.page.record.view
    place(view, "purpose").open()
    place(view, "purpose").field.write("Otra cosa")
    place(view, "purpose").commit()
    settled()
    view.open_tab("historial")
    settled()
    model = view.history.model()
    told = [model.index(row, 0).data() for row in range(model.rowCount())]
    view.history.setCurrentIndex(model.index(told.index("Propósito: Presentar → Otra cosa"), 0))
    QTest.keyClick(view.history, Qt.Key.Key_Return)
    settled()
    assert work.page.record.record.tour.purpose == "Presentar"
    work.writing.undo()
    settled()
    assert work.page.record.record.tour.purpose == "Otra cosa"


def test_a_tour_goes_to_the_trash_from_its_record_and_undo_brings_it_back(work, tour, settled):
    work.page.show_one(tour)
    settled()
    listed = list(work.page.list.model.ids)
    assert work.page.record.view.trash.isVisibleTo(work.page)
    assert not work.page.record.view.restore.isVisibleTo(work.page)
    work.page.record.view.trash.click()
    settled()
    assert tour not in work.page.list.model.ids
    assert work.page.list.current != tour
    work.writing.undo()
    settled()
    assert list(work.page.list.model.ids) == listed


def test_several_tours_go_to_the_trash_by_key(work, settled):
    told = []
    work.writing.done.connect(lambda done: told.append(done.title_in_words))
    work.page.list.table.selectAll()
    assert work.page.list.strip.buttons["trash"].isVisibleTo(work.page)
    (action,) = work.page.list.table.actions()
    assert action.shortcut().toString() == "Del"
    action.trigger()
    settled()
    assert told == ["2 giras a la papelera"]
    assert not work.page.list.model.rowCount()


def test_an_empty_list_offers_the_form(work, base, settled):
    asked = []
    work.page.new_wanted.connect(lambda: asked.append(True))
    assert not work.page.list.offer.isVisible()
    work.page.search("nada de eso")
    settled()
    assert not work.page.list.offer.isVisible()
    with base.read() as session:
        every = list(ids(session, parse("que:giras", TODAY)))
    work.writing.run("Papelera", lambda session: trash.trash(session, every))
    settled()
    work.page.search("")
    settled()
    assert work.page.list.offer.isVisible()
    work.page.list.offer.click()
    assert asked
    assert work.desk.form is not None


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("", "", ""),
        ("s/f", "s/f", ""),
        ("2024-10-13", "2024-10-15", "13 a 15 oct 2024"),
        ("2024-09-30", "2024-10-02", "30 sep 2024 a 2 oct 2024"),
        ("2024-10", "", "oct 2024"),
        ("2024-10-13", "2024-10-13", "13 oct 2024"),
        ("2024-10", "2024-10-15", "oct 2024 a 15 oct 2024"),
        ("", "2024", "2024"),
    ],
)
def test_days_in_words(start, end, said):
    assert days_in_words(start, end) == said


def test_rows_say_all_aloud(work):
    aloud = work.page.list.model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert aloud == "Gira anterior, mar 2024"
