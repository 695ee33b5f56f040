"""``operacion:N`` finds what one operation of the journal made or changed, and nothing that others did that day."""

import csv
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from crm import large_operations, operations
from crm.base import Base, open_base
from crm.card_writer import CardWriter
from crm.cards import Card, Phone
from crm.clock import Clock
from crm.errors import QueryError
from crm.found_contacts import found_contacts
from crm.found_matters import found_matters
from crm.importing import activities, agreements
from crm.importing.run import Result, apply, plan
from crm.query import parse
from crm.query_run import count, group_counts

TODAY = date(2025, 10, 6)
CLUB, UNION = "Club Puebla", "Unión Zitácuaro"
HEADINGS = ("Nombre", "Teléfono", "Organización", "Cargo")


@pytest.fixture
def base(tmp_path: Path, stocked_base: Callable[[Path], Path]) -> Iterator[Base]:
    with open_base(stocked_base(tmp_path / "b.vinculo"), actor="ana", clock=Clock.fixed(TODAY)) as opened:
        with opened.write("Antes") as session:
            CardWriter(session).add(
                [
                    Card("organization", official_name=CLUB),
                    Card("person", given_names="Ana", first_surname="Soto", phones=(Phone("+525512345678"),)),
                    Card("person", given_names="Quieta", first_surname="Mora"),
                ]
            )
        yield opened


@pytest.fixture
def sheet(tmp_path: Path) -> Callable[..., Path]:
    def write(*rows: Sequence[str]) -> Path:
        path = tmp_path / "hoja.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        return path

    return write


def contacts(base: Base, query: str) -> list[str]:
    with base.read() as session:
        return sorted(row.name for row in found_contacts(session, parse(query, TODAY)))


def matters(base: Base, query: str) -> list[str]:
    with base.read() as session:
        return sorted(row.name for row in found_matters(session, parse(query, TODAY)))


@pytest.fixture
def second(base: Base, sheet: Callable[..., Path]) -> Result:
    """The second import of a day: it makes a person and the institution that it names, and fills in another's post."""
    apply(base, plan(base, sheet(HEADINGS, ("Rosa Tapia", "5512345679", "", ""))))
    path = sheet(
        HEADINGS,
        ("Ana Soto", "5512345678", CLUB, "Tesorera"),
        ("Luis Peña", "5512345670", UNION, "Enlace"),
    )
    result = apply(base, plan(base, path))
    assert (result.created, result.updated, result.named) == (1, 1, (UNION,))
    return result


def test_what_an_import_made_and_filled_in_is_found(base: Base, second: Result) -> None:
    # The club has a post more, for the one who got it: nobody filled in the club.
    assert contacts(base, f"operacion:{second.operation}") == ["Ana Soto", "Luis Peña", UNION]
    assert contacts(base, f"Operación:{second.operation} -tipo:persona") == [UNION]


def test_what_it_made_is_told_from_what_it_filled_in(base: Base, second: Result) -> None:
    made = f"operacion:+{second.operation}"
    assert contacts(base, made) == ["Luis Peña", UNION]
    assert contacts(base, f"{made} tipo:persona") == ["Luis Peña"]
    assert contacts(base, f"operacion:{second.operation} -{made}") == ["Ana Soto"]


def test_it_is_one_filter_like_the_others(base: Base, second: Result) -> None:
    both = f"operacion:{second.operation - 1},{second.operation}"
    assert contacts(base, f"{both} -pena") == ["Ana Soto", "Rosa Tapia", UNION]
    assert CLUB in contacts(base, f"-{both}")
    assert contacts(base, "operacion:vacío") == []
    with base.read() as session:
        assert count(session, parse(both, TODAY)) == 4
        assert group_counts(session, parse(both, TODAY), "tipo") == (4, [("persona", 3), ("institución", 1)])


@pytest.mark.parametrize("sign", ["", "+"])
def test_what_was_undone_is_found_no_more_until_it_is_done_again(
    base: Base, second: Result, sign: str
) -> None:
    query = f"operacion:{sign}{second.operation}"
    before = contacts(base, query)
    operations.undo(base)
    assert contacts(base, query) == []
    large_operations.redo(base)
    assert contacts(base, query) == before != []


@pytest.mark.parametrize("text", ["operacion:9999", "que:actividades operacion:+9999"])
def test_an_operation_that_never_was_is_told(base: Base, text: str) -> None:
    with base.read() as session, pytest.raises(QueryError) as refusal:
        count(session, parse(text, TODAY))
    assert str(refusal.value) == "No hay ninguna operación 9999; véalas con «vinculo bitacora»."


def test_activities_that_were_imported_and_whom_they_name(base: Base, sheet: Callable[..., Path]) -> None:
    head = ("Tipo", "Título", "Fecha", "Personas")
    first = activities.apply(
        base,
        activities.plan(
            base, sheet(head, ("reunión", "Una", "2025-01-01", "Nadia Nava (Club Nuevo)")), today=TODAY
        ),
    )
    again = sheet(head, ("reunión", "Dos", "2025-01-02", f"Ana Soto ({CLUB})"))
    second = activities.apply(base, activities.plan(base, again, today=TODAY))
    assert matters(base, f"que:actividades operacion:+{first.operation}") == ["Una"]
    assert matters(base, f"que:actividades operacion:{second.operation}") == ["Dos"]
    assert contacts(base, f"operacion:+{first.operation}") == ["Club Nuevo", "Nadia Nava"]
    assert contacts(base, f"operacion:{second.operation}") == []


def test_agreements_that_were_imported_and_whom_they_name(base: Base, sheet: Callable[..., Path]) -> None:
    head = ("Folio", "Título", "Partes", "Objeto")
    first = agreements.apply(
        base,
        agreements.plan(base, sheet(head, ("C-1", "Uno", CLUB, ""), ("C-2", "Dos", CLUB, "")), today=TODAY),
    )
    more = sheet(head, ("C-2", "Dos", CLUB, "Difundir"), ("C-3", "Tres", UNION, ""))
    second = agreements.apply(base, agreements.plan(base, more, today=TODAY))
    assert matters(base, f"que:convenios operacion:{first.operation}") == ["Dos", "Uno"]
    assert matters(base, f"que:convenios operacion:{second.operation}") == ["Dos", "Tres"]
    assert matters(base, f"que:convenios operacion:+{second.operation}") == ["Tres"]
    assert contacts(base, f"operacion:+{second.operation} -tipo:persona") == [UNION]
    assert contacts(base, f"operacion:{first.operation}") == []
