"""When something is, in words: "mañana, 10:00 · 8:00 en Los Ángeles", "9 a 11 mar 2024". Days are those at home."""

import datetime

from crm import zones
from crm.activity_values import When
from crm.date_words import WEEKDAYS, long_date, short_date
from crm.partial_dates import PartialDate
from crm.texts import _

_NEAR = 7


def near_day(day: datetime.date, today: datetime.date) -> str:
    """A day in a list, near ones by their names: "hoy", "mañana", "ayer", "jueves 9", else "12 ago 2025"."""
    ahead = (day - today).days
    named = {0: _("hoy"), 1: _("mañana"), -1: _("ayer")}
    if ahead in named:
        return named[ahead]
    if 1 < ahead < _NEAR:
        return f"{WEEKDAYS[day.weekday()]} {day.day}"
    return short_date(PartialDate(day.year, day.month, day.day))


def in_list(when: When, today: datetime.date, city: str = "") -> str:
    """When an activity is, short; "" when nothing is known. ``city`` names the place better than its zone."""
    start = PartialDate.parse(when.start or "s/f")
    if not when.start:
        return ""
    if not start.day:
        return _until(short_date(start), when)
    if when.time:
        return _until(f"{near_day(home_day(when) or start.earliest, today)}, {_hours(when, city)}", when)
    return _until(near_day(start.earliest, today), when)


def day_in_list(when: When, today: datetime.date) -> str:
    """The day on which an activity begins, short: "mañana", "12 ago 2025", "2019"; "" when nothing is known."""
    if not when.start:
        return ""
    day = home_day(when)
    return short_date(PartialDate.parse(when.start)) if day is None else near_day(day, today)


def in_full(when: When, city: str = "") -> str:
    """When an activity is, in a sentence: "martes 7 de octubre de 2025, 10:00 · 8:00 en Los Ángeles"."""
    start = PartialDate.parse(when.start or "s/f")
    if not when.start or start.is_unknown:
        return _("sin fecha conocida")
    day = home_day(when)
    if day is None:
        return _until(long_date(start), when)
    named = f"{WEEKDAYS[day.weekday()]} {long_date(PartialDate(day.year, day.month, day.day))}"
    return _until(f"{named}, {_hours(when, city)}" if when.time else named, when)


def home_day(when: When) -> datetime.date | None:
    """The day it is in Mexico City when it starts; None if the day is not known."""
    start = PartialDate.parse(when.start or "s/f")
    if not start.day:
        return None
    return zones.at_home(start.earliest, when.time, when.zone).day if when.time else start.earliest


def _hours(when: When, city: str) -> str:
    day = PartialDate.parse(when.start).earliest
    if not when.end_time or when.end:
        return zones.at_home(day, when.time, when.zone, city).text
    return zones.hours_at_home(day, when.time, when.end_time, when.zone, city)


def _until(text: str, when: When) -> str:
    if not when.end:
        return text
    end = short_date(PartialDate.parse(when.end))
    if when.end_time:
        # On the wall of its own zone, as the day is.
        end = f"{end}, {int(when.end_time[:2])}{when.end_time[2:]}"
    return _("{start}, hasta {end}").format(start=text, end=end)
