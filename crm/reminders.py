"""Reminders: what to tell of, and when. The base says it, so that nothing is lost while the program does not run."""

import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from db.follow_ups import OPEN


class Reminder(NamedTuple):
    """A follow-up to tell of; ``moment`` is in UTC."""

    id: int
    what: str
    responsible: str
    moment: datetime.datetime


def between(
    session: Session, after: datetime.datetime | None, until: datetime.datetime
) -> tuple[Reminder, ...]:
    """The open follow-ups whose reminder falls after one moment (None: ever) and not later than another, in order."""
    since = after.astimezone(datetime.UTC).isoformat() if after is not None else "0001-01-01"
    bounds = (since, until.astimezone(datetime.UTC).isoformat())
    found = session.connection().exec_driver_sql(_BETWEEN, bounds)
    return tuple(
        Reminder(number, what, responsible, datetime.datetime.fromisoformat(moment))
        for number, what, responsible, moment in found
    )


# Whatever was written, with seconds or without, compares as a moment.
_BETWEEN = f"""
    SELECT f.id, f.what, f.responsible, f.remind_at
    FROM follow_up AS f JOIN record AS r ON r.id = f.id AND r.trashed_by IS NULL
    WHERE f.{OPEN} AND f.remind_at <> ''
        AND julianday(f.remind_at) > julianday(?) AND julianday(f.remind_at) <= julianday(?)
    ORDER BY julianday(f.remind_at), f.id"""
