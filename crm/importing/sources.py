"""The rows of a file, one after the other, and what each is: the same for tables and for vCards.

Nothing here or below asks a base or loads what speaks to one: it also runs in the processes of ``apart``.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from crm.cards import Card
from crm.files.opening import open_table
from crm.files.sniff import FileKind, sniff
from crm.files.table import Table, TableRow
from crm.files.vcard import count_vcards, read_vcards
from crm.files.vcard_records import VCardProblem, VCardRecord
from crm.importing.cells import Problem, RowOptions
from crm.importing.columns import ColumnMap, Columns, heading_score, recognise_columns
from crm.importing.rows import RowReader
from crm.importing.vcards import VCardReader

RowRead = tuple[int, Card | list[Problem], Sequence[str], Sequence[Problem]]
"""The row's number in the file, what it is or why it is nothing, its cells (none of a vCard), and what is not sure."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What is known of a file before its rows are read; ``total`` how many rows to expect, None if nobody knows."""

    kind: FileKind
    total: int | None = None
    columns: Columns | None = None
    written_headings: Sequence[str] = ()
    separator: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    garbled: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """What was noticed while rows were read: columns of which not every text was kept, pictures, garbled text."""

    passed_over: frozenset[str] = frozenset()
    pictures: bool = False
    garbled: bool = False

    def __or__(self, other: "Seen") -> "Seen":
        return Seen(
            self.passed_over | other.passed_over,
            self.pictures or other.pictures,
            self.garbled or other.garbled,
        )


class Source(Protocol):
    """An open file of contacts."""

    @property
    def begun(self) -> Begun:
        """What is known of it already."""
        raise NotImplementedError

    @property
    def seen(self) -> Seen:
        """What was noticed in the rows read so far."""
        raise NotImplementedError

    def rows(self) -> Iterator[Any]:
        """The rows, once, in the file's order."""
        raise NotImplementedError

    def read(self, row: Any) -> RowRead:
        """What a row is; those that somebody else reads can be left out."""
        raise NotImplementedError


@contextmanager
def open_source(
    path: Path, options: RowOptions, column_map: ColumnMap | None = None, sheet: str | None = None
) -> Iterator[Source]:
    """Open a file of any kind. Raises FileProblem or UserError when it cannot be read, now or further on."""
    kind = sniff(path)
    if kind is FileKind.VCARD:
        yield _VCards(path, options)
    else:
        with open_table(path, heading_score, sheet) as table:
            yield _Rows(table, kind, options, column_map)


class _Rows:
    def __init__(
        self, table: Table, kind: FileKind, options: RowOptions, column_map: ColumnMap | None
    ) -> None:
        columns = recognise_columns(table.headings, column_map)
        self.begun = Begun(
            kind,
            table.total,
            columns,
            tuple(table.written_headings),
            table.separator,
            table.sheet,
            table.sheets,
            table.notices,
            table.garbled,
        )
        self._table = table
        self._reader = RowReader(columns, options)

    @property
    def seen(self) -> Seen:
        return Seen(frozenset(self._reader.passed_over))

    def rows(self) -> Iterator[TableRow]:
        return iter(self._table)

    def read(self, row: TableRow) -> RowRead:
        if row.problem:
            return row.number, [Problem("", "", row.problem)], row.cells, ()
        found = self._reader.read(row.cells)
        return row.number, found, row.cells, self._reader.doubts


class _VCards:
    def __init__(self, path: Path, options: RowOptions) -> None:
        self.begun = Begun(FileKind.VCARD, count_vcards(path))
        self._reader = VCardReader(options)
        self._records = read_vcards(path)
        self._pictures = False

    @property
    def seen(self) -> Seen:
        return Seen(pictures=self._pictures, garbled=self._reader.met_garbled)

    def rows(self) -> Iterator[VCardRecord | VCardProblem]:
        return self._records

    def read(self, row: VCardRecord | VCardProblem) -> RowRead:
        if isinstance(row, VCardProblem):
            return row.line, [Problem("", "", row.message)], (), ()
        self._pictures = self._pictures or row.has_picture
        return row.line, self._reader.read(row), (), ()
