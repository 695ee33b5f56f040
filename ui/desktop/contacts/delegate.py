"""How a contact is drawn in the list: two lines of 20 px, or one where there are columns."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QTableView

from crm.contact_list import ContactRow
from ui.desktop.contacts.model import cell
from ui.desktop.listing.delegate import LINE, RIGHT, ROW_HEIGHT, SIDE, RowDelegate
from ui.desktop.listing.model import NAME, Index
from ui.desktop.theme import Theme

LINE_HEIGHT = 36


class ContactDelegate(RowDelegate):
    """Draws contacts; ``in_columns`` says that each row is one line."""

    def __init__(self, view: QTableView, theme: Theme) -> None:
        super().__init__(view, theme)
        self.in_columns = False

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All rows are alike."""
        return QSize(200, LINE_HEIGHT if self.in_columns else ROW_HEIGHT)

    def _draw_row(
        self, painter: QPainter, room: QRect, row: ContactRow, index: Index, selected: bool
    ) -> None:
        if index.column() != NAME:
            self._draw_cell(painter, room.adjusted(SIDE, 0, -SIDE, 0), cell(row, index.column()), index)
        elif self.in_columns:
            base = self._semibold if selected else self._regular
            self._draw_matched(painter, room.adjusted(SIDE, 0, -8, 0), row.name, base, self._colour)
        else:
            self._draw_lines(painter, room.adjusted(SIDE, 4, -8, -4), row, selected)

    def _draw_cell(self, painter: QPainter, room: QRect, text: str, index: Index) -> None:
        tokens = self._theme.tokens
        side = self._view.model().headerData(
            index.column(), Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole
        )
        if side == RIGHT:
            painter.setFont(self._tabular)
            painter.setPen(QColor(tokens.muted))
            painter.drawText(room, RIGHT, text)
        else:
            self._draw_matched(painter, room, text, self._regular, tokens.muted)

    def _draw_lines(self, painter: QPainter, room: QRect, row: ContactRow, selected: bool) -> None:
        tokens = self._theme.tokens
        first = QRect(room.left(), room.top(), room.width(), LINE)
        second = first.translated(0, LINE)
        if not row.second_line:
            first.moveTop(room.top() + LINE // 2)
        base = self._semibold if selected else self._regular
        self._draw_matched(painter, first, row.name, base, self._colour)
        self._draw_matched(painter, second, row.second_line, self._regular, tokens.muted)
