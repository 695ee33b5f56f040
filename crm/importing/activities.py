"""Importing activities from a sheet: what would happen (``plan``), and making it happen in one operation (``apply``).

As with contacts (``crm.importing.run``), reading and matching come before the base is locked; when anything changed
since, the rows are matched anew inside.
"""

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm import labels
from crm.activity_values import Participant
from crm.activity_writer import ActivityWriter
from crm.base import Base
from crm.errors import InvalidValue
from crm.exporting.matter_rows import rows as exported_rows
from crm.files.opening import open_table
from crm.files.sniff import sniff
from crm.files.table import TableRow
from crm.importing.activity_changes import Update, apply_update, update_of
from crm.importing.activity_columns import heading_score, recognise
from crm.importing.activity_company import Company
from crm.importing.activity_drafts import Draft
from crm.importing.activity_names import Names
from crm.importing.activity_rows import RowReader, same_cells
from crm.importing.cells import Problem
from crm.importing.heap import collector_paused
from crm.importing.reading import Reading, WrittenRow
from crm.importing.rejects import first_problem, reason
from crm.importing.run import ImportOptions, Rejection, Result
from crm.progress import Progress, silent
from crm.records import ACTIVITY
from crm.texts import _, mark_plural
from db import journal
from db.folding import fold
from db.operations import Operation

IMPORT_TITLE = mark_plural("Importar {n:,} actividad", "Importar {n:,} actividades")

Outcome = Literal["created", "updated", "repeated"]
Key = tuple[str, str, int, str]


@dataclass(frozen=True, slots=True)
class PlannedActivity:
    """What becomes of a row: ``record`` is the activity it adds to or repeats, None for one that is made."""

    number: int
    outcome: Outcome
    draft: Draft
    participants: tuple[Participant, ...]
    record: int | None = None
    update: Update | None = None


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
    with collector_paused():
        planned = _read(path, options, today)
        with base.read() as session:
            _match(session, planned, progress)
    return planned


def apply(base: Base, planned: ActivityPlan, progress: Progress = silent) -> Result:
    """Do what was planned, as one operation; what changed in the base since is taken into account.

    Raises Cancelled from ``progress``, and then nothing is left behind.
    """
    if not planned.changes:
        return planned.result()
    with collector_paused(), base.write(IMPORT_TITLE, n=planned.changes) as session:
        operation = journal.current(session)
        if last_operation(session, before=operation) != planned.seen:
            planned.reading.rejected.clear()
            _match(session, planned, progress)
        _write(session, planned)
        journal.set_params(session, n=planned.changes)
        progress(len(planned.rows), len(planned.rows))
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
    names = Names(session)
    reader = RowReader(planned.reading.columns, names, today=planned.today, mend=planned.mend)
    drafts: list[tuple[TableRow, Draft]] = []
    for done, row in enumerate(planned.written):
        if done % 500 == 0:
            progress(done, len(planned.written))
        read = [Problem("", "", row.problem)] if row.problem else reader.read(row.cells)
        if isinstance(read, Draft):
            drafts.append((row, read))
        else:
            planned.reading.rejected.append(WrittenRow(row.number, row.cells, tuple(read)))
    planned.company = Company(names, [draft for _row, draft in drafts])
    planned.rows = list(_Matcher(session, planned, reader).match(drafts))
    planned.named = planned.company.new
    planned.reading.rejected.sort(key=lambda row: row.number)


