"""A file of contacts read whole: cards, and what was rejected with its cells, before any base is asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from crm.cards import Card
from crm.files.opening import open_table
from crm.files.sniff import FileKind, sniff
from crm.files.vcard import count_vcards, read_vcards
from crm.files.vcard_records import VCardProblem
from crm.importing.cells import Problem, RowOptions
from crm.importing.columns import ColumnMap, Columns, heading_score, recognise_columns
from crm.importing.rows import RowReader
from crm.importing.vcards import read_vcard
from crm.progress import Progress, silent
from crm.texts import _, ngettext

_STEP = 1_000


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row as it stands in the file, by its number there (from 1; of a vCard, its first line), and why."""

    number: int
    cells: Sequence[str]
    problems: Sequence[Problem]


@dataclass(slots=True)
class Reading:
    """What a file holds. ``numbers`` are the rows of ``cards``; ``columns`` is None for vCards.

    ``notices`` are sentences for the user; ``garbled`` says that text was saved in a wrong encoding and can be
    mended (``RowOptions.repair``); ``separator`` is empty unless the file is delimited text.
    """

    path: Path
    kind: FileKind
    numbers: list[int] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    columns: Columns | None = None
    written_headings: Sequence[str] = ()
    separator: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    notices: list[str] = field(default_factory=list)
    garbled: bool = False
    passed_over: tuple[str, ...] = ()

    @property
    def unused_columns(self) -> tuple[str, ...]:
        """The headings that nothing was made of, and those of which not every text was kept."""
        unknown = self.columns.unknown if self.columns else ()
        return unknown + tuple(heading for heading in self.passed_over if heading not in unknown)

    @property
    def total(self) -> int:
        """Rows read, rejected ones included."""
        return len(self.cards) + len(self.rejected)

    def take(self, number: int, read: Card | list[Problem], cells: Sequence[str]) -> None:
        """Keep what was made of a row."""
        if isinstance(read, Card):
            self.numbers.append(number)
            self.cards.append(read)
        else:
            self.rejected.append(RejectedRow(number, cells, tuple(read)))


def read_file(
    path: Path,
    options: RowOptions,
    column_map: ColumnMap | None = None,
    sheet: str | None = None,
    progress: Progress = silent,
) -> Reading:
    """Read a file of any kind. Raises FileProblem or UserError when it cannot be read, Cancelled from ``progress``."""
    kind = sniff(path)
    if kind is FileKind.VCARD:
        return _read_vcards(path, options, progress)
    return _read_table(path, kind, options, column_map, sheet, progress)


def _read_table(
    path: Path,
    kind: FileKind,
    options: RowOptions,
    column_map: ColumnMap | None,
    sheet: str | None,
    progress: Progress,
) -> Reading:
    with open_table(path, heading_score, sheet) as table:
        columns = recognise_columns(table.headings, column_map)
        reading = Reading(
            path,
            kind,
            columns=columns,
            written_headings=table.written_headings,
            separator=table.separator,
            sheet=table.sheet,
            sheets=table.sheets,
            notices=list(table.notices),
            garbled=table.garbled,
        )
        reader = RowReader(columns, options)
        for done, row in enumerate(table):
            if done % _STEP == 0:
                progress(done, table.total)
            found = [Problem("", "", row.problem)] if row.problem else reader.read(row.cells)
            reading.take(row.number, found, row.cells)
    _note_passed_over(reading, reader.passed_over)
    _note_garbled(reading, options)
    progress(reading.total, reading.total)
    return reading


def _read_vcards(path: Path, options: RowOptions, progress: Progress) -> Reading:
    reading = Reading(path, FileKind.VCARD)
    total = count_vcards(path)
    pictures = False
    for done, record in enumerate(read_vcards(path)):
        if done % _STEP == 0:
            progress(done, total)
        if isinstance(record, VCardProblem):
            reading.take(record.line, [Problem("", "", record.message)], ())
        else:
            pictures = pictures or record.has_picture
            reading.take(record.line, read_vcard(record, options), ())
    if pictures:
        reading.notices.append(_("Las fotografías no se guardan."))
    progress(reading.total, reading.total)
    return reading


def _note_passed_over(reading: Reading, headings: tuple[str, ...]) -> None:
    reading.passed_over = headings
    if headings:
        shown = ", ".join(f"«{heading}»" for heading in headings)
        reading.notices.append(
            ngettext(
                "No se guardó todo lo que dice la columna {columns}: repite un dato que ya dio otra columna o no "
                "corresponde al tipo de contacto; indique en un mapa qué campo es.",
                "No se guardó todo lo que dicen las columnas {columns}: repiten un dato que ya dio otra columna o no "
                "corresponden al tipo de contacto; indique en un mapa qué campo es cada una.",
                len(headings),
            ).format(columns=shown)
        )


def _note_garbled(reading: Reading, options: RowOptions) -> None:
    if not reading.garbled:
        return
    if options.repair:
        reading.notices.append(
            _("Se reparó texto que se había guardado con otra codificación (como «Ã±» por «ñ»).")
        )
    else:
        reading.notices.append(
            _("Hay texto guardado con otra codificación (como «Ã±» por «ñ»); puede repararlo al importar.")
        )
