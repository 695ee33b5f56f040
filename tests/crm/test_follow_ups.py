"""Follow-ups: written down, edited, closed, coming again, numbered."""

import datetime

import pytest
from sqlalchemy import select

from crm import contacts, follow_up_list, follow_ups, operations, trash
from crm.cards import Card
from crm.contact_values import Kept
from crm.errors import ChangedMeanwhile, InvalidValue, NotFound, UserError
from crm.follow_up_values import NewFollowUp, Task
from crm.verification import verify_base
from db.contacts import Note
from db.follow_ups import FollowUp, FollowUpItem
from db.links import RecordLink

TODAY = datetime.date(2025, 10, 6)


@pytest.fixture
def club(base):
    with base.write("Alta") as session:
        return contacts.create(session, Card("organization", official_name="Club de Prueba"))


def create(base, what="Enviar carteles", **values):
    with base.write(follow_ups.ADD_TITLE) as session:
        return follow_ups.create(session, NewFollowUp(what, **values))


def save(base, follow_up, field, before, after):
    with base.write(follow_ups.title(field)) as session:
        follow_ups.save(session, follow_up, field, before, after)


def set_state(base, follow_up, state, **options):
    with base.write(follow_ups.STATE_TITLES[state]) as session:
        return follow_ups.set_state(session, follow_up, state, today=TODAY, **options)


def row(base, follow_up):
    with base.read() as session:
        return session.get(FollowUp, follow_up)


def rows(base, table):
    with base.read() as session:
        return list(session.execute(select(table).order_by(table.id)).scalars())


def test_a_follow_up_whole(base, club):
    made = create(
        base,
        "  Enviar   carteles ",
        responsible="Ana",
        due="2025-10-10",
        due_time="13:00",
        priority="alta",
        remind_at=follow_ups.reminder(datetime.date(2025, 10, 10), "09:00"),
        links=(club,),
        checklist=(Task("Imprimir"), Task("Empacar", True)),
        notes=("Son 250.",),
    )
    kept = row(base, made)
    assert (kept.what, kept.state, kept.remind_at) == (
        "Enviar carteles",
        "pendiente",
        "2025-10-10T15:00+00:00",
    )
    assert [(item.text, item.done) for item in rows(base, FollowUpItem)] == [
        ("Imprimir", False),
        ("Empacar", True),
    ]
    assert [link.to_id for link in rows(base, RecordLink)] == [club]
    assert verify_base(base.path) == []
    operations.undo(base)
    assert [rows(base, table) for table in (FollowUp, FollowUpItem, RecordLink, Note)] == [[], [], [], []]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"what": "  "}, "Escriba qué hay que hacer"),
        ({"due": "2025-10"}, "Escriba el día en que vence"),
        ({"due": "2025-02-30"}, "no existe"),
        ({"due_time": "10:00"}, "Una hora necesita su día"),
        ({"due": "2025-10-10", "due_time": "10"}, "Una hora se guarda como 09:30"),
        ({"priority": "urgente"}, "no es una opción"),
        ({"state": "hecha"}, "no es una opción"),
        ({"remind_at": "mañana"}, "no es un momento"),
        ({"remind_at": "2025-10-10T10:00"}, "no es un momento"),
        ({"recurrence": "FREQ=HOURLY"}, "No se entiende cada cuánto"),
        ({"body": "Comisión"}, "Un compromiso lleva el órgano y el año"),
        ({"year": 2025}, "Un compromiso lleva el órgano y el año"),
        ({"body": "Comisión", "year": 25}, "no es el año de un compromiso"),
        ({"responsible": "A\x00"}, "no se puede guardar"),
        ({"notes": ("A\x00",)}, "no se puede guardar"),
    ],
)
def test_what_cannot_be_kept_gets_a_sentence(base, values, sentence):
    with pytest.raises(InvalidValue, match=sentence):
        create(base, **values)
    assert rows(base, FollowUp) == []


def test_what_it_is_about_must_be_there(base):
    with pytest.raises(NotFound, match="ya no está en la base"):
        create(base, links=(999,))


OWN = [
    ("what", {"what": "Enviar carteles"}, {"what": "Enviar 250 carteles"}),
    ("responsible", {"responsible": ""}, {"responsible": "Beto"}),
    ("due", {"due_on": "", "due_time": ""}, {"due_on": "2025-10-20", "due_time": "09:00"}),
    ("priority", {"priority": "normal"}, {"priority": "baja"}),
    ("recurrence", {"recurrence": ""}, {"recurrence": "FREQ=WEEKLY"}),
    ("source", {"source": ""}, {"source": "Oficio 12"}),
    ("remind_at", {"remind_at": ""}, {"remind_at": "2025-10-20T15:00+00:00"}),
]


