"""The search index: one row per live contact with what lists show and search looks through, and a text index.

Derived from the journaled tables and rebuildable at any time (``rebuild``); the end of each operation brings it up
to date (``update``); ``verificar`` compares it with what it should be (``differences``). Not journaled.

How it is fast at any size: each document has a ``place``, a number that grows in the Spanish order of the list, and
the text index knows documents by their places. Whatever matches therefore comes out in the order of the list,
without ranking, sorting, or finding all of it first. The places have gaps, for the names to come.
"""

from array import array
from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Connection, Table, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Mapped, mapped_column

from db.model import Model, text_column
from db.search_documents import Document, all_documents, documents_of, ids_in_order
from db.search_places import GAP, START, Places
from db.texts import _

Progress = Callable[[int, int], None]
"""Called with the steps done and the steps in all; what it raises stops the work."""


class SearchDocument(Model):
    """What the list shows of a live contact and what search looks through.

    ``kind`` is ``person`` or ``organization``, ``type`` that of the list (``persona``, ``institución``, ``club`` …);
    ``name`` as read, ``sort_key`` as sorted (persons by surnames); ``organization`` the second line: where a person
    holds a post (``post``, ``until`` its end if it has one), or the parent of an organisation; ``category`` the main
    one; ``words`` the folded text with spaces around each word; ``facets`` the exact values of the fields that
    lists are narrowed by, as ``search_documents.token`` writes them.
    """

    __tablename__ = "search_document"

    id: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column(unique=True)
    kind: Mapped[str] = text_column()
    type: Mapped[str] = text_column()
    name: Mapped[str] = text_column()
    acronym: Mapped[str] = text_column()
    sort_key: Mapped[str] = text_column()
    organization: Mapped[str] = text_column()
    organization_key: Mapped[str] = text_column()
    post: Mapped[str] = text_column()
    until: Mapped[str] = text_column()
    city: Mapped[str] = text_column()
    city_key: Mapped[str] = text_column()
    state: Mapped[str] = text_column()
    country: Mapped[str] = text_column()
    category: Mapped[str] = text_column()
    words: Mapped[str] = text_column()
    facets: Mapped[str] = text_column()


INDEX_DDL = (
    # Positions are not kept: a phrase is looked for in the text of what has its words, and the index is half as big.
    "CREATE VIRTUAL TABLE search_index USING fts5(words, facets, content='search_document', "
    "content_rowid='place', tokenize=\"ascii tokenchars '=_'\", detail=none, columnsize=0, prefix='1 2 3 4')",
    # Without it what is deleted stays in the file (ARCHITECTURE, "Driver").
    "INSERT INTO search_index (search_index, rank) VALUES ('secure-delete', 1)",
)
"""What makes the text index; migrations run it after making ``search_document``."""

INDEXED_PREFIX = 4
"""Beginnings of words up to this many letters have lists of their own in the text index."""

_SOURCES = (
    "record",
    "person",
    "organization",
    "organization_name",
    "organization_category",
    "phone",
    "email",
    "address",
    "note",
    "post",
    "holder",
)
"""The tables that documents are made from."""

_COLUMNS = Document._fields
_INSERT = (
    f"INSERT INTO search_document (place, {', '.join(_COLUMNS)}) "
    f"VALUES ({', '.join('?' * (len(_COLUMNS) + 1))})"
)
_STORED = f"SELECT {', '.join(_COLUMNS)} FROM search_document"

_BULK_HASH = 64 << 20
_USUAL_HASH = 1 << 20
_CHUNK = 20_000
_REPLACING = 60
"""Times that taking a document out of the text index and in again costs what making it anew among all costs."""

_ADDING = 5
"""Times that adding a document costs that (both measured at 100,000)."""

_ALWAYS_SINGLY = 20_000
"""So many documents more than there are could be made anew before it is thought of."""


def rebuild(connection: Connection, progress: Progress | None = None) -> None:
    """Make every document and the text index anew, inside the transaction of ``connection``."""
    order = ids_in_order(connection)
    tell = progress or _untold
    places = _places(order)
    connection.exec_driver_sql("INSERT INTO search_index (search_index) VALUES ('delete-all')")
    connection.exec_driver_sql("DELETE FROM search_document")
    done = 0
    for documents in all_documents(connection):
        connection.exec_driver_sql(_INSERT, [(places[document.id], *document) for document in documents])
        done += len(documents)
        tell(done, 2 * len(order))
    _index_all(connection, len(order), tell)


