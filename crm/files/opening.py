"""Opening a table whatever file it is in."""

from pathlib import Path

from crm.errors import FileProblem
from crm.files.delimited import open_delimited
from crm.files.sniff import FileKind, sniff
from crm.files.table import HeadingScore, Table
from crm.texts import _


def open_table(path: Path, heading_score: HeadingScore, sheet: str | None = None) -> Table:
    """Open the table in a file, told by its content; close the Table when done.

    ``heading_score`` says how many cells of a row are known column names, ``sheet`` which sheet of a workbook is
    meant (else the first with data). Raises FileProblem with the reason when there is no table to read; so does
    reading its rows, for what only shows further on (a quote never closed).
    """
    kind = sniff(path)
    if kind is FileKind.VCARD:
        raise FileProblem(
            _("«{archivo}» tiene tarjetas vCard, no una tabla; impórtelo como vCard.").format(
                archivo=path.name
            )
        )
    if kind is FileKind.CALENDAR:
        raise FileProblem(
            _("«{archivo}» es un calendario, no una tabla; impórtelo como calendario.").format(
                archivo=path.name
            )
        )
    if kind is FileKind.DELIMITED:
        return open_delimited(path, heading_score)
    # The spreadsheet libraries load slowly, and most imports do not need them.
    from crm.files.spreadsheet import open_spreadsheet

    return open_spreadsheet(path, heading_score, sheet)
