"""What the calendar asks of the base; reading runs on a lane."""

import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from crm.agenda import Agenda
    from crm.base import Base


class CalendarSource(Protocol):
    """Where entries come from; ``today`` may be asked on any thread."""

    @property
    def today(self) -> datetime.date:
        """The day it is in the office."""
        ...

    def days(self, first: datetime.date, last: datetime.date) -> "Agenda":
        """What is on the days from one to another, both included."""
        ...


class BaseCalendar:
    """The ``CalendarSource`` of an open base."""

    def __init__(self, base: "Base") -> None:
        self._base = base

    @property
    def today(self) -> datetime.date:
        """The day it is for this base."""
        return self._base.clock.today

    def days(self, first: datetime.date, last: datetime.date) -> "Agenda":
        """What is on the days from one to another."""
        from crm import agenda

        with self._base.read() as session:
            return agenda.days(session, first, last, today=self.today)
