"""Workbooks: XLSX, XLS and ODS read, XLSX written.

Reading is python-calamine's (100,000 rows in a fraction of openpyxl's time). Writing is rustpy-xlsxwriter's, a thin
binding of rust_xlsxwriter, by XlsxWriter's own author: 100,000 rows of 20 columns take 3.1 s here against 17.5 s of
XlsxWriter with constant memory, and it lets other threads run while it saves. Its upkeep rests on one person, against
XlsxWriter's many years; that weighs little because all we ask of it stands in ``_write_records``, and XlsxWriter
can take its place there in ten lines. It writes text as inline strings, never as formulas or links (its versions
are pinned, and a test looks into the file).
"""

import datetime
import itertools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)
from rustpy_xlsxwriter import write_worksheet

from crm.errors import FileProblem
from crm.files.garbled import looks_garbled
from crm.files.saving import replacing
from crm.files.table import HeadingScore, Table, heading_notices, lay_out, not_blank
from crm.files.workbook_limits import refuse_oversized
from crm.texts import _

Value = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta

MAX_ROWS = 1_048_575
"""Rows below the heading that a sheet can hold."""
MAX_CELL_CHARACTERS = 32_767
_ROWS_MEASURED = 200
_NARROWEST, _WIDEST = 10, 60
_ROWS_TESTED_FOR_GARBLE = 500


def open_spreadsheet(path: Path, heading_score: HeadingScore, sheet: str | None = None) -> Table:
    """Open a sheet by name, or else the first visible one with data.

    Dates come as ISO text, whole numbers without a decimal point, true and false as "Sí" and "No". Raises
    FileProblem when the workbook is too big, damaged or encrypted, or has no such sheet, or no data.
    """
    refuse_oversized(path)
    workbook = _open_workbook(path)
    try:
        return _table(path, workbook, heading_score, sheet)
    except BaseException:
        workbook.close()
        raise


def write_xlsx(
    path: Path, headings: Sequence[str], rows: Iterable[Sequence[str]], sheet: str = "Contactos"
) -> None:
    """Write a workbook of one sheet, all text, whole or not at all; ``headings`` must be unique.

    An error raised by ``rows`` (a cancelled export) leaves nothing behind. Raises FileProblem when the file cannot
    be written, when there are more rows than a sheet holds, or a text longer than a cell holds.
    """
    if len(set(headings)) < len(headings):
        raise ValueError("headings must be unique")
    with replacing(path) as draft:
        _write_records(draft, headings, _checked(rows, headings), sheet)


def _write_records(path: Path, headings: Sequence[str], rows: Iterator[Sequence[str]], sheet: str) -> None:
    measured = list(itertools.islice(rows, _ROWS_MEASURED)) or [[""] * len(headings)]
    records = (dict(zip(headings, row, strict=True)) for row in itertools.chain(measured, rows))
    with path.open("wb") as file:
        write_worksheet(
            records,
            file,
            sheet_name=sheet,
            freeze_row=1,
            bold_headers=True,
            column_widths=_widths(headings, measured),
            ignore_errors=list(headings),
        )


def _checked(rows: Iterable[Sequence[str]], headings: Sequence[str]) -> Iterator[Sequence[str]]:
    for number, row in enumerate(rows, start=1):
        if number > MAX_ROWS:
            raise FileProblem(
                _(
                    "Una hoja de Excel admite {limite:,} renglones y hay más; exporte menos contactos o "
                    "elija CSV."
                ).format(limite=MAX_ROWS)
            )
        if max(map(len, row), default=0) > MAX_CELL_CHARACTERS:
            raise _too_long(number, row, headings)
        yield row


