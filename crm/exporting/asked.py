"""What is asked to be exported, whatever it is about: how much that is, and writing it."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from crm.base import Base
from crm.exporting.run import Exported
from crm.progress import Progress, silent

CONTACTS = "contactos"
CALENDAR = "calendario"
MATTERS = ("actividades", "seguimientos", "gestiones", "giras")


@dataclass(frozen=True, slots=True)
class Asked:
    """What goes out of a ``subject``: what a query finds, or these ``ids`` if there are any; of the calendar what
    stands on ``days``, the first and the last, ``without`` some kinds (``crm.agenda``)."""

    subject: str
    query: str = ""
    ids: tuple[int, ...] = ()
    days: tuple[datetime.date, datetime.date] | None = None
    without: frozenset[str] = frozenset()


def count(base: Base, asked: Asked) -> int:
    """How many records are asked for. Raises QueryError."""
    if asked.days is not None:
        from crm import agenda

        with base.read() as session:
            found = agenda.days(session, *asked.days, today=base.clock.today)
            return len(found.without(asked.without).entries)
    return len(_ids(base, asked))


def write(
    base: Base, asked: Asked, path: Path, columns: Sequence[str] | None = None, progress: Progress = silent
) -> Exported:
    """Write what is asked for to ``path``; a file of that name is replaced. ``columns`` are keys of the subject's.

    Raises QueryError, FileProblem, UserError for too many columns, Cancelled from ``progress``; all leave nothing
    behind.
    """
    return _WRITERS[asked.subject](base, asked, path, columns, progress)


def _ids(base: Base, asked: Asked) -> Sequence[int]:
    from crm.query import parse
    from crm.query_run import ids

    if asked.ids:
        return asked.ids
    with base.read() as session:
        return ids(session, parse(asked.query, base.clock.today, asked.subject))


def _write_contacts(
    base: Base, asked: Asked, path: Path, columns: Sequence[str] | None, progress: Progress
) -> Exported:
    from crm.exporting.run import export

    return export(base, _ids(base, asked), path, columns, progress)


def _write_matters(
    base: Base, asked: Asked, path: Path, columns: Sequence[str] | None, progress: Progress
) -> Exported:
    from crm.exporting.matters import export_matters

    found = _ids(base, asked)
    query = "" if asked.ids else asked.query
    return export_matters(
        base, asked.subject, found, path, columns, progress, today=base.clock.today, query=query
    )


def _write_days(
    base: Base, asked: Asked, path: Path, columns: Sequence[str] | None, progress: Progress
) -> Exported:
    from crm.exporting.days import export_days

    if asked.days is None:
        raise ValueError(asked)
    return export_days(base, *asked.days, path, columns, progress, without=asked.without)


_Writer = Callable[[Base, Asked, Path, Sequence[str] | None, Progress], Exported]
_WRITERS: dict[str, _Writer] = {
    CONTACTS: _write_contacts,
    **dict.fromkeys(MATTERS, _write_matters),
    CALENDAR: _write_days,
}
