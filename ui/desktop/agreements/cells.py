"""Rows of a small table on a record: cells that share the width by weights, each with a line over it; where that is
too narrow for them, one under another, each beside the head of its column.
"""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.desktop import fonts
from ui.desktop.labels import Prose, label
from ui.desktop.theme import Theme

_GAP = 12
_FROM_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
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
        self._heads: tuple[str, ...] = ("",) * len(self.cells)
        self._titled_by = 0
        self._alignments = {cell: cell.alignment() for cell in cells if type(cell) is QLabel}
        self.labels: dict[int, QLabel] = {}
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 7, kept_free, 6)
        self.stack(stacked=False)

    def tell_heads(self, heads: Sequence[str], titled_by: int) -> None:
        """What stands over its columns; the cell ``titled_by`` says of itself what it is."""
        self._heads, self._titled_by = tuple(heads), titled_by

    def stack(self, *, stacked: bool) -> None:
        """All side by side; or one under another, the one that says what it is first, the others beside their heads;
        of what is empty nothing.
        """
        while (item := self._row.takeAt(0)) is not None:
            line = item.layout()
            # Emptied before it ends: PySide would let go of the cells with it, and the program crash later on.
            while line is not None and line.takeAt(0) is not None:
                pass
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.TopToBottom if stacked else ways.LeftToRight)
        self._row.setSpacing(0 if stacked else _GAP)
        for shown in self.labels.values():
            shown.setVisible(stacked)
        for text, alignment in self._alignments.items():
            text.setAlignment(_FROM_LEFT if stacked else alignment)
        for cell, weight in zip(self.cells, self._weights, strict=True):
            _widen(cell, weight, stacked=stacked)
            if not stacked:
                self._row.addWidget(cell, max(weight, 0), Qt.AlignmentFlag.AlignTop)
        if stacked:
            self._row.addWidget(self.cells[self._titled_by])
            for number, cell in enumerate(self.cells):
                if number != self._titled_by and not _is_empty(cell):
                    self._row.addLayout(self._beside_its_head(number))

    def _beside_its_head(self, number: int) -> QHBoxLayout:
        cell, weight = self.cells[number], self._weights[number]
        head = self.labels.get(number)
        if head is None:
            head = self.labels[number] = label(self._heads[number], look="muted")
            head.setParent(self)
            head.setFixedWidth(max(fonts.metrics().horizontalAdvance(each) for each in self._heads) + 2)
        line = QHBoxLayout()
        line.setSpacing(_GAP)
        line.addWidget(head, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(cell, int(weight > 0), Qt.AlignmentFlag.AlignTop)
        if weight < 0:
            line.addStretch()
        head.show()
        return line


def _is_empty(cell: QWidget) -> bool:
    return isinstance(cell, QLabel) and not (cell.plain_text if isinstance(cell, Prose) else cell.text())


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


class CellsTable(QWidget):
    """Heads over rows; where it is too narrow for columns each row has them beside its cells."""

    def __init__(
        self, theme: Theme, heads: QWidget, names: Sequence[str], titled_by: int, least: int
    ) -> None:
        super().__init__()
        self._theme = theme
        self._heads = heads
        self._names = tuple(names)
        self._titled_by = titled_by
        self._least = least
        self._stacked = False
        self._rows = QVBoxLayout()
        column = QVBoxLayout(self)
        for layout in (self._rows, column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        column.addWidget(heads)
        column.addLayout(self._rows)

    def add(self, rows: Iterable[QWidget]) -> None:
        """Show these below the rows there are."""
        self.add_box(ruled(self._theme, rows))

    def add_box(self, box: QWidget) -> None:
        """The same of rows that stand in a box, which may be hidden."""
        for row in box.findChildren(CellsRow):
            row.tell_heads(self._names, self._titled_by)
            if self._stacked:
                row.stack(stacked=True)
        self._rows.addWidget(box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns, or lines one under another."""
        super().resizeEvent(event)
        stacked = self.width() < self._least + (_SLACK if self._stacked else 0)
        if stacked != self._stacked:
            self._stacked = stacked
            self._heads.setVisible(not stacked)
            for row in self.findChildren(CellsRow):
                row.stack(stacked=stacked)


def cells_table(
    theme: Theme,
    heads: Sequence[str],
    weights: Sequence[int],
    rows: Iterable[QWidget],
    *,
    kept_free: int = 0,
    right: int = -1,
    titled_by: int = 0,
    more: QWidget | None = None,
) -> CellsTable:
    """Rows under their heads; ``right`` is the column whose head stands at its right, ``kept_free`` the pixels beside
    the cells of each row, for what can be done with it; ``titled_by`` the column that needs no head where the cells
    stand one under another; ``more`` holds rows that are shown later.
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
    table = CellsTable(theme, top, heads, titled_by, _least_width(weights) + kept_free)
    table.add(rows)
    if more is not None:
        table.add_box(more)
    return table


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
