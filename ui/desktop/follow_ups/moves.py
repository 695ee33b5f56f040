"""What is done with follow-ups in one step, wherever they are shown: done, put off, given to somebody."""

import datetime
from collections.abc import Sequence
from typing import Any

from ui.desktop.writing import Writing


def finish(writing: Writing, ids: Sequence[int]) -> None:
    """Say that they are done."""
    from crm import follow_up_moves

    today = writing.today

    def job(session: Any) -> None:
        follow_up_moves.finish(session, ids, today=today)

    writing.run(follow_up_moves.FINISH_TITLE, job, n=len(ids))


def postpone(writing: Writing, ids: Sequence[int], day: datetime.date) -> None:
    """Put them off to a day."""
    from crm import follow_up_moves

    today = writing.today

    def job(session: Any) -> None:
        follow_up_moves.postpone(session, ids, day, today=today)

    writing.run(follow_up_moves.POSTPONE_TITLE, job, icon="arrow-right", n=len(ids))


def assign(writing: Writing, ids: Sequence[int], responsible: str) -> None:
    """Make somebody responsible, by name."""
    from crm import follow_up_moves

    def job(session: Any) -> None:
        follow_up_moves.assign(session, ids, responsible)

    writing.run(follow_up_moves.ASSIGN_TITLE, job, icon="user", n=len(ids))
