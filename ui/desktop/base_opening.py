"""What a lane does to a base as a whole: opening it, making it, closing it, looking how far its journal goes."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crm.clock import Clock
from ui.desktop.lanes import Ticket

if TYPE_CHECKING:
    from crm.base import Base

KEY_VARIABLE = "VINCULO_CLAVE"


class OpenedBase(NamedTuple):
    """A base that is open; ``last_operation`` is the newest of its journal, 0 in an empty one."""

    path: Path
    base: "Base"
    demo: bool
    last_operation: int


class Made(NamedTuple):
    """How far the making of a base is, in contacts."""

    done: int
    total: int


def base_key() -> str | None:
    """The key of an encrypted base, from the environment."""
    return os.environ.get(KEY_VARIABLE) or None


def open_it(path: Path, clock: Clock) -> OpenedBase:
    """Open a base. Raises BaseProblem."""
    from crm.base import open_base
    from crm.base_marks import is_demo

    base = open_base(path, base_key(), clock=clock)
    try:
        with base.read() as session:
            demo = is_demo(session)
        return OpenedBase(path, base, demo, last_operation(base))
    except BaseException:
        base.close()
        raise


def close_it(base: "Base", *, back_up: bool, folder: Path | None) -> None:
    """Close a base, after a backup to ``folder`` if so wanted.

    Raises BaseProblem and FileProblem; the base is closed anyway.
    """
    from ui.desktop.backing_up import at_closing

    try:
        if back_up:
            at_closing(base, folder)
    finally:
        base.close()


def last_operation(base: "Base") -> int:
    """The newest operation of a base's journal, 0 where there is none."""
    from crm.operations import log

    with base.read() as session:
        entries = log(session, limit=1)
    return entries[0].operation if entries else 0


def make_it(path: Path, ticket: Ticket, clock: Clock, *, demo: bool) -> None:
    """Make an empty base, or one of demo data, telling ``ticket`` how far it is (Made).

    Raises BaseProblem; Cancelled if the ticket was cancelled: nothing stays at ``path`` then.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not demo:
        from crm import reference_data

        reference_data.create(path, base_key(), clock)
        return
    from crm.demo.building import build_demo

    def progress(done: int, total: int | None) -> None:
        ticket.check()
        ticket.tell(Made(done, total or 0))

    build_demo(path, key=base_key(), clock=clock, progress=progress)
