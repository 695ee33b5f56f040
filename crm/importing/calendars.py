"""Importing a calendar (.ics): its events are activities, its tasks follow-ups, all in one operation.

The same uid is the same record: it is brought up to date where the file has it newer than the base, and else only
counted as known. Nobody is invited by a calendar: participants are the base's own.
"""

import datetime
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from crm import activity_kinds, follow_ups, zones
from crm.activity_kinds import MEETING
from crm.activity_rules import check
from crm.activity_values import DONE, PLANNED, NewActivity, When
from crm.activity_writer import ActivityWriter
from crm.base import Base
from crm.errors import InvalidValue
from crm.exporting.calendar_entries import entries
from crm.files.calendar_file import TASK, Entry, read_calendar
from crm.files.sniff import FileKind
from crm.follow_up_values import PENDING, NewFollowUp
from crm.importing.activity_changes import Update, apply_update, update_of
from crm.importing.activity_drafts import Draft
from crm.importing.activity_matching import Outcome
from crm.importing.activity_names import Names
from crm.importing.cells import Problem
from crm.importing.columns import Columns
from crm.importing.reading import Reading, WrittenRow
from crm.importing.run import Result
from crm.importing.sheet_plan import last_operation, rejections
from crm.progress import Progress, silent
from crm.records import ACTIVITY, FOLLOW_UP
from crm.texts import _, mark, mark_plural
from db import journal
from db.folding import fold
from db.follow_ups import FollowUp

IMPORT_TITLE = mark_plural("Importar {n:,} de un calendario", "Importar {n:,} de un calendario")

_HEADINGS = (mark("Componente"), mark("Título"), mark("Fecha"))
"""Of the rejected entries."""

_USUAL_KIND = "reunión"
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_TIMES = ("start", "time", "end", "end_time", "zone")
_SUBJECTS = {ACTIVITY: "actividades", FOLLOW_UP: "seguimientos"}

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class PlannedEntry:
    """What becomes of an entry, the ``number``-th of the file: ``new`` is what it makes, ``update`` what it changes of
    the record that there is."""

    outcome: Outcome
    new: NewActivity | NewFollowUp | None = None
    update: Update | None = None
    number: int = 0
    entry: Entry | None = None


@dataclass(slots=True)
class CalendarPlan:
    """A calendar read and compared with a base as it was after operation ``seen``; it names nobody."""

    reading: Reading
    entries: Sequence[Entry]
    today: datetime.date
    seen: int = 0
    planned: list[PlannedEntry] = field(default_factory=list)
    unread: int = 0
    named: Sequence[str] = ()

    @property
    def changes(self) -> int:
        """How many records are made or changed."""
        return sum(one.outcome != "repeated" for one in self.planned)

    def result(self, operation: int | None = None) -> Result:
        """The figures and lists that are shown and printed."""
        outcomes = [one.outcome for one in self.planned]
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
            notices=(),
            unknown_columns=(),
        )


def plan(base: Base, path: Path, *, today: datetime.date) -> CalendarPlan:
    """Read a calendar and say what importing it would do. Writes nothing. Raises FileProblem."""
    found, unread = read_calendar(path)
    headings = tuple(_(heading) for heading in _HEADINGS)
    reading = Reading(path, FileKind.CALENDAR, columns=Columns(headings, ()), separator=",")
    for one in unread:
        problem = Problem(headings[1], one.title, one.reason)
        reading.rejected.append(WrittenRow(one.number, (str(one.number), one.title, ""), (problem,)))
    planned = CalendarPlan(reading, found, today, unread=len(unread))
    with base.read() as session:
        _match(session, planned)
    return planned


def apply(base: Base, planned: CalendarPlan, progress: Progress = silent) -> Result:
    """Do what was planned, as one operation; what changed in the base since is taken into account.

    Raises Cancelled from ``progress``, and then nothing is left behind.
    """
    if not planned.changes:
        return planned.result()
    with base.write(IMPORT_TITLE, n=planned.changes) as session:
        operation = journal.current(session)
        if last_operation(session, before=operation) != planned.seen:
            _match(session, planned)
        progress(0, planned.changes)
        _write(session, planned)
        progress(planned.changes, planned.changes)
        journal.set_params(session, n=planned.changes)
    return planned.result(operation if planned.changes else None)


def _match(session: Session, planned: CalendarPlan) -> None:
    planned.seen = last_operation(session)
    del planned.reading.rejected[planned.unread :]
    planned.planned = list(_Matcher(session, planned).match())


