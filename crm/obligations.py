"""Obligations of an agreement: what fulfils them, how far each is, and what part of them each party has met."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import recurrence
from crm.agreement_rules import check_fulfilment
from crm.agreement_values import (
    DROPPED,
    MET,
    OBLIGATION_STATES,
    OPEN_OBLIGATIONS,
    PENDING,
    STARTED,
    UNMET,
    FulfilmentValues,
)
from crm.card_rules import check_choice
from crm.errors import NotFound, UserError
from crm.partial_dates import PartialDate
from crm.records import ACTIVITY, AGREEMENT, FOLLOW_UP, kind_of, live
from crm.texts import _, mark
from db.documents import Document
from db.obligations import Fulfilment, Obligation

FULFIL_TITLE = mark("Cumplimiento de una obligación anotado")
UNDO_FULFIL_TITLE = mark("Cumplimiento de una obligación quitado")
STATE_TITLE = mark("Estado de una obligación cambiado")

_GONE = mark("Esta obligación ya no está en la base; actualice la ficha con F5.")


@dataclass(frozen=True, slots=True)
class Owed:
    """An obligation as progress sees it: ``party`` the row of who owes it, None for more than one."""

    party: int | None
    state: str
    planned: int
    done: int

    @property
    def counted(self) -> int:
        """The units that are done, at most those planned; all of them of one that is met."""
        return self.planned if self.state == MET else min(self.done, self.planned)

    @property
    def is_met(self) -> bool:
        """Whether the whole of it is done."""
        return self.state == MET


@dataclass(frozen=True, slots=True)
class Progress:
    """``met`` of ``obligations`` are fulfilled whole; of ``planned`` units ``done`` are.

    ``party`` is the row of a party, None for what several owe together.
    """

    party: int | None
    met: int
    obligations: int
    done: int
    planned: int

    @property
    def percent(self) -> float | None:
        """Units done of those planned, in per cent; None where nothing is owed."""
        return 100 * self.done / self.planned if self.planned else None


def progress(owed: Iterable[Owed]) -> Progress:
    """How much of these obligations is done; those that were called off do not count."""
    counted = [one for one in owed if one.state != DROPPED]
    return Progress(
        party=None,
        met=sum(one.is_met for one in counted),
        obligations=len(counted),
        done=sum(one.counted for one in counted),
        planned=sum(one.planned for one in counted),
    )


def progress_by_party(owed: Sequence[Owed], parties: Sequence[int]) -> tuple[Progress, ...]:
    """The same for each of the parties that owes something, in their order, and last for what several owe."""
    found = []
    for party in (*parties, None):
        own = progress(one for one in owed if one.party == party)
        if own.obligations:
            found.append(Progress(party, own.met, own.obligations, own.done, own.planned))
    return tuple(found)


@lru_cache(10_000)
def next_due(due: str, rule: str, done: int) -> str:
    """When an obligation is due next: of a periodic one the day after as many as were done; "" when none is left."""
    if not rule or not PartialDate.parse(due or "s/f").day:
        return due
    day = recurrence.nth(rule, PartialDate.parse(due).earliest, done)
    return day.isoformat() if day is not None else ""


def is_overdue(state: str, due: str, today: datetime.date) -> bool:
    """Whether it is still owed though the last day that it can be due has passed."""
    day = PartialDate.parse(due or "s/f")
    return state in OPEN_OBLIGATIONS and not day.is_unknown and day.latest < today


def fulfil(session: Session, obligation: int, done: FulfilmentValues) -> int:
    """Note that something of an obligation was done, by an activity or a follow-up or by itself; return its id.

    With all that is planned done, the obligation is met on the day of the last of it. Raises InvalidValue, NotFound,
    UserError for an obligation that was called off.
    """
    row = _row(session, obligation)
    check_fulfilment(done)
    if row.state == DROPPED:
        raise UserError(_("Esta obligación está cancelada; ábrala otra vez antes de anotar un cumplimiento."))
    _refuse_unknown(session, row.agreement_id, done)
    made = Fulfilment(
        agreement_id=row.agreement_id,
        obligation_id=row.id,
        done_on=done.on,
        n=done.n,
        note=done.note,
        record_id=done.record,
        document_id=done.document,
    )
    session.add(made)
    session.flush()
    _follow(session, row)
    return made.id


def take_back(session: Session, fulfilment: int) -> None:
    """Remove what was noted as done; an obligation that was met by it is owed again. Raises NotFound.

    One that was called off, or said to be unmet, stays so.
    """
    made = session.get(Fulfilment, fulfilment)
    if made is None:
        raise NotFound(_("Ese cumplimiento ya no está en la base; actualice la ficha con F5."))
    row = _row(session, made.obligation_id)
    session.delete(made)
    session.flush()
    if row.state not in (DROPPED, UNMET):
        if row.fulfilled_on == made.done_on:
            row.fulfilled_on = ""  # it was met by what is gone now; a day that somebody said stays
        _follow(session, row)


def set_state(session: Session, obligation: int, state: str, *, today: datetime.date) -> None:
    """Say how far an obligation is, whatever was noted of it. Raises InvalidValue, NotFound."""
    check_choice("state", state, OBLIGATION_STATES)
    row = _row(session, obligation)
    if row.state == state:
        return
    row.state = state
    row.fulfilled_on = today.isoformat() if state == MET else ""


def _follow(session: Session, row: Obligation) -> None:
    """Let the state, and the day that it was met, follow what was noted as done."""
    noted = select(Fulfilment.done_on, Fulfilment.n).where(Fulfilment.obligation_id == row.id)
    done = session.execute(noted.order_by(Fulfilment.done_on, Fulfilment.id)).all()
    reached = accumulate(n for _on, n in done)
    met_on = next((on for (on, _n), total in zip(done, reached, strict=True) if total >= row.planned), None)
    if met_on is not None:
        row.fulfilled_on = row.fulfilled_on or met_on
        row.state = MET
    else:
        row.fulfilled_on = ""
        row.state = STARTED if done else PENDING


def _refuse_unknown(session: Session, agreement: int, done: FulfilmentValues) -> None:
    if done.record is not None:
        kind = kind_of(session, done.record)
        if kind not in (ACTIVITY, FOLLOW_UP):
            raise NotFound(_("Elija la actividad o el seguimiento con que se cumplió."))
        live(session, done.record, kind, _("Aquello con que se cumplió ya no está en la base; elija otro."))
    if done.document is not None:
        found = session.get(Document, done.document)
        if found is None or found.record_id not in (agreement, done.record):
            raise NotFound(_("Esa evidencia no es del convenio ni de lo que lo cumplió; agréguela antes."))


def _row(session: Session, obligation: int) -> Obligation:
    row = session.get(Obligation, obligation)
    if row is None:
        raise NotFound(_(_GONE))
    live(session, row.agreement_id, AGREEMENT, _(_GONE))
    return row
