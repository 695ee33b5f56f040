"""Working days: Monday to Friday but for the holidays of the law and the days that the office adds."""

import datetime
from collections.abc import Collection

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from crm.errors import InvalidValue, NotFound
from crm.texts import _, mark
from db.non_working_days import NonWorkingDay

ADD_TITLE = mark("Día inhábil agregado")
REMOVE_TITLE = mark("Día inhábil quitado")

LONGEST_TERM = 1_000
"""Working days of the longest term that can be given: about four years."""

_DAY = datetime.timedelta(days=1)
_SATURDAY = 5


def is_holiday(day: datetime.date) -> bool:
    """Whether a day is one of obligatory rest (Ley Federal del Trabajo, art. 74, as reformed on 30-09-2024).

    Election days are such too, but only those who convoke them know them: they are among the office's own days.
    """
    if (day.month, day.day) in ((1, 1), (5, 1), (9, 16), (12, 25)):
        return True
    if day.month == 10 and day.day == 1:
        return day.year >= 2024 and (day.year - 2024) % 6 == 0
    monday = day.weekday() == 0
    first, third = day.day <= 7, 15 <= day.day <= 21
    return monday and ((day.month == 2 and first) or (day.month in (3, 11) and third))


def is_working(day: datetime.date, closed: Collection[datetime.date] = ()) -> bool:
    """Whether the office works on a day; ``closed`` are the days of its own on which it does not."""
    return day.weekday() < _SATURDAY and not is_holiday(day) and day not in closed


def term_end(start: datetime.date, days: int, closed: Collection[datetime.date] = ()) -> datetime.date:
    """The last day of a term of working days, which begins to run on the day after ``start``."""
    day = start
    left = days
    while left > 0:
        day += _DAY
        left -= is_working(day, closed)
    return day


def days_left(today: datetime.date, end: datetime.date, closed: Collection[datetime.date] = ()) -> int:
    """Working days from tomorrow to the end of a term; negative: those that have passed since it ended."""
    if end >= today:
        return sum(is_working(day, closed) for day in _between(today, end))
    return -sum(is_working(day, closed) for day in _between(end, today))


def _between(start: datetime.date, end: datetime.date) -> list[datetime.date]:
    """The days after ``start``, up to ``end``."""
    return [start + number * _DAY for number in range(1, (end - start).days + 1)]


def closed_days(session: Session | Connection) -> frozenset[datetime.date]:
    """The days that the office has added."""
    days = session.scalars(select(NonWorkingDay.day))
    return frozenset(datetime.date.fromisoformat(day) for day in days)


def close_day(session: Session, day: datetime.date, reason: str) -> None:
    """Add a day on which the office does not work. Raises InvalidValue for one that it did not work on anyway."""
    if not is_working(day, closed_days(session)):
        raise InvalidValue(_("Ese día ya es inhábil."), "day", day.isoformat())
    session.add(NonWorkingDay(day=day.isoformat(), reason=reason.strip()))


def open_day(session: Session, day: datetime.date) -> None:
    """Take back a day that the office had added. Raises NotFound."""
    row = session.scalars(select(NonWorkingDay).where(NonWorkingDay.day == day.isoformat())).one_or_none()
    if row is None:
        raise NotFound(_("Ese día no está entre los inhábiles de la oficina."))
    session.delete(row)
