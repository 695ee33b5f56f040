"""The days one goes about in: keys by day, the mouse on each entry, an entry dragged to another day."""

import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QFrame,
    QHeaderView,
    QTableView,
    QToolTip,
)

from crm.texts import _
from ui.desktop import fonts
from ui.desktop.calendar.delegate import DayDelegate
from ui.desktop.calendar.model import DaysModel
from ui.desktop.calendar.spans import DAYS, ONE
from ui.desktop.calendar.words import small_line, whole
from ui.desktop.spoken_menu import SpokenMenu
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.agenda import Entry

WEEKEND_WIDTH = 60
_HEAD = 28
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -DAYS, Qt.Key.Key_Down: DAYS}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DaysTable(QTableView):
    """A month. ``opened`` carries an Entry that was clicked, ``gone_into`` one that was
    opened with the keyboard, ``asked_new`` a day, ``moved`` an Entry and the day it goes to; ``day_wanted`` a day that
    is not shown, ``paged`` how many months on.
    """

    opened = Signal(object)
    gone_into = Signal(object)
    asked_new = Signal(object)
    moved = Signal(object, object)
    day_wanted = Signal(object)
    paged = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.days = DaysModel()
        self.days.setParent(self)
        self.setModel(self.days)
        self.drawn = DayDelegate(self, self.days, theme)
        self.setItemDelegate(self.drawn)
        self._pressed: tuple[Entry, QPoint] | None = None
        self._dragged: Entry | None = None
        self._menu: SpokenMenu | None = None
        self.setAccessibleName(_("Mes"))
        self.setAccessibleDescription(
            _(
                "Flechas: otro día. Intro: abre lo que hay, o agrega. Alt y flechas: mueve lo que hay a otro día."
            )
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setObjectName("week")
        head.setFixedHeight(_HEAD)
        head.setFont(fonts.font(fonts.SMALL_PIXELS))
        head.setMinimumSectionSize(1)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    @property
    def current_day(self) -> datetime.date:
        """The day that keys start from."""
        index = self.currentIndex()
        return self.days.day_at(index) if index.isValid() else self.days.first

    def show_days(self, first: datetime.date, weeks: int, month: int, today: datetime.date) -> None:
        """Show other days."""
        self._end_drag()
        self.days.show_days(first, weeks, month, today)
        self._share_room()

    def go_to(self, day: datetime.date) -> None:
        """Make a day the current one, if it is shown."""
        index = self.days.index_of(day)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def choose(self, number: int) -> None:
        """Mark the record that is shown beside; 0 for none."""
        self.drawn.chosen = number
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All days are in sight, whatever room there is."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        room, weeks = self.viewport().size(), self.days.rowCount()
        ends = [column for column in range(DAYS) if (self.days.first + ONE * column).weekday() >= 5]
        wide = DAYS - len(ends)
        left = room.width() - WEEKEND_WIDTH * len(ends)
        given = 0
        for column in range(DAYS):
            if column in ends:
                self.setColumnWidth(column, WEEKEND_WIDTH)
                continue
            given += 1
            self.setColumnWidth(column, left * given // wide - left * (given - 1) // wide)
        for row in range(weeks):
            self.setRowHeight(row, room.height() * (row + 1) // weeks - room.height() * row // weeks)

    def entry_at(self, place: QPoint) -> "Entry | None":
        """What stands at a place of the viewport."""
        index = self.indexAt(place)
        if not index.isValid():
            return None
        return next((entry for entry, rect in self.drawn.cell(index).rects if rect.contains(place)), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows by day, also beyond what is shown; PgUp and PgDn by month; Enter opens or adds."""
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self._dragged is not None and key == Qt.Key.Key_Escape:
            self._end_drag()
        elif key in _STEPS and modifiers == Qt.KeyboardModifier.AltModifier:
            self._move_by(_STEPS[key])
        elif key in _STEPS and not modifiers:
            self._step(_STEPS[key])
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and not modifiers:
            self.paged.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key in _ENTER and modifiers == Qt.KeyboardModifier.ControlModifier:
            self.asked_new.emit(self.current_day)
        elif key in _ENTER and not modifiers:
            self._enter()
        else:
            event.ignore()

    def keyboardSearch(self, _text: str) -> None:
        """Letters are for the page."""

    def _step(self, by: int) -> None:
        try:
            day = self.current_day + ONE * by
        except OverflowError:
            return
        if self.days.index_of(day).isValid():
            self.go_to(day)
        else:
            self.day_wanted.emit(day)

    def _enter(self) -> None:
        entries = self.days.all_of(self.currentIndex())
        if not entries:
            self.asked_new.emit(self.current_day)
        elif len(entries) == 1:
            self.gone_into.emit(entries[0])
        else:
            self._drop_menu(self.currentIndex())

    def _move_by(self, by: int) -> None:
        """Move what is chosen of the current day, or the one thing that can be moved."""
        movable = [entry for entry in self.days.entries_of(self.currentIndex()) if entry.movable]
        chosen = [entry for entry in movable if entry.id == self.drawn.chosen]
        wanted = chosen or (movable if len(movable) == 1 else [])
        if wanted:
            day = self.current_day + ONE * by
            self.moved.emit(wanted[0], day)
            self._step(by)

    def _drop_menu(self, index: QModelIndex) -> None:
        """Everything of a day, to choose from."""
        if self._menu is not None:
            self._menu.deleteLater()
        menu = self._menu = SpokenMenu(self)
        menu.setAccessibleName(str(index.data()))
        for entry in self.days.all_of(index):
            small = small_line(entry)
            words = f"{small}   {entry.title}" if small else entry.title
            action = menu.addAction(words.replace("&", "&&"))
            action.setData(entry)
        menu.addSeparator()
        menu.addAction(_("Nueva actividad este día")).setData(self.days.day_at(index))
        menu.triggered.connect(self._chosen_in_menu)
        more = self.drawn.cell(index).more
        place = more.bottomLeft() if more.isValid() else self.visualRect(index).topLeft() + QPoint(8, 28)
        menu.popup(self.viewport().mapToGlobal(place))

    @property
    def menu(self) -> SpokenMenu | None:
        """The menu of a day's entries, once it was dropped."""
        return self._menu

    def _chosen_in_menu(self, action: QAction) -> None:
        data = action.data()
        if isinstance(data, datetime.date):
            self.asked_new.emit(data)
        else:
            self.gone_into.emit(data)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to open or to drag."""
        place = event.position().toPoint()
        index = self.indexAt(place)
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.go_to(self.days.day_at(index))
        entry = self.entry_at(place)
        self._pressed = (entry, place) if entry is not None else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark what is under the mouse; what is held goes along."""
        place = event.position().toPoint()
        if self._pressed is not None and self._dragged is None:
            entry, start = self._pressed
            far = (place - start).manhattanLength() >= QApplication.startDragDistance()
            if far and entry.movable:
                self._dragged = entry
                self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._dragged is not None:
            index = self.indexAt(place)
            self.drawn.target = index if index.isValid() else None
            self.viewport().update()
            return
        over = self.entry_at(place)
        hovered = over.id if over is not None else 0
        more = self.indexAt(place).isValid() and self.drawn.cell(self.indexAt(place)).more.contains(place)
        pointing = over is not None or more
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if pointing else Qt.CursorShape.ArrowCursor
        )
        if hovered != self.drawn.hovered:
            self.drawn.hovered = hovered
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what was clicked, show what there was no room for, or let fall what was dragged."""
        place = event.position().toPoint()
        index = self.indexAt(place)
        pressed, self._pressed = self._pressed, None
        dragged = self._dragged
        self._end_drag()
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        day = self.days.day_at(index)
        if dragged is not None:
            start = pressed[1] if pressed is not None else place
            by = (day - self.days.day_at(self.indexAt(start))).days
            if by:
                self.moved.emit(dragged, dragged.day + ONE * by)
                self.go_to(day)
        elif pressed is not None and pressed[0] == self.entry_at(place):
            self.opened.emit(pressed[0])
        elif pressed is None and self.drawn.cell(index).more.contains(place):
            self._drop_menu(index)

    def _end_drag(self) -> None:
        self._dragged = self._pressed = None
        self.drawn.target = None
        self.viewport().unsetCursor()
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On a day with nothing there: something new on that day."""
        place = event.position().toPoint()
        index = self.indexAt(place)
        free = index.isValid() and self.entry_at(place) is None
        if free and not self.drawn.cell(index).more.contains(place):
            self.asked_new.emit(self.days.day_at(index))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse any more."""
        super().leaveEvent(event)
        self.drawn.hovered = 0
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring comes with the focus."""
        QAbstractScrollArea.focusInEvent(self, event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """And goes with it."""
        super().focusOutEvent(event)
        self.viewport().update()

    def viewportEvent(self, event: QHelpEvent) -> bool:  # type: ignore[override]
        """The whole of an entry in its tooltip."""
        if event.type() != QHelpEvent.Type.ToolTip:
            return super().viewportEvent(event)
        entry = self.entry_at(event.pos())
        if entry is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(event.globalPos(), whole(entry), self)
        return True
