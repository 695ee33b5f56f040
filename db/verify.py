"""Whether a base is what its journal says it is: the file, the references, the chain of hashes, each row's seal.

A search that disagrees with what it was made from, or a record's version, can be made anew (``repair``); what
disagrees with the journal was changed behind the program's back, and is only reported.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Table
from sqlalchemy.exc import DBAPIError

from db import search
from db.images import image_sql
from db.journal import chain_link
from db.journal_guard import open_journal
from db.model import journaled_tables
from db.problems import DamagedBase, WrongKey, from_driver, is_interrupt
from db.texts import _, ngettext

Progress = Callable[[int, int | None], None]
"""Called with checks done and checks in all; what it raises stops the work."""

FILE, REFERENCES, CHAIN, ROWS, VERSIONS, SEARCH = (
    "archivo",
    "referencias",
    "cadena",
    "filas",
    "versiones",
    "búsqueda",
)

EXAMPLES = 20
"""How many of a kind of problem are told one by one in its detail."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing found wrong: its kind, a sentence, and what a technician would ask for (tables and ids, no names)."""

    kind: str
    sentence: str
    detail: str


def verify(reading: Connection, writing: Connection, progress: Progress | None = None) -> list[Problem]:
    """Everything wrong with a base; empty if it is sound. Where the file itself is damaged, nothing else is looked at.

    ``writing`` is used for the search alone, whose check must be able to write though it leaves nothing: only then do
    other writers wait.
    """
    found = _found(_file, reading)
    if found:
        return found
    checks: list[Callable[[Connection], Iterator[Problem]]] = [_references, _chain, _versions]
    checks += [_rows_of(table) for table in _used_tables(reading)]
    for done, check in enumerate(checks):
        if progress:
            progress(done, len(checks) + 1)
        found += _found(check, reading)
    reading.rollback()
    found += _found(_search, writing)
    writing.rollback()
    return found


def repair(connection: Connection) -> None:
    """Make anew what can be derived: the indexes, the records' versions and the search.

    Everybody else must be out, and the connection in a transaction that may write.
    """
    connection.exec_driver_sql("REINDEX")
    with open_journal(connection):
        connection.exec_driver_sql(
            f"UPDATE record SET version = {_LAST_OPERATION} WHERE version <> {_LAST_OPERATION}"
        )
    search.rebuild(connection)


_LAST_OPERATION = "coalesce((SELECT max(c.operation_id) FROM change AS c WHERE c.record_id = record.id), 0)"


def _file(connection: Connection) -> Iterator[Problem]:
    rows = connection.exec_driver_sql(f"PRAGMA integrity_check({EXAMPLES})").scalars().all()
    if rows != ["ok"]:
        yield _damage("; ".join(map(str, rows)))


def _damage(detail: str) -> Problem:
    return Problem(FILE, _("El archivo está dañado; restaure su último respaldo."), detail)


def _found(check: Callable[[Connection], Iterator[Problem]], connection: Connection) -> list[Problem]:
    """What a check finds; that it stumbles over what stands in the file is damage too."""
    try:
        return list(check(connection))
    except UnicodeDecodeError as error:
        return [_damage(str(error))]
    except DBAPIError as error:
        problem = from_driver(error)
        if is_interrupt(error) or (problem and not isinstance(problem, DamagedBase | WrongKey)):
            raise
        return [_damage(str(error.orig))]


def _references(connection: Connection) -> Iterator[Problem]:
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if rows:
        yield Problem(
            REFERENCES,
            ngettext(
                "{n} dato se refiere a otro que no existe; restaure un respaldo anterior.",
                "{n} datos se refieren a otros que no existen; restaure un respaldo anterior.",
                len(rows),
            ).format(n=len(rows)),
            _examples(f"{row[0]} {row[1]} → {row[2]}" for row in rows),
        )


def _chain(connection: Connection) -> Iterator[Problem]:
    operations = connection.exec_driver_sql("SELECT id, chain FROM operation ORDER BY id").all()
    broken = [row[0] for row in operations if row[1] is None or chain_link(connection, row[0]) != row[1]]
    if broken:
        yield Problem(
            CHAIN,
            ngettext(
                "La bitácora fue alterada en {n} operación; restaure un respaldo anterior.",
                "La bitácora fue alterada en {n} operaciones; restaure un respaldo anterior.",
                len(broken),
            ).format(n=len(broken)),
            _examples(str(operation) for operation in broken),
        )


def _versions(connection: Connection) -> Iterator[Problem]:
    rows = (
        connection.exec_driver_sql(f"SELECT id FROM record WHERE version <> {_LAST_OPERATION}")
        .scalars()
        .all()
    )
    if rows:
        yield Problem(
            VERSIONS,
            ngettext(
                "{n} contacto no dice cuál fue su último cambio; use «verificar --reparar».",
                "{n} contactos no dicen cuál fue su último cambio; use «verificar --reparar».",
                len(rows),
            ).format(n=len(rows)),
            _examples(f"record {row}" for row in rows),
        )


def _search(connection: Connection) -> Iterator[Problem]:
    found = search.differences(connection)
    if found:
        yield Problem(
            SEARCH,
            _("La búsqueda no corresponde a los contactos; use «verificar --reparar»."),
            _examples(iter(found)),
        )


def _used_tables(connection: Connection) -> list[Table]:
    changed = set(connection.exec_driver_sql("SELECT DISTINCT table_name FROM change").scalars())
    return [
        table
        for table in journaled_tables()
        if table.name in changed
        or connection.exec_driver_sql(f'SELECT 1 FROM "{table.name}" LIMIT 1').first()
    ]


def _rows_of(table: Table) -> Callable[[Connection], Iterator[Problem]]:
    def check(connection: Connection) -> Iterator[Problem]:
        # With one max() the other columns are those of its row (sqlite.org/lang_select.html, 2.5).
        rows = connection.exec_driver_sql(
            f"""
            SELECT last.row_id,
                   CASE WHEN t.id IS NULL THEN 'falta' WHEN last.action = 'D' THEN 'borrada' ELSE 'alterada' END
            FROM (SELECT row_id, max(operation_id), action, seal
                  FROM change WHERE table_name = ?1 GROUP BY row_id) AS last
            LEFT JOIN "{table.name}" AS t ON t.id = last.row_id
            WHERE CASE WHEN t.id IS NULL THEN last.action <> 'D'
                       WHEN last.action = 'D' OR last.seal IS NULL THEN 1
                       ELSE NOT seal_fits(last.seal, {image_sql(table, "t")}) END
            UNION ALL
            SELECT id, 'sin bitácora' FROM "{table.name}"
            WHERE id NOT IN (SELECT row_id FROM change WHERE table_name = ?1)
            """,
            (table.name,),
        ).all()
        if rows:
            yield Problem(
                ROWS,
                ngettext(
                    "{n} dato no es como lo dejó la bitácora; alguien lo cambió por fuera del programa.",
                    "{n} datos no son como los dejó la bitácora; alguien los cambió por fuera del programa.",
                    len(rows),
                ).format(n=len(rows)),
                _examples(f"{table.name} {row[0]}: {row[1]}" for row in rows),
            )

    return check


def _examples(items: Iterator[str]) -> str:
    told = [item for _number, item in zip(range(EXAMPLES + 1), items, strict=False)]
    return "; ".join(told[:EXAMPLES]) + ("; …" if len(told) > EXAMPLES else "")
