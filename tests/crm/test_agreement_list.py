"""The list and the board of agreements: by stage, in words, counted with those of others apart; what a card may do."""

import datetime
from dataclasses import replace
from typing import Any

import pytest

from crm import agreement_board, agreement_list, agreements, obligations
from crm.agreement_board import Drop
from crm.agreement_stages import STAGES
from crm.agreement_values import (
    FulfilmentValues,
    NewAgreement,
    PartyValues,
    StepValues,
)
from crm.alert_days import AlertDays, set_alert_days
from crm.base import Base
from crm.query import parse
from tests.crm.agreement_cases import WHOLE, add, do, rows

TODAY = datetime.date(2025, 10, 6)
SIGNING = StepValues("suscripción", "2024-05-14")


def one(title: str, *steps: StepValues, **more: Any) -> NewAgreement:
    return NewAgreement(title, steps=steps, parties=(PartyValues(title),), **more)


def signed(title: str, end: str = "", *steps: StepValues, **more: Any) -> NewAgreement:
    values = {"signed": "2024-05-14", "start": "2024-05-14", "end": end, **more}
    return one(title, SIGNING, *steps, **values)


REGISTER = {
    "Nuevo": (one("Nuevo", StepValues("solicitud", "2025-09-02")), "34 días en esta etapa", False),
    "Ayer": (one("Ayer", StepValues("solicitud", "2025-10-05")), "1 día en esta etapa", False),
    "Viejo": (one("Viejo", StepValues("validación jurídica", "2025-02-18")), "detenido hace 230 días", True),
    "Sin": (one("Sin", StepValues("solicitud", "2025")), "", False),
    "Pronto": (signed("Pronto", "2025-10-30"), "vence en 24 días", True),
    "Mañana": (signed("Mañana", "2025-10-07"), "vence en 1 día", True),
    "Hoy": (signed("Hoy", "2025-10-06"), "vence hoy", True),
    "Luego": (signed("Luego", "2026-04-04"), "vence en 180 días", False),
    "Lejos": (signed("Lejos", "2026-12-31"), "hasta 31 dic 2026", False),
    "Mes": (signed("Mes", "2026-12"), "hasta dic 2026", False),
    "Siempre": (signed("Siempre", indefinite=True), "sin término", False),
    "Pasado": (signed("Pasado", "2025-10-05"), "venció hace 1 día", True),
    "Cerrado": (signed("Cerrado", "2025-01-01", StepValues("concluido", "2025-01-15")), "15 ene 2025", False),
    "Renovado": (signed("Renovado", "2025-01-01", StepValues("renovado", "2025-01-15")), "1 ene 2025", False),
    "Trunco": (signed("Trunco", "", StepValues("terminado anticipadamente")), "", False),
}
OTHERS = replace(
    signed("Ajeno", "2025-10-30"), of_others=True, parties=(PartyValues("INE"), PartyValues("IPAM"))
)


@pytest.fixture
def register(base: Base) -> Base:
    news = [new for new, _line, _warns in REGISTER.values()]
    do(base, lambda session: agreements.record_many(session, [*news, OTHERS]))
    return base


def ids(base: Base) -> dict[str, int]:
    return {title: number for number, title in rows(base, "SELECT id, title FROM agreement")}


def listed(base: Base, *titles: str) -> list[agreement_list.AgreementRow]:
    known = ids(base)
    with base.read() as session:
        return agreement_list.rows(session, [known[title] for title in titles], today=TODAY)


@pytest.mark.parametrize("title", REGISTER)
def test_a_row_says_in_words_how_an_agreement_is(register: Base, title: str) -> None:
    _new, line, warns = REGISTER[title]
    row = listed(register, title)[0]
    assert (row.title, row.parties, row.line, row.warns) == (title, title, line, warns)


def test_a_row_holds_what_the_columns_show(base: Base) -> None:
    agreement = add(base, replace(WHOLE, steps=(SIGNING,), responsible="Ana", area_text="Difusión"))
    do(
        base,
        lambda s: obligations.fulfil(
            s, rows(base, "SELECT min(id) FROM obligation")[0][0], FulfilmentValues()
        ),
    )
    with base.read() as session:
        row = agreement_list.rows(session, [999, agreement], today=TODAY)[0]
    assert row.parties == "Asociación de Estudiantes Chilangos en Escocia (ADECE)"
    assert (row.folio, row.kind, row.label) == ("CONV-2024-011", "General", "Vigente")
    assert (row.last_day, row.days_left, row.responsible, row.area) == ("2026-05-13", 219, "Ana", "Difusión")
    assert (row.progress.met, row.progress.obligations, row.progress.percent) == (1, 2, 20.0)


