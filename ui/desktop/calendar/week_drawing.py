"""How a week is drawn: days on top, what lasts all day below them, hours at the left, each thing at its hour."""

import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from crm.texts import _
from ui.desktop import fonts
from ui.desktop.calendar.cell import NARROW
from ui.desktop.calendar.drawing import (
    draw_bar,
    draw_ground,
    draw_short,
    draw_small,
    draw_thin,
    draw_titles,
)
from ui.desktop.calendar.hours import STEP, Block, lines_in, minute_of, time_of
from ui.desktop.calendar.spans import DAYS, WEEKEND, weekday_of
from ui.desktop.calendar.week_layout import GUTTER, HEAD, Target, WeekLayout
from ui.desktop.calendar.week_model import WeekModel
from ui.desktop.calendar.words import from_to, more_words, said_hour, where
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.agenda import Entry

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_CENTER = int(Qt.AlignmentFlag.AlignCenter)
_DISC = 24
_THIN = 44
"""Under this width there is no room for words side by side."""
_SHORT = 3


class Dragged:
    """What is held over the week, where it would fall, and for how many minutes it lasts; ``end``: held by its end."""

    def __init__(self, entry: "Entry", below: int, lasts: int, *, end: bool = False) -> None:
        self.entry = entry
        self.below = below
        self.lasts = lasts
        self.end = end
        self.target: Target | None = None

    def stretch(self, target: Target, column: int) -> Target:
        """Last until a target, a step at least; where it begins, on the day that is its ``column``."""
        begins = minute_of(self.entry.time)
        self.lasts = max(STEP, (target.minute or 0) - begins)
        return Target(column, begins)

    @property
    def hours(self) -> str:
        """The hour it would have: of its end, where that is what is held."""
        assert self.target is not None
        assert self.target.minute is not None
        begins = said_hour(time_of(self.target.minute))
        if not self.end:
            return begins
        ends = said_hour(time_of(self.target.minute + self.lasts))
        return _("{start} a {end}").format(start=begins, end=ends)


