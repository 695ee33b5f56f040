"""How a base goes from the version it has to this program's: the migrations, run in order, each whole or not at all.

No table of Alembic's is kept: ``user_version`` is the number of the last migration (ARCHITECTURE, "Migrations").
"""

import importlib
import pkgutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection

from db import backup, basefile, locks
from db.engine import writer_engine
from db.migrations import versions
from db.problems import explained


def upgrade(path: Path, key: str | None, *, backup_to: Path) -> int:
    """Bring a base to this program's version and return the one it had.

    A verified backup goes to ``backup_to`` first. Raises BusyBase while anybody else is in, what ``basefile.inspect``
    and ``backup.back_up`` raise, and Unsound if the result would not hold together.
    """
    state = basefile.inspect(path, key)
    if state.version < basefile.VERSION:
        with locks.exclusive(path):
            backup.back_up(path, backup_to, key)
            build(path, key)
    return state.version


def build(path: Path, key: str | None, *, to: int | None = None) -> None:
    """Run on a base, which nobody else has open, the migrations it lacks up to version ``to`` (the newest)."""
    last = basefile.VERSION if to is None else to
    with explained(path), _without_references(path, key) as connection:
        has = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        connection.rollback()
        for number, migration in sorted(migrations().items()):
            if has < number <= last:
                _run(connection, number, migration)


def migrations() -> dict[int, ModuleType]:
    """Every migration by its number."""
    found = {}
    for module in pkgutil.iter_modules(versions.__path__):
        number = int(module.name.partition("_")[0])
        found[number] = importlib.import_module(f"{versions.__name__}.{module.name}")
    return found


class Unsound(RuntimeError):
    """A migration would leave rows that refer to nothing, or ids used twice: a bug of ours. Nothing was changed."""


def _run(connection: Connection, number: int, migration: ModuleType) -> None:
    with connection.begin():
        used = _last_ids(connection)
        with Operations.context(MigrationContext.configure(connection)):
            migration.upgrade()
        dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(5)
        if dangling:
            raise Unsound(f"migration {number}: {dangling}")
        _keep_last_ids(connection, used, number)
        connection.exec_driver_sql(f"PRAGMA user_version = {number:d}")


def _last_ids(connection: Connection) -> dict[str, int]:
    """The last id ever used in each table that never uses one again, and 0 for those never used."""
    statements = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'table'").all()
    names = {row[0] for row in statements if "AUTOINCREMENT" in (row[1] or "")}
    known = connection.exec_driver_sql("SELECT name, seq FROM sqlite_sequence").all() if names else []
    return dict.fromkeys(names, 0) | {row[0]: row[1] for row in known if row[0] in names}


def _keep_last_ids(connection: Connection, used: dict[str, int], number: int) -> None:
    """Remaking a table forgets the ids of its deleted rows; redo would then collide with new ones."""
    tables = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())
    now = _last_ids(connection)
    for name, last in used.items():
        if name in tables and name not in now:
            raise Unsound(f"migration {number}: {name} lost its AUTOINCREMENT")
        if last > now.get(name, last):
            connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = ?", (name,))
            connection.exec_driver_sql("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (name, last))


@contextmanager
def _without_references(path: Path, key: str | None) -> Iterator[Connection]:
    """A connection with references off, which SQLite heeds only outside a transaction.

    With them on, altering a table by remaking it deletes every row that refers to it.
    """
    engine = writer_engine(path, key)
    try:
        with engine.connect() as connection:
            bare = connection.connection.driver_connection
            assert bare is not None
            bare.execute("PRAGMA foreign_keys = OFF")
            yield connection
    finally:
        engine.dispose()