def test_one_of_others_never_asks_to_be_seen_to(register: Base) -> None:
    row = listed(register, "Ajeno")[0]
    assert (row.line, row.warns, row.of_others, row.parties) == ("vence en 24 días", False, True, "INE, IPAM")


def grouped(base: Base, query: str = "") -> dict[str, list[str]]:
    names = {number: title for title, number in ids(base).items()}
    with base.read() as session:
        found = agreement_list.groups(session, parse(f"que:convenios {query}", TODAY))
    return {group.label: [names[number] for number in group.ids] for group in found}


def test_the_list_goes_by_stage_with_those_of_others_apart(register: Base) -> None:
    assert grouped(register) == {
        "Solicitud": ["Sin", "Nuevo", "Ayer"],
        "Validación jurídica": ["Viejo"],
        "Vigente": ["Hoy", "Mañana", "Pronto", "Luego", "Lejos", "Mes", "Siempre"],
        "Vencido": ["Pasado"],
        "Concluido": ["Cerrado"],
        "Terminado anticipadamente": ["Trunco"],
        "Renovado": ["Renovado"],
        "De terceros": ["Ajeno"],
    }
    assert grouped(register, "estado:por-vencer") == {
        "Vigente": ["Hoy", "Mañana", "Pronto", "Luego"],
        "De terceros": ["Ajeno"],
    }


def test_those_of_others_are_never_counted_as_ours(register: Base) -> None:
    with register.read() as session:
        found = agreement_list.counts(session, parse("que:convenios", TODAY))
    assert set(found) == {*STAGES, ""}
    assert {stage: n for stage, n in found.items() if n} == {
        "solicitud": 3,
        "validación jurídica": 1,
        "vigente": 7,
        "vencido": 1,
        "concluido": 1,
        "terminado anticipadamente": 1,
        "renovado": 1,
        "": 1,
    }


def test_every_stage_has_a_column_on_the_board_and_others_none(register: Base) -> None:
    names = {number: title for title, number in ids(register).items()}
    with register.read() as session:
        found = agreement_board.board(session, parse("que:convenios", TODAY))
    columns = {column.label: [names[number] for number in column.ids] for column in found}
    assert [column.stage for column in found] == list(agreement_board.COLUMNS)
    assert set(agreement_board.COLUMNS) == set(STAGES)
    assert (columns["Negociación"], columns["Solicitud"]) == ([], ["Sin", "Nuevo", "Ayer"])
    assert "Ajeno" not in {title for titles in columns.values() for title in titles}


def test_a_card_says_where_it_may_be_dropped(register: Base) -> None:
    with register.read() as session:
        found = {drop.stage: drop for drop in agreement_board.drops(session, ids(register)["Viejo"], TODAY)}
    assert found["negociación"] == Drop("negociación")
    assert found["suscripción"] == Drop("suscripción")
    assert "Antes falta otra etapa" in found["vigente"].refusal
    assert "resulta de la fecha" in found["vencido"].refusal
    assert "ya está en esa etapa" in found["validación jurídica"].refusal
    with register.read() as session:
        vigente = {drop.stage: drop for drop in agreement_board.drops(session, ids(register)["Lejos"], TODAY)}
    assert vigente["concluido"].refusal == ""
    assert "31 de diciembre de 2026" in vigente["concluido"].lacking[0]


def test_the_days_that_the_office_sets_change_the_words(register: Base) -> None:
    do(register, lambda s: set_alert_days(s, AlertDays((500, 20), 30)))
    lines = {row.title: (row.line, row.warns) for row in listed(register, "Nuevo", "Pronto", "Lejos")}
    assert lines == {
        "Nuevo": ("detenido hace 34 días", True),
        "Pronto": ("vence en 24 días", False),
        "Lejos": ("vence en 451 días", False),
    }
