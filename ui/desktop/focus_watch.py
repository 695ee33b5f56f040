"""Watching the widget that has the focus, and only that one: every event seen by Python costs time."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class FocusWatch(QObject):
    """Filters the events of whatever of ``kinds`` has the focus; a subclass says in ``eventFilter`` what it does."""

    kinds: tuple[type[QWidget], ...] = ()

    def __init__(self, application: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._watched: QWidget | None = None
        application.focusChanged.connect(self._follow)
        self._follow(None, application.focusWidget())

    @Slot(QWidget, QWidget)
    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):  # it may be going away just now
            self._watched.removeEventFilter(self)
        self._watched = new if isinstance(new, self.kinds) else None
        if self._watched is not None:
            self._watched.installEventFilter(self)
        self._came()

    def _came(self) -> None:
        """For what a subclass does when the focus has come somewhere else."""