def _write(session: Session, planned: CalendarPlan) -> None:
    activities = [one.new for one in planned.planned if isinstance(one.new, NewActivity)]
    ActivityWriter(session, today=planned.today).add(activities)
    follow_ups.create_many(session, [one.new for one in planned.planned if isinstance(one.new, NewFollowUp)])
    for one in planned.planned:
        if one.update is not None and one.update.when is None and "what" in one.update.before:
            _save_follow_up(session, one.update, planned.today)
        elif one.update is not None:
            apply_update(session, one.update, today=planned.today)


def _save_follow_up(session: Session, update: Update, today: datetime.date) -> None:
    after = dict(update.after)
    state = after.pop("state", None)
    before = {name: update.before[name] for name in after}
    if after:
        follow_ups.save(session, update.record, "what", before, after)
    if state is not None:
        follow_ups.set_state(session, update.record, state, today=today)
    session.flush()


class _Matcher:
    """Says of each entry what record it is, and what it changes."""

    def __init__(self, session: Session, planned: CalendarPlan) -> None:
        self._session = session
        self._planned = planned
        self._names = Names(session)
        uids = json.dumps([entry.uid for entry in planned.entries if entry.uid])
        found = session.connection().exec_driver_sql(_BY_UID, (uids,))
        self._records = {uid: (record, kind, trashed is not None) for uid, record, kind, trashed in found}
        self._kept = dict(self._kept_entries())
        self._taken: set[Key] = {
            (row[0], row[1], fold(row[2])) for row in session.connection().exec_driver_sql(_KEYS)
        }
        self._seen: set[str] = set()

    def match(self) -> Iterator[PlannedEntry]:
        """What becomes of each entry; what is rejected goes to the reading."""
        for number, entry in enumerate(self._planned.entries, 1):
            try:
                yield replace(self._matched(entry), number=number, entry=entry)
            except InvalidValue as error:
                day = entry.start.isoformat() if entry.start else ""
                self._planned.reading.rejected.append(
                    WrittenRow(
                        number,
                        (str(number), entry.title, day),
                        (Problem(_column(error.field), error.value, str(error)),),
                    )
                )

    def _matched(self, entry: Entry) -> PlannedEntry:
        if entry.uid in self._seen:
            return PlannedEntry("repeated")
        self._seen |= {entry.uid} if entry.uid else set()
        record, kind, is_trashed = self._records.get(entry.uid, (0, "", False))
        if is_trashed:
            raise InvalidValue(
                _("«{title}» está en la papelera; recupérelo de ahí o quítelo del archivo.").format(
                    title=entry.title
                ),
                "",
                entry.title,
            )
        if record:
            return self._known(entry, record, kind)
        return self._new_task(entry) if entry.kind == TASK else self._new_event(entry)

    def _known(self, entry: Entry, record: int, kind: str) -> PlannedEntry:
        kept = self._kept.get(entry.uid)
        if kept is None or kept.kind != entry.kind or not _is_newer(entry, kept):
            return PlannedEntry("repeated")
        if kind == FOLLOW_UP:
            update = self._task_update(entry, record)
        else:
            update = update_of(
                self._session, record, self._changed(entry, kept), (), today=self._planned.today
            )
        return PlannedEntry("repeated") if update.is_empty else PlannedEntry("updated", update=update)

    def _changed(self, entry: Entry, kept: Entry) -> Draft:
        """What an event says that the base does not."""
        draft = self._draft(entry)
        differs = {name for name in _COMPARED if getattr(entry, name) != getattr(kept, name)}
        given = {field for name in differs for field in _COMPARED[name]}
        if entry.category and self._names.find_kind(entry.category) is None:
            given.discard("kind")
        if not entry.state:
            given.discard("state")
        return replace(draft, given=frozenset(given))

    def _new_event(self, entry: Entry) -> PlannedEntry:
        new = self._draft(entry).new
        check(new, self._planned.today)
        return self._once((new.when.start, new.when.time, fold(new.title)), entry, new)

    def _new_task(self, entry: Entry) -> PlannedEntry:
        day, hour = _due(entry)
        new = NewFollowUp(
            what=entry.title,
            responsible=entry.responsible,
            due=day,
            due_time=hour,
            priority=entry.priority or "normal",
            state=entry.state or PENDING,
            notes=(entry.description,) if entry.description not in ("", entry.responsible) else (),
            uid=entry.uid,
        )
        follow_ups.check(new)
        return self._once((day, "task", fold(new.what)), entry, new)

    def _once(self, key: Key, entry: Entry, new: NewActivity | NewFollowUp) -> PlannedEntry:
        """Without a uid, what is there with the same day, hour and title is the same."""
        is_known = not entry.uid and key in self._taken
        self._taken.add(key)
        return PlannedEntry("repeated") if is_known else PlannedEntry("created", new)

    def _draft(self, entry: Entry) -> Draft:
        link = entry.link if _LINK.fullmatch(entry.link) else ""
        agenda = entry.description if link == entry.link else f"{entry.description}\n{entry.link}".strip()
        start = entry.start.isoformat() if entry.start else ""
        new = NewActivity(
            kind=self._kind(entry.category),
            title=entry.title,
            when=When(
                start,
                entry.time,
                entry.end.isoformat() if entry.end else "",
                entry.end_time,
                entry.zone,
            ),
            state=self._state(entry),
            place=entry.place,
            link=link,
            agenda=agenda,
            uid=entry.uid,
        )
        return Draft(new, frozenset())

    def _kind(self, category: str) -> int:
        found = self._names.find_kind(category) if category else None
        usual = self._names.find_kind(_USUAL_KIND)
        if found is not None or usual is not None:
            return found if found is not None else usual or 0
        return next(kind.id for kind in activity_kinds.kinds(self._session) if kind.family == MEETING)

    def _state(self, entry: Entry) -> str:
        is_to_come = entry.start is not None and entry.start > self._planned.today
        if entry.state == DONE and is_to_come:
            # Elsewhere an event is "confirmed" before it takes place.
            return PLANNED
        return entry.state or (PLANNED if is_to_come else DONE)

    def _task_update(self, entry: Entry, record: int) -> Update:
        row = self._session.get(FollowUp, record)
        assert row is not None
        day, hour = _due(entry)
        said = {"what": entry.title, "due_on": day, "due_time": hour}
        said |= {
            name: value
            for name, value in (
                ("responsible", entry.responsible),
                ("priority", entry.priority),
                ("state", entry.state),
            )
            if value
        }
        before: dict[str, Any] = {name: getattr(row, name) for name in said}
        return Update(record, before, {name: value for name, value in said.items() if value != before[name]})

    def _kept_entries(self) -> Iterator[tuple[str, Entry]]:
        """What the base would write of the records that the file speaks of."""
        for kind, subject in _SUBJECTS.items():
            ids = [
                record
                for record, of_kind, trashed in self._records.values()
                if of_kind == kind and not trashed
            ]
            for entry, _reason in entries(self._session, subject, ids):
                yield entry.uid, entry


