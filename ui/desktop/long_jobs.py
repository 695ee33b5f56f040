"""Long jobs that can be stopped, and that say whether they were."""

import threading
from collections.abc import Callable
from typing import NamedTuple, Protocol

from PySide6.QtCore import SignalInstance

from crm.errors import Cancelled
from crm.texts import _
from ui.desktop.lanes import Ticket


class Rows(NamedTuple):
    """How far a job is; ``total`` None if nobody knows."""

    done: int
    total: int | None


class LongWork(Protocol):
    """Something that does long jobs, one at a time, and tells of them: ``begun`` carries what is done, in words,
    ``went_on`` Rows, ``ended`` comes however it went."""

    begun: SignalInstance
    went_on: SignalInstance
    ended: SignalInstance

    @property
    def running(self) -> str:
        """What is being done now, in words, or empty."""
        ...

    def stop(self) -> None:
        """Take back what is being done."""
        ...


class Stop:
    """Asks a running job to take back what it has begun; too late once that is being kept.

    A lane calls nobody back for a job cancelled through it; whoever waits to hear how it ended asks by this instead.
    """

    def __init__(self) -> None:
        self._wanted = threading.Event()

    def ask(self) -> None:
        """Stop at the next row that is told of."""
        self._wanted.set()

    def check(self) -> None:
        """Raise Cancelled if somebody asked."""
        if self._wanted.is_set():
            raise Cancelled(_("Se canceló; no quedó nada a medias."))


def teller(ticket: Ticket, stop: Stop | None = None) -> Callable[[int, int | None], None]:
    """A ``crm.progress.Progress`` that tells Rows, and ends the job when it is not wanted any more."""

    def progress(done: int, total: int | None) -> None:
        ticket.check()
        if stop is not None:
            stop.check()
        ticket.tell(Rows(done, total))

    return progress
