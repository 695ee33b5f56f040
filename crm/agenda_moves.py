"""Moving what stands in the calendar to another day: an activity with its hours, the day a follow-up is due.

Works inside ``base.write("…")`` and is part of that one operation.
"""

import datetime
from dataclasses import replace

from sqlalchemy.orm import Session

from crm import activities, follow_ups
from crm.activity_rules import check_done
from crm.activity_values import DONE, When
from crm.agenda import Entry
from crm.errors import UserError
from crm.partial_dates import PartialDate
from crm.records import ACTIVITY, FOLLOW_UP
from crm.texts import _, mark

MOVE_TITLE = mark("«{name}» pasa al {day}")


def move(session: Session, entry: Entry, day: datetime.date, *, today: datetime.date) -> None:
    """Move an entry to a day in Mexico City: it keeps its hours, and how long it lasts.

    Raises UserError for what is not moved by its day (a tour, the term of a request), InvalidValue for an activity that
    took place and would be still to come, or that would not count for what it counts for; NotFound, ChangedMeanwhile.
    """
    by = day - entry.day
    if entry.kind == ACTIVITY:
        _move_activity(session, entry.id, by, today)
    elif entry.kind == FOLLOW_UP:
        before, after = entry.day.isoformat(), day.isoformat()
        follow_ups.save(session, entry.id, "due", {"due_on": before}, {"due_on": after})
    else:
        raise UserError(_("Esto no se mueve en el calendario; cambie sus fechas en su ficha."))


def _move_activity(session: Session, activity: int, by: datetime.timedelta, today: datetime.date) -> None:
    row = activities.own_row(session, activity)
    when = activities.when_of(row)
    moved = replace(when, start=_shifted(when.start, by), end=_shifted(when.end, by))
    if row.state == DONE:
        check_done(moved, today)
    activities.move(session, activity, _in_order(moved, by))


def _shifted(date: str, by: datetime.timedelta) -> str:
    """A date that is not known to the day stays as it is."""
    known = PartialDate.parse(date) if date else PartialDate()
    return (known.earliest + by).isoformat() if known.day else date


def _in_order(when: When, by: datetime.timedelta) -> When:
    """Where the end is known by its month only, what is moved beyond it ends on the day it starts."""
    if not when.end or by <= datetime.timedelta():
        return when
    end = PartialDate.parse(when.end)
    return replace(when, end="") if end.latest < PartialDate.parse(when.start).earliest else when
