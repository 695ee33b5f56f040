"""What is written down of an agreement (convenio): its values, as they are made, edited and read.

Dates are partial, in their stored form, "" where they are not known. Importing this costs nothing.
"""

from dataclasses import dataclass
from typing import Any

from crm.contact_values import Reference
from crm.texts import mark

GENERAL, SPECIFIC, ANNEX = mark("general"), mark("específico"), mark("anexo técnico")
SCOPES = (GENERAL, SPECIFIC, ANNEX)
WITHOUT_MONEY, WITH_MONEY = mark("sin recursos"), mark("con recursos")
MONEY = (WITHOUT_MONEY, WITH_MONEY)
SIGNS, ASSISTS, WITNESS = "representa", "asiste", "testigo de honor"
PARTS = {SIGNS: mark("Representa"), ASSISTS: mark("Asiste"), WITNESS: mark("Testigo de honor")}
OURS, THEIRS, SHARED = mark("nuestra"), mark("suya"), mark("compartida")
SIDES = (OURS, THEIRS, SHARED)
PENDING, STARTED = mark("pendiente"), mark("en curso")
MET, UNMET, DROPPED = mark("cumplida"), mark("no cumplida"), mark("cancelada")
OBLIGATION_STATES = (PENDING, STARTED, MET, UNMET, DROPPED)
OPEN_OBLIGATIONS = (PENDING, STARTED)
ADDENDUM, AMENDING = mark("adenda"), mark("convenio modificatorio")
AMENDMENT_KINDS = (ADDENDUM, AMENDING)
JOINS, LEAVES = "entra", "sale"


@dataclass(frozen=True, slots=True)
class PartyValues:
    """A party: the institute (``own``) or an organisation, which is made if it has no id; ``name`` as written there.

    Without a name it bears that of the organisation. ``liaison`` is the liaison person, made if without an id, or
    ``liaison_text`` in words.
    """

    name: str = ""
    organization: Reference | None = None
    own: bool = False
    short: str = ""
    responsible_area: str = ""
    liaison: Reference | None = None
    liaison_text: str = ""


@dataclass(frozen=True, slots=True)
class SignatoryValues:
    """Who signs: a contact (made if without an id), an official's id, or a ``name``; none of them: not known yet.

    ``party`` is the row of the party signed for, or None; of a new agreement its place among the parties, from 0.
    ``post`` is what they are that day; None asks for the one that they held on the day of the signature.
    """

    party: int | None = None
    person: Reference | None = None
    official: int = 0
    name: str = ""
    post: str | None = ""
    part: str = SIGNS


@dataclass(frozen=True, slots=True)
class ClauseValues:
    """A clause: ``number`` as it is called there ("Segunda")."""

    number: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class ObligationValues:
    """What one party or more must do; ``clause`` and ``party`` are rows, of a new agreement places, from 0.

    ``recurrence`` is a rule of RFC 5545 or ""; ``planned`` how many ``unit`` make the whole of it.
    """

    what: str
    side: str = SHARED
    clause: int | None = None
    letter: str = ""
    party: int | None = None
    responsible: str = ""
    due: str = ""
    recurrence: str = ""
    planned: int = 1
    unit: str = ""
    state: str = PENDING
    fulfilled: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class StepValues:
    """A stage that an agreement entered (``crm.agreement_stages``), ``document`` the id of what proves it."""

    stage: str
    on: str = ""
    responsible: str = ""
    note: str = ""
    document: int | None = None


@dataclass(frozen=True, slots=True)
class AmendmentValues:
    """An amendment: what it changes holds from ``effective`` on; "" and, of ``indefinite``, None leave it as it was.

    ``joining`` and ``leaving`` are parties by the names they bear there; those without an id stay names.
    """

    kind: str = ADDENDUM
    number: int | None = None
    title: str = ""
    signed: str = ""
    effective: str = ""
    end: str = ""
    indefinite: bool | None = None
    object: str = ""
    note: str = ""
    document: int | None = None
    joining: tuple[Reference, ...] = ()
    leaving: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class FulfilmentValues:
    """``n`` units of an obligation, done on a day; ``record`` the activity or follow-up, ``document`` the evidence."""

    on: str = ""
    n: int = 1
    note: str = ""
    record: int | None = None
    document: int | None = None


@dataclass(frozen=True, slots=True)
class WorkItemValues:
    """A line of the programa de trabajo of a year; ``activity`` the id of the one that did it."""

    year: int
    what: str
    responsible: str = ""
    planned: str = ""
    done: str = ""
    activity: int | None = None


@dataclass(frozen=True, slots=True)
class NewAgreement:
    """An agreement to be written down, with all that belongs to it.

    ``matter``, ``area``, ``framework`` are ids; ``year`` and ``number`` are read from the folio unless they are given;
    ``steps`` the stages entered so far, none for one that is being requested now. The institute is added to the
    parties of one that is not ``of_others``, unless it is there. ``consulates`` and ``related`` are ids of records.
    """

    title: str
    folio: str = ""
    year: int | None = None
    number: int | None = None
    scope: str = ""
    matter: int | None = None
    object: str = ""
    of_others: bool = False
    area: int | None = None
    area_text: str = ""
    received: str = ""
    signed: str = ""
    start: str = ""
    end: str = ""
    indefinite: bool = False
    renewal: str = ""
    renewal_months: int | None = None
    notice_days: int | None = None
    confidential: bool = False
    money: str = ""
    amount: str = ""
    territory: str = ""
    topics: str = ""
    responsible: str = ""
    framework: int | None = None
    opinion: str = ""
    opinion_number: str = ""
    source: str = ""
    parties: tuple[PartyValues, ...] = ()
    signatories: tuple[SignatoryValues, ...] = ()
    clauses: tuple[ClauseValues, ...] = ()
    obligations: tuple[ObligationValues, ...] = ()
    steps: tuple[StepValues, ...] = ()
    consulates: tuple[int, ...] = ()
    related: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    uid: str = ""


OWN_COLUMNS = {
    "matter": "matter_id",
    "area": "area_id",
    "received": "received_on",
    "signed": "signed_on",
    "start": "start_on",
    "end": "end_on",
    "framework": "framework_id",
    **{
        name: name
        for name in (
            "title",
            "folio",
            "year",
            "number",
            "scope",
            "object",
            "of_others",
            "area_text",
            "indefinite",
            "renewal",
            "renewal_months",
            "notice_days",
            "confidential",
            "money",
            "amount",
            "territory",
            "topics",
            "responsible",
            "opinion",
            "opinion_number",
            "source",
        )
    },
}
"""The columns of an agreement's own row by the fields of ``NewAgreement``."""


def own_values(new: NewAgreement) -> dict[str, Any]:
    """The agreement's own row by column."""
    return {column: getattr(new, name) for name, column in OWN_COLUMNS.items()}
