"""The rejected rows as a file of the same shape, with one more column that says why, to mend and import again."""

import codecs
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from crm.errors import FileProblem
from crm.files.delimited import write_delimited
from crm.files.saving import replacing
from crm.files.sniff import FileKind
from crm.importing.cells import Problem
from crm.importing.reading import Reading, WrittenRow
from crm.texts import _
from crm.vocabularies import squash

REASON = "motivo"
"""The column that is added; an import passes it over."""

_END = re.compile(rb"\s*END\s*:\s*VCARD\s*\Z", re.IGNORECASE)
_BEGIN = re.compile(rb"\s*BEGIN\s*:\s*VCARD\s*\Z", re.IGNORECASE)
_REASON_LINE = re.compile(rb"X-VINCULO-MOTIVO:.*\Z", re.IGNORECASE | re.DOTALL)


def require_new(path: Path, *, replace: bool) -> None:
    """Raise FileProblem if something stands at ``path``, unless it may be replaced: nobody watches an order."""
    if not replace and path.exists():
        raise FileProblem(
            _(
                "Ya existe «{path}» y no se cambió; elija otro nombre para las filas rechazadas (--rechazos), o pida "
                "reemplazarlo (--reemplazar)."
            ).format(path=path)
        )


def write_rejects(reading: Reading, path: Path) -> None:
    """Write the rejected rows to ``path``: XLSX by its ending, vCard from vCards, else delimited text.

    Raises FileProblem when the file cannot be written.
    """
    if reading.kind is FileKind.VCARD:
        _write_vcards(reading, path)
        return
    headings, rows = _table(reading)
    if path.suffix.lower() == ".xlsx":
        # Loading the spreadsheet libraries takes time, and most rejects go to CSV.
        from crm.files.spreadsheet import write_xlsx

        write_xlsx(path, headings, rows, _("Rechazos"))
    else:
        write_delimited(path, headings, rows, reading.separator or ",")


def reason(row: WrittenRow) -> str:
    """Why a row was rejected, in one text."""
    return " ".join(dict.fromkeys(problem.reason for problem in row.problems))


def first_problem(row: WrittenRow) -> Problem:
    """The column and value that the row's first problem is about."""
    return row.problems[0]


def _table(reading: Reading) -> tuple[list[str], Iterator[list[str]]]:
    assert reading.columns is not None
    headings = list(reading.columns.headings)
    widest = max((len(row.cells) for row in reading.rejected), default=len(headings))
    headings += [_("Columna {n}").format(n=number) for number in range(len(headings) + 1, widest + 1)]
    place = next((n for n, heading in enumerate(headings) if squash(heading) == REASON), len(headings))
    if place == len(headings):
        headings.append(REASON)
    return headings, (_with_reason(row, place, len(headings)) for row in reading.rejected)


def _with_reason(row: WrittenRow, place: int, width: int) -> list[str]:
    cells = [*row.cells, *[""] * (width - len(row.cells))]
    cells[place] = reason(row)
    return cells


def _write_vcards(reading: Reading, path: Path) -> None:
    reasons = {row.number: reason(row) for row in reading.rejected}
    with replacing(path) as draft, draft.open("wb") as file:
        inside = ""
        for number, line in enumerate(_lines(reading.path), 1):
            if _BEGIN.match(line):
                _end_open(file.write, inside)
                inside = reasons.get(number, "")
            if inside and _END.match(line):
                _end_open(file.write, inside)
                inside = ""
            elif inside and not _REASON_LINE.match(line):
                file.write(line + b"\r\n")
        _end_open(file.write, inside)


def _lines(path: Path) -> list[bytes]:
    content = path.read_bytes()
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        content = content.decode("utf-16").encode()
    return content.removeprefix(codecs.BOM_UTF8).splitlines()


def _end_open(write: Callable[[bytes], object], inside: str) -> None:
    if inside:
        write(f"X-VINCULO-MOTIVO:{inside}\r\nEND:VCARD\r\n".encode())
