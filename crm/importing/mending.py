"""Mending rejected rows: other text in a cell, the repairs that can be offered, and the row read again."""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from crm import countries, emails, phones
from crm.cards import Card
from crm.errors import InvalidValue
from crm.importing.cells import Problem, RowOptions
from crm.importing.fields import FIELDS, NAMING
from crm.importing.reading import Reading, WrittenRow
from crm.importing.rows import RowReader
from crm.texts import _, ngettext

KIND = -1
"""In the place of a column: the kind of contact that a row is taken for, whatever it says."""


@dataclass(frozen=True, slots=True)
class Fix:
    """A repair to offer: its name in words, and the text that would stand in the cell of ``column`` (from 0), or with
    ``KIND`` a kind of contact."""

    words: str
    column: int
    text: str


class Mender:
    """Mends the rejected and the doubtful rows of one reading: what becomes a contact moves over to the cards, in the
    file's order, and what is none any more to the rejected rows."""

    def __init__(self, reading: Reading, options: RowOptions) -> None:
        self._reading = reading
        self._columns = reading.columns
        self._reader = RowReader(reading.columns, options) if reading.columns else None

    def can_mend(self, row: WrittenRow) -> bool:
        """Whether the row's cells stand under its headings, so that they can be changed one by one."""
        return self._columns is not None and len(row.cells) == len(self._columns.headings)

    def column_of(self, problem: Problem) -> int:
        """The place of the column that a problem is about, or -1."""
        if self._columns is None or problem.column not in self._columns.headings:
            return -1
        return self._columns.headings.index(problem.column)

    def mend(self, row: WrittenRow, column: int, text: str) -> Card | WrittenRow:
        """Put ``text`` into a cell and read the row again: it is a contact, or rejected for what is wrong then.

        Raises ValueError for a row that cannot be mended or is neither rejected nor doubtful.
        """
        if self._reader is None or not self.can_mend(row):
            raise ValueError(row.number)
        cells, kind = list(row.cells), row.kind
        if column == KIND:
            kind = text
        else:
            cells[column] = text
        self._take_out(row.number)
        read = self._reader.read(cells, kind)
        if isinstance(read, Card):
            self._take(row.number, read)
            if self._reader.doubts:
                self._reading.doubtful[row.number] = WrittenRow(
                    row.number, cells, tuple(self._reader.doubts), kind
                )
            return read
        mended = WrittenRow(row.number, cells, tuple(read), kind)
        insort(self._reading.rejected, mended, key=_number)
        return mended

    def fixes(self, row: WrittenRow) -> list[Fix]:
        """The repairs that make sense of a row's problems: a likely value first, then doing without it."""
        if not self.can_mend(row):
            return []
        found = [fix for problem in row.problems for fix in self._fixes_of(row, problem)]
        found += self._other_kind(row)
        return list(dict.fromkeys(found))

    def _fixes_of(self, row: WrittenRow, problem: Problem) -> Iterator[Fix]:
        column = self.column_of(problem)
        if column < 0 or not problem.value or self._columns is None:
            return
        target = self._columns.targets[column]
        if target is None or not target.field:
            return
        cell = row.cells[column]
        if target.field == "correo" and (likely := emails.suggest(problem.value)):
            yield Fix(_("Usar {value}").format(value=likely), column, cell.replace(problem.value, likely))
        if target.field in _COUNTRIES and (likely := countries.suggest(_last_part(problem.value)) or ""):
            written = _last_part(problem.value)
            yield Fix(_("Usar {value}").format(value=likely), column, cell.replace(written, likely))
        if problem.meant:
            text = cell.replace(problem.value, problem.meant)
            yield Fix(_("Usar {value}").format(value=problem.meant), column, text)
        if target.field not in NAMING:
            kept = _valid(_PIECES[target.field], cell) if target.field in _PIECES else ()
            name = FIELDS[target.field].heading
            words = (
                ngettext(
                    "Importar solo el que está bien", "Importar solo los {n} que están bien", len(kept)
                ).format(n=len(kept))
                if kept
                else _("Importar sin {field}").format(field=name[0].lower() + name[1:])
            )
            yield Fix(words, column, "; ".join(kept))

    def _other_kind(self, row: WrittenRow) -> Iterator[Fix]:
        """Taking the row for the other kind of contact, where its name is what is wrong or not sure."""
        if self._reader is None or not any(self._is_about_name(problem) for problem in row.problems):
            return
        for kind, words in (
            ("organization", _("Importar como institución")),
            ("person", _("Importar como persona")),
        ):
            read = self._reader.read(row.cells, kind)
            if isinstance(read, Card) and read.full_name and kind != self._kind_of(row):
                yield Fix(words, KIND, kind)

    def _kind_of(self, row: WrittenRow) -> str:
        """The kind of contact that a row is now; empty of a rejected one."""
        place = bisect_left(self._reading.numbers, row.number)
        if row.number in self._reading.doubtful:
            return self._reading.cards[place].kind
        return row.kind

    def _is_about_name(self, problem: Problem) -> bool:
        column = self.column_of(problem)
        target = self._columns.targets[column] if self._columns is not None and column >= 0 else None
        if target is None:
            return False
        return target.field in NAMING or (target.field == "organizacion" and not problem.value)

    def _take_out(self, number: int) -> None:
        """Take a row out of where it stands, to read it again."""
        if number in self._reading.doubtful:
            del self._reading.doubtful[number]
            place = bisect_left(self._reading.numbers, number)
            del self._reading.numbers[place], self._reading.cards[place]
            return
        rejected = self._reading.rejected
        place = bisect_left(rejected, number, key=_number)
        if place == len(rejected) or rejected[place].number != number:
            raise ValueError(number)
        del rejected[place]

    def _take(self, number: int, card: Card) -> None:
        place = bisect_left(self._reading.numbers, number)
        self._reading.numbers.insert(place, number)
        self._reading.cards.insert(place, card)


def _number(row: WrittenRow) -> int:
    return row.number


def _last_part(text: str) -> str:
    """The country of "Illinois, Estados Unidos"."""
    return text.rpartition(",")[2].strip()


_COUNTRIES = ("pais", "pais_direccion", "estado_y_pais")
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
