"""What comes again: rules of RFC 5545 in words people choose from, and the days they give."""

import datetime
import itertools
import re
from collections.abc import Iterator

from dateutil import rrule

from crm.date_words import WEEKDAYS
from crm.errors import InvalidValue
from crm.texts import _, counted, mark_plural, ngettext

MOST = 400
"""Occurrences that a series may have: more is a slip, not a plan."""
_TRIED_YEARS = 40
"""Years in which a rule must give a day: one that gives none is taken to give none ever."""

_UNITS = {
    "DAILY": mark_plural("cada día", "cada {n} días"),
    "WEEKLY": mark_plural("cada semana", "cada {n} semanas"),
    "MONTHLY": mark_plural("cada mes", "cada {n} meses"),
    "YEARLY": mark_plural("cada año", "cada {n} años"),
}
_PARTS = frozenset(
    ("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST")
)
_NUMBER = re.compile(r"[1-9][0-9]{0,3}")
_UNTIL = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T[0-9]{6}Z?)?")
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def check(rule: str) -> None:
    """Raise InvalidValue unless ``rule`` is empty or a rule by days, weeks, months or years that gives a day, whatever
    day it starts on.
    """
    if rule:
        every = {name: value for name, value in _read(rule).items() if name != "INTERVAL"}
        _refuse_what_never_comes(rule, _written(every), datetime.date(2024, 1, 1))


def days(rule: str, first: datetime.date) -> list[datetime.date]:
    """All days of a series that starts on ``first``, that day included.

    Raises InvalidValue for a rule that cannot be read, that never comes or never ends, or gives more than ``MOST``.
    """
    _refuse_what_never_comes(rule, rule, first)
    found = list(itertools.islice(_days(rule, first), MOST + 1))
    if len(found) > MOST:
        raise InvalidValue(
            _("La serie no termina o pasa de {n} veces; escriba hasta cuándo o cuántas veces.").format(
                n=MOST
            ),
            "recurrence",
            rule,
        )
    return found if found[:1] == [first] else [first, *found]


def following(rule: str, first: datetime.date, after: datetime.date) -> datetime.date | None:
    """The first day later than ``after`` of a series that started on ``first``; None when it is over."""
    return next((day for day in _days(rule, first) if day > after), None)


def nth(rule: str, first: datetime.date, n: int) -> datetime.date | None:
    """The day of a series that started on ``first`` which has ``n`` before it; None when it is over by then."""
    days = itertools.chain([first], (day for day in _days(rule, first) if day != first))
    return next(itertools.islice(days, n, None), None)


def rest(rule: str, first: datetime.date, day: datetime.date) -> str:
    """The rule of a series that started on ``first`` as it goes on from ``day``: fewer times, if they are counted."""
    parts = _read(rule)
    if "COUNT" in parts:
        gone = sum(1 for _day in itertools.takewhile(lambda other: other < day, _days(rule, first)))
        parts["COUNT"] = str(max(1, int(parts["COUNT"]) - gone))
    return _written(parts)


def until(rule: str, last: datetime.date) -> str:
    """The rule of a series that ends on a day."""
    parts = {name: value for name, value in _read(rule).items() if name != "COUNT"}
    parts["UNTIL"] = f"{last:%Y%m%d}"
    return _written(parts)


def in_words(rule: str) -> str:
    """A rule as the form offers it: "cada 2 semanas, los lunes y miércoles", "cada mes, 6 veces"."""
    parts = _read(rule)
    n = int(parts.get("INTERVAL", "1"))
    words = counted(_UNITS[parts["FREQ"]], n).format(n=n)
    named = [WEEKDAYS[_DAYS.index(code)] for code in parts.get("BYDAY", "").split(",") if code in _DAYS]
    if named:
        words = _("{rule}, los {days}").format(rule=words, days=_listed([_plural(day) for day in named]))
    if "COUNT" in parts:
        count = int(parts["COUNT"])
        words += ngettext(", {n} vez", ", {n} veces", count).format(n=count)
    if "UNTIL" in parts:
        until = datetime.datetime.strptime(parts["UNTIL"][:8], "%Y%m%d").date()  # noqa: DTZ007 - a day, no moment
        words = _("{rule}, hasta el {day:%d/%m/%Y}").format(rule=words, day=until)
    return words


