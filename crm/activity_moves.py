"""Putting an activity off to a day that is known: in the same step it is planned again, with its hours and its length.

``crm.activities.postpone`` puts it off to a day nobody knows yet.
"""

import datetime
from dataclasses import replace

from sqlalchemy.orm import Session

from crm import activities
from crm.activity_values import When
from crm.agenda_moves import shifted
from crm.errors import InvalidValue
from crm.partial_dates import PartialDate
from crm.texts import _, mark

POSTPONE_TITLE = mark("Actividad pospuesta al {day}")


def postpone(session: Session, activity: int, day: datetime.date, *, today: datetime.date) -> None:
    """Put an activity off to a day, on the calendar of its own zone.

    Raises InvalidValue for a day that is over, or on which it would not count for what it counts for; UserError if it
    took place, NotFound.
    """
    if day < today:
        raise InvalidValue(_("Ese día ya pasó; escriba uno que esté por venir."), "start_on", day.isoformat())
    when = activities.when_of(activities.own_row(session, activity))
    activities.postpone(session, activity, _on_day(when, day))


def _on_day(when: When, day: datetime.date) -> When:
    """What was known by its month or year begins and ends that day."""
    start = PartialDate.parse(when.start or "s/f")
    if not start.day:
        return replace(when, start=day.isoformat(), end="")
    return shifted(when, day - start.earliest)
