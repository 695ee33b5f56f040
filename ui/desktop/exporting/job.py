"""An export under way: told how far it is, stopped, ended."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from crm.texts import _
from ui.desktop.exporting import work
from ui.desktop.lanes import Lane
from ui.desktop.long_jobs import Rows, Stop

if TYPE_CHECKING:
    from crm.base import Base
    from crm.exporting.asked import Asked
    from crm.exporting.run import Exported


class ExportJob(QObject):
    """One at a time. ``begun`` carries what is done, in words; ``went_on`` Rows; ``ended`` comes however it went,
    before ``done`` with the Exported, or None if it was stopped, or ``failed`` with why it could not be."""

    begun = Signal(str)
    went_on = Signal(object)
    ended = Signal()
    done = Signal(object)
    failed = Signal(object)

    def __init__(self, lane: Lane, parent: QObject) -> None:
        super().__init__(parent)
        self._lane = lane
        self._stop: Stop | None = None
        self._title = ""
        self.path = Path()

    @property
    def running(self) -> str:
        """What is being done now, in words, or empty."""
        return self._title if self._stop is not None else ""

    def start(self, base: "Base", asked: "Asked", path: Path, columns: Sequence[str] | None) -> None:
        """Write what is asked for to a file."""
        self.path = path
        self._stop = Stop()
        self._title = _("Exportando a «{name}»").format(name=path.name)
        self.begun.emit(self._title)
        self._lane.submit(
            work.exporting(base, asked, path, columns, self._stop),
            self._finish,
            part=self._tell,
            failed=self._fail,
        )

    @Slot()
    def stop(self) -> None:
        """Stop it; nothing is left of it."""
        if self._stop is not None:
            self._stop.ask()

    def _tell(self, rows: Rows) -> None:
        self.went_on.emit(rows)

    def _finish(self, done: "Exported | None") -> None:
        self._stop = None
        self.ended.emit()
        self.done.emit(done)

    def _fail(self, error: Exception) -> None:
        self._stop = None
        self.ended.emit()
        self.failed.emit(error)