def update(connection: Connection, operation_id: int, progress: Progress | None = None) -> None:
    """Bring up to date every document that an operation touched, those of contacts that name its records included.

    Works from the journal, in the operation's own transaction, after ``journal.finish``; makes everything anew
    where that costs less.
    """
    affordable = _count(connection) + _ALWAYS_SINGLY
    ids = _touched(connection, operation_id, affordable // _ADDING + 1)
    if not ids:
        return
    then = _stored(connection, ids) if len(ids) * _ADDING <= affordable else {}
    if len(then) * _REPLACING + (len(ids) - len(then)) * _ADDING > affordable:
        rebuild(connection, progress)
    else:
        _replace(connection, ids, then)


def differences(connection: Connection) -> list[str]:
    """What in the search tables is not as it should be, one technical line each; empty when all is well.

    Checking the text index writes to it (nothing lasting): the connection must be one that may write.
    """
    stored = {row[0]: tuple(row) for row in connection.exec_driver_sql(_STORED)}
    found = []
    for documents in all_documents(connection):
        wrong = (document.id for document in documents if stored.pop(document.id, None) != document)
        found += [f"search_document {row}" for row in wrong]
    found += [_("search_document {id}: de más").format(id=row) for row in stored]
    listed = connection.exec_driver_sql("SELECT id FROM search_document ORDER BY place").scalars().all()
    if not found and list(listed) != ids_in_order(connection):
        found.append(_("search_document: orden"))
    try:
        connection.exec_driver_sql(
            "INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)"
        )
    except DBAPIError as error:
        found.append(f"search_index: {error.orig}")
    return found


def _places(order: list[int]) -> "array[int]":
    places = array("q", bytes(8 * (max(order, default=0) + 1)))
    for number, row in enumerate(order):
        places[row] = START + number * GAP
    return places


def _index_all(connection: Connection, total: int, tell: Progress) -> None:
    connection.exec_driver_sql(
        "INSERT INTO search_index (search_index, rank) VALUES ('hashsize', ?)", (_BULK_HASH,)
    )
    for number in range(0, total, _CHUNK):
        first = START + number * GAP
        connection.exec_driver_sql(
            "INSERT INTO search_index (rowid, words, facets) SELECT place, words, facets FROM search_document "
            "WHERE place BETWEEN ? AND ? ORDER BY place",
            (first, first + _CHUNK * GAP - 1),
        )
        tell(total + min(number + _CHUNK, total), 2 * total)
    connection.exec_driver_sql(
        "INSERT INTO search_index (search_index, rank) VALUES ('hashsize', ?)", (_USUAL_HASH,)
    )


def _untold(_done: int, _total: int) -> None:
    """The progress nobody watches."""


def _count(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT count(*) FROM search_document").scalar_one())


def _owner(image: str) -> str:
    """Whose a row is according to an image; a row can go from one record to another."""
    return (
        f"coalesce(json_extract({image}, '$.record_id'), json_extract({image}, '$.person_id'), "
        f"json_extract({image}, '$.organization_id'))"
    )


# CROSS JOIN keeps what was touched outside: the planner would go through all posts and organisations at each edit.
_TOUCHED = f"""
    WITH touched AS MATERIALIZED (
        SELECT table_name, row_id, record_id, before, after FROM change
        WHERE operation_id = ?1 AND table_name IN ({", ".join(f"'{name}'" for name in _SOURCES)}))
    SELECT record_id FROM touched WHERE table_name <> 'post'
    UNION SELECT {_owner("before")} FROM touched WHERE before IS NOT NULL
    UNION SELECT {_owner("after")} FROM touched WHERE after IS NOT NULL
    UNION SELECT h.person_id FROM touched CROSS JOIN post p ON p.organization_id = touched.record_id
        CROSS JOIN holder h ON h.post_id = p.id
        WHERE table_name IN ('record', 'organization', 'organization_name')
    UNION SELECT h.person_id FROM touched CROSS JOIN holder h ON h.post_id = touched.row_id WHERE table_name = 'post'
    UNION SELECT o.id FROM touched CROSS JOIN organization o ON o.parent_id = touched.record_id
        WHERE table_name IN ('record', 'organization')
    LIMIT ?2"""


def _touched(connection: Connection, operation_id: int, limit: int) -> list[int]:
    # An import of 100,000 is known by its new records, without going through all of its changes.
    records = connection.exec_driver_sql(
        "SELECT record_id FROM change WHERE operation_id = ? AND table_name = 'record' LIMIT ?",
        (operation_id, limit),
    )
    found = list(records.scalars())
    if len(found) == limit:
        return found
    rows = connection.exec_driver_sql(_TOUCHED, (operation_id, limit)).scalars()
    return [row for row in rows if row is not None]


def _replace(connection: Connection, ids: Iterable[int], then: dict[int, Document]) -> None:
    """Make the documents ``then`` of contacts ``ids`` what they should be now."""
    now = documents_of(connection, ids)
    stale = [row for row, document in then.items() if now.get(row) != document]
    moved = [row for row in stale if row not in now or now[row].sort_key != then[row].sort_key]
    editor = _Editor(connection, now)
    editor.unindex(stale)
    editor.delete(moved)
    editor.rewrite(set(stale) - set(moved))
    editor.add([row for row in now if row in moved or row not in then])
    editor.index()


def _stored(connection: Connection, ids: Iterable[int]) -> dict[int, Document]:
    rows = connection.exec_driver_sql(
        f"{_STORED} WHERE id IN (SELECT value FROM json_each(?))", (_listed(ids),)
    )
    return {row[0]: Document(*row) for row in rows}


def _listed(ids: Iterable[int]) -> str:
    return f"[{','.join(map(str, ids))}]"


class _Editor:
    """Changes single documents, and keeps account of those that are out of the text index meanwhile."""

    def __init__(self, connection: Connection, documents: dict[int, Document]) -> None:
        self._connection = connection
        self._documents = documents
        self._unindexed: set[int] = set()

    def unindex(self, ids: Iterable[int]) -> None:
        """Take stored documents out of the text index."""
        indexed = set(ids) - self._unindexed
        self._connection.exec_driver_sql(
            "INSERT INTO search_index (search_index, rowid, words, facets) "
            "SELECT 'delete', place, words, facets FROM search_document "
            "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY place",
            (_listed(indexed),),
        )
        self._unindexed |= indexed

    def delete(self, ids: Iterable[int]) -> None:
        """Delete documents that are out of the text index."""
        gone = set(ids)
        self._connection.exec_driver_sql(
            "DELETE FROM search_document WHERE id IN (SELECT value FROM json_each(?))", (_listed(gone),)
        )
        self._unindexed -= gone

    def rewrite(self, ids: Iterable[int]) -> None:
        """Write documents anew in the places they have."""
        rows = [(*self._documents[row][1:], row) for row in ids]
        if rows:
            assignments = ", ".join(f"{name} = ?" for name in _COLUMNS[1:])
            self._connection.exec_driver_sql(
                f"UPDATE search_document SET {assignments} WHERE id = ?",
                rows,
            )

    def add(self, ids: Iterable[int]) -> None:
        """Add documents where they belong in the order of the list."""
        entries = sorted((self._documents[row].sort_key, row) for row in ids)
        cursor: Any = self._connection.connection.cursor()
        try:
            Places(cursor, store=self._store, displace=self._displace).allot(entries)
        finally:
            cursor.close()

    def index(self) -> None:
        """Put into the text index all that was taken out or added."""
        self._connection.exec_driver_sql(
            "INSERT INTO search_index (rowid, words, facets) SELECT place, words, facets FROM search_document "
            "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY place",
            (_listed(self._unindexed),),
        )

    def _store(self, row: int, place: int) -> None:
        updated = self._connection.exec_driver_sql(
            "UPDATE search_document SET place = ? WHERE id = ?", (place, row)
        )
        if not updated.rowcount:
            self._connection.exec_driver_sql(_INSERT, (place, *self._documents[row]))
        self._unindexed.add(row)

    def _displace(self, ids: list[int]) -> None:
        self.unindex(ids)
        # Out of the way of each other's new places.
        self._connection.exec_driver_sql(
            "UPDATE search_document SET place = -place WHERE id IN (SELECT value FROM json_each(?))",
            (_listed(ids),),
        )


def _make_index(_table: Table, connection: Connection, **_: Any) -> None:
    for statement in INDEX_DDL:
        connection.exec_driver_sql(statement)


event.listen(Model.metadata.tables["search_document"], "after_create", _make_index)
