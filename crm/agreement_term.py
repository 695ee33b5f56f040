"""The term of an agreement: whether it is in force on a day, how long it still is, when to give notice.

Derived from dates, never typed. An agreement is in force on its first and on its last day. Dates may be partial: where
they cannot decide, that is said. Pure rules of values; the base is not asked. Source: DOMAIN, "vigencia".
"""

import calendar
import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple

from crm.partial_dates import UNKNOWN_TEXT, PartialDate
from crm.texts import mark

NO_RENEWAL, AUTOMATIC, BY_AGREEMENT = mark("ninguna"), mark("automática"), mark("por acuerdo")
RENEWALS = (NO_RENEWAL, AUTOMATIC, BY_AGREEMENT)
ALERT_DAYS = (180, 90, 30)
"""How many days before its end an agreement is spoken of, unless the office sets others."""
_ONE_DAY = datetime.timedelta(days=1)


class TermState(Enum):
    """What a term is on a day."""

    UNKNOWN = mark("sin fechas")
    UNDECIDED = mark("por confirmar")
    NOT_BEGUN = mark("por iniciar")
    IN_FORCE = mark("vigente")
    LAPSING = mark("por vencer")
    LAPSED = mark("vencido")


IN_FORCE_STATES = (TermState.IN_FORCE, TermState.LAPSING)


class Amended(NamedTuple):
    """What an amendment makes of a term from a day on; ``end`` "" and ``indefinite`` None leave it as it was.

    One that sets an end gives it to a term that had none.
    """

    effective_on: str
    end: str = ""
    indefinite: bool | None = None

    def leaves_indefinite(self, indefinite: bool) -> bool:
        """Whether a term is without an end after it, which was, or was not, before."""
        if self.indefinite is not None:
            return self.indefinite
        return indefinite and not self.end


@dataclass(frozen=True, slots=True)
class Term:
    """From ``start`` (the signing, where no other day is given) to ``end``, or ``indefinite``.

    Both are partial dates in their stored form, "" not known.
    ``renewal`` is one of RENEWALS or ""; an automatic one adds ``renewal_months`` each time; ``notice_days`` before
    the end whoever wants something else has to say so.
    """

    start: str = ""
    end: str = ""
    indefinite: bool = False
    renewal: str = ""
    renewal_months: int | None = None
    notice_days: int | None = None

    @property
    def renews_itself(self) -> bool:
        """Whether each end starts a further term, on a day that can be told."""
        return (
            self.renewal == AUTOMATIC
            and bool(self.renewal_months)
            and bool(_partial(self.end).day)
            and not self.indefinite
        )

    def state(self, day: datetime.date, *, alert_days: Sequence[int] = ALERT_DAYS) -> TermState:
        """What the term is on a day; *por vencer* from the earliest of ``alert_days`` before its end on."""
        start, end = _partial(self.start), self._end(day)
        if not start.is_unknown and day < start.earliest:
            return TermState.NOT_BEGUN
        if not self.indefinite and _partial(self.end).is_unknown:
            return TermState.UNKNOWN
        if end is not None and day > end.latest:
            return TermState.LAPSED
        if start.is_unknown or day < start.latest or (end is not None and day > end.earliest):
            return TermState.UNDECIDED
        if end is not None and (end.earliest - day).days <= max(alert_days, default=-1):
            return TermState.LAPSING
        return TermState.IN_FORCE

    def last_day(self, day: datetime.date) -> datetime.date | None:
        """The last day in force as seen from ``day``, renewals that came by themselves counted; None if not known."""
        end = self._end(day)
        return end.earliest if end is not None and end.day else None

    def days_left(self, day: datetime.date) -> int | None:
        """Days from ``day`` to the last one in force, negative once it passed; None where that is not known."""
        end = self.last_day(day)
        return None if end is None else (end - day).days

    def notice_on(self, day: datetime.date) -> datetime.date | None:
        """The last day to give notice before the end seen from ``day``; None without one."""
        return self.before_end(day, self.notice_days)

    def before_end(self, day: datetime.date, days: int | None) -> datetime.date | None:
        """The day so many days before the end seen from ``day``; None where either is not known."""
        end = self.last_day(day)
        # A year of one digit is a slip, and the calendar has no day so long before it.
        if end is None or days is None or days >= end.toordinal():
            return None
        return end - datetime.timedelta(days=days)

    def amended(self, amendments: Sequence[Amended], day: datetime.date) -> "Term":
        """The term as its amendments in effect on ``day`` leave it.

        An amendment without a known day is taken to be in effect: it was signed, and only its date is missing.
        """
        term = self
        for amendment in sorted(amendments, key=_in_order):
            if in_effect(amendment.effective_on, day):
                term = replace(
                    term,
                    end=amendment.end or term.end,
                    indefinite=amendment.leaves_indefinite(term.indefinite),
                )
        return term

    def _end(self, day: datetime.date) -> PartialDate | None:
        """The end seen from ``day``; None for a term without one."""
        if self.indefinite or not self.end:
            return None
        end = _partial(self.end)
        if not self.renews_itself:
            return end
        return self._renewed_end(end.earliest, day)

    def _renewed_end(self, first_end: datetime.date, day: datetime.date) -> PartialDate:
        """The end of the term that ``day`` falls in: each renewal counts from the day after the first end."""
        if day <= first_end:
            return PartialDate(first_end.year, first_end.month, first_end.day)
        months = self.renewal_months or 0
        anchor = first_end + _ONE_DAY
        elapsed = (day.year - anchor.year) * 12 + day.month - anchor.month
        times = max(elapsed // months - 1, 0)
        end = first_end
        while end < day:
            times += 1
            end = _plus_months(anchor, months * times) - _ONE_DAY
        return PartialDate(end.year, end.month, end.day)


def in_effect(effective_on: str, day: datetime.date) -> bool:
    """Whether an amendment of that partial date holds, or may hold, on ``day``."""
    date = _partial(effective_on)
    return date.is_unknown or date.earliest <= day


def _in_order(amendment: Amended) -> datetime.date:
    return _partial(amendment.effective_on).earliest


def _partial(text: str) -> PartialDate:
    return PartialDate.parse(text or UNKNOWN_TEXT)


def _plus_months(day: datetime.date, months: int) -> datetime.date:
    """The same day of a later month, or that month's last."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
