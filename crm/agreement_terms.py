"""The timeline of terms (vigencias): from when to when each signed agreement is in force, as of a day."""

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy.orm import Session

from crm import query_run
from crm.agreement_alerts import alert_days
from crm.agreement_list import line_of
from crm.agreement_reading import Whereabouts, whereabouts
from crm.agreement_stages import NOT_SIGNED
from crm.partial_dates import PartialDate
from crm.query import Query


class TermBar(NamedTuple):
    """A term. ``start`` and ``end`` are the earliest and the latest day that they can be; ``end`` None: without one.

    ``is_exact``: both are known to the day, or it has no end. ``line`` and ``warns`` as in the list.
    """

    id: int
    title: str
    parties: str
    kind: str
    stage: str
    start: datetime.date
    end: datetime.date | None
    is_exact: bool
    line: str
    warns: bool


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms, the first to end first, those without an end last; ``undated`` signed agreements have no known term.

    ``first`` and ``last`` are the days between which all that is known lies, today among them.
    """

    bars: tuple[TermBar, ...]
    undated: int
    first: datetime.date
    last: datetime.date


def terms(session: Session, query: Query) -> Terms:
    """The terms of the signed agreements of ours that a query finds. Raises QueryError."""
    today = query.today
    found = whereabouts(session, query_run.ids(session, query), today=today).values()
    signed = [one for one in found if one.signed_on and not one.of_others and one.stage != NOT_SIGNED]
    days = alert_days(session)
    bars = []
    for one in signed:
        bar = _bar(one, today, *line_of(one, today, days))
        if bar is not None:
            bars.append(bar)
    bars.sort(key=lambda bar: (bar.end is None, bar.end or bar.start, bar.id))
    return Terms(
        tuple(bars),
        len(signed) - len(bars),
        min((bar.start for bar in bars), default=today),
        max((bar.end for bar in bars if bar.end is not None and bar.end > today), default=today),
    )


def _bar(one: Whereabouts, today: datetime.date, line: str, warns: bool) -> TermBar | None:
    start = PartialDate.parse(one.term.start or "s/f")
    last = one.term.last_day(today)
    end = PartialDate.parse(str(last) if last is not None else one.term.end or "s/f")
    if start.is_unknown or (end.is_unknown and not one.term.indefinite):
        return None
    is_open = one.term.indefinite
    return TermBar(
        id=one.id,
        title=one.title,
        parties=", ".join(one.parties),
        kind=one.kind,
        stage=one.stage,
        start=start.earliest,
        end=None if is_open else end.latest,
        is_exact=bool(start.day) and (is_open or bool(end.day)),
        line=line,
        warns=warns,
    )
