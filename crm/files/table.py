"""The one shape every table has once it is open, whatever file it came from, and how its heading is found."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from types import TracebackType

from crm.errors import FileProblem
from crm.texts import _

HeadingScore = Callable[[Sequence[str]], int]
"""How many cells of a row are known column names; 0 for a row that is no heading."""

_LINES_SEARCHED_FOR_HEADING = 30


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row below the heading.

    ``number`` is its line (text) or row (spreadsheet) in the file, from 1. ``cells`` has at least one cell per
    heading; more only when ``problem``, a sentence for the user, says so.
    """

    number: int
    cells: list[str]
    problem: str = ""


@dataclass(slots=True)
class Table:
    """An open table. Iterating reads on; whoever stops early calls ``close`` (or uses ``with``).

    ``headings`` are unique and never empty; ``written_headings`` are as they stand in the file. ``total`` is the
    number of rows to come, an estimate in text files. ``notices`` are sentences about what was repaired on the
    way; ``garbled`` says that some text was saved in the wrong encoding before it came here (``crm.files.garbled``
    repairs it). ``encoding`` and ``separator`` are empty in spreadsheets, ``sheet`` in text files.
    """

    headings: list[str]
    written_headings: list[str]
    rows: Iterator[TableRow]
    heading_number: int = 1
    skipped_lines: int = 0
    total: int | None = None
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    garbled: bool = False
    closing: Callable[[], None] = field(default=lambda: None, repr=False)

    def close(self) -> None:
        """Let the file go; may be called twice."""
        self.closing()

    def __iter__(self) -> Iterator[TableRow]:
        return self.rows

    def __enter__(self) -> "Table":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a table's heading is, and its rows, those already read included."""

    written_headings: list[str]
    heading_number: int
    skipped_lines: int
    rows: Iterator[TableRow]

    @property
    def headings(self) -> list[str]:
        """The headings told apart."""
        return unique_headings(self.written_headings)


def lay_out(records: Iterator[tuple[int, list[str]]], heading_score: HeadingScore, name: str) -> Layout:
    """Find the heading among the first lines of ``records`` (number and cells of each, blank ones left out).

    Lines above it (a title, a date, a note) are skipped. With no known column anywhere the first line is taken.
    Raises FileProblem when there is no line at all, or nothing below the heading; ``name`` is the file's.
    """
    first = list(itertools.islice(records, _LINES_SEARCHED_FOR_HEADING))
    if not first:
        raise FileProblem(
            _(
                "El archivo «{archivo}» no tiene datos; elija uno con encabezados y al menos un renglón."
            ).format(archivo=name)
        )
    position = best_heading([cells for _, cells in first], heading_score)
    number, cells = first[position]
    written = _without_empty_tail(cells)
    rest = itertools.chain(first[position + 1 :], records)
    following = next(rest, None)
    if following is None:
        raise FileProblem(
            _(
                "El archivo «{archivo}» solo tiene encabezados; agregue al menos un renglón con datos "
                "debajo de ellos."
            ).format(archivo=name)
        )
    return Layout(
        written_headings=written,
        heading_number=number,
        skipped_lines=position,
        rows=_fitted(itertools.chain([following], rest), len(written)),
    )


def best_heading(records: Sequence[Sequence[str]], heading_score: HeadingScore) -> int:
    """The position of the record with the highest score, the first of equals."""
    return max(range(len(records)), key=lambda position: heading_score(records[position]))


def unique_headings(written: Sequence[str]) -> list[str]:
    """The headings told apart: the second "Teléfono" becomes "Teléfono (2)", an empty one "Columna 5"."""
    taken = {_key(heading) for heading in written}
    seen: set[str] = set()
    unique = []
    for column, heading in enumerate(written, start=1):
        name = heading.strip() or _("Columna {n}").format(n=column)
        if _key(name) in seen or (not heading.strip() and _key(name) in taken):
            name = _numbered(name, taken | seen)
        seen.add(_key(name))
        unique.append(name)
    return unique


def heading_notices(written: Sequence[str]) -> tuple[str, ...]:
    """A sentence when headings had to be told apart."""
    counts: dict[str, int] = {}
    first_form: dict[str, str] = {}
    for heading in written:
        if heading.strip():
            counts[_key(heading)] = counts.get(_key(heading), 0) + 1
            first_form.setdefault(_key(heading), heading.strip())
    repeated = [f"«{first_form[key]}»" for key, count in counts.items() if count > 1]
    if not repeated:
        return ()
    return (
        _("Hay encabezados repetidos ({encabezados}); se numeraron para distinguirlos.").format(
            encabezados=", ".join(repeated)
        ),
    )


def not_blank(records: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """The records with something written in them."""
    return ((number, cells) for number, cells in records if any(cell.strip() for cell in cells))


def _fitted(records: Iterable[tuple[int, list[str]]], width: int) -> Iterator[TableRow]:
    for number, cells in records:
        if len(cells) < width:
            cells = cells + [""] * (width - len(cells))
        elif len(cells) > width:
            kept = _without_empty_tail(cells)
            if len(kept) > width:
                yield TableRow(number, kept, _too_long(len(kept), width))
                continue
            cells = cells[:width]
        yield TableRow(number, cells)


def _too_long(found: int, expected: int) -> str:
    return _(
        "El renglón tiene {n} valores y los encabezados son {esperados}; revise si falta "
        "entrecomillar un valor que lleva el separador."
    ).format(n=found, esperados=expected)


def _without_empty_tail(cells: list[str]) -> list[str]:
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def _key(heading: str) -> str:
    return heading.strip().casefold()


def _numbered(name: str, taken: set[str]) -> str:
    return next(
        candidate for number in itertools.count(2) if _key(candidate := f"{name} ({number})") not in taken
    )
