"""The agreements of a large office: list, board, terms, alerts, a record and its ficha, beside plain statements.

5,000 agreements with ten obligations each: ten times what the office has.
"""

import datetime
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.orm import Session

from crm import (
    agreement_alerts,
    agreement_ficha,
    agreement_list,
    agreement_record,
    agreement_terms,
    agreements,
    reference_data,
)
from crm.agreement_board import board
from crm.agreement_values import NewAgreement, ObligationValues, PartyValues, SignatoryValues, StepValues
from crm.base import Base, open_base
from crm.clock import Clock
from crm.contact_values import Reference
from crm.printing.catalog import Wanted, make
from crm.query import parse
from crm.query_run import ids
from tests.benchmarks.harness import Report
from ui.desktop.listing.model import PAGE

DAY = datetime.date(2025, 10, 6)
LIMIT = 0.100
"""As for any read model (QUALITY, "Budgets")."""
FICHA = 0.060
SHOWN = 200
"""Rows that a list reads at a time, more than a window shows."""
FOREMOST = 8

_STEPS = ("solicitud", "opinión de pertinencia", "negociación", "validación jurídica", "suscripción")
_OWN = """
    SELECT a.id, a.folio, a.title, a.signed_on, a.start_on, a.end_on, a.indefinite, a.of_others FROM agreement AS a
    JOIN record AS r ON r.id = a.id AND r.trashed_by IS NULL"""
_STAGES = "SELECT agreement_id, stage, entered_on FROM agreement_stage ORDER BY agreement_id, position"
_DUE = "SELECT id, agreement_id, what, due_on, state FROM obligation WHERE state IN ('pendiente', 'en curso')"
_ONE = (
    "SELECT * FROM agreement WHERE id = ?",
    "SELECT * FROM obligation WHERE agreement_id = ?",
    "SELECT * FROM agreement_party WHERE agreement_id = ?",
    "SELECT * FROM agreement_stage WHERE agreement_id = ?",
)


def stock(base: Base, agreements_made: int, obligations_each: int = 10) -> None:
    """Write agreements down in every stage, in force, about to lapse and lapsed."""
    with base.write("Surtir") as session:
        agreements.record_many(session, list(_generated(agreements_made, obligations_each)))


def measure(report: Report, folder: Path, n: int) -> Path:
    """Make a base of so many agreements, and read each in turn with the plain statements; where the base is."""
    path, clock = folder / "convenios.vinculo", Clock.fixed(DAY)
    reference_data.create(path, clock=clock)
    with open_base(path, actor="banco", clock=clock) as base:
        stock(base, n)
        with base.read() as session:
            _measure(report, session, DAY)
    return path


def _measure(report: Report, session: Session, day: datetime.date) -> None:
    def read(statement: str, *values: object) -> int:
        return len(session.connection().exec_driver_sql(statement, values).all())

    query = parse("que:convenios", day)
    everything = ids(session, query)
    total = f"{len(everything):,} convenios"
    # Functions of the base are taught and dates are read once in a process.
    agreement_list.groups(session, query)
    report.compare(
        f"la lista de {total} por etapa",
        lambda: agreement_list.groups(session, query),
        lambda: (read(_OWN), read(_STAGES)),
        rounds=9,
        limit=LIMIT,
    )
    report.compare(
        f"{SHOWN} renglones de la lista de convenios",
        lambda: agreement_list.rows(session, everything[:SHOWN], today=day),
        lambda: read(f"{_OWN} LIMIT {SHOWN}"),
        rounds=9,
        limit=LIMIT,
    )
    report.compare(
        f"el tablero de {total}",
        lambda: board(session, query),
        lambda: (read(_OWN), read(_STAGES)),
        rounds=9,
        limit=LIMIT,
    )
    report.compare(
        f"las vigencias de {total} y sus primeras {PAGE}",
        lambda: agreement_terms.bars(session, agreement_terms.terms(session, query).ids[:PAGE], today=day),
        lambda: (read(_OWN), read(_STAGES)),
        rounds=9,
        limit=LIMIT,
    )
    report.compare(
        "los avisos de convenios de Mi día",
        lambda: agreement_alerts.foremost(session, day, FOREMOST),
        lambda: (read(_OWN), read(_STAGES), read(_DUE)),
        rounds=9,
        limit=LIMIT,
    )
    report.compare(
        "los convenios por vencer de Mi día",
        lambda: agreement_alerts.lapsing(session, day),
        lambda: read(_OWN),
        rounds=9,
        limit=LIMIT,
    )
    one = everything[len(everything) // 2]
    report.compare(
        "la ficha de un convenio en pantalla",
        lambda: agreement_record.record(session, one, today=day),
        lambda: [read(statement, one) for statement in _ONE],
        rounds=9,
        limit=LIMIT,
    )
    report.compare(
        "la ficha de un convenio en PDF, desde la base",
        lambda: make(session, Wanted("ficha", one), day),
        lambda: agreement_ficha.summary(session, one, day),
        rounds=9,
        limit=FICHA,
    )


def _generated(n: int, obligations_each: int) -> Iterator[NewAgreement]:
    for number in range(n):
        year = 2015 + number % 11
        # One in ten is still to be signed.
        steps = _STEPS if number % 10 else _STEPS[: 1 + number // 10 % 4]
        is_signed = "suscripción" in steps
        party = PartyValues(
            organization=Reference(0, f"Institución de prueba {number % 300}", "organization")
        )
        yield NewAgreement(
            title=f"Convenio de colaboración {number} para la promoción del voto",
            folio=f"CONV-{year}-{number // 11 + 1:03d}",
            scope=("general", "específico")[number % 2],
            object="Establecer las bases de colaboración para difundir los derechos político-electorales.",
            of_others=number % 50 == 0,
            received=f"{year}-01-15",
            signed=f"{year}-05-14" if is_signed else "",
            start=f"{year}-05-14" if is_signed else "",
            end=f"{year + 3}-{1 + number % 12:02d}-28" if is_signed and number % 9 else "",
            indefinite=is_signed and not number % 9,
            notice_days=60,
            responsible="Ana López",
            parties=(party,),
            signatories=(SignatoryValues(party=0, name="Rosa Tapia", post="Presidenta"),),
            steps=tuple(StepValues(step, f"{year}-0{place + 1}-15") for place, step in enumerate(steps)),
            obligations=tuple(
                ObligationValues(
                    f"Entregar el informe {place} de la difusión realizada",
                    side=("nuestra", "suya", "compartida")[place % 3],
                    due=f"{year + place % 4}-0{1 + place % 9}-20",
                    # What was due is met, nearly always.
                    state="cumplida" if year + place % 4 < 2025 and (number + place) % 10 else "pendiente",
                )
                for place in range(obligations_each)
            ),
        )
