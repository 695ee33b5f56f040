"""Reading the record that is shown, and its history."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from ui.desktop.contacts.source import ContactSource
from ui.desktop.lanes import Lane, Ticket

if TYPE_CHECKING:
    from crm.contact_history import HistoryEntry
    from crm.contact_record import ContactRecord

_FIRST_OPERATIONS = 50
"""Of a history: what is shown while the rest is read."""
_ALL_OPERATIONS = 2_000


class History(NamedTuple):
    """What was done to a contact, newest first."""

    contact: int
    entries: "tuple[HistoryEntry, ...]"


class RecordReading(QObject):
    """Reads on ``lane``, one record after another; a newer one stops an older one. ``record_came`` carries a
    ContactRecord, ``history_came`` a History, ``failed`` the error of what cannot be read.
    """

    record_came = Signal(object)
    history_came = Signal(object)
    failed = Signal(object)

    def __init__(self, lane: Lane, parent: QObject) -> None:
        super().__init__(parent)
        self._lane = lane
        self._source: ContactSource | None = None
        self._ticket: Ticket | None = None
        self._contact = 0

    @property
    def contact(self) -> int:
        """The contact whose record is on its way; 0 for none."""
        return self._contact

    def set_source(self, source: ContactSource | None) -> None:
        """Read here from now on; None: what is being read does not come any more."""
        self._source = source
        if source is None:
            self.stop()

    def stop(self) -> None:
        """The record that is being read is not wanted any more."""
        self._lane.cancel(self._ticket)
        self._ticket = None
        self._contact = 0

    def read(self, contact: int) -> None:
        """Read a contact instead of the one before; 0 for none."""
        self.stop()
        if contact and self._source is not None:
            source, self._contact = self._source, contact
            self._ticket = self._lane.submit(
                lambda _ticket: source.record(contact), self._came, failed=self._cannot
            )

    def _came(self, record: "ContactRecord") -> None:
        self._contact = 0
        self.record_came.emit(record)

    def _cannot(self, error: Exception) -> None:
        self._contact = 0
        self.failed.emit(error)

    @Slot(object)
    def read_history(self, contact: int) -> None:
        """Read a contact's history: its newest part first, if it is long."""
        if self._source is None:
            return
        source = self._source

        def read(ticket: Ticket) -> History:
            first = source.history(contact, _FIRST_OPERATIONS)
            if len(first) < _FIRST_OPERATIONS:
                return History(contact, first)
            ticket.tell(History(contact, first))
            return History(contact, source.history(contact, _ALL_OPERATIONS))

        came = self.history_came.emit
        self._lane.submit(read, came, part=came, failed=self.failed.emit)
