"""Undo and redo: the inverse of an operation, itself journaled.

Everything here is set-based: taking back an import of 100,000 contacts is a few statements a table. An operation
with ``undone_by`` set is dead; only live edits stand in the way of a later inversion.
"""

import json

from sqlalchemy import Connection, Table, UniqueConstraint

from db.images import image_sql, restore_sql, value_sql
from db.journal import note_images, open_journal, record_sql
from db.model import journaled_tables


def last_undoable(connection: Connection, actor: str) -> int | None:
    """The actor's last edit that is not undone."""
    found = connection.exec_driver_sql(
        "SELECT max(id) FROM operation WHERE actor = ? AND kind = 'edit' AND undone_by IS NULL", (actor,)
    )
    value = found.scalar()
    return None if value is None else int(value)


def last_undone(connection: Connection, actor: str) -> int | None:
    """The actor's edit that was undone last, and is still undone."""
    found = connection.exec_driver_sql(
        "SELECT id FROM operation WHERE actor = ? AND kind = 'edit' AND undone_by IS NOT NULL "
        "ORDER BY undone_by DESC LIMIT 1",
        (actor,),
    )
    value = found.scalar()
    return None if value is None else int(value)


def blockers(connection: Connection, operation: int) -> list[int]:
    """The operations that stand in the way of inverting this one, oldest first.

    A live edit made later that touched the same field or a row created here; whatever refers to a created row;
    whoever deleted a row, or took a unique value, that the inverse needs back.
    """
    found = _later_edits(connection, operation)
    touched = _touched(connection, operation)
    if _nothing_since(connection, operation):
        return []
    for table in touched:
        found |= _references_to_created(connection, operation, table)
        found |= _missing_parents(connection, operation, table)
        found |= _taken_values(connection, operation, table)
    return sorted(found)


def invert(connection: Connection, operation: int, inverse: int) -> None:
    """Apply the inverse of ``operation`` and write it down as the changes of operation ``inverse``.

    The caller has made sure that there are no ``blockers``.
    """
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    tables = _touched(connection, operation)
    with open_journal(connection):
        for table in reversed(tables):
            _remove_created(connection, operation, inverse, table)
        for table in tables:
            _put_back_deleted(connection, operation, inverse, table)
        for table in tables:
            _reset_fields(connection, operation, inverse, table)


def mark_undone(connection: Connection, operation: int, by: int | None) -> None:
    """Say that ``operation`` is undone by another, or (None) that it is live again."""
    connection.exec_driver_sql("UPDATE operation SET undone_by = ? WHERE id = ?", (by, operation))


def _touched(connection: Connection, operation: int) -> list[Table]:
    rows = connection.exec_driver_sql(
        "SELECT DISTINCT table_name FROM change WHERE operation_id = ?", (operation,)
    )
    names = {row[0] for row in rows}
    return [table for table in journaled_tables() if table.name in names]


def _nothing_since(connection: Connection, operation: int) -> bool:
    later = connection.exec_driver_sql("SELECT 1 FROM change WHERE operation_id > ? LIMIT 1", (operation,))
    return later.first() is None


def _later_edits(connection: Connection, operation: int) -> set[int]:
    rows = connection.exec_driver_sql(
        """
        SELECT DISTINCT later.operation_id
        FROM operation AS o
        CROSS JOIN change AS later ON later.operation_id = o.id
        CROSS JOIN change AS mine ON mine.operation_id = ?1
             AND mine.table_name = later.table_name AND mine.row_id = later.row_id
        WHERE o.id > ?1 AND o.kind = 'edit' AND o.undone_by IS NULL
          AND (mine.action = 'I' OR later.action = 'D' OR EXISTS (
                 SELECT 1 FROM json_each(mine.after) AS field
                 WHERE json_type(later.after, '$.' || field.key) IS NOT NULL))
        """,
        (operation,),
    )
    return {row[0] for row in rows}


def _references_to_created(connection: Connection, operation: int, table: Table) -> set[int]:
    found: set[int] = set()
    for child in journaled_tables():
        for key in child.foreign_keys:
            if key.column.table is not table:
                continue
            rows = connection.exec_driver_sql(
                f"""
                SELECT DISTINCT later.operation_id
                FROM change AS later
                CROSS JOIN "{child.name}" AS child ON child.id = later.row_id
                CROSS JOIN change AS mine ON mine.operation_id = ?1 AND mine.table_name = ?2
                     AND mine.row_id = child."{key.parent.name}" AND mine.action = 'I'
                WHERE later.operation_id > ?1 AND later.table_name = ?3 AND later.operation_id = (
                    SELECT max(last.operation_id) FROM change AS last
                    WHERE last.record_id = later.record_id AND last.table_name = later.table_name
                      AND last.row_id = later.row_id)
                  AND NOT EXISTS (SELECT 1 FROM change AS own WHERE own.operation_id = ?1
                      AND own.table_name = ?3 AND own.row_id = child.id AND own.action = 'I')
                """,
                (operation, table.name, child.name),
            )
            found |= {_as_edit(connection, row[0]) for row in rows}
    return found


