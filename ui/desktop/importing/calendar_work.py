"""Reading and writing the entries of a calendar."""

from pathlib import Path
from typing import TYPE_CHECKING

from crm.importing.calendars import CalendarPlan, apply as apply_plan, plan
from crm.importing.matter_mending import MatterMender
from crm.importing.reading import Reading
from crm.importing.run import ImportOptions, Result
from ui.desktop.importing.calendar_review import of_calendar
from ui.desktop.importing.changes import Changes
from ui.desktop.importing.review import Review

if TYPE_CHECKING:
    from crm.base import Base
    from crm.progress import Progress


def read(
    base: "Base", path: Path, _options: ImportOptions, _changes: Changes, progress: "Progress"
) -> Review:
    """Read a calendar and say what importing it would do."""
    progress(0, None)
    return of_calendar(plan(base, path, today=base.clock.today))


def match(_base: "Base", found: Review, _live: Reading, _changes: Changes) -> Review:
    """Nothing can be changed in a calendar."""
    return found


def mender(live: Reading, _options: ImportOptions) -> MatterMender:
    """Says that no cell can be mended: what stands in them is not a column of the file."""
    return MatterMender(live)


def apply(base: "Base", planned: CalendarPlan, progress: "Progress") -> Result:
    """Write a plan."""
    return apply_plan(base, planned, progress)


def drop(found: Review, _live: Reading | None) -> None:
    """Let go of the entries."""
    found.plan.planned.clear()
