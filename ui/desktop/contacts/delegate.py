"""How a row of the list is drawn: two lines of 20 px, or one where there are columns; the match in semibold, the
selection over the whole row.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from crm.contact_list import ContactRow
from ui.desktop import fonts
from ui.desktop.contacts.matches import Span, spans
from ui.desktop.contacts.model import NAME, ROW_ROLE, Index, cell
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QTextLayout

ROW_HEIGHT = 48
LINE_HEIGHT = 36
SIDE = 16
_LINE = fonts.BODY_LINE
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class ContactDelegate(QStyledItemDelegate):
    """Draws rows; ``words`` are the folded words of the query, ``hovered_row`` the one under the mouse or -1;
    ``in_columns`` says that each row is one line, ``pale`` that the rows are not what is asked now.

    It asks the view for what is selected instead of looking into ``option.state``: the first look at a flag of QStyle
    makes Python classes of all its enumerations, 10 ms before the first row is drawn.
    """

    def __init__(self, view: QTableView, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self.words: tuple[str, ...] = ()
        self.hovered_row = -1
        self.in_columns = False
        self.pale = False
        self._regular = fonts.font()
        self._semibold = fonts.font(semibold=True)
        self._tabular = fonts.font(tabular=True)
        self._metrics = QFontMetrics(self._regular)
        self._bold_metrics = QFontMetrics(self._semibold)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All rows are alike."""
        return QSize(200, LINE_HEIGHT if self.in_columns else ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell, and of the selection the part that lies over it."""
        painter.save()
        room: QRect = option.rect
        painter.setClipRect(room)
        selected = self._view.selectionModel().isRowSelected(index.row(), QModelIndex())
        self._draw_ground(painter, room, index.row(), selected)
        row: ContactRow | None = index.data(ROW_ROLE)
        if row is not None and index.column() != NAME:
            self._draw_cell(painter, room.adjusted(SIDE, 0, -SIDE, 0), cell(row, index.column()), index)
        elif row is not None and self.in_columns:
            base = self._semibold if selected else self._regular
            self._draw_matched(painter, room.adjusted(SIDE, 0, -8, 0), row.name, base, self._colour)
        elif row is not None:
            self._draw_lines(painter, room.adjusted(SIDE, 4, -8, -4), row, selected)
        painter.restore()

    @property
    def _colour(self) -> str:
        return self._theme.tokens.muted if self.pale else self._theme.tokens.text

    def _draw_ground(self, painter: QPainter, cell: QRect, row: int, selected: bool) -> None:
        tokens = self._theme.tokens
        if selected:
            painter.fillRect(cell, QColor(tokens.sel))
        elif row == self.hovered_row:
            painter.fillRect(cell, QColor(tokens.hover))
        whole = QRect(0, cell.y(), self._view.viewport().width(), cell.height())
        if self._view.hasFocus() and self._view.currentIndex().row() == row:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(QRectF(whole).adjusted(2, 2, -2, -2), 4, 4)
        elif selected:
            painter.fillRect(QRect(0, cell.y(), 3, cell.height()), QColor(tokens.accent))

    def _draw_cell(self, painter: QPainter, room: QRect, text: str, index: Index) -> None:
        tokens = self._theme.tokens
        side = self._view.model().headerData(
            index.column(), Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole
        )
        if side == _RIGHT:
            painter.setFont(self._tabular)
            painter.setPen(QColor(tokens.muted))
            painter.drawText(room, _RIGHT, text)
        else:
            self._draw_matched(painter, room, text, self._regular, tokens.muted)

    def _draw_lines(self, painter: QPainter, room: QRect, row: ContactRow, selected: bool) -> None:
        tokens = self._theme.tokens
        first = QRect(room.left(), room.top(), room.width(), _LINE)
        second = first.translated(0, _LINE)
        if not row.second_line:
            first.moveTop(room.top() + _LINE // 2)
        base = self._semibold if selected else self._regular
        self._draw_matched(painter, first, row.name, base, self._colour)
        self._draw_matched(painter, second, row.second_line, self._regular, tokens.muted)

    def _draw_matched(self, painter: QPainter, room: QRect, text: str, font: QFont, colour: str) -> None:
        matched = spans(text, self.words) if self.words else []
        metrics = self._bold_metrics if matched or font is self._semibold else self._metrics
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(QColor(colour))
        if not matched:
            painter.setFont(font)
            painter.drawText(room, _LEFT, shown)
            return
        # What texts with a match are laid out with has dozens of enumerations; the first list has none.
        from PySide6.QtGui import QTextLayout

        layout = QTextLayout(shown, font)
        layout.setFormats([_bold_range(span) for span in matched])
        layout.beginLayout()
        line = layout.createLine()
        line.setNumColumns(len(shown))
        layout.endLayout()
        layout.draw(painter, QPointF(room.left(), room.top() + (room.height() - line.height()) / 2))


def _bold_range(span: Span) -> "QTextLayout.FormatRange":
    from PySide6.QtGui import QTextCharFormat, QTextLayout

    bold = QTextCharFormat()
    bold.setFontWeight(QFont.Weight.DemiBold)
    result = QTextLayout.FormatRange()
    result.start, result.length = span
    result.format = bold
    return result
