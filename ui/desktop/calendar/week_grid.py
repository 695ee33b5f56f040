"""A week with its hours that one goes about in: keys from entry to entry, the mouse on each, an entry dragged."""

import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QBasicTimer,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimerEvent,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip

from crm.texts import _
from ui.desktop.calendar.hours import DAY, HOUR, STEP, at_hours, has_end, minute_of, time_of
from ui.desktop.calendar.spans import ONE
from ui.desktop.calendar.week_drawing import Dragged
from ui.desktop.calendar.week_layout import Target
from ui.desktop.calendar.week_view import WeekView
from ui.desktop.calendar.words import small_line, whole
from ui.desktop.spoken_menu import SpokenMenu
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.agenda import Entry

Index = QModelIndex | QPersistentModelIndex
_DAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_LINES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ALT, _CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
_SHIFT_ALT = _ALT | Qt.KeyboardModifier.ShiftModifier
_GRIP = 6
"""Pixels over the lower edge of an activity by which its end is held."""
_EDGE = 24
"""Pixels from the top and the bottom of the hours at which what is dragged scrolls them."""
_SCROLL_MS, _SCROLL_BY = 40, 12


class WeekGrid(WeekView):
    """``opened`` carries an Entry that was clicked, ``gone_into`` one that was opened with the keyboard, ``asked_new``
    a day, ``asked_new_at`` a day and an hour ``HH:MM`` of it; ``moved`` an Entry, the day it goes to and its hour there
    ("" for all day, None for the one it has), ``ended`` one and the hour it is to end at; ``day_wanted`` a day that is
    not shown, ``paged`` how many weeks on.
    """

    opened = Signal(object)
    gone_into = Signal(object)
    asked_new = Signal(object)
    asked_new_at = Signal(object, str)
    moved = Signal(object, object, object)
    ended = Signal(object, str)
    day_wanted = Signal(object)
    paged = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._pressed: tuple[Entry, QPoint] | None = None
        self._scrolling = QBasicTimer()
        self._menu: SpokenMenu | None = None
        self.setMouseTracking(True)

    def show_days(self, first: datetime.date, today: datetime.date) -> None:
        """Show another week; what is held is let go."""
        self._end_drag()
        super().show_days(first, today)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows from thing to thing and from day to day, also beyond the week; with Alt they move; Enter opens.

        With Shift and Alt the end of an activity moves.
        """
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self.dragged is not None and key == Qt.Key.Key_Escape:
            self._end_drag()
        elif key in _DAYS and modifiers in (_ALT, Qt.KeyboardModifier.NoModifier):
            (self._move_day if modifiers else self._step_day)(_DAYS[key])
        elif key in _LINES and modifiers in (_ALT, Qt.KeyboardModifier.NoModifier):
            (self._move_hour if modifiers else self._step)(_LINES[key])
        elif key in _LINES and modifiers == _SHIFT_ALT:
            self._move_end(_LINES[key])
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and not modifiers:
            self.paged.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key in _ENTER and modifiers == _CONTROL:
            self.asked_new.emit(self.current_day)
        elif key in _ENTER and not modifiers:
            self._enter()
        else:
            event.ignore()

    def keyboardSearch(self, _text: str) -> None:
        """Letters are for the page."""

    def _step(self, by: int) -> None:
        row = self.currentIndex().row() + by
        if row in self.week.rows_of(self.current_day):
            self.make_current(row)

    def _step_day(self, by: int) -> None:
        """To the day beside: to what is nearest in time there, or to the day itself from a day."""
        try:
            day = self.current_day + ONE * by
        except OverflowError:
            return
        rows, entry = self.week.rows_of(day), self.current_entry
        if not rows:
            self.day_wanted.emit(day)
        elif entry is None or len(rows) == 1:
            self.make_current(rows[0])
        else:
            self.make_current(min(rows[1:], key=lambda row: self._apart(row, entry)))

    def _apart(self, row: int, entry: "Entry") -> int:
        other = self.week.lines[row].entry
        assert other is not None
        if at_hours(entry) != at_hours(other):
            return DAY
        return abs(minute_of(entry.time) - minute_of(other.time)) if at_hours(entry) else 0

    def _enter(self) -> None:
        entry = self.current_entry
        if entry is None:
            self.asked_new.emit(self.current_day)
        else:
            self.gone_into.emit(entry)

    def _move_day(self, by: int) -> None:
        entry = self.current_entry
        if entry is None or not entry.movable:
            return
        try:
            day = entry.day + ONE * by
        except OverflowError:
            return
        self._move(entry, day, None)
        if self.week.row_of(self.current_day, entry.id) < 0:
            self.day_wanted.emit(day)

    def _move_hour(self, by: int) -> None:
        entry = self.current_entry
        if entry is None or not entry.movable or not at_hours(entry):
            return
        minute = minute_of(entry.time) + by * STEP
        if 0 <= minute < DAY:
            self._move(entry, entry.day, time_of(minute))

    def _move_end(self, by: int) -> None:
        entry = self.current_entry
        if entry is not None and has_end(entry):
            self._end(entry, self._ends(entry) + by * STEP)

    def _ends(self, entry: "Entry") -> int:
        """The minute of the day at which it ends, or is shown to end where nobody said when."""
        blocks = self.week.blocks[(entry.day - self.week.first).days]
        shown = next(block.ends for block in blocks if block.entry.id == entry.id)
        return minute_of(entry.time) + entry.minutes if entry.minutes else shown

    def _end(self, entry: "Entry", minute: int) -> None:
        """Ask for it, and show it at once, as what moves."""
        begins = minute_of(entry.time)
        if not begins < minute < DAY:
            return
        self.ended.emit(entry, time_of(minute))
        self.week.put(entry._replace(minutes=minute - begins, hours="", from_to=""))
        self.back_to(entry.day, entry)

    def _move(self, entry: "Entry", day: datetime.date, time: str | None) -> None:
        """Ask for it, and show it there at once: the next key may come before it has been done."""
        self.moved.emit(entry, day, time)
        hour = entry.time if time is None else time
        kept = "" if hour != entry.time else entry.from_to
        self.week.put(
            entry._replace(day=day, last=day + (entry.last - entry.day), time=hour, hours=kept, from_to=kept)
        )
        self.back_to(day, entry)

    def entry_at(self, place: QPoint) -> "Entry | None":
        """What stands at a place of the viewport."""
        row = self.indexAt(place).row()
        return self.week.lines[row].entry if row >= 0 else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to open or to drag."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        place = event.position().toPoint()
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        index = self.indexAt(place)
        if index.isValid():
            self.make_current(index.row())
        else:
            self.go_to(self.room.date_of(self.room.day_at(place)))
        entry = self.entry_at(place)
        self._pressed = (entry, place) if entry is not None else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark what is under the mouse; what is held goes along."""
        place = event.position().toPoint()
        if self._pressed is not None and self.dragged is None:
            self._begin_drag(*self._pressed, place)
        if self.dragged is not None:
            self._drag_to(place)
            return
        over = self.entry_at(place)
        hovered = over.id if over is not None else 0
        pointing = Qt.CursorShape.SizeVerCursor if self._at_end(place) else Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(pointing if hovered else Qt.CursorShape.ArrowCursor)
        if hovered != self.drawn.hovered:
            self.drawn.hovered = hovered
            self.viewport().update()

    def _at_end(self, place: QPoint) -> bool:
        """Whether a place is the lower edge of an activity, by which its end is held."""
        index = self.indexAt(place)
        entry = self.entry_at(place)
        return entry is not None and has_end(entry) and self.visualRect(index).bottom() - place.y() < _GRIP

    def _begin_drag(self, entry: "Entry", start: QPoint, place: QPoint) -> None:
        if not entry.movable or (place - start).manhattanLength() < QApplication.startDragDistance():
            return
        rect = self.visualRect(self.week.index(self.week.row_of(self.current_day, entry.id)))
        below = start.y() - rect.top() if at_hours(entry) else 0
        lasts = rect.height() * 60 // HOUR if at_hours(entry) else 60
        self.dragged = Dragged(entry, below, lasts, end=self._at_end(start))
        ends = self.dragged.end
        self.viewport().setCursor(Qt.CursorShape.SizeVerCursor if ends else Qt.CursorShape.ClosedHandCursor)

    def _drag_to(self, place: QPoint) -> None:
        assert self.dragged is not None
        target = self.room.target(place, 0 if self.dragged.end else self.dragged.below)
        if self.dragged.end:
            target = self.dragged.stretch(target, (self.dragged.entry.day - self.week.first).days)
        elif self.dragged.entry.day != self.dragged.entry.last:
            target = Target(target.column, None)  # what lasts several days has no hour to fall on
        self.dragged.target = target
        hours = self.room.hours
        near = place.y() >= hours.top() and min(place.y() - hours.top(), hours.bottom() - place.y()) < _EDGE
        if near and not self._scrolling.isActive():
            self._scrolling.start(_SCROLL_MS, self)
        elif not near:
            self._scrolling.stop()
        self.viewport().update()

    def timerEvent(self, event: QTimerEvent) -> None:
        """What is held at an edge of the hours scrolls them."""
        if event.timerId() != self._scrolling.timerId():
            super().timerEvent(event)
            return
        place = self.viewport().mapFromGlobal(self.cursor().pos())
        bar = self.verticalScrollBar()
        up = place.y() < self.room.hours.center().y()
        bar.setValue(bar.value() + (-_SCROLL_BY if up else _SCROLL_BY))
        self._drag_to(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what was clicked, show what there was no room for, or let fall what was dragged."""
        place = event.position().toPoint()
        pressed, dragged = self._pressed, self.dragged
        grabbed = self.room.day_at(pressed[1]) if pressed is not None else 0
        self._end_drag()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if dragged is not None:
            self._let_fall(dragged, grabbed)
        elif pressed is not None and self._is_more(place):
            self._drop_menu(self.room.day_at(place))
        elif pressed is not None and pressed[0] == self.entry_at(place):
            self.opened.emit(pressed[0])

    def _let_fall(self, dragged: Dragged, grabbed: int) -> None:
        entry, target = dragged.entry, dragged.target
        if target is None:
            return
        if dragged.end:
            if dragged.lasts != self._ends(entry) - minute_of(entry.time):
                self._end(entry, minute_of(entry.time) + dragged.lasts)
            return
        day = entry.day + ONE * (target.column - grabbed)
        if entry.day != entry.last or (target.minute is None and not entry.time):
            time = None
        else:
            time = "" if target.minute is None else time_of(target.minute)
        if day != entry.day or time not in (None, entry.time):
            self._move(entry, day, time)

    def _end_drag(self) -> None:
        self._pressed = self.dragged = None
        self._scrolling.stop()
        self.viewport().unsetCursor()
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On a free place: something new on that day, at that hour."""
        place = event.position().toPoint()
        if self.entry_at(place) is not None:
            return
        target = self.room.target(place, HOUR // 4)
        day = self.room.date_of(target.column)
        if target.minute is None:
            self.asked_new.emit(day)
        else:
            self.asked_new_at.emit(day, time_of(target.minute // 30 * 30))

    def _is_more(self, place: QPoint) -> bool:
        return self.room.more(self.room.day_at(place)).contains(place)

    @property
    def menu(self) -> SpokenMenu | None:
        """The menu of what a day had no room for, once it was dropped."""
        return self._menu

    def _drop_menu(self, column: int) -> None:
        """What the band had no room for on a day, to choose from."""
        if self._menu is not None:
            self._menu.deleteLater()
        menu = self._menu = SpokenMenu(self)
        menu.setAccessibleName(_("Lo demás del día"))
        for span in self.room.hidden(column):
            small = small_line(span.entry)
            words = f"{small}   {span.entry.title}" if small else span.entry.title
            menu.addAction(words.replace("&", "&&")).setData(span.entry)
        menu.triggered.connect(self._chosen_in_menu)
        menu.popup(self.viewport().mapToGlobal(self.room.more(column).bottomLeft()))

    def _chosen_in_menu(self, action: QAction) -> None:
        self.gone_into.emit(action.data())

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse any more."""
        super().leaveEvent(event)
        self.drawn.hovered = 0
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
