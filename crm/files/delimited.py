"""Tables in text: CSV and TSV as Excel in Mexico, Google and others write them.

Reading streams; a file of any length takes the memory of a row. Writing is UTF-8 with BOM (Excel needs it) and
commas; cells that begin like a formula are held back (``crm.files.formulas``).
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from crm.errors import FileProblem
from crm.files.encodings import TextEncoding, detect_encoding
from crm.files.formulas import neutralize, restore
from crm.files.saving import replacing
from crm.files.table import HeadingScore, Table, best_heading, heading_notices, lay_out, not_blank
from crm.texts import _

SEPARATORS = (",", ";", "\t", "|")
_BYTE_ORDER_MARK = "\ufeff"
_RECORDS_TRIED = 30
_TRIED_CHARACTERS = 1 << 18
_SEP_LINE = re.compile(r"\ufeff?\"?sep=(.)\"?\r?\n?", re.IGNORECASE)
_FIELD_LIMIT = 131_072
_LONGEST_LINE = 32 << 20


def open_delimited(path: Path, heading_score: HeadingScore) -> Table:
    """Open a table in text. Raises FileProblem when it cannot be read as one, now or while its rows are read."""
    encoding = detect_encoding(path)
    file = path.open("r", encoding=encoding.codec, errors=encoding.errors, newline="")
    try:
        return _table(path, file, encoding, heading_score)
    except BaseException:
        file.close()
        raise


def write_delimited(
    path: Path, headings: Sequence[str], rows: Iterable[Sequence[str]], separator: str = ","
) -> None:
    """Write a CSV whole or not at all; an error raised by ``rows`` (a cancelled export) leaves nothing behind.

    Raises FileProblem when the file cannot be written.
    """
    # Python's codec with the mark is called for every row, in Python.
    with replacing(path) as draft, draft.open("w", encoding="utf-8", newline="") as file:
        file.write(_BYTE_ORDER_MARK)
        writer = csv.writer(file, delimiter=separator, lineterminator="\r\n")
        writer.writerow([neutralize(heading) for heading in headings])
        # Asking first for the usual beginnings, letters and digits, halves the time.
        writer.writerows(
            [cell if not cell or cell[0].isalnum() else neutralize(cell) for cell in row] for row in rows
        )


def _table(path: Path, file: TextIO, encoding: TextEncoding, heading_score: HeadingScore) -> Table:
    declared = _SEP_LINE.fullmatch(file.readline(10))
    separator = declared.group(1) if declared else _find_separator(file, heading_score)
    file.seek(0)
    first_line = 1
    if declared:
        file.readline()
        first_line = 2
    records = not_blank(_records(file, separator, first_line, path.name))
    layout = lay_out(records, heading_score, path.name)
    return Table(
        headings=layout.headings,
        written_headings=layout.written_headings,
        rows=layout.rows,
        heading_number=layout.heading_number,
        skipped_lines=layout.skipped_lines,
        total=max(encoding.lines - layout.heading_number, 1),
        encoding=encoding.name,
        separator=separator,
        notices=_notices(encoding) + heading_notices(layout.written_headings),
        garbled=encoding.garbled,
        closing=file.close,
    )


def _notices(encoding: TextEncoding) -> tuple[str, ...]:
    if not encoding.mixed:
        return ()
    return (
        _(
            "El archivo mezcla dos codificaciones (UTF-8 y Windows-1252); revise los acentos antes de importar."
        ),
    )


def _find_separator(file: TextIO, heading_score: HeadingScore) -> str:
    file.seek(0)
    sample = file.read(_TRIED_CHARACTERS)
    complete = len(sample) < _TRIED_CHARACTERS
    return max(SEPARATORS, key=lambda separator: _fitness(sample, complete, separator, heading_score))


def _fitness(
    sample: str, complete: bool, separator: str, heading_score: HeadingScore
) -> tuple[int, bool, float, int]:
    """How well a separator explains the sample: columns known, more than one column, rows of one width, width."""
    records = _first_records(sample, complete, separator)
    if not records:
        # Separators and nothing else.
        return (0, True, 1.0, 0)
    heading = best_heading(records, heading_score)
    widths = Counter(len(record) for record in records[heading:])
    width, count = widths.most_common(1)[0]
    known = heading_score(records[heading])
    if known and len(records[heading]) == 1:
        # A known heading alone in its line: a separator that only the cells hold is part of their text.
        return (known, False, sum(len(record) == 1 for record in records), 1)
    agreement = count / widths.total() if width > 1 else 0.0
    return (known, width > 1, agreement, width)


def _first_records(sample: str, complete: bool, separator: str) -> list[list[str]]:
    lines = list(io.StringIO(sample, newline=""))
    if not complete:
        lines = lines[:-1] or lines
    records = []
    try:
        for record in csv.reader(lines, delimiter=separator):
            if any(cell.strip() for cell in record):
                records.append(record)
            if len(records) == _RECORDS_TRIED:
                break
    except csv.Error:
        # A quote never closed, or closed far away: what was read before it is enough to compare.
        pass
    return records


class _CountedLines:
    """The file's lines, counted, so that a record knows where it starts and whether the file ended inside it."""

    def __init__(self, file: TextIO, first_line: int) -> None:
        self._file = file
        self.number = first_line - 1
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._file.readline(_LONGEST_LINE)
        if not line:
            self.ended = True
            raise StopIteration
        self.number += 1
        if len(line) == _LONGEST_LINE:
            raise csv.Error
        return line


def _records(file: TextIO, separator: str, first_line: int, name: str) -> Iterator[tuple[int, list[str]]]:
    lines = _CountedLines(file, first_line)
    reader = csv.reader(lines, delimiter=separator)
    while True:
        start = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _record_problem(start, lines.number, name) from error
        if lines.ended:
            raise _unclosed_quote(start, name)
        yield start, [restore(cell) if cell[:1] == "'" else cell for cell in cells]


def _record_problem(start: int, last: int, name: str) -> FileProblem:
    if last > start:
        return _unclosed_quote(start, name)
    return FileProblem(
        _(
            "En la línea {linea} de «{archivo}» hay un valor de más de {limite:,} caracteres; "
            "acórtelo o quítelo."
        ).format(linea=start, archivo=name, limite=_FIELD_LIMIT)
    )


def _unclosed_quote(line: int, name: str) -> FileProblem:
    return FileProblem(
        _(
            "En la línea {linea} de «{archivo}» se abre una comilla que no se cierra; ciérrela o quítela "
            "e inténtelo de nuevo."
        ).format(linea=line, archivo=name)
    )
