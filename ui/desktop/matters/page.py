"""A place that lists the records of a subject beside the one that is chosen."""

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent

from crm.contact_values import Reference
from ui.desktop.lanes import Lane
from ui.desktop.listing.place import ListedPlace
from ui.desktop.trash.trashing import Trashing


class MatterPage(ListedPlace):
    """``record_wanted`` carries a Reference to a record of another place, ``new_wanted`` asks for the form of a new
    one. A subclass names the ``kind`` of its records, and says the sentences; its list is a ListedPane that says
    ``new_wanted``.
    """

    record_wanted = Signal(object)
    new_wanted = Signal()
    kind = ""

    def __init__(self, lane: Lane, list_pane: Any, record: Any) -> None:
        super().__init__(lane, list_pane, record)
        self._arranged = False
        Trashing(self, self.kind).join_list(list_pane.icons)
        list_pane.new_wanted.connect(self.new_wanted)
        record.record_wanted.connect(self._wanted)

    def showEvent(self, event: QShowEvent) -> None:
        """The line between list and record has a first place, once it is known how wide the window is."""
        super().showEvent(event)
        if not self._arranged:
            self._arranged = True
            self.splitter.reset()

    def none_yet(self) -> str:
        """What to say of a base that has none."""
        raise NotImplementedError

    def none_like_that(self) -> str:
        """What to say of a query that finds nothing."""
        raise NotImplementedError

    def nothing_found(self) -> str:
        """What to say of a list that is empty."""
        self.list.offer.setVisible(not self._query and self._source is not None)
        return self.none_like_that() if self._query else self.none_yet()

    @Slot(object)
    def _wanted(self, reference: Reference) -> None:
        if reference.kind == self.kind:
            self.show_one(reference.id)
        else:
            self.record_wanted.emit(reference)

    def _nothing_chosen(self) -> None:
        if self.record.page is None:
            super()._nothing_chosen()
        else:
            self._reading.stop()

    def leave_source(self) -> None:
        """Read from nowhere; the list is empty."""
        super().leave_source()
        self.list.offer.hide()
