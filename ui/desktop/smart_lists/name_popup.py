"""A field over the window in which something is given its name."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from crm.texts import _
from ui.desktop import fonts
from ui.desktop.announcing import announce
from ui.desktop.labels import Prose

_WIDTH = 320
_APART = 4
_MARGIN = 8


class NamePopup(QFrame):
    """Not modal: it goes with ``Esc`` or when the focus goes elsewhere. ``named`` carries what was entered, after which
    whoever asked closes it (``leave``) or says what is wrong with the name (``refuse``); ``left`` says that the focus,
    which was here, needs another place.
    """

    named = Signal(str)
    left = Signal()

    def __init__(self, window: QWidget, placeholder: str) -> None:
        super().__init__(window)
        self._window = window
        self._hint: Callable[[str], str] = _no_hint
        self.setObjectName("popup")
        self.setFixedWidth(_WIDTH)
        self._title = QLabel()
        self._title.setFont(fonts.font(semibold=True))
        self.field = QLineEdit()
        self.field.setProperty("look", "field")
        self.field.setFixedHeight(32)
        self.field.setFont(fonts.font())
        self.field.setPlaceholderText(placeholder)
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        self._told = Prose(look="muted")
        self._trouble = Prose(look="danger")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        for widget in (self._title, self.field, self._told, self._trouble):
            column.addWidget(widget)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says under the field, or empty."""
        return self._trouble.plain_text or self._told.plain_text

    def ask(self, title: str, name: str, below: QRect, hint: "Callable[[str], str] | None" = None) -> None:
        """Open under a place of the window. ``hint`` says, of a name, what will come of it."""
        self._hint = hint or _no_hint
        self._below = below
        self._title.setText(title)
        self.setAccessibleName(title)
        self.field.setAccessibleName(title)
        self.field.setText(name)
        self._typed(name)
        self.show()
        self.raise_()
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def refuse(self, error: Exception) -> None:
        """Say why the name cannot be had; nothing was saved."""
        self._say(trouble=str(error))
        announce(self.field, str(error))

    def leave(self) -> None:
        """Go away, and hand the focus on."""
        if self.isVisible():
            self.hide()
            self.left.emit()

    @Slot(str)
    def _typed(self, name: str) -> None:
        self._say(told=self._hint(" ".join(name.split())) or _("Intro guarda; Esc lo deja como estaba."))

    def _say(self, told: str = "", trouble: str = "") -> None:
        for prose, text in ((self._told, told), (self._trouble, trouble)):
            prose.set_text(text)
            prose.setVisible(bool(text))
        self._lay_out()

    def _lay_out(self) -> None:
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.setFixedHeight(layout.totalHeightForWidth(_WIDTH))
        corner = QPoint(self._below.left(), self._below.bottom() + _APART)
        corner.setX(max(_MARGIN, min(corner.x(), self._window.width() - _WIDTH - _MARGIN)))
        corner.setY(max(_MARGIN, min(corner.y(), self._window.height() - self.height() - _MARGIN)))
        self.move(corner)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter names, Esc leaves; who goes elsewhere closes it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.named.emit(self.field.text())
                return True
        if (
            isinstance(event, QFocusEvent)
            and event.lostFocus()
            and event.reason() != Qt.FocusReason.ActiveWindowFocusReason
        ):
            self.hide()
        return super().eventFilter(watched, event)


def _no_hint(_name: str) -> str:
    return ""
