"""Text that does something when it is clicked, or chosen with the keyboard."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from ui.desktop.labels import Prose


class Link(Prose):
    """Text that does something when it is clicked, or chosen with the keyboard."""

    chosen = Signal(object)

    def __init__(self, text: str, target: object, *, look: str = "link") -> None:
        super().__init__(text, look=look, breaks_words=True)
        self._target = target
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click inside."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self._target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or the space bar."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._target)
        else:
            super().keyPressEvent(event)
