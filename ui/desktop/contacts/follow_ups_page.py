"""The Seguimientos tab: what is still to be done about a contact, and a new one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QVBoxLayout, QWidget

from crm.contact_values import Reference
from crm.texts import _
from ui.desktop.contacts.timeline_list import Opens
from ui.desktop.day.item import DONE, NEXT, POSTPONE, DayItem
from ui.desktop.day.lines import FOLLOW_UP, Line
from ui.desktop.icons import BESIDE_TEXT, Icons
from ui.desktop.labels import Prose
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.follow_up_list import FollowUpRow

AT_MOST = 50
_SEPARATOR = " · "


class FollowUpsPage(QScrollArea):
    """``wanted`` carries a follow-up's id, what is wanted of it (DONE, NEXT, POSTPONE) and the line it stands in;
    ``opened`` a Reference to it, ``new_wanted`` asks for a new one.
    """

    wanted = Signal(object, str, object)
    opened = Signal(object)
    new_wanted = Signal()

    def __init__(self, theme: Theme, icons: Icons, opens: Opens) -> None:
        super().__init__()
        self._theme = theme
        self._opens = opens
        self._rows: tuple[FollowUpRow, ...] | None = None
        self._contact = 0
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setObjectName("sheet")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.new_button = QPushButton(_("Nuevo seguimiento"))
        self.new_button.setIcon(icons.icon("plus"))
        self.new_button.setIconSize(BESIDE_TEXT)
        self.new_button.clicked.connect(self.new_wanted)
        self.nothing = Prose(look="muted")
        self.nothing.setContentsMargins(8, 8, 8, 8)
        self.nothing.set_text(_("Nada queda pendiente con este contacto."))
        self.rest = Prose(look="muted")
        self.rest.setContentsMargins(8, 0, 8, 0)
        self.items: list[DayItem] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 16, 16, 24)
        column.setSpacing(8)
        column.addWidget(self.nothing)
        column.addLayout(self._lines)
        column.addWidget(self.rest)
        button = QVBoxLayout()
        button.setContentsMargins(8, 8, 8, 0)
        button.addWidget(self.new_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(button)
        column.addStretch()
        self.setWidget(inside)

    def offer_new(self, offered: bool) -> None:
        """Whether a new one can be written down."""
        self.new_button.setVisible(offered)

    def show_rows(self, contact: int, rows: "tuple[FollowUpRow, ...]") -> None:
        """Show the open follow-ups about a contact; who stands on one goes on to the next when it is gone."""
        if (contact, rows) == (self._contact, self._rows):
            return
        self._contact, self._rows = contact, rows
        focused = QApplication.focusWidget()
        place = next((n for n, item in enumerate(self.items) if item is focused), -1)
        for item in self.items:
            self._lines.removeWidget(item)
            item.hide()
            item.deleteLater()
        self.items = [self._item(row) for row in rows[:AT_MOST]]
        self.rest.setVisible(len(rows) > AT_MOST)
        self.rest.set_text(
            _("Se muestran los {n} que vencen antes, de {total:,}.").format(n=AT_MOST, total=len(rows))
        )
        for item in self.items:
            self._lines.addWidget(item)
        self.nothing.setVisible(not rows)
        if place >= 0:
            self._stand_on(place)

    def _stand_on(self, place: int) -> None:
        if self.items:
            self.items[min(place, len(self.items) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.new_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """Stand on the first of them."""
        self._stand_on(0)

    def _item(self, row: "FollowUpRow") -> DayItem:
        item = DayItem(self._line(row), self._theme)
        item.pressed_for.connect(self._pressed)
        item.stepped.connect(self._step)
        item.arrived.connect(self._arrived)
        return item

    def _line(self, row: "FollowUpRow") -> Line:
        reference = Reference(row.id, row.what, FOLLOW_UP)
        commitment = _("compromiso {number}").format(number=row.commitment) if row.commitment else ""
        waiting = _("en espera de {whom}").format(whom=row.waiting_for) if row.waiting_for else ""
        others = [about.name for about in row.about if about.id != self._contact]
        parts = (row.responsible, commitment, waiting, *others)
        return Line(
            reference,
            reference,
            row.what,
            _SEPARATOR.join(part for part in parts if part),
            when=row.due,
            tone="danger" if row.is_overdue else "",
        )

    @Slot(object, str)
    def _pressed(self, item: DayItem, wanted: str) -> None:
        record = item.line.record
        if wanted in (DONE, NEXT, POSTPONE):
            self.wanted.emit(record.id, wanted, item)
        elif self._opens(FOLLOW_UP):
            self.opened.emit(record)

    @Slot(object, int)
    def _step(self, item: DayItem, key: int) -> None:
        places = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self.items) - 1}
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key), 0)
        wanted = places.get(Qt.Key(key), self.items.index(item) + by)
        if 0 <= wanted < len(self.items):
            self.items[wanted].setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(object)
    def _arrived(self, item: QWidget) -> None:
        self.ensureWidgetVisible(item, 0, 24)
