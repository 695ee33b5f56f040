"""Reading, matching and writing a sheet of activities or agreements."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from crm.importing import activities, agreements
from crm.importing.matter_mending import MatterMender
from crm.importing.reading import Reading
from crm.importing.run import ImportOptions, Result
from crm.importing.sheet_plan import SheetPlan
from ui.desktop.importing.changes import Changes
from ui.desktop.importing.review import Review
from ui.desktop.importing.sheet_review import OF_ACTIVITIES, OF_AGREEMENTS, Shown, review

if TYPE_CHECKING:
    from crm.base import Base
    from crm.progress import Progress

_DROPPED = 500
"""Rows let go of in one go."""


@dataclass(frozen=True, slots=True)
class SheetWork:
    """What is done with the sheets of a kind; a record of it cannot do without the ``needed`` columns."""

    plan: Callable[..., SheetPlan]
    matched: Callable[..., SheetPlan]
    write: "Callable[[Base, SheetPlan, Progress], Result]"
    shown: Shown
    needed: Sequence[str]

    def read(
        self, base: "Base", path: Path, options: ImportOptions, changes: Changes, progress: "Progress"
    ) -> Review:
        """Read a sheet and say what importing it would do."""
        planned = self.plan(base, path, options, progress, today=base.clock.today)
        if changes.mends:
            planned = self.matched(base, planned, changes.mends, progress)
        return review(planned, self.shown)

    def match(self, base: "Base", found: Review, _live: Reading, changes: Changes) -> Review:
        """Match what was mended: the rows are read anew, since what they name stands in the base."""
        return review(self.matched(base, found.plan, changes.mends), self.shown)

    def mender(self, live: Reading, _options: ImportOptions) -> MatterMender:
        """Says which cells can be mended, and how."""
        names: Mapping[str, str] = self.shown.names
        return MatterMender(live, names, self.needed)

    def apply(self, base: "Base", planned: SheetPlan, progress: "Progress") -> Result:
        """Write a plan."""
        return self.write(base, planned, progress)

    def drop(self, found: Review, _live: Reading | None) -> None:
        """Let go of the rows."""
        rows = found.plan.rows
        while rows:
            del rows[-_DROPPED:]


OF_ACTIVITY_SHEETS = SheetWork(
    activities.plan, activities.matched, activities.apply, OF_ACTIVITIES, ("titulo", "tipo")
)
OF_REGISTERS = SheetWork(agreements.plan, agreements.matched, agreements.apply, OF_AGREEMENTS, ("titulo",))
