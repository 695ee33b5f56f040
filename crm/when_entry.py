"""When an activity is, as people type it: "lunes", "9/3 a 11/3" for the days, "18:00 a 19:30" for the hours."""

import datetime
import re

from crm import date_entry, zones
from crm.activity_values import When
from crm.errors import InvalidValue
from crm.partial_dates import PartialDate
from crm.texts import _

_RANGE = re.compile(r"\s+(?:a|al|hasta|-|–)\s+", re.IGNORECASE)
_HOURS = re.compile(r"\s*(?:\ba\b(?!\.?\s?m\b)|\bhasta\b|[-–])\s*", re.IGNORECASE)


def read(days: str, hours: str, zone: str, today: datetime.date) -> When:
    """The time that these texts stand for; nothing written is nothing known.

    Raises InvalidValue, whose field is ``start_on`` or ``start_time``, with a sentence that shows what can be written.
    """
    start, end = _days(days, today)
    first, last = _hours(hours)
    if first and not start:
        raise InvalidValue(
            _("Una hora necesita su día; escriba el día completo o quite la hora."), "start_on"
        )
    return When(start, first, end if end != start else "", last, zone if first else "")


def typed(when: When) -> tuple[str, str]:
    """Days and hours in a form that ``read`` understands."""
    start, end = (date_entry.typed(PartialDate.parse(day)) if day else "" for day in (when.start, when.end))
    days = _("{start} a {end}").format(start=start, end=end) if end else start
    first, last = (_shown(time) for time in (when.time, when.end_time))
    return days, _("{start} a {end}").format(start=first, end=last) if last else first


def _days(text: str, today: datetime.date) -> tuple[str, str]:
    parts = _RANGE.split(" ".join(text.split()), maxsplit=1)
    try:
        read_days = [date_entry.read(part, today) for part in parts]
    except InvalidValue as error:
        raise InvalidValue(str(error), "start_on", text) from None
    start, end = (*("" if day is None else str(day) for day in read_days), "")[:2]
    return start, end


def _hours(text: str) -> tuple[str, str]:
    parts = _HOURS.split(" ".join(text.split()), maxsplit=1)
    try:
        start, end = (*(zones.read_time(part) for part in parts), "")[:2]
    except InvalidValue as error:
        raise InvalidValue(str(error), "start_time", text) from None
    return start, end


def _shown(time: str) -> str:
    return f"{int(time[:2])}{time[2:]}" if time else ""
