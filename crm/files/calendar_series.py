"""The series of a calendar file: when its occurrences begin, and what each is known by (RFC 5545, 3.8.5)."""

import datetime
import itertools
from collections.abc import Iterator
from typing import Any

import icalendar

from crm.clock import HOME_ZONE
from crm.errors import FileProblem
from crm.texts import _

MOST_OCCURRENCES = 400
"""Occurrences of a series that are read; what never ends has no end."""

_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")


def starts(part: Any) -> list[datetime.date]:
    """When the occurrences of a component begin, in order.

    Raises FileProblem for more than can be kept, ValueError for a rule that cannot be read.
    """
    start = part["DTSTART"].dt
    timed = isinstance(start, datetime.datetime)
    found = {_naive(start)}
    for rule in listed(part, "RRULE"):
        found |= set(itertools.islice(_by_rule(rule, start), MOST_OCCURRENCES + 1))
    for dates in listed(part, "RDATE"):
        found |= {_naive(date.dt) for date in dates.dts}
    if len(found) > MOST_OCCURRENCES:
        raise _endless()
    return [moment.replace(tzinfo=start.tzinfo) if timed else moment.date() for moment in sorted(found)]


def key(moment: datetime.date) -> str:
    """An occurrence's name: its moment in UTC, or its day."""
    if isinstance(moment, datetime.datetime):
        aware = moment if moment.tzinfo else moment.replace(tzinfo=HOME_ZONE)
        return aware.astimezone(datetime.UTC).strftime("%Y%m%dT%H%M%SZ")
    return moment.strftime("%Y%m%d")


def listed(part: Any, name: str) -> list[Any]:
    """The values of a property that may be there more than once."""
    value = part.get(name)
    return [] if value is None else value if isinstance(value, list) else [value]


def _by_rule(rule: Any, start: datetime.date) -> Iterator[datetime.datetime]:
    from dateutil import rrule

    parts = dict(rule)
    count, until = (parts.pop(name, [None])[0] for name in ("COUNT", "UNTIL"))
    if parts["FREQ"][0] not in _FREQUENCIES:
        raise ValueError("a series within a day")
    if count is None and until is None:
        raise _endless()
    written: Any = icalendar.vRecur(parts)
    found: Any = rrule.rrulestr(written.to_ical().decode(), dtstart=_naive(start))
    if until is not None:
        found = found.replace(until=_last(until, start))
    yield from itertools.islice(found, count)


def _last(until: datetime.date, start: datetime.date) -> datetime.datetime:
    """The end of a rule on the wall of its start: RFC 5545, 3.3.10, has it in UTC where the start has a zone."""
    if not isinstance(until, datetime.datetime):
        return datetime.datetime.combine(until, datetime.time(23, 59, 59))
    if until.tzinfo and isinstance(start, datetime.datetime) and start.tzinfo:
        until = until.astimezone(start.tzinfo)
    return _naive(until)


def _naive(moment: datetime.date) -> datetime.datetime:
    if isinstance(moment, datetime.datetime):
        return moment.replace(tzinfo=None)
    return datetime.datetime.combine(moment, datetime.time())


def _endless() -> FileProblem:
    return FileProblem(
        _("La serie no termina o pasa de {n} veces; póngale fin en el calendario del que viene.").format(
            n=MOST_OCCURRENCES
        )
    )
