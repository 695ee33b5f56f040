"""Workbooks too big to open safely are refused before they are parsed.

The reader lays a sheet out as a full rectangle, so that one cell in the last corner of an otherwise empty sheet
would need gigabytes and end the process; and a few kilobytes of ZIP can unpack to gigabytes. So the archive is read
through once in small pieces, and the rectangle that its filled cells span is measured.
"""

import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from crm.errors import FileProblem
from crm.texts import _

MAX_FILE_BYTES = 300 << 20
MAX_UNPACKED_BYTES = 2 << 30
MAX_CELLS = 30_000_000
_BOMB_BYTES = 50 << 20
_BOMB_RATIO = 150
_PIECE = 1 << 20
_LONGEST_TAG = 1 << 20
_XLSX_ROW = re.compile(rb'row [^>]*?r="(\d+)"[^>]*>')
_XLSX_FAR_CELL = re.compile(rb' r="(?:([A-Za-z]{2,})(\d+)|([A-Za-z])(\d{7,}))"[^>]*>')
# Every way of writing an attribute as the usual one, so that the patterns above can be plain and quick.
_PLAIN = bytes.maketrans(b"\t\r\n'", b'   "')
_LOOSE_EQUALS = re.compile(rb" *= *")
_ODS_TAG = re.compile(rb"<table:(?:table-row|table-cell|covered-table-cell|table)\b[^>]*>")
_ODS_ROWS = re.compile(rb"number-rows-repeated\s*=\s*[\"'](\d+)")
_ODS_COLUMNS = re.compile(rb"number-columns-repeated\s*=\s*[\"'](\d+)")
_NARROW = 26


@dataclass(slots=True)
class _Extent:
    """The rectangle of a sheet's filled cells, as far as it has been read."""

    rows: int = 0
    columns: int = _NARROW

    def include(self, row: int, column: int) -> None:
        self.rows = max(self.rows, row)
        self.columns = max(self.columns, column)

    @property
    def cells(self) -> int:
        return self.rows * self.columns


def refuse_oversized(path: Path) -> None:
    """Raise FileProblem for a workbook (XLSX, ODS or XLS) that would not fit in memory; takes no memory itself."""
    if path.stat().st_size > MAX_FILE_BYTES:
        raise _too_big(path)
    if not zipfile.is_zipfile(path):
        return
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _refuse_declared(path, members)
            for member in members:
                _read_through(path, archive, member)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise FileProblem(
            _(
                "«{archivo}» está dañado o incompleto; pida que se lo envíen de nuevo o vuelva a guardarlo."
            ).format(archivo=path.name)
        ) from error


def _refuse_declared(path: Path, members: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(member.file_size for member in members)
    packed = max(path.stat().st_size, 1)
    if unpacked > MAX_UNPACKED_BYTES or (unpacked > _BOMB_BYTES and unpacked / packed > _BOMB_RATIO):
        raise _too_big(path)


def _read_through(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    measure = _OdsMeasure() if member.filename == "content.xml" else _XlsxMeasure()
    with archive.open(member) as content:
        rest = b""
        read = 0
        while piece := content.read(_PIECE):
            read += len(piece)
            text = rest + piece
            cut = text.rfind(b"<")
            if cut < 0 or len(text) - cut > _LONGEST_TAG:
                cut = len(text)
            measure.take(text[:cut])
            if measure.extent.cells > MAX_CELLS:
                raise _too_big(path)
            rest = text[cut:]
        measure.take(rest)
        # zipfile stops at the declared size; a member that goes on beyond it lies about itself.
        if read != member.file_size:
            raise zipfile.BadZipFile
    if measure.extent.cells > MAX_CELLS:
        raise _too_big(path)


class _XlsxMeasure:
    def __init__(self) -> None:
        self.extent = _Extent()

    def take(self, text: bytes) -> None:
        text = text.translate(_PLAIN)
        if b" =" in text or b"= " in text:
            text = _LOOSE_EQUALS.sub(b"=", text)
        for match in _XLSX_ROW.finditer(text):
            if not match.group().endswith(b"/>"):
                self.extent.include(int(match.group(1)), 0)
        for match in _XLSX_FAR_CELL.finditer(text):
            if not match.group().endswith(b"/>"):
                letters = match.group(1) or match.group(3)
                self.extent.include(int(match.group(2) or match.group(4)), _column_number(letters))


class _OdsMeasure:
    """Follows rows and cells with their repetitions; empty ones at the end of a sheet, repeated a million times, are
    how LibreOffice fills a sheet and do not count."""

    def __init__(self) -> None:
        self.extent = _Extent(columns=1)
        self._row = 0
        self._repeated = 1
        self._column = 0

    def take(self, text: bytes) -> None:
        for match in _ODS_TAG.finditer(text):
            tag = match.group()
            if tag.startswith(b"<table:table-row"):
                self._row += self._repeated if self._row else 1
                self._repeated = _times(_ODS_ROWS, tag)
                self._column = 0
            elif tag.startswith((b"<table:table-cell", b"<table:covered-table-cell")):
                self._column += _times(_ODS_COLUMNS, tag)
                if not tag.endswith(b"/>") or b"value" in tag or b"formula" in tag:
                    self.extent.include(self._row + self._repeated - 1, self._column)
            else:
                self._row, self._repeated = 0, 1


def _times(pattern: re.Pattern[bytes], tag: bytes) -> int:
    match = pattern.search(tag)
    return int(match.group(1)) if match else 1


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _too_big(path: Path) -> FileProblem:
    return FileProblem(
        _(
            "«{archivo}» es demasiado grande para abrirlo con seguridad; guarde solo la hoja que "
            "necesita, como CSV."
        ).format(archivo=path.name)
    )
