"""What a section of the settings is made of: a heading, and names at the left of what is chosen or told."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.desktop.fields.choice import Choice
from ui.desktop.icons import BESIDE_TEXT, Icons
from ui.desktop.labels import Prose, label
from ui.desktop.theme import Theme

_LABELS = 152


class SettingsSection(QWidget):
    """A heading over rows; ``column`` takes what stands under them."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)

    def heading(self, name: str) -> QGridLayout:
        """Begin rows under a heading."""
        self.column.addSpacing(8)
        self.column.addWidget(label(name, semibold=True))
        grid = QGridLayout()
        grid.setColumnMinimumWidth(0, _LABELS)
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        self.column.addLayout(grid)
        return grid

    @staticmethod
    def row(grid: QGridLayout, name: str, *widgets: QWidget) -> None:
        """Put widgets beside one another, under the row before; an empty name continues it."""
        line = QHBoxLayout()
        line.setSpacing(8)
        for widget in widgets:
            line.addWidget(widget, 1 if isinstance(widget, Prose) else 0)
        if not any(isinstance(widget, Prose) for widget in widgets):
            line.addStretch()
        place = grid.rowCount()
        if name:
            flags = Qt.AlignmentFlag
            side = flags.AlignTop if isinstance(widgets[0], Prose) else flags.AlignVCenter
            grid.addWidget(label(name, look="muted"), place, 0, side)
        grid.addLayout(line, place, 1)

    def choice(
        self,
        theme: Theme,
        name: str,
        options: Mapping[Any, str],
        chosen: object,
        run: Callable[[int], None],
    ) -> Choice:
        """One of several, by what it is called; ``run`` takes the place of the one that is chosen."""
        box = Choice(theme, self._icons)
        box.setAccessibleName(name)
        box.setFixedWidth(240)
        for code, text in options.items():
            box.addItem(text, code)
        box.setCurrentIndex(box.findData(chosen))
        box.activated.connect(run)
        return box

    def button(self, name: str, icon: str, run: object) -> QPushButton:
        """A button that does ``run``."""
        button = QPushButton(name)
        button.setIcon(self._icons.icon(icon, "text"))
        button.setIconSize(BESIDE_TEXT)
        button.clicked.connect(run)
        return button
