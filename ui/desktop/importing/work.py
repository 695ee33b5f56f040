"""What an import asks of the lanes: reading a file, matching it again once mended, and writing it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crm.heap import without_collector
from crm.importing.kinds import ACTIVITIES, AGREEMENTS, CALENDAR, CONTACTS
from crm.importing.preview import Preview, preview
from crm.importing.reading import Reading
from crm.importing.run import ImportOptions, Result
from ui.desktop.importing import calendar_work, contact_work
from ui.desktop.importing.changes import Changes
from ui.desktop.importing.review import Review
from ui.desktop.importing.sheet_work import OF_ACTIVITY_SHEETS, OF_REGISTERS, SheetWork
from ui.desktop.lanes import Ticket
from ui.desktop.long_jobs import teller

if TYPE_CHECKING:
    from crm.base import Base
    from crm.progress import Progress


@dataclass(frozen=True, slots=True)
class KindWork:
    """What is done with a file of one kind. ``read`` says what importing it would do, with what was changed in it;
    ``match`` says so again of a Review, whose rows are mended in ``live`` by the ``mender``; ``apply`` writes its plan;
    ``drop`` lets go of it, bit by bit."""

    read: "Callable[[Base, Path, ImportOptions, Changes, Progress], Review]"
    match: "Callable[[Base, Review, Reading, Changes], Review]"
    mender: Callable[[Reading, ImportOptions], Any]
    apply: "Callable[[Base, Any, Progress], Result]"
    drop: Callable[[Review, Reading | None], None]


def _of_sheets(work: SheetWork) -> KindWork:
    return KindWork(work.read, work.match, work.mender, work.apply, work.drop)


WORKS: Mapping[str, KindWork] = {
    CONTACTS: KindWork(
        contact_work.read, contact_work.match, contact_work.mender, contact_work.apply, contact_work.drop
    ),
    ACTIVITIES: _of_sheets(OF_ACTIVITY_SHEETS),
    AGREEMENTS: _of_sheets(OF_REGISTERS),
    CALENDAR: KindWork(
        calendar_work.read, calendar_work.match, calendar_work.mender, calendar_work.apply, calendar_work.drop
    ),
}
"""By kind of import (``crm.importing.kinds``)."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What the beginning of a file tells; ``found`` is None when its columns do not tell enough yet."""

    seen: Preview
    found: Review | None


def reading(
    base: "Base", kind: str, path: Path, options: ImportOptions, changes: Changes
) -> Callable[[Ticket], Looked]:
    """Read a file and say what importing it would do; tells its Preview, then Rows. Changes nothing."""
    changed = changes.copy()

    def job(ticket: Ticket) -> Looked:
        seen = preview(path, options.column_map, options.sheet, kind)
        ticket.tell(seen)
        if not seen.complete:
            return Looked(seen, None)
        with without_collector(keep=True):
            return Looked(seen, WORKS[kind].read(base, path, options, changed, teller(ticket)))

    return job


def matching(
    base: "Base", kind: str, found: Review, live: Reading, changes: Changes
) -> Callable[[Ticket], Review]:
    """Match what was mended or decided upon. ``live`` may change meanwhile: what is matched is what it holds now."""
    snapshot, changed = live.copy(), changes.copy()

    def job(_ticket: Ticket) -> Review:
        with without_collector(keep=True):
            return WORKS[kind].match(base, found, snapshot, changed)

    return job


def dropping(kind: str, found: Review, live: Reading | None) -> Callable[[Ticket], None]:
    """Let go of a dry run that nobody needs any more, bit by bit: all at once it would hold every other thread."""

    def job(_ticket: Ticket) -> None:
        WORKS[kind].drop(found, live)

    return job


def applying(base: "Base", kind: str, found: Review) -> "Callable[[Progress], Result]":
    """Write what a dry run shows as one operation; stopped by its progress, nothing is left of it."""
    plan = found.plan

    def job(progress: "Progress") -> Result:
        return WORKS[kind].apply(base, plan, progress)

    return job