class _Matcher:
    """Says of each draft whether it is in the base already, or was in an earlier row."""

    def __init__(self, session: Session, planned: ActivityPlan, reader: RowReader) -> None:
        assert planned.company is not None
        self._session = session
        self._planned = planned
        self._reader = reader
        self._company = planned.company
        self._known: dict[Key, list[tuple[int, str]]] = {}
        for number, day, time, kind, title, medium in session.connection().exec_driver_sql(_ACTIVITIES):
            self._known.setdefault((day, time, kind, fold(title)), []).append((number, medium))
        self._earlier: dict[Key, list[tuple[frozenset[str], str]]] = {}
        self._seen_uids: dict[str, int] = {}

    def match(self, drafts: Sequence[tuple[TableRow, Draft]]) -> Iterator[PlannedActivity]:
        by_uid = self._records([draft.new.uid for _row, draft in drafts if draft.new.uid])
        kept = self._exported([record for record in by_uid.values() if record])
        for row, draft in drafts:
            uid = draft.new.uid
            if uid and uid in self._seen_uids:
                reason = _("Ese identificador está ya en la fila {n}; quite una de las dos.")
                self._reject(row, "uid", uid, reason.format(n=self._seen_uids[uid]))
                continue
            self._seen_uids |= {uid: row.number} if uid else {}
            record = by_uid.get(uid, None) if uid else None
            if record:
                planned = self._known_one(row, draft, record, kept.get(record, {}))
            else:
                # The uid of something in the trash, or of another kind: this is another thing.
                fresh = draft if record is None else replace(draft, new=replace(draft.new, uid=""))
                planned = self._new_one(row, fresh)
            if planned is not None:
                yield planned

    def _known_one(
        self, row: TableRow, draft: Draft, record: int, kept: Mapping[str, str]
    ) -> PlannedActivity | None:
        if kept and same_cells(self._reader.row(row.cells), kept):
            return PlannedActivity(row.number, "repeated", draft, (), record)
        participants = self._company.of(draft)
        try:
            update = update_of(self._session, record, draft, participants, today=self._planned.today)
        except InvalidValue as error:
            self._reject(row, "", error.value, str(error))
            return None
        outcome: Outcome = "repeated" if update.is_empty else "updated"
        return PlannedActivity(row.number, outcome, draft, participants, record, update)

    def _new_one(self, row: TableRow, draft: Draft) -> PlannedActivity:
        new = draft.new
        key = (new.when.start, new.when.time, new.kind, fold(new.title))
        company = draft.company
        participants = self._company.of(draft) if company or new.participants else ()
        if not new.uid:
            for record, medium in self._known.get(key, ()):
                if _may_be(new.medium, medium) and (not company or self._take_part(record, participants)):
                    return PlannedActivity(row.number, "repeated", draft, (), record)
            earlier = self._earlier.setdefault(key, [])
            if any(_may_be(new.medium, medium) and company <= other for other, medium in earlier):
                return PlannedActivity(row.number, "repeated", draft, ())
            earlier.append((company, new.medium))
        return PlannedActivity(row.number, "created", draft, participants)

    def _take_part(self, record: int, participants: Sequence[Participant]) -> bool:
        rows = self._session.connection().exec_driver_sql(_TOOK_PART, (record,))
        present = {number for row in rows for number in row if number}
        wanted = [
            reference.id for who in participants for reference in (who.person, who.organization) if reference
        ]
        return all(number in present for number in wanted)

    def _records(self, uids: Sequence[str]) -> dict[str, int]:
        """The live activity of each uid in use; 0 for one that something else has."""
        found = self._session.connection().exec_driver_sql(_BY_UID, (json.dumps(uids),))
        return {
            uid: record if kind == ACTIVITY and trashed is None else 0 for uid, record, kind, trashed in found
        }

    def _exported(self, records: Sequence[int]) -> dict[int, dict[str, str]]:
        """What an export says of records, in the columns that the file has."""
        columns = self._planned.reading.columns
        assert columns is not None
        keys = list(dict.fromkeys(target.field for target in columns.targets if target is not None))
        if "participantes" in keys:
            return {}
        rows = exported_rows(self._session, "actividades", records, keys, self._planned.today)
        return {record: dict(zip(keys, row, strict=True)) for record, row in zip(records, rows, strict=True)}

    def _reject(self, row: TableRow, key: str, value: str, text: str) -> None:
        columns = self._planned.reading.columns
        assert columns is not None
        pairs = zip(columns.headings, columns.targets, strict=True)
        heading = next((name for name, target in pairs if target is not None and target.field == key), "")
        self._planned.reading.rejected.append(
            WrittenRow(row.number, row.cells, (Problem(heading, value, text),))
        )


def _may_be(medium: str, other: str) -> bool:
    """Whether what appeared in two media may have been one thing: one of them is not known, or they are one."""
    return not medium or not other or fold(medium) == fold(other)


def _write(session: Session, planned: ActivityPlan) -> None:
    company = planned.company
    assert company is not None
    company.make(session)
    made = [row for row in planned.rows if row.outcome == "created"]
    news = [replace(row.draft.new, participants=company.known(row.participants)) for row in made]
    ids = ActivityWriter(session, today=planned.today).add(news)
    tagged: dict[str, list[int]] = {}
    for record, row in zip(ids, made, strict=True):
        for tag in row.draft.tags:
            tagged.setdefault(tag, []).append(record)
    for row in planned.rows:
        if row.outcome == "updated" and row.update is not None:
            update = replace(row.update, participants=company.known(row.update.participants))
            apply_update(session, update, today=planned.today)
            for tag in update.tags:
                tagged.setdefault(tag, []).append(update.record)
    for tag, records in tagged.items():
        labels.tag(session, records, tag)


_ACTIVITIES = """
    SELECT a.id, a.start_on, a.start_time, a.kind_id, a.title, a.medium FROM activity AS a
    JOIN record AS r ON r.id = a.id AND r.trashed_by IS NULL"""
_TOOK_PART = "SELECT person_id, organization_id FROM participation WHERE activity_id = ?"
_BY_UID = """
    SELECT r.uid, r.id, r.kind, r.trashed_by FROM json_each(?) AS wanted CROSS JOIN record AS r
    ON r.uid = wanted.value"""
