"""Those alike somebody who is being typed: a short list to look at before making the same contact twice."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from crm.contact_list import ContactRow
from crm.texts import _
from ui.desktop.contacts.link import Link
from ui.desktop.fields.field import Kit
from ui.desktop.labels import Prose, label
from ui.desktop.lanes import Ticket

_WAIT_MS = 80


class AlikeList(QWidget):
    """``contact_wanted`` carries the id of one that was clicked; ``found`` comes with each answer."""

    contact_wanted = Signal(object)
    found = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._wanted = ("", "", "")
        self._ticket: Ticket | None = None
        self.rows: Sequence[ContactRow] = ()
        self._box: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setAccessibleName(_("Contactos parecidos que ya están en la base"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._ask)
        self.hide()

    def look_for(self, name: str, e164: str, email: str) -> None:
        """Show those alike; what is typed meanwhile is waited for."""
        if (name, e164, email) != self._wanted:
            self._wanted = (name, e164, email)
            self._timer.start()

    def stop(self) -> None:
        """Look for nobody any more."""
        self._timer.stop()
        self._kit.lane.cancel(self._ticket)
        self._ticket = None

    @Slot()
    def _ask(self) -> None:
        source, wanted = self._kit.source, self._wanted
        self._kit.lane.cancel(self._ticket)
        self._ticket = self._kit.lane.submit(
            lambda _ticket: source.alike(*wanted), self._show, failed=self._show_none
        )

    def _show_none(self, _error: Exception) -> None:
        """A hint that does not come is not missed: saving says what is wrong with the base."""
        if isValid(self):
            self._show(())

    def _show(self, rows: Sequence[ContactRow]) -> None:
        if not isValid(self):
            return
        self._ticket = None
        self.rows = rows
        if self._box is not None:
            self._box.hide()
            self._box.deleteLater()
            self._box = None
        if rows:
            self._box = self._listed(rows)
            self._column.addWidget(self._box)
        self.setVisible(bool(rows))
        self.found.emit()

    def _listed(self, rows: Sequence[ContactRow]) -> QWidget:
        box = QWidget()
        box.setObjectName("tint")
        column = QVBoxLayout(box)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addWidget(label(_("Ya está en la base alguien parecido"), semibold=True))
        for row in rows:
            link = Link(row.name, row.id)
            link.setAccessibleDescription(_("Abre su ficha; lo que escribió queda como borrador"))
            link.chosen.connect(self.contact_wanted)
            column.addWidget(link)
            if row.second_line:
                column.addWidget(Prose(row.second_line, look="muted"))
        return box
