"""Which days are shown, and in which lane of a week what lasts several days lies."""

import calendar
import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from crm import weeks
from crm.date_words import MONTHS, WEEKDAYS
from crm.texts import _

if TYPE_CHECKING:
    from crm.agenda import Entry

DAYS = 7
WEEKEND = (5, 6)
ONE = datetime.timedelta(days=1)


class Span(NamedTuple):
    """What lasts several days, in one week: its first and last column, and its lane from the top."""

    entry: "Entry"
    first: int
    last: int
    lane: int


def weeks_of_month(day: datetime.date, begins: int = weeks.USUAL) -> tuple[datetime.date, int]:
    """The first day shown of a day's month, and how many weeks hold it; ``begins`` as in ``crm.weeks``."""
    first, last = weeks.month_of(day, begins)
    return first, ((last - first).days + 1) // DAYS


def month_on(day: datetime.date, by: int) -> datetime.date:
    """The same day some months on, or the last one of a shorter month; the same day where the calendar ends."""
    months = day.year * 12 + day.month - 1 + by
    year, month = months // 12, months % 12 + 1
    if not datetime.MINYEAR < year < datetime.MAXYEAR:
        return day
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def spans_of(entries: Iterable["Entry"], first: datetime.date, *, all_day: bool = False) -> tuple[Span, ...]:
    """What lasts several days and touches the week from ``first``, each in the first lane that is free.

    With ``all_day`` also what is on one day, at no hour.
    """
    last = first + ONE * (DAYS - 1)
    found: list[Span] = []
    for entry in entries:
        wanted = entry.day != entry.last or (all_day and not entry.time)
        if not wanted or entry.day > last or entry.last < first:
            continue
        begin, end = max(0, (entry.day - first).days), min(DAYS - 1, (entry.last - first).days)
        taken = {span.lane for span in found if span.first <= end and span.last >= begin}
        lane = next(number for number in range(len(found) + 1) if number not in taken)
        found.append(Span(entry, begin, end, lane))
    return tuple(found)


def month_title(day: datetime.date) -> str:
    """A month over its days: "Octubre de 2025"."""
    return _("{mes} de {año}").format(mes=_(MONTHS[day.month - 1]), año=day.year).capitalize()


def week_title(first: datetime.date) -> str:
    """A week over its days: "5 a 11 de octubre de 2025"."""
    last = first + ONE * (DAYS - 1)
    end = _("{día} de {mes}").format(
        día=last.day, mes=_("{mes} de {año}").format(mes=_month(last), año=last.year)
    )
    if first.month == last.month:
        return _("{start} a {end}").format(start=first.day, end=end)
    return _("{start} a {end}").format(
        start=_("{día} de {mes}").format(día=first.day, mes=_month(first)), end=end
    )


def weekday_of(day: datetime.date) -> str:
    """The name of a day's weekday."""
    return _(WEEKDAYS[day.weekday()])


def day_in_words(day: datetime.date) -> str:
    """A day aloud: "lunes 6 de octubre"."""
    return f"{weekday_of(day)} " + _("{día} de {mes}").format(día=day.day, mes=_month(day))


def _month(day: datetime.date) -> str:
    return _(MONTHS[day.month - 1])
