"""Dates in a query: ``2024``, ``2024-03``, ``hoy``, ``hace-6-meses``, ``>2024-01-01``, ``2024-01..2024-06``."""

import calendar
import datetime
import re
from dataclasses import dataclass

from crm.errors import InvalidValue, QueryError
from crm.partial_dates import PartialDate
from crm.texts import _
from db.folding import fold

_COMPARED = re.compile(r"(>=|<=|>|<)(.+)")
_RELATIVE = re.compile(r"(hace|en) (\d{1,4}) (dia|semana|mes|ano)(?:s|es)?")
_DAY = datetime.timedelta(days=1)
_LAST_YEAR = 9998
"""A day more, in another zone, must still be in the calendar."""


@dataclass(frozen=True, slots=True)
class Days:
    """From one day to another, both included; None: without end on that side."""

    first: datetime.date | None
    last: datetime.date | None


def read_days(text: str, today: datetime.date) -> Days:
    """The days that a value of a date field stands for. Raises QueryError if it is no date or cannot exist."""
    compared = _COMPARED.fullmatch(text)
    if compared:
        return _compared(compared[1], _moment(compared[2], today))
    low, dots, high = text.partition("..")
    if dots and (low or high):
        days = Days(
            _moment(low, today).first if low else None,
            _moment(high, today).last if high else None,
        )
        if days.first and days.last and days.first > days.last:
            raise QueryError(
                _("«{text}» termina antes de empezar; escriba primero la fecha más antigua.").format(
                    text=text
                )
            )
        return days
    return _moment(text, today)


def _compared(sign: str, days: Days) -> Days:
    assert days.first is not None
    assert days.last is not None
    if sign == ">":
        return Days(days.last + _DAY, None)
    if sign == ">=":
        return Days(days.first, None)
    if sign == "<":
        return Days(None, days.first - _DAY)
    return Days(None, days.last)


def _moment(text: str, today: datetime.date) -> Days:
    words = fold(text)
    if words in _NAMED:
        day = today + datetime.timedelta(days=_NAMED[words])
        return Days(day, day)
    relative = _RELATIVE.fullmatch(words)
    try:
        if relative:
            count = int(relative[2]) * (1 if relative[1] == "en" else -1)
            day = _moved(today, count, relative[3])
            return Days(day, day)
        partial = PartialDate.parse(text)
    except InvalidValue as error:
        raise QueryError(str(error)) from None
    except (ValueError, OverflowError):
        raise _outside(text) from None
    if partial.is_unknown or not 1 < partial.year <= _LAST_YEAR:
        raise _outside(text)
    return Days(partial.earliest, partial.latest)


_NAMED = {"hoy": 0, "ayer": -1, "manana": 1}


def _moved(day: datetime.date, count: int, unit: str) -> datetime.date:
    if unit == "dia":
        return day + datetime.timedelta(days=count)
    if unit == "semana":
        return day + datetime.timedelta(weeks=count)
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "ano" else 1)
    year, month = divmod(months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


def _outside(text: str) -> QueryError:
    return QueryError(
        _("«{text}» no es una fecha; escriba por ejemplo 2024, 2024-03, 2024-03-15 o hace-6-meses.").format(
            text=text
        )
    )
