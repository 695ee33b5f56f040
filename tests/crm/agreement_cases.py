"""An agreement to write down in tests, and what they do to it and read of it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy import text

from crm import agreements, operations
from crm.agreement_values import (
    ClauseValues,
    NewAgreement,
    ObligationValues,
    PartyValues,
    SignatoryValues,
    StepValues,
)
from crm.base import Base, Session
from crm.contact_values import Reference

ADECE = Reference(0, "Asociación de Estudiantes Chilangos en Escocia (ADECE)", "organization")
RENATA = Reference(0, "Renata Olivares Prieto", "person")
WHOLE = NewAgreement(
    title="  Convenio  General con ADECE ",
    folio="CONV-2024-011",
    scope="general",
    object="Difundir <b>información</b>\nentre la ciudadanía",
    received="2024-01-12",
    signed="2024-05-14",
    start="2024-05-14",
    end="2026-05-13",
    renewal="por acuerdo",
    notice_days=60,
    parties=(PartyValues(organization=ADECE, short="ADECE", liaison=RENATA),),
    signatories=(
        SignatoryValues(party=0, person=RENATA, post="Presidenta"),
        SignatoryValues(name="Testigo", part="testigo de honor"),
    ),
    clauses=(ClauseValues("Segunda", "Compromisos"), ClauseValues("Tercera")),
    obligations=(
        ObligationValues("Coeditar un texto", clause=0, letter="a", due="2025-08-29"),
        ObligationValues("Informe semestral", side="suya", clause=1, letter="b", party=0, planned=4),
    ),
    steps=(StepValues("solicitud", "2024-01-12"), StepValues("opinión de pertinencia", "2024-02-09")),
    notes=("Llegó por correo",),
)
SIGNED = replace(WHOLE, steps=(*WHOLE.steps, StepValues("suscripción", "2024-05-14")))


def add(base: Base, new: NewAgreement = WHOLE, **other: Any) -> int:
    """Write an agreement down; return its id."""
    with base.write(agreements.ADD_TITLE) as session:
        return agreements.record(session, replace(new, **other))


def do(base: Base, act: Callable[[Session], Any], title: str = "Prueba") -> Any:
    """Do something in one operation; return what comes of it."""
    with base.write(title) as session:
        return act(session)


def rows(base: Base, statement: str) -> list[tuple[Any, ...]]:
    """What a statement finds."""
    with base.read() as session:
        return [tuple(row) for row in session.execute(text(statement))]


_TABLES = (
    "agreement agreement_party signatory agreement_stage clause obligation amendment amendment_party fulfilment "
    "work_item note record_link"
)


def everything(base: Base) -> dict[str, list[tuple[Any, ...]]]:
    """All that is kept of agreements, by table."""
    return {table: rows(base, f"SELECT * FROM {table} ORDER BY id") for table in _TABLES.split()}


def undone_and_redone(base: Base, act: Callable[[Session], Any], title: str = "Prueba") -> Any:
    """Do something, make sure that undo brings all back as it was and redo does it again; return what came of it."""
    before = everything(base)
    result = do(base, act, title)
    after = everything(base)
    assert after != before
    assert "{" not in operations.undo(base).title
    assert everything(base) == before
    operations.redo(base)
    assert everything(base) == after
    return result
