"""The operation and its journal: everything that changes data is one operation, written down as it happens.

``begin`` opens an operation in a session's transaction; small edits are caught at the session's flush, bulk work
goes through ``insert_many``, ``update_many`` and ``delete_many``; ``finish`` writes the changes. Any other statement
that would change a journaled table is refused (db.journal_guard). Undo, history, audit and the news of what changed
all read this.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, event, inspect
from sqlalchemy.orm import Session, SessionTransaction, UOWTransaction

from db.images import difference, image_sql, images
from db.journal_guard import OPEN, UnjournaledChange, open_journal
from db.model import Model, journaled_tables
from db.steps import Steps, chunks

EDIT, UNDO, REDO, READING = "edit", "undo", "redo", "reading"
INSERTED, UPDATED, DELETED = "I", "U", "D"

_KEY = "operation"


@dataclass
class OpenOperation:
    """What the operation in progress has touched so far.

    ``inserted`` holds, by table, ranges of new row ids (both ends included); ``before`` the images of rows as they
    were when the operation first touched them; ``steps`` is told how far it is.
    """

    id: int
    inserted: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    before: dict[str, dict[int, str]] = field(default_factory=dict)
    steps: Steps = field(default_factory=Steps)

    def note_inserted(self, table: Table, first: int, last: int) -> None:
        """Remember that the rows with these ids, both ends included, are the operation's own."""
        ranges = self.inserted.setdefault(table.name, [])
        # A savepoint that was rolled back gives its ids out again.
        while ranges and ranges[-1][0] <= last + 1 and first <= ranges[-1][1] + 1:
            before = ranges.pop()
            first, last = min(first, before[0]), max(last, before[1])
        ranges.append((first, last))

    def is_new(self, table: Table, row: int) -> bool:
        """Whether the operation has made the row."""
        return any(first <= row <= last for first, last in self.inserted.get(table.name, ()))


def begin(
    session: Session,
    *,
    actor: str,
    title: str,
    params: dict[str, Any],
    at: datetime,
    kind: str = EDIT,
    inverts: int | None = None,
    steps: Steps | None = None,
) -> int:
    """Open an operation in the session's transaction and return its id.

    ``title`` is a template and ``params`` ids and counts: no personal data stands in either (supresión leaves
    them). ``at`` must be aware; it is kept in UTC.
    """
    row = session.connection().exec_driver_sql(
        "INSERT INTO operation (at, actor, title, params, kind, inverts) VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
        (
            at_text(at),
            actor,
            title,
            json.dumps(params, sort_keys=True),
            kind,
            inverts,
        ),
    )
    operation = OpenOperation(row.scalar_one(), steps=steps or Steps())
    session.info[_KEY] = operation
    return operation.id


def at_text(at: datetime) -> str:
    """A moment as operations keep it."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


def current(session: Session) -> int:
    """The id of the operation in progress. Raises UnjournaledChange when there is none."""
    return _current(session).id


def steps(session: Session) -> Steps:
    """What the stages of the operation in progress tell how far it is."""
    return _current(session).steps


def set_params(session: Session, **params: Any) -> None:
    """Replace the numbers of the current operation's title, known only once the work is done."""
    session.connection().exec_driver_sql(
        "UPDATE operation SET params = ? WHERE id = ?", (json.dumps(params, sort_keys=True), current(session))
    )


def finish(session: Session, *, keep_empty: bool = False) -> int | None:
    """Write down the operation's changes and close it; return its id.

    An operation that changed nothing leaves no trace (returns None) unless ``keep_empty``, for readings.
    """
    session.flush()
    operation = _current(session)
    connection = session.connection()
    for table in in_journal_order(journaled_tables()):
        _write_insertions(connection, operation, table)
        _write_updates_and_deletions(connection, operation, table)
    del session.info[_KEY]
    return seal(connection, operation.id, keep_empty=keep_empty)


def seal(connection: Connection, operation: int, *, keep_empty: bool = False) -> int | None:
    """Stamp the touched records with the operation and add it to the hash chain; drop it if it changed nothing."""
    if not keep_empty and not _has_changes(connection, operation):
        connection.exec_driver_sql("DELETE FROM operation WHERE id = ?", (operation,))
        return None
    with open_journal(connection):
        connection.exec_driver_sql(
            "UPDATE record SET version = ?1 WHERE version <> ?1 AND id IN "
            "(SELECT record_id FROM change WHERE operation_id = ?1)",
            (operation,),
        )
    connection.exec_driver_sql(
        "UPDATE operation SET chain = ? WHERE id = ?", (chain_link(connection, operation), operation)
    )
    return operation


