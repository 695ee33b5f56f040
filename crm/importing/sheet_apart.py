"""Reading, matching and writing a large sheet in another process (``crm.work_apart``): as ``sheet_plan`` does it here.

A register of some hundreds of agreements is read row by row against the names of the whole base; beside the window that
made it wait for its turn.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from crm.base import Base
from crm.importing import sheet_plan
from crm.importing.run import ImportOptions, Result
from crm.importing.sheet_plan import Mends, SheetPlan, Way
from crm.progress import Progress, silent
from crm.work_apart import DoHereInstead, InParts, KeptBeforeItEnded, do_apart, in_parts

WORTH_READING = 1 << 15
"""Bytes from which a sheet is read and matched apart: below, starting a process takes longer."""
WORTH_IT = 200
"""Rows from which it is matched anew and written apart."""
_PART = 50
"""Rows sent in one go: about a millisecond in which no other thread has its turn."""


def plan_well(
    way: Way, base: Base, path: Path, options: ImportOptions | None, progress: Progress, today: datetime.date
) -> SheetPlan:
    """Read a sheet and say what importing it would do, here or, if it is large, in another process.

    Raises as ``sheet_plan.plan``, and BaseProblem if the process is stopped from outside.
    """
    if path.is_file() and path.stat().st_size >= WORTH_READING:
        try:
            return _put_together(do_apart(base, plan_there, [(way, path, options, today)], progress))
        except DoHereInstead:
            pass  # and there it says why it did not
    return sheet_plan.plan(way, base, path, options, progress, today)


def matched_well(
    way: Way, base: Base, planned: SheetPlan, mends: Mends, progress: Progress = silent
) -> SheetPlan:
    """Say what importing the same rows would do with other texts in some cells, here or in another process."""
    if len(planned.written) >= WORTH_IT:
        try:
            return _put_together(do_apart(base, match_there, [(way, mends), *_in_parts(planned)], progress))
        except DoHereInstead:
            pass  # and there it says why it did not
    return sheet_plan.matched(way, base, planned, mends, progress)


def apply_well(way: Way, base: Base, planned: SheetPlan, progress: Progress = silent) -> Result:
    """Do what was planned, as one operation, here or in another process; raises as ``sheet_plan.apply``."""
    if planned.changes >= WORTH_IT:
        try:
            result: Result = do_apart(base, write_there, [(way,), *_in_parts(planned)], progress)
            return result
        except KeptBeforeItEnded as kept:
            return planned.result(kept.operation)
        except DoHereInstead:
            pass  # and there it says why it did not
    return sheet_plan.apply(way, base, planned, progress)


def plan_there(base: Base, parts: Sequence[Any], progress: Progress) -> InParts:
    """What the other process does to read a sheet: the plan comes back in parts."""
    (way, path, options, today) = parts[0]
    return InParts(_in_parts(sheet_plan.plan(way, base, path, options, progress, today)))


def match_there(base: Base, parts: Sequence[Any], progress: Progress) -> InParts:
    """What the other process does to match a plan anew: it comes back in parts."""
    (way, mends), *plan = parts
    return InParts(_in_parts(sheet_plan.matched(way, base, _put_together(plan), mends, progress)))


def write_there(base: Base, parts: Sequence[Any], progress: Progress) -> Result:
    """What the other process does to write a plan."""
    (way,), *plan = parts
    return sheet_plan.apply(way, base, _put_together(plan), progress)


def _in_parts(planned: SheetPlan) -> Iterator[tuple[str, Any]]:
    yield "", replace(planned, rows=[], written=[])
    for name in ("rows", "written"):
        for some in in_parts(getattr(planned, name), _PART):
            yield name, some


def _put_together(parts: Sequence[tuple[str, Any]]) -> SheetPlan:
    (_name, planned), *rest = parts
    whole: SheetPlan = planned
    for name, some in rest:
        getattr(whole, name).extend(some)
    return whole


__all__ = ["apply_well", "match_there", "matched_well", "plan_there", "plan_well", "write_there"]