def _too_long(number: int, row: Sequence[str], headings: Sequence[str]) -> FileProblem:
    heading = next(
        heading for heading, cell in zip(headings, row, strict=True) if len(cell) > MAX_CELL_CHARACTERS
    )
    return FileProblem(
        _(
            "El renglón {n} lleva en «{columna}» un texto de más de {limite:,} "
            "caracteres, más de lo que admite Excel; elija CSV o vCard."
        ).format(n=number, columna=heading, limite=MAX_CELL_CHARACTERS)
    )


def _widths(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, float]:
    return {
        heading: float(
            min(max(len(heading) + 2, *(len(row[column]) + 1 for row in rows), _NARROWEST), _WIDEST)
        )
        for column, heading in enumerate(headings)
    }


def _open_workbook(path: Path) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(path)
    except PasswordError as error:
        raise FileProblem(
            _(
                "«{archivo}» está protegido con contraseña; ábralo en Excel, quítele la contraseña y "
                "guárdelo de nuevo."
            ).format(archivo=path.name)
        ) from error
    except (CalamineError, OSError) as error:
        raise _damaged(path) from error


def _table(path: Path, workbook: CalamineWorkbook, heading_score: HeadingScore, name: str | None) -> Table:
    sheet = _sheet_named(path, workbook, name) if name is not None else _first_with_data(path, workbook)
    layout = lay_out(not_blank(_records(sheet)), heading_score, path.name)
    return Table(
        headings=layout.headings,
        written_headings=layout.written_headings,
        rows=layout.rows,
        heading_number=layout.heading_number,
        skipped_lines=layout.skipped_lines,
        total=max(sheet.total_height - layout.heading_number, 1),
        sheet=sheet.name,
        sheets=_data_sheets(workbook),
        notices=heading_notices(layout.written_headings),
        garbled=_looks_garbled(sheet),
        closing=workbook.close,
    )


def _sheet_named(path: Path, workbook: CalamineWorkbook, name: str) -> CalamineSheet:
    for candidate in workbook.sheet_names:
        if candidate.strip().casefold() == name.strip().casefold():
            return _sheet(path, workbook, candidate)
    sheets = ", ".join(f"«{candidate}»" for candidate in workbook.sheet_names)
    raise FileProblem(
        _("«{archivo}» no tiene una hoja «{hoja}»; elija una de estas: {hojas}.").format(
            archivo=path.name, hoja=name, hojas=sheets
        )
    )


def _first_with_data(path: Path, workbook: CalamineWorkbook) -> CalamineSheet:
    for name in _data_sheets(workbook):
        sheet = _sheet(path, workbook, name)
        if sheet.start is not None:
            return sheet
    raise FileProblem(
        _("El archivo «{archivo}» no tiene datos; elija uno con encabezados y al menos un renglón.").format(
            archivo=path.name
        )
    )


def _data_sheets(workbook: CalamineWorkbook) -> tuple[str, ...]:
    return tuple(
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    )


def _sheet(path: Path, workbook: CalamineWorkbook, name: str) -> CalamineSheet:
    try:
        return workbook.get_sheet_by_name(name)
    except (CalamineError, OSError) as error:
        raise _damaged(path) from error


def _records(sheet: CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(sheet.iter_rows(), start=1):
        yield number, [value if type(value) is str else _text(value) for value in row]


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "Sí" if value else "No"
    if isinstance(value, float):
        return format(value, ".0f") if value.is_integer() else repr(value)
    if isinstance(value, datetime.datetime):
        return (
            value.date().isoformat() if value.time() == datetime.time.min else value.isoformat(" ", "seconds")
        )
    return str(value)


def _looks_garbled(sheet: CalamineSheet) -> bool:
    rows = itertools.islice(sheet.iter_rows(), _ROWS_TESTED_FOR_GARBLE)
    return any(looks_garbled(value) for row in rows for value in row if isinstance(value, str))


def _damaged(path: Path) -> FileProblem:
    return FileProblem(
        _("«{archivo}» está dañado o incompleto; ábralo en Excel y guárdelo de nuevo.").format(
            archivo=path.name
        )
    )
