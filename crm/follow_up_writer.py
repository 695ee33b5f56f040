"""Writes follow-ups, one or thousands, in bulk. What is written has been checked (``crm.follow_ups``)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import Session

from crm.follow_up_values import NewFollowUp
from crm.records import FOLLOW_UP, new_uid
from db import journal
from db.contacts import Note
from db.follow_ups import FollowUp, FollowUpItem
from db.links import RecordLink
from db.records import Record


def write(
    session: Session, news: Sequence[NewFollowUp], bodies: Sequence[str], numbers: Sequence[int | None]
) -> list[int]:
    """Write down follow-ups as part of the operation in progress; return their ids in that order.

    ``bodies`` are their bodies as they are written already, ``numbers`` those of commitments, None of others.
    """
    if not news:
        return []
    session.flush()
    first = journal.next_id(session, _TABLES["record"])
    ids = list(range(first, first + len(news)))
    operation = journal.current(session)
    _insert(
        session,
        "record",
        [
            (number, new.uid or new_uid(session), FOLLOW_UP, operation)
            for number, new in zip(ids, news, strict=True)
        ],
    )
    _insert(
        session,
        "follow_up",
        [
            _own(number, new, body, commitment)
            for number, new, body, commitment in zip(ids, news, bodies, numbers, strict=True)
        ],
    )
    parts: dict[str, list[tuple[Any, ...]]] = {"record_link": [], "note": [], "follow_up_item": []}
    for number, new in zip(ids, news, strict=True):
        parts["record_link"] += [(number, other) for other in dict.fromkeys(new.links)]
        parts["note"] += [(number, text) for text in new.notes]
        parts["follow_up_item"] += [
            (number, task.text, task.done, position) for position, task in enumerate(new.checklist)
        ]
    for name, rows in parts.items():
        start = journal.next_id(session, _TABLES[name])
        _insert(session, name, [(start + n, *row) for n, row in enumerate(rows)])
    return ids


def _own(number: int, new: NewFollowUp, body: str, commitment: int | None) -> tuple[Any, ...]:
    return (
        number,
        " ".join(new.what.split()),
        " ".join(new.responsible.split()),
        new.due,
        new.due_time,
        new.priority,
        new.remind_at,
        new.state,
        new.waiting_for,
        new.done_on,
        new.recurrence,
        body,
        new.year,
        commitment,
        new.activity,
        new.minutes_line,
        new.source,
    )


def _insert(session: Session, name: str, rows: list[tuple[Any, ...]]) -> None:
    if rows:
        journal.insert_many(session, _TABLES[name], _COLUMNS[name], rows, rows[0][0], rows[-1][0])


_COLUMNS = {
    "record": ("id", "uid", "kind", "version"),
    "follow_up": (
        "id",
        "what",
        "responsible",
        "due_on",
        "due_time",
        "priority",
        "remind_at",
        "state",
        "waiting_for",
        "done_on",
        "recurrence",
        "body",
        "year",
        "number",
        "activity_id",
        "minutes_line",
        "source",
    ),
    "record_link": ("id", "from_id", "to_id"),
    "note": ("id", "record_id", "text"),
    "follow_up_item": ("id", "follow_up_id", "text", "done", "position"),
}
_TABLES: dict[str, Table] = {
    model.__tablename__: model.metadata.tables[model.__tablename__]
    for model in (Record, FollowUp, RecordLink, Note, FollowUpItem)
}
