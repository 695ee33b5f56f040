"""Importing what an office keeps in sheets (activities, agreements): what would happen, and making it happen at once.

As with contacts (``crm.importing.run``), reading and matching come before the base is locked; when anything changed
since, the rows are matched anew inside. A ``Way`` says what is particular to a kind.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.base import Base
from crm.files.opening import open_table
from crm.files.sniff import sniff
from crm.files.table import TableRow
from crm.heap import without_collector
from crm.importing.columns import ColumnMap, Columns
from crm.importing.reading import Reading
from crm.importing.rejects import first_problem, reason
from crm.importing.run import ImportOptions, Rejection, Result
from crm.progress import Progress, silent
from db import journal
from db.operations import Operation

Mends = Mapping[int, Mapping[int, str]]
"""By row of the file and column (from 0), the text put into a cell."""


@dataclass(slots=True)
class SheetPlan:
    """A sheet read and matched against a base as it was after operation ``seen``.

    ``rows`` say what becomes of each row, each with its ``outcome``; ``company`` knows who is to be made because rows
    name them, their names in ``named``; ``notices`` are told of the rows as a whole.
    """

    reading: Reading
    written: Sequence[TableRow]
    mend: bool
    today: datetime.date
    seen: int = 0
    rows: list[Any] = field(default_factory=list)
    company: Any = None
    named: Sequence[str] = ()
    notices: Sequence[str] = ()

    def result(self, operation: int | None = None) -> Result:
        """The figures and lists that are shown and printed."""
        outcomes = [row.outcome for row in self.rows]
        return Result(
            read=len(outcomes) + len(self.reading.rejected),
            created=outcomes.count("created"),
            updated=outcomes.count("updated"),
            repeated=outcomes.count("repeated"),
            rejected=len(self.reading.rejected),
            named=self.named,
            skipped=0,
            operation=operation,
            rejects=tuple(rejections(self.reading)),
            possible_duplicates=(),
            notices=(*self.reading.notices, *self.notices),
            unknown_columns=self.reading.unused_columns,
        )

    @property
    def changes(self) -> int:
        """How many records are made or changed."""
        return sum(row.outcome != "repeated" for row in self.rows)


@dataclass(frozen=True, slots=True)
class Way:
    """How a kind is imported: the operation's ``title``, its columns, and what matches and writes a plan."""

    title: str
    heading_score: Callable[[Sequence[str]], int]
    recognise: Callable[[Sequence[str], ColumnMap], Columns]
    match: Callable[[Session, SheetPlan, Progress], None]
    write: Callable[[Session, SheetPlan, Progress], None]


def plan(
    way: Way, base: Base, path: Path, options: ImportOptions | None, progress: Progress, today: datetime.date
) -> SheetPlan:
    """Read a sheet and say what importing it would do. Writes nothing.

    Raises FileProblem or UserError when the file or the map cannot be used, Cancelled from ``progress``.
    """
    with without_collector():
        planned = _read(way, path, options or ImportOptions(), today)
        with base.read() as session:
            _match(way, session, planned, progress)
    return planned


def matched(way: Way, base: Base, planned: SheetPlan, mends: Mends, progress: Progress = silent) -> SheetPlan:
    """Say what importing the same rows would do with other texts in some cells. Writes nothing.

    Raises Cancelled from ``progress``.
    """
    written = [_mended(row, mends[row.number]) if row.number in mends else row for row in planned.written]
    mended = replace(planned, reading=planned.reading.copy(), written=written)
    with without_collector(), base.read() as session:
        _match(way, session, mended, progress)
    return mended


def apply(way: Way, base: Base, planned: SheetPlan, progress: Progress = silent) -> Result:
    """Do what was planned, as one operation; what changed in the base since is taken into account.

    Raises Cancelled from ``progress``, and then nothing is left behind.
    """
    if not planned.changes:
        return planned.result()
    with without_collector(), base.write(way.title, n=planned.changes) as session:
        operation = journal.current(session)
        if last_operation(session, before=operation) != planned.seen:
            planned.reading.rejected.clear()
            _match(way, session, planned, progress)
        way.write(session, planned, progress)
        journal.set_params(session, n=planned.changes)
    return planned.result(operation if planned.changes else None)


def last_operation(session: Session, before: int | None = None) -> int:
    """The id of the last operation, or of the last before another; 0 if there is none."""
    last = select(func.max(Operation.id))
    if before is not None:
        last = last.where(Operation.id < before)
    return session.execute(last).scalar() or 0


def rejections(reading: Reading) -> Iterator[Rejection]:
    """The rejected rows of a reading, as they are told."""
    for row in reading.rejected:
        problem = first_problem(row)
        yield Rejection(row.number, problem.column, problem.value, reason(row))


def _mended(row: TableRow, texts: Mapping[int, str]) -> TableRow:
    cells = [texts.get(place, cell) for place, cell in enumerate(row.cells)]
    return replace(row, cells=cells)


def _read(way: Way, path: Path, options: ImportOptions, today: datetime.date) -> SheetPlan:
    kind = sniff(path)
    with open_table(path, way.heading_score, options.sheet) as table:
        reading = Reading(
            path,
            kind,
            columns=way.recognise(table.headings, options.column_map),
            written_headings=table.written_headings,
            separator=table.separator,
            sheet=table.sheet,
            sheets=table.sheets,
            notices=list(table.notices),
            garbled=table.garbled,
        )
        return SheetPlan(reading, list(table), options.rows.repair, today)


def _match(way: Way, session: Session, planned: SheetPlan, progress: Progress) -> None:
    planned.seen = last_operation(session)
    way.match(session, planned, progress)
