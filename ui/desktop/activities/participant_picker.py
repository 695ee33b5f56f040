"""Where one types who takes part, one name after another; and where one chooses a whole group."""

from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

from crm.texts import _
from ui.desktop.fields.field import Kit
from ui.desktop.fields.picker import Picker
from ui.desktop.fields.source import PARTICIPANT, PEOPLE, Suggestion


class EntryPicker(Picker):
    """A picker that is ready for the next name at once: ``hurried`` carries a text taken before it was found,
    ``pasted`` several lines, ``chosen`` the Suggestion that was taken, with what it says of them.
    """

    hurried = Signal(str)
    pasted = Signal(str)
    chosen = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__(
            _("Agregar a quien participa"), kit, PARTICIPANT, placeholder=_("Nombre, institución o grupo")
        )

    @Slot(object)
    def _choose(self, suggestion: Suggestion) -> None:
        super()._choose(suggestion)
        self.chosen.emit(suggestion)

    def _take(self, _key: Qt.Key) -> None:
        text = " ".join(self.line.text().split())
        self._close()
        self.write(None)
        self.hurried.emit(text)

    def key_pressed(self, control: Any, event: QKeyEvent) -> bool:
        """Several lines that are pasted are a list; all else is the picker's."""
        if event.matches(QKeySequence.StandardKey.Paste):
            text = QGuiApplication.clipboard().text()
            if "\n" in text.strip():
                self.pasted.emit(text)
                return True
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers()
        if enter and "," in self.line.text():
            # A name with its institution is looked up as a line of a list is.
            self._take(Qt.Key.Key_Return)
            return True
        return super().key_pressed(control, event)


class GroupPicker(Picker):
    """Holds a Reference to a group, or to a smart list, of people."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(
            _("Grupo o lista"),
            kit,
            PEOPLE,
            placeholder=_("Red, grupo o lista inteligente"),
            creates=False,
            required=_("Elija un grupo o una lista; con Esc se deja como estaba."),
        )
