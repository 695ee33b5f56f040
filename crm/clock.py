"""The day and the hour it is. One injectable clock: ``--hoy`` sets it, the demo and the tests depend on it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

HOME_ZONE = ZoneInfo("America/Mexico_City")
"""The zone of the office: "today" is the day it is there."""


def _system_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """Tells the time; ``now`` returns an aware datetime."""

    now: Callable[[], datetime] = _system_now

    @property
    def today(self) -> date:
        """The day it is in Mexico City."""
        return self.now().astimezone(HOME_ZONE).date()

    @classmethod
    def fixed(cls, day: date) -> "Clock":
        """A clock that stands at noon of ``day`` in Mexico City."""
        moment = datetime.combine(day, time(12), HOME_ZONE)
        return cls(lambda: moment)
