"""A row of the list of who takes part: the name, what they are there, how their part stands, and a way out."""

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from crm.activity_values import Participant
from crm.contact_values import Reference
from crm.texts import _
from ui.desktop.activities.fields import presence_names
from ui.desktop.activities.participant_entry import Entry, packed
from ui.desktop.contacts.link import Link
from ui.desktop.fields.choice import Choice
from ui.desktop.fields.field import Kit
from ui.desktop.labels import Prose

_STATE_WIDTH = 168


class ParticipantRow(QWidget):
    """One of the list: ``removed`` and ``changed`` carry the row, ``meant`` the one alike that it means."""

    removed = Signal(object)
    changed = Signal(object)
    meant = Signal(object)

    def __init__(self, entry: Entry, kit: Kit, state: str) -> None:
        super().__init__()
        self.entry = entry
        self.touched = bool(entry.who and entry.who.state)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(Prose(entry.name))
        self.line = Prose(self._line(), look="muted")
        if not self.line.plain_text:
            self.line.hide()
        column.addWidget(self.line)
        if entry.alike is not None:
            same = Link(_("Es {name}").format(name=entry.alike.name), entry.alike)
            same.chosen.connect(self._mean)
            column.addWidget(same)
        self.state = Choice(kit.theme, kit.icons)
        self.state.setFixedWidth(_STATE_WIDTH)
        for code, name in presence_names().items():
            self.state.addItem(name, code)
        self.state.setAccessibleName(_("Estado de {name}").format(name=entry.name))
        self.show_state(entry.who.state if entry.who and entry.who.state else state)
        self.state.activated.connect(self._touch)
        self.button = QToolButton()
        self.button.setProperty("look", "icon")
        self.button.setIcon(kit.icons.icon("x"))
        self.button.setIconSize(QSize(16, 16))
        self.button.setFixedSize(24, 32)
        self.button.setToolTip(_("Quitar"))
        self.button.setAccessibleName(_("Quitar {name}").format(name=entry.name))
        self.button.clicked.connect(self._remove)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(column, 1)
        if not self.line.plain_text and entry.alike is None:
            row.setAlignment(column, Qt.AlignmentFlag.AlignVCenter)  # a name alone, beside what is higher
        row.addWidget(self.state, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)

    def _line(self) -> str:
        entry = self.entry
        if entry.who is None:
            return _("Se está buscando…")
        if entry.reference is not None and not entry.reference.id:
            of = entry.who.organization.name if entry.who.person and entry.who.organization else ""
            return ". ".join(part for part in (of, _("Se creará al guardar")) if part)
        return entry.line

    def show_state(self, state: str) -> None:
        """Show how their part stands."""
        self.state.setCurrentIndex(max(0, self.state.findData(state)))

    @property
    def who(self) -> Participant:
        """The participant, with the state that is shown."""
        assert self.entry.who is not None
        return replace(self.entry.who, state=self.state.currentData())

    @property
    def packed(self) -> str:
        """The row for a draft."""
        return packed(self.entry, self.state.currentData() if self.touched else "")

    @Slot()
    def _touch(self) -> None:
        self.touched = True
        self.changed.emit(self)

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(self)

    @Slot(object)
    def _mean(self, reference: Reference) -> None:
        assert self.entry.who is not None
        who = replace(self.entry.who, person=reference, post=self.entry.who.post or None)
        self.entry = Entry(self.entry.written, who)
        self.meant.emit(self)
