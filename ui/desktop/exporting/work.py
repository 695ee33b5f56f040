"""What an export asks of the lanes: how many contacts there are, and writing them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from crm.errors import Cancelled
from crm.heap import without_collector
from ui.desktop.lanes import Ticket
from ui.desktop.long_jobs import Stop, teller

if TYPE_CHECKING:
    from crm.base import Base
    from crm.exporting.run import Exported


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose data goes out: the contacts of a query, or these ids if there are any."""

    query: str = ""
    ids: tuple[int, ...] = ()


def counting(base: "Base", query: str) -> Callable[[Ticket], int]:
    """How many contacts a query finds. Raises QueryError."""

    def job(_ticket: Ticket) -> int:
        return len(_ids(base, Subject(query)))

    return job


def exporting(
    base: "Base", subject: Subject, path: Path, columns: Sequence[str] | None, stop: Stop
) -> "Callable[[Ticket], Exported | None]":
    """Write contacts to a file; None if it was stopped, and then nothing is left of it."""

    def job(ticket: Ticket) -> "Exported | None":
        from crm.exporting.run import export

        try:
            with without_collector():
                return export(base, _ids(base, subject), path, columns, teller(ticket, stop))
        except Cancelled:
            return None

    return job


def _ids(base: "Base", subject: Subject) -> Sequence[int]:
    from crm.query import parse
    from crm.query_run import ids

    if subject.ids:
        return subject.ids
    with base.read() as session:
        return ids(session, parse(subject.query, base.clock.today))
