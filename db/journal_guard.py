"""The guard of the journal: a statement that would change a journaled table behind its back is refused."""

import re
from typing import Any

from sqlalchemy import Connection, Engine, event

from db.model import journaled_tables

OPEN = "journal_open"
"""The key of ``Connection.info`` under which stands whether statements may change journaled tables now."""

_TEXT = re.compile(r"('\w+')|'(?:[^']|'')*'|--[^\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL)
"""Comments and strings; of these one word is kept, as it may be a name."""
_WRITES = re.compile(r"\s*(?:INSERT|REPLACE|UPDATE|DELETE|WITH)\b", re.IGNORECASE)
_TARGET = re.compile(
    r"\b(?:(?:INSERT|REPLACE)(?:\s+OR\s+\w+)?\s+INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM)\s*"
    r"(?:[\"'`\[]?\w+[\"'`\]]?\s*\.\s*)?[\"'`\[]?(\w+)",
    re.IGNORECASE,
)
"""What a statement changes: the table's name, quoted or not, with or without its schema."""


class UnjournaledChange(RuntimeError):
    """A statement would have changed a journaled table behind the journal's back: a bug of ours."""


class open_journal:  # noqa: N801 - reads as a verb: ``with open_journal(connection)``
    """Let statements change journaled tables, for the journal's own use and undo's."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __enter__(self) -> Connection:
        self._was_open = self._connection.info.get(OPEN, False)
        self._connection.info[OPEN] = True
        return self._connection

    def __exit__(self, *_: object) -> None:
        self._connection.info[OPEN] = self._was_open


def watch(engine: Engine) -> None:
    """Refuse, on this engine, any change of a journaled table that does not pass through the journal."""
    journaled_names = {table.name for table in journaled_tables()}

    def refuse(conn: Connection, _cursor: Any, statement: str, *_: Any) -> None:
        if not conn.info.get(OPEN):
            for name in _changed_tables(statement) & journaled_names:
                raise UnjournaledChange(f"change of {name} outside the journal")

    def close(conn: Connection, *_: Any) -> None:
        # A flush that failed left the journal open; the pool hands the connection out again.
        conn.info[OPEN] = False

    event.listen(engine, "begin", close)
    event.listen(engine, "rollback_savepoint", close)
    event.listen(engine, "before_cursor_execute", refuse)


def _changed_tables(statement: str) -> set[str]:
    bare = _TEXT.sub(r"\1 ", statement) if any(sign in statement for sign in ("'", "--", "/*")) else statement
    if not _WRITES.match(bare):
        return set()
    return {match.group(1).lower() for match in _TARGET.finditer(bare)}