_COMPARED = {
    "title": ("title",),
    "category": ("kind",),
    "state": ("state",),
    "place": ("place", "city"),
    "link": ("link",),
    "description": ("agenda",),
    **dict.fromkeys(_TIMES, _TIMES),
}
"""The fields of an activity that a difference in a field of an entry changes."""


def _column(field: str) -> str:
    """The heading under which a field at fault stands among the rejected."""
    place = {
        "title": 1,
        "what": 1,
        "start_on": 2,
        "start_time": 2,
        "end_on": 2,
        "due_on": 2,
        "due_time": 2,
    }.get(field)
    return _(_HEADINGS[place]) if place else ""


def _is_newer(entry: Entry, kept: Entry) -> bool:
    return entry.changed is not None and (kept.changed is None or entry.changed > kept.changed)


def _due(entry: Entry) -> tuple[str, str]:
    """The day and hour a task is due, in Mexico City."""
    if entry.start is None:
        return "", ""
    if not entry.time:
        return entry.start.isoformat(), ""
    home = zones.at_home(entry.start, entry.time, entry.zone)
    return home.day.isoformat(), home.time


_BY_UID = """
    SELECT r.uid, r.id, r.kind, r.trashed_by FROM json_each(?) AS wanted CROSS JOIN record AS r
    ON r.uid = wanted.value"""
_KEYS = """
    SELECT a.start_on, a.start_time, a.title FROM activity AS a
    JOIN record AS r ON r.id = a.id AND r.trashed_by IS NULL
    UNION ALL SELECT f.due_on, 'task', f.what FROM follow_up AS f
    JOIN record AS q ON q.id = f.id AND q.trashed_by IS NULL"""
