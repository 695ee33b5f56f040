"""What an activity says in place: language, breakdown, tour, figures, what it is tied to; undo takes each back."""

import pytest
from PySide6.QtCore import Qt

from crm import activity_edit, participant_groups, requests, tours
from crm.contact_values import Reference
from crm.errors import InvalidValue
from crm.request_values import NewRequest
from crm.tour_values import NewTour, Stop
from ui.desktop.contacts.link import Link

MEETING = "Reunión de septiembre"


@pytest.fixture
def others(base, work):
    """A tour of two stops, another one, and a request."""
    with base.write("Altas") as session:
        there = tours.create(
            session,
            NewTour("Gira por California", start="2025-09-20", stops=(Stop("Fresno"), Stop("Chula Vista"))),
        )
        elsewhere = tours.create(session, NewTour("Gira por Texas", start="2024-03-01"))
        asked = requests.create(
            session, NewRequest("Pide carteles", received="2025-09-19"), today=base.clock.today
        )
        fresno = tours.stops_of(session, there)[0].id
    work.desk._read_choices()
    work.settle()
    return {"tour": there, "elsewhere": elsewhere, "request": asked, "fresno": fresno}


@pytest.fixture
def record(work, others):
    """The record of the meeting, shown."""
    work.page.into_list()
    work.settle()
    return work.page.record


@pytest.fixture
def place(work, record):
    """The open place of a field, added if it is not there yet."""

    def found(field):
        places = [place for place in record.view.places if place.key[0] == field]
        if places:
            places[0].open()
            return places[0]
        work.desk.editing.add(record.record, field)
        return next(place for place in record.view.places if place.key[0] == field)

    return found


def reason(record, field):
    """Why the place of a field was not saved: what is typed stands in a new one."""
    return next(place for place in record.view.places if place.key[0] == field).field.reason


def save(work, place, value):
    place.field.write(value)
    place.commit()
    work.settle()


@pytest.mark.parametrize(
    ("field", "written", "shown"),
    [
        ("language", "nah", lambda activity: activity.language == "náhuatl"),
        (
            "breakdown",
            (("mujeres", 25), ("hombres", 17)),
            lambda activity: activity.breakdown == (("mujeres", 25), ("hombres", 17)),
        ),
        (
            "attendance",
            {"attendance": 1200, "nationalities": 17},
            lambda activity: activity.attendance_line == "1,200 personas de 17 nacionalidades",
        ),
        (
            "reach",
            {"medium": "X", "impressions": 900, "interactions": 12},
            lambda activity: activity.reach_line == "X · 900 impresiones · 12 interacciones",
        ),
    ],
)
def test_a_field_is_one_operation_that_undo_takes_back(work, record, place, window, field, written, shown):
    before = record.record.activity
    save(work, place(field), written)
    assert shown(record.record.activity)
    assert any(place.key[0] == field for place in record.view.places)
    assert record.record.own["attendance"] == (1200 if field == "attendance" else None)
    window.writing.undo()
    work.settle()
    after = record.record.activity
    assert (after.own, after.breakdown) == (before.own, before.breakdown)


def test_the_tour_is_typed_and_offers_its_stops(work, record, place, window, others):
    open_place = place("tour")
    tour = open_place.field
    tour.tour.line.setFocus()
    tour.tour.line.setText("gira por california (2025)")
    tour.tour.edited.emit()
    assert [tour.stop.choice.itemText(n) for n in range(tour.stop.choice.count())] == [
        "Sin etapa",
        "Fresno",
        "Chula Vista",
    ]
    tour.stop.write(str(others["fresno"]))
    open_place.commit()
    work.settle()
    activity = record.record.activity
    assert (activity.tour.name, activity.stop) == ("Gira por California", "Fresno")
    assert record.record.own["tour_stop"] == others["fresno"]
    save(work, place("tour"), {"tour": others["elsewhere"], "tour_stop": None})
    assert (record.record.activity.tour.name, record.record.activity.stop) == ("Gira por Texas", "")
    window.writing.undo()
    work.settle()
    assert record.record.activity.stop == "Fresno"
    save(work, place("tour"), {"tour": None, "tour_stop": None})
    assert record.record.activity.tour is None


def test_a_tour_that_there_is_not_has_its_reason(work, record, place):
    field = place("tour").field
    field.tour.line.setText("Gira a la Luna")
    assert not field.check()
    assert "«Gira a la Luna» no está en la lista" in field.tour.reason
    assert record.record.activity.tour is None


