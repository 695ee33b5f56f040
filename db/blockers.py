"""What stands in the way of inverting an operation.

An edit and its undos and redos form a chain, ``root`` its edit; they take turns, so an odd number of them after a
moment means that the edit is not as it was then: done since, or undone since. Only such edits can stand in the way,
and each is represented by the last operation of its chain, which touches the same rows and fields as all the others.
"""

import json
from dataclasses import dataclass

from sqlalchemy import Connection, Table, UniqueConstraint

from db.images import value_sql
from db.model import journaled_tables


def blockers(connection: Connection, operation: int) -> list[int]:
    """The edits that must be undone (or, if they were undone since, redone) before ``operation`` can be inverted.

    An edit that touched the same field, or any field of a row created or deleted here; whatever refers to a created
    row; whoever deleted a row, or took a unique value, that the inverse needs back.
    """
    since = _Since.moment_of(connection, operation)
    if not since.roots:
        return []
    found = _same_fields(connection, operation, since)
    for table in touched_tables(connection, operation):
        found |= _references_to_created(connection, operation, table, since)
        found |= _missing_parents(connection, operation, table, since)
        found |= _taken_values(connection, operation, table, since)
    return sorted({since.roots[last] for last in found})


def touched_tables(connection: Connection, operation: int) -> list[Table]:
    """The tables in which an operation changed rows, those referred to before those that refer to them."""
    rows = connection.exec_driver_sql(
        "SELECT DISTINCT table_name FROM change WHERE operation_id = ?", (operation,)
    )
    names = set(rows.scalars())
    return [table for table in journaled_tables() if table.name in names]


def unique_columns(table: Table) -> list[list[str]]:
    """The columns of each unique constraint of a table."""
    return [
        [column.name for column in constraint.columns]
        for constraint in table.constraints
        if isinstance(constraint, UniqueConstraint)
    ]


_CHAIN = """
    SELECT coalesce(undoing.inverts, o.inverts, o.id) AS root, o.id AS id
    FROM operation AS o LEFT JOIN operation AS undoing ON undoing.id = o.inverts
    WHERE o.kind <> 'reading' AND o.chain IS NOT NULL"""
"""Each finished operation with the edit at the root of its chain (a redo inverts an undo, which inverts an edit)."""


@dataclass(frozen=True, slots=True)
class _Since:
    """What is not as it was right after an operation took effect.

    ``roots`` gives the edit of each representative; ``few_rows`` says that the operation itself has so few rows that
    it is cheaper to look each of them up in all later operations than to go through what these changed.
    """

    roots: dict[int, int]
    few_rows: bool

    @classmethod
    def moment_of(cls, connection: Connection, operation: int) -> "_Since":
        rows = connection.exec_driver_sql(
            f"""
            WITH chain AS MATERIALIZED ({_CHAIN}),
                 mine AS (SELECT root FROM chain WHERE id = ?1)
            SELECT max(id), root FROM chain
            WHERE id > (SELECT max(id) FROM chain WHERE root = (SELECT root FROM mine))
            GROUP BY root HAVING count(*) % 2
            """,
            (operation,),
        )
        roots = {row[0]: row[1] for row in rows}
        own, later = (_rows_changed(connection, ids) for ids in ([operation], list(roots)))
        return cls(roots, few_rows=own * len(roots) < later)

    @property
    def ids(self) -> str:
        """The representatives, as the JSON array that statements take."""
        return json.dumps(list(self.roots))


def _rows_changed(connection: Connection, operations: list[int]) -> int:
    found = connection.exec_driver_sql(
        "SELECT count(*) FROM json_each(?) AS o CROSS JOIN change AS c ON c.operation_id = o.value",
        (json.dumps(operations),),
    )
    return int(found.scalar_one())


def _same_fields(connection: Connection, operation: int, since: _Since) -> set[int]:
    if since.few_rows:
        both = (
            "change AS mine CROSS JOIN json_each(?2) AS o CROSS JOIN change AS later ON later.operation_id = o.value "
            "AND later.table_name = mine.table_name AND later.row_id = mine.row_id"
        )
    else:
        both = (
            "json_each(?2) AS o CROSS JOIN change AS later ON later.operation_id = o.value "
            "CROSS JOIN change AS mine ON mine.table_name = later.table_name AND mine.row_id = later.row_id"
        )
    rows = connection.exec_driver_sql(
        f"""
        SELECT DISTINCT later.operation_id FROM {both}
        WHERE mine.operation_id = ?1
          AND (mine.action <> 'U' OR later.action <> 'U' OR EXISTS (
                 SELECT 1 FROM json_each(mine.after) AS field
                 WHERE json_type(later.after, '$.' || field.key) IS NOT NULL))
        """,
        (operation, since.ids),
    )
    return set(rows.scalars())


