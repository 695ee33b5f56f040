"""The menu of pages that can be printed of a record, and of those that are of no record."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from crm.printing.catalog import (
    OF_ACTIVITY,
    OF_AGENDA,
    OF_AGREEMENT,
    OF_FOLLOW_UPS,
    OF_REGISTER,
    OF_REQUEST,
    OF_TOUR,
    PageKind,
    Wanted,
)
from crm.texts import _
from crm.weeks import USUAL
from ui.desktop.places import ACTIVITIES, AGREEMENTS, REQUESTS, TOURS
from ui.desktop.spoken_menu import SpokenMenu

_OF_PLACES = {
    ACTIVITIES: OF_ACTIVITY,
    TOURS: OF_TOUR,
    REQUESTS: OF_REQUEST,
    AGREEMENTS: OF_AGREEMENT,
}
_WITHOUT_RECORD = {AGREEMENTS: OF_REGISTER}


class PagesMenu(SpokenMenu):
    """Made each time it is opened, gone once it is closed; ``wanted`` carries the page that was asked for.

    ``begins`` is the day weeks begin on, as in ``crm.weeks``.
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget, begins: int = USUAL) -> None:
        super().__init__(parent)
        self._begins = begins
        self.setAccessibleName(_("Páginas para imprimir"))
        self.triggered.connect(self._chosen)
        self.aboutToHide.connect(self.deleteLater)

    def add(self, kinds: Sequence[PageKind], record: int = 0) -> None:
        """Offer the pages of a record."""
        for kind in kinds:
            item = self.addAction(_(kind.name))
            item.setData(Wanted(kind.code, record, begins=self._begins))

    def add_place(self, place: str, record: int) -> None:
        """Offer the pages of the record that is shown in a place of the window (0 for none), then those of none."""
        if record and place in _OF_PLACES:
            self.add(_OF_PLACES[place], record)
            self.addSeparator()
        self.add((*_WITHOUT_RECORD.get(place, ()), *OF_FOLLOW_UPS, *OF_AGENDA))

    @Slot(QAction)
    def _chosen(self, item: QAction) -> None:
        self.wanted.emit(item.data())
