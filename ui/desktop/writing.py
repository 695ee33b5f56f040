"""What the user does: each thing one operation, done on the writer lane, and what takes it back.

Pages ask with ``run``; whoever shows what was done (the undo bar) and whoever shows the base (lists, records) listen
to ``done``.
"""

import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from crm.errors import Cancelled
from crm.heap import without_collector
from crm.texts import _
from ui.desktop.lanes import Lane, Ticket
from ui.desktop.long_jobs import Rows, Stop, teller

if TYPE_CHECKING:
    from crm.base import Base
    from crm.progress import Progress

T = TypeVar("T")

EDIT: Final = "edit"
UNDO: Final = "undo"
REDO: Final = "redo"


class Done(NamedTuple):
    """One thing done: ``operation`` is the edit it is about, also when ``kind`` says that it was undone or redone.

    ``title_in_words`` is that edit's title. ``touched`` are the ids of the records changed now, None when they are
    too many to name; ``last`` the number of the newest operation of the base. ``icon`` is a drawing of
    resources/icons that says what was done; ``told`` says it with names, for the screen alone.
    """

    operation: int
    title_in_words: str
    kind: Literal["edit", "undo", "redo"]
    touched: frozenset[int] | None = None
    last: int = 0
    icon: str = "check"
    told: str = ""


class _Begun(NamedTuple):
    """A job's turn has come."""

    title_in_words: str
    stop: Stop


