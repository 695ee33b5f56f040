"""The timeline of terms: from when to when, without an end, known in part, amended; of others and unsigned apart."""

import datetime
from array import array
from dataclasses import replace
from typing import Any

from crm import agreement_edit, agreements
from crm.agreement_terms import TermBar, Terms, bars, terms
from crm.agreement_values import AmendmentValues, NewAgreement, PartyValues, StepValues
from crm.base import Base
from crm.query import parse
from tests.crm.agreement_cases import add, do

TODAY = datetime.date(2025, 10, 6)


def signed(title: str, **more: Any) -> NewAgreement:
    values = {"signed": "2024-05-14", "start": "2024-05-14", "steps": (StepValues("suscripción"),), **more}
    return NewAgreement(title, parties=(PartyValues(title),), **values)


def read(base: Base, query: str = "") -> Terms:
    with base.read() as session:
        return terms(session, parse(f"que:convenios {query}", TODAY))


def drawn(base: Base, query: str = "") -> list[TermBar]:
    with base.read() as session:
        found = terms(session, parse(f"que:convenios {query}", TODAY))
        return bars(session, found.ids, today=TODAY)


def test_terms_go_by_their_end_and_what_has_none_comes_last(base: Base) -> None:
    others = replace(
        signed("Ajeno", end="2026"), of_others=True, parties=(PartyValues("A"), PartyValues("B"))
    )
    news = [
        signed("Siempre", indefinite=True),
        signed("Pronto", end="2025-10-30"),
        signed("Mes", start="2024", end="2027-02"),
        signed("Pasado", end="2025-01-31"),
        signed("Renueva", start="", end="2025-05-13", renewal="automática", renewal_months=12),
        signed("Sin término"),
        signed("Sin firma", signed="", end="2030"),
        signed("No", end="2030", steps=(StepValues("no suscrito", note="x"),)),
        others,
    ]
    do(base, lambda session: agreements.record_many(session, news))
    found = read(base)
    assert [(bar.parties, str(bar.start), str(bar.end), bar.is_exact) for bar in drawn(base)] == [
        ("Pasado", "2024-05-14", "2025-01-31", True),
        ("Pronto", "2024-05-14", "2025-10-30", True),
        ("Renueva", "2024-05-14", "2026-05-13", True),
        ("Mes", "2024-01-01", "2027-02-28", False),
        ("Siempre", "2024-05-14", "None", True),
    ]
    assert (found.undated, str(found.first), str(found.last)) == (1, "2024-01-01", "2027-02-28")
    assert [(bar.line, bar.warns) for bar in drawn(base)[:2]] == [
        ("venció hace 248 días", True),
        ("vence en 24 días", True),
    ]
    assert [bar.title for bar in drawn(base, "estado:por-vencer")] == ["Pronto"]


def test_an_amendment_lengthens_the_bar(base: Base) -> None:
    agreement = add(base, signed("A", end="2025-12-31"))
    longer = AmendmentValues(effective="2025-01-01", end="2028-01-31")
    do(base, lambda session: agreement_edit.save(session, agreement, "amendments", None, longer))
    assert str(drawn(base)[0].end) == "2028-01-31"


def test_nothing_signed_is_nothing_to_draw(base: Base) -> None:
    assert read(base) == Terms(array("q"), 0, TODAY, TODAY)


def test_a_bar_tells_what_is_certain_what_was_added_and_when_to_give_notice(base: Base) -> None:
    partial = signed("Mes", start="2024", end="2027-02")
    add(base, partial)
    lengthened = add(base, signed("A", end="2025-12-31", notice_days=60))
    amendment = AmendmentValues(effective="2025-03-01", end="2026-06-30")
    do(base, lambda s: agreement_edit.save(s, lengthened, "amendments", None, amendment))
    longer, month = drawn(base)
    assert (str(month.sure_from), str(month.sure_to), month.signed_end) == ("2024-12-31", "2027-02-01", None)
    assert (str(longer.sure_from), str(longer.sure_to)) == ("2024-05-14", "2026-06-30")
    assert (str(longer.signed_end), str(longer.notice_on)) == ("2025-12-31", "2026-05-01")
    assert (longer.state, month.state) == ("vigente", "vigente")


def test_a_bar_tells_how_its_term_is_that_day(base: Base) -> None:
    add(base, signed("Pasado", end="2025-01-31"))
    add(base, signed("Pronto", end="2025-10-30"))
    add(base, signed("Acabó", end="2025-12-31", steps=(StepValues("suscripción"), StepValues("concluido"))))
    assert [(bar.parties, bar.state) for bar in drawn(base)] == [
        ("Pasado", "vencido"),
        ("Pronto", "por vencer"),
        ("Acabó", ""),
    ]
