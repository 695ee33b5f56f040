"""Changing a contact: its rows are made to say what a card says, and no row more than needed changes."""

from collections import Counter
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from crm.card_writer import COLUMNS, SHARES_RECORD_ID, CardWriter
from crm.cards import Card
from crm.contacts import check, require_kind
from db import journal
from db.model import Model

Row = tuple[Any, ...]

_OWNERS = {
    "spoken_language": "person_id",
    "organization_name": "organization_id",
    "organization_category": "organization_id",
    "phone": "record_id",
    "email": "record_id",
    "address": "record_id",
    "link": "record_id",
    "note": "record_id",
    "record_tag": "record_id",
    "membership": "record_id",
    "holder": "person_id",
    "relation": "from_id",
}
"""The column by which each table's rows belong to a contact."""


def save(session: Session, contact: int, new: Card) -> None:
    """Make the contact equal to the card (its uid stays). The order of phones and the like is not kept.

    Raises InvalidValue if the card is not valid, NotFound if there is no such contact of the card's kind.
    """
    check(new)
    require_kind(session, contact, new.kind)
    writer = CardWriter(session)
    writer.start()
    writer.learn_posts([new])
    desired: dict[str, list[Row]] = {name: [] for name in _OWNERS}
    for name, values in writer.desired(contact, new):
        if name in SHARES_RECORD_ID:
            own_table, own_values = name, values
        else:
            desired[name].append(values)
    writer.flush()
    _save_own(session, own_table, contact, own_values)
    for name, rows in desired.items():
        _save_rows(session, name, contact, rows)


def _save_own(session: Session, name: str, contact: int, values: Row) -> None:
    table = Model.metadata.tables[name]
    wanted = dict(zip(COLUMNS[name][1:], values, strict=True))
    current = session.execute(select(table).where(table.c.id == contact)).mappings().one()
    changed = {column: value for column, value in wanted.items() if current[column] != value}
    if changed:
        journal.update_many(session, table, [contact], **changed)


def _save_rows(session: Session, name: str, contact: int, wanted: list[Row]) -> None:
    table = Model.metadata.tables[name]
    left_over, missing = _unmatched(_current(session, table, contact), wanted)
    for row, values in zip(left_over, missing, strict=False):
        journal.update_many(session, table, [row], **dict(zip(COLUMNS[name][1:], values, strict=True)))
    if len(left_over) > len(missing):
        journal.delete_many(session, table, left_over[len(missing) :])
    _insert(session, table, missing[len(left_over) :])


def _current(session: Session, table: Table, contact: int) -> list[tuple[int, Row]]:
    columns = [table.c[column] for column in COLUMNS[table.name]]
    found = select(*columns).where(table.c[_OWNERS[table.name]] == contact).order_by(table.c.id)
    return [(row[0], tuple(row[1:])) for row in session.execute(found)]


def _unmatched(current: list[tuple[int, Row]], wanted: list[Row]) -> tuple[list[int], list[Row]]:
    """The ids of rows that say nothing wanted, and the wanted values that no row says."""
    open_values = Counter(wanted)
    left_over = []
    for row, values in current:
        if open_values[values]:
            open_values[values] -= 1
        else:
            left_over.append(row)
    missing = []
    for values in wanted:
        if open_values[values]:
            open_values[values] -= 1
            missing.append(values)
    return left_over, missing


def _insert(session: Session, table: Table, rows: list[Row]) -> None:
    first = journal.next_id(session, table)
    numbered = [(first + n, *values) for n, values in enumerate(rows)]
    journal.insert_many(session, table, COLUMNS[table.name], numbered, first, first + len(rows) - 1)
