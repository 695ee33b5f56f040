"""Undoing and doing again, in another process (``crm.work_apart``) when many rows change: as ``crm.operations``."""

from collections.abc import Callable, Sequence
from typing import Any

from crm import operations
from crm.base import Base
from crm.operations import Inverted
from crm.progress import Progress
from crm.work_apart import DoHereInstead, KeptBeforeItEnded, Work, do_apart

WORTH_IT = 15_000
"""Rows changed from which it is done apart, some 3,000 contacts: below, starting a process takes longer."""


def undo(base: Base, operation: int | None = None, progress: Progress | None = None) -> Inverted:
    """Undo as ``operations.undo`` does; raises as it does, and BaseProblem if the process is stopped from outside."""
    with base.read() as session:
        target = operations.to_undo(session, base.actor) if operation is None else operation
        is_large = target is not None and operations.changes(session, target, WORTH_IT) == WORTH_IT
    if not is_large:
        return operations.undo(base, operation, progress)
    return _apart(base, undo_there, operation, progress, lambda: operations.undo(base, operation, progress))


def redo(base: Base, progress: Progress | None = None) -> Inverted:
    """Do again as ``operations.redo`` does; raises as ``undo`` does."""
    with base.read() as session:
        undoing = operations.to_redo(session, base.actor)
        is_large = undoing is not None and operations.changes(session, undoing, WORTH_IT) == WORTH_IT
    if not is_large:
        return operations.redo(base, progress)
    return _apart(base, redo_there, None, progress, lambda: operations.redo(base, progress))


def _apart(
    base: Base, work: Work, given: int | None, progress: Progress | None, here: Callable[[], Inverted]
) -> Inverted:
    try:
        inverted: Inverted = do_apart(base, work, [given], progress)
    except DoHereInstead:
        return here()
    except KeptBeforeItEnded as kept:
        with base.read() as session:
            return operations.inverted_by(session, kept.operation)
    return inverted


def undo_there(base: Base, parts: Sequence[Any], progress: Progress) -> Inverted:
    """What the other process does to undo."""
    return operations.undo(base, parts[0], progress)


def redo_there(base: Base, _parts: Sequence[Any], progress: Progress) -> Inverted:
    """What the other process does to do again."""
    return operations.redo(base, progress)


__all__ = ["WORTH_IT", "redo", "redo_there", "undo", "undo_there"]
