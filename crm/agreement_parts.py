"""The parts of an agreement, edited one by one: parties, those who sign, clauses, obligations.

Part of ``crm.agreement_edit``. What belongs to a part that is removed goes and comes back with it.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm import areas
from crm.agreement_rules import check_clause, check_obligation, check_parties, check_signatory
from crm.agreement_signing import Signing
from crm.agreement_values import ClauseValues, ObligationValues, PartyValues, SignatoryValues
from crm.agreement_writer import clause_row, names_of, obligation_row, party_row, signatory_row
from crm.agreements import own_row
from crm.contact_ties import resolve
from crm.contact_values import Kept, Reference
from crm.errors import NotFound
from crm.field_edit import row_to_change
from crm.texts import _
from db.agreements import AgreementParty, Signatory
from db.model import Model
from db.obligations import Clause, Fulfilment, Obligation
from db.records import Record

Part = TypeVar("Part", AgreementParty, Signatory, Clause, Obligation)


def save_party(session: Session, record: Record, before: Kept | None, after: PartyValues | None) -> None:
    """Add, change or remove a party; who signs for it goes with it."""
    row = _own(session, AgreementParty, record, before)
    if after is not None:
        _check_among(session, record.id, row, after)
    now = None if row is None else _bare(party_values(row))
    if row is not None and after is None and before is not None and now == _bare(before.value):
        _let_party_go(session, row)
    if not row_to_change(session, record, row, now, _bare_kept(before), _bare(after)):
        return
    assert after is not None
    organization = resolve(session, after.organization, "organization") if after.organization else None
    liaison = resolve(session, after.liaison, "person") if after.liaison else None
    names = names_of(session, [organization] if organization else [])
    _put(session, AgreementParty, record, row, party_row(after, organization, liaison, names))


def save_signatory(
    session: Session, record: Record, before: Kept | None, after: SignatoryValues | None
) -> None:
    """Add, change or remove who signs."""
    row = _own(session, Signatory, record, before)
    if after is not None:
        check_signatory(after)
        areas.refuse_unknown(session, officials=[after.official] if after.official else [])
    now = None if row is None else _bare(signatory_values(row))
    if not row_to_change(session, record, row, now, _bare_kept(before), _bare(after)):
        return
    assert after is not None
    party = _of_agreement(session, AgreementParty, record, after.party)
    person = resolve(session, after.person, "person") if after.person else None
    if person is not None and after.person is not None:
        after = replace(after, person=Reference(person, after.person.name, "person"))
    signed = Signing(session, [after]).signed(
        after, own_row(session, record.id).signed_on, party.organization_id if party is not None else None
    )
    _put(session, Signatory, record, row, signatory_row(signed, after.party, person))


def save_clause(session: Session, record: Record, before: Kept | None, after: ClauseValues | None) -> None:
    """Add, change or remove a clause; obligations that stood in it stand in none then."""
    row = _own(session, Clause, record, before)
    if after is not None:
        check_clause(after)
    now = None if row is None else ClauseValues(row.number, row.text)
    if row is not None and after is None and before is not None and now == before.value:
        for obligation in session.execute(select(Obligation).where(Obligation.clause_id == row.id)).scalars():
            obligation.clause_id = None
        session.flush()
    if not row_to_change(session, record, row, now, before, after):
        return
    assert after is not None
    _put(session, Clause, record, row, clause_row(after))


def save_obligation(
    session: Session, record: Record, before: Kept | None, after: ObligationValues | None
) -> None:
    """Add, change or remove an obligation; what was noted as done of it goes with it."""
    row = _own(session, Obligation, record, before)
    if after is not None:
        check_obligation(after)
    now = None if row is None else obligation_values(row)
    if row is not None and after is None and before is not None and now == before.value:
        _delete(session, Fulfilment, Fulfilment.obligation_id == row.id)
    if not row_to_change(session, record, row, now, before, after):
        return
    assert after is not None
    _of_agreement(session, AgreementParty, record, after.party)
    _of_agreement(session, Clause, record, after.clause)
    _put(session, Obligation, record, row, obligation_row(after))


def party_values(row: AgreementParty) -> PartyValues:
    """A party as it is kept; contacts without their names."""
    return PartyValues(
        name=row.name,
        organization=_reference(row.organization_id, "organization"),
        own=row.own,
        short=row.short,
        responsible_area=row.responsible_area,
        liaison=_reference(row.liaison_id, "person"),
        liaison_text=row.liaison,
    )


def signatory_values(row: Signatory) -> SignatoryValues:
    """Who signs, as it is kept; contacts without their names."""
    return SignatoryValues(
        party=row.party_id,
        person=_reference(row.person_id, "person"),
        official=row.official_id or 0,
        name=row.name,
        post=row.post,
        part=row.part,
    )


def obligation_values(row: Obligation) -> ObligationValues:
    """An obligation as it is kept."""
    return ObligationValues(
        what=row.what,
        side=row.side,
        clause=row.clause_id,
        letter=row.letter,
        party=row.party_id,
        responsible=row.responsible,
        due=row.due_on,
        recurrence=row.recurrence,
        planned=row.planned,
        unit=row.unit,
        state=row.state,
        fulfilled=row.fulfilled_on,
        note=row.note,
    )


def _check_among(session: Session, agreement: int, row: AgreementParty | None, after: PartyValues) -> None:
    found = select(AgreementParty).where(AgreementParty.agreement_id == agreement)
    others = [
        party_values(party) for party in session.execute(found).scalars() if row is None or party.id != row.id
    ]
    check_parties([*others, after], of_others=own_row(session, agreement).of_others)


def _let_party_go(session: Session, row: AgreementParty) -> None:
    for obligation in session.execute(select(Obligation).where(Obligation.party_id == row.id)).scalars():
        obligation.party_id = None
    _delete(session, Signatory, Signatory.party_id == row.id)


def _delete(session: Session, model: type[Model], condition: Any) -> None:
    for row in session.execute(select(model).where(condition)).scalars():
        session.delete(row)
    session.flush()


def _own(session: Session, model: type[Part], record: Record, before: Kept | None) -> Part | None:
    """The row of a part, if it is one of this agreement."""
    row = None if before is None else session.get(model, before.row)
    return row if row is not None and row.agreement_id == record.id else None


def _of_agreement(session: Session, model: type[Part], record: Record, number: int | None) -> Part | None:
    """The part that another refers to. Raises NotFound for none of this agreement."""
    if number is None:
        return None
    row = session.get(model, number)
    if row is None or row.agreement_id != record.id:
        raise NotFound(_("Esa parte o cláusula ya no es de este convenio; actualice la ficha con F5."))
    return row


def _put(
    session: Session, model: type[Part], record: Record, row: Part | None, values: Mapping[str, Any]
) -> None:
    """Make the row say this; without one add it after those there are."""
    if row is None:
        last = session.execute(
            select(func.max(model.position)).where(model.agreement_id == record.id)
        ).scalar()
        row = model(agreement_id=record.id, position=0 if last is None else last + 1)
        session.add(row)
    for column, value in values.items():
        setattr(row, column, value)
    session.flush()


def _reference(number: int | None, kind: str) -> Reference | None:
    return Reference(number, "", kind) if number else None


def _bare(value: Any) -> Any:
    """What two values are compared by: contacts are who they are, whatever they are called; new ones by name."""
    if value is None:
        return None
    named = {
        name: Reference(reference.id, "" if reference.id else reference.name)
        for name in ("organization", "liaison", "person")
        if (reference := getattr(value, name, None)) is not None
    }
    return replace(value, **named)


def _bare_kept(before: Kept | None) -> Kept | None:
    return None if before is None else Kept(before.row, _bare(before.value))
