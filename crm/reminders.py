"""Reminders: what to tell of, and when. The base says it, so that nothing is lost while the program does not run."""

import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from crm.query_common import start_of
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
    return _read(session, _BETWEEN, bounds)


def up_to(session: Session, day: datetime.date, beyond: datetime.date) -> tuple[Reminder, ...]:
    """The open follow-ups whose reminder falls on a day or before it and that are not due by another, in order: just
    those that ``up_to_query`` finds on that day.
    """
    return _read(session, _UP_TO, (start_of(day + datetime.timedelta(days=1)), beyond.isoformat()))


def up_to_query(beyond: datetime.date) -> str:
    """What lists them, as a query of follow-ups."""
    return f"recordatorio:<=hoy estado:abierto -fecha:<={beyond}"


def _read(session: Session, statement: str, bounds: tuple[str, str]) -> tuple[Reminder, ...]:
    found = session.connection().exec_driver_sql(statement, bounds)
    return tuple(
        Reminder(number, what, responsible, datetime.datetime.fromisoformat(moment))
        for number, what, responsible, moment in found
    )


# Whatever was written, with seconds or without, compares as a moment.
_REMINDED = f"""
    SELECT f.id, f.what, f.responsible, f.remind_at
    FROM follow_up AS f JOIN record AS r ON r.id = f.id AND r.trashed_by IS NULL
    WHERE f.{OPEN} AND f.remind_at <> '' AND {{test}}
    ORDER BY julianday(f.remind_at), f.id"""
_BETWEEN = _REMINDED.format(
    test="julianday(f.remind_at) > julianday(?) AND julianday(f.remind_at) <= julianday(?)"
)
_UP_TO = _REMINDED.format(test="julianday(f.remind_at) < julianday(?) AND (f.due_on = '' OR f.due_on > ?)")
