"""What the calendar asks of the base; reading runs on a lane."""

import datetime
from typing import TYPE_CHECKING, Protocol

from crm.clock import HOME_ZONE

if TYPE_CHECKING:
    from crm.agenda import Agenda
    from crm.base import Base


class CalendarSource(Protocol):
    """Where entries come from; ``today`` may be asked on any thread."""

    @property
    def today(self) -> datetime.date:
        """The day it is in the office."""
        ...

    @property
    def now(self) -> datetime.datetime:
        """The moment it is in the office, as its wall shows it."""
        ...

    def days(self, first: datetime.date, last: datetime.date) -> "Agenda":
        """What is on the days from one to another, both included."""
        ...

    def types(self) -> dict[str, str]:
        """The kinds of activities by their codes, as the office calls them."""
        ...


class BaseCalendar:
    """The ``CalendarSource`` of an open base."""

    def __init__(self, base: "Base") -> None:
        self._base = base

    @property
    def today(self) -> datetime.date:
        """The day it is for this base."""
        return self._base.clock.today

    @property
    def now(self) -> datetime.datetime:
        """The moment it is for this base."""
        return self._base.clock.now().astimezone(HOME_ZONE).replace(tzinfo=None)

    def types(self) -> dict[str, str]:
        """The kinds of activities that were ever offered."""
        from crm import activity_kinds

        with self._base.read() as session:
            return {kind.code: kind.label for kind in activity_kinds.kinds(session, retired=True)}

    def days(self, first: datetime.date, last: datetime.date) -> "Agenda":
        """What is on the days from one to another."""
        from crm import agenda

        with self._base.read() as session:
            return agenda.days(session, first, last, today=self.today)
