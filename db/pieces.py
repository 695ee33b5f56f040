"""The files that records hold as documents: immutable pieces known by the SHA-256 of their content.

They stand in ``<base>.docs``, a file beside the base with the same key, and are written there before a row of the
base refers to them; what is never referred to does no harm. Not journaled: a piece never changes.
"""

import hashlib
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from db import problems
from db.engine import connect
from db.problems import explained

CHUNK = 256 << 10
"""Bytes of a piece that stand in one row: what is read and written at once."""

Progress = Callable[[int, int | None], None]
"""Called with bytes done and bytes in all; what it raises stops the work, which leaves nothing behind."""

_TABLES = (
    "CREATE TABLE IF NOT EXISTS piece (sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS chunk (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL REFERENCES piece (sha256), "
    "number INTEGER NOT NULL, data BLOB NOT NULL, UNIQUE (sha256, number))",
)


class Readable(Protocol):
    """What a content is read from, as from a file opened for reading bytes."""

    def read(self, size: int, /) -> bytes:
        """The next bytes, ``size`` at most; none at the end."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A content: its SHA-256 in hexadecimal and its size in bytes."""

    sha256: str
    size: int


class Changed(Exception):
    """A file was changed by somebody else while it was being read."""


def beside(base: Path) -> Path:
    """Where the pieces of a base stand; there may be no such file yet."""
    return base.with_name(f"{base.name}.docs")


def measure(source: Readable, size: int, progress: Progress) -> Piece:
    """The piece that a file would be, read once from where it stands; ``size`` is what it is said to have."""
    digest, done = hashlib.sha256(), 0
    while data := source.read(CHUNK):
        digest.update(data)
        done += len(data)
        progress(done, size)
    return Piece(digest.hexdigest(), done)


def keep(store: Path, key: str | None, piece: Piece, source: Readable, progress: Progress) -> None:
    """Write a piece into the file of pieces ``store``, made if it is not there, unless it holds it already.

    Raises Changed if ``source`` is not that piece any more, and what ``explained`` raises.
    """
    with _opened(store, key, make=True) as connection:
        if _size_of(connection, piece.sha256) is not None:
            return
        connection.execute("BEGIN IMMEDIATE")
        try:
            connection.execute(
                "INSERT OR IGNORE INTO piece (sha256, size) VALUES (?, ?)", (piece.sha256, piece.size)
            )
            digest, done = hashlib.sha256(), 0
            for number, data in enumerate(iter(lambda: source.read(CHUNK), b"")):
                connection.execute(
                    "INSERT OR REPLACE INTO chunk (sha256, number, data) VALUES (?, ?, ?)",
                    (piece.sha256, number, data),
                )
                digest.update(data)
                done += len(data)
                progress(done, piece.size)
            if digest.hexdigest() != piece.sha256:
                raise Changed
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise


def read(store: Path, key: str | None, sha256: str) -> Generator[bytes, None, None]:
    """The content of a piece, chunk by chunk. Raises DamagedBase if it is not there or not what it was."""
    if not store.exists():
        raise problems.damaged(store)
    digest = hashlib.sha256()
    with _opened(store, key) as connection:
        rows = connection.execute("SELECT data FROM chunk WHERE sha256 = ? ORDER BY number", (sha256,))
        for (data,) in rows:
            digest.update(data)
            yield data
    if digest.hexdigest() != sha256:
        raise problems.damaged(store)


def held(store: Path, key: str | None) -> frozenset[str]:
    """The pieces that a file of pieces holds; none if there is no such file."""
    if not store.exists():
        return frozenset()
    with _opened(store, key) as connection:
        return frozenset(row[0] for row in connection.execute("SELECT sha256 FROM piece"))


def referenced(base: Path, key: str | None) -> frozenset[str]:
    """The pieces that the documents of a base are made of."""
    with explained(base), closing(connect(base, key, query_only=True)) as connection:
        return frozenset(row[0] for row in connection.execute("SELECT DISTINCT piece FROM document_version"))


def copy(source: Path, target: Path, key: str | None, wanted: Iterable[str], progress: Progress) -> int:
    """Copy those of the ``wanted`` pieces that ``target`` lacks, and return how many; the rest stays where it is.

    Each is proved on the way. Raises DamagedBase for a piece that ``source`` has not or that is not what it was.
    """
    lacking = sorted(set(wanted) - held(target, key))
    for done, sha256 in enumerate(lacking):
        progress(done, len(lacking))
        size = _size(source, key, sha256)
        with closing(read(source, key, sha256)) as chunks:
            keep(target, key, Piece(sha256, size), _Chunks(chunks), _untold)
    return len(lacking)


def damaged(store: Path, key: str | None, wanted: Iterable[str], progress: Progress) -> list[str]:
    """Those of the ``wanted`` pieces that are not there, or whose content is not what it was; all of it is read."""
    found = []
    pieces = sorted(set(wanted))
    for done, sha256 in enumerate(pieces):
        progress(done, len(pieces))
        try:
            for _data in read(store, key, sha256):
                pass
        except problems.DamagedBase:
            found.append(sha256)
    return found


class _Chunks:
    """Chunks as a file to read from."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks

    def read(self, _size: int, /) -> bytes:
        return next(self._chunks, b"")


def _untold(_done: int, _total: int | None) -> None:
    """The progress nobody watches."""


@contextmanager
def _opened(store: Path, key: str | None, *, make: bool = False) -> Iterator[Any]:
    with explained(store), closing(connect(store, key)) as connection:
        if make:
            connection.execute("PRAGMA journal_mode = WAL").fetchall()
            for statement in _TABLES:
                connection.execute(statement)
        yield connection


def _size_of(connection: Any, sha256: str) -> int | None:
    row = connection.execute("SELECT size FROM piece WHERE sha256 = ?", (sha256,)).fetchone()
    return None if row is None else int(row[0])


def _size(store: Path, key: str | None, sha256: str) -> int:
    if store.exists():
        with _opened(store, key) as connection:
            size = _size_of(connection, sha256)
        if size is not None:
            return size
    raise problems.damaged(store)
