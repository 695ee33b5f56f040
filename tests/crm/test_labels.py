"""Tags and groups of many contacts at once: only what lacks them is changed, and all of it is undone in one."""

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from crm import operations
from crm.base import Base, open_base
from crm.card_writer import CardWriter
from crm.cards import Card, GroupMembership
from crm.contacts import card
from crm.errors import InvalidValue, NotFound
from crm.labels import (
    JOIN_TITLE,
    LEAVE_TITLE,
    TAG_TITLE,
    UNTAG_TITLE,
    Label,
    add_to_group,
    groups,
    remove_from_group,
    tag,
    tags,
    untag,
)
from crm.trash import TRASH_TITLE, trash

TODAY = datetime.date(2025, 10, 6)
CARDS = [
    Card("person", given_names="Ana", tags=("Migración",)),
    Card("person", given_names="Beto", groups=(GroupMembership("Red de Observación", "2023", ""),)),
    Card("person", given_names="Carla", groups=(GroupMembership("Red de Observación", "2020", "2021"),)),
]


@pytest.fixture
def base(tmp_path: Path, new_base: Callable[[Path], Path]) -> Iterator[Base]:
    path = tmp_path / "base.vinculo"
    new_base(path)
    with open_base(path, actor="ana") as base:
        yield base


@pytest.fixture
def ids(base: Base) -> list[int]:
    with base.write("Agregar contactos") as session:
        return CardWriter(session).add(CARDS)


def do(base: Base, title: str, job: Callable[[Session], int]) -> int:
    with base.write(title) as session:
        return job(session)


def tags_of(base: Base, ids: list[int]) -> list[tuple[str, ...]]:
    with base.read() as session:
        return [card(session, contact).tags for contact in ids]


def members(base: Base, ids: list[int]) -> list[list[tuple[str, str, str]]]:
    with base.read() as session:
        return [
            [(group.group, group.joined, group.left) for group in card(session, contact).groups]
            for contact in ids
        ]


def last_title(base: Base) -> str:
    with base.read() as session:
        return operations.log(session, limit=1)[0].title


def test_a_tag_goes_to_those_without_it_however_it_is_written(base, ids):
    assert do(base, TAG_TITLE, lambda session: tag(session, ids, " MIGRACION ")) == 2
    assert tags_of(base, ids) == [("Migración",)] * 3
    assert last_title(base) == "Etiqueta a 2 contactos"


def test_a_new_tag_is_made_and_undone_with_those_who_have_it(base, ids):
    assert do(base, TAG_TITLE, lambda session: tag(session, ids[1:], "Ruta  Chilanga")) == 2
    assert tags_of(base, ids) == [("Migración",), ("Ruta Chilanga",), ("Ruta Chilanga",)]
    operations.undo(base)
    assert tags_of(base, ids) == [("Migración",), (), ()]
    with base.read() as session:
        assert [label.name for label in tags(session)] == ["Migración"]
    operations.redo(base)
    assert tags_of(base, ids)[1] == ("Ruta Chilanga",)


def test_a_tag_that_all_have_leaves_no_trace(base, ids):
    before = last_title(base)
    assert do(base, TAG_TITLE, lambda session: tag(session, ids[:1], "Migración")) == 0
    assert last_title(base) == before


def test_a_tag_is_taken_from_those_who_have_it(base, ids):
    assert do(base, UNTAG_TITLE, lambda session: untag(session, ids, "migracion")) == 1
    assert tags_of(base, ids) == [(), (), ()]
    with pytest.raises(NotFound, match="«Otra»"):
        do(base, UNTAG_TITLE, lambda session: untag(session, ids, "Otra"))


def test_who_has_left_a_group_can_join_again_and_members_stay(base, ids):
    joined = do(
        base, JOIN_TITLE, lambda session: add_to_group(session, ids, "red de observacion", today=TODAY)
    )
    assert joined == 2
    assert members(base, ids) == [
        [("Red de Observación", "2025-10-06", "")],
        [("Red de Observación", "2023", "")],
        [("Red de Observación", "2020", "2021"), ("Red de Observación", "2025-10-06", "")],
    ]
    assert last_title(base) == "2 contactos a un grupo"


def test_a_new_group_is_made_and_undone(base, ids):
    do(base, JOIN_TITLE, lambda session: add_to_group(session, ids[:2], "Club nuevo", today=TODAY))
    with base.read() as session:
        assert [(label.name, label.contacts) for label in groups(session)] == [
            ("Club nuevo", 2),
            ("Red de Observación", 1),
        ]
    operations.undo(base)
    with base.read() as session:
        assert [label.name for label in groups(session)] == ["Red de Observación"]


def test_leaving_a_group_ends_the_membership_today(base, ids):
    left = do(
        base, LEAVE_TITLE, lambda session: remove_from_group(session, ids, "Red de Observación", today=TODAY)
    )
    assert left == 1
    assert members(base, ids)[1] == [("Red de Observación", "2023", "2025-10-06")]
    assert members(base, ids)[2] == [("Red de Observación", "2020", "2021")]
    with pytest.raises(NotFound, match="«Otro»"):
        do(base, LEAVE_TITLE, lambda session: remove_from_group(session, ids, "Otro", today=TODAY))


@pytest.mark.parametrize("text", ["", "  ", "…", "a\x00b"])
def test_a_label_needs_a_name(base, ids, text):
    with pytest.raises(InvalidValue):
        do(base, TAG_TITLE, lambda session: tag(session, ids, text))
    with pytest.raises(InvalidValue):
        do(base, JOIN_TITLE, lambda session: add_to_group(session, ids, text, today=TODAY))


def test_a_contact_that_is_gone_stops_all_of_it(base, ids):
    with base.write(TRASH_TITLE, n=1) as session:
        trash(session, ids[2:])
    with pytest.raises(NotFound, match=str(ids[2])):
        do(base, TAG_TITLE, lambda session: tag(session, ids, "Nueva"))
    with base.read() as session:
        assert tags(session) == [Label(tags(session)[0].id, "Migración", 1)]
