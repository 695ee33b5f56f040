"""Images of rows: the JSON in which the journal keeps a row, and the digest that vouches for it.

An image is always made by the database from the stored row, never by Python from what it believes to be stored.
What is empty or NULL is left out, so a column added later changes no image made before.
"""

import hashlib
import json
import os
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, Text
from sqlalchemy.types import TypeEngine

from db.model import image_columns

Image = dict[str, Any]

SALT_BYTES = 16
DIGEST_BYTES = 16

_SALTS_AT_ONCE = 1_024
_salts: list[bytes] = []
# Made once: ``json.dumps`` makes one for each text.
_written = json.JSONEncoder(ensure_ascii=False).encode


def row_seal(image: str | None) -> bytes | None:
    """A fresh salt followed by the salted digest of an image (an SQL function); None where there is no row."""
    if image is None:
        return None
    try:
        salt = _salts.pop()
    except IndexError:
        salt = _more_salts()
    return salt + hashlib.blake2b(image.encode(), salt=salt, digest_size=DIGEST_BYTES).digest()


def seal_fits(seal: bytes, image: str) -> bool:
    """Whether an image is the one that a seal was made of (an SQL function)."""
    salt = seal[:SALT_BYTES]
    return hashlib.blake2b(image.encode(), salt=salt, digest_size=DIGEST_BYTES).digest() == seal[SALT_BYTES:]


def _more_salts() -> bytes:
    """A salt, and many more in store: asking the system for each costs as much as the digest."""
    random = os.urandom(SALT_BYTES * _SALTS_AT_ONCE)
    _salts.extend(random[start : start + SALT_BYTES] for start in range(SALT_BYTES, len(random), SALT_BYTES))
    return random[:SALT_BYTES]


@cache
def image_sql(table: Table, alias: str) -> str:
    """The SQL expression that makes the image of a row of ``table`` under ``alias``."""
    # Put together by hand: half the time of json_object and of json_patch, which would leave out what is NULL.
    parts = []
    for column in image_columns(table):
        value = f'{alias}."{column.name}"'
        known = f"{value} <> ''" if _is_text(column.type) else f"{value} IS NOT NULL"
        parts.append(f"CASE WHEN {known} THEN ',\"{column.name}\":' || json_quote({value}) ELSE '' END")
    return f"'{{' || substr({' || '.join(parts)}, 2) || '}}'"


@cache
def value_sql(table: Table, column: str, image: str) -> str:
    """The SQL expression that takes a column's value out of the image in expression ``image``."""
    value = f"json_extract({image}, '$.{column}')"
    return f"coalesce({value}, '')" if _never_null(table, column) else value


@cache
def restore_sql(table: Table, image: str) -> tuple[str, str]:
    """Column list and value list that put back a row from the image in expression ``image``."""
    names = [column.name for column in image_columns(table)]
    quoted = ", ".join(f'"{name}"' for name in names)
    values = ", ".join(value_sql(table, name, image) for name in names)
    return quoted, values


def images(connection: Connection, table: Table, ids: list[int]) -> dict[int, str]:
    """The images of the rows of ``table`` with these ids, by id; rows that do not exist are missing."""
    statement = (
        f"SELECT t.id, {image_sql(table, 't')} FROM json_each(?) AS wanted "
        f'CROSS JOIN "{table.name}" AS t ON t.id = wanted.value'
    )
    rows = connection.exec_driver_sql(statement, (json.dumps(ids),))
    return {row[0]: row[1] for row in rows}


def difference(before: str, after: str) -> tuple[str, str]:
    """The fields that differ between two images, with their values before and after (null: empty), in JSON."""
    old, new = json.loads(before), json.loads(after)
    changed = sorted({name for name, _value in old.items() ^ new.items()})
    return (
        _written({name: old.get(name) for name in changed}),
        _written({name: new.get(name) for name in changed}),
    )


def _never_null(table: Table, column: str) -> bool:
    found = table.columns[column]
    return not found.nullable and _is_text(found.type)


def _is_text(kind: TypeEngine[Any]) -> bool:
    return isinstance(kind, Text) or kind.python_type is str
