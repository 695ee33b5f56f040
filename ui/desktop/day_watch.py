"""A window left open over midnight: what it says of today is yesterday's then."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from crm.clock import Clock

if TYPE_CHECKING:
    import datetime

_LOOK_MS = 10_000
"""Not once at midnight: the time that a machine sleeps is none for a timer."""


class DayWatch(QObject):
    """Looks at a clock now and then. ``changed`` comes when it tells another day."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._clock = Clock()
        self._day: datetime.date | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def watch(self, clock: Clock) -> None:
        """Look at this clock from now on."""
        self._clock, self._day = clock, clock.today
        self._timer.start()

    def leave(self) -> None:
        """Look at none."""
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        """Look now."""
        day = self._clock.today
        if day != self._day:
            self._day = day
            self.changed.emit()
