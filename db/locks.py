"""Who is in: a shared lock of the system on ``<base>.lock`` for each process that has the base open.

What needs everyone out (restoring, changing the key, upgrading, repairing) takes the same lock exclusively, and says
who is in the way. The system lets go of the lock of a process that dies. Names stand in ``<base>.dentro``, because
on Windows nobody can read a file that another process has locked.

Neither file is the base: opening or closing the base's own file in a process with a live connection would drop
SQLite's locks (sqlite.org/howtocorrupt.html, 2.2).
"""

import json
import os
import socket
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Self

import portalocker
import psutil

from db.problems import BusyBase, explained
from db.texts import _

PATIENCE = 5.0
"""Seconds that a process waits for another that has the base to itself for a moment."""

_SHARED = portalocker.LockFlags.SHARED | portalocker.LockFlags.NON_BLOCKING
_EXCLUSIVE = portalocker.LockFlags.EXCLUSIVE | portalocker.LockFlags.NON_BLOCKING


@dataclass(frozen=True, slots=True)
class Holder:
    """A process that has the base open; ``since`` is UTC in ISO 8601, ``started`` the process's own start (epoch s)."""

    user: str
    host: str
    program: str
    since: str
    pid: int
    started: float

    @classmethod
    def myself(cls) -> Self:
        """This process."""
        process = psutil.Process()
        return cls(
            user=process.username().rpartition("\\")[2],
            host=socket.gethostname(),
            program=Path(sys.argv[0]).name or "python",
            since=datetime.now(UTC).isoformat(timespec="seconds"),
            pid=os.getpid(),
            started=process.create_time(),
        )

    def is_alive(self) -> bool:
        """Whether the process still runs; one on another machine is taken at its word."""
        if self.host != socket.gethostname():
            return True
        try:
            return bool(abs(psutil.Process(self.pid).create_time() - self.started) <= _CLOCK_SET_S)
        except psutil.NoSuchProcess:
            return False


_CLOCK_SET_S = 5
"""The start of a process is told from the clock; once that is set right, another process is told another start. No
number of a process comes again so soon."""

_inside: Counter[Path] = Counter()


class Shared:
    """This process's place in the base, until ``release``."""

    def __init__(self, path: Path, lock: portalocker.Lock, holder: Holder) -> None:
        self._path = path
        self._lock = lock
        self._holder = holder

    def release(self) -> None:
        """Leave; a second time does nothing."""
        if self._lock.fh is None:
            return
        _inside[self._path.resolve()] -= 1
        _rewrite(self._path, without=self._holder)
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.release()


def shared(path: Path, patience: float = PATIENCE) -> Shared:
    """Say that this process has the base open. Raises BusyBase while somebody has it exclusively."""
    lock = _acquire(path, _SHARED, patience)
    holder = Holder.myself()
    _rewrite(path, plus=holder)
    _inside[path.resolve()] += 1
    return Shared(path, lock, holder)


def is_inside(path: Path) -> bool:
    """Whether this process has the base open."""
    return _inside[path.resolve()] > 0


@contextmanager
def exclusive(path: Path, patience: float = 0.0) -> Iterator[None]:
    """Have the base to oneself for a block. Raises BusyBase, which names them, while others are in."""
    lock = _acquire(path, _EXCLUSIVE, patience)
    holder = Holder.myself()
    _rewrite(path, plus=holder)
    try:
        yield
    finally:
        _rewrite(path, without=holder)
        lock.release()


def holders(path: Path) -> list[Holder]:
    """Who has the base open, dead processes left out."""
    try:
        text = _roster(path).read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    return [holder for holder in _parsed(text) if holder.is_alive()]


def _acquire(path: Path, flags: portalocker.LockFlags, patience: float) -> portalocker.Lock:
    lock = portalocker.Lock(_lock_file(path), mode="a", timeout=patience, check_interval=0.05, flags=flags)
    with explained(path):
        try:
            lock.acquire()
        except portalocker.LockException as error:
            raise _busy(path) from error
    return lock


def _busy(path: Path) -> BusyBase:
    names = "; ".join(
        _("{user} en {host} ({program}, desde las {time})").format(
            user=holder.user,
            host=holder.host,
            program=holder.program,
            time=datetime.fromisoformat(holder.since).astimezone().strftime("%H:%M"),
        )
        for holder in {holder.pid: holder for holder in holders(path)}.values()
    )
    return BusyBase(
        _("«{base}» está en uso por {names}; ciérrela ahí y vuelva a intentarlo.").format(
            base=path.name, names=names or _("otro programa")
        )
    )


def _rewrite(path: Path, *, plus: Holder | None = None, without: Holder | None = None) -> None:
    # Names are told, never relied on: on a full disk, or stuck behind a stopped process, the base opens without them.
    with suppress(OSError, portalocker.LockException), _roster_file(path) as file:
        known = [holder for holder in _parsed(file.read()) if holder.is_alive()]
        if without in known:
            known.remove(without)
        if plus:
            known.append(plus)
        file.seek(0)
        file.truncate()
        json.dump([asdict(holder) for holder in known], file, ensure_ascii=False)


@contextmanager
def _roster_file(path: Path) -> Iterator[IO[str]]:
    lock = portalocker.Lock(_roster(path), mode="a+", timeout=PATIENCE, check_interval=0.01, encoding="utf-8")
    with lock as file:
        file.seek(0)
        yield file


def _parsed(text: str) -> list[Holder]:
    """The holders in a roster; a roster that a dying process left half written names nobody."""
    try:
        return [Holder(**entry) for entry in json.loads(text or "[]")]
    except (ValueError, TypeError):
        return []


def _lock_file(path: Path) -> Path:
    return path.with_name(path.name + ".lock")


def _roster(path: Path) -> Path:
    return path.with_name(path.name + ".dentro")
