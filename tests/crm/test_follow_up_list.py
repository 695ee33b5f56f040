"""The lists of follow-ups, and one of them whole."""

import datetime

import pytest

from crm import contacts, follow_up_list, follow_up_record, follow_ups
from crm.cards import Card
from crm.errors import NotFound
from crm.follow_up_values import NewFollowUp, Task
from crm.records import FOLLOW_UP, trash

TODAY = datetime.date(2025, 10, 8)


@pytest.fixture
def club(base):
    with base.write("Alta") as session:
        return contacts.create(session, Card("organization", official_name="Ñandú, Club"))


@pytest.fixture
def consulate(base):
    with base.write("Alta") as session:
        return contacts.create(session, Card("organization", official_name="Consulado de Prueba"))


@pytest.fixture
def made(base, club, consulate):
    new = {
        "sin": NewFollowUp("Sin fecha"),
        "lejos": NewFollowUp("Lejos", "beto", "2025-12-01", links=(club,)),
        "hoy": NewFollowUp("Hoy", "Ana", "2025-10-08", links=(consulate, club)),
        "temprano": NewFollowUp("Hoy temprano", "Ana", "2025-10-08", "08:00"),
        "alta": NewFollowUp("Hoy urgente", "Beto", "2025-10-08", priority="alta"),
        "vencido": NewFollowUp(
            "Vencido", "Ana", "2025-10-07", "09:00", body="Comisión", year=2019, links=(club,)
        ),
        "sabado": NewFollowUp("Sábado", "", "2025-10-11"),
        "hecho": NewFollowUp("Hecho", "Ana", "2025-10-01"),
    }
    with base.write("Alta") as session:
        ids = {name: follow_ups.create(session, follow_up) for name, follow_up in new.items()}
        follow_ups.set_state(session, ids["hecho"], "hecho", today=TODAY)
    return ids


def listed(base, made, order="due", **options):
    names = {number: name for name, number in made.items()}
    with base.read() as session:
        return [names[number] for number in follow_up_list.ids(session, order, **options)]


def rows(base, made, *names, order="due"):
    with base.read() as session:
        return follow_up_list.rows(session, [made[name] for name in names], today=TODAY, order=order)


def test_by_when_they_are_due(base, made):
    assert listed(base, made) == ["vencido", "temprano", "alta", "hoy", "sabado", "lejos", "sin"]
    shown = rows(base, made, *listed(base, made))
    assert [row.group for row in shown] == [
        "Vencidos",
        "Hoy",
        "Hoy",
        "Hoy",
        "Esta semana",
        "Después",
        "Sin fecha",
    ]
    assert [row.due for row in shown] == [
        "ayer, 9:00",
        "hoy, 8:00",
        "hoy",
        "hoy",
        "sábado 11",
        "1 dic 2025",
        "",
    ]
    assert [row.what for row in shown if row.is_overdue] == ["Vencido"]


def test_by_who_is_responsible(base, made):
    assert listed(base, made, "person") == ["vencido", "temprano", "hoy", "alta", "lejos", "sabado", "sin"]
    assert [row.group for row in rows(base, made, "vencido", "sin", order="person")] == [
        "Ana",
        "Sin responsable",
    ]
    with base.read() as session:
        people = follow_up_list.persons(session, today=TODAY)
    assert [(one.name, one.overdue, one.total) for one in people] == [
        ("Ana", 1, 3),
        ("Beto", 0, 2),
        ("", 0, 2),
    ]
    assert listed(base, made, responsible="ANA") == ["vencido", "temprano", "hoy"]


def test_by_what_they_are_about(base, made, club):
    assert listed(base, made, "record")[:3] == ["hoy", "vencido", "lejos"]
    shown = rows(base, made, "hoy", "sin", order="record")
    assert [row.group for row in shown] == ["Consulado de Prueba", "Sin ligas"]
    assert [about.name for about in shown[0].about] == ["Consulado de Prueba", "Ñandú, Club"]
    assert listed(base, made, record=club) == ["vencido", "hoy", "lejos"]


def test_closed_ones_stand_apart(base, made):
    assert listed(base, made, closed=True) == ["hecho"]
    assert not rows(base, made, "hecho")[0].is_overdue


def test_what_a_row_tells(base, made):
    row = rows(base, made, "vencido")[0]
    assert (row.commitment, row.body, row.steps, row.comments, row.recurs) == (
        "1/2019",
        "Comisión",
        (0, 0),
        0,
        False,
    )


def test_what_is_in_the_trash_is_in_no_list(base, made):
    with base.write("Papelera") as session:
        trash(session, [made["hoy"]], FOLLOW_UP)
    assert "hoy" not in listed(base, made)
    assert rows(base, made, "hoy") == []


def test_one_whole(base, made):
    with base.write("Alta") as session:
        number = follow_ups.create(
            session,
            NewFollowUp(
                "Enviar",
                due="2025-10-20",
                remind_at=follow_ups.reminder(datetime.date(2025, 10, 9), "09:00"),
                recurrence="FREQ=WEEKLY",
                checklist=(Task("Imprimir", True), Task("Empacar")),
                notes=("Son 250",),
            ),
        )
    with base.read() as session:
        found = follow_up_record.record(session, number, today=TODAY)
    assert (found.reminder, found.repeats) == ("mañana, 9:00", "cada semana")
    assert [step.value for step in found.checklist] == [Task("Imprimir", True), Task("Empacar")]
    assert [comment.value for comment in found.comments] == ["Son 250"]
    assert (found.row.steps, found.row.recurs, found.minutes) == ((1, 2), True, None)
    with base.read() as session, pytest.raises(NotFound, match="Este seguimiento ya no está"):
        follow_up_record.record(session, 999, today=TODAY)
