"""A table as it stands on the first page of a sheet: so many rows, so many lines a cell, progress drawn in the last."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from crm.agreement_summary import DONE, LATE, UNDER_WAY, Progress
from crm.printing.ink import ACCENT, BODY, DANGER, HAIRLINE, SMALL, SOFT, Letters
from crm.printing.lettering import clamped
from crm.printing.paper import HEADINGS, Cell, Column, Paper

PADDING = 2.25
"""Points over and under the lines of a row, usually."""
_GAP = 9.0
_BAR = 28.0
_SIGN_WIDTHS = {DONE: 14.0, LATE: 14.0, UNDER_WAY: _BAR + 6}
_TICK = ((1.0, 0.5, 3.2, 2.7), (3.2, 2.7, 8.0, -2.6))
_WARNING = (
    (0.5, 3.4, 4.5, -3.8),
    (4.5, -3.8, 8.5, 3.4),
    (8.5, 3.4, 0.5, 3.4),
    (4.5, -1.4, 4.5, 0.8),
    (4.5, 1.7, 4.5, 2.3),
)


class _Place(NamedTuple):
    """A column set out: where it begins, how wide its text may be."""

    column: Column
    x: float
    width: float


class _Line(NamedTuple):
    """A row set out: the lines of each cell with their letters, and what is drawn in the last."""

    cells: tuple[tuple[list[str], Letters], ...]
    progress: Progress
    height: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A table set out; ``more`` says how many rows are left for the pages that follow, "" for none."""

    places: tuple[_Place, ...]
    lines: tuple[_Line, ...]
    more: str
    padding: float

    @property
    def height(self) -> float:
        """Points that it takes, without a heading over it."""
        return (
            HEADINGS
            + sum(line.height for line in self.lines)
            + (_height(1, self.padding) if self.more else 0.0)
        )

    @property
    def is_cut(self) -> bool:
        """Whether a row or a part of one is left out."""
        return bool(self.more) or any(
            written[-1].endswith("…") for line in self.lines for written, _letters in line.cells
        )


class Row(NamedTuple):
    """The cells of a row, and the progress that the last tells in words."""

    cells: tuple[Cell, ...]
    progress: Progress = Progress("")


def grid(
    paper: Paper,
    columns: Sequence[Column],
    rows: Iterable[Row],
    most: int,
    more: str = "",
    padding: float = PADDING,
) -> Grid:
    """Set out rows, each cell in ``most`` lines at the most; columns share the width of the paper.

    ``padding`` is what stands over and under the lines of a row, in points.
    """
    places, x = [], paper.left
    for n, column in enumerate(columns):
        wide = column.share * paper.width
        places.append(_Place(column, x, wide - (_GAP if n + 1 < len(columns) else 0)))
        x += wide
    lines = tuple(_line(places, row, most, padding) for row in rows)
    return Grid(tuple(places), lines, more, padding)


def _line(places: Sequence[_Place], row: Row, most: int, padding: float) -> _Line:
    taken = [0.0] * (len(places) - 1) + [_SIGN_WIDTHS.get(row.progress.kind, 0.0)]
    written = [
        (clamped(cell.text, cell.letters, place.width - sign, most), cell.letters)
        for place, cell, sign in zip(places, row.cells, taken, strict=True)
    ]
    tall = max(len(found) for found, _letters in written)
    return _Line(tuple(written), row.progress, _height(tall, padding))


def _height(lines: int, padding: float) -> float:
    return lines * BODY.leading + 2 * padding


def draw_grid(paper: Paper, table: Grid) -> None:
    """Draw a table that was set out."""
    for place in table.places:
        right = place.column.right
        paper.write(place.x + place.width * right, place.column.heading, SMALL, right=right)
    paper.y += HEADINGS
    for line in table.lines:
        paper.rule(paper.left, paper.right, HAIRLINE)
        _draw_line(paper, table, line)
        paper.y += line.height
    if table.more:
        paper.rule(paper.left, paper.right, HAIRLINE)
        paper.write(paper.left, table.more, SOFT, top=table.padding)
        paper.y += _height(1, table.padding)


def _draw_line(paper: Paper, table: Grid, line: _Line) -> None:
    places = table.places
    _draw_sign(paper, places[-1].x, line.progress, table.padding)
    for n, (place, (written, letters)) in enumerate(zip(places, line.cells, strict=True)):
        right = place.column.right
        sign = _SIGN_WIDTHS.get(line.progress.kind, 0.0) if n == len(places) - 1 else 0.0
        for k, text in enumerate(written):
            at = place.x + place.width if right else place.x + sign
            paper.write(at, text, letters, right=right, top=table.padding + k * BODY.leading)


def _draw_sign(paper: Paper, x: float, progress: Progress, padding: float) -> None:
    """A tick, a triangle of warning, or a bar of how much is done; words alone for the rest."""
    top = padding + BODY.leading / 2
    strokes, colour = {DONE: (_TICK, ACCENT), LATE: (_WARNING, DANGER)}.get(progress.kind, ((), ACCENT))
    for from_x, from_y, to_x, to_y in strokes:
        paper.stroke((x + from_x, from_y, x + to_x, to_y), colour, top=top)
    if progress.kind == UNDER_WAY:
        paper.rule(x, x + _BAR, HAIRLINE, 3.0, top)
        if progress.share > 0:
            paper.rule(x, x + _BAR * min(progress.share, 1.0), ACCENT, 3.0, top)
