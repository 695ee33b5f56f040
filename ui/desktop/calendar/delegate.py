"""How a day of the calendar is drawn: number, today's disc, the hour small, the title, bars of several days."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui.desktop import fonts
from ui.desktop.calendar.cell import NARROW, NUMBER, SIDE, Cell, Placed, lay_out
from ui.desktop.calendar.drawing import draw_bar, draw_short, draw_small, draw_titles
from ui.desktop.calendar.model import DaysModel, Index
from ui.desktop.calendar.spans import DAYS, WEEKEND, Span
from ui.desktop.calendar.words import more_words, small_line
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.agenda import Entry

_SMALL = fonts.SMALL_LINE
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_CENTER = int(Qt.AlignmentFlag.AlignCenter)
_DISC = 22


class DayDelegate(QStyledItemDelegate):
    """Draws days. ``chosen`` is the id of the record shown beside, ``hovered`` that under the mouse, 0 for none;
    ``target`` the cell over which something is being dragged.
    """

    def __init__(self, view: QTableView, model: DaysModel, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._theme = theme
        self.chosen = 0
        self.hovered = 0
        self.target: Index | None = None

    def cell(self, index: Index) -> Cell:
        """Where everything on a day stands, in the view."""
        room = self._view.visualRect(index)
        inner = room.adjusted(0, 0, -1, -1)
        entries, spans = self._model.entries_of(index), self._model.spans_of(index.row())
        return lay_out(inner, index.column(), entries, spans)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one day."""
        room: QRect = option.rect
        tokens = self._theme.tokens
        painter.save()
        painter.setClipRect(room)
        day = self._model.day_at(index)
        dropping = self.target is not None and self.target == index
        ground = tokens.sel if dropping else tokens.bg if day.weekday() in WEEKEND else tokens.surface
        painter.fillRect(room, QColor(ground))
        painter.fillRect(QRect(room.left(), room.bottom(), room.width(), 1), QColor(tokens.line))
        if index.column() < DAYS - 1:
            painter.fillRect(QRect(room.right(), room.top(), 1, room.height()), QColor(tokens.line))
        self._draw_number(painter, room, index)
        cell = self.cell(index)
        for span, rect in cell.bars:
            self._draw_bar(painter, rect, span, index)
        for placed in cell.placed:
            self._draw_entry(painter, placed)
        if cell.hidden:
            self._draw_more(painter, cell)
        if self._view.hasFocus() and self._view.currentIndex() == index:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(QRectF(room).adjusted(2, 2, -3, -3), 4, 4)
        painter.restore()

    def _draw_number(self, painter: QPainter, room: QRect, index: Index) -> None:
        tokens, day = self._theme.tokens, self._model.day_at(index)
        text = self._model.number(index)
        place = QRect(room.left() + SIDE, room.top() + 4, room.width() - 2 * SIDE, NUMBER - 6)
        if day == self._model.today:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            wide = fonts.metrics(semibold=True).horizontalAdvance(text) + 10
            disc = QRectF(place.left() - 4, place.top(), max(_DISC, wide), _DISC)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.fill))
            painter.drawRoundedRect(disc, _DISC / 2, _DISC / 2)
            painter.setFont(fonts.font(semibold=True))
            painter.setPen(QColor(tokens.on_fill))
            painter.drawText(disc, _CENTER, text)
            return
        other = self._model.month and day.month != self._model.month
        painter.setFont(fonts.font(tabular=True))
        painter.setPen(QColor(tokens.muted if other else tokens.text))
        painter.drawText(place, _LEFT, text)

    def _ground(self, painter: QPainter, rect: QRect, entry: "Entry") -> None:
        """The record that is shown beside has its ground and a bar; what the mouse is over, a ground."""
        tokens = self._theme.tokens
        if entry.id == self.chosen:
            painter.fillRect(rect.adjusted(2, 0, -2, 0), QColor(tokens.sel))
            painter.fillRect(QRect(rect.left() + 2, rect.top(), 3, rect.height()), QColor(tokens.accent))
        elif entry.id == self.hovered:
            painter.fillRect(rect.adjusted(2, 0, -2, 0), QColor(tokens.hover))

    def _draw_bar(self, painter: QPainter, rect: QRect, span: Span, index: Index) -> None:
        """A piece of what lasts several days; its title begins where it begins in this week, and goes on."""
        row, entry = index.row(), span.entry
        first = self._view.visualRect(self._model.index(row, span.first))
        last = self._view.visualRect(self._model.index(row, span.last))
        whole = QRect(first.left() + 4, rect.top(), last.right() - first.left() - 8, rect.height())
        draw_bar(
            painter,
            whole,
            entry,
            self._theme.tokens,
            chosen=entry.id == self.chosen,
            lit=entry.id in (self.chosen, self.hovered),
        )

    def _draw_entry(self, painter: QPainter, placed: Placed) -> None:
        tokens, entry = self._theme.tokens, placed.entry
        self._ground(painter, placed.rect, entry)
        room = placed.rect.adjusted(SIDE, 0, -SIDE, 0)
        if placed.short:
            draw_short(painter, room, entry, tokens)
            return
        small = small_line(entry)
        if small:
            draw_small(painter, room, small, tokens)
            room.setTop(room.top() + _SMALL)
        draw_titles(painter, room, entry, placed.lines, tokens)

    def _draw_more(self, painter: QPainter, cell: Cell) -> None:
        painter.setFont(fonts.font(fonts.SMALL_PIXELS))
        painter.setPen(QColor(self._theme.tokens.accent))
        room = cell.more.adjusted(SIDE, 0, -2, 0)
        painter.drawText(room, _LEFT, more_words(cell.hidden, narrow=room.width() < NARROW - SIDE))
