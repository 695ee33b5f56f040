"""The rows of the trash: what, since when, and who put it there."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from crm.matter_rows import line
from crm.texts import _
from crm.trash import Trashed
from ui.desktop import fonts
from ui.desktop.listing.model import Index
from ui.desktop.theme import Theme

_ROW = 36
_HEAD = 28
_SIDE = 16
_WHAT_WIDTH, _WHEN_WIDTH, _WHO_WIDTH = 140, 120, 180
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class TrashModel(QAbstractTableModel):
    """Records in the trash, the last ones put there first."""

    def __init__(self) -> None:
        super().__init__()
        self._records: tuple[Trashed, ...] = ()

    @property
    def records(self) -> tuple[Trashed, ...]:
        """What is shown."""
        return self._records

    def replace(self, records: tuple[Trashed, ...]) -> None:
        """Show others."""
        self.beginResetModel()
        self._records = records
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """How many."""
        return 0 if parent.isValid() else len(self._records)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """Name, what it is, since when, by whom."""
        return 0 if parent.isValid() else 4

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The texts."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        record = self._records[index.row()]
        return (record.name, line(record.kind), record.day, record.actor)[index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Heads of the columns; rows have none."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (_("Nombre"), _("Qué es"), _("Desde"), _("Quién"))[section]
        return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) if role == _ALIGNED else None


_ALIGNED = Qt.ItemDataRole.TextAlignmentRole


class _RowDelegate(QStyledItemDelegate):
    """One line; the selection and the ring over the whole row."""

    def __init__(self, view: QTableView, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = self._theme.tokens
        cell: QRect = option.rect
        selected = self._view.selectionModel().isRowSelected(index.row(), QModelIndex())
        font = fonts.font(semibold=selected and index.column() == 0)
        text = QFontMetrics(font).elidedText(
            index.data(), Qt.TextElideMode.ElideRight, cell.width() - 2 * _SIDE
        )
        painter.save()
        painter.setClipRect(cell)
        if selected:
            painter.fillRect(cell, QColor(tokens.sel))
        if self._view.hasFocus() and self._view.currentIndex().row() == index.row():
            whole = QRectF(0, cell.y(), self._view.viewport().width(), cell.height())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(whole.adjusted(2, 2, -2, -2), 4, 4)
        painter.setFont(font)
        painter.setPen(QColor(tokens.text if index.column() == 0 or selected else tokens.muted))
        painter.drawText(cell.adjusted(_SIDE, 0, -_SIDE, 0), _LEFT, text)
        painter.restore()


class TrashTable(QTableView):
    """The trash. ``restore_wanted`` comes with Enter and with a double click."""

    restore_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.records = TrashModel()
        self.records.setParent(self)
        self.setModel(self.records)
        self.setItemDelegate(_RowDelegate(self, theme))
        self.setAccessibleName(_("Lo que hay en la papelera"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        rows, heads = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(_ROW)
        heads.setFixedHeight(_HEAD)
        heads.setHighlightSections(False)
        heads.setSectionsClickable(False)
        heads.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for section, width in ((1, _WHAT_WIDTH), (2, _WHEN_WIDTH), (3, _WHO_WIDTH)):
            heads.setSectionResizeMode(section, QHeaderView.ResizeMode.Fixed)
            heads.resizeSection(section, width)

    @property
    def chosen(self) -> list[Trashed]:
        """The selected records."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [self.records.records[row] for row in rows]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter restores."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.restore_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """As Enter."""
        super().mouseDoubleClickEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.currentIndex().isValid():
            self.restore_wanted.emit()
