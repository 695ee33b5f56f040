"""What Mi día asks of the base; reading runs on a lane."""

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from crm.weeks import USUAL, week_of

if TYPE_CHECKING:
    from crm.agreement_alerts import Alert, Lapsing
    from crm.base import Base
    from crm.reminders import Reminder
    from crm.request_list import RequestRow
    from crm.today import Silent, Today

_ALERTS = 5


@dataclass(frozen=True, slots=True)
class DayRest:
    """What takes longer to read than all else: the agreements about to lapse, and of the ``all_alerts`` agreements of
    which something else is pressing the first ones, with their names and the most urgent of it; who was not spoken
    with for long, of ``all_silent``.
    """

    lapsing: "tuple[Lapsing, ...]" = ()
    alerts: "tuple[tuple[str, Alert], ...]" = ()
    all_alerts: int = 0
    silent: "tuple[Silent, ...]" = ()
    all_silent: int = 0


@dataclass(frozen=True, slots=True)
class DayRead:
    """A day: ``requests`` are those whose term is over or ends soon, ``reminders`` those of today and before of what is
    not due by the end of the week; ``begins`` is the day weeks begin on, as in ``crm.weeks``. ``rest`` is None until it
    has been read.
    """

    day: datetime.date
    today: "Today"
    requests: "tuple[RequestRow, ...]" = ()
    reminders: "tuple[Reminder, ...]" = ()
    begins: int = USUAL
    rest: DayRest | None = None

    @property
    def week_ends(self) -> datetime.date:
        """The last day of its week."""
        return week_of(self.day, self.begins)[1]


class DaySource(Protocol):
    """Where the day comes from; ``day`` may be asked on any thread. ``begins`` is the day weeks begin on."""

    begins: int

    @property
    def day(self) -> datetime.date:
        """The day it is in the office."""
        ...

    def read(self) -> DayRead:
        """What there is today, without the rest."""
        ...

    def read_rest(self) -> DayRest:
        """The rest of what there is to know today."""
        ...


class BaseDay:
    """The ``DaySource`` of an open base; ``begins`` is the day weeks begin on."""

    def __init__(self, base: "Base", begins: int = USUAL) -> None:
        self._base = base
        self.begins = begins

    @property
    def day(self) -> datetime.date:
        """The day it is for this base."""
        return self._base.clock.today

    def read(self) -> DayRead:
        """What there is today, in one reading, without the rest."""
        from crm import reminders, request_list
        from crm.today import today

        day = self._base.clock.today
        week_ends = week_of(day, self.begins)[1]
        with self._base.read() as session:
            return DayRead(
                day,
                today(session, day, begins=self.begins),
                tuple(request_list.ending(session, day)),
                reminders.up_to(session, day, week_ends),
                self.begins,
            )

    def read_rest(self) -> DayRest:
        """The rest of what there is to know today, in one reading."""
        from crm import agreement_alerts
        from crm.today import silence

        day = self._base.clock.today
        with self._base.read() as session:
            silent = silence(session, day)
            lapsing = agreement_alerts.lapsing(session, day)
            return DayRest(lapsing, *_alerts(session, day), silent.first, silent.total)


def _alerts(session: Any, day: datetime.date) -> "tuple[tuple[tuple[str, Alert], ...], int]":
    """The agreements with what is most urgent, whom they are with and that; and how many there are in all."""
    from crm import agreement_alerts, agreement_list

    found = agreement_alerts.foremost(session, day, _ALERTS)
    numbers = [alert.agreement for alert in found.first]
    names = {row.id: row.parties or row.title for row in agreement_list.rows(session, numbers, today=day)}
    return tuple((names[alert.agreement], alert) for alert in found.first), found.total
