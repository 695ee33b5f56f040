"""What is done with several follow-ups at once, each as one operation: done, put off, given to somebody."""

import datetime
from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from crm import follow_ups
from crm.card_rules import check_text
from crm.clock import HOME_ZONE
from crm.errors import InvalidValue
from crm.follow_up_values import DONE
from crm.partial_dates import PartialDate
from crm.records import FOLLOW_UP, live
from crm.texts import _, mark, mark_plural
from crm.working_days import closed_days, term_end
from db.follow_ups import FollowUp

FINISH_TITLE = mark_plural("Seguimiento hecho", "{n} seguimientos hechos")
POSTPONE_TITLE = mark_plural("Seguimiento pospuesto", "{n} seguimientos pospuestos")
ASSIGN_TITLE = mark_plural("Responsable de un seguimiento", "Responsable de {n} seguimientos")

_GONE = mark("Este seguimiento ya no está en la base; actualice la lista con F5.")


def finish(session: Session, ids: Sequence[int], *, today: datetime.date) -> None:
    """Say that follow-ups are done; those that recur leave the next one behind. Raises NotFound."""
    for follow_up in ids:
        follow_ups.set_state(session, follow_up, DONE, today=today)


def next_day(session: Session, ids: Sequence[int], *, today: datetime.date) -> datetime.date:
    """The day that is proposed for what is put off: the working day after the last one that any of them is due on, or
    after today where that is over. Raises NotFound.
    """
    due = [row.due_on for row in _rows(session, ids) if row.due_on]
    last = max((PartialDate.parse(day).earliest for day in due), default=today)
    return term_end(max(last, today), 1, closed_days(session))


def postpone(session: Session, ids: Sequence[int], day: datetime.date, *, today: datetime.date) -> None:
    """Put follow-ups off to a day.

    A reminder that has passed by then goes to the new day with them, at its hour. One that is due on no day gets one
    only if it has no reminder either. Raises InvalidValue for a day that is over, NotFound.
    """
    if day < today:
        raise InvalidValue(_("Ese día ya pasó; escriba uno que esté por venir."), "due_on", day.isoformat())
    for row in _rows(session, ids):
        if row.due_on or not row.remind_at:
            row.due_on = day.isoformat()
        if row.remind_at:
            row.remind_at = _not_before(row.remind_at, day)


def assign(session: Session, ids: Sequence[int], responsible: str) -> None:
    """Make somebody responsible, by name as written; "" for nobody. Raises InvalidValue, NotFound."""
    check_text("responsible", responsible)
    for row in _rows(session, ids):
        row.responsible = " ".join(responsible.split())


def _rows(session: Session, ids: Sequence[int]) -> Iterator[FollowUp]:
    for follow_up in ids:
        live(session, follow_up, FOLLOW_UP, _(_GONE))
        row = session.get(FollowUp, follow_up)
        assert row is not None
        yield row


def _not_before(moment: str, day: datetime.date) -> str:
    home = datetime.datetime.fromisoformat(moment).astimezone(HOME_ZONE)
    return moment if home.date() >= day else follow_ups.reminder(day, f"{home:%H:%M}")
