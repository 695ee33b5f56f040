"""Follow-ups from an open base. Everything here runs on the reader lane."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ui.desktop.lanes import Lane

if TYPE_CHECKING:
    from crm.base import Base
    from crm.follow_up_values import NewFollowUp

SUBJECT = "que:seguimientos"


class BaseFollowUps:
    """The ``FollowUpSource`` of a base; its statements stop when the lane cancels their job."""

    def __init__(self, base: "Base", lane: Lane) -> None:
        self._base = base
        self._lane = lane

    def proposed(self, follow_up: int) -> "NewFollowUp":
        """What comes after a follow-up. Raises NotFound."""
        from crm import follow_ups

        with self._reading() as session:
            return follow_ups.proposed(session, follow_up, today=self._base.clock.today)

    @contextmanager
    def _reading(self) -> Iterator[Any]:
        from crm.base import interrupter

        with self._base.read() as session, self._lane.interruptible(interrupter(session)):
            yield session
