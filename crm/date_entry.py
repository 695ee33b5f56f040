"""Dates as people type them ("hoy", "lunes", "+2s", "15/3", "nov 2023", "2023", "s/f"), and read back in words.

What is typed is never completed by guessing, but for the year of a day and a month ("15/3"), which is the one in
course; ``in_words`` says what was understood, so that whoever typed it sees it before it is kept.
"""

import calendar
import datetime
import re

from crm.date_words import MONTHS, WEEKDAYS, long_date
from crm.errors import InvalidValue
from crm.partial_dates import PartialDate
from crm.texts import _, ngettext
from db.folding import fold

_NAMED = {
    "hoy": 0,
    "ayer": -1,
    "antier": -2,
    "anteayer": -2,
    "antes de ayer": -2,
    "manana": 1,
    "pasado manana": 2,
    "pasado": 2,
}
_WEEKDAYS = {fold(name): number for number, name in enumerate(WEEKDAYS)}
_WEEKDAYS |= {name[:3]: number for name, number in _WEEKDAYS.items()}
_MONTHS = {name: number for number, name in enumerate(MONTHS, start=1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9, "setiembre": 9}
_UNITS = {"d": "dia", "s": "semana", "m": "mes", "a": "ano"}
_SIGNED = re.compile(r"([+-])\s*(\d{1,4})\s*(d|s|m|a)?", re.IGNORECASE)
_RELATIVE = re.compile(r"(en|dentro de|hace) (\d{1,4}|un|una) (dia|semana|mes|ano)(?:s|es)?")
_WEEKDAY = re.compile(r"(?:el )?(?:(este|proximo|pasado) )?(\w+)(?: (pasado|proximo|que viene))?")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})")
_DAY_OF_MONTH = re.compile(r"(?:el )?(\d{1,2})(?: de)? ([a-z]+)")


def read(text: str, today: datetime.date) -> PartialDate | None:
    """The date that ``text`` stands for on the day ``today``; None when nothing is written.

    A weekday is the next one, never today; a day without a year is of this year. Raises InvalidValue, with a
    sentence that shows what can be written.
    """
    written = " ".join(text.split())
    if not written:
        return None
    day = _relative_day(written, today)
    if day is not None:
        return PartialDate(day.year, day.month, day.day)
    words = fold(written)
    if words in _MONTHS and len(words) > 3:
        return PartialDate(today.year, _MONTHS[words])
    of_this_year = _without_year(written, words)
    return _calendar_date(f"{of_this_year}/{today.year}" if of_this_year else written, text)


def in_words(date: PartialDate, today: datetime.date) -> str:
    """A date in a sentence, and how far it is: "lunes 13 de octubre de 2025, en 7 días"."""
    if date.is_unknown:
        return _("sin fecha conocida")
    if not date.month:
        return _("{fecha}, sin mes ni día").format(fecha=long_date(date))
    if not date.day:
        return _("{fecha}, sin día").format(fecha=long_date(date))
    day = date.earliest
    named = f"{_(WEEKDAYS[day.weekday()])} {long_date(date)}"
    far = _distance((day - today).days)
    return f"{named}, {far}" if far else named


def typed(date: PartialDate | None) -> str:
    """How a date is written in a field, in a form that ``read`` understands: "15/03/2024", "mar 2024", "2024"."""
    if date is None:
        return ""
    if not date.month:
        return str(date)
    if not date.day:
        return f"{_(MONTHS[date.month - 1])[:3]} {date.year}"
    return f"{date.day:02d}/{date.month:02d}/{date.year}"


def _relative_day(written: str, today: datetime.date) -> datetime.date | None:
    words = fold(written)
    if words in _NAMED and not written.startswith("-"):
        return today + datetime.timedelta(days=_NAMED[words])
    if signed := _SIGNED.fullmatch(written):
        unit = _UNITS[(signed[3] or "d").lower()]
        return _moved(today, int(signed[2]) * (-1 if signed[1] == "-" else 1), unit, written)
    if relative := _RELATIVE.fullmatch(words):
        count = int(relative[2]) if relative[2].isdigit() else 1
        return _moved(today, -count if relative[1] == "hace" else count, relative[3], written)
    weekday = _WEEKDAY.fullmatch(words)
    if weekday and weekday[2] in _WEEKDAYS:
        past = "pasado" in (weekday[1], weekday[3])
        return _next_weekday(today, _WEEKDAYS[weekday[2]], past=past)
    return None


def _next_weekday(today: datetime.date, weekday: int, *, past: bool) -> datetime.date:
    ahead = (weekday - today.weekday()) % 7 or 7
    if past:
        ahead -= 7 if ahead < 7 else 14
    return today + datetime.timedelta(days=ahead)


def _moved(today: datetime.date, count: int, unit: str, written: str) -> datetime.date:
    try:
        if unit == "dia":
            return today + datetime.timedelta(days=count)
        if unit == "semana":
            return today + datetime.timedelta(weeks=count)
        months = today.year * 12 + today.month - 1 + count * (12 if unit == "ano" else 1)
        year, month = divmod(months, 12)
        last = calendar.monthrange(year, month + 1)[1]
        return datetime.date(year, month + 1, min(today.day, last))
    except (ValueError, OverflowError):
        raise InvalidValue(
            _("«{text}» cae fuera del calendario; escriba un plazo más corto.").format(text=written),
            "",
            written,
        ) from None


def _without_year(written: str, words: str) -> str:
    """ "day/month" of a date written without its year, or an empty text."""
    if match := _DAY_AND_MONTH.fullmatch(written):
        return f"{match[1]}/{match[2]}"
    match = _DAY_OF_MONTH.fullmatch(words)
    return f"{match[1]}/{_MONTHS[match[2]]}" if match and match[2] in _MONTHS else ""


def _calendar_date(written: str, text: str) -> PartialDate:
    from crm.importing.values import partial_date

    try:
        return PartialDate.parse(partial_date(written))
    except InvalidValue:
        raise InvalidValue(
            _(
                "«{text}» no es una fecha del calendario; escriba por ejemplo hoy, lunes, +2s, 15/3, nov 2023, 2023"
                " o s/f."
            ).format(text=text.strip()),
            "",
            text,
        ) from None


def _distance(days: int) -> str:
    if days == 0:
        return _("hoy")
    if days == 1:
        return _("mañana")
    if days == -1:
        return _("ayer")
    if 0 < days <= 60:
        return ngettext("en {n} día", "en {n} días", days).format(n=days)
    if -60 <= days < 0:
        return ngettext("hace {n} día", "hace {n} días", -days).format(n=-days)
    return ""
