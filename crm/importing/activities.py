"""Importing activities from a sheet: what would happen (``plan``), and making it happen at once (``apply``)."""

import datetime
from dataclasses import replace
from pathlib import Path

from sqlalchemy.orm import Session

from crm import labels
from crm.activity_writer import ActivityWriter
from crm.base import Base
from crm.importing import sheet_plan
from crm.importing.activity_changes import apply_update
from crm.importing.activity_columns import heading_score, recognise
from crm.importing.activity_matching import Matcher
from crm.importing.run import ImportOptions, Result
from crm.importing.sheet_plan import Mends, SheetPlan, Way
from crm.progress import Progress, silent
from crm.texts import mark_plural

IMPORT_TITLE = mark_plural("Importar {n:,} actividad", "Importar {n:,} actividades")


def plan(
    base: Base,
    path: Path,
    options: ImportOptions | None = None,
    progress: Progress = silent,
    *,
    today: datetime.date,
) -> SheetPlan:
    """Read a sheet and say what importing it would do. Writes nothing.

    Raises FileProblem or UserError when the file or the map cannot be used, Cancelled from ``progress``.
    """
    return sheet_plan.plan(_WAY, base, path, options, progress, today)


def matched(base: Base, planned: SheetPlan, mends: Mends, progress: Progress = silent) -> SheetPlan:
    """Say what importing the same rows would do with other texts in some cells. Writes nothing.

    Raises Cancelled from ``progress``.
    """
    return sheet_plan.matched(_WAY, base, planned, mends, progress)


def apply(base: Base, planned: SheetPlan, progress: Progress = silent) -> Result:
    """Do what was planned, as one operation; what changed in the base since is taken into account.

    Raises Cancelled from ``progress``, and then nothing is left behind.
    """
    return sheet_plan.apply(_WAY, base, planned, progress)


def _match(session: Session, planned: SheetPlan, progress: Progress) -> None:
    assert planned.reading.columns is not None
    matcher = Matcher(session, planned.reading.columns, today=planned.today, mend=planned.mend)
    planned.rows = matcher.match(planned.written, progress)
    planned.company = matcher.company
    planned.named = matcher.company.new
    planned.reading.rejected[:] = sorted(matcher.rejected, key=lambda row: row.number)


def _write(session: Session, planned: SheetPlan, progress: Progress) -> None:
    company = planned.company
    total = planned.changes
    progress(0, total)
    company.make(session)
    made = [row for row in planned.rows if row.new is not None]
    news = [
        replace(row.new, participants=company.known(row.participants)) for row in made if row.new is not None
    ]
    ids = ActivityWriter(session, today=planned.today).add(news)
    tagged: dict[str, list[int]] = {}
    for record, row in zip(ids, made, strict=True):
        for tag in row.tags:
            tagged.setdefault(tag, []).append(record)
    progress(len(made), total)
    for row in planned.rows:
        if row.update is not None:
            update = replace(row.update, participants=company.known(row.update.participants))
            apply_update(session, update, today=planned.today)
            for tag in update.tags:
                tagged.setdefault(tag, []).append(update.record)
    for tag, records in tagged.items():
        labels.tag(session, records, tag)
    progress(total, total)


_WAY = Way(IMPORT_TITLE, heading_score, recognise, _match, _write)
