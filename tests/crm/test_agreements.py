"""Agreements: written down whole in one operation, found by folio, with what is to be noticed of folios, taken back."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from crm import agreement_folios, agreement_matters, agreements, contacts, operations, trash
from crm.agreement_folios import FolioNotes, Gap, Twice
from crm.agreement_rules import read_folio
from crm.agreement_values import (
    ClauseValues,
    NewAgreement,
    ObligationValues,
    PartyValues,
    SignatoryValues,
    StepValues,
)
from crm.base import Base, Session
from crm.cards import Card, Post
from crm.contact_values import Reference
from crm.errors import InvalidValue, NotFound, UserError
from tests.crm.agreement_cases import ADECE, RENATA, WHOLE, add, do, rows


def count_all(base: Base) -> dict[str, int]:
    tables = (
        "agreement agreement_party signatory agreement_stage clause obligation amendment amendment_party fulfilment "
        "work_item note record_link person organization"
    )
    return {table: rows(base, f"SELECT count(*) FROM {table}")[0][0] for table in tables.split()}


def test_an_agreement_is_written_whole_in_one_operation_and_taken_back_whole(base: Base) -> None:
    before = count_all(base)
    number = add(base)
    assert count_all(base) == {
        "agreement": 1,
        "agreement_party": 2,
        "signatory": 2,
        "agreement_stage": 2,
        "clause": 2,
        "obligation": 2,
        "amendment": 0,
        "amendment_party": 0,
        "fulfilment": 0,
        "work_item": 0,
        "note": 1,
        "record_link": 0,
        "person": 1,
        "organization": 1,
    }
    assert rows(base, "SELECT id, folio, year, number, title FROM agreement") == [
        (number, "CONV-2024-011", 2024, 11, "Convenio General con ADECE")
    ]
    undone = operations.undo(base)
    assert undone.title == "Convenio agregado"
    assert count_all(base) == before
    operations.redo(base)
    assert count_all(base)["obligation"] == 2


def test_the_institute_comes_first_and_places_among_the_parties_follow_it(base: Base) -> None:
    add(base)
    parties = rows(base, "SELECT id, own, name, short FROM agreement_party ORDER BY position")
    assert [party[1:] for party in parties] == [
        (1, "Instituto Electoral de la Ciudad de México", "IECM"),
        (0, ADECE.name, "ADECE"),
    ]
    adece = parties[1][0]
    assert rows(base, "SELECT party_id, post, part FROM signatory ORDER BY position") == [
        (adece, "Presidenta", "representa"),
        (None, "", "testigo de honor"),
    ]
    assert rows(
        base,
        "SELECT c.number, o.letter, o.party_id, o.planned FROM obligation o JOIN clause c ON c.id = o.clause_id"
        " ORDER BY o.position",
    ) == [("Segunda", "a", None, 1), ("Tercera", "b", adece, 4)]


def test_one_of_others_has_not_the_institute_among_its_parties(base: Base) -> None:
    ine = PartyValues(name="Instituto Nacional Electoral")
    add(base, NewAgreement("De terceros", of_others=True, parties=(ine, PartyValues(name="IPAM"))))
    assert rows(base, "SELECT name, own, organization_id FROM agreement_party ORDER BY position") == [
        ("Instituto Nacional Electoral", 0, None),
        ("IPAM", 0, None),
    ]
    assert rows(base, "SELECT stage, entered_on FROM agreement_stage") == [("solicitud", "")]


def test_who_is_mentioned_twice_is_made_once_even_by_several_agreements(base: Base) -> None:
    do(base, lambda session: agreements.record_many(session, [WHOLE, replace(WHOLE, folio="")]))
    made = count_all(base)
    assert (made["agreement"], made["person"], made["organization"]) == (2, 1, 1)


def test_a_person_and_an_organisation_of_one_name_are_two(base: Base) -> None:
    same = Reference(0, "Casa Chilanga")
    party = PartyValues(organization=same, liaison=same)
    add(base, NewAgreement("Convenio", parties=(party,)))
    made = count_all(base)
    assert (made["person"], made["organization"]) == (1, 1)


def test_a_signature_keeps_the_post_of_its_day(base: Base) -> None:
    def act(session: Session) -> tuple[int, int]:
        club = contacts.create(session, Card("organization", official_name="Club", acronym="CC"))
        held = (
            Post("Club", "Tesorera", "", "2020", "2023"),
            Post("Club", "Presidenta", "titular", "2024", ""),
        )
        return club, contacts.create(session, Card("person", given_names="Ana", posts=held))

    club, ana = do(base, act)
    party = PartyValues(organization=Reference(club, "Club"))
    cases = {
        # post asked for, on the day of the signature
        (None, "2021-05-01"): ("Tesorera", True),
        (None, "2024-05-01"): ("Presidenta", True),
        (None, "2019"): ("", False),
        ("presidenta", "2024-05-01"): ("presidenta", True),
        ("Vocal", "2024-05-01"): ("Vocal", False),
        ("", "2024-05-01"): ("", False),
    }
    for (post, signed), expected in cases.items():
        who = SignatoryValues(party=0, person=Reference(ana, "Ana"), post=post)
        number = add(base, NewAgreement("C", parties=(party,), signatories=(who,), signed=signed))
        found = rows(base, f"SELECT post, post_id IS NOT NULL FROM signatory WHERE agreement_id = {number}")
        assert found == [expected], (post, signed)
    assert rows(base, "SELECT DISTINCT name, short FROM agreement_party WHERE NOT own") == [("Club", "CC")]


def test_an_official_signs_in_the_post_of_that_day(stocked: Base) -> None:
    with stocked.read() as session:
        official = session.execute(text("SELECT official_id, title FROM official_post ORDER BY id")).first()
        assert official is not None
    for post, kept in ((None, official[1]), ("Consejera", "Consejera")):
        who = SignatoryValues(party=0, official=official[0], post=post)
        own = PartyValues(own=True)
        number = add(stocked, NewAgreement("C", parties=(own, PartyValues("X")), signatories=(who,)))
        assert rows(stocked, f"SELECT post FROM signatory WHERE agreement_id = {number}") == [(kept,)]


REFUSED: list[tuple[dict[str, Any], str, str]] = [
    ({"title": "  "}, "title", "nombre del convenio"),
    ({"title": "a\x00"}, "title", "no se puede guardar"),
    ({"scope": "particular"}, "scope", "específico"),
    ({"renewal": "siempre"}, "renewal", "automática"),
    ({"renewal": "automática"}, "renewal_months", "cuántos meses"),
    ({"renewal_months": 0}, "renewal_months", "1 a 600"),
    ({"notice_days": -1}, "notice_days", "0 a"),
    ({"money": "mucho"}, "money", "recursos"),
    ({"opinion": "quizá"}, "opinion", "favorable"),
    ({"signed": "2024-02-30"}, "signed", "no existe"),
    ({"end": "2023"}, "end", "antes de empezar"),
    ({"start": "", "end": "2024-05-13"}, "end", "antes de empezar"),
    ({"indefinite": True}, "end", "indefinida"),
    ({"year": 1850}, "folio", "1850"),
    ({"number": 0}, "folio", "empieza en 1"),
    ({"parties": (PartyValues(),)}, "parties", "con quién"),
    ({"parties": (PartyValues(own=True), PartyValues(own=True))}, "parties", "dos veces"),
    ({"parties": (PartyValues(own=True, organization=ADECE),)}, "parties", "externa"),
    ({"of_others": True, "parties": (PartyValues(own=True),)}, "parties", "terceros"),
    ({"signatories": (SignatoryValues(person=RENATA, official=1),)}, "signatories", "no las dos"),
    ({"signatories": (SignatoryValues(part="firma"),)}, "signatories", "representa"),
    ({"signatories": (SignatoryValues(party=7),)}, "signatories", "no está en el convenio"),
    ({"clauses": (ClauseValues(" "),)}, "clauses", "vacía"),
    ({"obligations": (ObligationValues(" "),)}, "what", "obliga"),
    ({"obligations": (ObligationValues("x", side="ajena"),)}, "side", "compartida"),
    ({"obligations": (ObligationValues("x", state="rota"),)}, "state", "pendiente"),
    ({"obligations": (ObligationValues("x", due="mañana"),)}, "due", "mañana"),
    ({"obligations": (ObligationValues("x", planned=0),)}, "planned", "cantidad"),
    ({"obligations": (ObligationValues("x", recurrence="SIEMPRE"),)}, "recurrence", ""),
    ({"obligations": (ObligationValues("x", clause=9),)}, "obligations", "no está en el convenio"),
    ({"steps": (StepValues("vigente"),)}, "stage", "suscripción"),
    ({"steps": (StepValues("solicitud", "31/12"),)}, "on", "31/12"),
    (
        {"steps": (StepValues("solicitud", "2024-05"), StepValues("negociación", "2024-04-30"))},
        "on",
        "antes que la anterior",
    ),
    ({"notes": ("a\x00",)}, "notes", "no se puede guardar"),
]


@pytest.mark.parametrize(("other", "field", "said"), REFUSED)
def test_what_cannot_be_kept_is_refused_by_its_field(
    base: Base, other: dict[str, Any], field: str, said: str
) -> None:
    with pytest.raises(InvalidValue) as caught:
        add(base, **other)
    assert caught.value.field == field
    assert said in str(caught.value)
    assert count_all(base)["agreement"] == 0


GONE: list[dict[str, Any]] = [
    {"matter": 99},
    {"area": 99},
    {"framework": 99},
    {"consulates": (99,)},
    {"related": (99,)},
    {"signatories": (SignatoryValues(official=99),)},
    {"parties": (PartyValues(organization=Reference(99, "X")),)},
]


@pytest.mark.parametrize("other", GONE, ids=lambda other: next(iter(other)))
def test_what_is_referred_to_must_be_there(base: Base, other: dict[str, Any]) -> None:
    with pytest.raises(NotFound):
        add(base, **other)
    assert count_all(base)["agreement"] == 0


def test_nothing_to_write_writes_nothing(base: Base) -> None:
    assert do(base, lambda session: agreements.record_many(session, [])) == []


@pytest.mark.parametrize(
    ("folio", "read"),
    [
        ("CONV-2024-011", (2024, 11)),
        ("11/2024", (2024, 11)),
        ("IECM/CONV/2025/3", (2025, 3)),
        ("2024", (2024, None)),
        ("2024-2025", (None, None)),
        ("7", (None, None)),
        ("CONV-2024-1-2", (2024, None)),
        ("2024-000", (2024, None)),
        ("s/n", (None, None)),
        ("2024/" + "9" * 40, (2024, None)),
    ],
)
def test_a_folio_tells_its_year_and_number(folio: str, read: tuple[int | None, int | None]) -> None:
    assert read_folio(folio) == read


def test_the_next_folio_of_a_year_is_never_one_that_was_given(base: Base) -> None:
    with base.read() as session:
        assert agreement_folios.next_folio(session, 2024) == "CONV-2024-001"
    number = add(base)
    ine, ipam = PartyValues("INE"), PartyValues("IPAM")
    add(base, NewAgreement("Ajeno", folio="INE-2024-500", of_others=True, parties=(ine, ipam)))
    do(base, lambda session: trash.trash(session, [number]))
    with base.read() as session:
        assert agreement_folios.next_folio(session, 2024) == "CONV-2024-012"
        assert agreement_folios.next_folio(session, 2025) == "CONV-2025-001"


def test_folios_twice_gaps_and_agreements_without_are_noticed(base: Base) -> None:
    folios = (
        "CONV-2024-001",
        "conv 2024/1",
        "CONV-2024-004",
        " S/N ",
        "CONV-2025-001",
        "CONV-2023-200000000",
    )
    ids = [add(base, NewAgreement(f"C {n}", folio=folio)) for n, folio in enumerate(folios)]
    for folio in ("", "CONV-2025-001", "CONV-2025-003"):
        add(base, NewAgreement("Ajeno", folio=folio, of_others=True))
    with base.read() as session:
        noted = agreement_folios.notes(session)
        assert noted == FolioNotes(
            twice=(Twice("CONV-2024-001", (ids[0], ids[1])),),
            gaps=(Gap(2023, tuple(range(1, 101))), Gap(2024, (2, 3))),
            without=1,
        )
        assert agreement_folios.bearers(session, "CONV-2024-01") == (ids[0], ids[1])
        assert agreement_folios.bearers(session, "CONV-2024-001", besides=ids[0]) == (ids[1],)
        assert agreement_folios.bearers(session, " ") == ()
    do(base, lambda session: trash.trash(session, [ids[1]]))
    with base.read() as session:
        assert agreement_folios.notes(session).twice == ()


def test_an_agreement_is_found_by_its_folio(base: Base) -> None:
    number = add(base)
    with base.read() as session:
        assert agreements.with_folio(session, "conv 2024 011") == number
        with pytest.raises(NotFound, match="CONV-1"):
            agreements.with_folio(session, "CONV-1")
    add(base)
    with base.read() as session, pytest.raises(UserError, match="Hay 2 convenios"):
        agreements.with_folio(session, "CONV-2024-011")


def test_matters_ship_and_the_office_adds_its_own(stocked: Base) -> None:
    with stocked.write(agreement_matters.ADD_TITLE) as session:
        added = agreement_matters.add(session, " Comodato ")
    with stocked.read() as session:
        labels = [matter.label for matter in agreement_matters.matters(session)]
        assert labels == [
            "apoyo y colaboración",
            "colaboración",
            "coordinación",
            "carta de intención",
            "memorándum de entendimiento",
            "Comodato",
        ]
        assert agreement_matters.find(session, "COORDINACION").label == "coordinación"
        with pytest.raises(InvalidValue, match="¿quiso decir «coordinación»"):
            agreement_matters.find(session, "cordinación")
        with pytest.raises(InvalidValue, match="agréguela"):
            agreement_matters.find(session, "zzz")
    with stocked.write(agreement_matters.RETIRE_TITLE) as session:
        agreement_matters.retire(session, added)
        agreement_matters.rename(session, added, "Comodatos")
        for label in ("", "Comodatos", "Colaboracion"):
            with pytest.raises(InvalidValue):
                agreement_matters.add(session, label)
        again = agreement_matters.add(session, "Comodato")
        assert agreement_matters.row_of(session, again).code == "comodato 2"
        with pytest.raises(NotFound):
            agreement_matters.row_of(session, 99)
    with stocked.read() as session:
        assert "Comodatos" not in [matter.label for matter in agreement_matters.matters(session)]
        assert agreement_matters.find(session, "comodatos").retired
