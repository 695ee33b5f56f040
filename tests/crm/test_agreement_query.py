"""Agreements found by query: every field, how each stands on a day, counts, orders, contacts by their agreements."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from crm import agreement_edit, agreement_matters, agreements, contacts, labels, query_run, trash
from crm.agreement_sql import end, stage
from crm.agreement_stages import STAGES, Step, current
from crm.agreement_standing import STANDINGS, standing
from crm.agreement_term import RENEWALS, Amended, Term
from crm.agreement_values import (
    AmendmentValues,
    NewAgreement,
    ObligationValues,
    PartyValues,
    SignatoryValues,
    StepValues,
)
from crm.areas import add_area
from crm.base import Base, Session
from crm.cards import Card
from crm.contact_values import Reference
from crm.errors import QueryError
from crm.query import parse
from crm.query_run import count, group_counts, ids
from tests.crm.agreement_cases import add, do

TODAY = datetime.date(2025, 10, 6)
SIGNING = (StepValues("suscripción", "2024-05-14"),)


def signed(title: str, **more: Any) -> NewAgreement:
    values = {"signed": "2024-05-14", "start": "2024-05-14", "steps": SIGNING, **more}
    return NewAgreement(title, parties=(PartyValues(f"Parte {title}"),), **values)


REGISTER = (
    NewAgreement("Nuevo", received="2025-09-01", parties=(PartyValues("Parte Nuevo"),)),
    signed("Vivo", end="2027-05-13", folio="CONV-2024-011", responsible="Jimena Robles"),
    signed("Pronto", end="2026-04-04", scope="específico"),
    signed("Pasado", end="2025-10-05"),
    signed("Eterno", indefinite=True),
    signed("Cerrado", end="2025-01-01", steps=(*SIGNING, StepValues("concluido", "2025-01-02"))),
    signed("Impreciso", end="2025"),
    replace(
        signed("Ajeno", end="2027"),
        of_others=True,
        parties=(PartyValues("Instituto Nacional Electoral", short="INE"), PartyValues("IPAM")),
    ),
)


@pytest.fixture
def register(base: Base) -> Base:
    do(base, lambda session: agreements.record_many(session, REGISTER))
    return base


def found(base: Base, query: str, today: datetime.date = TODAY, order: str = "titulo") -> str:
    """The titles, in that order."""
    with base.read() as session:
        asked = parse(f"que:convenios {query}", today)
        rows = ids(session, asked, order)
        assert count(session, asked) == len(rows)
        names = dict(session.connection().exec_driver_sql("SELECT id, title FROM agreement").all())
    return " ".join(names[row] for row in rows)


EVERYTHING = "Ajeno Cerrado Eterno Impreciso Nuevo Pasado Pronto Vivo"
FOUND = {
    "": EVERYTHING,
    "vivo": "Vivo",
    "parte viv": "Vivo",
    "conv-2024": "Vivo",
    "estado:vigente": "Ajeno Eterno Pronto Vivo",
    "estado:por-vencer": "Pronto",
    "estado:vencido": "Pasado",
    "estado:en-trámite": "Impreciso Nuevo",
    "estado:indefinido": "Eterno",
    "estado:terminado": "Cerrado",
    "-estado:vigente": "Cerrado Impreciso Nuevo Pasado",
    "estado:vencido,terminado": "Cerrado Pasado",
    "estado:vacío": "",
    "etapa:vigente": "Ajeno Eterno Pronto Vivo",
    "etapa:vencido": "Pasado",
    "etapa:solicitud": "Nuevo",
    "etapa:suscripción": "Impreciso",
    "etapa:vacío": "",
    "alcance:específico": "Pronto",
    "alcance:vacío": "Ajeno Cerrado Eterno Impreciso Nuevo Pasado Vivo",
    "parte:ine": "Ajeno",
    'parte:"parte pronto"': "Pronto",
    "parte:vacío": "",
    "terceros:sí": "Ajeno",
    "-terceros:sí": "Cerrado Eterno Impreciso Nuevo Pasado Pronto Vivo",
    "responsable:jimena": "Vivo",
    "responsable:vacío -terceros:sí": "Cerrado Eterno Impreciso Nuevo Pasado Pronto",
    "folio:011": "Vivo",
    "-folio:vacío": "Vivo",
    "marco:vacío": EVERYTHING,
    "marco:algo": "",
    "firmado:2024-05": "Ajeno Cerrado Eterno Impreciso Pasado Pronto Vivo",
    "firmado:>2024-05-14": "",
    "firmado:vacío": "Nuevo",
    "vence:2025": "Cerrado Impreciso Pasado",
    "vence:2025-10": "Pasado",
    "vence:hoy..en-180-días": "Pronto",
    "vence:vacío": "Eterno Nuevo",
    "fecha:2025-09-01": "Nuevo",
}


@pytest.mark.parametrize("query", FOUND)
def test_a_query_finds_what_it_asks_for(register: Base, query: str) -> None:
    assert found(register, query) == FOUND[query]


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2024-05-13", "en-trámite"),
        ("2024-05-14", "vigente"),
        ("2026-11-13", "vigente"),
        ("2026-11-14", "por-vencer"),
        ("2027-05-13", "por-vencer"),
        ("2027-05-14", "vencido"),
    ],
)
def test_how_an_agreement_stands_follows_the_day(register: Base, day: str, state: str) -> None:
    names = {"vigente": {"vigente"}, "por-vencer": {"vigente", "por-vencer"}}.get(state, {state})
    today = datetime.date.fromisoformat(day)
    stands = {name for name in STANDINGS if found(register, f"vivo estado:{name}", today)}
    assert stands == names


def test_an_amendment_moves_the_end_from_its_day_on(register: Base) -> None:
    agreement = int(do(register, lambda s: agreements.with_folio(s, "CONV-2024-011")))
    amendment = AmendmentValues(effective="2025-11", end="2030-01-31")
    do(register, lambda s: agreement_edit.save(s, agreement, "amendments", None, amendment))
    forever = AmendmentValues(effective="2026-01-01", indefinite=True)
    do(register, lambda s: agreement_edit.save(s, agreement, "amendments", None, forever))
    for day, query in (
        ("2025-10-31", "vence:2027-05-13"),
        ("2025-11-01", "vence:2030-01-31"),
        ("2026-01-01", "vence:vacío estado:indefinido"),
    ):
        assert found(register, f"vivo {query}", datetime.date.fromisoformat(day)) == "Vivo", day


def test_the_days_of_warning_can_be_set(register: Base) -> None:
    do(
        register,
        lambda s: s.connection().exec_driver_sql(
            "INSERT INTO setting (name, value) VALUES ('convenios-avisos', '1000, 20')"
        ),
    )
    assert found(register, "estado:por-vencer") == "Ajeno Pronto Vivo"


PARTIAL = st.sampled_from(
    [
        "",
        "s/f",
        "2024",
        "2025",
        "2024-02",
        "2024-02-29",
        "2025-10-05",
        "2025-10-06",
        "2025-10-07",
        "2026-04-04",
    ]
)
TERMS = st.builds(
    Term,
    start=PARTIAL,
    end=PARTIAL,
    indefinite=st.booleans(),
    renewal=st.sampled_from(["", *RENEWALS]),
    renewal_months=st.sampled_from([None, 1, 12]),
)


@given(
    step=st.sampled_from([*STAGES[:5], "concluido"]),
    signed_on=PARTIAL,
    term=TERMS,
    amended=st.lists(st.builds(Amended, PARTIAL, PARTIAL, st.sampled_from([None, True, False])), max_size=3),
    day=st.sampled_from(["2024-02-28", "2024-02-29", "2024-12-31", "2025-10-05", "2025-10-06", "2026-04-05"]),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_query_and_the_rules_tell_the_same(
    base: Base, step: str, signed_on: str, term: Term, amended: list[Amended], day: str
) -> None:
    today = datetime.date.fromisoformat(day)

    def act(session: Session) -> int:
        agreement = agreements.record(session, NewAgreement("Convenio", parties=(PartyValues("X"),)))
        connection = session.connection()
        from db.agreements import Agreement, AgreementStage, Amendment

        row = session.get(Agreement, agreement)
        assert row is not None
        row.signed_on, row.start_on, row.end_on, row.indefinite = (
            signed_on,
            term.start,
            term.end,
            term.indefinite,
        )
        row.renewal, row.renewal_months = term.renewal, term.renewal_months
        session.query(AgreementStage).filter_by(agreement_id=agreement).one().stage = step
        session.add_all(
            Amendment(
                agreement_id=agreement,
                kind="adenda",
                number=number,
                effective_on=one.effective_on,
                end_on=one.end,
                indefinite=one.indefinite,
            )
            for number, one in enumerate(amended, 1)
        )
        session.flush()
        assert connection is not None
        return agreement

    agreement = do(base, act)
    now = replace(term, start=term.start or signed_on).amended(amended, today)
    expected = current([Step(step)], signed_on, now, today)
    with base.read() as session:
        for name in STAGES:
            asked = parse(f'que:convenios etapa:"{name}"', today)
            assert (agreement in ids(session, asked)) == (name == expected), name
        stands = standing(expected, now, today, 180)
        for name in STANDINGS:
            asked = parse(f"que:convenios estado:{name}", today)
            assert (agreement in ids(session, asked)) == (name in stands), name


def test_the_functions_of_the_database_are_the_rules() -> None:
    assert stage("suscripción", "2024", "2024-01-01", "2024-02-28", 0, "", None, "2024-02-29") == "vencido"
    assert stage(None, "", "", "", 0, "", None, "2024-02-29") == "solicitud"
    assert end("2024-01-01", "2024-12-31", 0, "automática", 12, "2025-06-01") == "2025-12-31"
    assert end("2024-01-01", "2024-12-31", 1, "", None, "2025-06-01") == ""
    assert end("2024", "2025", 0, "", None, "2025-06-01") == "2025"


REFUSED = {
    "estado:x": "los valores son vigente",
    "etapa:vigentes": "¿quiso decir «vigente»",
    "alcance:genral": "¿quiso decir «general»",
    "materia:xyz": "No hay «xyz»",
    "firmado:2024-13": "2024-13",
    "vencimiento:hoy": "¿quiso decir «vence»",
}


@pytest.mark.parametrize("query", REFUSED)
def test_a_bad_query_is_a_sentence(register: Base, query: str) -> None:
    with pytest.raises(QueryError) as caught:
        found(register, query)
    assert REFUSED[query] in str(caught.value)


def groups(base: Base, field: str, query: str = "") -> dict[str, int]:
    with base.read() as session:
        return dict(group_counts(session, parse(f"que:convenios {query}", TODAY), field)[1])


def test_agreements_are_counted_by_field(register: Base) -> None:
    assert groups(register, "etapa") == {
        "vigente": 4,
        "concluido": 1,
        "solicitud": 1,
        "suscripción": 1,
        "vencido": 1,
    }
    assert groups(register, "estado", "-terceros:sí") == {
        "vigente": 3,
        "en-trámite": 2,
        "indefinido": 1,
        "por-vencer": 1,
        "terminado": 1,
        "vencido": 1,
    }
    assert groups(register, "alcance") == {"específico": 1, "vacío": 7}
    assert groups(register, "anio") == {"2024": 7, "2025": 1}
    assert groups(register, "terceros") == {"no": 7, "sí": 1}
    assert groups(register, "parte")["IPAM"] == 1
    assert groups(register, "responsable") == {"Jimena Robles": 1, "vacío": 7}
    for field in ("materia", "area", "etiqueta"):
        assert groups(register, field) == {"vacío": 8}


ORDERED = {
    "etapa": "Nuevo Impreciso Ajeno Eterno Pronto Vivo Pasado Cerrado",
    "vence": "Cerrado Pasado Impreciso Pronto Vivo Ajeno Nuevo Eterno",
    "-vence": "Eterno Nuevo Ajeno Vivo Pronto Impreciso Pasado Cerrado",
}


@pytest.mark.parametrize("order", ORDERED)
def test_agreements_are_sorted_by_stage_and_by_end(register: Base, order: str) -> None:
    assert found(register, "", order=order) == ORDERED[order]


@pytest.mark.parametrize("order", query_run.AGREEMENT_ORDERS)
def test_every_order_lists_all(register: Base, order: str) -> None:
    assert sorted(found(register, "", order=order).split()) == EVERYTHING.split()


def test_matter_area_framework_and_tag_are_found(stocked: Base) -> None:
    with stocked.write("Prueba") as session:
        matter = agreement_matters.find(session, "coordinación").id
        area = add_area(session, "X-UNO", "Área de prueba")
        marco = agreements.record(session, signed("Marco", folio="CONV-2020-001"))
        agreements.record(session, signed("Hijo", matter=matter, area=area, framework=marco))
        labels.tag(session, [marco], "histórico")
    for query in ("materia:coordinacion", "area:x-uno", "marco:2020", "-etiqueta:histórico"):
        assert found(stocked, query) == "Hijo", query
    for query in (
        "-materia:coordinación",
        "materia:vacío",
        "area:vacío",
        "marco:vacío",
        "etiqueta:histórico",
    ):
        assert found(stocked, query) == "Marco", query
    with stocked.write("Prueba") as session:
        agreement_matters.rename(session, matter, "Concertación")
    assert found(stocked, "concertación") == "Hijo"
    assert groups(stocked, "materia") == {"Concertación": 1, "vacío": 1}


def rename(base: Base, model: str, column: str, value: str) -> None:
    """Rename the first row that has not been renamed yet."""
    from db import contacts as tables

    def act(session: Session) -> None:
        rows = session.query(getattr(tables, model)).order_by(getattr(tables, model).id).all()
        row = next(each for each in rows if getattr(each, column) not in ("Ahora", "Club Nuevo"))
        setattr(row, column, value)

    do(base, act)


def test_an_agreement_is_found_by_the_names_of_today(base: Base) -> None:
    club = Reference(0, "Club Viejo", "organization")
    ana, eva = Reference(0, "Ana Antes", "person"), Reference(0, "Eva Previa", "person")
    new = NewAgreement(
        "Convenio",
        parties=(PartyValues(organization=club, liaison=ana),),
        signatories=(SignatoryValues(party=0, person=eva, post="Presidenta"),),
        obligations=(ObligationValues("Coeditar un texto"),),
    )
    add(base, new)
    for word in ("viejo", "antes", "previa", "presidenta", "coeditar"):
        assert found(base, word) == "Convenio", word

    for column, table, value, word in (
        ("official_name", "Organization", "Club Nuevo", "nuevo"),
        ("first_surname", "Person", "Ahora", "ahora"),
        ("first_surname", "Person", "Después", "despues"),
    ):
        rename(base, table, column, value)
        assert found(base, word) == "Convenio", word
    assert found(base, "viejo") == "Convenio"
    assert found(base, "electoral") == ""


CONTACTS = {
    "vigente": ["Pronto", "Vivo"],
    "por-vencer": ["Pronto"],
    "vencido": ["Pasado"],
    "en-trámite": ["Nuevo"],
    "ninguno": ["Ajeno", "Nadie"],
}


@pytest.mark.parametrize("standing", CONTACTS)
def test_contacts_are_found_by_their_agreements(base: Base, standing: str) -> None:
    def act(session: Session) -> None:
        contacts.create(session, Card("organization", official_name="Nadie"))
        for new in REGISTER:
            if new.title in ("Nuevo", "Vivo", "Pronto", "Pasado", "Ajeno"):
                party = PartyValues(organization=Reference(0, new.title, "organization"))
                parties = (party, PartyValues("Otra")) if new.of_others else (party,)
                agreements.record(session, replace(new, parties=parties))

    do(base, act)
    with base.read() as session:
        rows = ids(session, parse(f"convenio:{standing}", TODAY))
        names = dict(session.connection().exec_driver_sql("SELECT id, official_name FROM organization").all())
        assert [names[row] for row in rows] == CONTACTS[standing]
        if standing == "ninguno":
            assert ids(session, parse("convenio:vacío", TODAY)) == rows
        else:
            assert len(ids(session, parse(f"-convenio:{standing}", TODAY))) == 6 - len(rows)


def test_liaisons_and_signatories_have_the_agreement_of_their_institution(base: Base) -> None:
    party = PartyValues("Club", liaison=Reference(0, "Enlace Uno", "person"))
    who = (SignatoryValues(party=0, person=Reference(0, "Firma Dos", "person")),)
    agreement = add(base, replace(REGISTER[1], parties=(party,), signatories=who))
    with base.read() as session:
        assert count(session, parse("convenio:vigente", TODAY)) == 2
    do(base, lambda s: trash.trash(s, [agreement]))
    with base.read() as session:
        assert count(session, parse("convenio:ninguno", TODAY)) == 2
