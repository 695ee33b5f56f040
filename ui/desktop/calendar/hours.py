"""What stands at its hour: how high and how wide it is in its day, and which hour a height is. Pure geometry."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from crm.records import ACTIVITY
from ui.desktop import fonts

if TYPE_CHECKING:
    from crm.agenda import Entry

HOUR = 48
"""Pixels of an hour."""
STEP = 15
"""Minutes between the hours that something is moved to."""
DAY = 24 * 60
WORK_BEGINS = 8 * 60
_UNKNOWN = {ACTIVITY: 60}
_LEAST = 30
"""Minutes that anything takes up, so that there is room for a line."""


class Block(NamedTuple):
    """Something in a day: minutes from and to, and from where to where of the day's width, as parts of it."""

    entry: "Entry"
    begins: int
    ends: int
    left: float = 0.0
    right: float = 1.0


def at_hours(entry: "Entry") -> bool:
    """Whether it stands at its hour, or above the hours: what lasts all day, or several."""
    return bool(entry.time) and entry.day == entry.last


def has_end(entry: "Entry") -> bool:
    """Whether its end can be moved: an activity of one day, at its hour."""
    return entry.movable and entry.kind == ACTIVITY and at_hours(entry)


def minute_of(time: str) -> int:
    """The minutes from midnight to an hour ``HH:MM``."""
    return int(time[:2]) * 60 + int(time[3:])


def time_of(minute: int) -> str:
    """The hour ``HH:MM`` so many minutes after midnight."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def height_of(minute: int) -> int:
    """Pixels from the day's top."""
    return minute * HOUR // 60


def step_at(height: float) -> int:
    """The minute a height stands for, at the step next to it, and within the day."""
    steps = round(height * 60 / HOUR / STEP)
    return max(0, min(DAY - STEP, steps * STEP))


def blocks_of(entries: Iterable["Entry"]) -> tuple[Block, ...]:
    """What stands at the hours of one day: what is at the same time stands side by side, each as wide as can be."""
    waiting = sorted(map(_alone, entries), key=lambda block: (block.begins, -block.ends, block.entry.id))
    found: list[Block] = []
    while waiting:
        together = [waiting.pop(0)]
        ends = together[0].ends
        while waiting and waiting[0].begins < ends:
            together.append(waiting.pop(0))
            ends = max(ends, together[-1].ends)
        found += _side_by_side(together)
    return tuple(found)


def _alone(entry: "Entry") -> Block:
    begins = minute_of(entry.time)
    lasts = max(entry.minutes or _UNKNOWN.get(entry.kind, _LEAST), _LEAST)
    begins = min(begins, DAY - _LEAST)
    return Block(entry, begins, min(DAY, begins + lasts))


def _side_by_side(together: list[Block]) -> list[Block]:
    """In the first column that is free, and over the columns at its right where nothing else is then."""
    columns: list[list[Block]] = []
    for block in together:
        free = next((column for column in columns if column[-1].ends <= block.begins), None)
        if free is None:
            columns.append([block])
        else:
            free.append(block)
    placed = []
    for number, column in enumerate(columns):
        for block in column:
            right = number + 1
            while right < len(columns) and not any(_meet(block, other) for other in columns[right]):
                right += 1
            placed.append(block._replace(left=number / len(columns), right=right / len(columns)))
    return placed


def _meet(one: Block, other: Block) -> bool:
    return one.begins < other.ends and other.begins < one.ends


def lines_in(height: int, *, small: bool, detail: bool) -> tuple[int, bool]:
    """How many lines of a title there is room for under its small line, and whether one for the place is left.

    None at all: hour and title share a line.
    """
    room = height - 6 - (fonts.SMALL_LINE if small else 0)
    lines = room // fonts.BODY_LINE
    if lines < 1:
        return 0, False
    return (lines - 1, True) if detail and lines > 1 else (lines, False)
