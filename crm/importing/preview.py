"""The beginning of a file, for the user to see what its columns hold before anything is read whole."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from crm.files.opening import open_table
from crm.files.sniff import FileKind, sniff
from crm.importing import activity_columns, agreement_columns
from crm.importing.columns import ColumnMap, Columns, suggest_columns
from crm.importing.kinds import ACTIVITIES, AGREEMENTS, CONTACTS, HEADING_SCORES
from crm.importing.matter_headings import Headings

_ROWS = 50


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file seems to hold. ``columns`` is None for vCards and calendars; ``samples`` has the first value of each
    column; ``complete`` says that the columns tell enough to import their rows."""

    kind: FileKind
    columns: Columns | None = None
    samples: tuple[str, ...] = ()
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    complete: bool = True


def preview(
    path: Path, column_map: ColumnMap | None = None, sheet: str | None = None, what: str = CONTACTS
) -> Preview:
    """Look at the headings and first rows of a file, to be imported as ``what`` (``crm.importing.kinds``).

    Unlike a plan it also answers for a table whose columns name no contact, so that they can be put right.
    Raises FileProblem or UserError when it cannot be read.
    """
    kind = sniff(path)
    if kind in (FileKind.VCARD, FileKind.CALENDAR):
        return Preview(kind)
    with open_table(path, HEADING_SCORES[what], sheet) as table:
        columns, complete = _SUGGESTED[what](table.headings, column_map or {})
        rows = [row.cells for row in islice(table, _ROWS)]
        samples = _samples(rows, len(table.headings))
        return Preview(kind, columns, samples, table.sheet, table.sheets, complete)


def _of_contacts(headings: Sequence[str], column_map: ColumnMap) -> tuple[Columns, bool]:
    columns = suggest_columns(headings, column_map)
    return columns, columns.names_contacts


def _of_headings(known: Headings, headings: Sequence[str], column_map: ColumnMap) -> tuple[Columns, bool]:
    columns = known.suggest(headings, column_map)
    return columns, not known.lacking(columns)


_SUGGESTED: Mapping[str, Callable[[Sequence[str], ColumnMap], tuple[Columns, bool]]] = {
    CONTACTS: _of_contacts,
    ACTIVITIES: partial(_of_headings, activity_columns.HEADINGS),
    AGREEMENTS: partial(_of_headings, agreement_columns.HEADINGS),
}
"""What the columns seem to hold, and whether that is enough, by kind of import."""


def _samples(rows: Sequence[Sequence[str]], width: int) -> tuple[str, ...]:
    return tuple(
        next((text for row in rows if (text := " ".join(row[place].split()))), "") for place in range(width)
    )
