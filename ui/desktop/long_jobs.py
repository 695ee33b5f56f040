"""Long jobs that can be stopped, and that say whether they were."""

import gc
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from crm.errors import Cancelled
from crm.texts import _
from ui.desktop.lanes import Ticket


class Rows(NamedTuple):
    """How far a job is; ``total`` None if nobody knows."""

    done: int
    total: int | None


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


_pause = threading.Lock()
_pausing = 0


@contextmanager
def without_collector(*, keep: bool = False) -> Iterator[None]:
    """Pause Python's collector of cycles while a job makes a hundred thousand objects.

    It stops every thread, the window's too, for as long as it takes to look at all of them: half a second again and
    again. ``keep``: what the job made stays for long, so it is not looked at afterwards either (``let_collect``).
    """
    global _pausing
    with _pause:
        _pausing += 1
        gc.disable()
    try:
        yield
    finally:
        with _pause:
            _pausing -= 1
            if not _pausing:
                if keep:
                    gc.freeze()
                gc.enable()


def let_collect() -> None:
    """What was kept from the collector is let go of, or soon will be."""
    gc.unfreeze()


def teller(ticket: Ticket, stop: Stop | None = None) -> Callable[[int, int | None], None]:
    """A ``crm.progress.Progress`` that tells Rows, and ends the job when it is not wanted any more."""

    def progress(done: int, total: int | None) -> None:
        ticket.check()
        if stop is not None:
            stop.check()
        ticket.tell(Rows(done, total))

    return progress
