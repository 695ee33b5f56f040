"""The day and the hour it is. One injectable clock: ``--hoy`` sets it, the demo and the tests depend on it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    HOME_ZONE: ZoneInfo
    """The zone of the office: "today" is the day it is there."""


@cache
def _home_zone() -> "ZoneInfo":
    from zoneinfo import ZoneInfo

    return ZoneInfo("America/Mexico_City")


def __getattr__(name: str) -> "ZoneInfo":
    """HOME_ZONE when it is first named: the window, which only needs a Clock, is drawn without the zones' library."""
    if name == "HOME_ZONE":
        return _home_zone()
    raise AttributeError(name)


def _system_now() -> datetime:
    return datetime.now(UTC)


class Clock(NamedTuple):
    """Tells the time; ``now`` returns an aware datetime."""

    now: Callable[[], datetime] = _system_now

    @property
    def today(self) -> date:
        """The day it is in Mexico City."""
        return self.now().astimezone(_home_zone()).date()

    @classmethod
    def fixed(cls, day: date) -> "Clock":
        """A clock that stands at noon of ``day`` in Mexico City."""
        moment = datetime.combine(day, time(12), _home_zone())
        return cls(lambda: moment)
