"""Operations on many contacts tell how far they are, and stopped anywhere they leave nothing behind."""

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from crm import labels, operations
from crm.base import Base, create_base, open_base
from crm.card_writer import CardWriter
from crm.cards import Card
from crm.errors import Cancelled
from crm.trash import restore, trash

MANY = 6_000
TITLE = "Prueba"
Work = Callable[[Base, list[int], Callable[[int, int | None], None]], object]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Base]:
    path: Path = tmp_path_factory.mktemp("muchos") / "base.vinculo"
    create_base(path)
    with open_base(path, actor="ana") as base:
        yield base


@pytest.fixture(scope="module")
def ids(base: Base) -> list[int]:
    with base.write("Agregar") as session:
        return CardWriter(session).add([Card("person", given_names=f"Ana {n}") for n in range(MANY)])


def operation(do: Callable[[Session, list[int]], object]) -> Work:
    def work(base: Base, ids: list[int], progress: Callable[[int, int | None], None]) -> None:
        with base.write(TITLE, progress) as session:
            do(session, ids)

    return work


def undoing(base: Base, _ids: list[int], progress: Callable[[int, int | None], None]) -> None:
    operations.undo(base, progress=progress)


def redoing(base: Base, _ids: list[int], progress: Callable[[int, int | None], None]) -> None:
    operations.redo(base, progress)


WORKS: dict[str, Work] = {
    "trash": operation(trash),
    "restore": operation(restore),
    "tag": operation(lambda session, ids: labels.tag(session, ids, "Vecinas")),
    "group": operation(
        lambda session, ids: labels.add_to_group(session, ids, "Red", today=datetime.date(2025, 10, 6))
    ),
    "untag": operation(lambda session, ids: labels.untag(session, ids, "Vecinas")),
    "undo": undoing,
    "redo": redoing,
}


def contents(base: Base) -> list[list[tuple[object, ...]]]:
    tables = ("record", "tag", "record_tag", "membership", "contact_group", "change", "search_document")
    with base.read() as session:
        connection = session.connection()
        found = [
            [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY 1, 2, 3")]
            for table in tables
        ]
        operations_ = connection.exec_driver_sql("SELECT id, undone_by FROM operation ORDER BY id")
        return [*found, [tuple(row) for row in operations_]]


@pytest.mark.parametrize("name", list(WORKS))
def test_stopped_anywhere_nothing_is_left_and_done_whole_it_tells_every_row(
    base: Base, ids: list[int], name: str
):
    """One after the other on the same base, in the order of WORKS: each can be done because the last one was."""
    before = contents(base)

    def stopped_after(n: int) -> None:
        told: list[tuple[int, int | None]] = []

        def progress(done: int, total: int | None) -> None:
            told.append((done, total))
            if len(told) > n:
                raise Cancelled("basta")

        with pytest.raises(Cancelled):
            WORKS[name](base, ids, progress)
        assert contents(base) == before

    told: list[tuple[int, int | None]] = []
    for n in (0, 2):
        stopped_after(n)
    WORKS[name](base, ids, lambda done, total: told.append((done, total)))
    assert contents(base) != before
    rows = [done for done, _total in told]
    assert rows == sorted(rows)
    assert 0 < rows[-1] <= told[-1][1] >= MANY


def test_it_is_stopped_in_the_midst_of_a_statement_too(base: Base, ids: list[int]):
    before = contents(base)
    asked = []

    def progress(_done: int, _total: int | None) -> None:
        asked.append(1)
        if len(asked) > 1:
            raise Cancelled("basta")

    def endless(session: Session, ids: list[int]) -> None:
        trash(session, ids[:1])
        counting = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"
        session.connection().exec_driver_sql(counting)

    with pytest.raises(Cancelled):
        operation(endless)(base, ids, progress)
    assert contents(base) == before
    with base.write(TITLE) as session:
        trash(session, ids[:1])