def chain_link(connection: Connection, operation: int) -> bytes:
    """The hash over the chain so far, the operation's own row and the digests of its changes."""
    previous = connection.exec_driver_sql(
        "SELECT chain FROM operation WHERE id < ? ORDER BY id DESC LIMIT 1", (operation,)
    ).scalar()
    header = connection.exec_driver_sql(
        "SELECT id, at, actor, title, params, kind, inverts FROM operation WHERE id = ?", (operation,)
    ).one()
    digests = connection.exec_driver_sql(
        # In the order of the primary key, which spares sorting (an ORDER BY inside the aggregate always sorts). As
        # bytes: turning the tens of megabytes of an import into text and back would hold every other thread.
        "SELECT CAST(group_concat(line, ';') AS BLOB) FROM (SELECT table_name || ':' || row_id || ':' || action || ':' "
        "|| coalesce(hex(substr(seal, -16)), '') AS line FROM change WHERE operation_id = ? "
        "ORDER BY table_name, row_id)",
        (operation,),
    ).scalar()
    link = hashlib.sha256(previous or b"")
    link.update(json.dumps(list(header), ensure_ascii=False).encode())
    link.update(digests or b"")
    return link.digest()


def insert_many(
    session: Session,
    table: Table,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    first: int,
    last: int,
) -> None:
    """Insert rows whose ids lie between ``first`` and ``last``, a range that was free (see ``next_id``)."""
    if last < first:
        return
    operation = _current(session)
    session.flush()
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" * len(columns))
    connection = session.connection()
    with open_journal(connection):
        connection.exec_driver_sql(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', list(rows))
    operation.note_inserted(table, first, last)
    operation.steps.expect(last - first + 1, 2)
    operation.steps.made(last - first + 1)


def next_id(session: Session, table: Table) -> int:
    """The first id never used in a table; stays free while this transaction lasts."""
    last = session.connection().exec_driver_sql(
        "SELECT seq FROM sqlite_sequence WHERE name = ?", (table.name,)
    )
    return (last.scalar() or 0) + 1


def update_many(session: Session, table: Table, ids: Sequence[int], **values: Any) -> None:
    """Set the same values in the rows with these ids."""
    assignments = ", ".join(f'"{name}" = ?' for name in values)
    _change_many(session, table, ids, f'UPDATE "{table.name}" SET {assignments}', tuple(values.values()))


def delete_many(session: Session, table: Table, ids: Sequence[int]) -> None:
    """Delete the rows with these ids."""
    _change_many(session, table, ids, f'DELETE FROM "{table.name}"', ())


def _change_many(
    session: Session, table: Table, ids: Sequence[int], change: str, values: tuple[Any, ...]
) -> None:
    session.flush()
    steps = _current(session).steps
    steps.expect(len(ids), 3)
    for part in chunks(ids):
        _capture(session, table, part)
        with open_journal(session.connection()) as connection:
            connection.exec_driver_sql(
                f"{change} WHERE id IN (SELECT value FROM json_each(?))", (*values, json.dumps(part))
            )
        steps.made(2 * len(part))
    session.expire_all()


def catch(session: Session) -> None:
    """Catch every change that this session flushes."""
    event.listen(session, "before_flush", _before_flush)
    event.listen(session, "after_flush", _after_flush)
    event.listen(session, "after_soft_rollback", _after_rollback)


def _before_flush(session: Session, _context: UOWTransaction, _instances: Any) -> None:
    touched: dict[Table, list[int]] = {}
    for instance in {*session.dirty, *session.deleted}:
        state = inspect(instance)
        table = state.mapper.local_table
        if "record" in table.info:
            touched.setdefault(table, []).append(state.identity[0])
    for table, ids in touched.items():
        _capture(session, table, ids)
    session.connection().info[OPEN] = True


def _after_flush(session: Session, _context: UOWTransaction) -> None:
    session.connection().info[OPEN] = False
    for instance in session.new:
        state = inspect(instance)
        table = state.mapper.local_table
        if "record" in table.info:
            row = state.mapper.primary_key_from_instance(instance)[0]
            operation = _current(session)
            # What was deleted and made again under its id has changed, as it has an image from before.
            if row not in operation.before.get(table.name, {}):
                operation.note_inserted(table, row, row)


def _after_rollback(session: Session, ended: SessionTransaction) -> None:
    # After a savepoint's the operation goes on.
    if not ended.nested and not session.in_nested_transaction():
        session.info.pop(_KEY, None)


def _current(session: Session) -> OpenOperation:
    operation = session.info.get(_KEY)
    if not isinstance(operation, OpenOperation):
        raise UnjournaledChange("a change outside any operation")
    return operation


def _capture(session: Session, table: Table, ids: Sequence[int]) -> None:
    operation = _current(session)
    known = operation.before.setdefault(table.name, {})
    wanted = [row for row in ids if row not in known and not operation.is_new(table, row)]
    if wanted:
        known.update(images(session.connection(), table, wanted))


def _write_insertions(connection: Connection, operation: OpenOperation, table: Table) -> None:
    for first, last in operation.inserted.get(table.name, ()):
        connection.exec_driver_sql(
            f'{_NOTE_INSERTION} {_insertion(table)} FROM "{table.name}" AS t '
            "WHERE t.id BETWEEN ?3 AND ?4 ORDER BY t.id",
            (operation.id, table.name, first, last),
        )
        operation.steps.made(last - first + 1)


def note_insertions(connection: Connection, operation: int, table: Table, rows: str) -> None:
    """Write down as insertions the rows of ``table`` whose ids stand in a JSON array."""
    connection.exec_driver_sql(
        f"{_NOTE_INSERTION} {_insertion(table)} {_wanted(table)}", (operation, table.name, rows)
    )


def note_deletions(connection: Connection, operation: int, table: Table, rows: str) -> None:
    """Write down, before they go, the deletion of the rows of ``table`` whose ids stand in a JSON array."""
    connection.exec_driver_sql(
        "INSERT INTO change (operation_id, table_name, row_id, record_id, action, before) "
        f"SELECT ?1, ?2, t.id, {record_sql(table, 't')}, 'D', {image_sql(table, 't')} {_wanted(table)}",
        (operation, table.name, rows),
    )


_NOTE_INSERTION = "INSERT INTO change (operation_id, table_name, row_id, record_id, action, seal)"


def _insertion(table: Table) -> str:
    return f"SELECT ?1, ?2, t.id, {record_sql(table, 't')}, 'I', row_seal({image_sql(table, 't')})"


def _wanted(table: Table) -> str:
    return f'FROM json_each(?3) AS wanted CROSS JOIN "{table.name}" AS t ON t.id = wanted.value'


def in_journal_order(tables: Iterable[Table]) -> list[Table]:
    """Tables by name, as the journal's own key goes: each one's changes then come after all that stand there."""
    return sorted(tables, key=lambda table: table.name)


def record_sql(table: Table, alias: str) -> str:
    """The SQL expression for the root record that a row belongs to; 0 for none."""
    column = table.info["record"]
    return f'{alias}."{column}"' if column else "0"


def _write_updates_and_deletions(connection: Connection, operation: OpenOperation, table: Table) -> None:
    before = operation.before.get(table.name)
    if not before:
        return
    for part in chunks(list(before)):
        after = images(connection, table, part)
        rows = []
        for row in part:
            old, new = before[row], after.get(row)
            if new is None:
                rows.append(_deletion(operation.id, table, row, old))
            elif new != old:
                rows.append(_update(operation.id, table, row, old, new))
        if rows:
            connection.exec_driver_sql(
                "INSERT INTO change (operation_id, table_name, row_id, record_id, action, before, after, seal) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, row_seal(?))",
                rows,
            )
        operation.steps.made(len(part))


def _deletion(operation: int, table: Table, row: int, old: str) -> tuple[Any, ...]:
    return (operation, table.name, row, _record_of(table, row, old), DELETED, old, None, None)


def _update(operation: int, table: Table, row: int, old: str, new: str) -> tuple[Any, ...]:
    was, became = difference(old, new)
    return (operation, table.name, row, _record_of(table, row, old), UPDATED, was, became, new)


def _record_of(table: Table, row: int, image: str) -> int:
    column = table.info["record"]
    if column == "id":
        return row
    return int(json.loads(image)[column]) if column else 0


def _has_changes(connection: Connection, operation: int) -> bool:
    found = connection.exec_driver_sql("SELECT 1 FROM change WHERE operation_id = ? LIMIT 1", (operation,))
    return found.first() is not None


def table_named(name: str) -> Table:
    """The table of that name."""
    return Model.metadata.tables[name]
