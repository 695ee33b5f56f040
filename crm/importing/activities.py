"""Importing activities from a sheet: what would happen (``plan``), and making it happen in one operation (``apply``).

As with contacts (``crm.importing.run``), reading and matching come before the base is locked; when anything changed
since, the rows are matched anew inside.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm import labels
from crm.activity_writer import ActivityWriter
from crm.base import Base
from crm.files.opening import open_table
from crm.files.sniff import sniff
from crm.files.table import TableRow
from crm.heap import without_collector
from crm.importing.activity_changes import apply_update
from crm.importing.activity_columns import heading_score, recognise
from crm.importing.activity_company import Company
from crm.importing.activity_matching import Matcher, PlannedActivity
from crm.importing.reading import Reading
from crm.importing.rejects import first_problem, reason
from crm.importing.run import ImportOptions, Rejection, Result
from crm.progress import Progress, silent
from crm.texts import mark_plural
from db import journal
from db.operations import Operation

Mends = Mapping[int, Mapping[int, str]]
"""By row of the file and column (from 0), the text put into a cell."""

IMPORT_TITLE = mark_plural("Importar {n:,} actividad", "Importar {n:,} actividades")


@dataclass(slots=True)
class ActivityPlan:
    """A sheet read and matched against a base as it was after operation ``seen``."""

    reading: Reading
    written: Sequence[TableRow]
    mend: bool
    today: datetime.date
    seen: int = 0
    rows: list[PlannedActivity] = field(default_factory=list)
    company: Company | None = None
    named: Sequence[str] = ()

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
            notices=tuple(self.reading.notices),
            unknown_columns=self.reading.unused_columns,
        )

    @property
    def changes(self) -> int:
        """How many activities are made or changed."""
        return sum(row.outcome != "repeated" for row in self.rows)


def plan(
    base: Base,
    path: Path,
    options: ImportOptions | None = None,
    progress: Progress = silent,
    *,
    today: datetime.date,
) -> ActivityPlan:
    """Read a sheet and say what importing it would do. Writes nothing.

    Raises FileProblem or UserError when the file or the map cannot be used, Cancelled from ``progress``.
    """
    options = options or ImportOptions()
    with without_collector():
        planned = _read(path, options, today)
        with base.read() as session:
            _match(session, planned, progress)
    return planned


def matched(base: Base, planned: ActivityPlan, mends: Mends, progress: Progress = silent) -> ActivityPlan:
    """Say what importing the same rows would do with other texts in some cells. Writes nothing.

    Raises Cancelled from ``progress``.
    """
    written = [_mended(row, mends[row.number]) if row.number in mends else row for row in planned.written]
    mended = replace(planned, reading=planned.reading.copy(), written=written)
    with without_collector(), base.read() as session:
        _match(session, mended, progress)
    return mended


def _mended(row: TableRow, texts: Mapping[int, str]) -> TableRow:
    cells = [texts.get(place, cell) for place, cell in enumerate(row.cells)]
    return replace(row, cells=cells)


def apply(base: Base, planned: ActivityPlan, progress: Progress = silent) -> Result:
    """Do what was planned, as one operation; what changed in the base since is taken into account.

    Raises Cancelled from ``progress``, and then nothing is left behind.
    """
    if not planned.changes:
        return planned.result()
    with without_collector(), base.write(IMPORT_TITLE, n=planned.changes) as session:
        operation = journal.current(session)
        if last_operation(session, before=operation) != planned.seen:
            planned.reading.rejected.clear()
            _match(session, planned, progress)
        _write(session, planned, progress)
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


def _read(path: Path, options: ImportOptions, today: datetime.date) -> ActivityPlan:
    kind = sniff(path)
    with open_table(path, heading_score, options.sheet) as table:
        reading = Reading(
            path,
            kind,
            columns=recognise(table.headings, options.column_map),
            written_headings=table.written_headings,
            separator=table.separator,
            sheet=table.sheet,
            sheets=table.sheets,
            notices=list(table.notices),
            garbled=table.garbled,
        )
        return ActivityPlan(reading, list(table), options.rows.repair, today)


def _match(session: Session, planned: ActivityPlan, progress: Progress) -> None:
    assert planned.reading.columns is not None
    planned.seen = last_operation(session)
    matcher = Matcher(session, planned.reading.columns, today=planned.today, mend=planned.mend)
    planned.rows = matcher.match(planned.written, progress)
    planned.company = matcher.company
    planned.named = matcher.company.new
    planned.reading.rejected[:] = sorted(matcher.rejected, key=lambda row: row.number)


def _write(session: Session, planned: ActivityPlan, progress: Progress) -> None:
    company = planned.company
    assert company is not None
    total = planned.changes
    progress(0, total)
    company.make(session)
    made = [row for row in planned.rows if row.new is not None]
    news = [
        replace(row.new, participants=company.known(row.participants)) for row in made if row.new is not None
    ]
    ids = ActivityWriter(session, today=planned.today).add(news)
    tagged: dict[str, list[int]] = {}
    for record, row in zip(ids, made, strict=True):
        for tag in row.tags:
            tagged.setdefault(tag, []).append(record)
    progress(len(made), total)
    for row in planned.rows:
        if row.update is not None:
            update = replace(row.update, participants=company.known(row.update.participants))
            apply_update(session, update, today=planned.today)
            for tag in update.tags:
                tagged.setdefault(tag, []).append(update.record)
    for tag, records in tagged.items():
        labels.tag(session, records, tag)
    progress(total, total)