@pytest.mark.parametrize(("field", "before", "after"), OWN)
def test_a_field_is_changed_and_undone(base, field, before, after):
    made = create(base)
    save(base, made, field, before, after)
    assert {name: getattr(row(base, made), name) for name in after} == after
    with pytest.raises(ChangedMeanwhile):
        save(base, made, field, before, before)
    operations.undo(base)
    assert {name: getattr(row(base, made), name) for name in before} == before


def test_the_day_cannot_go_while_the_hour_stays(base):
    made = create(base, due="2025-10-10", due_time="10:00")
    with pytest.raises(InvalidValue, match="Una hora necesita su día"):
        save(base, made, "due", {"due_on": "2025-10-10"}, {"due_on": ""})


def test_checklist_comments_and_links(base, club):
    made = create(base)
    save(base, made, "checklist", None, Task("Imprimir"))
    save(base, made, "checklist", None, Task("Empacar"))
    first, second = rows(base, FollowUpItem)
    assert (first.position, second.position) == (0, 1)
    save(base, made, "checklist", Kept(first.id, Task("Imprimir")), Task("Imprimir", done=True))
    assert rows(base, FollowUpItem)[0].done
    with pytest.raises(ChangedMeanwhile):
        save(base, made, "checklist", Kept(first.id, Task("Imprimir")), None)
    with pytest.raises(InvalidValue, match="Escriba el paso"):
        save(base, made, "checklist", None, Task(" "))
    save(base, made, "checklist", Kept(second.id, Task("Empacar")), None)
    save(base, made, "notes", None, "Faltan sobres")
    save(base, made, "links", (), (club,))
    assert [note.text for note in rows(base, Note)] == ["Faltan sobres"]
    assert [link.to_id for link in rows(base, RecordLink)] == [club]
    operations.undo(base)
    operations.undo(base)
    assert rows(base, Note) == []


def test_a_step_of_another_follow_up_is_not_touched(base):
    one, other = create(base, checklist=(Task("Imprimir"),)), create(base, "Otro")
    item = rows(base, FollowUpItem)[0].id
    with pytest.raises(ChangedMeanwhile):
        save(base, other, "checklist", Kept(item, Task("Imprimir")), Task("Empacar"))
    assert one != other


def test_how_far_it_is(base):
    made = create(base)
    set_state(base, made, "en espera", waiting_for="Respuesta del consulado")
    assert row(base, made).waiting_for == "Respuesta del consulado"
    set_state(base, made, "en curso")
    assert (row(base, made).waiting_for, row(base, made).done_on) == ("", "")
    assert set_state(base, made, "hecho") is None
    assert row(base, made).done_on == "2025-10-06"
    set_state(base, made, "pendiente")
    assert row(base, made).done_on == ""
    with pytest.raises(InvalidValue, match="no es una opción"), base.write("x") as session:
        follow_ups.set_state(session, made, "listo", today=TODAY)


def test_one_that_comes_again_makes_the_next_when_done_and_undo_takes_both_back(base, club):
    made = create(
        base, due="2025-10-01", recurrence="FREQ=WEEKLY", links=(club,), checklist=(Task("Llamar", True),)
    )
    following = set_state(base, made, "hecho")
    assert (row(base, following).due_on, row(base, following).state) == ("2025-10-08", "pendiente")
    assert [(item.follow_up_id, item.done) for item in rows(base, FollowUpItem)] == [
        (made, True),
        (following, False),
    ]
    assert [link.to_id for link in rows(base, RecordLink)] == [club, club]
    assert set_state(base, made, "hecho") is None
    operations.undo(base)
    assert [found.id for found in rows(base, FollowUp)] == [made]
    assert row(base, made).state == "pendiente"


def test_late_ones_do_not_pile_up_and_counted_ones_end(base):
    late = create(base, due="2025-08-04", recurrence="FREQ=WEEKLY")
    assert row(base, set_state(base, late, "hecho")).due_on == "2025-10-13"
    twice = create(base, due="2025-10-06", recurrence="FREQ=DAILY;COUNT=2")
    second = set_state(base, twice, "hecho")
    assert row(base, second).due_on == "2025-10-07"
    assert set_state(base, second, "hecho") is None
    # Days that went by count as well: a series ends when it was to end.
    four = create(base, due="2025-09-25", recurrence="FREQ=WEEKLY;COUNT=3")
    last = set_state(base, four, "hecho")
    assert row(base, last).due_on == "2025-10-09"
    assert row(base, last).recurrence == "FREQ=WEEKLY;COUNT=1"


