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
    and ``backup.back_up`` raise, and Unreferenced if the result would not hold together.
    """
    state = basefile.inspect(path, key)
    if state.version < basefile.VERSION:
        with locks.exclusive(path):
            backup.back_up(path, backup_to, key)
            build(path, key)
    return state.version


def build(path: Path, key: str | None, *, to: int = basefile.VERSION) -> None:
    """Run on a base, which nobody else has open, the migrations it lacks up to version ``to``."""
    with explained(path), _unreferenced(path, key) as connection:
        has = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        connection.rollback()
        for number, migration in sorted(migrations().items()):
            if has < number <= to:
                _run(connection, number, migration)


def migrations() -> dict[int, ModuleType]:
    """Every migration by its number."""
    found = {}
    for module in pkgutil.iter_modules(versions.__path__):
        number = int(module.name.partition("_")[0])
        found[number] = importlib.import_module(f"{versions.__name__}.{module.name}")
    return found


class Unreferenced(RuntimeError):
    """A migration would leave rows that refer to nothing: a bug of ours. Nothing was changed."""


def _run(connection: Connection, number: int, migration: ModuleType) -> None:
    with connection.begin():
        with Operations.context(MigrationContext.configure(connection)):
            migration.upgrade()
        dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(5)
        if dangling:
            raise Unreferenced(f"migration {number}: {dangling}")
        connection.exec_driver_sql(f"PRAGMA user_version = {number:d}")


@contextmanager
def _unreferenced(path: Path, key: str | None) -> Iterator[Connection]:
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
