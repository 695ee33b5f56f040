"""A list whose lines are as tall as their texts need: what the history of a record and a timeline share."""

from typing import Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem

from ui.desktop import fonts
from ui.desktop.broken_text import BrokenTexts
from ui.desktop.clear_ground import clear_ground
from ui.desktop.listing.model import ROW_ROLE, Index
from ui.desktop.theme import Theme

LINE = fonts.BODY_LINE
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_BATCH = 40
"""Lines laid out at a time: more than fit a screen, and measured within a frame."""


class TallDelegate(QStyledItemDelegate):
    """Breaks texts on as many lines as they need, and keeps how tall each line of the list is at the width it has.

    A subclass says how tall, and draws.
    """

    def __init__(self, view: QListView, theme: Theme) -> None:
        super().__init__(view)
        self._view: Any = view
        self._theme = theme
        self._metrics = QFontMetrics(fonts.font())
        self._texts = BrokenTexts(self._metrics)
        self._heights: dict[tuple[int, int], int] = {}

    def forget_heights(self) -> None:
        """The lines are others."""
        self._heights.clear()
        self._texts.forget()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as the list."""
        width = self._view.viewport().width()
        return QSize(width, self.height_of(index, width))

    def height_of(self, index: Index, width: int) -> int:
        """How tall a line is in a list of that width."""
        key = (index.row(), width)
        if key not in self._heights:
            self._heights[key] = self._height(index.data(ROW_ROLE), width, first=index.row() == 0)
        return self._heights[key]

    def _height(self, line: Any, width: int, *, first: bool) -> int:
        raise NotImplementedError

    def _lines(self, text: str, room: int) -> int:
        """On how many lines a text stands."""
        return len(self._texts.lines(text, room))

    def _draw_lines(self, painter: QPainter, room: QRect, text: str) -> QRect:
        """Draw a text on as many lines as it needs; return the place of the line after it."""
        for line in self._texts.lines(text, room.width()):
            painter.drawText(room, LEFT, line)
            room = room.translated(0, LINE)
        return room


def set_up(view: QListView, name: str, *, batched: bool = True) -> None:
    """What such lists have in common; ``batched`` ones lay their lines out by and by."""
    clear_ground(view)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setMouseTracking(True)
    view.setAccessibleName(name)
    if batched:
        view.setLayoutMode(QListView.LayoutMode.Batched)
        view.setBatchSize(_BATCH)


def show_hand(view: QListView, *, over: bool) -> None:
    """A hand over what can be clicked."""
    shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
    view.viewport().setCursor(shape)


def is_wider(event: QResizeEvent) -> bool:
    """Whether texts break elsewhere now."""
    return event.size().width() != event.oldSize().width()
