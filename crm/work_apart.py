"""Long work on a base in a process of its own, so that the one that shows the window keeps its time for it.

Python runs one thread at a time: a hundred thousand rows written on a lane of the window make it wait for its turn
again and again. The process opens the base itself, does the work as it would be done here, in one operation if it
writes, and says how far it is; whoever asked only listens. Key, actor and moment go through the pipe between the two.
To stop, it is asked: what it has begun is rolled back, and what is being kept already stands. It ends with whoever
asked, and one that is killed leaves nothing behind: SQLite takes back what was not kept.

Measured, 20,000 contacts into 100,000: written on a lane, they kept the window from answering for up to 166 ms, and for
93 when they were undone; written apart, the usual longest pause is the 40 to 50 ms that the window itself computes.
"""

import datetime
import multiprocessing
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import islice
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from crm import operations
from crm.clock import Clock
from crm.errors import BaseProblem, Cancelled, UserError
from crm.processes import OUR_MISTAKE, give_way
from crm.progress import Progress, silent
from crm.texts import _

if TYPE_CHECKING:
    from crm.base import Base

Work = Callable[["Base", list[Any], Progress], Any]
"""What is done there, a function of a module: it is given a base, the parts that were sent, and whom to tell how far
it is; it does one operation at most."""

_LISTEN_S = 0.05
"""How long a word is waited for before looking whether the work is still wanted."""

_LONGEST_TURN_S = 0.005
"""How long others have their turn at most after one part."""

_TELL_S = 0.1
"""Between two words about how far it is."""


class DoHereInstead(Exception):
    """The process did not start, or a mistake of ours ended it, and nothing was written: done here, it comes to light
    with all it can say."""


class KeptBeforeItEnded(Exception):
    """The process was stopped from outside when its operation was kept already, and could not say so."""

    def __init__(self, operation: int) -> None:
        super().__init__(operation)
        self.operation = operation


class _Desk(NamedTuple):
    """Which base is opened there, for whom, and the moment that it is for what is done."""

    path: Path
    key: str | None
    actor: str
    moment: datetime.datetime


class _Rows(NamedTuple):
    """How far the work is."""

    done: int
    total: int | None


class _Done(NamedTuple):
    """What the work returned."""

    result: Any


class _Part(NamedTuple):
    """A part of what the work returned."""

    part: Any


def in_parts(values: Iterable[Any], at_once: int) -> Iterator[list[Any]]:
    """Values, so many at once, to be sent one part after another."""
    rest = iter(values)
    while some := list(islice(rest, at_once)):
        yield some


class InParts:
    """A long result: ``parts`` go through the pipe one by one, each as small as those that are sent."""

    def __init__(self, parts: Iterable[Any]) -> None:
        self.parts = parts


def do_apart(base: "Base", work: Work, parts: Iterable[Any] = (), progress: Progress | None = None) -> Any:
    """Do ``work`` with ``parts`` in another process and return what it returns, of InParts the list of them.

    Each part goes through the pipe in one go: it is to be small, a millisecond or two to take apart. Raises what the
    work raises for the user, Cancelled from ``progress`` once it was taken back, BaseProblem when the base cannot be
    opened or the process was stopped from outside; KeptBeforeItEnded and DoHereInstead.
    """
    progress = _now_and_then(progress or silent)
    desk = _Desk(base.path, base.key, base.actor, base.clock.now())
    with base.read() as session:
        last = operations.newest(session)
    with _writer(work) as (process, pipe):
        try:
            _send(pipe, desk, parts, progress)
            return _outcome(pipe, progress)
        except (EOFError, OSError) as error:
            process.join()
            with base.read() as session:
                kept = operations.done_at(session, desk.moment, desk.actor, after=last)
            raise _what_ended(kept, process.exitcode) from error


def _now_and_then(progress: Progress) -> Progress:
    """Tell what is new, and the same again only to hear whether to stop: not at each part."""
    last: tuple[int, int | None] | None = None
    at = 0.0

    def tell(done: int, total: int | None) -> None:
        nonlocal last, at
        now = time.monotonic()
        if (done, total) != last or now - at >= _LISTEN_S:
            last, at = (done, total), now
            progress(done, total)

    return tell


@contextmanager
def _writer(work: Work) -> Iterator[tuple[SpawnProcess, Connection]]:
    """The process that writes, and the pipe to it. Whatever happens, it is gone when the block ends."""
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    with ours:
        with theirs:
            process = spawn.Process(target=_do_and_end, args=(theirs, work), daemon=True)
            try:
                process.start()
            except OSError as error:
                raise DoHereInstead from error
        try:
            yield process, ours
        finally:
            process.kill()
            process.join()
            process.close()


