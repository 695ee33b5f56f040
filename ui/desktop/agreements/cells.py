"""Rows of a small table on a record: cells that share the width by weights, each with a line over it; where that is
too narrow for them, one under another.
"""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.desktop import fonts
from ui.desktop.labels import label
from ui.desktop.theme import Theme

_GAP = 12
_ANY_WIDTH = 16_777_215  # Qt's own: no limit
_LEAST = 132
"""Pixels that the narrowest of the cells that share the width has, or they stand one under another: a long word."""
_SLACK = 24
"""So many more before they stand side by side again: a scroll bar comes and goes with it."""
PENCIL = 24
"""What a place that can be edited keeps free at the right of its row."""


class CellsRow(QWidget):
    """Widgets side by side, as wide as ``weights`` say (below zero: so many pixels); those of all rows with the same
    weights stand in columns.
    """

    def __init__(self, cells: Sequence[QWidget], weights: Sequence[int], *, kept_free: int = 0) -> None:
        super().__init__()
        self.cells = tuple(cells)
        self._weights = tuple(weights)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 7, kept_free, 6)
        self.stack(stacked=False)

    def stack(self, *, stacked: bool) -> None:
        """All side by side; or one under another in their order, where those of a fixed width that follow one another
        share a line and are as wide as what they say.
        """
        while self._row.takeAt(0) is not None:
            pass
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.TopToBottom if stacked else ways.LeftToRight)
        self._row.setSpacing(0 if stacked else _GAP)
        line: QHBoxLayout | None = None
        for cell, weight in zip(self.cells, self._weights, strict=True):
            _widen(cell, weight, stacked=stacked)
            if not stacked:
                self._row.addWidget(cell, max(weight, 0), Qt.AlignmentFlag.AlignTop)
            elif weight > 0:
                self._row.addWidget(cell)
                line = None
            else:
                if line is None:
                    line = QHBoxLayout()
                    line.setSpacing(_GAP)
                    self._row.addLayout(line)
                else:
                    line.takeAt(line.count() - 1)
                line.addWidget(cell, 0, Qt.AlignmentFlag.AlignTop)
                line.addStretch()


def _widen(cell: QWidget, weight: int, *, stacked: bool = False) -> None:
    if weight < 0:
        cell.setMinimumWidth(0 if stacked else -weight)
        cell.setMaximumWidth(_ANY_WIDTH if stacked else -weight)
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


def _least_width(weights: Sequence[int]) -> int:
    """How wide a row is in which the narrowest of the cells that share the width can hold a long word."""
    shared = [weight for weight in weights if weight > 0]
    fixed = -sum(weight for weight in weights if weight < 0) + _GAP * (len(weights) - 1)
    return fixed + (_LEAST * sum(shared) // min(shared) if shared else 0)


class _Table(QWidget):
    """Heads over rows; without them where it is too narrow for columns."""

    def __init__(self, heads: QWidget, rows: QWidget, least: int) -> None:
        super().__init__()
        self._heads = heads
        self._rows = rows
        self._least = least
        self._stacked = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(heads)
        column.addWidget(rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns, or lines one under another."""
        super().resizeEvent(event)
        stacked = self.width() < self._least + (_SLACK if self._stacked else 0)
        if stacked != self._stacked:
            self._stacked = stacked
            self._heads.setVisible(not stacked)
            for row in self._rows.findChildren(CellsRow):
                row.stack(stacked=stacked)


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
    return _Table(top, ruled(theme, rows), _least_width(weights) + kept_free)


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
