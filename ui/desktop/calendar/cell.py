"""What fits in a day: where its number, its bars, its entries and "y 3 más" stand. Pure geometry, drawn elsewhere."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect

from ui.desktop import fonts
from ui.desktop.calendar.spans import Span
from ui.desktop.calendar.words import small_line

if TYPE_CHECKING:
    from crm.agenda import Entry

NUMBER = 28
BAR = 20
SIDE = 8
NARROW = 100
"""Under this width a day has no room for an hour beside a title."""
_BETWEEN = 2
_MOST_LINES = 2
_SMALL, _LINE = fonts.SMALL_LINE, fonts.BODY_LINE


class Placed(NamedTuple):
    """An entry and its room: ``lines`` of its title, the hour over them, or before them where ``short``."""

    entry: "Entry"
    rect: QRect
    lines: int = 1
    short: bool = False


class Cell(NamedTuple):
    """What stands in a day: its bars by lane, its entries from the top, and what there is no room for."""

    bars: tuple[tuple[Span, QRect], ...]
    placed: tuple[Placed, ...]
    more: QRect
    hidden: int

    @property
    def rects(self) -> "list[tuple[Entry, QRect]]":
        """Every entry that can be pressed, and where."""
        return [(span.entry, rect) for span, rect in self.bars] + [
            (placed.entry, placed.rect) for placed in self.placed
        ]


def lay_out(room: QRect, column: int, entries: "Sequence[Entry]", spans: Sequence[Span]) -> Cell:
    """Put into ``room`` the bars of a week that cross its ``column``, and the entries of that day alone."""
    crossing = sorted(
        (span for span in spans if span.first <= column <= span.last), key=lambda span: span.lane
    )
    top, bottom = room.top() + NUMBER, room.bottom() - 3
    bars: list[tuple[Span, QRect]] = []
    lost = 0
    for span in crossing:
        rect = QRect(room.left(), top + span.lane * (BAR + _BETWEEN), room.width(), BAR)
        if rect.bottom() <= bottom - (_SMALL if len(entries) + len(crossing) > len(bars) + 1 else 0):
            bars.append((span, rect))
        else:
            lost += 1
    if bars:
        top = bars[-1][1].bottom() + 1 + _BETWEEN
    inner = QRect(room.left(), top, room.width(), bottom - top)
    shown = _fitting(inner, entries, foot=bool(lost))
    hidden = len(entries) - len(shown) + lost
    foot = shown[-1].rect.bottom() + 1 if shown else top
    more = QRect(room.left(), min(foot, bottom - _SMALL), room.width(), _SMALL) if hidden else QRect()
    return Cell(tuple(bars), tuple(shown), more, hidden)


def _fitting(inner: QRect, entries: "Sequence[Entry]", *, foot: bool) -> list[Placed]:
    """All in full if there is room; else a line each; else as many as leave room to say how many more."""
    height = inner.height() - (_SMALL if foot else 0)
    full = [_height(entry) for entry in entries]
    if sum(full) <= height:
        return _in_full(inner, entries, full, height - sum(full))
    if _LINE * len(entries) <= height:
        count = len(entries)
    else:
        count = max(0, (inner.height() - _SMALL) // _LINE)
    return [
        Placed(entry, QRect(inner.left(), inner.top() + _LINE * place, inner.width(), _LINE), short=True)
        for place, entry in enumerate(entries[:count])
    ]


def _in_full(inner: QRect, entries: "Sequence[Entry]", heights: list[int], spare: int) -> list[Placed]:
    """Titles that are too long for a line get more of them, as long as there is room."""
    placed, top = [], inner.top()
    width = inner.width() - 2 * SIDE
    for entry, height in zip(entries, heights, strict=True):
        wanted = min(_MOST_LINES, len(broken(entry.title, width)))
        lines = min(wanted, 1 + spare // _LINE)
        spare -= (lines - 1) * _LINE
        rect = QRect(inner.left(), top, inner.width(), height + (lines - 1) * _LINE)
        placed.append(Placed(entry, rect, lines))
        top = rect.bottom() + 1
    return placed


def _height(entry: "Entry") -> int:
    return (_SMALL if small_line(entry) else 0) + _LINE


def broken(text: str, width: int) -> list[str]:
    """The lines of a text in ``width``, broken between words."""
    metrics = fonts.metrics()
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
