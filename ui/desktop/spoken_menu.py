"""A menu that begins to be read as soon as it opens."""

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu


class SpokenMenu(QMenu):
    """With a screen reader, its first line is marked when it opens, and so said; without one, none is until a key or
    the mouse marks it.
    """

    def showEvent(self, event: QShowEvent) -> None:
        """Mark the first line once the menu is there."""
        # Not on top: it comes with Python classes of eight enumerations, 3 ms before the window is drawn.
        from PySide6.QtGui import QAccessible

        super().showEvent(event)
        if QAccessible.isActive():
            QTimer.singleShot(0, self._mark_first)

    @Slot()
    def _mark_first(self) -> None:
        lines = [action for action in self.actions() if action.isEnabled() and not action.isSeparator()]
        if self.isVisible() and self.activeAction() is None and lines:
            self.setActiveAction(lines[0])
