"""What an import asks of the lanes: reading a file, matching it again once mended, and writing it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crm.cards import Card
from crm.heap import without_collector
from crm.importing.decisions import Decisions
from crm.importing.mending import Mender
from crm.importing.preview import Preview, preview
from crm.importing.reading import Reading, WrittenRow
from crm.importing.run import ImportOptions, Plan, Result, apply, matched, plan
from ui.desktop.importing.review import Review, review
from ui.desktop.lanes import Ticket
from ui.desktop.long_jobs import teller

if TYPE_CHECKING:
    from crm.base import Base
    from crm.progress import Progress

_DROPPED = 500
"""Rows let go of in one go."""

Mends = Mapping[int, Mapping[int, str]]
"""By row of the file and column (from 0), the text put into a cell."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What the beginning of a file tells; ``found`` is None when its columns name no contact yet."""

    seen: Preview
    found: Review | None


def reading(
    base: "Base", path: Path, options: ImportOptions, mends: Mends, decisions: Decisions
) -> Callable[[Ticket], Looked]:
    """Read a file and say what importing it would do; tells its Preview, then Rows. Changes nothing."""

    def job(ticket: Ticket) -> Looked:
        seen = preview(path, options.column_map, options.sheet)
        ticket.tell(seen)
        if seen.columns is not None and not seen.columns.names_contacts:
            return Looked(seen, None)
        with without_collector(keep=True):
            planned = plan(base, path, options, teller(ticket))
            if _mend_again(planned.reading, options, mends) or decisions:
                planned = matched(base, planned.reading, dict(decisions))
            return Looked(seen, review(planned))

    return job


def _mend_again(read: Reading, options: ImportOptions, mends: Mends) -> bool:
    """Put what was typed into cells there again, after the file was read anew."""
    mender = Mender(read, options.rows)
    changed = False
    for row in [row for row in (*read.rejected, *read.doubtful.values()) if row.number in mends]:
        now: WrittenRow | None = row
        for column, text in mends[row.number].items():
            if now is not None and mender.can_mend(now) and column < len(now.cells):
                mended = mender.mend(now, column, text)
                now = read.doubtful.get(row.number) if isinstance(mended, Card) else mended
                changed = True
    return changed


def matching(base: "Base", read: Reading, decisions: Decisions) -> Callable[[Ticket], Review]:
    """Match what was mended or decided upon. ``read`` may change meanwhile: what is matched is what it holds now."""
    snapshot, decided = read.copy(), dict(decisions)

    def job(_ticket: Ticket) -> Review:
        with without_collector(keep=True):
            return review(matched(base, snapshot, decided))

    return job


def dropping(found: Review, live: Reading | None) -> Callable[[Ticket], None]:
    """Let go of a dry run that nobody needs any more, bit by bit: all at once it would hold every other thread."""

    def job(_ticket: Ticket) -> None:
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

    return job


def applying(base: "Base", planned: Plan) -> "Callable[[Progress], Result]":
    """Write a plan as one operation; stopped by its progress, nothing is left of it."""

    def job(progress: "Progress") -> Result:
        return apply(base, planned, progress)

    return job
