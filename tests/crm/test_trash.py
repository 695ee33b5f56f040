"""The trash: what is put there is out of sight, told of with its day and its hand, and can be taken back."""

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crm import activities, activity_kinds, follow_ups, operations, requests, tours
from crm.activity_values import NewActivity, When
from crm.base import Base, open_base
from crm.card_writer import CardWriter
from crm.cards import Card, GroupMembership
from crm.clock import Clock
from crm.errors import NotFound, UserError
from crm.follow_up_values import NewFollowUp
from crm.query import parse
from crm.query_run import ids as ids_of
from crm.records import ACTIVITY, AGREEMENT, FOLLOW_UP, REQUEST, TOUR
from crm.request_values import NewRequest
from crm.tour_values import NewTour
from crm.trash import (
    RESTORE_TITLE,
    TRASH_TITLE,
    Trash,
    in_trash,
    restore,
    restore_title,
    trash,
    trash_title,
)

TODAY = datetime.date(2025, 10, 6)
CARDS = [
    Card("person", given_names="Ana", second_surname="Pérez", groups=(GroupMembership("Red", "", ""),)),
    Card("organization", official_name="Universidad de Prueba"),
    Card("person", given_names="Beto", first_surname="Ríos"),
]


@pytest.fixture
def base(tmp_path: Path, new_base: Callable[[Path], Path]) -> Iterator[Base]:
    path = tmp_path / "base.vinculo"
    new_base(path)
    with open_base(path, actor="ana", clock=Clock.fixed(TODAY)) as base:
        yield base


@pytest.fixture
def ids(base: Base) -> list[int]:
    with base.write("Agregar contactos") as session:
        return CardWriter(session).add(CARDS)


def put(base: Base, contacts: list[int]) -> None:
    with base.write(TRASH_TITLE, n=len(contacts)) as session:
        trash(session, contacts)


def seen(base: Base, limit: int = 10) -> Trash:
    with base.read() as session:
        return in_trash(session, today=TODAY, limit=limit)


def listed(base: Base) -> list[int]:
    with base.read() as session:
        return sorted(ids_of(session, parse("", TODAY)))


def test_the_last_put_there_come_first_with_their_day_and_hand(base, ids):
    put(base, ids[1:2])
    put(base, [ids[0], ids[2]])
    found = seen(base)
    assert [record.name for record in found.records] == ["Ana Pérez", "Beto Ríos", "Universidad de Prueba"]
    assert {(record.day, record.actor) for record in found.records} == {("hoy", "ana")}
    assert [record.kind for record in found.records] == ["person", "person", "organization"]
    assert listed(base) == []


def test_more_than_can_be_shown_are_counted(base, ids):
    put(base, ids)
    assert len(seen(base, limit=2).records) == 2
    assert seen(base, limit=2).total == 3


def test_what_is_taken_back_is_listed_again(base, ids):
    put(base, ids)
    with base.write(RESTORE_TITLE, n=2) as session:
        restore(session, ids[:2])
    assert listed(base) == ids[:2]
    assert [record.id for record in seen(base).records] == ids[2:]
    operations.undo(base)
    assert listed(base) == []


def test_undo_takes_them_back_together(base, ids):
    put(base, ids)
    assert operations.undo(base).title == "3 contactos a la papelera"
    assert listed(base) == ids
    assert seen(base) == Trash((), 0)


def test_only_contacts_go_there_and_each_once(base, ids):
    put(base, ids[:1])
    with pytest.raises(UserError, match="ya está en la papelera"):
        put(base, ids)
    with base.read() as session:
        group = session.connection().exec_driver_sql("SELECT id FROM contact_group").scalar_one()
    for stranger in (group, 99_999):
        with pytest.raises(NotFound):
            put(base, [stranger])
    with pytest.raises(UserError, match="no está en la papelera"), base.write(RESTORE_TITLE, n=1) as session:
        restore(session, ids[1:])
    assert listed(base) == ids[1:]


@pytest.fixture
def office(stocked: Base) -> tuple[Base, dict[str, int]]:
    """One record of each kind that is no contact, the follow-up about the activity."""
    with stocked.write("Alta") as session:
        kind = activity_kinds.find(session, "reunión").id
        new = NewActivity(kind, "Mesa de diálogo", When("2025-10-01"))
        meeting = activities.create(session, new, today=TODAY)
        made = {
            ACTIVITY: meeting,
            TOUR: tours.create(session, NewTour("Los Ángeles y Las Vegas")),
            REQUEST: requests.create(session, NewRequest("Material de difusión"), today=TODAY),
            FOLLOW_UP: follow_ups.create(
                session, NewFollowUp("Enviar carteles", links=(meeting,), due="2025-10-06")
            ),
        }
    return stocked, made


SUBJECTS = {ACTIVITY: "actividades", TOUR: "giras", REQUEST: "gestiones", FOLLOW_UP: "seguimientos"}


@pytest.mark.parametrize("kind", SUBJECTS)
def test_what_is_in_the_trash_is_neither_found_nor_counted(office, kind):
    base, made = office

    def found() -> list[int]:
        with base.read() as session:
            return list(ids_of(session, parse(f"que:{SUBJECTS[kind]}", TODAY)))

    assert found() == [made[kind]]
    with base.write(trash_title(kind), n=1) as session:
        trash(session, [made[kind]])
    assert found() == []
    ((_id, shown_kind, name, day, _actor),) = seen(base).records
    assert (shown_kind, day) == (kind, "hoy")
    assert name in ("Mesa de diálogo", "Los Ángeles y Las Vegas", "Material de difusión", "Enviar carteles")
    with pytest.raises(UserError, match=f"«{name}» ya está en la papelera"), base.write("x") as session:
        trash(session, [made[kind]])
    with base.write(restore_title({kind}), n=1) as session:
        restore(session, [made[kind]])
    assert found() == [made[kind]]
    operations.undo(base)
    assert found() == []
    operations.undo(base)
    assert found() == [made[kind]]


def test_several_kinds_come_back_together(office):
    base, made = office
    for kind, record in made.items():
        with base.write(trash_title(kind), n=1) as session:
            trash(session, [record])
    assert {record.kind for record in seen(base).records} == set(made)
    with base.write(restore_title(set(made)), n=len(made)) as session:
        restore(session, list(made.values()))
    assert seen(base).total == 0
    assert operations.undo(base).title == "4 registros fuera de la papelera"
    assert seen(base).total == 4


def test_every_kind_says_in_words_what_goes_and_comes():
    for kind in ("person", "organization", AGREEMENT, *SUBJECTS):
        for title in (trash_title(kind), restore_title({kind})):
            assert operations.title_in_words(title, {"n": 7}).startswith("7 ")
