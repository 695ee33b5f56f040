"""The days by which agreements are spoken of in time: before their end, in a stage, before an obligation is due.

Those before the end and in a stage are the office's to set.
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from crm.agreement_sql import ALERTS_SETTING
from crm.agreement_term import ALERT_DAYS
from crm.errors import InvalidValue
from crm.texts import _, mark
from db.settings import Setting

SETTINGS_TITLE = mark("Avisos de los convenios cambiados")
STALLED_AFTER = 60
"""Days in a stage before the signing after which an agreement has stalled, unless the office sets others."""
OBLIGATION_AHEAD = 30
"""Days before an obligation is due from which on it is spoken of."""

STALLED_SETTING = "convenios-detenidos"
"""The name under which a base keeps the days after which an agreement has stalled."""
_LONGEST = 3_650


@dataclass(frozen=True, slots=True)
class AlertDays:
    """How many days before its end an agreement is spoken of, the most first; and when a stage has stalled."""

    before_end: tuple[int, ...] = ALERT_DAYS
    stalled_after: int = STALLED_AFTER


def alert_days(session: Session) -> AlertDays:
    """The days that the office has set, or the usual ones."""
    before, stalled = session.get(Setting, ALERTS_SETTING), session.get(Setting, STALLED_SETTING)
    return AlertDays(
        tuple(int(days) for days in before.value.split(",")) if before is not None else ALERT_DAYS,
        int(stalled.value) if stalled is not None else STALLED_AFTER,
    )


def set_alert_days(session: Session, days: AlertDays) -> None:
    """Set the days. Raises InvalidValue for none, or for days that nobody can mean."""
    before = sorted(set(days.before_end), reverse=True)
    if not before or not all(0 < each <= _LONGEST for each in (*before, days.stalled_after)):
        raise InvalidValue(
            _("Escriba los días de aviso, de 1 a {most}, con comas: 180, 90, 30.").format(most=_LONGEST),
            "alert_days",
        )
    session.merge(Setting(name=ALERTS_SETTING, value=",".join(map(str, before))))
    session.merge(Setting(name=STALLED_SETTING, value=str(days.stalled_after)))
