"""Setting out a page from top to bottom: head, title, facts, prose, tables, signatures, and the foot of each page."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from crm.printing.imprint import Imprint
from crm.printing.ink import (
    ACCENT,
    BODY,
    FOOT,
    HAIRLINE,
    RULE,
    SIDE,
    SMALL,
    SOFT,
    STRONG,
    TITLE,
    TOP,
    Letters,
)
from crm.printing.lettering import clamped, drawable, elided, lines, width
from crm.printing.marks import LANDSCAPE, PORTRAIT, Bookmark, Disc, Document, Page, Picture, Rule, Text
from crm.texts import _

_GAP = 9.0
_SECTION = 10.5
_PADDING = 2.25
_LIST = re.compile(r"^\s*(?:([-*•→]|->|=>|\[[ xX✓]?\])|(\d{1,3}[.)]))\s+(.*)$")
_INDENT = 16.0
SIGNED = 36.0
"""Points from where one signs to the end of the page."""

_BESIDE_LOGO = 12.0
_UNDER = 1.5
"""What is left under a table."""

HEADINGS = SMALL.leading + 1.5
"""Points of a table's headings in one line."""

_SHORT = 6
"""Lines of a fact that may stand beside another."""


class Cell(NamedTuple):
    """What stands in a cell of a table, and how."""

    text: str
    letters: Letters = BODY


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``share`` of the width that is left over, or its own ``points``."""

    heading: str
    share: float = 1
    points: float = 0
    right: bool = False
    letters: Letters = BODY


class Paper:
    """A document being set out. Each method puts something under what stands there already, on a new page if need be.

    ``kind`` is what the document is ("Minuta"), ``number`` its folio or day; ``sourced``: it holds figures or rows of
    the base, so each page says from where and up to when.
    """

    def __init__(
        self, imprint: Imprint, kind: str, number: str = "", *, wide: bool = False, sourced: bool = True
    ) -> None:
        self._imprint = imprint
        self._kind = kind
        self._number = number
        self._size = LANDSCAPE if wide else PORTRAIT
        self._sourced = sourced
        self._title = kind
        self._pages: list[Page] = []
        self._bookmarks: list[Bookmark] = []
        self._waiting: list[tuple[str, str, int]] = []
        self.left, self.right = SIDE, self._size[0] - SIDE
        self.bottom = self._size[1] - FOOT
        self.y = TOP
        self._new_page()

    @property
    def width(self) -> float:
        """What there is between the margins, in points."""
        return self.right - self.left

    @property
    def room(self) -> float:
        """What is left of the page, in points."""
        return self.bottom - self.y

    def write(self, x: float, text: str, letters: Letters, *, right: bool = False, top: float = 0) -> None:
        """A line whose top is ``top`` points under where one is, that begins at ``x`` or, ``right``, ends there."""
        text = drawable(text)
        if not text:
            return
        base = self.y + top + (letters.leading + letters.size * 0.72) / 2
        at = x - width(text, letters) if right else x
        self._pages[-1].texts.append(Text(at, base, text, letters))

    def rule(self, x: float, to_x: float, colour: str, thickness: float = 0.75, top: float = 0) -> None:
        """A level line."""
        y = self.y + top
        self._pages[-1].rules.append(Rule(x, y, to_x, y, thickness, colour))

    def need(self, height: float) -> None:
        """Go on with the next page unless so much is left of this one."""
        if self.room < height:
            self._new_page()

    def disc(self, x: float, radius: float, colour: str, *, filled: bool, top: float = 0) -> None:
        """A circle or a ring whose middle is at ``x``, ``top`` points under where one is."""
        self._pages[-1].discs.append(Disc(x, self.y + top, radius, colour, filled))

    def stroke(
        self, line: tuple[float, float, float, float], colour: str, thickness: float = 0.9, top: float = 0
    ) -> None:
        """A line of any direction from the first two to the last two, heights counted from where one is."""
        x, y, to_x, to_y = line
        self._pages[-1].rules.append(Rule(x, self.y + top + y, to_x, self.y + top + to_y, thickness, colour))

    def title(self, text: str, under: str = "", most: int = 0) -> None:
        """The title of the document, in ``most`` lines if that is given, and a sentence under it."""
        self._title = text
        self.y += 10.5
        self._bookmark(text, 0)
        for line in clamped(text, TITLE, self.width, most) if most else lines(text, TITLE, self.width):
            self.need(TITLE.leading)
            self.write(self.left, line, TITLE)
            self.y += TITLE.leading
        if under:
            self.y += 2
            self._paragraph(under, SOFT)
        self.y += _GAP - 3

    def facts(self, facts: Iterable[tuple[str, str]], columns: int = 2) -> None:
        """Label over text, in columns; long texts come last, over the whole width; empty ones are left out."""
        self.begin(0)
        gap = 15.0
        wide = (self.width - gap * (columns - 1)) / columns
        split = [(label, text, lines(text, BODY, wide)) for label, text in facts if text.strip()]
        short = [(label, found) for label, _text, found in split if len(found) <= _SHORT]
        for start in range(0, len(short), columns):
            row = short[start : start + columns]
            height = SMALL.leading + BODY.leading * max(len(found) for _label, found in row)
            self.need(height)
            for place, (label, found) in enumerate(row):
                x = self.left + place * (wide + gap)
                self.write(x, label, SMALL)
                for n, line in enumerate(found):
                    self.write(x, line, BODY, top=SMALL.leading + n * BODY.leading)
            self.y += height + 6
        for label, text, found in split:
            if len(found) > _SHORT:
                self.need(SMALL.leading + 2 * BODY.leading)
                self.write(self.left, label, SMALL)
                self.y += SMALL.leading
                self._paragraph(text, BODY)
                self.y += 6
        self.y += 3

    def _most(self) -> int:
        """The lines that a whole page has room for."""
        return int((self.bottom - TOP - 60) / BODY.leading)

    def heading(self, text: str, aside: str = "", *, level: int = 1) -> None:
        """The name of a section, drawn with the first lines of what follows; ``aside`` at the right."""
        self._waiting.append((text, aside, level))

    def begin(self, follows: float) -> None:
        """Draw the headings that wait, on one page with the ``follows`` points that come first after them."""
        waiting, self._waiting = self._waiting, []
        heads = []
        for text, aside, level in waiting:
            shown = elided(aside, SOFT, self.width * 0.6)
            limit = self.width - (width(shown, SOFT) + 12 if shown else 0)
            heads.append((lines(text, STRONG, limit), shown, level))
        self.need(
            follows + sum(_SECTION + STRONG.leading * len(found) + 3 for found, _aside, _level in heads)
        )
        for (text, _aside, level), (found, shown, _level) in zip(waiting, heads, strict=True):
            if self.y > TOP + 40:
                self.y += _SECTION
            self._bookmark(text, level)
            self.write(self.right, shown, SOFT, right=True)
            for line in found:
                self.need(STRONG.leading)
                self.write(self.left, line, STRONG)
                self.y += STRONG.leading
            self.y += 3

    def prose(self, text: str, letters: Letters = BODY) -> None:
        """Paragraphs as they were written; lines that begin with a mark or a number are lists."""
        self.begin(2 * letters.leading)
        for line in drawable(text).strip("\n").split("\n"):
            item = _LIST.match(line)
            if not line.strip():
                self.y += 5
            elif item is None:
                self._paragraph(line, letters)
            else:
                mark = item[2] or ("–" if item[1] in "-*•" else "→")
                self._paragraph(item[3], letters, _INDENT, mark)

    def _paragraph(self, text: str, letters: Letters, indent: float = 0, mark: str = "") -> None:
        for n, line in enumerate(lines(text, letters, self.width - indent)):
            self.need(letters.leading)
            if not n:
                self.write(self.left, mark, letters)
            self.write(self.left + indent, line, letters)
            self.y += letters.leading

    def note(self, text: str) -> None:
        """A small sentence under something."""
        self.begin(SMALL.leading)
        self.y += 3
        for line in lines(text, SMALL, self.width):
            self.need(SMALL.leading)
            self.write(self.left, line, SMALL)
            self.y += SMALL.leading

    def table(
        self,
        columns: Sequence[Column],
        rows: Iterable[Sequence[str | Cell]],
        *,
        height: float = 0,
        goes_on: bool = False,
    ) -> None:
        """Rows under headings that come again on each page; ``height`` is the least of a row, in points.

        A row is broken over two pages only if it has no room on one. ``goes_on``: it continues the table above.
        """
        places = self._places(columns)
        if goes_on:
            self.y -= _UNDER
        for n, row in enumerate(rows):
            cells = [
                Cell(cell, column.letters) if isinstance(cell, str) else cell
                for cell, column in zip(row, columns, strict=True)
            ]
            split = [
                lines(cell.text, cell.letters, wide) for cell, (_x, wide) in zip(cells, places, strict=True)
            ]
            if not n and not goes_on:
                first = min(max(map(len, split)), self._most() // 2) * BODY.leading
                self.begin(HEADINGS + SMALL.leading + max(height, first + 2 * _PADDING))
                self._headings(columns, places)
            self._row(columns, places, cells, split, height)
        if height:
            # Rows to be written in end with a line.
            self.rule(self.left, self.right, HAIRLINE)
        self.y += _UNDER

    def _row(
        self,
        columns: Sequence[Column],
        places: Sequence[tuple[float, float]],
        cells: Sequence[Cell],
        split: list[list[str]],
        height: float,
    ) -> None:
        while True:
            tall = max(len(found) for found in split)
            least = max(height, tall * BODY.leading + 2 * _PADDING)
            if least > self.room and (tall <= self._most() or self.room < 8 * BODY.leading):
                self._new_page()
                self._headings(columns, places)
            fits = min(tall, max(1, int((self.room - 2 * _PADDING) / BODY.leading)))
            self.rule(self.left, self.right, HAIRLINE)
            for column, (x, wide), cell, found in zip(columns, places, cells, split, strict=True):
                for n, line in enumerate(found[:fits]):
                    at = x + wide if column.right else x
                    self.write(at, line, cell.letters, right=column.right, top=_PADDING + n * BODY.leading)
            self.y += max(height, fits * BODY.leading + 2 * _PADDING)
            split = [found[fits:] for found in split]
            if not any(split):
                return

    def _places(self, columns: Sequence[Column]) -> list[tuple[float, float]]:
        """Where each column begins and how wide its text may be."""
        left_over = self.width - sum(column.points for column in columns)
        shares = sum(column.share for column in columns if not column.points) or 1
        places, x = [], self.left
        for n, column in enumerate(columns):
            wide = column.points or left_over * column.share / shares
            last = n == len(columns) - 1
            places.append((x, wide if last else wide - _GAP))
            x += wide
        return places

    def _headings(self, columns: Sequence[Column], places: Sequence[tuple[float, float]]) -> None:
        named = [
            lines(column.heading, SMALL, wide) for column, (_x, wide) in zip(columns, places, strict=True)
        ]
        tall = max(len(found) for found in named)
        for column, (x, wide), found in zip(columns, places, named, strict=True):
            for n, line in enumerate(found):
                at = x + wide if column.right else x
                self.write(at, line, SMALL, right=column.right, top=(tall - len(found) + n) * SMALL.leading)
        self.y += (tall - 1) * SMALL.leading + HEADINGS

    def sign_off(self, space: float = 40) -> None:
        """Elaboró, Revisó, Vo. Bo., at the foot of the page, with ``space`` points at the least to sign in."""
        self.begin(0)
        self.need(space + SIGNED)
        self.y = max(self.y + space, self.bottom - SIGNED + 4)
        gap = 30.0
        wide = (self.width - 2 * gap) / 3
        for place, role in enumerate((_("Elaboró"), _("Revisó"), _("Vo. Bo."))):
            x = self.left + place * (wide + gap)
            self.rule(x, x + wide, RULE)
            for text, letters, top in ((role, BODY, 3.0), (_("Nombre y cargo"), SMALL, 16.0)):
                self.write(x + (wide - width(text, letters)) / 2, text, letters, top=top)
        self.y = self.bottom

    def finish(self) -> Document:
        """The document, each page with its foot."""
        self.begin(0)
        total = len(self._pages)
        left = self._imprint.line if self._sourced else ""
        for number, page in enumerate(self._pages, start=1):
            self._foot(page, left, _("Página {n} de {total}").format(n=number, total=total))
        return Document(
            title=f"{self._kind}: {self._title}" if self._title != self._kind else self._kind,
            author=f"{self._imprint.institution}. {self._imprint.office}",
            subject=self._kind,
            size=self._size,
            pages=tuple(self._pages),
            bookmarks=tuple(self._bookmarks),
        )

    def _foot(self, page: Page, left: str, right: str) -> None:
        top = self._size[1] - 36
        page.rules.append(Rule(self.left, top, self.right, top, 0.75, HAIRLINE))
        base = top + 15
        wide = width(right, SMALL)
        page.texts.append(Text(self.right - wide, base, right, SMALL))
        if left:
            page.texts.append(Text(self.left, base, elided(left, SMALL, self.width - wide - 12), SMALL))

    def _new_page(self) -> None:
        self._pages.append(Page())
        self.y = TOP
        if len(self._pages) == 1:
            self._head()
        else:
            self._short_head()

    def _head(self) -> None:
        number = elided(self._number, SOFT, self.width * 0.4)
        aside = max(width(drawable(text), STRONG) for text in (self._kind, number))
        left = self.left + self._draw_logo()
        limit = self.right - left - aside - 16
        self.write(left, elided(self._imprint.institution, STRONG, limit), STRONG)
        self.write(self.right, self._kind, STRONG, right=True)
        self.y += STRONG.leading
        self.write(left, elided(self._imprint.office, SOFT, limit), SOFT)
        self.write(self.right, number, SOFT, right=True)
        self.y += SOFT.leading + _GAP
        self.rule(self.left, self.right, ACCENT, 1.5)
        self.y += 3

    def _draw_logo(self) -> float:
        """Draw the logo, in the middle of the two lines beside it; the points that it takes, 0 without one.

        Without one nothing stands in its place: an empty frame on paper says that something is missing.
        """
        logo = self._imprint.logo
        if logo is None:
            return 0.0
        wide, high = logo.on_paper
        top = self.y + (STRONG.leading + SOFT.leading - high) / 2
        self._pages[-1].pictures.append(Picture(self.left, top, wide, high, logo.png))
        return wide + _BESIDE_LOGO

    def _short_head(self) -> None:
        kind = elided(self._kind, SMALL, self.width * 0.4)
        self.write(self.right, kind, SMALL, right=True)
        limit = self.width - width(kind, SMALL) - 16
        if self._title != self._kind:
            self.write(self.left, elided(self._title, SMALL, limit), SMALL)
        self.y += SMALL.leading + 4
        self.rule(self.left, self.right, HAIRLINE)
        self.y += 9

    def _bookmark(self, text: str, level: int) -> None:
        # The outline knows no level under one that is not there.
        deepest = self._bookmarks[-1].level + 1 if self._bookmarks else 0
        self._bookmarks.append(Bookmark(len(self._pages) - 1, self.y, text, min(level, deepest)))
