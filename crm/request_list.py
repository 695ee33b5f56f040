"""Requests as they are listed: by when they must be answered, what is overdue first; and one of them whole."""

import datetime
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from crm.errors import NotFound
from crm.partial_dates import PartialDate
from crm.request_values import OPEN, Answer
from crm.texts import _
from crm.working_days import closed_days, days_left, term_end

DAYS_AHEAD = 5
"""Working days before its end from which a term ends soon."""


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request. ``folio`` as in "12/2025"; ``sender`` the contact's name, or who it was in words.

    ``due`` is the last day of the term, None without one or where the day it was received is not known; ``left`` the
    working days to it, negative once overdue; both only while the request is open.
    """

    id: int
    folio: str
    direction: str
    office_number: str
    subject: str
    received: str
    sender: str
    area: str
    state: str
    due: datetime.date | None = None
    left: int | None = None

    @property
    def is_overdue(self) -> bool:
        """Whether the term has ended and nobody has answered."""
        return self.left is not None and self.left < 0


@dataclass(frozen=True, slots=True)
class RequestRecord:
    """A request whole: its row and what only its own page shows."""

    row: RequestRow
    time: str
    term: int | None
    sender_id: int | None
    sender_text: str
    area_id: int | None
    instruction: str
    channelled_on: str
    copies: tuple[tuple[int, str], ...]
    answer: Answer
    links: tuple[tuple[int, str], ...]
    notes: tuple[tuple[int, str], ...]
    source: str


def rows(session: Session, ids: Sequence[int], today: datetime.date) -> list[RequestRow]:
    """The rows of these requests, in this order; those that are gone or in the trash are left out."""
    found = session.connection().exec_driver_sql(
        f"{_ROWS} AND q.id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
    )
    closed = closed_days(session)
    by_id = {values[0]: _row(*values, today=today, closed=closed) for values in found}
    return [by_id[request] for request in ids if request in by_id]


def open_requests(session: Session, today: datetime.date) -> list[RequestRow]:
    """The requests that have not been closed: those with a term by when it ends, then the others by when they came."""
    states = json.dumps(list(OPEN))
    found = session.connection().exec_driver_sql(
        f"{_ROWS} AND q.state IN (SELECT value FROM json_each(?))", (states,)
    )
    closed = closed_days(session)
    listed = [_row(*values, today=today, closed=closed) for values in found]
    return sorted(listed, key=_as_attended)


def ending(session: Session, today: datetime.date) -> list[RequestRow]:
    """The open requests whose term is over or ends soon, the first to end first, for Mi día."""
    numbers = ending_ids(session.connection(), today)
    return sorted(rows(session, numbers, today), key=_as_attended)


def ending_ids(connection: Connection, today: datetime.date) -> list[int]:
    """The same, as queries ask (``estado:por-vencer``); those in the trash are among them, and the order is none."""
    with_term = connection.exec_driver_sql(_WITH_TERM, (json.dumps(list(OPEN)),))
    closed = closed_days(connection)
    terms = [(number, _due(received, term, closed)) for number, received, term in with_term]
    return [
        number for number, due in terms if due is not None and days_left(today, due, closed) <= DAYS_AHEAD
    ]


def by_term(session: Session, ids: Sequence[int]) -> list[int]:
    """These requests as one attends to them: open ones by when their term ends, overdue first, then those without a
    term by when they came; closed ones last, in the order given.
    """
    states = json.dumps(list(OPEN))
    found = session.connection().exec_driver_sql(
        "SELECT q.id, q.received_on, q.term_days FROM json_each(?) AS wanted CROSS JOIN request AS q"
        " ON q.id = wanted.value WHERE q.state IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)), states),
    )
    closed = closed_days(session)
    never = datetime.date.max
    terms = {
        number: (_due(received, term, closed) or never, received, number) for number, received, term in found
    }
    return sorted(terms, key=terms.__getitem__) + [number for number in ids if number not in terms]


def record(session: Session, request: int, today: datetime.date) -> RequestRecord:
    """A request whole. Raises NotFound."""
    listed = rows(session, [request], today)
    if not listed:
        raise NotFound(_("No hay ninguna gestión {id}.").format(id=request))
    read = session.connection().exec_driver_sql
    time, term, sender_id, sender_text, area_id, instruction, channelled_on, *answer, source = read(
        _OWN, (request,)
    ).one()
    return RequestRecord(
        row=listed[0],
        time=time,
        term=term,
        sender_id=sender_id,
        sender_text=sender_text,
        area_id=area_id,
        instruction=instruction,
        channelled_on=channelled_on,
        copies=_pairs(read(_COPIES, (request,)).all()),
        answer=Answer(*answer),
        links=_pairs(read(_LINKS, (request,)).all()),
        notes=_pairs(read(_NOTES, (request,)).all()),
        source=source,
    )


# The planner would begin with every record that was merged into none: nearly all of them.
_ROWS = """
    SELECT q.id, q.direction, q.year, q.number, q.office_number, q.subject, q.received_on,
        coalesce(nullif(q.sender_text, ''), s.name, ''), coalesce(x.code, ''), q.state, q.term_days
    FROM request q CROSS JOIN record r ON r.id = q.id LEFT JOIN search_document s ON s.id = q.sender_id
    LEFT JOIN area x ON x.id = q.area_id
    WHERE r.trashed_by IS NULL AND r.merged_into IS NULL"""
_WITH_TERM = """
    SELECT id, received_on, term_days FROM request
    WHERE term_days IS NOT NULL AND state IN (SELECT value FROM json_each(?))"""
_OWN = """
    SELECT received_time, term_days, sender_id, sender_text, area_id, instruction, channelled_on, answer, answered_on,
        answer_number, receipt, source FROM request WHERE id = ?"""
_COPIES = """
    SELECT x.id, x.code FROM request_copy c JOIN area x ON x.id = c.area_id WHERE c.request_id = ? ORDER BY c.id"""
_LINKS = """
    SELECT l.to_id, coalesce(s.name, m.name, '') FROM record_link l
    LEFT JOIN search_document s ON s.id = l.to_id LEFT JOIN matter_document m ON m.id = l.to_id
    WHERE l.from_id = ? ORDER BY l.id"""
_NOTES = "SELECT id, text FROM note WHERE record_id = ? ORDER BY id"


def _pairs(found: Sequence[Any]) -> tuple[tuple[int, str], ...]:
    return tuple((number, text) for number, text in found)


def _row(
    request: int,
    direction: str,
    year: int,
    number: int,
    office_number: str,
    subject: str,
    received: str,
    sender: str,
    area: str,
    state: str,
    term: int | None,
    *,
    today: datetime.date,
    closed: Collection[datetime.date],
) -> RequestRow:
    due = _due(received, term, closed) if state in OPEN else None
    return RequestRow(
        id=request,
        folio=f"{number}/{year}",
        direction=direction,
        office_number=office_number,
        subject=subject,
        received=received,
        sender=sender,
        area=area,
        state=state,
        due=due,
        left=None if due is None else days_left(today, due, closed),
    )


def _as_attended(row: RequestRow) -> tuple[datetime.date, str, int]:
    """By when the term ends; those without one after them, by when they came."""
    return row.due or datetime.date.max, row.received, row.id


def _due(received: str, term: int | None, closed: Collection[datetime.date]) -> datetime.date | None:
    """A term that runs from a day that is not known wholly has no known end."""
    start = PartialDate.parse(received or "s/f")
    return term_end(start.earliest, term, closed) if term is not None and start.day else None
