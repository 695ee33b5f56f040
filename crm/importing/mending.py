"""Mending rejected rows: other text in a cell, the repairs that can be offered, and the row read again."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from crm import emails, phones
from crm.cards import Card
from crm.errors import InvalidValue
from crm.importing.cells import Problem, RowOptions
from crm.importing.fields import FIELDS, NAMING
from crm.importing.reading import Reading, RejectedRow
from crm.importing.rows import RowReader
from crm.texts import _


@dataclass(frozen=True, slots=True)
class Fix:
    """A repair to offer: its name in words, and the text that would stand in the cell of ``column`` (from 0)."""

    words: str
    column: int
    text: str


class Mender:
    """Mends the rejected rows of one reading; what becomes a contact moves over to the cards, in the file's order."""

    def __init__(self, reading: Reading, options: RowOptions) -> None:
        self._reading = reading
        self._columns = reading.columns
        self._reader = RowReader(reading.columns, options) if reading.columns else None

    def can_mend(self, row: RejectedRow) -> bool:
        """Whether the row's cells stand under its headings, so that they can be changed one by one."""
        return self._columns is not None and len(row.cells) == len(self._columns.headings)

    def column_of(self, problem: Problem) -> int:
        """The place of the column that a problem is about, or -1."""
        if self._columns is None or problem.column not in self._columns.headings:
            return -1
        return self._columns.headings.index(problem.column)

    def mend(self, row: RejectedRow, column: int, text: str) -> Card | RejectedRow:
        """Put ``text`` into a cell and read the row again: it becomes a contact, or stays rejected for what is left.

        Raises ValueError for a row that cannot be mended or is not among the rejected ones.
        """
        place = self._place_of(row)
        if self._reader is None or not self.can_mend(row):
            raise ValueError(row.number)
        cells = list(row.cells)
        cells[column] = text
        read = self._reader.read(cells)
        if isinstance(read, Card):
            del self._reading.rejected[place]
            self._take(row.number, read)
            return read
        mended = RejectedRow(row.number, cells, tuple(read))
        self._reading.rejected[place] = mended
        return mended

    def fixes(self, row: RejectedRow) -> list[Fix]:
        """The repairs that make sense of a row's problems: a likely value first, then doing without it."""
        if not self.can_mend(row):
            return []
        found = [fix for problem in row.problems for fix in self._fixes_of(row, problem)]
        return list(dict.fromkeys(found))

    def _fixes_of(self, row: RejectedRow, problem: Problem) -> Iterator[Fix]:
        column = self.column_of(problem)
        if column < 0 or not problem.value or self._columns is None:
            return
        target = self._columns.targets[column]
        if target is None or not target.field:
            return
        cell = row.cells[column]
        if target.field == "correo" and (likely := emails.suggest(problem.value)):
            yield Fix(_("Usar {value}").format(value=likely), column, cell.replace(problem.value, likely))
        if target.field not in NAMING:
            kept = _valid(_PIECES[target.field], cell) if target.field in _PIECES else ()
            name = FIELDS[target.field].heading
            words = (
                _("Importar solo {values}").format(values=", ".join(kept))
                if kept
                else _("Importar sin {field}").format(field=name[0].lower() + name[1:])
            )
            yield Fix(words, column, "; ".join(kept))

    def _place_of(self, row: RejectedRow) -> int:
        rejected = self._reading.rejected
        place = bisect_left(rejected, row.number, key=lambda other: other.number)
        if place == len(rejected) or rejected[place].number != row.number:
            raise ValueError(row.number)
        return place

    def _take(self, number: int, card: Card) -> None:
        place = bisect_left(self._reading.numbers, number)
        self._reading.numbers.insert(place, number)
        self._reading.cards.insert(place, card)


_PIECES: Mapping[str, tuple[Callable[[str], list[str]], Callable[[str], object]]] = {
    "telefono": (phones.split, phones.parse),
    "correo": (emails.split, emails.parse),
}
"""Fields with several values in a cell: what tells them apart, and what refuses the wrong ones."""


def _valid(reading: tuple[Callable[[str], list[str]], Callable[[str], object]], cell: str) -> tuple[str, ...]:
    split, read = reading
    kept = []
    for piece in split(cell):
        with suppress(InvalidValue):
            read(piece)
            kept.append(piece.strip())
    return tuple(kept)
