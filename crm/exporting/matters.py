"""Exporting activities, follow-ups, requests, tours, agreements: a sheet, a directory on paper, a calendar."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from crm.base import Base, Session
from crm.errors import BaseProblem, FileProblem
from crm.exporting.matter_rows import rows
from crm.exporting.run import Exported, refuse_existing
from crm.matter_columns import COLUMNS, SEVERAL, headings, unescape
from crm.progress import Progress, silent
from crm.texts import _, mark_plural
from db import journal

if TYPE_CHECKING:
    from crm.files.calendar_file import Entry

TITLES = {
    "actividades": mark_plural("Exportar {n:,} actividad", "Exportar {n:,} actividades"),
    "seguimientos": mark_plural("Exportar {n:,} seguimiento", "Exportar {n:,} seguimientos"),
    "gestiones": mark_plural("Exportar {n:,} gestión", "Exportar {n:,} gestiones"),
    "giras": mark_plural("Exportar {n:,} gira", "Exportar {n:,} giras"),
    "convenios": mark_plural("Exportar {n:,} convenio", "Exportar {n:,} convenios"),
}
SHEETS = (".xlsx", ".csv", ".tsv")
CALENDAR = ".ics"
PAPER = ".pdf"
_IN_CALENDARS = ("actividades", "seguimientos", "giras", "convenios")
_STEP = 200

Item = TypeVar("Item")


def export_matters(
    base: Base,
    subject: str,
    ids: Sequence[int],
    path: Path,
    columns: Sequence[str] | None = None,
    progress: Progress = silent,
    *,
    today: datetime.date,
    query: str = "",
    replace: bool = True,
) -> Exported:
    """Write records of a subject to ``path``, in the order of ``ids``: XLSX, CSV, TSV, PDF or iCalendar by its ending.

    ``columns`` are keys of ``crm.matter_columns``; if None all go to a sheet, the usual ones to a PDF, which also
    tells the ``query``; a calendar has none. A file of that name is replaced, or refused without ``replace``.
    Raises FileProblem when the file cannot be written, UserError for more columns than a page has room for, Cancelled
    from ``progress``; all leave nothing behind.
    """
    ending = path.suffix.lower()
    endings = (*SHEETS, PAPER, CALENDAR) if subject in _IN_CALENDARS else (*SHEETS, PAPER)
    if ending not in endings:
        raise FileProblem(
            _("No se sabe exportar eso a «{ending}»; termine el nombre en {endings}.").format(
                ending=path.suffix or path.name, endings=", ".join(endings)
            )
        )
    refuse_existing(path, replace=replace)
    with base.read() as session:
        if ending == CALENDAR:
            done = _write_calendar(session, subject, ids, path, progress, today)
        elif ending == PAPER:
            done = _write_directory(session, subject, ids, path, columns, progress, today, query)
        else:
            done = _write_sheet(session, subject, ids, path, columns, progress, today)
    # A base that nobody can write to can still be exported.
    with suppress(BaseProblem), base.operation(journal.READING, TITLES[subject], {"n": done.written}):
        pass
    return done


def _write_sheet(
    session: Session,
    subject: str,
    ids: Sequence[int],
    path: Path,
    columns: Sequence[str] | None,
    progress: Progress,
    today: datetime.date,
) -> Exported:
    keys = list(COLUMNS[subject]) if columns is None else columns
    written = _Counted(rows(session, subject, ids, keys, today), len(ids), progress)
    titles = headings(COLUMNS[subject], keys)
    if path.suffix.lower() == ".xlsx":
        # Loading the spreadsheet libraries takes time, and not every export needs them.
        from crm.files.spreadsheet import write_xlsx

        write_xlsx(path, titles, written)
    else:
        from crm.files.delimited import write_delimited

        write_delimited(path, titles, written, "\t" if path.suffix.lower() == ".tsv" else ",")
    return _exported(written.count, len(ids))


def _write_directory(
    session: Session,
    subject: str,
    ids: Sequence[int],
    path: Path,
    columns: Sequence[str] | None,
    progress: Progress,
    today: datetime.date,
    query: str,
) -> Exported:
    from crm.files.saving import replacing
    from crm.printing.imprint import of_base
    from crm.printing.matter_directory import chosen, matter_directory
    from crm.printing.pdf import pdf

    keys = chosen(subject, columns)
    several = [key in SEVERAL for key in keys]
    written = [
        [unescape(cell) if of_several else cell for cell, of_several in zip(row, several, strict=True)]
        for row in _Counted(rows(session, subject, ids, keys, today), len(ids), progress)
    ]
    document = matter_directory(subject, keys, written, query, of_base(session, today))
    with replacing(path) as draft:
        draft.write_bytes(pdf(document))
    return _exported(len(written), len(ids))


def _exported(written: int, asked: int) -> Exported:
    gone = asked - written
    return Exported(written, gone, {_("en la papelera"): gone} if gone else {})


def _write_calendar(
    session: Session,
    subject: str,
    ids: Sequence[int],
    path: Path,
    progress: Progress,
    today: datetime.date,
) -> Exported:
    from crm.exporting.calendar_entries import entries, terms
    from crm.files.calendar_file import write_calendar

    reasons: dict[str, int] = {}
    found = (
        terms(session, ids, today)
        if subject == "convenios"
        else (((entry,), reason) for entry, reason in entries(session, subject, ids))
    )
    written = 0

    def dated() -> "Iterator[Entry]":
        nonlocal written
        for of_one, reason in _Counted(found, len(ids), progress):
            if reason:
                reasons[reason] = reasons.get(reason, 0) + 1
            else:
                written += 1
                yield from of_one

    write_calendar(path, dated())
    left = sum(reasons.values())
    gone = len(ids) - written - left
    if gone:
        reasons[_("en la papelera")] = gone
    return Exported(written, left + gone, reasons)


class _Counted(Iterable[Item]):
    """Items that tell how many have been taken."""

    def __init__(self, items: Iterable[Item], total: int, progress: Progress) -> None:
        self._items = items
        self._total = total
        self._progress = progress
        self.count = 0

    def __iter__(self) -> Iterator[Item]:
        for item in self._items:
            if self.count % _STEP == 0:
                self._progress(self.count, self._total)
            self.count += 1
            yield item
        self._progress(self._total, self._total)