def _missing_parents(connection: Connection, operation: int, table: Table) -> set[int]:
    found: set[int] = set()
    for key in table.foreign_keys:
        parent = key.column.table
        if "record" not in parent.info:
            continue
        column = key.parent.name
        rows = connection.exec_driver_sql(
            f"""
            SELECT DISTINCT gone.operation_id
            FROM change AS gone
            CROSS JOIN change AS mine ON mine.operation_id = ?1 AND mine.table_name = ?2
                 AND json_extract(mine.before, '$.{column}') = gone.row_id
            WHERE gone.operation_id > ?1 AND gone.table_name = ?3 AND gone.action = 'D'
              AND NOT EXISTS (SELECT 1 FROM "{parent.name}" AS p WHERE p.id = gone.row_id)
              AND NOT EXISTS (SELECT 1 FROM change AS own WHERE own.operation_id = ?1
                  AND own.table_name = ?3 AND own.row_id = gone.row_id AND own.action = 'D')
              AND gone.operation_id = (
                  SELECT max(last.operation_id) FROM change AS last
                  WHERE last.record_id = gone.record_id AND last.table_name = gone.table_name
                    AND last.row_id = gone.row_id)
            """,
            (operation, table.name, parent.name),
        )
        found |= {_as_edit(connection, row[0]) for row in rows}
    return found


def _taken_values(connection: Connection, operation: int, table: Table) -> set[int]:
    found: set[int] = set()
    for columns in _unique_columns(table):
        wanted = {
            name: f"CASE WHEN mine.action = 'D' OR json_type(mine.before, '$.{name}') IS NOT NULL "
            f"THEN {value_sql(table, name, 'mine.before')} ELSE own.\"{name}\" END"
            for name in columns
        }
        same = " AND ".join(f'other."{name}" = {value}' for name, value in wanted.items())
        rows = connection.exec_driver_sql(
            f"""
            SELECT DISTINCT (SELECT max(c.operation_id) FROM change AS c
                WHERE c.record_id = {record_sql(table, "other")} AND c.table_name = ?2 AND c.row_id = other.id)
            FROM change AS mine
            LEFT JOIN "{table.name}" AS own ON own.id = mine.row_id
            JOIN "{table.name}" AS other ON other.id <> mine.row_id AND {same}
            WHERE mine.operation_id = ?1 AND mine.table_name = ?2 AND mine.action IN ('U', 'D')
              AND NOT EXISTS (SELECT 1 FROM change AS c WHERE c.operation_id = ?1 AND c.table_name = ?2
                  AND c.row_id = other.id)
            """,
            (operation, table.name),
        )
        found |= {_as_edit(connection, row[0]) for row in rows if row[0] is not None}
    return found


def _unique_columns(table: Table) -> list[tuple[str, ...]]:
    constraints = [
        tuple(column.name for column in constraint.columns)
        for constraint in table.constraints
        if isinstance(constraint, UniqueConstraint)
    ]
    return constraints


def _as_edit(connection: Connection, operation: int) -> int:
    """The edit that an undo or a redo goes back to; the operation itself if it is an edit."""
    while True:
        inverts = connection.exec_driver_sql(
            "SELECT inverts FROM operation WHERE id = ?", (operation,)
        ).scalar()
        if inverts is None:
            return operation
        operation = int(inverts)


def _remove_created(connection: Connection, operation: int, inverse: int, table: Table) -> None:
    mine = "SELECT row_id FROM change WHERE operation_id = ?1 AND table_name = ?2 AND action = 'I'"
    connection.exec_driver_sql(
        "INSERT INTO change (operation_id, table_name, row_id, record_id, action, before) "
        f"SELECT ?3, ?2, t.id, {record_sql(table, 't')}, 'D', {image_sql(table, 't')} "
        f'FROM "{table.name}" AS t WHERE t.id IN ({mine})',
        (operation, table.name, inverse),
    )
    connection.exec_driver_sql(
        f'DELETE FROM "{table.name}" WHERE id IN ({mine})', (operation, table.name)
    )


def _put_back_deleted(connection: Connection, operation: int, inverse: int, table: Table) -> None:
    columns, values = restore_sql(table, "c.before")
    connection.exec_driver_sql(
        f'INSERT INTO "{table.name}" ({columns}) SELECT {values} FROM change AS c '
        "WHERE c.operation_id = ? AND c.table_name = ? AND c.action = 'D'",
        (operation, table.name),
    )
    note_images(
        connection,
        inverse,
        table,
        f"t.id IN (SELECT row_id FROM change WHERE operation_id = {int(operation)} "
        f"AND table_name = '{table.name}' AND action = 'D')",
    )


def _reset_fields(connection: Connection, operation: int, inverse: int, table: Table) -> None:
    for fields in _updated_fields(connection, operation, table):
        assignments = ", ".join(f'"{name}" = {value_sql(table, name, "c.before")}' for name in fields)
        connection.exec_driver_sql(
            f'UPDATE "{table.name}" SET {assignments} FROM change AS c '
            "WHERE c.operation_id = ?1 AND c.table_name = ?2 AND c.action = 'U' "
            f'AND c.row_id = "{table.name}".id '
            "AND (SELECT json_group_array(key) FROM json_each(c.before)) = ?3",
            (operation, table.name, json.dumps(fields, separators=(",", ":"))),
        )
    connection.exec_driver_sql(
        "INSERT INTO change (operation_id, table_name, row_id, record_id, action, before, after, seal) "
        f"SELECT ?3, ?2, t.id, c.record_id, 'U', c.after, c.before, row_seal({image_sql(table, 't')}) "
        f'FROM change AS c JOIN "{table.name}" AS t ON t.id = c.row_id '
        "WHERE c.operation_id = ?1 AND c.table_name = ?2 AND c.action = 'U'",
        (operation, table.name, inverse),
    )


def _updated_fields(connection: Connection, operation: int, table: Table) -> list[list[str]]:
    rows = connection.exec_driver_sql(
        "SELECT DISTINCT (SELECT json_group_array(key) FROM json_each(before)) FROM change "
        "WHERE operation_id = ? AND table_name = ? AND action = 'U'",
        (operation, table.name),
    )
    return [json.loads(row[0]) for row in rows]


