"""What every search document is made with: rows of the journaled tables, batch by batch, and tokens of exact values."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection

from db.folding import fold

BATCH = 2_000
"""Records whose documents are made together."""

ANY = "="
"""The token that every document has."""

LIVE = "r.trashed_by IS NULL AND r.merged_into IS NULL"
"""What must hold of the ``record`` row, called r, of whatever has a document."""

LISTED = "IN (SELECT value FROM json_each(?))"
RANGE = "BETWEEN ? AND ?"

Rows = dict[int, list[Any]]
"""Rows, or the one value of each, by the id of the record they belong to."""


def read(connection: Connection, statement: str, parameters: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    """The driver's own rows, by the million: SQLAlchemy's take half as long again to make and to unpack."""
    with connection.exec_driver_sql(statement, parameters) as result:
        cursor: Any = result.cursor
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def grouped(rows: Iterable[tuple[Any, ...]]) -> Rows:
    """Rows by their first value."""
    found: Rows = {}
    for row in rows:
        found.setdefault(row[0], []).append(row)
    return found


def values(rows: Iterable[tuple[Any, ...]]) -> Rows:
    """Second values of rows by their first."""
    found: Rows = {}
    for number, value in rows:
        found.setdefault(number, []).append(value)
    return found


def listed(ids: Iterable[int]) -> str:
    """Ids as a JSON array."""
    return f"[{','.join(map(str, ids))}]"


def token(field: str, value: str) -> str:
    """The word by which the text index knows the exact value of a field; no word of a text begins like it.

    >>> token("ciudad", "Los Ángeles")
    '=ciudad=los_angeles'
    """
    return f"={field}={fold(value).replace(' ', '_')}"


@lru_cache(maxsize=32_768)
def token_if_any(field: str, value: str) -> str:
    """The token of a value; empty where there is none."""
    return token(field, value) if value else ""
