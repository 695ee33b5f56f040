"""Where everything of a week stands in a view of some size: heads of days, the band of all day, hours below it."""

import datetime
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize

from ui.desktop import fonts
from ui.desktop.calendar.hours import DAY, Block, height_of, step_at
from ui.desktop.calendar.spans import DAYS, ONE, WEEKEND, Span
from ui.desktop.calendar.week_model import WeekModel

GUTTER = 48
"""The room of the hours at the left."""
HEAD = 48
_BAR, _BETWEEN = 20, 2
_WHOLE, _LESS = 5, 3
_LANES = 4
"""Lanes of the band; where more are wanted, the last one says how many more."""


class Target(NamedTuple):
    """Where something is let fall: a day, and the hour as a minute of it; None for all day."""

    column: int
    minute: int | None


class WeekLayout:
    """``offset`` is how far the hours are scrolled; the size is that of the viewport."""

    def __init__(self, model: WeekModel) -> None:
        self._model = model
        self.size = QSize()
        self.offset = 0

    @property
    def lanes(self) -> int:
        """Lanes of the band that are shown."""
        return min(_LANES, max((span.lane + 1 for span in self._model.bars), default=0))

    @property
    def top(self) -> int:
        """Where the hours begin."""
        return HEAD + max(1, self.lanes) * (_BAR + _BETWEEN) + 4

    @property
    def hours(self) -> QRect:
        """The room of the hours, as far as it is in sight."""
        return QRect(0, self.top, self.size.width(), max(0, self.size.height() - self.top))

    @property
    def beyond(self) -> int:
        """How much of the day there is no room for."""
        return max(0, height_of(DAY) - self.hours.height())

    def left_of(self, column: int) -> int:
        """Where a day begins; that of ``DAYS`` is where the last one ends. Weekends have less room."""
        parts = [_LESS if self.date_of(day).weekday() in WEEKEND else _WHOLE for day in range(DAYS)]
        return GUTTER + (self.size.width() - GUTTER) * sum(parts[:column]) // sum(parts)

    def column(self, column: int) -> QRect:
        """A day from top to bottom."""
        left = self.left_of(column)
        return QRect(left, 0, self.left_of(column + 1) - left, self.size.height())

    def head(self, column: int) -> QRect:
        """Where a day says which it is."""
        return QRect(self.column(column).topLeft(), QSize(self.column(column).width(), HEAD))

    def y_of(self, minute: int) -> int:
        """Where a minute of the day is."""
        return self.top + height_of(minute) - self.offset

    def block(self, column: int, block: Block) -> QRect:
        """Where something stands at its hour, also where it is scrolled out of sight."""
        day = self.column(column)
        room = day.width() - 6
        left, right = day.left() + 2 + int(room * block.left), day.left() + 2 + int(room * block.right)
        top = self.y_of(block.begins)
        return QRect(left, top, right - left - 1, self.y_of(block.ends) - top - 1)

    def is_hidden(self, span: Span) -> bool:
        """Whether the band has no lane for it."""
        wanted = max((one.lane + 1 for one in self._model.bars), default=0)
        return wanted > _LANES and span.lane >= _LANES - 1

    def bar(self, span: Span) -> QRect:
        """Where something of the band stands; what has no lane, where that is said."""
        left, right = self.left_of(span.first), self.left_of(span.last + 1)
        lane = _LANES - 1 if self.is_hidden(span) else span.lane
        return QRect(left + 2, self._lane_top(lane), right - left - 6, _BAR)

    def hidden(self, column: int) -> list[Span]:
        """What the band has no lane for on a day."""
        return [
            span for span in self._model.bars if self.is_hidden(span) and span.first <= column <= span.last
        ]

    def more(self, column: int) -> QRect:
        """Where a day says how much more there is; empty where all is shown."""
        if not self.hidden(column):
            return QRect()
        day = self.column(column)
        return QRect(day.left() + 2, self._lane_top(_LANES - 1), day.width() - 6, fonts.SMALL_LINE)

    @staticmethod
    def _lane_top(lane: int) -> int:
        return HEAD + lane * (_BAR + _BETWEEN)

    def day_at(self, place: QPoint) -> int:
        """The column of the day at a place; the nearest one beside them."""
        columns = (column for column in range(DAYS) if place.x() < self.left_of(column + 1))
        return next(columns, DAYS - 1)

    def target(self, place: QPoint, below: int) -> Target:
        """Where something falls that is held ``below`` its top: on a day, and at an hour where it is over these."""
        if place.y() < self.top:
            return Target(self.day_at(place), None)
        return Target(self.day_at(place), step_at(place.y() - below - self.top + self.offset))

    def date_of(self, column: int) -> datetime.date:
        """The day of a column."""
        return self._model.first + ONE * column
