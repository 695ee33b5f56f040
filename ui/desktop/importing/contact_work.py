"""Reading, matching and writing a file of contacts."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from crm.cards import Card
from crm.importing.mending import Mender
from crm.importing.reading import Reading, WrittenRow
from crm.importing.run import ImportOptions, Plan, Result
from crm.importing.run_apart import apply_well, matched_well, plan_well
from ui.desktop.importing.changes import Changes, Mends
from ui.desktop.importing.contact_review import review
from ui.desktop.importing.review import Review

if TYPE_CHECKING:
    from crm.base import Base
    from crm.progress import Progress

_DROPPED = 500
"""Rows let go of in one go."""


def read(base: "Base", path: Path, options: ImportOptions, changes: Changes, progress: "Progress") -> Review:
    """Read a file and say what importing it would do."""
    planned = plan_well(base, path, options, progress)
    if _mend_again(planned.reading, options, changes.mends) or changes.decisions:
        planned = matched_well(base, planned.reading, changes.decisions, progress)
    return review(planned)


def _mend_again(found: Reading, options: ImportOptions, mends: Mends) -> bool:
    """Put what was typed into cells there again, after the file was read anew."""
    mender = Mender(found, options.rows)
    changed = False
    for row in [row for row in (*found.rejected, *found.doubtful.values()) if row.number in mends]:
        now: WrittenRow | None = row
        for column, text in mends[row.number].items():
            if now is not None and mender.can_mend(now) and column < len(now.cells):
                mended = mender.mend(now, column, text)
                now = found.doubtful.get(row.number) if isinstance(mended, Card) else mended
                changed = True
    return changed


def match(base: "Base", _found: Review, live: Reading, changes: Changes) -> Review:
    """Match what was mended or decided upon."""
    return review(matched_well(base, live, changes.decisions))


def mender(live: Reading, options: ImportOptions) -> Mender:
    """Mends rows in what is matched next."""
    return Mender(live, options.rows)


def apply(base: "Base", planned: Plan, progress: "Progress") -> Result:
    """Write a plan."""
    return apply_well(base, planned, progress)


def drop(found: Review, live: Reading | None) -> None:
    """Let go of the cards and what they were matched with."""
    matches = found.plan.matches
    lists: list[list[Any]] = [found.reading.cards, matches.of]
    if live is not None:
        lists.append(live.cards)
    for one in lists:
        while one:
            del one[-_DROPPED:]
    for several in (matches.new, matches.changed):
        while several:
            several.popitem()
