"""How an entry is drawn, in a month as in a week: its title, its hour, the bar of what lasts all day or longer."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from crm.records import FOLLOW_UP, REQUEST
from crm.texts import _
from ui.desktop import fonts
from ui.desktop.calendar.cell import NARROW, SIDE, broken
from ui.desktop.calendar.words import OFF, hour, where
from ui.desktop.tokens import Tokens

if TYPE_CHECKING:
    from crm.agenda import Entry

_LINE = fonts.BODY_LINE
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def draw_ground(painter: QPainter, rect: QRect, tokens: Tokens, *, chosen: bool, lit: bool) -> None:
    """The ground of what stands on its own, with an edge at its left; around it a line, where it is shown beside."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tokens.accent), 1) if chosen else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.sel if lit else tokens.hover))
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.fillRect(QRect(rect.left(), rect.top() + 3, 3, rect.height() - 6), QColor(tokens.accent))


def draw_bar(
    painter: QPainter, rect: QRect, entry: "Entry", tokens: Tokens, *, chosen: bool, lit: bool
) -> None:
    """What lasts all day, or several: a title on its ground, and where or who."""
    draw_ground(painter, rect, tokens, chosen=chosen, lit=lit)
    text = " · ".join(part for part in (entry.title, where(entry)) if part)
    draw_title(painter, rect.adjusted(8, 0, -4, 0), text, entry, tokens)


def draw_title(painter: QPainter, room: QRect, text: str, entry: "Entry", tokens: Tokens) -> None:
    """A line of a title, as long as there is room; of what will not be, struck out."""
    off = entry.state in OFF
    font = fonts.font()
    if off:
        font = QFont(font)
        font.setStrikeOut(True)
    painter.setFont(font)
    painter.setPen(QColor(tokens.muted if off else tokens.text))
    shown = fonts.metrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, _LEFT, shown)


def draw_titles(painter: QPainter, room: QRect, entry: "Entry", most: int, tokens: Tokens) -> int:
    """A title from the top of ``room`` on at most so many lines; return how many it took."""
    lines = broken(entry.title, room.width())
    lines = lines if len(lines) <= most else [*lines[: most - 1], " ".join(lines[most - 1 :])]
    for place, text in enumerate(lines):
        draw_title(painter, _line(room, place * _LINE, _LINE), text, entry, tokens)
    return len(lines)


def draw_small(painter: QPainter, room: QRect, text: str, tokens: Tokens) -> None:
    """A small line at the top of ``room``."""
    painter.setFont(fonts.font(fonts.SMALL_PIXELS, tabular=True))
    painter.setPen(QColor(tokens.muted))
    # With the painter's own font: figures of one width are wider than others.
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(_line(room, 0, fonts.SMALL_LINE), _LEFT, shown)


def draw_short(painter: QPainter, room: QRect, entry: "Entry", tokens: Tokens) -> None:
    """Hour and title on one line; of what is due, the word that says so."""
    line = _line(room, 0, _LINE)
    before = _("vence") if entry.kind in (FOLLOW_UP, REQUEST) else hour(entry)
    if before and line.width() > NARROW - 2 * SIDE:
        painter.setFont(fonts.font(fonts.SMALL_PIXELS, tabular=True))
        painter.setPen(QColor(tokens.muted))
        painter.drawText(line.translated(0, 1), _LEFT, before)
        line.setLeft(line.left() + painter.fontMetrics().horizontalAdvance(before) + 5)
    draw_title(painter, line, entry.title, entry, tokens)


def draw_thin(painter: QPainter, room: QRect, entry: "Entry", tokens: Tokens) -> None:
    """As much of a title as there is room for, small, broken wherever it must be."""
    painter.save()
    painter.setClipRect(room, Qt.ClipOperation.IntersectClip)
    painter.setFont(fonts.font(fonts.SMALL_PIXELS))
    painter.setPen(QColor(tokens.muted if entry.state in OFF else tokens.text))
    flags = Qt.TextFlag.TextWrapAnywhere | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
    painter.drawText(room, int(flags), entry.title)
    painter.restore()


def _line(room: QRect, down: int, height: int) -> QRect:
    return QRect(room.left(), room.top() + down, room.width(), height)
