"""Days and hours as the institute writes them on paper: long dates, "12:30 horas"."""

import datetime

from crm import zones
from crm.activity_values import When
from crm.date_words import MONTHS, WEEKDAYS, long_date, span
from crm.partial_dates import PartialDate
from crm.texts import _


def day(text: str) -> str:
    """A partial date in its stored form, at length: "miércoles 10 de abril de 2024", "abril de 2024"; "" stays ""."""
    if not text:
        return ""
    date = PartialDate.parse(text)
    if not date.day:
        return long_date(date)
    return f"{_(WEEKDAYS[date.earliest.weekday()])} {long_date(date)}"


def date(value: datetime.date) -> str:
    """A day at length: "6 de octubre de 2025"."""
    return long_date(PartialDate(value.year, value.month, value.day))


def days(start: str, end: str) -> str:
    """From one partial date to another: "del 9 al 13 de abril de 2024", or the one day; "" if nothing is known."""
    if not end or end == start:
        return day(start)
    first, last = PartialDate.parse(start or "s/f"), PartialDate.parse(end)
    if not first.day or not last.day or first.year != last.year:
        return span(start, end)
    if first.month == last.month:
        return _("del {first} al {last}").format(first=first.day, last=long_date(last))
    month = _("{day} de {month}").format(day=first.day, month=_(MONTHS[first.month - 1]))
    return _("del {first} al {last}").format(first=month, last=long_date(last))


def hours(start: str, end: str = "") -> str:
    """ "12:30 horas", "de 10:00 a 11:30 horas"; "" without an hour."""
    if not start:
        return ""
    if end:
        return _("de {start} a {end} horas").format(start=_shown(start), end=_shown(end))
    return _("{time} horas").format(time=_shown(start))


def hours_of(when: When, city: str = "") -> str:
    """The hours of an activity on the wall of its own zone, and Mexico City's if they are others."""
    if not when.time:
        return ""
    own = hours(when.time, "" if when.end else when.end_time)
    first = PartialDate.parse(when.start or "s/f")
    if not first.day:
        return own
    home = zones.at_home(first.earliest, when.time, when.zone, city)
    if (home.day, home.time) == (first.earliest, when.time):
        return own
    there = city or zones.city_of(when.zone)
    until = (
        "" if when.end or not when.end_time else zones.at_home(first.earliest, when.end_time, when.zone).time
    )
    here = hours(home.time, until)
    if home.day != first.earliest:
        here = _("{hours} del {day}").format(hours=here, day=day(home.day.isoformat()))
    return _("{own} en {there}; {here} en la Ciudad de México").format(own=own, there=there, here=here)


def when_line(when: When, city: str = "") -> str:
    """When an activity is, in one line; "s/f" when nobody knows."""
    if not when.start:
        return "s/f"
    return ", ".join(part for part in (days(when.start, when.end), hours_of(when, city)) if part)


def opening(text: str) -> str:
    """A text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def _shown(time: str) -> str:
    return f"{int(time[:2])}{time[2:]}"
