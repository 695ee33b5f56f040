"""Reading, matching and writing a sheet of activities."""

from pathlib import Path
from typing import TYPE_CHECKING

from crm.importing.activities import apply as apply_plan, matched, plan
from crm.importing.matter_mending import MatterMender
from crm.importing.reading import Reading
from crm.importing.run import ImportOptions, Result
from crm.importing.sheet_plan import SheetPlan
from ui.desktop.importing.activity_review import of_activities
from ui.desktop.importing.changes import Changes
from ui.desktop.importing.review import Review

if TYPE_CHECKING:
    from crm.base import Base
    from crm.progress import Progress

_DROPPED = 500
"""Rows let go of in one go."""


def read(base: "Base", path: Path, options: ImportOptions, changes: Changes, progress: "Progress") -> Review:
    """Read a sheet and say what importing it would do."""
    planned = plan(base, path, options, progress, today=base.clock.today)
    if changes.mends:
        planned = matched(base, planned, changes.mends, progress)
    return of_activities(planned)


def match(base: "Base", found: Review, _live: Reading, changes: Changes) -> Review:
    """Match what was mended: the rows are read anew, since what they name stands in the base."""
    return of_activities(matched(base, found.plan, changes.mends))


def mender(live: Reading, _options: ImportOptions) -> MatterMender:
    """Says which cells can be mended, and how."""
    return MatterMender(live)


def apply(base: "Base", planned: SheetPlan, progress: "Progress") -> Result:
    """Write a plan."""
    return apply_plan(base, planned, progress)


def drop(found: Review, _live: Reading | None) -> None:
    """Let go of the rows."""
    rows = found.plan.rows
    while rows:
        del rows[-_DROPPED:]
