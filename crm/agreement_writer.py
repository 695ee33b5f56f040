"""Writes agreements, one or thousands, within one operation: in bulk, what they refer to looked up once for all."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import Session

from crm import areas
from crm.agreement_matters import row_of
from crm.agreement_rules import check, settled
from crm.agreement_signing import Signed, Signing
from crm.agreement_stages import REQUESTED
from crm.agreement_values import (
    ClauseValues,
    NewAgreement,
    ObligationValues,
    PartyValues,
    StepValues,
    own_values,
)
from crm.contact_ties import resolve
from crm.contact_values import Reference
from crm.printing.imprint import INSTITUTION
from crm.records import AGREEMENT, live, new_uid, refuse_unless_live
from crm.texts import _, mark
from db import journal
from db.agreements import Agreement, AgreementParty, AgreementStage, Signatory
from db.contacts import Note
from db.links import RecordLink
from db.obligations import Clause, Obligation
from db.records import Record

INSTITUTE_SHORT = "IECM"
CONSULATE, RELATED = "consulado", "relacionado"
"""How an agreement is tied to a consulate that it involves and to another agreement."""

GONE_FRAMEWORK = mark("El convenio marco ya no está en la base; elija otro.")

Contacts = Mapping[tuple[str, Reference], int]


class AgreementWriter:
    """Writes agreements as part of the operation in progress."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._made: dict[tuple[str, str], int] = {}

    def add(self, news: Sequence[NewAgreement]) -> list[int]:
        """Write down agreements with their parties, signatories, stages and obligations; return their ids in order.

        Contacts without an id are made, one name once. Raises InvalidValue for what cannot be kept, NotFound for
        something that is referred to and gone.
        """
        if not news:
            return []
        news = [settled(new) for new in news]
        for new in news:
            check(new)
        self._refuse_unknown(news)
        self._session.flush()
        contacts = [self._contacts(new) for new in news]
        signing = Signing(self._session, (who for new in news for who in new.signatories))
        # Only now: contacts made for parties take ids too.
        rows = _Rows(self._session, self._names(), signing)
        made = [rows.describe(new, known) for new, known in zip(news, contacts, strict=True)]
        rows.insert()
        return made

    def _refuse_unknown(self, news: Sequence[NewAgreement]) -> None:
        session = self._session
        for matter in {new.matter for new in news if new.matter is not None}:
            row_of(session, matter)
        officials = {who.official for new in news for who in new.signatories} - {0}
        areas.refuse_unknown(
            session,
            officials=sorted(officials),
            areas=sorted({new.area for new in news if new.area is not None}),
        )
        for framework in {new.framework for new in news if new.framework is not None}:
            live(session, framework, AGREEMENT, _(GONE_FRAMEWORK))
        if tied := {other for new in news for other in (*new.consulates, *new.related)}:
            refuse_unless_live(session, sorted(tied))

    def _contacts(self, new: NewAgreement) -> Contacts:
        """The ids of those that an agreement refers to; who has none is made."""
        mentioned: list[tuple[str, Reference | None]] = []
        for party in new.parties:
            mentioned += [("organization", party.organization), ("person", party.liaison)]
        mentioned += [("person", who.person) for who in new.signatories]
        return {
            (kind, reference): self._contact(reference, kind)
            for kind, reference in mentioned
            if reference is not None
        }

    def _contact(self, reference: Reference, kind: str) -> int:
        key = (kind, str(reference.id) if reference.id else " ".join(reference.name.split()).casefold())
        if key not in self._made:
            self._made[key] = resolve(self._session, reference, kind)
        return self._made[key]

    def _names(self) -> dict[int, tuple[str, str]]:
        """Names and siglas of the organisations that are parties."""
        return names_of(
            self._session, sorted({row for (kind, _key), row in self._made.items() if kind == "organization"})
        )