def test_done_and_next(base, club):
    made = create(base, responsible="Ana", due="2025-10-06", links=(club,))
    with base.read() as session:
        proposed = follow_ups.proposed(session, made, today=TODAY)
    assert (proposed.what, proposed.responsible, proposed.due, proposed.links) == (
        "Enviar carteles",
        "Ana",
        "",
        (club,),
    )
    with base.write(follow_ups.FINISH_AND_NEXT_TITLE) as session:
        following = follow_ups.finish_and_next(
            session, made, NewFollowUp("Confirmar que llegaron", due="2025-10-20"), today=TODAY
        )
    assert (row(base, made).state, row(base, following).due_on) == ("hecho", "2025-10-20")
    with pytest.raises(UserError, match="ya está cerrado"), base.write("x") as session:
        follow_ups.finish_and_next(session, made, NewFollowUp("Otra vez"), today=TODAY)
    operations.undo(base)
    assert row(base, made).state == "pendiente"


def test_one_that_is_opened_again_and_done_once_more_leaves_no_second_next_one(base):
    made = create(base, due="2025-10-01", recurrence="FREQ=WEEKLY")
    following = set_state(base, made, "hecho")
    assert row(base, following).recurrence == "FREQ=WEEKLY"
    set_state(base, made, "pendiente")
    assert set_state(base, made, "hecho") is None
    with base.read() as session:
        assert len(follow_up_list.ids(session)) == 1
    other = create(base, due="2025-10-01", recurrence="FREQ=WEEKLY")
    with base.write("Prueba") as session:
        new = follow_ups.proposed(session, other, today=TODAY)
        follow_ups.finish_and_next(session, other, new, today=TODAY)
    set_state(base, other, "pendiente")
    assert set_state(base, other, "hecho") is None


def test_commitments_are_numbered_by_body_and_year(base):
    numbers = [
        row(base, create(base, body=body, year=year)).number
        for body, year in [
            ("Comisión de Vinculación", 2019),
            ("comision de vinculacion", 2019),
            ("Comisión de Vinculación", 2020),
            ("Grupo de Trabajo", 2019),
        ]
    ]
    assert numbers == [1, 2, 1, 1]
    assert {found.body for found in rows(base, FollowUp)} == {"Comisión de Vinculación", "Grupo de Trabajo"}


def test_a_number_is_never_given_twice(base):
    create(base, body="Comisión", year=2019)
    second = create(base, body="Comisión", year=2019)
    with base.write(trash.trash_title("follow_up"), n=1) as session:
        trash.trash(session, [second])
    assert row(base, create(base, body="Comisión", year=2019)).number == 3


def test_a_follow_up_becomes_a_commitment(base):
    create(base, body="Comisión", year=2019)
    made = create(base)

    def commit(**values):
        with base.write("Compromiso") as session:
            return follow_ups.make_commitment(session, made, **values)

    assert commit(body="COMISION", year=2019, number=12) == 12
    assert commit(body="Comisión", year=2019) == 12
    assert row(base, create(base, body="Comisión", year=2019)).number == 13
    with pytest.raises(InvalidValue, match="El compromiso 1/2019 ya está; el siguiente libre es el 14"):
        commit(body="Comisión", year=2019, number=1)
    with pytest.raises(InvalidValue, match="el órgano y el año"):
        commit(body=" ", year=2019)


def test_what_is_gone_gets_a_sentence(base):
    made = create(base)
    with base.write(trash.trash_title("follow_up"), n=1) as session:
        trash.trash(session, [made])
    with pytest.raises(NotFound, match="Este seguimiento ya no está en la base"):
        save(base, made, "what", {"what": "Enviar carteles"}, {"what": "x"})
    with base.write("Fuera") as session:
        trash.restore(session, [made])
    save(base, made, "what", {"what": "Enviar carteles"}, {"what": "x"})
    with pytest.raises(NotFound), base.write("x") as session:
        trash.restore(session, [999])


def test_one_that_was_cancelled_does_not_come_again(base):
    made = create(base, due="2025-10-01", recurrence="FREQ=WEEKLY")
    set_state(base, made, "cancelado")
    assert set_state(base, made, "hecho") is None
    assert len(rows(base, FollowUp)) == 1
