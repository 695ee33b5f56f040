"""What the rows of every list are drawn with: the match in semibold, the selection over the whole row."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui.desktop import fonts
from ui.desktop.contacts.matches import Span, spans
from ui.desktop.listing.model import ROW_ROLE, Index
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QHelpEvent, QTextLayout
    from PySide6.QtWidgets import QAbstractItemView

ROW_HEIGHT = 48
SIDE = 16
LINE = fonts.BODY_LINE
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class RowDelegate(QStyledItemDelegate):
    """Draws rows; ``words`` are the folded words of the query, ``hovered_row`` the one under the mouse or -1; ``pale``
    says that the rows are not what is asked now.

    It asks the view for what is selected instead of looking into ``option.state``: the first look at a flag of QStyle
    makes Python classes of all its enumerations, 10 ms before the first row is drawn.
    """

    def __init__(self, view: QTableView, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self.words: tuple[str, ...] = ()
        self.hovered_row = -1
        self.pale = False
        self._regular = fonts.font()
        self._semibold = fonts.font(semibold=True)
        self._tabular = fonts.font(tabular=True)
        self._metrics = QFontMetrics(self._regular)
        self._bold_metrics = QFontMetrics(self._semibold)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell, and of the selection the part that lies over it."""
        painter.save()
        room: QRect = option.rect
        painter.setClipRect(room)
        selected = self._view.selectionModel().isRowSelected(index.row(), QModelIndex())
        self._draw_ground(painter, room, index.row(), selected)
        row = index.data(ROW_ROLE)
        if row is not None:
            self._draw_row(painter, room, row, index, selected)
        painter.restore()

    def helpEvent(
        self, event: "QHelpEvent", view: "QAbstractItemView", _option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """The whole name in the tooltip of one that is too long for its row.

        Here, and not among the events of the table: there Python would be handed each of them, most for nothing.
        """
        from PySide6.QtWidgets import QToolTip

        text = index.data() if index.isValid() else ""
        wide = 2 * fonts.BODY_LINE + self._metrics.horizontalAdvance(text)
        if text and wide > self._view.columnWidth(index.column()):
            QToolTip.showText(event.globalPos(), text, view)
        else:
            QToolTip.hideText()
        return True

    @property
    def _colour(self) -> str:
        return self._theme.tokens.muted if self.pale else self._theme.tokens.text

    def _draw_row(self, painter: QPainter, room: QRect, row: Any, index: Index, selected: bool) -> None:
        raise NotImplementedError

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

    def _draw_matched(self, painter: QPainter, room: QRect, text: str, font: QFont, colour: str) -> None:
        matched = spans(text, self.words) if self.words else []
        metrics = self._bold_metrics if matched or font is self._semibold else self._metrics
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(QColor(colour))
        if not matched:
            painter.setFont(font)
            painter.drawText(room, LEFT, shown)
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
