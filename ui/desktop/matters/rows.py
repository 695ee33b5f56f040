"""Rows of two lines, whatever they stand for: what and whose at the left, when and how far at the right."""

from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem

from ui.desktop.listing.delegate import LINE, RIGHT, ROW_HEIGHT, SIDE, RowDelegate
from ui.desktop.listing.model import NAME, Index, VirtualRows
from ui.desktop.listing.table import ListTable
from ui.desktop.theme import Theme

_BETWEEN = 12


class MatterLine(NamedTuple):
    """A row. ``tone`` is the name of a colour in which ``right`` is written; ``quiet``: nothing is left to do."""

    id: int
    title: str
    second: str = ""
    right: str = ""
    right_below: str = ""
    tone: str = "muted"
    quiet: bool = False


class MatterModel(VirtualRows[MatterLine]):
    """Records, each in one column of two lines."""

    def words(self, row: MatterLine, _column: int, *, aloud: bool) -> str:
        """The title; aloud, all that the row says."""
        if not aloud:
            return row.title
        return ", ".join(part for part in (row.title, row.second, row.right, row.right_below) if part)


class MatterDelegate(RowDelegate):
    """Title and second line at the left, what stands at the right in its colour."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All rows are alike."""
        return QSize(200, ROW_HEIGHT)

    def _draw_row(
        self, painter: QPainter, room: QRect, row: MatterLine, _index: Index, selected: bool
    ) -> None:
        tokens = self._theme.tokens
        room = room.adjusted(SIDE, 4, -SIDE, -4)
        first = QRect(room.left(), room.top(), room.width(), LINE)
        second = first.translated(0, LINE)
        first.setRight(self._draw_right(painter, first, row.right, getattr(tokens, row.tone)))
        second.setRight(self._draw_right(painter, second, row.right_below, tokens.muted))
        base = self._semibold if selected else self._regular
        self._draw_matched(painter, first, row.title, base, tokens.muted if row.quiet else tokens.text)
        self._draw_matched(painter, second, row.second, self._regular, tokens.muted)

    def _draw_right(self, painter: QPainter, room: QRect, text: str, colour: str) -> int:
        """Draw at the right end, cut to half the row; return where the room that is left ends."""
        if not text:
            return room.right()
        painter.setFont(self._tabular)
        painter.setPen(QColor(colour))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width() // 2)
        painter.drawText(room, RIGHT, shown)
        return room.right() - painter.fontMetrics().horizontalAdvance(shown) - _BETWEEN


class MatterTable(ListTable):
    """The rows."""

    def __init__(self, model: MatterModel, theme: Theme, name: str) -> None:
        self._theme = theme
        super().__init__(model, name)
        heads = self.horizontalHeader()
        heads.hide()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _make_delegate(self) -> MatterDelegate:
        return MatterDelegate(self, self._theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A row is as wide as the list."""
        super().resizeEvent(event)
        self.horizontalHeader().resizeSection(NAME, self.viewport().width())
