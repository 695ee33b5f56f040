"""Weeks: the day they begin on, as ``datetime.date.weekday`` numbers days, and which days are of one."""

import datetime

MONDAY, SATURDAY, SUNDAY = 0, 5, 6
USUAL = SUNDAY
"""The day weeks begin on in Mexico, where nobody chose another."""

_DAY = datetime.timedelta(days=1)


def week_of(day: datetime.date, begins: int = USUAL) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of a day's week."""
    first = day - _DAY * ((day.weekday() - begins) % 7)
    return first, first + 6 * _DAY


def month_of(day: datetime.date, begins: int = USUAL) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of the weeks that hold a day's month."""
    # Not on top: the settings know the days of a week before the window is drawn, and this takes 1 ms to be loaded.
    from calendar import monthrange

    last = day.replace(day=monthrange(day.year, day.month)[1])
    return week_of(day.replace(day=1), begins)[0], week_of(last, begins)[1]