class Writing(QObject):
    """Operations on one base. ``done`` carries a Done for everything that changed the base; ``failed`` the error of
    what could not be done, unless whoever asked takes it.

    ``begun`` carries the title in words of what is being done from now on, ``went_on`` how many Rows of it are done
    if there are many, ``ended`` says that it is over, well or not; until then ``stop`` takes it back. ``refused``
    comes besides when it could not be done, whoever is told why.
    """

    done = Signal(object)
    failed = Signal(object)
    begun = Signal(str)
    went_on = Signal(object)
    ended = Signal()
    refused = Signal()

    def __init__(self, base: "Base", lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._base = base
        self._lane = lane
        self._stop: Stop | None = None
        self._title = ""
        self._rows: Rows | None = None

    @property
    def today(self) -> datetime.date:
        """The day it is for this base."""
        return self._base.clock.today

    def run(
        self,
        title: str,
        job: "Callable[[Any], T]",
        *,
        then: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        icon: str = "check",
        told: "Callable[[T], str] | None" = None,
        **params: Any,
    ) -> Ticket:
        """Do ``job`` as one operation with this title (a template of crm.texts.mark, filled from ``params``).

        ``then`` is called with what the job returns, also when it changed nothing; ``failed`` with a UserError or
        BaseProblem, after which nothing was changed. Both run on the main thread. ``icon`` shows what was done, a
        file of resources/icons, and ``told`` says it, from what the job returns, with the names that no title keeps.
        What was asked for is done even if the window is closed before its turn.
        """
        base = self._base

        def words() -> str:
            from crm import operations

            return operations.title_in_words(title, params)

        def work(progress: "Progress") -> tuple[T, Done | None]:
            from crm import operations

            with base.write(title, progress, **params) as session:
                number = operations.running(session)
                result = job(session)
            done = _told(base, number, number, EDIT, icon)
            if done is not None and told is not None:
                done = done._replace(told=told(result))
            return result, done

        def finish(outcome: tuple[T, Done | None]) -> None:
            result, done = outcome
            if then is not None:
                then(result)
            if done is not None:
                self.done.emit(done)

        return self._submit(words, work, finish, failed or self.failed.emit)

    def run_long(
        self,
        title_in_words: str,
        job: "Callable[[Progress], T]",
        *,
        then: Callable[[T], None],
        failed: Callable[[Exception], None],
        told: Callable[[Rows], None],
        stop: Stop,
    ) -> Ticket:
        """Do what opens an operation of its own and may be left unfinished by a window that closes: an import.

        ``told`` hears how far it is, ``stop`` takes it back; ``failed`` is called with Cancelled then.
        """
        return self._submit(lambda: title_in_words, job, then, failed, stop=stop, told=told, keep=False)

    @property
    def running(self) -> str:
        """What is being done now, in words, or empty."""
        return self._title if self._stop is not None else ""

    def undo(self, operation: int | None = None) -> None:
        """Undo what the user did last, or a given operation. ``failed`` says why and by what it cannot be."""
        base = self._base

        def work(progress: "Progress") -> Done | None:
            from crm import large_operations

            inverted = large_operations.undo(base, operation, progress)
            return _told(base, inverted.target, inverted.operation, UNDO, "undo-2")

        self._submit(lambda: _("Deshacer"), work, self._tell, self.failed.emit)

    def redo(self) -> None:
        """Do again what the user undid last. ``failed`` says why and by what it cannot be."""
        base = self._base

        def work(progress: "Progress") -> Done | None:
            from crm import large_operations

            inverted = large_operations.redo(base, progress)
            return _told(base, inverted.target, inverted.operation, REDO, "redo-2")

        self._submit(lambda: _("Rehacer"), work, self._tell, self.failed.emit)

    @Slot()
    def stop(self) -> None:
        """Take back what is being done, whole; ``failed`` says so. Too late once it is being kept."""
        if self._stop is not None:
            self._stop.ask()

    def _submit(
        self,
        words: Callable[[], str],
        work: "Callable[[Progress], T]",
        finish: Callable[[T], None],
        failed: Callable[[Exception], None],
        *,
        stop: Stop | None = None,
        told: Callable[[Rows], None] | None = None,
        keep: bool = True,
    ) -> Ticket:
        stop = stop or Stop()

        def job(ticket: Ticket) -> T | Cancelled:
            ticket.tell(_Begun(words(), stop))
            try:
                with without_collector():
                    return work(teller(ticket, stop))
            except Cancelled:
                # The lane calls nobody back for a cancelled job, and whoever stopped this one waits to hear of it.
                return Cancelled(_("Se canceló; no cambió nada."))
            finally:
                ticket.tell(None)

        def end(outcome: T | Cancelled) -> None:
            if isinstance(outcome, Cancelled):
                failed(outcome)
            else:
                finish(outcome)

        def fail(error: Exception) -> None:
            self.refused.emit()
            failed(error)

        def hear(news: _Begun | Rows | None) -> None:
            if told is not None and isinstance(news, Rows):
                told(news)
            self._hear(news)

        return self._lane.submit(job, end, part=hear, failed=fail, keep=keep)

    def _hear(self, news: _Begun | Rows | None) -> None:
        if isinstance(news, _Begun):
            self._stop, self._title, self._rows = news.stop, news.title_in_words, None
            self.begun.emit(news.title_in_words)
        elif news is None:
            self._stop = None
            self.ended.emit()
        elif news != self._rows:
            self._rows = news
            self.went_on.emit(news)

    def announce(self, operation: int, icon: str = "check") -> None:
        """Tell of an edit that was not done through ``run``: an import, which is long and opens its own."""
        base = self._base
        self._lane.submit(
            lambda _ticket: _told(base, operation, operation, EDIT, icon), self._tell, failed=self.failed.emit
        )

    def _tell(self, done: Done | None) -> None:
        if done is not None:
            self.done.emit(done)


def _told(
    base: "Base", target: int, operation: int, kind: Literal["edit", "undo", "redo"], icon: str
) -> Done | None:
    """What the journal says of ``target``, which ``operation`` made, undid or redid; None if it left no trace."""
    from crm import operations

    with base.read() as session:
        news = operations.news(session, operation)
        if news is None:
            return None
        return Done(target, operations.title_of(session, target), kind, news.touched, news.last, icon)


__all__ = ["EDIT", "REDO", "UNDO", "Done", "Writing"]
