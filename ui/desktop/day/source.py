"""What Mi día asks of the base; reading runs on a lane."""

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from crm.base import Base
    from crm.reminders import Reminder
    from crm.request_list import RequestRow
    from crm.today import Today

_REQUESTS_AHEAD = 5
"""Working days before the end of a term from which a request is told of."""


@dataclass(frozen=True, slots=True)
class DayRead:
    """A day: ``requests`` are those whose term is over or ends soon, ``reminders`` those that have passed."""

    day: datetime.date
    today: "Today"
    requests: "tuple[RequestRow, ...]" = ()
    reminders: "tuple[Reminder, ...]" = ()


class DaySource(Protocol):
    """Where the day comes from; ``day`` may be asked on any thread."""

    @property
    def day(self) -> datetime.date:
        """The day it is in the office."""
        ...

    def read(self) -> DayRead:
        """What there is today."""
        ...


class BaseDay:
    """The ``DaySource`` of an open base."""

    def __init__(self, base: "Base") -> None:
        self._base = base

    @property
    def day(self) -> datetime.date:
        """The day it is for this base."""
        return self._base.clock.today

    def read(self) -> DayRead:
        """What there is today, in one reading."""
        from crm import reminders, request_list
        from crm.today import today

        clock = self._base.clock
        day, now = clock.today, clock.now()
        with self._base.read() as session:
            due = request_list.open_requests(session, day)
            return DayRead(
                day,
                today(session, day),
                tuple(row for row in due if row.left is not None and row.left <= _REQUESTS_AHEAD),
                reminders.between(session, None, now),
            )
