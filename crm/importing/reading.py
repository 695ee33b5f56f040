"""A file of contacts read whole: cards, and what was rejected with its cells, before any base is asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from crm.cards import Card
from crm.files.sniff import FileKind
from crm.importing.cells import Problem, RowOptions
from crm.importing.columns import ColumnMap, Columns
from crm.importing.sources import Begun, Seen, open_source
from crm.progress import Progress, silent
from crm.texts import _, ngettext

_STEP = 1_000


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """A row as it stands in the file, by its number there (from 1; of a vCard, its first line), and what is wrong with
    it or not sure; ``kind`` is the one the user takes it for, or empty."""

    number: int
    cells: Sequence[str]
    problems: Sequence[Problem]
    kind: str = ""


@dataclass(slots=True)
class Reading:
    """What a file holds. ``numbers`` are the rows of ``cards``, and ``doubtful`` those among them about which something
    is not sure, by number; ``columns`` is None for vCards.

    ``notices`` are sentences for the user; ``garbled`` says that text was saved in a wrong encoding and can be
    mended (``RowOptions.repair``); ``separator`` is empty unless the file is delimited text.
    """

    path: Path
    kind: FileKind
    numbers: list[int] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)
    rejected: list[WrittenRow] = field(default_factory=list)
    doubtful: dict[int, WrittenRow] = field(default_factory=dict)
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

    def copy(self) -> "Reading":
        """The same, whose rows can change apart from these."""
        return replace(
            self,
            numbers=list(self.numbers),
            cards=list(self.cards),
            rejected=list(self.rejected),
            doubtful=dict(self.doubtful),
        )

    def take(
        self,
        number: int,
        read: Card | list[Problem],
        cells: Sequence[str],
        doubts: Sequence[Problem] = (),
    ) -> None:
        """Keep what was made of a row, and what is not sure about it."""
        if isinstance(read, Card):
            self.numbers.append(number)
            self.cards.append(read)
            if doubts:
                self.doubtful[number] = WrittenRow(number, cells, tuple(doubts))
        else:
            self.rejected.append(WrittenRow(number, cells, tuple(read)))


def read_file(
    path: Path,
    options: RowOptions,
    column_map: ColumnMap | None = None,
    sheet: str | None = None,
    progress: Progress = silent,
) -> Reading:
    """Read a file of any kind. Raises FileProblem or UserError when it cannot be read, Cancelled from ``progress``."""
    with open_source(path, options, column_map, sheet) as source:
        reading = begin(path, source.begun)
        for done, row in enumerate(source.rows()):
            if done % _STEP == 0:
                progress(done, source.begun.total)
            reading.take(*source.read(row))
        note(reading, source.seen, options)
    progress(reading.total, reading.total)
    return reading


def begin(path: Path, begun: Begun) -> Reading:
    """The reading of a file of which no row has been read."""
    return Reading(
        path,
        begun.kind,
        columns=begun.columns,
        written_headings=begun.written_headings,
        separator=begun.separator,
        sheet=begun.sheet,
        sheets=begun.sheets,
        notices=list(begun.notices),
        garbled=begun.garbled,
    )


def note(reading: Reading, seen: Seen, options: RowOptions) -> None:
    """Write down what was noticed once all rows have been read."""
    headings = reading.columns.headings if reading.columns else ()
    reading.passed_over = tuple(heading for heading in headings if heading in seen.passed_over)
    reading.garbled = reading.garbled or seen.garbled
    if seen.pictures:
        reading.notices.append(_("Las fotografías no se guardan."))
    _note_passed_over(reading)
    _note_garbled(reading, options)


def _note_passed_over(reading: Reading) -> None:
    if reading.passed_over:
        shown = ", ".join(f"«{heading}»" for heading in reading.passed_over)
        reading.notices.append(
            ngettext(
                "No se guardó todo lo que dice la columna {columns}: repite un dato que ya dio otra columna o no "
                "corresponde al tipo de contacto; indique en un mapa qué campo es.",
                "No se guardó todo lo que dicen las columnas {columns}: repiten un dato que ya dio otra columna o no "
                "corresponden al tipo de contacto; indique en un mapa qué campo es cada una.",
                len(reading.passed_over),
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
