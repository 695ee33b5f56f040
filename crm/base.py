"""The one place that wires: a base opened by somebody, to read and to write.

``open_base`` gives a ``Base``; ``base.read()`` yields a session that sees one state, ``base.write("…")`` one in which
what is done is one operation, committed whole or not at all. The faces pass the session on to use cases without
knowing what it is. The actor (who) is here from the first day; permission checks will hang here.
"""

import getpass
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy.orm import Session

import db.tables  # noqa: F401 - the journal watches every table
from crm.clock import Clock
from crm.errors import BaseProblem, Cancelled, FileProblem
from crm.progress import Progress
from crm.texts import _
from db import basefile, engine, journal, journal_guard, locks, problems, search
from db.steps import Steps

_INSTRUCTIONS = 200_000
"""Of SQLite, between two questions whether to go on: some milliseconds."""

__all__ = ["Base", "Session", "create_base", "explained", "interrupter", "open_base"]
"""``Session`` is what a face passes on to use cases; only its name is theirs to know."""


def create_base(path: Path, key: str | None = None) -> int:
    """Make an empty base at ``path`` and return its version.

    Raises FileProblem if something stands there already, BaseProblem if a base cannot stand there.
    """
    try:
        with explained():
            return basefile.create(path, key)
    except BaseProblem as problem:
        if isinstance(problem.__cause__, problems.Occupied):
            raise FileProblem(str(problem)) from problem
        raise


def open_base(
    path: Path, key: str | None = None, actor: str | None = None, clock: Clock | None = None
) -> "Base":
    """Open a base for ``actor`` (by default the user of the session).

    Raises BaseProblem, with a sentence that says what to do, if it cannot be opened.
    """
    with explained():
        basefile.check(path, key)
        return Base(path, key, actor or _user(), clock or Clock())


class Base:
    """An open base. Use as a context manager, or ``close`` it."""

    def __init__(self, path: Path, key: str | None, actor: str, clock: Clock) -> None:
        self.path = path
        self.key = key
        self.actor = actor
        self.clock = clock
        self._writer = engine.writer_engine(path, key)
        self._reader = engine.reader_engine(path, key)
        journal_guard.watch(self._writer)
        self._guard = threading.Lock()
        self._sessions = 0
        self._closed = False
        self._lock = locks.shared(path)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one state of the base and can change nothing.

        Raises Cancelled if the read is interrupted (see ``interrupter``), or its turn comes when the base is closed.
        """
        with explained(), self._in_use(Cancelled(_("La base se cerró."))), Session(self._reader) as session:
            yield session

    @contextmanager
    def write(self, title: str, progress: Progress | None = None, /, **params: Any) -> Iterator[Session]:
        """One operation: committed whole when the block ends, rolled back whole when it raises.

        ``title`` is a template in Spanish, filled from ``params`` (ids and counts, never names). Raises Cancelled
        when ``progress``, told the rows of many, stops it.
        """
        with self.operation(journal.EDIT, title, params, progress=progress) as session:
            yield session

    @contextmanager
    def operation(
        self,
        kind: str,
        title: str,
        params: dict[str, Any],
        inverts: int | None = None,
        progress: Progress | None = None,
    ) -> Iterator[Session]:
        """Like ``write``, for the operations that are not edits: undo, redo, and readings worth a trace."""
        steps = Steps(progress)
        with (
            explained(),
            self._in_use(RuntimeError(f"{self.path} is closed")),
            Session(self._writer, expire_on_commit=False) as session,
            session.begin(),
            _stoppable(session, steps, watched=progress is not None),
        ):
            journal.catch(session)
            journal.begin(
                session,
                actor=self.actor,
                title=title,
                params=params,
                at=self.clock.now(),
                kind=kind,
                inverts=inverts,
                steps=steps,
            )
            yield session
            done = journal.finish(session, keep_empty=kind == journal.READING)
            if done is not None:
                search.update(session.connection(), done, steps.stage())

    def close(self) -> None:
        """Close every connection and let go of the base, now or when the last session in use ends."""
        with self._guard:
            self._closed = True
            busy = self._sessions > 0
        if not busy:
            self._let_go()

    @contextmanager
    def _in_use(self, refusal: Exception) -> Iterator[None]:
        with self._guard:
            if self._closed:
                raise refusal
            self._sessions += 1
        try:
            yield
        finally:
            with self._guard:
                self._sessions -= 1
                last = self._closed and not self._sessions
            if last:
                self._let_go()

    def _let_go(self) -> None:
        self._reader.dispose()
        self._writer.dispose()
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def interrupter(session: Session) -> Callable[[], None]:
    """What another thread calls to stop the statement that ``session`` is running; the read raises Cancelled.

    Once the session has ended it does nothing: its connection may serve another.
    """
    lent = session.connection().connection

    def interrupt() -> None:
        connection: Any = lent.dbapi_connection
        if connection is not None:
            connection.interrupt()

    return interrupt


@contextmanager
def _stoppable(session: Session, steps: Steps, *, watched: bool) -> Iterator[None]:
    """Ask between the rows of a statement too whether to go on; not any more once the work is being kept."""
    if not watched:
        yield
        return
    connection: Any = session.connection().connection.dbapi_connection

    def is_stopped() -> bool:
        try:
            steps.tell()
        except Cancelled:
            return True
        return False

    connection.set_progress_handler(is_stopped, _INSTRUCTIONS)
    try:
        yield
    finally:
        connection.set_progress_handler(None, _INSTRUCTIONS)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, ImportError, OSError):
        return _("desconocido")


@contextmanager
def explained() -> Iterator[None]:
    """Turn what the environment did to us into a sentence; let our own mistakes through."""
    try:
        yield
    except problems.StorageProblem as problem:
        raise BaseProblem(str(problem)) from problem
    except engine.DRIVER_ERRORS as error:
        if problems.is_interrupt(error):
            raise Cancelled(_("La búsqueda se detuvo.")) from error
        sentence = problems.from_driver(error)
        if sentence is None:
            raise
        raise BaseProblem(str(sentence)) from error
