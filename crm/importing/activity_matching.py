"""Which rows of a sheet of activities are in the base already, by their uid or by what they say."""

import datetime
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy.orm import Session

from crm.activity_values import NewActivity, Participant
from crm.errors import InvalidValue
from crm.exporting.matter_rows import rows as exported_rows
from crm.files.table import TableRow
from crm.importing.activity_changes import Update, update_of
from crm.importing.activity_columns import EITHER
from crm.importing.activity_company import Company
from crm.importing.activity_drafts import Draft
from crm.importing.activity_names import Names
from crm.importing.activity_rows import RowReader
from crm.importing.cells import Problem
from crm.importing.columns import Columns
from crm.importing.matter_cells import same_cells
from crm.importing.reading import WrittenRow
from crm.progress import Progress
from crm.records import ACTIVITY
from crm.texts import _
from db.folding import fold

Outcome = Literal["created", "updated", "repeated"]
Key = tuple[str, str, int, str]

_STEP = 500


@dataclass(frozen=True, slots=True)
class PlannedActivity:
    """What becomes of a row: ``new`` is what it makes, with its ``participants`` and ``tags``; ``update`` what it adds
    to the activity there is; neither, if it says nothing new."""

    number: int
    outcome: Outcome
    new: NewActivity | None = None
    participants: tuple[Participant, ...] = ()
    tags: tuple[str, ...] = ()
    update: Update | None = None