def _references_to_created(connection: Connection, operation: int, table: Table, since: _Since) -> set[int]:
    found: set[int] = set()
    for child, column in _references_to(table):
        if since.few_rows:
            three = (
                f'change AS mine CROSS JOIN "{child.name}" AS child ON child."{column}" = mine.row_id '
                "CROSS JOIN json_each(?4) AS o CROSS JOIN change AS later ON later.operation_id = o.value "
                "AND later.table_name = ?3 AND later.row_id = child.id"
            )
        else:
            three = (
                "json_each(?4) AS o CROSS JOIN change AS later ON later.operation_id = o.value "
                f'AND later.table_name = ?3 CROSS JOIN "{child.name}" AS child ON child.id = later.row_id '
                f'CROSS JOIN change AS mine ON mine.row_id = child."{column}"'
            )
        rows = connection.exec_driver_sql(
            f"""
            SELECT max(later.operation_id) FROM {three}
            WHERE mine.operation_id = ?1 AND mine.table_name = ?2 AND mine.action = 'I'
              AND (later.action <> 'U' OR json_type(later.after, '$.{column}') IS NOT NULL)
            GROUP BY child.id
            """,
            (operation, table.name, child.name, since.ids),
        )
        found |= set(rows.scalars())
    return found


def _references_to(table: Table) -> list[tuple[Table, str]]:
    return [
        (child, key.parent.name)
        for child in journaled_tables()
        for key in child.foreign_keys
        if key.column.table is table
    ]


def _missing_parents(connection: Connection, operation: int, table: Table, since: _Since) -> set[int]:
    found: set[int] = set()
    for key in table.foreign_keys:
        parent = key.column.table
        if "record" not in parent.info:
            continue
        rows = connection.exec_driver_sql(
            f"""
            SELECT DISTINCT json_extract(mine.before, '$.{key.parent.name}') AS wanted
            FROM change AS mine
            WHERE mine.operation_id = ?1 AND mine.table_name = ?2 AND mine.action <> 'I' AND wanted IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM "{parent.name}" AS p WHERE p.id = wanted)
              AND NOT EXISTS (SELECT 1 FROM change AS own WHERE own.operation_id = ?1
                  AND own.table_name = ?3 AND own.row_id = wanted AND own.action = 'D')
            """,
            (operation, table.name, parent.name),
        )
        found |= _last_to_touch(connection, parent, list(rows.scalars()), [], since)
    return found


def _taken_values(connection: Connection, operation: int, table: Table, since: _Since) -> set[int]:
    found: set[int] = set()
    for columns in unique_columns(table):
        touched = " OR ".join(f"json_type({{0}}, '$.{name}') IS NOT NULL" for name in columns)
        same = " AND ".join(f'other."{name}" = {_wanted(table, name)}' for name in columns)
        rows = connection.exec_driver_sql(
            f"""
            SELECT DISTINCT other.id
            FROM change AS mine
            LEFT JOIN "{table.name}" AS own ON own.id = mine.row_id
            JOIN "{table.name}" AS other ON other.id <> mine.row_id AND {same}
            WHERE mine.operation_id = ?1 AND mine.table_name = ?2
              AND (mine.action = 'D' OR mine.action = 'U' AND ({touched.format("mine.before")}))
              AND NOT EXISTS (SELECT 1 FROM change AS theirs
                  WHERE theirs.operation_id = ?1 AND theirs.table_name = ?2 AND theirs.row_id = other.id
                    AND (theirs.action = 'I' OR {touched.format("theirs.before")}))
            """,
            (operation, table.name),
        )
        found |= _last_to_touch(connection, table, list(rows.scalars()), columns, since)
    return found


def _wanted(table: Table, column: str) -> str:
    """The SQL expression for the value that the inverse of the change ``mine`` to the row ``own`` gives a column."""
    return (
        f"CASE WHEN mine.action = 'D' OR json_type(mine.before, '$.{column}') IS NOT NULL "
        f'THEN {value_sql(table, column, "mine.before")} ELSE own."{column}" END'
    )


def _last_to_touch(
    connection: Connection, table: Table, rows: list[int], columns: list[str], since: _Since
) -> set[int]:
    """For each of these rows, who last created or deleted it or changed any of these columns of it."""
    changed = "".join(f" OR json_type(later.after, '$.{name}') IS NOT NULL" for name in columns)
    found = connection.exec_driver_sql(
        f"""
        SELECT max(later.operation_id) FROM json_each(?1) AS row CROSS JOIN json_each(?2) AS o
        CROSS JOIN change AS later ON later.operation_id = o.value AND later.table_name = ?3
             AND later.row_id = row.value
        WHERE later.action <> 'U'{changed}
        GROUP BY row.value
        """,
        (json.dumps(rows), since.ids, table.name),
    )
    return set(found.scalars())
