"""A few views of one place, of which one is chosen: "Lista | Mes | Semana"."""

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout, QPushButton

from crm.texts import _


class Segments(QFrame):
    """``chosen`` carries the code of the view that the user chose; ``views`` are the names by code."""

    chosen = Signal(str)

    def __init__(self, views: Mapping[str, str], name: str = "") -> None:
        super().__init__()
        self.setObjectName("segments")
        self.setAccessibleName(name or _("Vista"))
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        self.buttons: dict[str, QPushButton] = {}
        for code, words in views.items():
            button = QPushButton(words)
            button.setCheckable(True)
            button.setAutoExclusive(True)  # one of several: so a screen reader says, too
            button.setProperty("look", "segment")
            self.buttons[code] = button
            self._group.addButton(button)
            row.addWidget(button)
        self._group.buttonClicked.connect(self._clicked)

    def show_chosen(self, code: str) -> None:
        """Mark a view as the one that is shown."""
        self.buttons[code].setChecked(True)

    @property
    def current(self) -> str:
        """The code of the view that is shown, or nothing."""
        return next((code for code, button in self.buttons.items() if button.isChecked()), "")

    @Slot(QAbstractButton)
    def _clicked(self, _button: QAbstractButton) -> None:
        self.chosen.emit(self.current)
