"""Dates that may be partly known: ``2024``, ``2024-03``, ``2024-03-15`` or ``s/f`` (known to exist, day unknown).

Stored and compared as given, never completed by guessing: whoever needs a day takes the earliest or the latest
it can be. Rule: DOMAIN, "Dates may be partly known".
"""

import calendar
import datetime
import re
from dataclasses import dataclass
from functools import lru_cache

from crm.errors import InvalidValue
from crm.texts import _

_PATTERN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
UNKNOWN_TEXT = "s/f"


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, a month or a day; all zero means that the date is unknown ("s/f")."""

    year: int = 0
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read the stored form. Raises InvalidValue for anything else, an impossible day included."""
        return _read(text)

    def __str__(self) -> str:
        if not self.year:
            return UNKNOWN_TEXT
        parts = [f"{self.year:04d}"]
        if self.month:
            parts.append(f"{self.month:02d}")
        if self.day:
            parts.append(f"{self.day:02d}")
        return "-".join(parts)

    @property
    def is_unknown(self) -> bool:
        """Whether nothing of the date is known."""
        return not self.year

    @property
    def earliest(self) -> datetime.date:
        """The first day it can be; the first day of the calendar when unknown."""
        if not self.year:
            return datetime.date.min
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> datetime.date:
        """The last day it can be; the last day of the calendar when unknown."""
        if not self.year:
            return datetime.date.max
        month = self.month or 12
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


@lru_cache(20_000)
def _read(text: str) -> PartialDate:
    """Cached: lists read the same few thousand days again and again."""
    if text == UNKNOWN_TEXT:
        return PartialDate()
    match = _PATTERN.fullmatch(text)
    if not match:
        raise InvalidValue(
            _(
                "«{text}» no es una fecha; escriba el año, el año y el mes o el día: 2024, 2024-03 o 2024-03-15."
            ).format(text=text),
            value=text,
        )
    year, month, day = match.groups()
    try:
        datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise InvalidValue(
            _("La fecha «{text}» no existe; revise el día, el mes y el año.").format(text=text),
            value=text,
        ) from None
    return PartialDate(int(year), int(month or 0), int(day or 0))


def may_hold(start: str, end: str, day: PartialDate) -> bool:
    """Whether what lasts from one partial date to another, in their stored form, holds or may hold on a day.

    An empty start is not known, an empty end has not come; "s/f" may be any day, and so may an unknown ``day``.
    """
    first, last = PartialDate.parse(start or UNKNOWN_TEXT), PartialDate.parse(end or UNKNOWN_TEXT)
    return first.earliest <= day.latest and day.earliest <= last.latest