class WeekDrawing:
    """``chosen`` is the id of the record shown beside, ``hovered`` that under the mouse, 0 for none; ``now`` the
    moment on Mexico City's wall, None where it is not known.
    """

    def __init__(self, model: WeekModel, layout: WeekLayout, theme: Theme) -> None:
        self._model = model
        self._layout = layout
        self._theme = theme
        self.chosen = 0
        self.hovered = 0
        self.now: datetime.datetime | None = None

    def draw(self, painter: QPainter, ring: QRect | None, dragged: Dragged | None) -> None:
        """Draw the whole, ``ring`` around what one stands on."""
        tokens, layout = self._theme.tokens, self._layout
        for column in range(DAYS):
            weekend = layout.date_of(column).weekday() in WEEKEND
            painter.fillRect(layout.column(column), QColor(tokens.bg if weekend else tokens.surface))
        painter.save()
        painter.setClipRect(layout.hours)
        self._draw_hours(painter)
        for column in range(DAYS):
            for block in self._model.blocks[column]:
                held = dragged is not None and dragged.entry.id == block.entry.id
                self._draw_block(painter, layout.block(column, block), block, held=held)
        self._draw_now(painter)
        if dragged is not None:
            self._draw_dragged(painter, dragged)
        self._draw_ring(painter, ring)
        painter.restore()
        painter.setClipRect(QRect(0, 0, layout.size.width(), layout.top))
        self._draw_top(painter, dragged)
        self._draw_ring(painter, ring)

    def _draw_hours(self, painter: QPainter) -> None:
        tokens, layout = self._theme.tokens, self._layout
        painter.setFont(fonts.font(fonts.SMALL_PIXELS, tabular=True))
        painter.setPen(QColor(tokens.muted))
        for hour in range(1, 24):
            y = layout.y_of(hour * 60)
            painter.fillRect(QRect(GUTTER, y, layout.size.width() - GUTTER, 1), QColor(tokens.line))
            painter.drawText(QRect(0, y - 8, GUTTER - 8, 16), _RIGHT, f"{hour}:00")
        for column in range(DAYS):
            day = layout.column(column)
            painter.fillRect(QRect(day.left() - 1, layout.top, 1, day.height()), QColor(tokens.line))

    def _draw_block(self, painter: QPainter, rect: QRect, block: Block, *, held: bool) -> None:
        tokens, entry = self._theme.tokens, block.entry
        if not rect.intersects(self._layout.hours):
            return
        painter.setOpacity(0.5 if held else 1.0)
        chosen, lit = entry.id == self.chosen, entry.id in (self.chosen, self.hovered)
        draw_ground(painter, rect, tokens, chosen=chosen, lit=lit)
        room = rect.adjusted(8, 3, -4, -3)
        place = where(entry)
        lines, detail = lines_in(rect.height(), small=True, detail=bool(place))
        if room.width() < _THIN:
            draw_thin(painter, rect.adjusted(6, 3, -1, -2), entry, tokens)
        elif not lines:
            draw_short(painter, room.translated(0, (room.height() - fonts.BODY_LINE) // 2), entry, tokens)
        else:
            draw_small(painter, room, from_to(entry), tokens)
            room.setTop(room.top() + fonts.SMALL_LINE)
            taken = draw_titles(painter, room, entry, lines, tokens)
            if detail:
                room.setTop(room.top() + taken * fonts.BODY_LINE)
                draw_small(painter, room, place, tokens)
        painter.setOpacity(1.0)

    def _draw_now(self, painter: QPainter) -> None:
        """A line across today, as far down as the day has gone."""
        if self.now is None or not 0 <= (self.now.date() - self._model.first).days < DAYS:
            return
        layout, accent = self._layout, QColor(self._theme.tokens.accent)
        day = layout.column((self.now.date() - self._model.first).days)
        y = layout.y_of(self.now.hour * 60 + self.now.minute)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        painter.drawEllipse(QRectF(day.left() - 4, y - 4, 8, 8))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(QRect(day.left(), y - 1, day.width() - 1, 2), accent)

    def _draw_dragged(self, painter: QPainter, dragged: Dragged) -> None:
        """Where it would fall, and at what hour."""
        target = dragged.target
        if target is None or target.minute is None:
            return
        layout, tokens = self._layout, self._theme.tokens
        rect = layout.block(target.column, Block(dragged.entry, target.minute, target.minute + dragged.lasts))
        draw_ground(painter, rect, tokens, chosen=True, lit=True)
        room = rect.adjusted(8, 3, -4, -3)
        if rect.height() < 2 * fonts.BODY_LINE:
            draw_short(painter, room, dragged.entry._replace(time=time_of(target.minute)), tokens)
            return
        draw_small(painter, room, dragged.hours, tokens)
        room.setTop(room.top() + fonts.SMALL_LINE)
        draw_titles(painter, room, dragged.entry, 1, tokens)

    def _draw_top(self, painter: QPainter, dragged: Dragged | None) -> None:
        tokens, layout = self._theme.tokens, self._layout
        target = None if dragged is None else dragged.target
        for column in range(DAYS):
            self._draw_head(painter, column)
            day = layout.column(column)
            if target is not None and target.minute is None and target.column == column:
                painter.fillRect(QRect(day.left(), HEAD, day.width() - 1, layout.top), QColor(tokens.sel))
            painter.fillRect(QRect(day.left() - 1, HEAD, 1, layout.top), QColor(tokens.line))
            if layout.hidden(column):
                painter.setFont(fonts.font(fonts.SMALL_PIXELS))
                painter.setPen(QColor(tokens.accent))
                room, number = layout.more(column).adjusted(6, 0, 0, 0), len(layout.hidden(column))
                painter.drawText(room, _LEFT, more_words(number, narrow=room.width() < NARROW))
        painter.setPen(QColor(tokens.muted))
        painter.setFont(fonts.font(fonts.SMALL_PIXELS))
        painter.drawText(QRect(0, HEAD, GUTTER - 8, 20), _RIGHT, _("día"))
        for span in self._model.bars:
            if not layout.is_hidden(span):
                entry = span.entry
                lit = entry.id in (self.chosen, self.hovered)
                chosen = entry.id == self.chosen
                draw_bar(painter, layout.bar(span), entry, tokens, chosen=chosen, lit=lit)
        painter.fillRect(QRect(0, layout.top - 1, layout.size.width(), 1), QColor(tokens.line))

    def _draw_head(self, painter: QPainter, column: int) -> None:
        tokens, day = self._theme.tokens, self._layout.date_of(column)
        room = self._layout.head(column)
        painter.setFont(fonts.font(fonts.SMALL_PIXELS))
        painter.setPen(QColor(tokens.muted))
        name = QRect(room.left(), room.top() + 2, room.width(), fonts.SMALL_LINE)
        painter.drawText(name, _CENTER, weekday_of(day)[:_SHORT])
        place = QRectF(room.center().x() - _DISC / 2, room.top() + 19, _DISC, _DISC)
        today = day == self._model.today
        if today:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.fill))
            painter.drawEllipse(place)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setFont(fonts.font(semibold=today))
        painter.setPen(QColor(tokens.on_fill if today else tokens.text))
        painter.drawText(place, _CENTER, str(day.day))

    def _draw_ring(self, painter: QPainter, ring: QRect | None) -> None:
        if ring is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._theme.tokens.accent), 2))
        painter.drawRoundedRect(QRectF(ring).adjusted(1, 1, -1, -1), 4, 4)
        painter.restore()
