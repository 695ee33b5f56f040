"""What stands around a contact: its timeline, what is owed to it, documents, agreements; read beside the record."""

import datetime
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ui.desktop.lanes import Lane, Ticket

if TYPE_CHECKING:
    from crm.agreement_list import AgreementRow
    from crm.documents import RecordDocument
    from crm.follow_up_list import FollowUpRow
    from crm.timeline import Timeline


class Surroundings(NamedTuple):
    """Of one contact, as it was on ``today``: open follow-ups by when they are due. ``timeline`` begins with the newest
    entries and may end before the oldest.
    """

    record: int
    today: datetime.date
    timeline: "Timeline"
    follow_ups: "tuple[FollowUpRow, ...]"
    documents: "tuple[RecordDocument, ...]"
    agreements: "tuple[AgreementRow, ...]" = ()


class SurroundingsSource(Protocol):
    """Where they come from; each of these runs on a lane."""

    def around(self, contact: int) -> Surroundings:
        """What stands around a contact."""
        ...

    def timeline(self, contact: int, text: str) -> "Timeline":
        """Its timeline, of the entries with words that begin so."""
        ...


class SurroundingsReading(QObject):
    """Reads on ``lane``; a newer question stops an older one. ``came`` carries Surroundings, and once more with all of
    a timeline that is long: a first screenful is painted meanwhile. ``found`` carries a contact and its Timeline that
    was searched; ``failed`` the error of what cannot be read.
    """

    came = Signal(object)
    found = Signal(object, object)
    failed = Signal(object)

    def __init__(self, lane: Lane, parent: QObject) -> None:
        super().__init__(parent)
        self._lane = lane
        self._source: SurroundingsSource | None = None
        self._reading: Ticket | None = None
        self._searching: Ticket | None = None
        self._came: Surroundings | None = None
        self._going_on = QTimer(self)  # Qt paints before it looks at its timers
        self._going_on.setSingleShot(True)
        self._going_on.setInterval(0)
        self._going_on.timeout.connect(self._read_on)

    def set_source(self, source: SurroundingsSource | None) -> None:
        """Read here from now on; None: what is being read does not come any more."""
        self._source = source
        self.stop()

    def stop(self) -> None:
        """Nothing is wanted any more."""
        for ticket in (self._reading, self._searching):
            self._lane.cancel(ticket)
        self._reading = self._searching = self._came = None
        self._going_on.stop()

    def read(self, contact: int) -> None:
        """Read what stands around a contact."""
        self.stop()
        if self._source is not None:
            source = self._source
            self._reading = self._lane.submit(
                lambda _ticket: source.around(contact), self._show, failed=self.failed.emit
            )

    def _show(self, around: Surroundings) -> None:
        self._came = around
        if not around.timeline.is_whole:
            self._going_on.start()
        self.came.emit(around)

    @Slot()
    def _read_on(self) -> None:
        """The rest of a long timeline."""
        source, around = self._source, self._came
        if source is None or around is None:
            return

        def came(timeline: "Timeline") -> None:
            self.came.emit(around._replace(timeline=timeline))

        self._reading = self._lane.submit(
            lambda _ticket: source.timeline(around.record, ""), came, failed=self.failed.emit
        )

    @Slot(object, str)
    def search(self, contact: int, text: str) -> None:
        """Search its timeline."""
        self._lane.cancel(self._searching)
        if self._source is not None:
            source = self._source

            def found(timeline: "Timeline") -> None:
                self.found.emit(contact, timeline)

            self._searching = self._lane.submit(
                lambda _ticket: source.timeline(contact, text), found, failed=self.failed.emit
            )
