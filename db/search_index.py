"""A search index: one row per live record with what lists show and search looks through, and a text index.

Derived from the journaled tables and rebuildable at any time (``rebuild``); the end of each operation brings it up
to date (``update``); ``verificar`` compares it with what it should be (``differences``). Not journaled.

How it is fast at any size: each document has a ``place``, a number that grows in the order of the list, and the text
index knows documents by their places. Whatever matches therefore comes out in the order of the list, without
ranking, sorting, or finding all of it first. The places have gaps, for what is to come.
"""

import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from db.search_places import GAP, START, Places
from db.texts import _

Progress = Callable[[int, int], None]
"""Called with the steps done and the steps in all; what it raises stops the work."""

INDEXED_PREFIX = 4
"""Beginnings of words up to this many letters have lists of their own in the text index."""


@dataclass(frozen=True, slots=True)
class Index:
    """What is searched together: the names of its two tables, and how its documents come from the journaled ones.

    ``document`` is the named tuple of a row of table ``documents`` but for its place, with an ``id`` and a
    ``sort_key``, and ``kinds`` those of the records such rows stand for. ``touched`` is a statement that gives the
    records whose documents operation ?1 may have changed, ?2 at most. ``all_documents`` makes all of them in batches,
    ``documents_of`` those of some records that are live; ``ids_in_order`` says in what order they stand.
    """

    documents: str
    text: str
    document: type[Any]
    kinds: tuple[str, ...]
    touched: str
    all_documents: Callable[[Connection], Iterator[list[Any]]]
    documents_of: Callable[[Connection, Iterable[int]], Mapping[int, Any]]
    ids_in_order: Callable[[Connection], list[int]]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the table of documents but for the place."""
        fields: tuple[str, ...] = self.document._fields
        return fields

    @property
    def ddl(self) -> tuple[str, str]:
        """What makes the text index; migrations run it after making the table of documents."""
        return (
            # Positions are not kept: a phrase is looked for in the text of what has its words, and the index is half
            # as big.
            f"CREATE VIRTUAL TABLE {self.text} USING fts5(words, facets, content='{self.documents}', "
            "content_rowid='place', tokenize=\"ascii tokenchars '=_'\", detail=none, columnsize=0, "
            "prefix='1 2 3 4')",
            # Without it what is deleted stays in the file (ARCHITECTURE, "Driver").
            f"INSERT INTO {self.text} ({self.text}, rank) VALUES ('secure-delete', 1)",
        )

    @property
    def insert(self) -> str:
        """The statement that inserts a document, its place first."""
        marks = ", ".join("?" * (len(self.columns) + 1))
        return f"INSERT INTO {self.documents} (place, {', '.join(self.columns)}) VALUES ({marks})"

    @property
    def select(self) -> str:
        """The statement that reads stored documents."""
        return f"SELECT {', '.join(self.columns)} FROM {self.documents}"


_BULK_HASH = 64 << 20
_USUAL_HASH = 1 << 20
_CHUNK = 20_000
_REPLACING = 60
"""Times that taking a document out of the text index and in again costs what making it anew among all costs."""

_ADDING = 5
"""Times that adding a document costs that (both measured at 100,000)."""

_ALWAYS_SINGLY = 20_000
"""So many documents more than there are could be made anew before it is thought of."""


def rebuild(index: Index, connection: Connection, progress: Progress | None = None) -> None:
    """Make every document and the text index anew, inside the transaction of ``connection``."""
    order = index.ids_in_order(connection)
    tell = progress or _untold
    places = _places(order)
    connection.exec_driver_sql(f"INSERT INTO {index.text} ({index.text}) VALUES ('delete-all')")
    connection.exec_driver_sql(f"DELETE FROM {index.documents}")
    done = 0
    for documents in index.all_documents(connection):
        connection.exec_driver_sql(index.insert, [(places[document.id], *document) for document in documents])
        done += len(documents)
        tell(done, 2 * len(order))
    _index_all(index, connection, len(order), tell)


def update(index: Index, connection: Connection, operation_id: int, progress: Progress | None = None) -> None:
    """Bring up to date every document that an operation touched, those of records that name its own included.

    Works from the journal, in the operation's own transaction, after ``journal.finish``; makes everything anew
    where that costs less.
    """
    present = _count(index, connection)
    # Where there is nothing yet, making all at once never costs more.
    affordable = present + _ALWAYS_SINGLY if present else 0
    ids = _touched(index, connection, operation_id, affordable // _ADDING + 1)
    if not ids:
        return
    then = _stored(index, connection, ids) if len(ids) * _ADDING <= affordable else {}
    if len(then) * _REPLACING + (len(ids) - len(then)) * _ADDING > affordable:
        rebuild(index, connection, progress)
    else:
        _replace(index, connection, ids, then)


def differences(index: Index, connection: Connection) -> list[str]:
    """What in the index is not as it should be, one technical line each; empty when all is well.

    Checking the text index writes to it (nothing lasting): the connection must be one that may write.
    """
    stored = {row[0]: tuple(row) for row in connection.exec_driver_sql(index.select)}
    found = []
    for documents in index.all_documents(connection):
        wrong = (document.id for document in documents if stored.pop(document.id, None) != document)
        found += [f"{index.documents} {row}" for row in wrong]
    found += [_("{table} {id}: de más").format(table=index.documents, id=row) for row in stored]
    listed = connection.exec_driver_sql(f"SELECT id FROM {index.documents} ORDER BY place").scalars().all()
    if not found and list(listed) != index.ids_in_order(connection):
        found.append(_("{table}: orden").format(table=index.documents))
    try:
        connection.exec_driver_sql(
            f"INSERT INTO {index.text} ({index.text}, rank) VALUES ('integrity-check', 1)"
        )
    except DBAPIError as error:
        found.append(f"{index.text}: {error.orig}")
    return found


def _places(order: list[int]) -> "array[int]":
    places = array("q", bytes(8 * (max(order, default=0) + 1)))
    for number, row in enumerate(order):
        places[row] = START + number * GAP
    return places


def _index_all(index: Index, connection: Connection, total: int, tell: Progress) -> None:
    connection.exec_driver_sql(
        f"INSERT INTO {index.text} ({index.text}, rank) VALUES ('hashsize', ?)", (_BULK_HASH,)
    )
    for number in range(0, total, _CHUNK):
        first = START + number * GAP
        connection.exec_driver_sql(
            f"INSERT INTO {index.text} (rowid, words, facets) SELECT place, words, facets FROM {index.documents} "
            "WHERE place BETWEEN ? AND ? ORDER BY place",
            (first, first + _CHUNK * GAP - 1),
        )
        tell(total + min(number + _CHUNK, total), 2 * total)
    connection.exec_driver_sql(
        f"INSERT INTO {index.text} ({index.text}, rank) VALUES ('hashsize', ?)", (_USUAL_HASH,)
    )


def _untold(_done: int, _total: int) -> None:
    """The progress nobody watches."""


def _count(index: Index, connection: Connection) -> int:
    return int(connection.exec_driver_sql(f"SELECT count(*) FROM {index.documents}").scalar_one())


def _touched(index: Index, connection: Connection, operation_id: int, limit: int) -> list[int]:
    # An import of 100,000 is known by its new records, without going through all of its changes.
    records = connection.exec_driver_sql(_RECORDS, (operation_id, json.dumps(index.kinds), limit))
    found = list(records.scalars())
    if len(found) == limit:
        return found
    rows = connection.exec_driver_sql(index.touched, (operation_id, limit)).scalars()
    return [row for row in rows if row is not None]


_RECORDS = """
    SELECT c.record_id FROM change c WHERE c.operation_id = ?1 AND c.table_name = 'record'
    AND coalesce((SELECT r.kind FROM record r WHERE r.id = c.record_id), json_extract(c.before, '$.kind'))
        IN (SELECT value FROM json_each(?2)) LIMIT ?3"""


def _replace(index: Index, connection: Connection, ids: Iterable[int], then: dict[int, Any]) -> None:
    """Make the documents ``then`` of records ``ids`` what they should be now."""
    now = index.documents_of(connection, ids)
    stale = [row for row, document in then.items() if now.get(row) != document]
    moved = [row for row in stale if row not in now or now[row].sort_key != then[row].sort_key]
    editor = _Editor(index, connection, now)
    editor.unindex(stale)
    editor.delete(moved)
    editor.rewrite(set(stale) - set(moved))
    editor.add([row for row in now if row in moved or row not in then])
    editor.index()


def _stored(index: Index, connection: Connection, ids: Iterable[int]) -> dict[int, Any]:
    rows = connection.exec_driver_sql(
        f"{index.select} WHERE id IN (SELECT value FROM json_each(?))", (_listed(ids),)
    )
    return {row[0]: index.document(*row) for row in rows}


def _listed(ids: Iterable[int]) -> str:
    return f"[{','.join(map(str, ids))}]"


class _Editor:
    """Changes single documents, and keeps account of those that are out of the text index meanwhile."""

    def __init__(self, index: Index, connection: Connection, documents: Mapping[int, Any]) -> None:
        self._index = index
        self._connection = connection
        self._documents = documents
        self._unindexed: set[int] = set()

    def unindex(self, ids: Iterable[int]) -> None:
        """Take stored documents out of the text index."""
        indexed = set(ids) - self._unindexed
        self._connection.exec_driver_sql(
            f"INSERT INTO {self._index.text} ({self._index.text}, rowid, words, facets) "
            f"SELECT 'delete', place, words, facets FROM {self._index.documents} "
            "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY place",
            (_listed(indexed),),
        )
        self._unindexed |= indexed

    def delete(self, ids: Iterable[int]) -> None:
        """Delete documents that are out of the text index."""
        gone = set(ids)
        self._connection.exec_driver_sql(
            f"DELETE FROM {self._index.documents} WHERE id IN (SELECT value FROM json_each(?))",
            (_listed(gone),),
        )
        self._unindexed -= gone

    def rewrite(self, ids: Iterable[int]) -> None:
        """Write documents anew in the places they have."""
        rows = [(*self._documents[row][1:], row) for row in ids]
        if rows:
            assignments = ", ".join(f"{name} = ?" for name in self._index.columns[1:])
            self._connection.exec_driver_sql(
                f"UPDATE {self._index.documents} SET {assignments} WHERE id = ?",
                rows,
            )

    def add(self, ids: Iterable[int]) -> None:
        """Add documents where they belong in the order of the list."""
        entries = sorted((self._documents[row].sort_key, row) for row in ids)
        cursor: Any = self._connection.connection.cursor()
        try:
            Places(cursor, self._index.documents, store=self._store, displace=self._displace).allot(entries)
        finally:
            cursor.close()

    def index(self) -> None:
        """Put into the text index all that was taken out or added."""
        self._connection.exec_driver_sql(
            f"INSERT INTO {self._index.text} (rowid, words, facets) "
            f"SELECT place, words, facets FROM {self._index.documents} "
            "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY place",
            (_listed(self._unindexed),),
        )

    def _store(self, row: int, place: int) -> None:
        updated = self._connection.exec_driver_sql(
            f"UPDATE {self._index.documents} SET place = ? WHERE id = ?", (place, row)
        )
        if not updated.rowcount:
            self._connection.exec_driver_sql(self._index.insert, (place, *self._documents[row]))
        self._unindexed.add(row)

    def _displace(self, ids: list[int]) -> None:
        self.unindex(ids)
        # Out of the way of each other's new places.
        self._connection.exec_driver_sql(
            f"UPDATE {self._index.documents} SET place = -place WHERE id IN (SELECT value FROM json_each(?))",
            (_listed(ids),),
        )
