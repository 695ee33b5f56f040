"""Something of a closed list by its name: those that are like what is typed stand below."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent

from crm.errors import InvalidValue
from crm.texts import _
from ui.desktop.contacts.matches import fold
from ui.desktop.fields.field import Field, Kit
from ui.desktop.fields.line import text_line
from ui.desktop.fields.popup import Popup
from ui.desktop.fields.source import Suggestion

_SHOWN = 6


class NamedField(Field):
    """Holds a code, or "" for none. A subclass gives the ``names`` by code and says in ``find`` what else it
    understands.
    """

    def __init__(self, name: str, kit: Kit, listed: str, *, placeholder: str = "") -> None:
        super().__init__(name, kit)
        self.line = text_line(placeholder)
        self.body.addWidget(self.line)
        self.setFocusProxy(self.line)
        self.take(self.line)
        self.popup = Popup(self.line, kit, listed)
        self.popup.chosen.connect(self._choose)
        self.line.textEdited.connect(self._typed)
        self.left.connect(self.popup.hide)

    def names(self) -> Mapping[str, str]:
        """Every code with its name."""
        raise NotImplementedError

    def code_of(self, text: str) -> str:
        """The code of what is none of the names. Raises InvalidValue, with the nearest name where there is one."""
        raise InvalidValue(_("«{text}» no está en la lista; elija de ella.").format(text=text), "", text)

    def ranked(self, name: str) -> Any:
        """What names that match as well as others are sorted by."""
        return fold(name)

    def read(self) -> str:
        """The code. Raises InvalidValue."""
        text = " ".join(self.line.text().split())
        if not text:
            return ""
        exact = next((code for code, name in self.names().items() if fold(name) == fold(text)), "")
        return exact or self.code_of(text)

    def write(self, value: str) -> None:
        """Show what has a code."""
        self.line.setText(self.names().get(value, value))

    def texts(self) -> tuple[str, ...]:
        """The line as typed."""
        return (self.line.text(),)

    def set_texts(self, texts: Sequence[str]) -> None:
        """Put the line back."""
        self.line.setText(texts[0])

    @Slot(str)
    def _typed(self, text: str) -> None:
        self.changed()
        wanted = fold(text)
        rows = [Suggestion(name, name) for name in self._named(wanted)] if wanted else []
        self.popup.show_rows([] if len(rows) == 1 and fold(rows[0].text) == wanted else rows, text)

    @Slot(object)
    def _choose(self, suggestion: Suggestion) -> None:
        self.popup.hide()
        self.line.setText(suggestion.text)
        self.changed()

    def key_pressed(self, control: QObject, event: QKeyEvent) -> bool:
        """Down and Up go through the names, Enter and Tab take one, Esc hides them."""
        key = event.key()
        if not self.popup.isVisible():
            return super().key_pressed(control, event)
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.popup.move_current(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key == Qt.Key.Key_Escape:
            self.popup.hide()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab) and self.popup.current is not None:
            self._choose(self.popup.current)
            return key != Qt.Key.Key_Tab
        return super().key_pressed(control, event)

    def _named(self, wanted: str) -> list[str]:
        """The names with a word that begins like what is typed; those that begin so themselves first."""
        names = [name for name in self.names().values() if f" {wanted}" in f" {fold(name)}"]
        return sorted(names, key=lambda name: (not fold(name).startswith(wanted), self.ranked(name)))[:_SHOWN]
