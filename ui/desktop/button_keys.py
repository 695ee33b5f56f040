"""Keys that press buttons: Enter the one that has the focus, Ctrl+Enter the one that finishes what one is at.

Qt leaves Enter to buttons on some desktops and not on others; who works without a mouse presses it everywhere.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton

from ui.desktop.focus_watch import FocusWatch

FINISHING = ("Ctrl+Return", "Ctrl+Enter")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def finish_with(button: QAbstractButton, *more: str) -> None:
    """Let Ctrl+Enter, and ``more`` keys in Qt's portable form, press a button while it is shown and enabled."""
    from PySide6.QtGui import QKeySequence, QShortcut

    for keys in (*more, *FINISHING):
        shortcut = QShortcut(QKeySequence(keys), button)
        shortcut.activated.connect(button.click)


class ButtonKeys(FocusWatch):
    """Lets Enter press the button that has the focus."""

    kinds = (QPushButton, QToolButton)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter presses it, as the space bar does."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.key() in _ENTER and not modifiers and isinstance(watched, QAbstractButton):
                if not event.isAutoRepeat():
                    watched.click()
                return True
        return super().eventFilter(watched, event)
