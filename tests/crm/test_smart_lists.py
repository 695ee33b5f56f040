"""Smart lists: saved, asked again, called otherwise, removed, taken back."""

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crm import operations, smart_lists
from crm.base import Base, open_base
from crm.card_writer import CardWriter
from crm.cards import Card
from crm.errors import InvalidValue, NotFound, QueryError

TODAY = datetime.date(2025, 10, 6)


@pytest.fixture
def base(tmp_path: Path, new_base: Callable[[Path], Path]) -> Iterator[Base]:
    new_base(tmp_path / "base.vinculo")
    with open_base(tmp_path / "base.vinculo", actor="ana") as base:
        yield base


def save(base: Base, name: str, query: str) -> int:
    with base.write(smart_lists.SAVE_TITLE) as session:
        return smart_lists.save(session, name, query, TODAY)


def listed(base: Base) -> list[tuple[str, str, str]]:
    with base.read() as session:
        return [(one.name, one.query, one.subject) for one in smart_lists.saved(session, TODAY)]


def test_lists_are_kept_by_name_in_spanish_order(base: Base) -> None:
    save(base, "ñandú", "tipo:club")
    save(base, "  Correo  a Los Ángeles ", ' ciudad:"los angeles" -correo:vacío ')
    save(base, "Órganos", "que:actividades tipo:reunión")
    assert listed(base) == [
        ("Correo a Los Ángeles", 'ciudad:"los angeles" -correo:vacío', "contactos"),
        ("ñandú", "tipo:club", "contactos"),
        ("Órganos", "que:actividades tipo:reunión", "actividades"),
    ]
    operations.undo(base)
    assert len(listed(base)) == 2


def test_a_name_that_is_there_gets_the_new_query(base: Base) -> None:
    first = save(base, "Clubes", "tipo:club")
    assert save(base, "CLUBES", "tipo:federación") == first
    assert listed(base) == [("Clubes", "tipo:federación", "contactos")]
    operations.undo(base)
    assert listed(base) == [("Clubes", "tipo:club", "contactos")]


def test_a_list_is_always_current(base: Base) -> None:
    save(base, "Clubes", "tipo:club")
    with base.read() as session:
        assert smart_lists.total(session, "tipo:club", TODAY) == 0
    with base.write("Prueba") as session:
        CardWriter(session).add(
            [Card(kind="organization", organization_kind="club", official_name="Club Puebla")]
        )
    with base.read() as session:
        assert smart_lists.total(session, "tipo:club", TODAY) == 1


def test_renamed_and_removed(base: Base) -> None:
    clubs, _leaders = save(base, "Clubes", "tipo:club"), save(base, "Liderazgos", "liderazgo:sí")
    with base.write(smart_lists.RENAME_TITLE) as session:
        smart_lists.rename(session, clubs, "CLUBES")
    with pytest.raises(InvalidValue, match="Ya hay una lista «Liderazgos»"), base.write("x") as session:
        smart_lists.rename(session, clubs, "liderazgos")
    with base.write(smart_lists.REMOVE_TITLE) as session:
        smart_lists.remove(session, clubs)
    assert [name for name, *_ in listed(base)] == ["Liderazgos"]
    operations.undo(base)
    assert [name for name, *_ in listed(base)] == ["CLUBES", "Liderazgos"]
    with pytest.raises(NotFound), base.write("x") as session:
        smart_lists.remove(session, 99)


@pytest.mark.parametrize(
    ("name", "query", "told"),
    [(" ", "tipo:club", "nombre"), ("x" * 61, "tipo:club", "muy largo"), ("Todo", "  ", "vacía")],
)
def test_what_cannot_be_kept_is_told(base: Base, name: str, query: str, told: str) -> None:
    with pytest.raises(InvalidValue, match=told):
        save(base, name, query)
    with pytest.raises(QueryError):
        save(base, "Mala", "tipo:clubb")
    assert listed(base) == []
