"""Rows of a small table on a record: cells that share the width by weights, each with a line over it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.desktop import fonts
from ui.desktop.labels import label
from ui.desktop.theme import Theme

_GAP = 12
PENCIL = 24
"""What a place that can be edited keeps free at the right of its row."""


class CellsRow(QWidget):
    """Widgets side by side, as wide as ``weights`` say; those of all rows with the same weights stand in columns."""

    def __init__(
        self, theme: Theme, cells: Sequence[QWidget], weights: Sequence[int], *, aloud: str = ""
    ) -> None:
        super().__init__()
        self._theme = theme
        self.cells = tuple(cells)
        if aloud:
            self.setAccessibleName(aloud)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 7, 0, 7)
        row.setSpacing(_GAP)
        for cell, weight in zip(cells, weights, strict=True):
            policy = cell.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
            cell.setSizePolicy(policy)
            row.addWidget(cell, weight, Qt.AlignmentFlag.AlignTop)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The line over the row."""
        QPainter(self).fillRect(0, 0, self.width(), 1, QColor(self._theme.tokens.line))


def cells_table(
    heads: Sequence[str],
    weights: Sequence[int],
    rows: Sequence[QWidget],
    *,
    kept_free: int = 0,
    right: int = -1,
) -> QWidget:
    """Rows under their heads; ``right`` is the column whose head stands at its right, ``kept_free`` the pixels
    beside the cells of each row, for what can be done with it.
    """
    top = QWidget()
    line = QHBoxLayout(top)
    line.setContentsMargins(0, 0, kept_free, 6)
    line.setSpacing(_GAP)
    for number, (head, weight) in enumerate(zip(heads, weights, strict=True)):
        text = label(head, look="small")
        text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if number == right:
            text.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.addWidget(text, weight)
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(top)
    for row in rows:
        column.addWidget(row)
    return box


def two_ends(left: QWidget, right: str, *, look: str = "muted") -> QWidget:
    """What at the left, its date or its figure at the right."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 4, 0, 4)
    row.setSpacing(_GAP)
    row.addWidget(left, 1)
    if right:
        told = label(right, look=look, tabular=True)
        told.setMinimumWidth(fonts.metrics().horizontalAdvance(right) + 2)
        row.addWidget(told, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
    return box
