"""Short lists of a sheet, two beside each other: a heading, and lines with their dates."""

from collections.abc import Sequence
from dataclasses import dataclass

from crm.agreement_summary import Item, Liaison
from crm.printing.ink import BODY, SOFT, STRONG, Letters
from crm.printing.lettering import clamped, width
from crm.printing.paper import Paper
from crm.texts import _

_HEADING = 26.25
_BETWEEN = 30.0
_GAP = 9.0
_UNDER = 3.0
_MOST_LINES = 2


_Line = tuple[str, Letters, str]
"""A line: its text and letters, and the date at its right or ""."""


@dataclass(frozen=True, slots=True)
class ShortList:
    """A list set out: its heading, each line with its letters and its date, and how many entries are left out."""

    heading: str
    lines: tuple[_Line, ...]
    rest: int

    @property
    def height(self) -> float:
        """Points that it takes."""
        return _HEADING + BODY.leading * (len(self.lines) + bool(self.rest)) + _UNDER


Pair = tuple[ShortList, ShortList]


def item_list(paper: Paper, heading: str, items: Sequence[Item], most: int) -> ShortList:
    """``most`` items at the most, each on a line."""
    shown = items if len(items) <= most else items[: most - 1]
    lines = [line for item in shown for line in _lines(paper, item.text, BODY, item.date)]
    return ShortList(heading, tuple(lines or _nothing()), len(items) - len(shown))


def liaison_list(paper: Paper, heading: str, people: Sequence[Liaison], most: int) -> ShortList:
    """``most`` people at the most, each with how they are reached on a line of its own."""
    shown = people if len(people) <= most else people[: most - 1]
    lines = [
        line
        for person in shown
        for line in (
            *_lines(paper, person.name, BODY),
            *_lines(paper, person.reached or _("por capturar"), SOFT),
        )
    ]
    return ShortList(heading, tuple(lines or _nothing()), len(people) - len(shown))


def _nothing() -> list[_Line]:
    return [(_("Nada por ahora"), SOFT, "")]


def _lines(paper: Paper, text: str, letters: Letters, date: str = "") -> list[_Line]:
    """A text in two lines at the most, its date beside the first."""
    limit = _half(paper) - (width(date, SOFT) + _GAP if date else 0)
    first, *others = clamped(text, letters, limit, _MOST_LINES)
    return [(first, letters, date), *((line, letters, "") for line in others)]


def _half(paper: Paper) -> float:
    return (paper.width - _BETWEEN) / 2


def pair_height(pair: Pair) -> float:
    """Points that two lists take beside each other."""
    return max(part.height for part in pair)


def draw_pair(paper: Paper, pair: Pair) -> None:
    """Draw two lists beside each other."""
    top, wide = paper.y, _half(paper)
    for part, x in zip(pair, (paper.left, paper.right - wide), strict=True):
        paper.y = top + _HEADING
        paper.write(x, part.heading, STRONG, top=-STRONG.leading - _UNDER)
        for text, letters, date in part.lines:
            paper.write(x, text, letters)
            paper.write(x + wide, date, SOFT, right=True)
            paper.y += BODY.leading
        if part.rest:
            paper.write(x, _("y {n} más, en la página 2").format(n=part.rest), SOFT)
    paper.y = top + pair_height(pair)
