"""Series: an activity that comes again by a rule of RFC 5545, each occurrence a record of its own, edited alone.

The first holds the rule; all share a uid, and each knows the start that the rule gave it, wherever it was moved to
since: what a calendar calls UID, RRULE and RECURRENCE-ID.
"""

import dataclasses
import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import activities, recurrence
from crm.activities import own_row, when_of
from crm.activity_values import PLANNED, When
from crm.errors import UserError
from crm.partial_dates import PartialDate
from crm.records import ACTIVITY, trash
from crm.texts import _, mark_plural
from db import journal
from db.activities import Activity
from db.records import Record

REPEAT_TITLE = mark_plural("Actividad repetida una vez", "Actividad repetida {n} veces")
END_TITLE = mark_plural("Una repetición a la papelera", "{n} repeticiones a la papelera")


@dataclass(frozen=True, slots=True)
class Repeated:
    """The occurrences made, and the codes of the items of plans that some of them do not count for."""

    ids: tuple[int, ...]
    left_out: tuple[str, ...] = ()


def repeat(session: Session, activity: int, rule: str, *, today: datetime.date) -> Repeated:
    """Make an activity the first of a series, and its other occurrences, planned, with the same people and place.

    The hour stays the same on the wall of the activity's zone. Raises InvalidValue for a rule that cannot be read or
    does not end, or an hour that does not exist on one of the days; UserError if it is of a series already or has no
    day; NotFound.
    """
    row = own_row(session, activity)
    when = when_of(row)
    start = PartialDate.parse(when.start or "s/f")
    if row.series_uid:
        raise UserError(_("Esta actividad ya es de una serie; copie una de ellas para empezar otra."))
    if not start.day:
        raise UserError(_("Para repetirla hace falta el día en que empieza; escríbalo antes."))
    days = recurrence.days(rule, start.earliest)
    record = session.get(Record, activity)
    assert record is not None
    row.series_uid, row.recurrence, row.occurrence = record.uid, rule, occurrence(when)
    session.flush()
    made = []
    for day in days[1:]:
        moved = _moved(when, day - start.earliest)
        made.append(
            activities.copy(
                session, activity, moved, today=today, series=record.uid, occurrence=occurrence(moved)
            )
        )
    journal.set_params(session, n=len(made))
    left_out = dict.fromkeys(code for copied in made for code in copied.left_out)
    return Repeated(tuple(copied.id for copied in made), tuple(left_out))


def occurrences(session: Session, activity: int) -> list[int]:
    """The live occurrences of an activity's series by their start; itself alone if it is of none. Raises NotFound."""
    series = own_row(session, activity).series_uid
    if not series:
        return [activity]
    found = (
        select(Activity.id)
        .join(Record, Record.id == Activity.id)
        .where(Activity.series_uid == series, Record.trashed_by.is_(None))
    )
    return list(
        session.execute(found.order_by(Activity.start_on, Activity.start_time, Activity.id)).scalars()
    )


def end(session: Session, activity: int) -> Sequence[int]:
    """End a series with this occurrence: those after it that are still only planned go to the trash; return them.

    The rule ends with it too. Raises UserError if it is of no series, NotFound.
    """
    row = own_row(session, activity)
    if not row.series_uid:
        raise UserError(_("Esta actividad no se repite."))
    following = [
        other
        for other in session.execute(select(Activity).where(Activity.series_uid == row.series_uid)).scalars()
        if other.occurrence > row.occurrence
    ]
    live = set(occurrences(session, activity))
    gone = [other.id for other in following if other.id in live and other.state == PLANNED]
    first = session.execute(
        select(Activity).where(Activity.series_uid == row.series_uid, Activity.recurrence != "")
    ).scalar()
    if first is not None:
        last = datetime.date.fromisoformat(row.occurrence[:10])
        first.recurrence = recurrence.until(first.recurrence, last)
    session.flush()
    trash(session, gone, ACTIVITY)
    journal.set_params(session, n=len(gone))
    return gone


def occurrence(when: When) -> str:
    """The start that a rule gives an occurrence, on the wall of its zone: "2025-10-06T10:00", or the day alone."""
    return f"{when.start}T{when.time}" if when.time else when.start


def _moved(when: When, by: datetime.timedelta) -> When:
    def later(day: str) -> str:
        known = PartialDate.parse(day) if day else PartialDate()
        return (known.earliest + by).isoformat() if known.day else day

    return dataclasses.replace(when, start=later(when.start), end=later(when.end))
