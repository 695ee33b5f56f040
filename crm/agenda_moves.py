"""Moving what stands in the calendar to another day or hour: an activity as long as it is, what a follow-up is due.

Works inside ``base.write("…")`` and is part of that one operation.
"""

import datetime
from dataclasses import replace

from sqlalchemy.orm import Session

from crm import activities, follow_ups
from crm.activity_rules import check_done
from crm.activity_values import DONE, When
from crm.agenda import Entry
from crm.errors import InvalidValue, UserError
from crm.partial_dates import PartialDate
from crm.records import ACTIVITY, FOLLOW_UP
from crm.texts import _, mark
from crm.zones import on_wall, read_time

MOVE_TITLE = mark("«{name}» pasa al {day}")
END_TITLE = mark("«{name}» termina a las {time}")


def move(
    session: Session, entry: Entry, day: datetime.date, *, today: datetime.date, time: str | None = None
) -> None:
    """Move an entry to a day in Mexico City, and to an hour there: ``time`` as ``HH:MM``, "" for all day, None to keep
    its hours. It lasts as long as before.

    Raises UserError for what is not moved by its day (a tour, the term of a request), InvalidValue for an activity that
    took place and would be still to come, or that would not count for what it counts for, and for an hour that is none
    or does not exist there on that day; NotFound, ChangedMeanwhile.
    """
    hour = read_time(time) if time else time
    if entry.kind == ACTIVITY:
        _move_activity(session, entry, day, hour, today)
    elif entry.kind == FOLLOW_UP:
        before = {"due_on": entry.day.isoformat()}
        after = {"due_on": day.isoformat()}
        if hour is not None:
            before, after = before | {"due_time": entry.time}, after | {"due_time": hour}
        follow_ups.save(session, entry.id, "due", before, after)
    else:
        raise UserError(_("Esto no se mueve en el calendario; cambie sus fechas en su ficha."))


def end_at(session: Session, entry: Entry, time: str) -> None:
    """Let an activity end at another hour ``HH:MM`` of its day in Mexico City; it begins when it did.

    Raises UserError for what has no hours of one day, InvalidValue for an hour that is none, or not after the
    beginning; NotFound.
    """
    if entry.kind != ACTIVITY or not entry.time or entry.day != entry.last:
        raise UserError(
            _("Aquí sólo se cambia hasta qué hora dura una actividad de un día, con hora de inicio.")
        )
    hour = read_time(time)
    if hour <= entry.time:
        raise InvalidValue(
            _("Termina antes de empezar; revise el día y la hora en que termina."), "end_on", time
        )
    when = activities.when_of(activities.own_row(session, entry.id))
    ends = on_wall(entry.day, hour, when.zone)
    end = "" if ends.date() == PartialDate.parse(when.start).earliest else ends.date().isoformat()
    activities.move(session, entry.id, replace(when, end=end, end_time=f"{ends:%H:%M}"))


def _move_activity(
    session: Session, entry: Entry, day: datetime.date, hour: str | None, today: datetime.date
) -> None:
    row = activities.own_row(session, entry.id)
    when = activities.when_of(row)
    by = day - entry.day
    if hour is None:
        moved = shifted(when, by)
    elif hour:
        moved = _at_hour(when, on_wall(day, hour, when.zone))
    else:
        moved = _all_day(when, entry, day)
    if row.state == DONE:
        check_done(moved, today)
    activities.move(session, entry.id, _in_order(moved, by))


def _at_hour(when: When, begins: datetime.datetime) -> When:
    """From a moment on the wall of its own zone, and as long on that wall as before."""
    start = PartialDate.parse(when.start).earliest
    by = begins - datetime.datetime.combine(start, datetime.time.fromisoformat(when.time or "00:00"))
    moved = replace(when, start=begins.date().isoformat(), time=f"{begins:%H:%M}")
    if not when.end_time:
        return replace(moved, end=_shifted(when.end, begins.date() - start))
    last = PartialDate.parse(when.end).earliest if when.end else start
    ends = datetime.datetime.combine(last, datetime.time.fromisoformat(when.end_time)) + by
    end = "" if ends.date() == begins.date() else ends.date().isoformat()
    return replace(moved, end=end, end_time=f"{ends:%H:%M}")


def _all_day(when: When, entry: Entry, day: datetime.date) -> When:
    """Without its hours, on as many days as it stood on in the calendar."""
    last = day + (entry.last - entry.day)
    end = "" if last == day else last.isoformat()
    return replace(when, start=day.isoformat(), time="", end=end, end_time="")


def shifted(when: When, by: datetime.timedelta) -> When:
    """A time some days later or earlier, at the same hours and as long as before."""
    return _in_order(replace(when, start=_shifted(when.start, by), end=_shifted(when.end, by)), by)


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
