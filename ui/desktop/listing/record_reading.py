"""Reading the record that is shown, and its history."""

from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from ui.desktop.lanes import Lane, Ticket
from ui.desktop.listing.source import ListSource

_FIRST_OPERATIONS = 50
"""Of a history: what is shown while the rest is read."""
_ALL_OPERATIONS = 2_000


class History(NamedTuple):
    """What was done to a record, newest first."""

    record: int
    entries: Any


class RecordReading(QObject):
    """Reads on ``lane``, one record after another; a newer one stops an older one. ``record_came`` carries what
    the source gives, ``history_came`` a History, ``failed`` the error of what cannot be read.
    """

    record_came = Signal(object)
    history_came = Signal(object)
    failed = Signal(object)

    def __init__(self, lane: Lane, parent: QObject) -> None:
        super().__init__(parent)
        self._lane = lane
        self._source: ListSource | None = None
        self._ticket: Ticket | None = None
        self._wanted = 0

    @property
    def wanted(self) -> int:
        """The number of the record that is on its way; 0 for none."""
        return self._wanted

    def set_source(self, source: ListSource | None) -> None:
        """Read here from now on; None: what is being read does not come any more."""
        self._source = source
        if source is None:
            self.stop()

    def stop(self) -> None:
        """The record that is being read is not wanted any more."""
        self._lane.cancel(self._ticket)
        self._ticket = None
        self._wanted = 0

    def read(self, number: int) -> None:
        """Read a record instead of the one before; 0 for none."""
        self.stop()
        if number and self._source is not None:
            source, self._wanted = self._source, number
            self._ticket = self._lane.submit(
                lambda _ticket: source.record(number), self._came, failed=self._cannot
            )

    def _came(self, record: Any) -> None:
        self._wanted = 0
        self.record_came.emit(record)

    def _cannot(self, error: Exception) -> None:
        self._wanted = 0
        self.failed.emit(error)

    @Slot(object)
    def read_history(self, number: int) -> None:
        """Read a record's history: its newest part first, if it is long."""
        if self._source is None:
            return
        source = self._source

        def read(ticket: Ticket) -> History:
            first = source.history(number, _FIRST_OPERATIONS)
            if len(first) < _FIRST_OPERATIONS:
                return History(number, first)
            ticket.tell(History(number, first))
            return History(number, source.history(number, _ALL_OPERATIONS))

        came = self.history_came.emit
        self._lane.submit(read, came, part=came, failed=self.failed.emit)