class _Rows:
    """The rows of agreements, numbered as they are described."""

    def __init__(self, session: Session, names: Mapping[int, tuple[str, str]], signing: Signing) -> None:
        self._session = session
        self._names = names
        self._signing = signing
        self._next = {name: journal.next_id(session, table) for name, table in _TABLES.items()}
        self._columns: dict[str, tuple[str, ...]] = {}
        self._rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in _TABLES}

    def describe(self, new: NewAgreement, contacts: Contacts) -> int:
        """Take down an agreement and all that belongs to it; return its id."""
        agreement = self._add(
            "record",
            uid=new.uid or new_uid(self._session),
            kind=AGREEMENT,
            version=journal.current(self._session),
        )
        self._note("agreement", agreement, own_values(new))
        parties = [
            (
                self._party(agreement, position, party, contacts),
                _id(contacts, "organization", party.organization),
            )
            for position, party in enumerate(new.parties)
        ]
        for position, who in enumerate(new.signatories):
            row, organization = (None, None) if who.party is None else parties[who.party]
            signed = self._signing.signed(who, new.signed, organization)
            person = _id(contacts, "person", who.person)
            self._add(
                "signatory", agreement_id=agreement, position=position, **signatory_row(signed, row, person)
            )
        self._obligations(agreement, new, [row for row, _organization in parties])
        self._rest(agreement, new)
        return agreement

    def _party(self, agreement: int, position: int, party: PartyValues, contacts: Contacts) -> int:
        organization = _id(contacts, "organization", party.organization)
        values = party_row(party, organization, _id(contacts, "person", party.liaison), self._names)
        return self._add("agreement_party", agreement_id=agreement, position=position, **values)

    def _obligations(self, agreement: int, new: NewAgreement, parties: Sequence[int]) -> None:
        clauses = [
            self._add("clause", agreement_id=agreement, position=position, **clause_row(clause))
            for position, clause in enumerate(new.clauses)
        ]
        for position, what in enumerate(new.obligations):
            clause = None if what.clause is None else clauses[what.clause]
            party = None if what.party is None else parties[what.party]
            values = obligation_row(replace(what, clause=clause, party=party))
            self._add("obligation", agreement_id=agreement, position=position, **values)

    def _rest(self, agreement: int, new: NewAgreement) -> None:
        for position, step in enumerate(new.steps or (StepValues(REQUESTED, new.received),)):
            self._add("agreement_stage", agreement_id=agreement, position=position, **step_row(step))
        for others, kind in ((new.consulates, CONSULATE), (new.related, RELATED)):
            for other in dict.fromkeys(others):
                self._add("record_link", from_id=agreement, to_id=other, kind=kind)
        for text in new.notes:
            self._add("note", record_id=agreement, text=text)

    def _add(self, table: str, /, **values: Any) -> int:
        row = self._next[table]
        self._next[table] += 1
        self._note(table, row, values)
        return row

    def _note(self, name: str, row: int, values: Mapping[str, Any]) -> None:
        self._columns.setdefault(name, ("id", *values))
        self._rows[name].append((row, *values.values()))

    def insert(self) -> None:
        """Write all of them."""
        for name, rows in self._rows.items():
            if rows:
                first, last = rows[0][0], rows[-1][0]
                journal.insert_many(self._session, _TABLES[name], self._columns[name], rows, first, last)


def _id(contacts: Contacts, kind: str, reference: Reference | None) -> int | None:
    return None if reference is None else contacts[kind, reference]


def party_row(
    party: PartyValues,
    organization: int | None,
    liaison: int | None,
    names: Mapping[int, tuple[str, str]],
) -> dict[str, Any]:
    """The columns of a party; its names as said, else those of the organisation or of the institute."""
    known = (INSTITUTION, INSTITUTE_SHORT) if party.own else names.get(organization or 0, ("", ""))
    return {
        "organization_id": organization,
        "own": party.own,
        "name": _tidy(party.name) or known[0],
        "short": _tidy(party.short) or known[1],
        "responsible_area": _tidy(party.responsible_area),
        "liaison_id": liaison,
        "liaison": _tidy(party.liaison_text),
    }


def signatory_row(signed: Signed, party: int | None, person: int | None) -> dict[str, Any]:
    """The columns of who signs."""
    return {
        "party_id": party,
        "person_id": person,
        "official_id": signed.who.official or None,
        "name": _tidy(signed.who.name),
        "post": _tidy(signed.who.post or ""),
        "post_id": signed.post,
        "part": signed.who.part,
    }


def clause_row(clause: ClauseValues) -> dict[str, Any]:
    """The columns of a clause."""
    return {"number": _tidy(clause.number), "text": clause.text}


def obligation_row(what: ObligationValues) -> dict[str, Any]:
    """The columns of an obligation whose clause and party are rows."""
    return {
        "clause_id": what.clause,
        "letter": what.letter.strip(),
        "what": _tidy(what.what),
        "side": what.side,
        "party_id": what.party,
        "responsible": _tidy(what.responsible),
        "due_on": what.due,
        "recurrence": what.recurrence,
        "planned": what.planned,
        "unit": _tidy(what.unit),
        "state": what.state,
        "fulfilled_on": what.fulfilled,
        "note": what.note,
    }


def step_row(step: StepValues, reason: str = "") -> dict[str, Any]:
    """The columns of a stage that was entered."""
    return {
        "stage": step.stage,
        "entered_on": step.on,
        "responsible": _tidy(step.responsible),
        "note": step.note,
        "document_id": step.document,
        "reason": reason,
    }


def names_of(session: Session, organizations: Sequence[int]) -> dict[int, tuple[str, str]]:
    """The official names and siglas of organisations."""
    rows = session.connection().exec_driver_sql(
        "SELECT id, official_name, acronym FROM organization WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(organizations)),),
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def _tidy(text: str) -> str:
    return " ".join(text.split())


_TABLES: dict[str, Table] = {
    model.__tablename__: model.metadata.tables[model.__tablename__]
    for model in (
        Record,
        Agreement,
        AgreementParty,
        Signatory,
        Clause,
        Obligation,
        AgreementStage,
        RecordLink,
        Note,
    )
}
