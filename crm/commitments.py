"""Commitments noted in minutes: a line that starts with ``→`` or ``[ ]`` is a follow-up, tied both ways.

The minutes say what was agreed, the follow-up how far it is. Saving the minutes again brings the follow-ups up to what
the lines say now and makes none twice; what somebody has worked on since is never taken away by editing a text.
"""

import datetime
import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import follow_ups
from crm.card_rules import check_text
from crm.date_entry import read as read_date
from crm.errors import InvalidValue
from crm.follow_up_values import DONE, OPEN, PENDING, NewFollowUp
from crm.records import FOLLOW_UP, trash
from db.contacts import Note
from db.folding import fold
from db.follow_ups import FollowUp, FollowUpItem
from db.records import Record

_LINE = re.compile(r"^\s*(?:(?:[-*•]\s+)?(?:→|->|=>)|(?:[-*•]\s+)?\[([ xX✓]?)\])\s*(\S.*?)\s*$")
_ASIDE = re.compile(r"^(.*\S)\s*\(([^()]+)\)\.?$")
_ALIKE = 0.6
"""How much of a line's letters must stay for it to be the same commitment in other words."""

_WORDS_OF_A_NAME = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A commitment as the minutes tell it: "Enviar los carteles (Rosa Prueba, 15/3)"; ``done`` if it is ticked."""

    text: str
    what: str
    responsible: str = ""
    due: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True)
class Noted:
    """What saving minutes did: ids of follow-ups made, brought up to date, and put in the trash."""

    made: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    trashed: tuple[int, ...] = ()


def lines(minutes: str, on: datetime.date) -> list[Line]:
    """The commitments in minutes, in their order.

    In brackets at the end stand who is responsible and by when, in any order, as dates are typed anywhere, counted from
    ``on``, the day the minutes are of.
    """
    found = (_LINE.match(line) for line in minutes.splitlines())
    return [_line(match[2], match[1] or "", on) for match in found if match]


def note(session: Session, activity: int, minutes: str, *, on: datetime.date, today: datetime.date) -> Noted:
    """Bring the follow-ups of an activity up to what its minutes of day ``on`` say, as part of saving them.

    A line that is gone takes its follow-up to the trash only if nobody has touched it. Raises InvalidValue for a line
    that cannot be kept.
    """
    wanted = lines(minutes, on)
    kept = _Kept(session, activity)
    pairs, new = kept.pair(wanted)
    changed = [row.id for row, line in pairs if _bring_up_to(row, line, on, today)]
    made = [_make(session, activity, line, today) for line in new]
    return Noted(tuple(made), tuple(changed), tuple(kept.let_go(on)))


def _line(text: str, box: str, on: datetime.date) -> Line:
    what, responsible, due = text, "", ""
    aside = _ASIDE.match(text)
    if aside:
        said = _said(re.split(r"[,;]\s*", aside[2]), on)
        if said is not None:
            what, (responsible, due) = aside[1], said
    return Line(text, what, responsible, due, box in ("x", "X", "✓"))


def _said(parts: list[str], on: datetime.date) -> tuple[str, str] | None:
    """Who and by when; None if what stands in brackets is neither."""
    who, due = "", ""
    for part in (part.strip() for part in parts):
        day = _day(part, on)
        if day and not due:
            due = day
        elif part and not who and len(part.split()) <= _WORDS_OF_A_NAME:
            who = part
        else:
            return None
    return who, due


def _day(text: str, on: datetime.date) -> str:
    for words in (
        text,
        re.sub(r"^(?:para|antes del?|a más tardar|el|al)\s+(?:el\s+)?", "", text, flags=re.IGNORECASE),
    ):
        try:
            day = read_date(words, on)
        except InvalidValue:
            continue
        if day is not None and day.day:
            return str(day)
    return ""


def _make(session: Session, activity: int, line: Line, today: datetime.date) -> int:
    check_text("minutes", line.text)
    made = follow_ups.create(
        session,
        NewFollowUp(
            what=line.what,
            responsible=line.responsible,
            due=line.due,
            activity=activity,
            minutes_line=line.text,
            links=(activity,),
        ),
    )
    if line.done:
        follow_ups.set_state(session, made, DONE, today=today)
    return made


def _bring_up_to(row: FollowUp, line: Line, on: datetime.date, today: datetime.date) -> bool:
    """Whether a line that has changed, or was ticked, changed its follow-up.

    What was edited in the follow-up itself stays as it is there.
    """
    before = _line(row.minutes_line, "", on)
    was = (row.what, row.responsible, row.due_on, row.state, row.minutes_line)
    if row.what == " ".join(before.what.split()):
        row.what = " ".join(line.what.split())
    if row.responsible == before.responsible:
        row.responsible = line.responsible
    if row.due_on == before.due:
        row.due_on = line.due
        row.due_time = row.due_time if line.due else ""
    if line.done and row.state in OPEN:
        row.state, row.done_on, row.waiting_for = DONE, today.isoformat(), ""
    row.minutes_line = line.text
    return was != (row.what, row.responsible, row.due_on, row.state, row.minutes_line)


class _Kept:
    """The follow-ups that an activity's minutes have made so far."""

    def __init__(self, session: Session, activity: int) -> None:
        self._session = session
        rows = (
            select(FollowUp)
            .join(Record, Record.id == FollowUp.id)
            .where(FollowUp.activity_id == activity, FollowUp.minutes_line != "", Record.trashed_by.is_(None))
        )
        self._left = list(session.execute(rows.order_by(FollowUp.id)).scalars())

    def pair(self, wanted: Iterable[Line]) -> tuple[list[tuple[FollowUp, Line]], list[Line]]:
        """Each line with the follow-up that it is, the same words first; and the lines that are new."""
        pairs: list[tuple[FollowUp, Line]] = []
        left = list(wanted)
        for needed in (1.0, _ALIKE):
            for line in list(left):
                row = self._nearest(line, needed)
                if row is not None:
                    self._left.remove(row)
                    left.remove(line)
                    pairs.append((row, line))
        return pairs, left

    def let_go(self, on: datetime.date) -> list[int]:
        """Trash those that no line is left of and nobody has touched; the others only lose their line."""
        untouched = [row.id for row in self._left if self._is_untouched(row, on)]
        for row in self._left:
            if row.id not in untouched:
                row.minutes_line = ""
        if untouched:
            trash(self._session, untouched, FOLLOW_UP)
        return untouched

    def _nearest(self, line: Line, needed: float) -> FollowUp | None:
        best = max(self._left, key=lambda row: _likeness(row, line), default=None)
        return best if best is not None and _likeness(best, line) >= needed else None

    def _is_untouched(self, row: FollowUp, on: datetime.date) -> bool:
        line = _line(row.minutes_line, "", on)
        if row.state != PENDING or row.number is not None or row.remind_at or row.recurrence:
            return False
        if (row.what, row.responsible) != (" ".join(line.what.split()), line.responsible):
            return False
        worked_on = (
            select(Note.id).where(Note.record_id == row.id),
            select(FollowUpItem.id).where(FollowUpItem.follow_up_id == row.id),
        )
        return all(self._session.execute(found.limit(1)).first() is None for found in worked_on)


def _likeness(row: FollowUp, line: Line) -> float:
    one, other = fold(row.minutes_line), fold(line.text)
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() if one != other else 1.0