def test_another_desks_tour_is_asked_about(work, base, place, record, others):
    open_place = place("tour")
    open_place.field.write({"tour": others["elsewhere"], "tour_stop": None})
    with base.write("Otra mesa") as session:
        activity_edit.save(
            session,
            record.record.id,
            "tour",
            {"tour": None, "tour_stop": None},
            {"tour": others["tour"], "tour_stop": others["fresno"]},
            today=base.clock.today,
        )
    open_place.commit()
    work.settle()
    assert "cambió este dato" in reason(record, "tour")


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([("", "3")], "de quiénes"),
        ([("mujeres", "")], "cuántas personas"),
        ([("mujeres", "muchas")], "no es una cantidad"),
        ([("mujeres", "-3")], "no es una cantidad"),
    ],
)
def test_a_row_of_the_breakdown_that_says_half_has_its_reason(place, record, parts, said):
    field = place("breakdown").field
    for label, n in parts:
        field.fields[-1].parts["label"].line.setText(label)
        field.fields[-1].parts["n"].line.setText(n)
    with pytest.raises(InvalidValue):
        field.read()
    reasons = [one.reason for row in field.fields for one in (row, *row.parts.values())]
    assert any(said in reason for reason in reasons), reasons
    assert record.record.activity.breakdown == ()


@pytest.mark.parametrize(
    ("parts", "said"),
    [((("mujeres", 11),), "asistieron 10"), ((("mujeres", 5), ("Mujeres", 4)), "está dos veces")],
)
def test_parts_that_cannot_be_are_refused_with_a_sentence(work, place, record, parts, said):
    save(work, place("attendance"), {"attendance": 10, "nationalities": None})
    save(work, place("breakdown"), parts)
    assert said in reason(record, "breakdown")
    assert record.record.activity.breakdown == ()


def test_a_language_that_there_is_not_names_the_nearest(place):
    field = place("language").field
    field.line.setText("espanyol")
    assert not field.check()
    assert "¿quiso decir «español»?" in field.reason
    field.line.setText("english")
    assert field.read() == "en"


def links(record):
    return {
        link.plain_text: link
        for link in record.view.findChildren(Link)
        if link.isVisible() and link.plain_text
    }


def test_it_is_tied_to_what_the_picker_finds_and_untied(qtbot, work, record, place, window, others):
    open_place = place("links")
    line = open_place.field.line
    line.setFocus()
    qtbot.keyClicks(line, "carteles")
    work.settle()
    qtbot.waitUntil(open_place.field.popup.isVisible)
    [row] = open_place.field.popup.rows
    assert (row.text, row.second_line, row.head, row.icon) == (
        "Pide carteles",
        "Gestión · 19 sep 2025",
        "Gestiones",
        "inbox",
    )
    qtbot.keyClick(line, Qt.Key.Key_Return)
    open_place.commit()
    work.settle()
    [tie] = record.record.activity.links
    assert (tie.reference.id, tie.reference.kind) == (others["request"], "request")
    with qtbot.waitSignal(work.page.record_wanted) as wanted:
        links(record)["Pide carteles"].click()
    assert wanted.args[0].kind == "request"
    next(place for place in record.view.places if place.key[0] == "links").remove()
    work.settle()
    assert record.record.activity.links == ()
    window.writing.undo()
    work.settle()
    assert [tie.reference.id for tie in record.record.activity.links] == [others["request"]]


def test_a_tie_made_at_the_other_end_is_shown_at_once_and_untied_from_here(
    work, base, record, window, others
):
    number = record.record.id

    def job(session):
        requests.save(session, others["request"], "links", (), (number,))

    window.writing.run(requests.title("links"), job)
    work.settle()
    [tie] = record.record.activity.links
    assert tie.line == "Gestión · 19 sep 2025"
    next(place for place in record.view.places if place.key[0] == "links").remove()
    work.settle()
    assert record.record.activity.links == ()


def test_it_is_not_tied_to_itself(work, place, record):
    save(work, place("links"), Reference(record.record.id, MEETING, "activity"))
    assert "consigo mismo" in reason(record, "links")


def test_what_is_typed_and_not_chosen_has_its_reason(place):
    field = place("links").field
    assert not field.check()
    assert "elíjalo de la lista" in field.reason
    field.line.setText("algo")
    assert not field.check()
    assert "no está elegido" in field.reason


def test_a_whole_group_is_added_in_one_operation_and_said(qtbot, work, record, place, window):
    line = place("group").field.line
    line.setFocus()
    qtbot.keyClicks(line, "red pr")
    qtbot.waitUntil(place("group").field.popup.isVisible)
    [row] = place("group").field.popup.rows
    assert (row.text, row.second_line, row.trailing) == ("Red Prueba", "Agregar a sus 2 integrantes", "grupo")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    place("group").commit()
    work.settle()
    assert [who.name for who in record.record.activity.participants] == ["Rosa Campos", "Luz Prieto"]
    assert window.undo_bar.sentence == "Un participante de un grupo agregado; ya estaban 1"
    window.writing.undo()
    work.settle()
    assert [who.name for who in record.record.activity.participants] == ["Rosa Campos"]


def test_a_group_all_of_whom_are_there_has_its_reason(qtbot, work, record, place, base):
    with base.read() as session:
        group = participant_groups.named(session, "red", base.clock.today)[0].reference
    save(work, place("group"), group)
    save(work, place("group"), group)
    assert "ya participan (2)" in reason(record, "group")
