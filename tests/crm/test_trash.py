"""The trash: what is put there is out of sight, told of with its day and its hand, and can be taken back."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from crm import operations
from crm.base import Base, create_base, open_base
from crm.card_writer import CardWriter
from crm.cards import Card, GroupMembership
from crm.clock import Clock
from crm.errors import NotFound, UserError
from crm.query import parse
from crm.query_run import ids as ids_of
from crm.trash import RESTORE_TITLE, TRASH_TITLE, Trash, in_trash, restore, trash

TODAY = datetime.date(2025, 10, 6)
CARDS = [
    Card("person", given_names="Ana", second_surname="Pérez", groups=(GroupMembership("Red", "", ""),)),
    Card("organization", official_name="Universidad de Prueba"),
    Card("person", given_names="Beto", first_surname="Ríos"),
]


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Base]:
    path = tmp_path / "base.vinculo"
    create_base(path)
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
    assert [contact.name for contact in found.contacts] == ["Ana Pérez", "Beto Ríos", "Universidad de Prueba"]
    assert {(contact.day, contact.actor) for contact in found.contacts} == {("hoy", "ana")}
    assert [contact.kind for contact in found.contacts] == ["person", "person", "organization"]
    assert listed(base) == []


def test_more_than_can_be_shown_are_counted(base, ids):
    put(base, ids)
    assert len(seen(base, limit=2).contacts) == 2
    assert seen(base, limit=2).total == 3


def test_what_is_taken_back_is_listed_again(base, ids):
    put(base, ids)
    with base.write(RESTORE_TITLE, n=2) as session:
        restore(session, ids[:2])
    assert listed(base) == ids[:2]
    assert [contact.id for contact in seen(base).contacts] == ids[2:]
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
