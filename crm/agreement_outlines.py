"""Agreements in outline, for what is asked of thousands at once: the stage of each on a day, and its term."""

import datetime
import json
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy.orm import Session

from crm.agreement_sql import end, stage
from crm.agreement_stages import days_since
from crm.agreement_term import Amended, Term

_WHOLE = len("2024-05-14")


class Outline(NamedTuple):
    """An agreement on a day: ``stage`` derived, ``term`` as its amendments in effect leave it.

    ``entered_on`` is when it took its last step, ``end`` the end of the term seen from that day, "" for none; both are
    partial dates in their stored form.
    """

    id: int
    of_others: bool
    signed_on: str
    entered_on: str
    day: datetime.date
    stage: str
    term: Term
    end: str

    @property
    def last_day(self) -> datetime.date | None:
        """The last day in force as seen from that day, where it is known."""
        return datetime.date.fromisoformat(self.end) if len(self.end) == _WHOLE else None

    @property
    def in_stage(self) -> int | None:
        """Days since its last step; None where nobody knows when that was."""
        return days_since(self.entered_on, self.day)


def outlines(session: Session, ids: Iterable[int] | None, *, today: datetime.date) -> list[Outline]:
    """These agreements in this order, or all with None; those in the trash are left out."""
    read = session.connection().exec_driver_sql
    amendments: dict[int, list[Amended]] = {}
    for number, effective_on, last, indefinite in read(_AMENDMENTS):
        amended = Amended(effective_on, last, None if indefinite is None else bool(indefinite))
        amendments.setdefault(number, []).append(amended)
    rows = read(_ALL) if ids is None else read(_LISTED, (json.dumps(list(ids)),))
    found = []
    for number, of_others, signed_on, entered_on, *seen_from in rows:
        seen = _seen(today, signed_on, *seen_from)
        if number in amendments:
            term = seen.term.amended(amendments[number], today)
            seen_from[2:4] = term.end, int(term.indefinite)
            seen = _seen(today, signed_on, *seen_from)
        found.append(Outline(number, bool(of_others), signed_on, entered_on, today, *seen))
    return found


class _Seen(NamedTuple):
    stage: str
    term: Term
    end: str


@lru_cache(20_000)
def _seen(
    day: datetime.date,
    signed_on: str,
    step: str | None,
    start: str,
    last: str,
    indefinite: int,
    renewal: str,
    months: int | None,
    notice_days: int | None,
) -> _Seen:
    """What the rules make of the last step and the term on a day. Cached: lists are read again and again."""
    term = (start, last, indefinite, renewal, months, day.isoformat())
    return _Seen(
        stage(step, signed_on, *term),
        Term(start, last, bool(indefinite), renewal, months, notice_days),
        end(*term),
    )


_OUTLINES = """
    SELECT a.id, a.of_others, a.signed_on, coalesce(s.entered_on, ''), s.stage,
        coalesce(nullif(a.start_on, ''), a.signed_on), a.end_on, a.indefinite,
        a.renewal, a.renewal_months, a.notice_days
    FROM {agreements} CROSS JOIN record AS r ON r.id = a.id LEFT JOIN agreement_stage AS s ON s.id = (
        SELECT id FROM agreement_stage WHERE agreement_id = a.id ORDER BY position DESC, id DESC LIMIT 1)
    WHERE r.trashed_by IS NULL AND r.merged_into IS NULL"""
_ALL = _OUTLINES.format(agreements="agreement AS a")
_LISTED = _OUTLINES.format(agreements="json_each(?) AS w CROSS JOIN agreement AS a ON a.id = w.value")
_AMENDMENTS = """
    SELECT agreement_id, effective_on, end_on, indefinite FROM amendment
    WHERE end_on <> '' OR indefinite IS NOT NULL ORDER BY agreement_id, number, id"""