class Matcher:
    """Reads the rows of a sheet against a base; ``rejected`` are those that cannot be kept."""

    def __init__(
        self, session: Session, columns: Columns, *, today: datetime.date, mend: bool = False
    ) -> None:
        self._session = session
        self._columns = columns
        self._today = today
        self._names = Names(session)
        self._reader = RowReader(columns, self._names, today=today, mend=mend)
        self.company = Company(self._names, ())
        self.rejected: list[WrittenRow] = []
        self._known: dict[Key, list[tuple[int, str]]] = {}
        for number, day, time, kind, title, medium in session.connection().exec_driver_sql(_ACTIVITIES):
            self._known.setdefault((day, time, kind, fold(title)), []).append((number, medium))
        self._earlier: dict[Key, list[tuple[frozenset[str], str]]] = {}
        self._records: dict[str, int] = {}
        self._exported: dict[int, dict[str, str]] = {}

    def match(self, written: Sequence[TableRow], tell: Progress) -> list[PlannedActivity]:
        """What becomes of each row that is an activity. Raises Cancelled from ``tell``."""
        uids = [self._reader.row(row.cells).get("uid", "") for row in written]
        self._records = self._by_uid([uid for uid in uids if uid])
        self._exported = self._cells_of([record for record in self._records.values() if record])
        read: list[tuple[TableRow, Draft | None]] = []
        first: dict[str, int] = {}
        for done, (row, uid) in enumerate(zip(written, uids, strict=True)):
            if done % _STEP == 0:
                tell(done, len(written))
            if uid and first.setdefault(uid, row.number) != row.number:
                reason = _("Ese identificador está ya en la fila {n}; quite una de las dos.")
                self._reject(row, "uid", uid, reason.format(n=first[uid]))
            elif uid and self._says_the_same(row, uid):
                read.append((row, None))
            else:
                read += self._read(row)
        self.company = Company(self._names, [draft for _row, draft in read if draft is not None])
        return [planned for row, draft in read for planned in self._planned(row, draft)]

    def _says_the_same(self, row: TableRow, uid: str) -> bool:
        kept = self._exported.get(self._records.get(uid, 0))
        return kept is not None and same_cells(self._reader.row(row.cells), kept)

    def _read(self, row: TableRow) -> Iterator[tuple[TableRow, Draft]]:
        read = [Problem("", "", row.problem)] if row.problem else self._reader.draft(row.cells)
        if isinstance(read, Draft):
            yield row, read
        else:
            self.rejected.append(WrittenRow(row.number, row.cells, tuple(read)))

    def _planned(self, row: TableRow, draft: Draft | None) -> Iterator[PlannedActivity]:
        if draft is None:
            yield PlannedActivity(row.number, "repeated")
            return
        record = self._records.get(draft.new.uid) if draft.new.uid else None
        if record:
            yield from self._known_one(row, draft, record)
        else:
            # The uid of something in the trash, or of another kind: this is another thing.
            fresh = draft if record is None else replace(draft, new=replace(draft.new, uid=""))
            yield self._new_one(row, fresh)

    def _known_one(self, row: TableRow, draft: Draft, record: int) -> Iterator[PlannedActivity]:
        present = len(self.company.new)
        participants = self.company.of(draft)
        try:
            update = update_of(self._session, record, draft, participants, today=self._today)
        except InvalidValue as error:
            self.company.keep(present)
            self._reject(row, "", error.value, str(error))
            return
        if update.is_empty:
            yield PlannedActivity(row.number, "repeated")
        else:
            yield PlannedActivity(row.number, "updated", update=update)

    def _new_one(self, row: TableRow, draft: Draft) -> PlannedActivity:
        new = draft.new
        participants = self.company.of(draft)
        if not new.uid and self._is_known(draft, participants):
            return PlannedActivity(row.number, "repeated")
        return PlannedActivity(row.number, "created", new, participants, draft.tags)

    def _is_known(self, draft: Draft, participants: Sequence[Participant]) -> bool:
        """Whether the base or an earlier row has that day, hour, kind and title, with all who take part here."""
        new = draft.new
        key = (new.when.start, new.when.time, new.kind, fold(new.title))
        for record, medium in self._known.get(key, ()):
            if _may_be(new.medium, medium) and self._take_part(record, participants):
                return True
        earlier = self._earlier.setdefault(key, [])
        if any(_may_be(new.medium, medium) and draft.company <= other for other, medium in earlier):
            return True
        earlier.append((draft.company, new.medium))
        return False

    def _take_part(self, record: int, participants: Sequence[Participant]) -> bool:
        rows = self._session.connection().exec_driver_sql(_TOOK_PART, (record,))
        present = {number for row in rows for number in row if number}
        wanted = [
            reference.id for who in participants for reference in (who.person, who.organization) if reference
        ]
        return all(number in present for number in wanted)

    def _by_uid(self, uids: Sequence[str]) -> dict[str, int]:
        """The live activity of each uid in use; 0 for one that something else has."""
        found = self._session.connection().exec_driver_sql(_BY_UID, (json.dumps(uids),))
        return {
            uid: record if kind == ACTIVITY and trashed is None else 0 for uid, record, kind, trashed in found
        }

    def _cells_of(self, records: Sequence[int]) -> dict[int, dict[str, str]]:
        """What an export says of records, in the columns that the file has."""
        keys = list(dict.fromkeys(target.field for target in self._columns.targets if target is not None))
        if EITHER in keys:
            return {}
        rows = exported_rows(self._session, "actividades", records, keys, self._today)
        return {record: dict(zip(keys, row, strict=True)) for record, row in zip(records, rows, strict=True)}

    def _reject(self, row: TableRow, key: str, value: str, text: str) -> None:
        problem = Problem(self._columns.heading_of(key), value, text)
        self.rejected.append(WrittenRow(row.number, row.cells, (problem,)))


def _may_be(medium: str, other: str) -> bool:
    """Whether what appeared in two media may have been one thing: one of them is not known, or they are one."""
    return not medium or not other or fold(medium) == fold(other)


_ACTIVITIES = """
    SELECT a.id, a.start_on, a.start_time, a.kind_id, a.title, a.medium FROM activity AS a
    JOIN record AS r ON r.id = a.id AND r.trashed_by IS NULL"""
_TOOK_PART = "SELECT person_id, organization_id FROM participation WHERE activity_id = ?"
_BY_UID = """
    SELECT r.uid, r.id, r.kind, r.trashed_by FROM json_each(?) AS wanted CROSS JOIN record AS r
    ON r.uid = wanted.value"""
