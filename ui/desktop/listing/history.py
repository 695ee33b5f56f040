"""The Historial tab: what was done to a record, newest first; virtual, since a record may have thousands.

Each thing that was done has a line of its own, so that keys and screen readers reach what can be taken back.
"""

from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem

from crm.contact_history import Detail, HistoryEntry
from crm.earlier_values import Earlier
from crm.texts import _
from ui.desktop import fonts
from ui.desktop.listing.model import ROW_ROLE, Index
from ui.desktop.listing.tall_lines import LEFT, LINE, RIGHT, TallDelegate, set_up, show_hand
from ui.desktop.theme import Theme

_SIDE = 24
_DAY_WIDTH = 100
_GAP = 16
_BETWEEN = 12
_AROUND = 4
_NAMED = 24
"""Letters of a value that what can be done names; the line has all of it."""


class HistoryLine(NamedTuple):
    """The head of an entry (``detail`` None), or one thing that was done; ``last`` of its entry."""

    entry: HistoryEntry
    detail: Detail | None
    last: bool

    @property
    def offer(self) -> str:
        """What can be done about it, or nothing."""
        if self.detail is None or self.detail.earlier is None:
            return ""
        if not self.detail.earlier.field:
            return _("Poner de nuevo")
        value = " ".join(self.detail.value.split())
        if not value:
            return _("Volver a dejarlo vacío")
        return _("Volver a {valor}").format(valor=_shortened(value))


def _shortened(value: str) -> str:
    return value if len(value) <= _NAMED else f"{value[: _NAMED - 1].rstrip()}…"


class HistoryModel(QAbstractListModel):
    """The lines of one record's history."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[HistoryLine] = []

    def replace(self, entries: tuple[HistoryEntry, ...]) -> None:
        """Show other entries."""
        self.beginResetModel()
        self._lines = [line for entry in entries for line in _lines_of(entry)]
        self.endResetModel()

    def extend(self, entries: tuple[HistoryEntry, ...]) -> None:
        """Show more entries after those that are shown."""
        lines = [line for entry in entries for line in _lines_of(entry)]
        known = len(self._lines)
        self.beginInsertRows(QModelIndex(), known, known + len(lines) - 1)
        self._lines += lines
        self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """How many lines."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The line in words; itself under ROW_ROLE, for the delegate."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == ROW_ROLE:
            return line
        if (
            role == Qt.ItemDataRole.ToolTipRole
            and line.offer
            and line.detail is not None
            and line.detail.value
        ):
            return _("Intro pone de nuevo «{valor}»").format(valor=line.detail.value)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        entry = line.entry
        if line.detail is None:
            return ". ".join((f"{entry.day}, {entry.hour}", entry.title, entry.actor))
        if line.offer and role == Qt.ItemDataRole.AccessibleTextRole:
            return _("{cambio}. Intro: {oferta}").format(cambio=line.detail.text, oferta=line.offer)
        return line.detail.text


def _operations(entries: tuple[HistoryEntry, ...]) -> list[int]:
    return [entry.operation for entry in entries]


def _lines_of(entry: HistoryEntry) -> list[HistoryLine]:
    details = [HistoryLine(entry, detail, last=False) for detail in entry.details]
    lines = [HistoryLine(entry, None, last=False), *details]
    lines[-1] = lines[-1]._replace(last=True)
    return lines


