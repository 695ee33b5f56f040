"""Rows of a small table on a record: cells that share the width by weights, each with a line over it."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.desktop import fonts
from ui.desktop.labels import label
from ui.desktop.matters.stacked import stacked
from ui.desktop.theme import Theme

_GAP = 12
PENCIL = 24
"""What a place that can be edited keeps free at the right of its row."""


class CellsRow(QWidget):
    """Widgets side by side, as wide as ``weights`` say (below zero: so many pixels); those of all rows with the same
    weights stand in columns.
    """

    def __init__(self, cells: Sequence[QWidget], weights: Sequence[int], *, kept_free: int = 0) -> None:
        super().__init__()
        self.cells = tuple(cells)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 7, kept_free, 6)
        row.setSpacing(_GAP)
        for cell, weight in zip(cells, weights, strict=True):
            _widen(cell, weight)
            row.addWidget(cell, max(weight, 0), Qt.AlignmentFlag.AlignTop)


def _widen(cell: QWidget, weight: int) -> None:
    if weight < 0:
        cell.setFixedWidth(-weight)
        return
    policy = cell.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
    cell.setSizePolicy(policy)


class _Rule(QWidget):
    """The line over a row."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(self._theme.tokens.line))


def ruled(theme: Theme, rows: Iterable[QWidget]) -> QWidget:
    """Rows one under another, each with a line over it."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for row in rows:
        column.addWidget(_Rule(theme))
        column.addWidget(row)
    return box


def cells_table(
    theme: Theme,
    heads: Sequence[str],
    weights: Sequence[int],
    rows: Iterable[QWidget],
    *,
    kept_free: int = 0,
    right: int = -1,
) -> QWidget:
    """Rows under their heads; ``right`` is the column whose head stands at its right, ``kept_free`` the pixels beside
    the cells of each row, for what can be done with it.
    """
    top = QWidget()
    line = QHBoxLayout(top)
    line.setContentsMargins(0, 0, kept_free, 6)
    line.setSpacing(_GAP)
    for number, (head, weight) in enumerate(zip(heads, weights, strict=True)):
        text = label(head, look="small")
        _widen(text, weight)
        if number == right:
            text.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(text, max(weight, 0))
    return stacked([top, ruled(theme, rows)])


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
