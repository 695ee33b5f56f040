"""Amendments (adendas, convenios modificatorios): what they change of an agreement from their day on.

The agreement itself stays as it was signed; as in force on a day it is read with the amendments in effect then.
"""

import datetime
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.agreement_rules import check_amendment
from crm.agreement_steps import check_document
from crm.agreement_term import Amended, Term, in_effect
from crm.agreement_values import JOINS, LEAVES, AmendmentValues
from crm.agreements import own_row, signed_term
from crm.areas import check_order
from crm.contact_ties import resolve
from crm.contact_values import Kept, Reference
from crm.errors import UserError
from crm.field_edit import row_to_change
from crm.partial_dates import PartialDate
from crm.texts import _, mark
from db.agreements import Amendment, AmendmentParty
from db.folding import fold
from db.records import Record

ADD_TITLE = mark("Modificatorio de un convenio agregado")
CHANGE_TITLE = mark("Modificatorio de un convenio cambiado")
REMOVE_TITLE = mark("Modificatorio de un convenio quitado")


@dataclass(frozen=True, slots=True)
class InForce:
    """An agreement as it is in force on a day: its term, its object, its parties by name."""

    term: Term
    object: str
    parties: tuple[Reference, ...]


def save(session: Session, record: Record, before: Kept | None, after: AmendmentValues | None) -> None:
    """Add, change or remove an amendment of an agreement; a new one gets the next number of its kind.

    Raises UserError for an agreement that has not been signed, InvalidValue, NotFound, ChangedMeanwhile.
    """
    row = None if before is None else session.get(Amendment, before.row)
    if row is not None and row.agreement_id != record.id:
        row = None
    if after is not None:
        _check(session, record.id, after)
    now = None if row is None else kept(session, row).value
    if row is not None and after is None and (before is None or now == before.value):
        _set_parties(session, row, ())
        session.flush()
    if not row_to_change(session, record, row, now, before, after):
        return
    assert after is not None
    if row is None:
        row = Amendment(agreement_id=record.id, number=_next_number(session, record.id, after.kind))
        session.add(row)
    _fill(row, after)
    session.flush()
    _set_parties(session, row, _changes(session, after))


def kept(session: Session, row: Amendment) -> Kept:
    """An amendment as it is kept, from which an edit starts."""
    found = select(AmendmentParty).where(AmendmentParty.amendment_id == row.id).order_by(AmendmentParty.id)
    parties = list(session.execute(found).scalars())

    def named(change: str) -> tuple[Reference, ...]:
        return tuple(
            Reference(party.organization_id or 0, party.name, "organization")
            for party in parties
            if party.change == change
        )

    return Kept(
        row.id,
        AmendmentValues(
            kind=row.kind,
            number=row.number,
            title=row.title,
            signed=row.signed_on,
            effective=row.effective_on,
            end=row.end_on,
            indefinite=row.indefinite,
            object=row.object,
            note=row.note,
            document=row.document_id,
            joining=named(JOINS),
            leaving=named(LEAVES),
        ),
    )


def all_of(session: Session, agreement: int) -> list[Kept]:
    """The amendments of an agreement, in the order in which they take effect."""
    found = (
        select(Amendment).where(Amendment.agreement_id == agreement).order_by(Amendment.number, Amendment.id)
    )
    amendments = [kept(session, row) for row in session.execute(found).scalars()]
    return sorted(amendments, key=lambda one: PartialDate.parse(one.value.effective or "s/f").earliest)


def in_force(session: Session, agreement: int, day: datetime.date) -> InForce:
    """The agreement as in force on a day, with the amendments that are in effect then. Raises NotFound."""
    row = own_row(session, agreement)
    amendments = [one.value for one in all_of(session, agreement)]
    effective = [one for one in amendments if in_effect(one.effective, day)]
    changed = [Amended(one.effective, one.end, one.indefinite) for one in amendments]
    objects = [one.object for one in effective if one.object.strip()]
    parties = _parties(session, agreement)
    for one in effective:
        parties = [party for party in parties if not any(_same(party, gone) for gone in one.leaving)]
        parties += [party for party in one.joining if not any(_same(party, there) for there in parties)]
    return InForce(
        term=signed_term(row).amended(changed, day),
        object=objects[-1] if objects else row.object,
        parties=tuple(parties),
    )


def _check(session: Session, agreement: int, amendment: AmendmentValues) -> None:
    check_amendment(amendment)
    row = own_row(session, agreement)
    if not row.signed_on:
        raise UserError(_("El convenio aún no se firma; anote antes la fecha de firma, o s/f si no se sabe."))
    check_document(session, agreement, amendment.document)
    check_order(row.start_on or row.signed_on, amendment.end)


def _fill(row: Amendment, amendment: AmendmentValues) -> None:
    row.kind, row.title = amendment.kind, " ".join(amendment.title.split())
    row.number = amendment.number or row.number
    row.signed_on, row.effective_on, row.end_on = amendment.signed, amendment.effective, amendment.end
    row.indefinite, row.object, row.note = amendment.indefinite, amendment.object, amendment.note
    row.document_id = amendment.document


def _next_number(session: Session, agreement: int, kind: str) -> int:
    last = select(func.max(Amendment.number)).where(
        Amendment.agreement_id == agreement, Amendment.kind == kind
    )
    return (session.execute(last).scalar() or 0) + 1


Change = tuple[int | None, str, str]


def _changes(session: Session, amendment: AmendmentValues) -> tuple[Change, ...]:
    both = (*((one, JOINS) for one in amendment.joining), *((one, LEAVES) for one in amendment.leaving))
    return tuple(
        (resolve(session, one, "organization") if one.id else None, " ".join(one.name.split()), change)
        for one, change in both
    )


def _set_parties(session: Session, row: Amendment, wanted: tuple[Change, ...]) -> None:
    found = select(AmendmentParty).where(AmendmentParty.amendment_id == row.id).order_by(AmendmentParty.id)
    present = list(session.execute(found).scalars())
    if [(party.organization_id, party.name, party.change) for party in present] == list(wanted):
        return
    for party in present:
        session.delete(party)
    session.add_all(
        AmendmentParty(
            agreement_id=row.agreement_id,
            amendment_id=row.id,
            organization_id=organization,
            name=name,
            change=change,
        )
        for organization, name, change in wanted
    )


def _parties(session: Session, agreement: int) -> list[Reference]:
    rows = session.connection().exec_driver_sql(_PARTIES, (agreement,))
    return [Reference(organization or 0, name, "organization") for organization, name in rows]


def _same(one: Reference, other: Reference) -> bool:
    return one.id == other.id if one.id and other.id else fold(one.name) == fold(other.name)


_PARTIES = "SELECT organization_id, name FROM agreement_party WHERE agreement_id = ? ORDER BY position, id"