class _LineDelegate(TallDelegate):
    """Day at the left; what, by whom and each field at the right, on as many lines as they need."""

    def __init__(self, view: QListView, theme: Theme) -> None:
        super().__init__(view, theme)
        self._link_widths: dict[str, int] = {}

    def _height(self, line: HistoryLine, width: int, *, first: bool) -> int:
        text = line.entry.title if line.detail is None else line.detail.text
        lines = self._lines(text, self._room(line, width)) + (1 if line.detail is None else 0)
        return lines * LINE + _AROUND + (_GAP if line.last else 0)

    def link_rect(self, row: QRect, line: HistoryLine) -> QRect:
        """Where what can be done about a line stands; empty where nothing can."""
        if not line.offer:
            return QRect()
        width = self._link_width(line.offer)
        return QRect(row.right() + 1 - _SIDE - width, row.top() + _AROUND // 2, width, LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: HistoryLine = index.data(ROW_ROLE)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if self._view.hasFocus() and state & QStyle.StateFlag.State_HasFocus:
            self._draw_ring(painter, rect, line)
        painter.setFont(fonts.font())
        left = rect.left() + _SIDE + _DAY_WIDTH + _BETWEEN
        room = QRect(left, rect.top() + _AROUND // 2, self._room(line, rect.width()), LINE)
        if line.detail is None:
            self._draw_head(painter, rect, room, line.entry)
        else:
            self._draw_detail(painter, rect, room, line)
        painter.restore()

    def _draw_ring(self, painter: QPainter, rect: QRect, line: HistoryLine) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.tokens.accent), 2))
        left = 13 if line.detail is None else _SIDE + _DAY_WIDTH + 2
        below = _GAP if line.last else 0
        painter.drawRoundedRect(rect.adjusted(left, 1, -13, -below - 1), 4, 4)

    def _draw_head(self, painter: QPainter, rect: QRect, room: QRect, entry: HistoryEntry) -> None:
        tokens = self._theme.tokens
        painter.setFont(fonts.font(tabular=True))
        painter.setPen(QColor(tokens.muted))
        day = QRect(rect.left() + _SIDE, room.top(), _DAY_WIDTH, LINE)
        painter.drawText(day, LEFT, entry.day)
        painter.drawText(day.translated(0, LINE), LEFT, entry.hour)
        painter.setFont(fonts.font())
        painter.setPen(QColor(tokens.text))
        below = self._draw_lines(painter, room, entry.title)
        painter.setPen(QColor(tokens.muted))
        painter.drawText(below, LEFT, entry.actor)

    def _draw_detail(self, painter: QPainter, rect: QRect, room: QRect, line: HistoryLine) -> None:
        tokens = self._theme.tokens
        assert line.detail is not None
        painter.setPen(QColor(tokens.text))
        self._draw_lines(painter, room, line.detail.text)
        if line.offer:
            painter.setPen(QColor(tokens.accent))
            painter.drawText(self.link_rect(rect, line), RIGHT, line.offer)

    def _link_width(self, offer: str) -> int:
        if offer not in self._link_widths:
            self._link_widths[offer] = self._metrics.horizontalAdvance(offer)
        return self._link_widths[offer]

    def _room(self, line: HistoryLine, width: int) -> int:
        offer = line.offer
        link = self._link_width(offer) + _BETWEEN if offer else 0
        return max(80, width - 2 * _SIDE - _DAY_WIDTH - _BETWEEN - link)


class HistoryList(QListView):
    """The history of one record. ``return_wanted`` carries the Earlier to go back to."""

    return_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._entries: tuple[HistoryEntry, ...] = ()
        self._model = HistoryModel()
        self._model.setParent(self)
        self.setModel(self._model)
        self._delegate = _LineDelegate(self, theme)
        self.setItemDelegate(self._delegate)
        set_up(self, _("Historial"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setViewportMargins(0, 16, 0, 0)

    def show_entries(self, entries: tuple[HistoryEntry, ...]) -> None:
        """Show a history from its beginning; one that has only grown stays on the line that was current."""
        known = len(self._entries)
        if known and entries[:known] == self._entries:
            if len(entries) > known:
                self._entries = entries
                self._model.extend(entries[known:])
            return
        # By what was done: what can be done about it changes with the contact.
        grown = bool(self._entries) and _operations(entries[-len(self._entries) :]) == _operations(
            self._entries
        )
        fresh = sum(len(entry.details) + 1 for entry in entries) - self._model.rowCount()
        current = self.currentIndex().row()
        self._entries = entries
        self._delegate.forget_heights()
        self._model.replace(entries)
        self.scrollToTop()
        if grown and current >= 0:
            self.setCurrentIndex(self._model.index(current + fresh))

    def offer_at(self, place: QPoint) -> Earlier | None:
        """What one can go back to by clicking at a place of the viewport."""
        index = self.indexAt(place)
        line: HistoryLine | None = index.data(ROW_ROLE)
        if line is None or line.detail is None:
            return None
        inside = self._delegate.link_rect(self.visualRect(index), line).contains(place)
        return line.detail.earlier if inside else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be clicked."""
        super().mouseMoveEvent(event)
        show_hand(self, over=self.offer_at(event.position().toPoint()) is not None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on what can be done does it."""
        super().mouseReleaseEvent(event)
        earlier = self.offer_at(event.position().toPoint())
        if earlier is not None and event.button() == Qt.MouseButton.LeftButton:
            self.return_wanted.emit(earlier)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what can be done about the current line."""
        line: HistoryLine | None = self.currentIndex().data(ROW_ROLE)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and line is not None and line.offer:
            assert line.detail is not None
            self.return_wanted.emit(line.detail.earlier)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Texts break elsewhere."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
