"""The Historial tab: what was done to a record, newest first; virtual, since a record may have thousands."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crm.contact_history import HistoryEntry
from crm.texts import _
from ui.desktop import fonts
from ui.desktop.contacts.model import ROW_ROLE, Index
from ui.desktop.theme import Theme

_SIDE = 24
_DAY_WIDTH = 100
_GAP = 16
_LINE = fonts.BODY_LINE
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)


class HistoryModel(QAbstractListModel):
    """The entries of one record."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[HistoryEntry, ...] = ()

    def replace(self, entries: tuple[HistoryEntry, ...]) -> None:
        """Show other entries."""
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """How many entries."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The entry in one sentence; itself under ROW_ROLE, for the delegate."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == ROW_ROLE:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            when = f"{entry.day}, {entry.hour}"
            return ". ".join((when, entry.title, *entry.details, entry.actor))
        return None


class _EntryDelegate(QStyledItemDelegate):
    """Day at the left; what, by whom and each field at the right, on as many lines as they need."""

    def __init__(self, view: QListView, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._metrics = QFontMetrics(fonts.font())
        self._heights: dict[tuple[int, int], int] = {}

    def forget_heights(self) -> None:
        """The entries are others."""
        self._heights.clear()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        key = (index.row(), width)
        if key not in self._heights:
            entry: HistoryEntry = index.data(ROW_ROLE)
            lines = sum(self._lines(text, self._room(width)) for text in self._texts(entry))
            self._heights[key] = lines * _LINE + _GAP
        return QSize(width, self._heights[key])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = self._theme.tokens
        entry: HistoryEntry = index.data(ROW_ROLE)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if self._view.hasFocus() and state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(rect.adjusted(13, 1, -13, -9), 4, 4)
        painter.setFont(fonts.font(tabular=True))
        painter.setPen(QColor(tokens.muted))
        top = rect.top() + 4
        painter.drawText(QRect(rect.left() + _SIDE, top, _DAY_WIDTH, _LINE), _LEFT, entry.day)
        painter.drawText(QRect(rect.left() + _SIDE, top + _LINE, _DAY_WIDTH, _LINE), _LEFT, entry.hour)
        painter.setFont(fonts.font())
        left = rect.left() + _SIDE + _DAY_WIDTH + 12
        width = self._room(rect.width())
        for number, text in enumerate(self._texts(entry)):
            painter.setPen(QColor(tokens.text if number == 0 else tokens.muted))
            for line in self._broken(text, width):
                painter.drawText(QRect(left, top, width, _LINE), _LEFT, line)
                top += _LINE
        painter.restore()

    @staticmethod
    def _texts(entry: HistoryEntry) -> tuple[str, ...]:
        return (entry.title, *entry.details, entry.actor)

    @staticmethod
    def _room(width: int) -> int:
        return max(80, width - 2 * _SIDE - _DAY_WIDTH - 12)

    def _lines(self, text: str, width: int) -> int:
        return len(self._broken(text, width))

    def _broken(self, text: str, width: int) -> list[str]:
        lines: list[str] = []
        current = ""
        for word in text.split():
            longer = f"{current} {word}" if current else word
            if current and self._metrics.horizontalAdvance(longer) > width:
                lines.append(current)
                current = word
            else:
                current = longer
        fitted = [*lines, current]
        return [self._metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in fitted]


class HistoryList(QListView):
    """The history of one record."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._model = HistoryModel()
        self._model.setParent(self)
        self.setModel(self._model)
        self._delegate = _EntryDelegate(self, theme)
        self.setItemDelegate(self._delegate)
        self.setObjectName("history")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setAccessibleName(_("Historial"))
        self.setViewportMargins(0, 16, 0, 0)

    def show_entries(self, entries: tuple[HistoryEntry, ...]) -> None:
        """Show the history of another record, from its beginning."""
        self._delegate.forget_heights()
        self._model.replace(entries)
        self.scrollToTop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Texts break elsewhere."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
