"""Copies of a base made while it is in use, each proved by opening it; and putting one back.

A backup is one file in rollback mode, not WAL, so that it can be read from a medium that cannot be written.
"""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db import basefile, locks, problems
from db.engine import connect
from db.problems import DamagedBase, StorageProblem, Unreachable, WrongKey, explained
from db.texts import _

Progress = Callable[[int, int | None], None]
"""Called with steps done and steps in all; what it raises stops the work, which leaves nothing behind."""

CACHE_KIB = 2_048
"""Page cache while every page is read once: a larger one helps nobody, and the C library keeps it (66 MB) long
after the connections of the daily backup are closed."""

PAGES_AT_ONCE = 2_000
"""Pages copied between two calls of the progress: about 8 MB, a few hundredths of a second."""


@dataclass(frozen=True, slots=True)
class Content:
    """How a base's content is told from another's: version of the tables, records, last operation and its chain."""

    version: int
    records: int
    operation: int
    chain: bytes


@dataclass(frozen=True, slots=True)
class Backup:
    """A verified copy: where it is, what it holds, the SHA-256 of the file in hexadecimal."""

    path: Path
    content: Content
    sha256: str


def back_up(base: Path, target: Path, key: str | None = None, progress: Progress | None = None) -> Backup:
    """Copy ``base``, which others may be using, to the new file ``target``, with the same key, and verify the copy.

    Raises Occupied if something stands at ``target``, FullDisk, ReadOnlyBase, Unreachable, DamagedBase if the copy
    does not hold what the base does, and whatever ``progress`` raises.
    """
    with explained(target):
        if not target.parent.is_dir():
            raise Unreachable(
                _("La carpeta «{folder}» no existe; créela o elija otra.").format(folder=target.parent)
            )
        basefile.refuse_occupied(target)
        with basefile.made_beside(target) as half:
            held = _copy(base, half, key, progress)
            _prove(half, key, held, base)
            digest = sha256(half)
    return Backup(target, held, digest)


def verify(path: Path, key: str | None = None) -> Content:
    """Prove a backup, or any base that nobody is writing, by reading all of it; return what it holds.

    Raises what ``basefile.inspect`` raises, and DamagedBase.
    """
    basefile.inspect(path, key)
    with explained(path), closing(_connect(path, key, query_only=True)) as connection:
        if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise problems.damaged(path)
        return content(connection)


def held(path: Path, key: str | None = None) -> Content:
    """What a base holds, told without reading all of it; others may be using it. Raises what ``inspect`` raises."""
    basefile.inspect(path, key)
    with explained(path), closing(connect(path, key, query_only=True)) as connection:
        connection.execute("BEGIN")
        return content(connection)


def content(connection: Any) -> Content:
    """What the base on a bare connection holds."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    records = connection.execute("SELECT count(*) FROM record").fetchone()[0]
    last = connection.execute("SELECT id, chain FROM operation ORDER BY id DESC LIMIT 1").fetchone()
    operation, chain = last or (0, b"")
    return Content(version, records, operation, bytes(chain))


def restore(
    backup: Path,
    base: Path,
    key: str | None = None,
    *,
    replaced: Path,
    progress: Progress | None = None,
) -> Backup:
    """Put ``backup`` in the place of ``base``; the base that stood there goes whole to the new file ``replaced``.

    The backup is verified first; then everybody must be out (BusyBase). Raises what ``back_up`` and ``verify`` raise;
    the base then stays as it was.
    """
    verify(backup, key)
    with locks.exclusive(base), explained(base):
        basefile.refuse_occupied(replaced)
        with _put_back(base, replaced), basefile.made_beside(base) as half:
            held = _copy(backup, half, key, progress)
            basefile.use_wal(half, key)
            _prove(half, key, held, backup)
            digest = sha256(half)
            _set_aside(base, replaced, key)
    return Backup(base, held, digest)


def sha256(path: Path) -> str:
    """The SHA-256 of a file that no connection of this process has open."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _copy(source: Path, target: Path, key: str | None, progress: Progress | None) -> Content:
    with explained(source), closing(_connect(source, key, query_only=True)) as reading:
        # One state for the whole copy: without a transaction of its own, each write of others starts it again.
        reading.execute("BEGIN")
        held = content(reading)
        _refuse_small_disk(reading, target)

        def tell(_status: int, remaining: int, total: int) -> None:
            if progress:
                progress(total - remaining, total)

        with explained(target), closing(_connect(target, key)) as writing:
            reading.backup(writing, pages=PAGES_AT_ONCE, progress=tell)
            writing.execute("PRAGMA journal_mode = DELETE").fetchall()
    return held


def _connect(path: Path, key: str | None, *, query_only: bool = False) -> Any:
    connection = connect(path, key, query_only=query_only)
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    return connection


def _prove(copy: Path, key: str | None, held: Content, source: Path) -> None:
    try:
        same = verify(copy, key) == held
    except (DamagedBase, WrongKey) as problem:
        raise problems.damaged(source) from problem
    if not same:
        raise problems.damaged(source)


def _refuse_small_disk(connection: Any, target: Path) -> None:
    pages = int(connection.execute("PRAGMA page_count").fetchone()[0])
    # SQLCipher answers some of its pragmas in text.
    size = int(connection.execute("PRAGMA page_size").fetchone()[0])
    if shutil.disk_usage(target.parent).free < pages * size:
        raise problems.full_disk(target)


@contextmanager
def _put_back(base: Path, replaced: Path) -> Iterator[None]:
    """If the block fails, the base that was set aside stands again where it stood."""
    try:
        yield
    except BaseException:
        if replaced.exists() and not base.exists():
            for suffix in ("-wal", "-shm", ""):
                beside = Path(f"{replaced}{suffix}")
                if beside.exists():
                    beside.rename(f"{base}{suffix}")
        raise


def _set_aside(base: Path, replaced: Path, key: str | None) -> None:
    """Rename the base, with what its WAL holds, to ``replaced``."""
    if not base.exists():
        return
    if not _emptied_wal(base, key):
        # Damaged, or under another key: SQLite cannot bring the WAL home, so it goes along under the new name.
        for suffix in ("-wal", "-shm"):
            beside = Path(f"{base}{suffix}")
            if beside.exists():
                beside.rename(f"{replaced}{suffix}")
    base.rename(replaced)


def _emptied_wal(base: Path, key: str | None) -> bool:
    """Whether the base's WAL is gone, its content brought into the file by opening and closing it."""
    try:
        basefile.inspect(base, key)
        with explained(base), closing(connect(base, key)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except StorageProblem:
        return False
    wal = Path(f"{base}-wal")
    return not wal.exists() or wal.stat().st_size == 0
