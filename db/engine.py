"""How the base's file is opened: driver, key, settings of the connection, one writer and many readers.

The driver is ``sqlcipher3`` with or without a key (ARCHITECTURE, "Driver"); no other SQLite library may open the
file in this process. What differs between databases stays here and in ``db.search``.
"""

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from db.images import row_seal, seal_fits

DRIVER_ERRORS = (driver.Error, DBAPIError)
"""What the driver raises, bare or through SQLAlchemy."""

BUSY_SECONDS = 10
"""How long a writer waits for another process before it is told that the base is busy."""

CACHE_KIB = 32_768
"""Page cache of a connection; one writer and a few readers stay far below the memory budget."""


def writer_engine(path: Path, key: str | None = None) -> Engine:
    """The engine whose transactions may write; they begin IMMEDIATE, so none reads what it then overwrites."""
    engine = _engine(path, key, query_only=False)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def reader_engine(path: Path, key: str | None = None) -> Engine:
    """The engine whose transactions see one state of the base and can change nothing."""
    engine = _engine(path, key, query_only=True)
    event.listen(engine, "begin", _begin_deferred)
    return engine


def connect(path: Path, key: str | None = None, *, query_only: bool = False) -> Any:
    """A bare driver connection with the settings every connection has (backup, integrity check, first rows)."""
    connection = driver.connect(
        str(path), timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        configure(connection, key, query_only=query_only)
    except BaseException:
        connection.close()
        raise
    return connection


def configure(connection: Any, key: str | None, *, query_only: bool) -> None:
    """Key first, then the settings; a wrong key shows at the first statement that reads the file."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA cipher_log_level = NONE")
    if key:
        cursor.execute(f"PRAGMA key = {_quoted(key)}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA secure_delete = ON")
    cursor.execute("PRAGMA temp_store = MEMORY")
    cursor.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    if query_only:
        cursor.execute("PRAGMA query_only = ON")
    cursor.close()
    connection.create_function("row_seal", 1, row_seal)
    connection.create_function("seal_fits", 2, seal_fits, deterministic=True)


def _engine(path: Path, key: str | None, *, query_only: bool) -> Engine:
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=str(path)),
        module=driver,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=4,
        connect_args={"timeout": BUSY_SECONDS, "isolation_level": None, "check_same_thread": False},
    )

    def on_connect(connection: Any, _record: object) -> None:
        configure(connection, key, query_only=query_only)

    event.listen(engine, "connect", on_connect, insert=True)
    return engine


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_deferred(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _quoted(key: str) -> str:
    return "'" + key.replace("'", "''") + "'"
