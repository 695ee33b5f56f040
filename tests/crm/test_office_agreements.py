"""The agreements that the office's public documents tell of, entered with what they say and nothing more.

``data/agreement_facts.json`` holds the facts as the documents state them; where they give no date there is none here.
"""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from crm import agreement_list, agreement_matters, agreements
from crm.agreement_record import AgreementRecord, record
from crm.agreement_stages import STAGES
from crm.agreement_term import TermState
from crm.agreement_values import NewAgreement, PartyValues, StepValues
from crm.base import Base, Session
from crm.contact_values import Reference
from crm.printing.catalog import Wanted, make
from crm.query import parse
from crm.query_run import count, group_counts, ids
from tests.crm.printing.read_back import nothing_clipped, read_pdf

TODAY = datetime.date(2025, 10, 6)
FACTS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "data" / "agreement_facts.json").read_text("utf-8")
)
HOUSE = "Instituto Electoral de la Ciudad de México"
SCOPES = {"General": "general", "Específico": "específico"}
MATTERS = {"Apoyo y Colaboración": "apoyo y colaboración", "Colaboración": "colaboración"}


def entered(session: Session, fact: dict[str, Any]) -> NewAgreement:
    """An agreement as whoever copies the document writes it down."""
    kind, names = fact["clase"], fact["partes"]
    matter = next(
        (label for said, label in MATTERS.items() if f"de {said}".casefold() in kind.casefold()), ""
    )
    signed = fact["fecha"] or "s/f" if fact["estado"].startswith("firmado") else ""
    return NewAgreement(
        title=f"{kind} con {names[-1]}",
        scope=next((scope for said, scope in SCOPES.items() if said in kind), ""),
        matter=agreement_matters.find(session, matter).id if matter else None,
        object=fact["objeto"],
        of_others=HOUSE not in names,
        signed=signed,
        parties=tuple(
            PartyValues(own=True)
            if name == HOUSE
            else PartyValues(organization=Reference(0, name, "organization"))
            for name in names
        ),
        steps=(StepValues(*_step(fact["estado"], signed)),),
        source="; ".join(f"{one['archivo']}, línea {one['linea']}" for one in fact["fuente"]),
    )


def _step(state: str, signed: str) -> tuple[str, str]:
    if signed:
        return "suscripción", signed
    return ("validación jurídica", "2019") if "validación jurídica" in state else ("solicitud", "")


@pytest.fixture
def office(stocked: Base) -> Base:
    with stocked.write(agreements.ADD_MANY_TITLE, n=len(FACTS)) as session:
        agreements.record_many(session, [entered(session, fact) for fact in FACTS])
    return stocked


def read(base: Base, words: str) -> AgreementRecord:
    with base.read() as session:
        (number,) = ids(session, parse(f"que:convenios {words}", TODAY))
        return record(session, number, today=TODAY)


def test_every_agreement_of_the_documents_is_there(office: Base) -> None:
    with office.read() as session:
        assert count(session, parse("que:convenios", TODAY)) == len(FACTS) == 6
        assert count(session, parse("que:convenios terceros:sí", TODAY)) == 3


def test_those_of_others_are_never_counted_as_ours(office: Base) -> None:
    with office.read() as session:
        found = agreement_list.counts(session, parse("que:convenios", TODAY))
        contacts = group_counts(session, parse("-convenio:ninguno", TODAY), "tipo")[0]
    assert {stage: n for stage, n in found.items() if n} == {"solicitud": 1, "suscripción": 2, "": 3}
    assert sum(found[stage] for stage in STAGES) == 3
    assert contacts == 3


@pytest.mark.parametrize(
    ("words", "kind", "parties", "stage", "signed"),
    [
        (
            "paisanos",
            "General, apoyo y colaboración",
            ["Fundación para el Bienestar de los Paisanos"],
            "suscripción",
            "s/f",
        ),
        (
            "mexsocuk",
            "General, apoyo y colaboración",
            ["Sociedad de Estudiantes Mexicanos en el Reino Unido (MexSocUK)"],
            "suscripción",
            "s/f",
        ),
        ("alcance:específico", "Específico, colaboración", ["Instituto Nacional Electoral"], "solicitud", ""),
        (
            "iniciativa dialogo",
            "Apoyo y colaboración",
            [
                "Instituto Nacional Electoral",
                "Iniciativa Ciudadana para la Promoción de la Cultura del Diálogo A.C.",
            ],
            "suscripción",
            "2019-06-06",
        ),
        (
            "ipam",
            "",
            ["Instituto Nacional Electoral", "Instituto Poblano de Asistencia al Migrante (IPAM)"],
            "validación jurídica",
            "",
        ),
        (
            "relaciones exteriores",
            "Colaboración",
            ["Instituto Nacional Electoral", "Secretaría de Relaciones Exteriores"],
            "solicitud",
            "",
        ),
    ],
)
def test_each_says_what_its_document_says(
    office: Base, words: str, kind: str, parties: list[str], stage: str, signed: str
) -> None:
    found = read(office, words)
    assert found.kind == kind
    assert [party.name for party in found.parties if not party.own] == parties
    assert (found.stage, found.own["signed"]) == (stage, signed)
    assert found.own["of_others"] is (len(parties) == 2)


def test_what_the_documents_do_not_say_stays_empty(office: Base) -> None:
    found = read(office, "paisanos")
    assert found.object == FACTS[0]["objeto"]
    assert found.term.state is TermState.UNKNOWN
    assert (found.term.last_day, found.schedule, found.signatures, found.duties) == (None, (), (), ())
    unknown = ("folio", "received", "start", "end", "opinion_number", "responsible", "area_text")
    assert {found.own[name] for name in unknown} == {""}
    assert (found.area, [party.liaison for party in found.parties]) == ("", ["", ""])
    assert [alert.kind for alert in found.alerts] == []


def test_one_contact_stands_for_the_ine_in_all_of_them(office: Base) -> None:
    with office.read() as session:
        rows = session.connection().exec_driver_sql(
            "SELECT count(DISTINCT organization_id), count(*) FROM agreement_party "
            "WHERE name = 'Instituto Nacional Electoral'"
        )
        assert tuple(rows.one()) == (1, 4)


@pytest.mark.parametrize("fact", FACTS, ids=[fact["id"] for fact in FACTS])
def test_each_is_printed_with_what_is_known_and_the_rest_to_be_captured(
    office: Base, fact: dict[str, Any]
) -> None:
    with office.read() as session:
        number = next(
            found
            for found in ids(session, parse("que:convenios", TODAY))
            if record(session, found, today=TODAY).object == fact["objeto"]
        )
        printed = make(session, Wanted("ficha", number), TODAY)
    page = read_pdf(printed.pdf)
    nothing_clipped(page)
    assert printed.pages == 1
    words = " ".join(page.text.split())
    assert "por capturar" in words
    assert "sin folio" in words
    for party in fact["partes"]:
        assert set(party.split()[:2]) <= set(words.split())
    assert ("Convenio de terceros" in words) == (HOUSE not in fact["partes"])
    assert fact["objeto"].split(".")[0][:40] in words
