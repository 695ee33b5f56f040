"""Work beside the window: each lane is one thread that does one job after another.

A window has one that writes, one that reads and whose job can be interrupted by a newer one, one that reads for long
work (exports, scans, backups), and two for what may hold none of these back: counts, and small pictures. A job is a
function of a ``Ticket``; what it returns comes back on the main thread, through a mailbox to one bound method of the
lane, which calls whoever asked. A lane's thread touches nothing of Qt's but pictures, and what a job holds is let go
of on the main thread: a widget must end there.
"""

import queue
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from crm.errors import BaseProblem, Cancelled, UserError
from crm.texts import _
from ui.desktop.mailbox import Mailbox
from ui.desktop.main_collector import MainCollector

_INTERRUPT_AGAIN_MS = 10

_TURN_S = 0.0001
"""How long a thread that computes keeps Python once another one wants it. Painting asks for it many times a frame, and
waits this long each time: with the usual 5 ms an import stopped the window for 225 ms, with half a millisecond for 88
to 101, with this for 50 to 60."""


class Ticket:
    """One job: what it says while it runs, and whether it is still wanted.

    Only the job's thread calls ``tell`` and ``check``; ``cancelled`` may be read by any.
    """

    def __init__(self, post: Callable[["_News"], None]) -> None:
        self._post = post
        self._cancelled = threading.Event()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked the job to stop."""
        return self._cancelled.is_set()

    def check(self) -> None:
        """Raise Cancelled if the job is not wanted any more: to be called between steps."""
        if self.cancelled:
            raise Cancelled(_("La tarea se canceló."))

    def tell(self, part: object) -> None:
        """Send a partial result or a progress to whoever asked for the job."""
        if not self.cancelled:
            self._post(_News(self, "part", part))

    def drop(self) -> None:
        """Mark the job as not wanted; use ``Lane.cancel``, which interrupts its statement too."""
        self._cancelled.set()


class _News(NamedTuple):
    ticket: Ticket
    kind: str
    value: object = None


class _Asked(NamedTuple):
    """Whom to call, on the main thread."""

    done: Callable[[Any], None]
    part: Callable[[Any], None] | None
    failed: Callable[[Exception], None] | None
    keep: bool


class Lane(QObject):
    """One thread and its jobs, in the order in which they were asked for.

    ``broken`` carries the text of a bug of ours that escaped a job: the window stays alive.
    """

    broken = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._interrupt: Callable[[], None] | None = None
        self._queue: queue.SimpleQueue[Ticket | None] = queue.SimpleQueue()
        self._jobs: dict[Ticket, Callable[[Ticket], Any]] = {}
        self._asked: dict[Ticket, _Asked] = {}
        self._current: Ticket | None = None
        self._lock = threading.Lock()
        self._again = QTimer(self)
        self._again.setInterval(_INTERRUPT_AGAIN_MS)
        self._again.timeout.connect(self._interrupt_cancelled)
        self._news = Mailbox(self)
        self._news.came.connect(self._deliver)
        self._thread = threading.Thread(target=self._work, name=f"vinculo-{name}", daemon=True)
        self._thread.start()

    def submit(
        self,
        job: Callable[[Ticket], Any],
        done: Callable[[Any], None],
        *,
        part: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        keep: bool = False,
    ) -> Ticket:
        """Do ``job`` after those already asked for; call ``done`` with its result, or ``failed`` with its error.

        With ``keep`` it is done even if the lane is closed before its turn (what the user has typed).
        Nobody is called for a cancelled job. Errors meant for the user (UserError, BaseProblem) go to ``failed``;
        anything else is a bug of ours and goes to the log and ``broken``.
        """
        ticket = Ticket(self._news.post)
        self._asked[ticket] = _Asked(done, part, failed, keep)
        self._jobs[ticket] = job
        self._queue.put(ticket)
        return ticket

    def cancel(self, ticket: Ticket | None) -> None:
        """Stop a job, running or waiting; nothing of it comes back any more."""
        if ticket is None or self._asked.pop(ticket, None) is None:
            return
        ticket.drop()
        self._interrupt_cancelled()

    @contextmanager
    def interruptible(self, interrupt: Callable[[], None]) -> Iterator[None]:
        """For a job: while inside, ``interrupt`` is what stops its statement if the job is cancelled.

        Nobody calls ``interrupt`` once the block has ended, so that it cannot hit whoever has the connection next.
        """
        with self._lock:
            self._interrupt = interrupt
        try:
            yield
        finally:
            with self._lock:
                self._interrupt = None

    @property
    def idle(self) -> bool:
        """Whether every job asked for has come back or was cancelled."""
        return not self._asked

    def close(self) -> None:
        """Cancel everything but what must be kept, and wait for the thread to end; nobody is called any more."""
        for ticket, asked in list(self._asked.items()):
            if not asked.keep:
                self.cancel(ticket)
        self._queue.put(None)
        while self._thread.is_alive():
            self._interrupt_cancelled()
            self._thread.join(_INTERRUPT_AGAIN_MS / 1000)
        self._again.stop()
        self._news.close()
        self._asked.clear()
        self._jobs.clear()

    @Slot()
    def _interrupt_cancelled(self) -> None:
        # An interrupt sent between two statements is lost, hence the timer; the lock keeps one from
        # reaching the job that comes after.
        with self._lock:
            running = self._current is not None and self._current.cancelled
            if running and self._interrupt is not None:
                self._interrupt()
        if running:
            self._again.start()
        else:
            self._again.stop()

    def _work(self) -> None:
        while (ticket := self._queue.get()) is not None:
            with self._lock:
                self._current = ticket
            result = self._result(ticket)
            with self._lock:
                self._current = None
            self._news.post(result)
            del result

    def _result(self, ticket: Ticket) -> _News:
        try:
            ticket.check()
            return _News(ticket, "done", self._jobs[ticket](ticket))
        except Cancelled:
            return _News(ticket, "cancelled")
        except (UserError, BaseProblem) as error:
            return _News(ticket, "failed", error)
        except Exception:  # noqa: BLE001 - the end of a thread: a bug must reach the log, and the lane live on
            if ticket.cancelled:
                return _News(ticket, "cancelled")
            import traceback

            return _News(ticket, "broken", traceback.format_exc())

    @Slot(object)
    def _deliver(self, news: _News) -> None:
        if news.kind == "part":
            asked = self._asked.get(news.ticket)
            if asked is not None and asked.part is not None:
                asked.part(news.value)
            return
        del self._jobs[news.ticket]
        asked = self._asked.pop(news.ticket, None)
        if asked is None:
            return
        if news.kind == "done":
            asked.done(news.value)
        elif news.kind == "failed" and asked.failed is not None:
            asked.failed(news.value)  # type: ignore[arg-type]
        elif news.kind in ("failed", "broken"):
            import logging

            logging.getLogger(__name__).error("A job failed: %s", news.value)
            self.broken.emit(str(news.value))


class Lanes(QObject):
    """The lanes of a window: three, and one each on which facets are counted and small pictures are drawn, so that
    they hold nothing back.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_TURN_S)
        self._collector = MainCollector(self)
        self.writer = Lane("writer", self)
        self.reader = Lane("reader", self)
        self.long_reader = Lane("long-reader", self)
        self.counter = Lane("counter", self)
        self.pictures = Lane("pictures", self)

    def close(self) -> None:
        """End all threads; what the writer has begun is finished first."""
        self.pictures.close()
        self.counter.close()
        self.long_reader.close()
        self.reader.close()
        self.writer.close()
        self._collector.leave()
