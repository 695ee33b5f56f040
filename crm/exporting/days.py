"""Exporting what the calendar has on some days: activities, tours, what is due and terms of requests."""

import datetime
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from crm import agenda
from crm.base import Base, Session
from crm.errors import BaseProblem, FileProblem
from crm.exporting.run import Exported, refuse_existing
from crm.progress import Progress, silent
from crm.records import ACTIVITY, FOLLOW_UP, REQUEST, TOUR
from crm.texts import _, mark, mark_plural
from db import journal

if TYPE_CHECKING:
    from crm.files.calendar_file import Entry

TITLE = mark_plural("Exportar {n:,} entrada del calendario", "Exportar {n:,} entradas del calendario")
COLUMNS = {
    "dia": mark("Día"),
    "hasta": mark("Hasta"),
    "hora": mark("Hora"),
    "clase": mark("Qué es"),
    "titulo": mark("Título"),
    "detalle": mark("Dónde o quién"),
    "estado": mark("Estado"),
}
"""The headings of a sheet, to be translated, by key."""

CALENDAR = ".ics"
ENDINGS = (CALENDAR, ".xlsx", ".csv", ".tsv")
_KINDS = {
    ACTIVITY: mark("actividad"),
    TOUR: mark("gira"),
    FOLLOW_UP: mark("seguimiento"),
    REQUEST: mark("gestión"),
}
_SUBJECTS = {ACTIVITY: "actividades", TOUR: "giras", FOLLOW_UP: "seguimientos"}
"""What a calendar file has a place for."""


def export_days(
    base: Base,
    first: datetime.date,
    last: datetime.date,
    path: Path,
    columns: Sequence[str] | None = None,
    progress: Progress = silent,
    *,
    without: frozenset[str] = frozenset(),
    replace: bool = True,
) -> Exported:
    """Write what there is from one day to another, both included, to ``path``: iCalendar, XLSX, CSV or TSV.

    ``without`` are kinds that are left out without a word, as ``crm.agenda`` names them.

    ``columns`` are keys of ``COLUMNS``, all of them if None; a calendar has none, and leaves out requests, which have a
    term and no appointment. A file of that name is replaced, or refused without ``replace``.
    Raises FileProblem when the file cannot be written, Cancelled from ``progress``; both leave nothing behind.
    """
    if path.suffix.lower() not in ENDINGS:
        raise FileProblem(
            _("No se sabe exportar el calendario a «{ending}»; termine el nombre en {endings}.").format(
                ending=path.suffix or path.name, endings=", ".join(ENDINGS)
            )
        )
    refuse_existing(path, replace=replace)
    with base.read() as session:
        found = agenda.days(session, first, last, today=base.clock.today).without(without).entries
        if path.suffix.lower() == CALENDAR:
            done = _write_calendar(session, found, path, progress)
        else:
            done = _write_sheet(found, path, list(COLUMNS) if columns is None else columns, progress)
    # A base that nobody can write to can still be exported.
    with suppress(BaseProblem), base.operation(journal.READING, TITLE, {"n": done.written}):
        pass
    return done


def _write_calendar(
    session: Session, found: Sequence[agenda.Entry], path: Path, progress: Progress
) -> Exported:
    from crm.exporting.calendar_entries import entries
    from crm.files.calendar_file import write_calendar

    def dated() -> "Iterator[Entry]":
        done = 0
        for kind, subject in _SUBJECTS.items():
            for entry, _reason in entries(session, subject, [one.id for one in found if one.kind == kind]):
                progress(done, len(found))
                done += 1
                yield entry
        progress(len(found), len(found))

    written = write_calendar(path, dated())
    left = len(found) - written
    return Exported(written, left, {_("gestiones, que no van en un calendario"): left} if left else {})


def _write_sheet(
    found: Sequence[agenda.Entry], path: Path, keys: Sequence[str], progress: Progress
) -> Exported:
    titles = [_(COLUMNS[key]) for key in keys]

    def rows() -> Iterator[list[str]]:
        for done, entry in enumerate(found):
            progress(done, len(found))
            cells = _cells(entry)
            yield [cells[key] for key in keys]
        progress(len(found), len(found))

    if path.suffix.lower() == ".xlsx":
        # Loading the spreadsheet libraries takes time, and not every export needs them.
        from crm.files.spreadsheet import write_xlsx

        write_xlsx(path, titles, rows())
    else:
        from crm.files.delimited import write_delimited

        write_delimited(path, titles, rows(), "\t" if path.suffix.lower() == ".tsv" else ",")
    return Exported(len(found))


def _cells(entry: agenda.Entry) -> dict[str, str]:
    return {
        "dia": entry.day.isoformat(),
        "hasta": entry.last.isoformat() if entry.last > entry.day else "",
        "hora": entry.time,
        "clase": _(_KINDS[entry.kind]),
        "titulo": entry.title,
        "detalle": entry.detail,
        "estado": entry.state,
    }
