"""Writing an import: one operation, stopped whole, taken back whole."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from crm.errors import Cancelled
from crm.texts import _
from ui.desktop.importing.kinds import kinds
from ui.desktop.long_jobs import Rows, Stop

if TYPE_CHECKING:
    from crm.importing.run import Result
    from ui.desktop.importing.dry_run import DryRun
    from ui.desktop.writing import Done, Writing


class ImportJob(QObject):
    """``begun`` carries what is done, in words, ``told`` Rows; ``ended`` comes however it went, before ``done`` with
    the Result or ``failed`` with a sentence; ``undone`` says that the last import was taken back, or done again."""

    begun = Signal(str)
    told = Signal(object)
    ended = Signal()
    done = Signal(object)
    failed = Signal(str)
    undone = Signal(bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._writing: Writing | None = None
        self._stop: Stop | None = None
        self._operation: int | None = None

    @property
    def running(self) -> bool:
        """Whether an import is being written."""
        return self._stop is not None

    def set_writing(self, writing: "Writing | None") -> None:
        """Announce imports here, and take them back through it."""
        self._writing = writing
        if writing is not None:
            writing.done.connect(self._something_was_done)

    def start(self, dry_run: "DryRun") -> None:
        """Import what a dry run shows, as one operation."""
        from ui.desktop.importing import work

        review = dry_run.review
        if dry_run.base is None or review is None or self._writing is None:
            return
        self._stop = Stop()
        n = review.to_write
        title = _("Importando {n:,} {noun}").format(n=n, noun=kinds()[dry_run.kind].noun(n))
        self.begun.emit(title)
        self._writing.run_long(
            title,
            work.applying(dry_run.base, dry_run.kind, review),
            then=self._finish,
            failed=self._fail,
            told=self._tell,
            stop=self._stop,
        )

    def stop(self) -> None:
        """Take back what it has begun."""
        if self._stop is not None:
            self._stop.ask()

    @Slot()
    def undo(self) -> None:
        """Take the last import back."""
        if self._writing is not None and self._operation is not None:
            self._writing.undo(self._operation)

    def forget(self) -> None:
        """There is no last import any more."""
        self._operation = None

    def _tell(self, rows: Rows) -> None:
        self.told.emit(rows)

    def _finish(self, result: "Result") -> None:
        self._stop = None
        self._operation = result.operation
        self.ended.emit()
        if result.operation is not None and self._writing is not None:
            self._writing.announce(result.operation)
        self.done.emit(result)

    def _fail(self, error: Exception) -> None:
        self._stop = None
        self.ended.emit()
        stopped = isinstance(error, Cancelled)
        self.failed.emit(_("La importación se canceló; no se guardó nada.") if stopped else str(error))

    @Slot(object)
    def _something_was_done(self, done: "Done") -> None:
        """The import was taken back, here or from the undo bar; or done again."""
        if self._operation is not None and done.operation == self._operation:
            self.undone.emit(done.kind == "undo")
