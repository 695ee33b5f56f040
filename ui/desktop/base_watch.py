"""Another window or a scheduled command may work on the base that is open: its journal says so."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ui.desktop.base_opening import last_operation
from ui.desktop.lanes import Lane
from ui.desktop.writing import Done

if TYPE_CHECKING:
    from crm.base import Base

_WATCH_MS = 3000


class BaseWatch(QObject):
    """Looks at the journal of a base now and then. ``changed`` comes when somebody else has done something;
    ``failed`` carries the error of a base that cannot be read.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, lane: Lane, parent: QObject) -> None:
        super().__init__(parent)
        self._lane = lane
        self._base: Base | None = None
        self._last = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_WATCH_MS)
        self._timer.timeout.connect(self.look)

    def watch(self, base: "Base", last: int) -> None:
        """Look at this base from now on; ``last`` is its newest operation."""
        self._base, self._last = base, last
        self._timer.start()

    def leave(self) -> None:
        """Look at none."""
        self._timer.stop()
        self._base = None

    @Slot(object)
    def know_of(self, done: Done) -> None:
        """What this window has done is no news for it."""
        self._last = max(self._last, done.last)

    @Slot()
    def look(self) -> None:
        """Look now, unless the lane is busy: the work of whoever is here goes first."""
        base = self._base
        if base is not None and self._lane.idle:
            self._lane.submit(lambda _ticket: last_operation(base), self._compare, failed=self.failed.emit)

    def _compare(self, last: int) -> None:
        if self._base is not None and last != self._last:
            self._last = last
            self.changed.emit()
