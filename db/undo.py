"""Undo and redo: the inverse of an operation, itself journaled.

Everything here is set-based: taking back an import of 100,000 contacts is a few statements a table. What stands in
the way of it is told by ``db.blockers``.
"""

import json

from sqlalchemy import Connection, Table

from db.blockers import touched_tables, unique_columns
from db.images import image_sql, restore_sql, value_sql
from db.journal import DELETED, INSERTED, in_journal_order, note_deletions, note_insertions
from db.journal_guard import open_journal
from db.steps import Steps, json_chunks

_STEPS_EACH = 3
"""Of a row that is taken back: the row, its change, and its part of the search index."""


def last_undoable(connection: Connection, actor: str) -> int | None:
    """The actor's last edit that is not undone."""
    found = connection.exec_driver_sql(
        "SELECT max(id) FROM operation WHERE actor = ? AND kind = 'edit' AND undone_by IS NULL", (actor,)
    )
    value = found.scalar()
    return None if value is None else int(value)


def last_undone(connection: Connection, actor: str) -> tuple[int, int] | None:
    """The edit, the actor's own or not, that the actor undid last and that is still undone; and the undoing one."""
    found = connection.exec_driver_sql(
        "SELECT done.id, undoing.id FROM operation AS undoing JOIN operation AS done ON done.id = undoing.inverts "
        "WHERE undoing.actor = ? AND undoing.kind = 'undo' AND done.undone_by = undoing.id "
        "ORDER BY undoing.id DESC LIMIT 1",
        (actor,),
    ).first()
    return None if found is None else (found[0], found[1])


def invert(connection: Connection, operation: int, inverse: int, steps: Steps | None = None) -> None:
    """Apply the inverse of ``operation`` and write it down as the changes of operation ``inverse``.

    The caller has made sure that there are no ``blockers``. ``steps`` is told how far it is.
    """
    steps = steps or Steps()
    steps.expect(_changes(connection, operation), _STEPS_EACH)
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    tables = touched_tables(connection, operation)
    created = {table: _rows(connection, operation, table, INSERTED) for table in tables}
    deleted = {table: _rows(connection, operation, table, DELETED) for table in tables}
    with open_journal(connection):
        for table in in_journal_order(tables):
            for rows, n in json_chunks(created[table]):
                note_deletions(connection, inverse, table, rows)
                steps.made(n)
        for table in reversed(tables):
            for rows, n in json_chunks(created[table]):
                _remove(connection, table, rows)
                steps.made(n)
        for table in tables:
            steps.made(2 * _reset_fields(connection, operation, inverse, table))
        for table in tables:
            steps.made(_put_back(connection, operation, table))
        for table in in_journal_order(tables):
            for rows, n in json_chunks(deleted[table]):
                note_insertions(connection, inverse, table, rows)
                steps.made(n)


def mark_undone(connection: Connection, operation: int, by: int | None) -> None:
    """Say that ``operation`` is undone by another, or (None) that it is live again."""
    connection.exec_driver_sql("UPDATE operation SET undone_by = ? WHERE id = ?", (by, operation))


def _rows(connection: Connection, operation: int, table: Table, action: str) -> str:
    """The ids of the rows that an operation created, or deleted, in a table, as the JSON array that statements take.

    Taken out of the journal first: a statement that reads what it writes copies it all in between.
    """
    found = connection.exec_driver_sql(
        "SELECT json_group_array(row_id) FROM change WHERE operation_id = ? AND table_name = ? AND action = ?",
        (operation, table.name, action),
    )
    return str(found.scalar_one())


def _remove(connection: Connection, table: Table, rows: str) -> None:
    connection.exec_driver_sql(
        f'DELETE FROM "{table.name}" WHERE id IN (SELECT value FROM json_each(?))', (rows,)
    )


def _put_back(connection: Connection, operation: int, table: Table) -> int:
    """How many rows stand there again."""
    columns, values = restore_sql(table, "c.before")
    put = connection.exec_driver_sql(
        f'INSERT INTO "{table.name}" ({columns}) SELECT {values} FROM change AS c '
        "WHERE c.operation_id = ? AND c.table_name = ? AND c.action = 'D'",
        (operation, table.name),
    )
    return put.rowcount


def _reset_fields(connection: Connection, operation: int, inverse: int, table: Table) -> int:
    """How many rows have their values again."""
    _vacate_unique_values(connection, operation, table)
    for fields in _updated_fields(connection, operation, table):
        assignments = ", ".join(f'"{name}" = {value_sql(table, name, "c.before")}' for name in fields)
        connection.exec_driver_sql(
            f'UPDATE "{table.name}" SET {assignments} FROM change AS c '
            "WHERE c.operation_id = ?1 AND c.table_name = ?2 AND c.action = 'U' "
            f'AND c.row_id = "{table.name}".id '
            "AND (SELECT json_group_array(key) FROM json_each(c.before)) = ?3",
            (operation, table.name, json.dumps(fields, separators=(",", ":"))),
        )
    reset = connection.exec_driver_sql(
        "INSERT INTO change (operation_id, table_name, row_id, record_id, action, before, after, seal) "
        f"SELECT ?3, ?2, t.id, c.record_id, 'U', c.after, c.before, row_seal({image_sql(table, 't')}) "
        f'FROM change AS c JOIN "{table.name}" AS t ON t.id = c.row_id '
        "WHERE c.operation_id = ?1 AND c.table_name = ?2 AND c.action = 'U'",
        (operation, table.name, inverse),
    )
    return reset.rowcount


def _changes(connection: Connection, operation: int) -> int:
    found = connection.exec_driver_sql("SELECT count(*) FROM change WHERE operation_id = ?", (operation,))
    return int(found.scalar_one())


def _vacate_unique_values(connection: Connection, operation: int, table: Table) -> None:
    """Let rows that swapped unique values have them back one after the other: SQLite looks at each row at once."""
    for name in {name for columns in unique_columns(table) for name in columns}:
        changed = f"action = 'U' AND json_type(before, '$.{name}') IS NOT NULL"
        connection.exec_driver_sql(
            f'UPDATE "{table.name}" SET "{name}" = CAST(id AS BLOB) WHERE id IN '
            f"(SELECT row_id FROM change WHERE operation_id = ? AND table_name = ? AND {changed})",
            (operation, table.name),
        )


def _updated_fields(connection: Connection, operation: int, table: Table) -> list[list[str]]:
    rows = connection.exec_driver_sql(
        "SELECT DISTINCT (SELECT json_group_array(key) FROM json_each(before)) FROM change "
        "WHERE operation_id = ? AND table_name = ? AND action = 'U'",
        (operation, table.name),
    )
    return [json.loads(row[0]) for row in rows]
