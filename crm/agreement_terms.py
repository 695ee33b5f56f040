"""The timeline of terms (vigencias): from when to when each signed agreement is in force, as of a day."""

import datetime
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy.orm import Session

from crm import query_run
from crm.agreement_list import line_of
from crm.agreement_outlines import Outline, outlines
from crm.agreement_reading import Whereabouts, whereabouts
from crm.agreement_stages import ENDINGS, NOT_SIGNED
from crm.alert_days import AlertDays, alert_days
from crm.partial_dates import PartialDate
from crm.query import Query
from db.matter_documents import first_day, last_day


class TermBar(NamedTuple):
    """A term. ``start`` and ``end`` are the earliest and the latest day that they can be; ``end`` None: without one.

    ``sure_from`` and ``sure_to`` are the days between which it is in force for certain; ``signed_end`` the end as
    signed, where amendments have set a later one; ``notice_on`` the last day to give notice. ``state`` is that of the
    term on the day, "" once the agreement has come to an end otherwise. ``is_exact``: both ends are known to the day,
    or it has no end. ``line`` and ``warns`` as in the list.
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
    sure_from: datetime.date
    sure_to: datetime.date | None
    signed_end: datetime.date | None
    notice_on: datetime.date | None
    state: str


@dataclass(frozen=True, slots=True)
class Terms:
    """The agreements with a known term, the first to end first, those without an end last; ``undated`` signed ones have
    none. Their bars: ``bars``.

    ``first`` and ``last`` are the days between which all that is known lies, today among them.
    """

    ids: "array[int]"
    undated: int
    first: datetime.date
    last: datetime.date


class _Known(NamedTuple):
    """A term whose days are known, at least in part, in the order of the timeline."""

    is_open: bool
    until: str
    id: int
    since: str


def terms(session: Session, query: Query) -> Terms:
    """The terms of the signed agreements of ours that a query finds. Raises QueryError."""
    today = query.today.isoformat()
    signed = [
        one
        for one in outlines(session, query_run.ids(session, query), today=query.today)
        if one.signed_on and not one.of_others and one.stage != NOT_SIGNED
    ]
    known = sorted(found for one in signed if (found := _known(one)) is not None)
    return Terms(
        array("q", (one.id for one in known)),
        len(signed) - len(known),
        datetime.date.fromisoformat(min((one.since for one in known), default=today)),
        datetime.date.fromisoformat(max((today, *(one.until for one in known if not one.is_open)))),
    )


def bars(session: Session, ids: Sequence[int], *, today: datetime.date) -> list[TermBar]:
    """The bars of these agreements, in this order; those that are gone, or whose term is not known, are left out."""
    found = whereabouts(session, ids, today=today)
    days = alert_days(session)
    drawn = (_bar(found[number], today, days) for number in ids if number in found)
    return [bar for bar in drawn if bar is not None]


def _known(one: Outline) -> _Known | None:
    since, until = first_day(one.term.start), last_day(one.end)
    if not since or not (until or one.term.indefinite):
        return None
    return _Known(one.term.indefinite, until or since, one.id, since)


def _bar(one: Whereabouts, today: datetime.date, days: AlertDays) -> TermBar | None:
    start = PartialDate.parse(one.term.start or "s/f")
    last = one.term.last_day(today)
    end = PartialDate.parse(str(last) if last is not None else one.term.end or "s/f")
    if start.is_unknown or (end.is_unknown and not one.term.indefinite):
        return None
    is_open = one.term.indefinite
    line, warns = line_of(one, today, days)
    state = one.term.state(today, alert_days=days.before_end)
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
        sure_from=start.latest,
        sure_to=None if is_open else end.earliest,
        signed_end=_signed_end(one, None if is_open else end.latest),
        notice_on=one.term.notice_on(today),
        state="" if one.stage in ENDINGS else state.value,
    )


def _signed_end(one: Whereabouts, end: datetime.date | None) -> datetime.date | None:
    """The end as signed, if an amendment moved it further: with renewals alone the two terms say the same."""
    signed = PartialDate.parse(one.signed_term.end or "s/f")
    if signed.is_unknown or one.signed_term == one.term or one.signed_term.indefinite:
        return None
    return signed.latest if end is None or signed.latest < end else None