def _refuse_what_never_comes(rule: str, pattern: str, first: datetime.date) -> None:
    if not _comes(pattern, first):
        raise InvalidValue(
            _("La repetición «{rule}» no cae en ningún día; revise el día y el mes.").format(rule=rule),
            "recurrence",
            rule,
        )


def _comes(rule: str, first: datetime.date) -> bool:
    """Whether a rule gives any day, however late.

    It is tried near the last year there is, where dateutil gives up soon; from ours on it would look at 8,000 years.
    """
    pattern = {name: value for name, value in _read(rule).items() if name not in ("COUNT", "UNTIL")}
    return next(_starting(_written(pattern), rule, _at_the_end(first)), None) is not None


def _at_the_end(day: datetime.date) -> datetime.date:
    """A day from which the calendar goes on as from ``day``, with ``_TRIED_YEARS`` before the last year there is.

    In 28 years each way a calendar can go on comes once.
    """
    last = datetime.MAXYEAR - _TRIED_YEARS
    begins = day.replace(month=1, day=1).weekday()
    years = (year for year in range(last, last - 28, -1) if (year - day.year) % 4 == 0)
    return day.replace(year=next(year for year in years if datetime.date(year, 1, 1).weekday() == begins))


def _days(rule: str, first: datetime.date) -> Iterator[datetime.date]:
    """The days of a series, none of one that never comes."""
    if not _comes(rule, first):
        return iter(())
    parts = _read(rule)
    if "UNTIL" in parts:
        # The day counts whole, in whatever zone its hour was written.
        parts["UNTIL"] = f"{parts['UNTIL'][:8]}T235959"
    return _starting(_written(parts), rule, first)


def _starting(text: str, rule: str, first: datetime.date) -> Iterator[datetime.date]:
    """The days of ``text``, which was written as ``rule``."""
    start = datetime.datetime.combine(first, datetime.time())
    try:
        found = rrule.rrulestr(text, dtstart=start)
        return (moment.date() for moment in found)
    except (ValueError, TypeError, KeyError) as error:
        raise _unreadable(rule) from error


def _read(rule: str) -> dict[str, str]:
    body = rule.strip().upper().removeprefix("RRULE:")
    pairs = [part.partition("=") for part in body.split(";") if part]
    parts = {name: value for name, sign, value in pairs if sign and value}
    if parts.get("FREQ") not in _UNITS or not parts.keys() <= _PARTS or len(parts) != len(pairs):
        raise _unreadable(rule)
    if not all(_NUMBER.fullmatch(parts.get(name, "1")) for name in ("INTERVAL", "COUNT")):
        raise _unreadable(rule)
    if not _is_day(parts.get("UNTIL", "20250101")):
        raise _unreadable(rule)
    return parts


def _is_day(text: str) -> bool:
    match = _UNTIL.fullmatch(text)
    try:
        return match is not None and bool(datetime.date(*(int(part) for part in match.groups())))
    except ValueError:
        return False


def _written(parts: dict[str, str]) -> str:
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _unreadable(rule: str) -> InvalidValue:
    return InvalidValue(
        _(
            "No se entiende cada cuánto se repite («{rule}»); elija por ejemplo cada semana o cada mes."
        ).format(rule=rule),
        "recurrence",
        rule,
    )


def _plural(weekday: str) -> str:
    return weekday if weekday.endswith("s") else f"{weekday}s"


def _listed(words: list[str]) -> str:
    return (
        words[0]
        if len(words) == 1
        else _("{most} y {last}").format(most=", ".join(words[:-1]), last=words[-1])
    )
