"""What an export asks of the lanes: how much there is, and writing it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from crm.errors import Cancelled
from crm.heap import without_collector
from ui.desktop.lanes import Ticket
from ui.desktop.long_jobs import Stop, teller

if TYPE_CHECKING:
    from crm.base import Base
    from crm.exporting.asked import Asked
    from crm.exporting.run import Exported


def counting(base: "Base", asked: "Asked") -> Callable[[Ticket], int]:
    """How many records are asked for. Raises QueryError."""

    def job(_ticket: Ticket) -> int:
        from crm.exporting.asked import count

        return count(base, asked)

    return job


def exporting(
    base: "Base", asked: "Asked", path: Path, columns: Sequence[str] | None, stop: Stop
) -> "Callable[[Ticket], Exported | None]":
    """Write what is asked for to a file; None if it was stopped, and then nothing is left of it."""

    def job(ticket: Ticket) -> "Exported | None":
        from crm.exporting.asked import write

        try:
            with without_collector():
                return write(base, asked, path, columns, teller(ticket, stop))
        except Cancelled:
            return None

    return job
