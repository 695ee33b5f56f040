"""The beginning of a file, for the user to see what its columns hold before anything is read whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from crm.files.opening import open_table
from crm.files.sniff import FileKind, sniff
from crm.importing.columns import ColumnMap, Columns, heading_score, suggest_columns

_ROWS = 50


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file seems to hold. ``columns`` is None for vCards; ``samples`` has the first value of each column."""

    kind: FileKind
    columns: Columns | None = None
    samples: tuple[str, ...] = ()
    sheet: str = ""
    sheets: tuple[str, ...] = ()


def preview(path: Path, column_map: ColumnMap | None = None, sheet: str | None = None) -> Preview:
    """Look at the headings and first rows of a file. Raises FileProblem or UserError when it cannot be read.

    Unlike a plan it also answers for a table whose columns name no contact, so that they can be put right.
    """
    kind = sniff(path)
    if kind is FileKind.VCARD:
        return Preview(kind)
    with open_table(path, heading_score, sheet) as table:
        columns = suggest_columns(table.headings, column_map)
        rows = [row.cells for row in islice(table, _ROWS)]
        return Preview(kind, columns, _samples(rows, len(table.headings)), table.sheet, table.sheets)


def _samples(rows: Sequence[Sequence[str]], width: int) -> tuple[str, ...]:
    return tuple(
        next((text for row in rows if (text := " ".join(row[place].split()))), "") for place in range(width)
    )
