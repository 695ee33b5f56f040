"""The cells of one row, asked for by field; what is wrong with them is noted as it is found."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from crm.errors import InvalidValue
from crm.files.garbled import repair
from crm.importing import lists, values
from crm.importing.columns import Columns
from crm.importing.fields import FIELDS
from crm.phones import HOME
from db.folding import fold


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row is rejected or not sure: the column and value at fault (empty: the row as a whole) and a sentence;
    ``meant`` is the value that was probably meant, where it takes more than the value to tell."""

    column: str
    value: str
    reason: str
    meant: str = ""


@dataclass(frozen=True, slots=True)
class RowOptions:
    """``country`` is that of phones in rows without one; ``repair`` mends text saved in a wrong encoding;
    ``tags`` and ``groups`` are given to every row; ``check_domains`` asks the network about e-mail domains."""

    country: str = HOME
    repair: bool = False
    tags: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    check_domains: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """One of several phones, addresses …: where its parts stand, and the use that its headings state."""

    parts: dict[str, tuple[int, ...]]
    use: str
    name: str


Parts = Mapping[str, str]
"""The parts of one phone, address … that are not empty, by field."""

_JOINERS = {"phone": "; ", "email": "; ", "link": "\n", "note": "\n"}
_FIRST_ONLY = ("nombre", "tipo", "uid", "iso", "pais", "verificado")


def says_no_more(text: str, than: str) -> bool:
    """Whether every word of a text stands in another one, in any order ("Soto, Ana" in "Ana Soto Ruiz")."""
    return text == than or set(fold(text).split()) <= set(fold(than).split())


class Cells:
    """The current row of a table. Where the columns are is settled once, ``load`` takes each row in turn."""

    def __init__(self, columns: Columns, options: RowOptions) -> None:
        self.options = options
        self.states_countries = columns.has("pais_direccion", "estado_y_pais")
        self.problems: list[Problem] = []
        self.doubts: list[Problem] = []
        self._passed_over: set[int] = set()
        self._headings = columns.headings
        self._cells: Sequence[str] = ()
        self._single: dict[str, tuple[int, ...]] = {}
        self._slots: dict[str, list[Slot]] = {}
        self._place(columns)

    def load(self, cells: Sequence[str]) -> None:
        """Take the next row: text stripped, in Unicode's composed form, mended if asked."""
        clean = [
            text if text.isascii() else unicodedata.normalize("NFC", text) for text in map(str.strip, cells)
        ]
        self._cells = [repair(text) for text in clean] if self.options.repair else clean
        self.problems = []
        self.doubts = []

    def has(self, field: str) -> bool:
        """Whether the table has a column for a field that a contact has one of."""
        return field in self._single

    def filled(self, group: str) -> Iterator[tuple[Slot, Parts]]:
        """The phones, addresses … of this row: where each stands, and its parts that are not empty."""
        for slot in self._slots.get(group, ()):
            parts = {}
            for field, positions in slot.parts.items():
                if (
                    cell := self._cells[positions[0]]
                    if len(positions) == 1
                    else self._joined(field, positions)
                ):
                    parts[field] = cell
            if parts:
                yield slot, parts

    def text(self, field: str, joiner: str = " ") -> str:
        """The cell of a field, empty when there is none; several columns are joined, or the first taken."""
        positions = self._single.get(field)
        if positions is None:
            return ""
        if len(positions) == 1:
            return self._cells[positions[0]]
        if field in _FIRST_ONLY:
            return self._first(field, positions)
        return joiner.join(dict.fromkeys(self.texts(field)))

    @property
    def passed_over(self) -> tuple[str, ...]:
        """The headings of columns of which, in some row so far, a text was not kept."""
        return tuple(self._headings[position] for position in sorted(self._passed_over))

    def pass_over(self, *fields: str) -> None:
        """Note that what these fields say in this row is not kept."""
        for field in fields:
            self._passed_over.update(place for place in self._single.get(field, ()) if self._cells[place])

    def texts(self, field: str) -> list[str]:
        """The cells of every column of a field, empty ones left out."""
        return [self._cells[position] for position in self._single.get(field, ()) if self._cells[position]]

    def each(self, field: str, read: Callable[[str], str]) -> tuple[str, ...]:
        """The values of the texts listed in a field's cells."""
        pieces = [piece for cell in self.texts(field) for piece in lists.split(cell)]
        found = (self.attempt(read, self.column(field), piece) for piece in pieces)
        return tuple(dict.fromkeys(value for value in found if value))

    def date(self, field: str) -> str:
        """A field's partial date."""
        text = self.text(field)
        return self.attempt(values.partial_date, self.column(field), text) if text else ""

    def part_date(self, slot: Slot, parts: Parts, field: str) -> str:
        """A part's partial date."""
        text = parts.get(field, "")
        return self.attempt(values.partial_date, self.part_column(slot, field), text) if text else ""

    def attempt(self, read: Callable[[str], str], column: str, text: str) -> str:
        """What ``read`` makes of a text; empty, with the problem noted, when it is not valid."""
        try:
            return read(text)
        except InvalidValue as error:
            self.reject(column, text, error)
            return ""

    def reject(self, column: str, value: str, reason: InvalidValue | str) -> None:
        """Note a problem of this row."""
        self.problems.append(Problem(column, value, str(reason)))

    def doubt(self, column: str, value: str, reason: str, meant: str = "") -> None:
        """Note what is not sure about this row, which is a contact all the same."""
        self.doubts.append(Problem(column, value, reason, meant))

    def column(self, *fields: str) -> str:
        """The heading of the first of these fields that the table has, by its first column with something in it."""
        for field in fields:
            if positions := self._single.get(field):
                return self._headings[
                    next((place for place in positions if self._cells[place]), positions[0])
                ]
        return ""

    def part_column(self, slot: Slot, *fields: str) -> str:
        """The heading of the first of these parts that the table has."""
        return next((self._headings[slot.parts[field][0]] for field in fields if field in slot.parts), "")

    def group_column(self, group: str, field: str) -> str:
        """The heading of the first column of a part, whichever phone, post … it is of."""
        columns = (self.part_column(slot, field) for slot in self._slots.get(group, ()))
        return next(filter(None, columns), "")

    def _first(self, field: str, positions: Sequence[int]) -> str:
        filled = [place for place in positions if self._cells[place]]
        if not filled:
            return ""
        kept = self._cells[filled[0]]
        self._passed_over.update(place for place in filled[1:] if not says_no_more(self._cells[place], kept))
        return kept

    def _joined(self, field: str, positions: Sequence[int]) -> str:
        """Several columns of one part: two lines of a street, two headings for notes."""
        joiner = _JOINERS.get(FIELDS[field].group, ", ")
        return joiner.join(cell for position in positions if (cell := self._cells[position]))

    def _place(self, columns: Columns) -> None:
        groups: dict[str, dict[str, dict[str, list[int]]]] = {}
        uses: dict[tuple[str, str], str] = {}
        single: dict[str, list[int]] = {}
        for position, target in enumerate(columns.targets):
            if target is None or not target.field:
                continue
            group = FIELDS[target.field].group
            if not group:
                single.setdefault(target.field, []).append(position)
                continue
            parts = groups.setdefault(group, {}).setdefault(target.slot, {})
            parts.setdefault(target.field, []).append(position)
            uses[group, target.slot] = uses.get((group, target.slot)) or target.use
        self._single = {field: tuple(positions) for field, positions in single.items()}
        for group, slots in groups.items():
            self._slots[group] = [
                Slot({field: tuple(found) for field, found in parts.items()}, uses[group, name], name)
                for name, parts in slots.items()
            ]
