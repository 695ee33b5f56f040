"""A week with its hours as a view of Qt's: what there is, where it stands, how far it is scrolled, how it is drawn."""

import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QRegion, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QListView

from crm.texts import _
from ui.desktop.calendar.hours import HOUR, WORK_BEGINS, at_hours, height_of
from ui.desktop.calendar.week_drawing import Dragged, WeekDrawing
from ui.desktop.calendar.week_layout import HEAD, WeekLayout
from ui.desktop.calendar.week_model import WeekModel
from ui.desktop.clear_ground import clear_ground
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.agenda import Agenda, Entry

Index = QModelIndex | QPersistentModelIndex


class WeekView(QListView):
    """Shows a week. ``drawn`` draws it, ``room`` knows where everything stands, ``week`` what there is.

    A list to Qt, which tells screen readers of lists; where its lines stand is told here.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.week = WeekModel()
        self.week.setParent(self)
        self.setModel(self.week)
        self.room = WeekLayout(self.week)
        self.drawn = WeekDrawing(self.week, self.room, theme)
        self.dragged: Dragged | None = None
        self._scrolled_to = height_of(WORK_BEGINS) - 12
        self._fitting = False
        theme.changed.connect(self.viewport().update)
        clear_ground(self)
        self.setAccessibleName(_("Semana"))
        self.setAccessibleDescription(
            _(
                "Flechas: otra cosa u otro día. Intro: abre lo que hay, o agrega. Alt y flechas: mueve a otro día o"
                " quince minutos. Mayús, Alt y flechas: termina quince minutos antes o después."
            )
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(HEAD + 4 * HOUR)

    @property
    def current_day(self) -> datetime.date:
        """The day that keys start from."""
        row = self.currentIndex().row()
        return self.week.lines[row].day if row >= 0 else self.week.first

    @property
    def current_entry(self) -> "Entry | None":
        """What one stands on; None on a day itself."""
        row = self.currentIndex().row()
        return self.week.lines[row].entry if row >= 0 else None

    def show_days(self, first: datetime.date, today: datetime.date) -> None:
        """Show another week; what is on it comes with ``show_agenda``."""
        self.week.show_days(first, today)
        self.updateGeometries()

    def show_agenda(self, agenda: "Agenda") -> None:
        """Show what is on the days; one stays where one is."""
        day, entry = self.current_day, self.current_entry
        self.week.show_agenda(agenda)
        self.back_to(day, entry)

    def back_to(self, day: datetime.date, entry: "Entry | None") -> None:
        """Stand on an entry, or on the day where it is not there any more."""
        self.updateGeometries()
        row = self.week.row_of(day, entry.id) if entry is not None else -1
        row = row if row >= 0 else self.week.row_of(day)
        if row >= 0:
            self.make_current(row)
        self.viewport().update()

    def go_to(self, day: datetime.date) -> None:
        """Stand on a day, if it is shown; on what one stands on of that day already."""
        row = self.week.row_of(day)
        if (row >= 0 and self.week.lines[max(0, self.currentIndex().row())].day != day) or (
            row >= 0 and not self.currentIndex().isValid()
        ):
            self.make_current(row)

    def make_current(self, row: int) -> None:
        """Stand on a line."""
        self.selectionModel().setCurrentIndex(
            self.week.index(row), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def choose(self, number: int) -> None:
        """Mark the record that is shown beside; 0 for none."""
        self.drawn.chosen = number
        self.viewport().update()

    def show_now(self, now: datetime.datetime | None) -> None:
        """Draw a line at this moment of Mexico City's wall; None: none."""
        self.drawn.now = now
        self.viewport().update()

    def visualRect(self, index: Index) -> QRect:
        """Where a line stands in the viewport."""
        if not index.isValid():
            return QRect()
        day, entry = self.week.lines[index.row()]
        column = (day - self.week.first).days
        if entry is None:
            return self.room.head(column)
        if at_hours(entry):
            block = next(block for block in self.week.blocks[column] if block.entry.id == entry.id)
            return self.room.block(column, block)
        span = next(span for span in self.week.bars if span.entry.id == entry.id)
        return self.room.more(column) if self.room.is_hidden(span) else self.room.bar(span)

    def indexAt(self, place: QPoint) -> QModelIndex:
        """The line at a place of the viewport."""
        for row in range(len(self.week.lines) - 1, -1, -1):
            index = self.week.index(row)
            entry = self.week.lines[row].entry
            in_hours = entry is not None and at_hours(entry)
            if in_hours == (place.y() >= self.room.top) and self.visualRect(index).contains(place):
                return index
        return QModelIndex()

    def scrollTo(
        self,
        index: Index,
        _hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a line into sight."""
        entry = self.week.lines[index.row()].entry if index.isValid() else None
        if entry is None or not at_hours(entry):
            return
        rect, hours = self.visualRect(index), self.room.hours
        bar = self.verticalScrollBar()
        if rect.top() < hours.top():
            bar.setValue(bar.value() - (hours.top() - rect.top()) - 8)
        elif rect.bottom() > hours.bottom():
            bar.setValue(bar.value() + min(rect.bottom() - hours.bottom() + 8, rect.top() - hours.top()))

    def moveCursor(
        self, _action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Keys are taken before."""
        return self.currentIndex()

    def horizontalOffset(self) -> int:
        """There is room for the days."""
        return 0

    def verticalOffset(self) -> int:
        """How far the hours are scrolled."""
        return self.room.offset

    def setSelection(self, _rect: QRect, _flags: QItemSelectionModel.SelectionFlag) -> None:
        """Nothing is chosen with a frame."""

    def visualRegionForSelection(self, _selection: QItemSelection) -> QRegion:
        """A ring says where one stands; all is drawn at once."""
        return QRegion(self.viewport().rect())

    def updateGeometries(self) -> None:
        """How far the hours can be scrolled; working hours are in sight first."""
        self.room.size = self.viewport().size()
        bar = self.verticalScrollBar()
        self._fitting = True
        bar.setRange(0, self.room.beyond)
        bar.setPageStep(self.room.hours.height())
        bar.setSingleStep(HOUR // 2)
        bar.setValue(self._scrolled_to)
        self._fitting = False
        self.room.offset = bar.value()

    def showEvent(self, event: QShowEvent) -> None:
        """Now it is known how much of the day there is room for."""
        super().showEvent(event)
        self.updateGeometries()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All days are in sight, whatever room there is."""
        super().resizeEvent(event)
        self.updateGeometries()

    def scrollContentsBy(self, _x: int, _y: int) -> None:
        """The hours go; the days stay. Where one scrolled to holds also when the room changes."""
        if not self._fitting:
            self._scrolled_to = self.verticalScrollBar().value()
        self.room.offset = self.verticalScrollBar().value()
        self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Days, hours, and what there is."""
        painter = QPainter(self.viewport())
        ring = self.visualRect(self.currentIndex()) if self.hasFocus() else None
        self.drawn.draw(painter, ring, self.dragged)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring comes with the focus."""
        QAbstractScrollArea.focusInEvent(self, event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """And goes with it."""
        super().focusOutEvent(event)
        self.viewport().update()
