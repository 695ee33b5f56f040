"""The agenda: the days of a month on which there is something, one under another."""

import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from crm.date_words import near_date
from crm.texts import _
from ui.desktop import fonts
from ui.desktop.calendar.spans import day_in_words
from ui.desktop.calendar.words import OFF, aloud, small_line, where, whole
from ui.desktop.clear_ground import clear_ground
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.agenda import Agenda, Entry

Index = QModelIndex | QPersistentModelIndex
_LINE_ROLE = int(Qt.ItemDataRole.UserRole)
_HEAD, _ROW, _LINE = 44, 48, fonts.BODY_LINE
_SIDE, _HOUR_ROOM = 20, 128
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class AgendaLine(NamedTuple):
    """A day over what is on it (``entry`` None), or something on that day."""

    day: datetime.date
    entry: "Entry | None" = None


class AgendaModel(QAbstractListModel):
    """Days and entries, in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[AgendaLine] = []
        self.today = datetime.date(2000, 1, 1)

    def show(self, agenda: "Agenda", first: datetime.date, last: datetime.date, today: datetime.date) -> None:
        """Show what is on the days from one to another; what began before stands on the first of them."""
        self.beginResetModel()
        self.today = today
        by_day: dict[datetime.date, list[Entry]] = {}
        for entry in agenda.entries:
            if entry.day <= last and entry.last >= first:
                by_day.setdefault(max(first, entry.day), []).append(entry)
        self.lines = [
            line
            for day in sorted(by_day)
            for line in (AgendaLine(day), *(AgendaLine(day, entry) for entry in by_day[day]))
        ]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """How many lines."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A line in words."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == _LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.ToolTipRole and line.entry is not None:
            return whole(line.entry)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return day_in_words(line.day) if line.entry is None else aloud(line.entry)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A day itself is not gone to."""
        flag = Qt.ItemFlag
        if not index.isValid() or self.lines[index.row()].entry is None:
            return flag.NoItemFlags
        return flag.ItemIsEnabled | flag.ItemIsSelectable

    def first_from(self, day: datetime.date) -> int:
        """The row of the first entry of a day or after it, the last one if there is none; -1 if there is nothing."""
        rows = [row for row, line in enumerate(self.lines) if line.entry is not None]
        return next((row for row in rows if self.lines[row].day >= day), rows[-1] if rows else -1)


class _LineDelegate(QStyledItemDelegate):
    """The hour at the left, the title and where at the right of it."""

    def __init__(self, view: QListView, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self.chosen = 0

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        line: AgendaLine = index.data(_LINE_ROLE)
        return QSize(self._view.viewport().width(), _HEAD if line.entry is None else _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: AgendaLine = index.data(_LINE_ROLE)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if line.entry is None:
            self._draw_day(painter, rect, line.day)
        else:
            self._draw_entry(painter, rect, line.entry, bool(state & QStyle.StateFlag.State_MouseOver))
        if self._view.hasFocus() and self._view.currentIndex() == index and line.entry is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.tokens.accent), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(9, 1, -9, -1), 4, 4)
        painter.restore()

    def _draw_day(self, painter: QPainter, rect: QRect, day: datetime.date) -> None:
        tokens, today = self._theme.tokens, self._view.model().today  # type: ignore[attr-defined]
        room = QRect(rect.left() + _SIDE, rect.bottom() - 8 - _LINE, rect.width() - 2 * _SIDE, _LINE)
        words = day_in_words(day).capitalize()
        painter.setFont(fonts.font(semibold=True))
        painter.setPen(QColor(tokens.accent if day == today else tokens.text))
        painter.drawText(room, _LEFT, words)
        if day == today:
            room.setLeft(room.left() + fonts.metrics(semibold=True).horizontalAdvance(words) + 8)
            painter.setFont(fonts.font())
            painter.setPen(QColor(tokens.muted))
            painter.drawText(room, _LEFT, near_date(day, today))

    def _draw_entry(self, painter: QPainter, rect: QRect, entry: "Entry", over: bool) -> None:
        tokens = self._theme.tokens
        if entry.id == self.chosen or over:
            ground = tokens.sel if entry.id == self.chosen else tokens.hover
            painter.fillRect(rect.adjusted(8, 0, -8, 0), QColor(ground))
        if entry.id == self.chosen:
            painter.fillRect(QRect(rect.left() + 8, rect.top(), 3, rect.height()), QColor(tokens.accent))
        top = rect.top() + (_ROW - 2 * _LINE) // 2
        if not where(entry):
            top += _LINE // 2
        left = QRect(rect.left() + _SIDE, top, _HOUR_ROOM - 12, _LINE)
        painter.setFont(fonts.font(tabular=True))
        painter.setPen(QColor(tokens.muted))
        small = small_line(entry) or _("todo el día")
        small = painter.fontMetrics().elidedText(small, Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, _LEFT, small)
        room = QRect(left.left() + _HOUR_ROOM, top, rect.right() - _SIDE - left.left() - _HOUR_ROOM, _LINE)
        painter.setPen(QColor(tokens.muted if entry.state in OFF else tokens.text))
        painter.drawText(room, _LEFT, _elided(entry.title, room.width()))
        if where(entry):
            painter.setPen(QColor(tokens.muted))
            until = _until(entry)
            below = " · ".join(part for part in (until, where(entry)) if part)
            painter.drawText(room.translated(0, _LINE), _LEFT, _elided(below, room.width()))


def _until(entry: "Entry") -> str:
    return _("hasta el {day}").format(day=day_in_words(entry.last)) if entry.last > entry.day else ""


def _elided(text: str, width: int) -> str:
    return fonts.metrics().elidedText(text, Qt.TextElideMode.ElideRight, width)


class AgendaList(QListView):
    """The agenda of a month. ``opened`` carries an Entry that was clicked, ``gone_into`` one that was opened with the
    keyboard, ``asked_new`` a day, ``paged`` how many months on.
    """

    opened = Signal(object)
    gone_into = Signal(object)
    asked_new = Signal(object)
    paged = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.days = AgendaModel()
        self.days.setParent(self)
        self.setModel(self.days)
        self.drawn = _LineDelegate(self, theme)
        self.setItemDelegate(self.drawn)
        clear_ground(self)
        self.setAccessibleName(_("Agenda"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)

    @property
    def current_day(self) -> datetime.date | None:
        """The day of the line one is on."""
        row = self.currentIndex().row()
        return self.days.lines[row].day if row >= 0 else None

    def choose(self, number: int) -> None:
        """Mark the record that is shown beside; 0 for none."""
        self.drawn.chosen = number
        self.viewport().update()

    def show_agenda(
        self, agenda: "Agenda", first: datetime.date, last: datetime.date, today: datetime.date
    ) -> None:
        """Show what is on the days from one to another."""
        self.days.show(agenda, first, last, today)

    def go_to(self, day: datetime.date) -> None:
        """Make the first thing of a day, or after it, the current one."""
        row = self.days.first_from(day)
        if row >= 0:
            self.setCurrentIndex(self.days.index(row))
            head = row - 1 if row and self.days.lines[row - 1].entry is None else row
            self.scrollTo(self.days.index(head), QAbstractItemView.ScrollHint.PositionAtTop)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl+Enter adds on that day, PgUp and PgDn go by month."""
        key, control = event.key(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.paged.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            row = self.currentIndex().row()
            if row >= 0 and control:
                self.asked_new.emit(self.days.lines[row].day)
            elif row >= 0:
                self.gone_into.emit(self.days.lines[row].entry)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def keyboardSearch(self, _text: str) -> None:
        """Letters are for the page."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            entry = self.days.lines[index.row()].entry
            if entry is not None:
                self.opened.emit(entry)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines are as wide as the list."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
