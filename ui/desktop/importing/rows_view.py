"""The table of the file's rows: one line each, two with what is wrong and what can be done."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from crm.texts import _
from ui.desktop import fonts
from ui.desktop.importing.rows_model import WRONG_ROLE, Index, RowsModel
from ui.desktop.theme import Theme

ROW = 36
TALL_ROW = 52
_GAP = 8
_LINK_GAP = 16
_WIDEST_LINK = 240
_LEAST, _MOST = 0.7, 1.8
_MEASURED = 50
"""Rows that say how wide a column is to be."""
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class RowsDelegate(QStyledItemDelegate):
    """Draws the cells, and over the whole row its second line: the reason, and the repairs as links."""

    def __init__(self, view: "RowsTable", theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell and the part of the second line that lies under it."""
        tokens = self._theme.tokens
        cell: QRect = option.rect
        painter.save()
        painter.setClipRect(cell)
        if self._view.currentIndex().row() == index.row():
            painter.fillRect(cell, QColor(tokens.tint))
        painter.fillRect(QRect(cell.left(), cell.bottom(), cell.width(), 1), QColor(tokens.line))
        self._draw_text(painter, self._line(cell), index)
        if self._view.rows.with_reasons:
            self._draw_second_line(painter, cell, index.row())
        if self._view.hasFocus() and self._view.currentIndex() == index:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            room = self._line(cell).adjusted(-_GAP + 1, -1, _GAP - 1, 1)
            painter.drawRoundedRect(QRectF(room), 4, 4)
        painter.restore()

    def _line(self, cell: QRect) -> QRect:
        top = 4 if self._view.rows.with_reasons else (cell.height() - fonts.BODY_LINE) // 2
        return QRect(cell.left() + _GAP, cell.top() + top, cell.width() - 2 * _GAP, fonts.BODY_LINE)

    def _draw_text(self, painter: QPainter, room: QRect, index: Index) -> None:
        tokens = self._theme.tokens
        text = index.data() or ""
        wrong = bool(index.data(WRONG_ROLE))
        if wrong and not text:
            head = self._view.rows.headerData(index.column(), Qt.Orientation.Horizontal)
            text = _("Sin {field}").format(field=head[0].lower() + head[1:])
        font = fonts.font(tabular=True)
        if wrong:
            font = fonts.font(tabular=True)
            font = type(font)(font)
            font.setUnderline(True)
        painter.setFont(font)
        marked = tokens.warn if self._view.rows.with_doubts else tokens.danger
        painter.setPen(QColor(marked if wrong else tokens.muted if index.column() == 0 else tokens.text))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, shown)

    def _draw_second_line(self, painter: QPainter, cell: QRect, row: int) -> None:
        tokens = self._theme.tokens
        left = self._left()
        right = self._view.viewport().width() - _GAP
        painter.setFont(fonts.font())
        for number, link in self.links(row, cell.top()):
            words = self._view.rows.fixes(row)[number].words
            painter.setPen(QColor(tokens.accent))
            painter.drawText(link, _RIGHT, _cut(words, link.width()))
            right = min(right, link.left() - _LINK_GAP)
        room = QRect(left, cell.top() + 26, right - left, fonts.BODY_LINE)
        reason = self._view.rows.reason(row)
        painter.setPen(QColor(tokens.muted))
        text = reason or _("Corregida: se importará.")
        painter.drawText(
            room, _LEFT, painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        )

    def _left(self) -> int:
        """Where the second line begins: under the first cell, in sight however the table is scrolled."""
        return max(0, self._view.columnViewportPosition(1)) + _GAP

    def links(self, row: int, top: int) -> list[tuple[int, QRect]]:
        """The repairs of a row by number, and where each is written: as many as leave the reason its room.

        The others are in the row's menu.
        """
        metrics = fonts.metrics()
        end = self._view.viewport().width() - _GAP
        whole = end - self._left()
        reason = metrics.horizontalAdvance(self._view.rows.reason(row)) + _LINK_GAP
        room = whole - min(reason, whole * 6 // 10)
        widths: list[int] = []
        for fix in self._view.rows.fixes(row):
            width = min(metrics.horizontalAdvance(fix.words) + 2, _WIDEST_LINK)
            if sum(widths) + width + _LINK_GAP * len(widths) > room:
                break
            widths.append(width)
        found = []
        left = end - sum(widths) - _LINK_GAP * max(0, len(widths) - 1)
        for number, width in enumerate(widths):
            found.append((number, QRect(left, top + 26, width, fonts.BODY_LINE)))
            left += width + _LINK_GAP
        return found

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A field over the cell."""
        editor = QLineEdit(parent)
        editor.setProperty("look", "field")
        editor.setFont(fonts.font())
        head = self._view.rows.headerData(index.column(), Qt.Orientation.Horizontal)
        editor.setAccessibleName(
            _("{field} de la fila {row}").format(field=head, row=self._view.rows.number_at(index.row()))
        )
        editor.setAccessibleDescription(self._view.rows.reason(index.row()))
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """Over the first line; wider than its cell if that is narrow."""
        cell: QRect = option.rect
        width = max(cell.width(), 180)
        left = min(cell.left(), self._view.viewport().width() - width)
        editor.setGeometry(QRect(max(0, left), cell.top() + 1, width, 28))


def _cut(words: str, width: int) -> str:
    return fonts.metrics().elidedText(words, Qt.TextElideMode.ElideMiddle, width)


class RowsTable(QTableView):
    """The rows. A cell is changed by typing over it, F2 or a double click; Alt+1 … take the repairs offered."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.rows = RowsModel()
        self._fitted: tuple[int, int, Sequence[int], bool] = (0, 0, (), False)
        self.setModel(self.rows)
        self.drawer = RowsDelegate(self, theme)
        self.setItemDelegate(self.drawer)
        self.setAccessibleName(_("Filas del archivo"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)  # arrows go from cell to cell; Tab would never leave
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        sides = self.verticalHeader()
        sides.hide()
        sides.setMinimumSectionSize(ROW)
        sides.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads = self.horizontalHeader()
        heads.setObjectName("importing")
        heads.setFixedHeight(28)
        heads.setHighlightSections(False)
        heads.setAccessibleName(_("Columnas"))
        heads.setMinimumSectionSize(40)
        self.rows.modelReset.connect(self._fit)

    @Slot()
    def _fit(self) -> None:
        height = TALL_ROW if self.rows.with_reasons else ROW
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height)
        self.horizontalHeader().setStretchLastSection(True)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Share out the room there is; where it is too little the table scrolls sideways.

        Only when it has changed: what is under the pointer stays there while rows are mended.
        """
        count, widths = self.rows.columnCount(), self.rows.widths
        key = (count, self.width(), widths, self.rows.with_doubts)
        if self._fitted == key:
            return
        self._fitted = key
        if not widths:
            return  # no file: the columns go, and those of the next one come as wide as Qt makes them
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        wanted = [widths[min(column, len(widths) - 1)] for column in range(count)]
        whole = self._whole(wanted, room)
        rest = sum(width for column, width in enumerate(wanted) if column and column not in whole)
        share = (room - widths[0] - sum(whole.values())) / max(1, rest)
        share = min(_MOST, max(_LEAST, share))
        for column, width in enumerate(wanted):
            self.setColumnWidth(column, whole.get(column, int(width * share) if column else width))

    def _whole(self, wanted: Sequence[int], room: int) -> dict[int, int]:
        """The columns that one decides by, as wide as what they say while the others keep the least of theirs."""
        metrics = QFontMetrics(fonts.font(tabular=True))
        spare = room - wanted[0] - int(_LEAST * sum(wanted[1:]))
        found = {}
        for column, texts in self.rows.telling(_MEASURED):
            least = int(_LEAST * wanted[column])
            needed = max(map(metrics.horizontalAdvance, texts), default=0) + 2 * _GAP + 1
            found[column] = least + max(0, min(needed - least, spare))
            spare -= found[column] - least
        return found

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the room anew."""
        super().resizeEvent(event)
        self._fit_columns()

    def keyboardSearch(self, _text: str) -> None:
        """Letters change the cell; Qt's own search would walk through every row."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt and a number take a repair; Enter opens the cell."""
        index = self.currentIndex()
        number = event.key() - Qt.Key.Key_1
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and 0 <= number < 9:
            self.fix(index.row(), number)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            # The Enter that ends an edit comes here too, while the field is still open.
            editing = self.state() == QAbstractItemView.State.EditingState
            if not editing and self.rows.flags(index) & Qt.ItemFlag.ItemIsEditable:
                self.edit(index)
        else:
            super().keyPressEvent(event)

    def fix(self, row: int, number: int) -> None:
        """Take a repair of a row, or a decision about it."""
        if row >= 0:
            self.rows.take(row, number)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a repair takes it."""
        here = event.position().toPoint()
        found = self._link_at(here)
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self.fix(*found)
        else:
            super().mouseReleaseEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The hand over what can be clicked."""
        super().mouseMoveEvent(event)
        over = self._link_at(event.position().toPoint()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def _link_at(self, here: QPoint) -> tuple[int, int] | None:
        row = self.rowAt(here.y())
        if row < 0 or not self.rows.with_reasons:
            return None
        for number, room in self.drawer.links(row, self.rowViewportPosition(row)):
            if room.contains(here):
                return row, number
        return None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The repairs of the row, by keyboard too."""
        index = self.currentIndex()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
        if not index.isValid() or not self.rows.with_reasons:
            return
        self.setCurrentIndex(index)
        menu = self.menu_of(index)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        where = self.visualRect(index).bottomLeft()
        menu.popup(self.viewport().mapToGlobal(where))

    def menu_of(self, index: QModelIndex) -> QMenu:
        """What can be done with a row: change the cell, and its repairs."""
        menu = QMenu(self)
        change = menu.addAction(_("Cambiar la celda"))
        change.setEnabled(bool(self.rows.flags(index) & Qt.ItemFlag.ItemIsEditable))
        change.setData(-1)
        for number, fix in enumerate(self.rows.fixes(index.row())):
            action = menu.addAction(f"{fix.words}\tAlt+{number + 1}")
            action.setData(number)
        menu.triggered.connect(self._chosen)
        return menu

    @Slot(QAction)
    def _chosen(self, action: QAction) -> None:
        number: int = action.data()
        if number < 0:
            self.edit(self.currentIndex())
        else:
            self.fix(self.currentIndex().row(), number)

    def sizeHint(self) -> QSize:
        """It takes what there is."""
        return QSize(400, 300)