def _send(pipe: Connection, desk: _Desk, parts: Iterable[Any], progress: Progress) -> None:
    """Have the base opened and say what is to be written in it; ended before the last word, nothing is begun."""
    pipe.send(desk)
    while not pipe.poll(_LISTEN_S):
        progress(0, None)
    _understood(pipe.recv())
    for part in _in_turns(parts):
        progress(0, None)
        pipe.send((part,))
    pipe.send(())


def _in_turns(parts: Iterable[Any]) -> Iterator[Any]:
    """The parts, and after each a pause as long as it took to make and send: a window that draws a record asks for
    Python hundreds of times, and has it at once in the pauses."""
    began = time.perf_counter()
    for part in parts:
        yield part
        _let_others(began)
        began = time.perf_counter()


def _let_others(began: float) -> None:
    """Pause for as long as has been worked since ``began``."""
    time.sleep(min(time.perf_counter() - began, _LONGEST_TURN_S))


def _outcome(pipe: Connection, progress: Progress) -> Any:
    """Tell how far it is until it has ended. Once the work is not wanted any more, its answer says how it ended."""
    told = _Rows(0, None)
    parts: list[Any] = []
    stopped: Cancelled | None = None
    while True:
        try:
            if stopped is None:
                progress(*told)
        except Cancelled as cancelled:
            stopped = cancelled
            pipe.send(None)
        if not pipe.poll(_LISTEN_S):
            continue
        began = time.perf_counter()
        said = pipe.recv()
        if stopped is not None and isinstance(said, Cancelled):
            raise stopped
        match _understood(said):
            case _Done(result):
                return parts or result
            case _Part(part):
                parts.append(part)
                _let_others(began)
            case _Rows() as told:
                pass


def _understood(said: Any) -> _Rows | _Part | _Done:
    if isinstance(said, (UserError, BaseProblem)):
        raise said
    assert isinstance(said, (_Rows, _Part, _Done))
    return said


def _what_ended(kept: int | None, code: int | None) -> Exception:
    if kept is not None:
        return KeptBeforeItEnded(kept)
    if code == OUR_MISTAKE:
        return DoHereInstead()
    return BaseProblem(
        _(
            "El proceso que trabajaba en la base se detuvo antes de terminar; no se guardó nada. Cierre otros"
            " programas si falta memoria y vuelva a intentarlo."
        )
    )


def _do_and_end(pipe: Connection, work: Work) -> None:
    give_way()
    with pipe:
        do_what_is_said(pipe, work)


def do_what_is_said(pipe: Connection, work: Work) -> None:
    """What the process does: open the base, hear the parts, do the work, and say what came of it.

    A problem for the user is said too; when nobody listens any more, what was begun is taken back.
    """
    # Loaded there alone: the database library takes a while.
    from crm.base import open_base

    try:
        desk: _Desk = pipe.recv()
        clock = Clock(partial(_moment, desk.moment))
        with open_base(desk.path, desk.key, desk.actor, clock) as base:
            pipe.send(_Rows(0, None))
            parts = list(_parts(pipe))
            result = work(base, parts, _Teller(pipe))
    except (EOFError, BrokenPipeError, ConnectionError):
        return
    except (UserError, BaseProblem) as problem:
        said: Any = problem
    else:
        said = result if isinstance(result, InParts) else _Done(result)
    with suppress(BrokenPipeError, ConnectionError):
        if isinstance(said, InParts):
            for part in said.parts:
                pipe.send(_Part(part))
            said = _Done([])
        pipe.send(said)


def _moment(moment: datetime.datetime) -> datetime.datetime:
    return moment


def _parts(pipe: Connection) -> Iterator[Any]:
    while said := pipe.recv():
        yield said[0]


class _Teller:
    """The progress of the process: now and then it says how far it is; it stops when asked, or left alone."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._next = 0.0

    def __call__(self, done: int, total: int | None) -> None:
        if self._pipe.poll():
            raise Cancelled(_("Se canceló; no quedó nada a medias."))
        now = time.monotonic()
        if now >= self._next:
            self._next = now + _TELL_S
            with suppress(BrokenPipeError, ConnectionError):
                self._pipe.send(_Rows(done, total))


__all__ = ["DoHereInstead", "InParts", "KeptBeforeItEnded", "Work", "do_apart", "do_what_is_said", "in_parts"]
