"""Backups that make themselves while the window is open, once a day, and when it closes."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ui.desktop.lanes import Lane, Ticket
from ui.desktop.settings import Settings

if TYPE_CHECKING:
    from crm.base import Base

_LOOK_EVERY_MS = 3_600_000


class DailyBackup(QObject):
    """Backs up the open base on a lane when a day has passed; ``failed`` carries a sentence for the user."""

    failed = Signal(str)

    def __init__(self, lane: Lane, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._lane = lane
        self._settings = settings
        self._base: Base | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)

    def watch(self, base: "Base") -> None:
        """Look after this base from now on, beginning at once."""
        self._base = base
        self._timer.start()
        self._look()

    def leave(self) -> None:
        """Look after none."""
        self._base = None
        self._timer.stop()

    @Slot()
    def _look(self) -> None:
        base = self._base
        if base is not None and self._lane.idle:
            folder = chosen_folder(self._settings)
            self._lane.submit(
                lambda ticket: _if_due(base, folder, ticket), _nothing_to_tell, failed=self._tell
            )

    def _tell(self, error: Exception) -> None:
        self.failed.emit(str(error))


def chosen_folder(settings: Settings) -> Path | None:
    """The folder that the user chose for backups; None for the one beside the base."""
    return Path(settings.backups_folder) if settings.backups_folder else None


def _if_due(base: "Base", folder: Path | None, ticket: Ticket) -> None:
    from crm.backups import automatic, folder_for, is_due, made

    def progress(_done: int, _total: int | None) -> None:
        ticket.check()

    last = max(made(base.path, folder or folder_for(base.path)), default=None)
    if is_due(last, base.clock.now()):
        automatic(base.path, base.key, base.clock, folder, progress)


def at_closing(base: "Base", folder: Path | None = None) -> None:
    """Back up a base that changed since its last backup. Raises BaseProblem and FileProblem."""
    from crm.backups import automatic

    automatic(base.path, base.key, base.clock, folder)


def _nothing_to_tell(_backup: object) -> None:
    """A backup that went well asks for nobody's attention."""
