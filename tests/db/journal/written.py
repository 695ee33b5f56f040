"""Rows to write, and what the journal then holds."""

import json
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, text
from sqlalchemy.orm import Session

from db.contacts import Person, Phone
from db.model import Model
from db.records import Record

NOW = datetime(2026, 7, 29, 18, 30, tzinfo=UTC)
TABLES = Model.metadata.tables


def person(session: Session, name: str = "Ana") -> int:
    record = Record(uid=f"uid-{name}", kind="person")
    session.add(record)
    session.flush()
    session.add(Person(id=record.id, given_names=name))
    session.flush()
    return record.id


def phone(session: Session, record: int, e164: str = "+525550000000") -> Phone:
    row = Phone(record_id=record, e164=e164)
    session.add(row)
    session.flush()
    return row


def changes(connection: Connection, operation: int | None = None) -> list[tuple]:
    """Table, row, record, action, before and after of an operation's changes (the last one's unless said)."""
    chosen = operation or connection.execute(text("SELECT max(id) FROM operation")).scalar()
    rows = connection.execute(
        text(
            "SELECT table_name, row_id, record_id, action, before, after FROM change WHERE operation_id = :o "
            "ORDER BY table_name, row_id"
        ),
        {"o": chosen},
    )
    return [(*row[:4], *(part and json.loads(part) for part in row[4:])) for row in rows]


def operations(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.execute(text("SELECT count(*) FROM operation")).scalar_one()
