"""Importing a register of agreements from a sheet: what would happen (``plan``), and doing it at once (``apply``).

A large one is read, matched and written in another process (``crm.importing.sheet_apart``).
"""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy.orm import Session

from crm import agreements, labels
from crm.agreement_values import PartyValues
from crm.base import Base
from crm.importing import sheet_apart
from crm.importing.agreement_columns import heading_score, recognise
from crm.importing.agreement_gaps import fill
from crm.importing.agreement_matching import Matcher, PlannedAgreement
from crm.importing.agreement_names import Newcomers
from crm.importing.run import ImportOptions, Result
from crm.importing.sheet_plan import Mends, SheetPlan, Way
from crm.progress import Progress, silent
from crm.texts import mark_plural
from db.folding import fold

IMPORT_TITLE = mark_plural("Importar {n:,} convenio", "Importar {n:,} convenios")


def plan(
    base: Base,
    path: Path,
    options: ImportOptions | None = None,
    progress: Progress = silent,
    *,
    today: datetime.date,
) -> SheetPlan:
    """Read a register and say what importing it would do. Writes nothing.

    Raises FileProblem or UserError when the file or the map cannot be used, Cancelled from ``progress``.
    """
    return sheet_apart.plan_well(_WAY, base, path, options, progress, today)


def matched(base: Base, planned: SheetPlan, mends: Mends, progress: Progress = silent) -> SheetPlan:
    """Say what importing the same rows would do with other texts in some cells. Writes nothing.

    Raises Cancelled from ``progress``.
    """
    return sheet_apart.matched_well(_WAY, base, planned, mends, progress)


def apply(base: Base, planned: SheetPlan, progress: Progress = silent) -> Result:
    """Do what was planned, as one operation; what changed in the base since is taken into account.

    Raises Cancelled from ``progress``, and then nothing is left behind.
    """
    return sheet_apart.apply_well(_WAY, base, planned, progress)


def _match(session: Session, planned: SheetPlan, progress: Progress) -> None:
    assert planned.reading.columns is not None
    matcher = Matcher(session, planned.reading.columns, planned)
    planned.rows = matcher.match(planned.written, progress)
    planned.company = matcher.company
    planned.named = matcher.company.names
    planned.notices = matcher.notices
    planned.reading.rejected[:] = sorted(matcher.rejected, key=lambda row: row.number)


def _write(session: Session, planned: SheetPlan, progress: Progress) -> None:
    company: Newcomers = planned.company
    total = planned.changes
    progress(0, total)
    company.make(session)
    tagged: dict[str, list[int]] = {}
    made = _make(session, [row for row in planned.rows if row.new is not None], company)
    for row in planned.rows:
        if row.filling is not None:
            fill(session, replace(row.filling, parties=_settled(row.filling.parties, company)))
            made[row.number] = row.filling.record
        for tag in row.filling.tags if row.filling is not None else row.tags:
            tagged.setdefault(tag, []).append(made[row.number])
    for tag, records in tagged.items():
        labels.tag(session, records, tag)
    progress(total, total)


def _make(session: Session, rows: Sequence[PlannedAgreement], company: Newcomers) -> dict[int, int]:
    """Write the new ones down, each after the one of the file that it stands under; their ids by row."""
    made: dict[int, int] = {}
    by_folio: dict[str, int] = {}
    waiting = list(rows)
    while waiting:
        ready = [row for row in waiting if not row.framework or fold(row.framework) in by_folio]
        news = [
            replace(
                row.new,
                parties=_settled(row.new.parties, company),
                framework=by_folio[fold(row.framework)] if row.framework else row.new.framework,
            )
            for row in ready
            if row.new is not None
        ]
        for row, new, record in zip(ready, news, agreements.record_many(session, news), strict=True):
            made[row.number] = record
            by_folio.setdefault(fold(new.folio), record)
        waiting = [row for row in waiting if row.number not in made]
    return made


def _settled(parties: Sequence[PartyValues], company: Newcomers) -> tuple[PartyValues, ...]:
    return tuple(
        party
        if party.organization is None
        else replace(party, organization=company.settled(party.organization))
        for party in parties
    )


_WAY = Way(IMPORT_TITLE, heading_score, recognise, _match, _write)
