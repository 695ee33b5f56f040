"""The first rows of the list, read with the bare driver before SQLAlchemy is loaded, so that the window is not empty.

Loading SQLAlchemy takes longer than the window takes to appear (QUALITY, "Start"). This reads only what the list
shows, changes nothing, and says nothing about what is wrong with a base: opening it does.
"""

from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlcipher3.dbapi2 as driver

ROW_COLUMNS = "id, kind, type, category, name, acronym, organization, until, city, country"
"""What a row of the list is made of, from ``search_document``."""

_PATIENCE = 0.2
_FIRST = f"SELECT {ROW_COLUMNS} FROM search_document ORDER BY place LIMIT ?"


def first_rows(path: Path, key: str | None, limit: int) -> list[tuple[Any, ...]]:
    """The first ``limit`` rows in the order of the list; none if the base cannot be read, whatever the reason."""
    if not path.is_file():
        return []
    uri = f"file:{quote(str(path.absolute()))}?mode=rw"
    try:
        connection = driver.connect(uri, uri=True, timeout=_PATIENCE, isolation_level=None)
    except driver.Error:
        return []
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        if key:
            escaped = key.replace("'", "''")
            connection.execute(f"PRAGMA key = '{escaped}'")
        connection.execute("PRAGMA query_only = ON")
        return list(connection.execute(_FIRST, (limit,)))
    except driver.Error:
        return []
    finally:
        connection.close()
