"""Text that does something when it is clicked, or chosen with the keyboard."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout

from ui.desktop.labels import Prose

_CHOOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Link(QAbstractButton):
    """Text that does something when it is clicked, or chosen with the keyboard; ``chosen`` carries its target.

    ``whole_up_to``: pixels that it asks for rather than break, see Prose.

    For Qt it is a button, so that screen readers name it as something that can be pressed, and press it.
    """

    chosen = Signal(object)

    def __init__(self, text: str, target: object, *, look: str = "link", whole_up_to: int = 0) -> None:
        super().__init__()
        self._target = target
        self._shown = Prose(text, look=look, breaks_words=True, selectable=False, whole_up_to=whole_up_to)
        self._shown.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._shown)
        self.setObjectName("link")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(self._shown.sizePolicy())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # Not the button's text: what stands after an ampersand there would become a key.
        self.setAccessibleName(text)
        self.clicked.connect(self._choose)

    @property
    def plain_text(self) -> str:
        """The text as given."""
        return self._shown.plain_text

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit(self._target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or the space bar; all else is for whatever it stands in."""
        if event.key() in _CHOOSING:
            self.click()
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Only its text is drawn, and the ground of the style sheet while it has the focus."""
