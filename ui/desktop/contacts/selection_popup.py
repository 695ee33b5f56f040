"""A field over the window to choose a tag or a group by name, or to make one by writing its name."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from crm.texts import _
from ui.desktop import fonts
from ui.desktop.contacts.matches import fold
from ui.desktop.fields.popup import Look, Popup
from ui.desktop.fields.source import Suggestion
from ui.desktop.icons import Icons
from ui.desktop.theme import Theme

_WIDTH = 320


class Choice(NamedTuple):
    """A tag or a group: its name, and how many contacts have it."""

    name: str
    contacts: int


class LabelPopup(QFrame):
    """Not modal: it goes with ``Esc`` or when the focus goes elsewhere. ``chosen`` carries a name; ``left`` says that
    the focus, which was here, needs another place.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(self, window: QWidget, theme: Theme, icons: Icons) -> None:
        super().__init__(window)
        self._window = window
        self._icon = ""
        self._choices: tuple[Choice, ...] = ()
        self.setObjectName("popup")
        self.setFixedWidth(_WIDTH)
        self._name = QLabel()
        self._name.setFont(fonts.font(semibold=True))
        self.field = QLineEdit()
        self.field.setProperty("look", "field")
        self.field.setFixedHeight(32)
        self.field.setFont(fonts.font())
        self.field.textChanged.connect(self._suggest)
        self.field.installEventFilter(self)
        self.list = Popup(self, Look(theme, icons), _("Coincidencias"))
        self.list.chosen.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        column.addWidget(self._name)
        column.addWidget(self.field)
        self.hide()

    def ask(self, name: str, hint: str, icon: str, below: QWidget) -> None:
        """Open under a widget; the choices come with ``show_choices``. ``name`` says what is chosen here."""
        self._choices, self._icon = (), icon
        self._name.setText(name)
        self.setAccessibleName(name)
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(hint)
        self.field.clear()
        self.adjustSize()
        corner = below.mapTo(self._window, QPoint(0, below.height() + 4))
        corner.setX(max(8, min(corner.x(), self._window.width() - _WIDTH - 8)))
        self.move(corner)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_choices(self, choices: Iterable[Choice]) -> None:
        """What can be chosen, in order."""
        self._choices = tuple(choices)
        if self.isVisible():
            self._suggest(self.field.text())

    @Slot(str)
    def _suggest(self, text: str) -> None:
        words = fold(text).split()
        rows = [
            Suggestion(choice.name, choice.name, trailing=f"{choice.contacts:,}", icon=self._icon)
            for choice in self._choices
            if _matches(choice.name, words)
        ]
        name = " ".join(text.split())
        if words and not any(fold(choice.name).split() == words for choice in self._choices):
            rows.append(Suggestion(_("Crear «{name}»").format(name=name), name, icon="plus", action=True))
        self.list.show_rows(rows, text)

    @Slot(object)
    def _choose(self, suggestion: Suggestion) -> None:
        name = str(suggestion.value)
        self.leave()
        self.chosen.emit(name)

    def leave(self) -> None:
        """Go away, and hand the focus on."""
        if self.isVisible():
            self._close()
            self.left.emit()

    def _close(self) -> None:
        self.list.hide()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the list, while the field has the focus; who goes elsewhere closes it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._key(event.key()):
            return True
        if (
            isinstance(event, QFocusEvent)
            and event.lostFocus()
            and event.reason() != Qt.FocusReason.ActiveWindowFocusReason
        ):
            self._close()
        return super().eventFilter(watched, event)

    def _key(self, key: int) -> bool:
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.list.current is not None:
                self._choose(self.list.current)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.list.move_current(1 if key == Qt.Key.Key_Down else -1)
        else:
            return False
        return True


def _matches(name: str, words: list[str]) -> bool:
    parts = fold(name).split()
    return all(any(part.startswith(word) for part in parts) for word in words)
