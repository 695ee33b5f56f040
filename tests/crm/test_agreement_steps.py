"""Steps of an agreement: what is offered, taken, refused, corrected with a reason, and taken back."""

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crm import agreement_board, agreement_edit, agreement_steps, document_files, documents
from crm.agreement_reading import whereabouts
from crm.agreement_stages import STAGES, next_stages
from crm.agreement_steps import Offer
from crm.agreement_values import NewAgreement, PartyValues, StepValues
from crm.base import Base
from crm.contact_values import Kept
from crm.errors import ChangedMeanwhile, InvalidValue, NotFound, UserError
from crm.query import parse
from crm.query_run import count
from tests.crm.agreement_cases import SIGNED, WHOLE, add, do, rows, undone_and_redone

TODAY = datetime.date(2025, 10, 6)
BARE = NewAgreement("Convenio", received="2025-09-01", parties=(PartyValues("ADECE"),))


def take(base: Base, agreement: int, stage: str, **more: Any) -> None:
    title = agreement_steps.STEP_TITLES[stage]
    undone_and_redone(
        base,
        lambda session: agreement_steps.take(session, agreement, StepValues(stage, **more), today=TODAY),
        title,
    )


def stage(base: Base, agreement: int, day: datetime.date = TODAY) -> str:
    with base.read() as session:
        return agreement_steps.stage_of(session, agreement, day)


def steps(base: Base) -> list[tuple[Any, ...]]:
    return rows(base, "SELECT stage, entered_on, note, reason FROM agreement_stage ORDER BY position")


def kept(base: Base, place: int) -> Kept:
    found = rows(
        base, "SELECT id, stage, entered_on, responsible, note FROM agreement_stage ORDER BY position"
    )
    return Kept(found[place][0], StepValues(*found[place][1:]))


def test_an_agreement_goes_all_the_way_and_each_step_is_taken_back(base: Base) -> None:
    agreement = add(base, BARE)
    assert stage(base, agreement) == "solicitud"
    take(base, agreement, "opinión de pertinencia", on="2025-09-02", responsible=" Jimena  Robles ")
    own = {"opinion": "favorable", "opinion_number": "IECM/DVOE/12/2025"}
    do(
        base,
        lambda s: agreement_edit.save(s, agreement, "opinion", {"opinion": "", "opinion_number": ""}, own),
    )
    take(base, agreement, "negociación", on="2025-09-03")
    take(base, agreement, "validación jurídica", on="2025-09-04")
    take(base, agreement, "suscripción", on="2025-09-05", note="Cita el 10")
    term = {"start": "2025-09-10", "end": "2025-10-05", "indefinite": False}
    none = {"start": "", "end": "", "indefinite": False}
    do(base, lambda s: agreement_edit.save(s, agreement, "term", none, term))
    take(base, agreement, "vigente", on="2025-09-10", note="Firmado", responsible="Ana")
    assert rows(base, "SELECT signed_on FROM agreement") == [("2025-09-10",)]
    assert steps(base)[-1] == ("suscripción", "2025-09-05", "Cita el 10\nFirmado", "")
    days = {
        datetime.date(2025, 9, 9): "suscripción",
        datetime.date(2025, 9, 10): "vigente",
        datetime.date(2025, 10, 5): "vigente",
        datetime.date(2025, 10, 6): "vencido",
    }
    assert {day: stage(base, agreement, day) for day in days} == days
    take(base, agreement, "concluido", on="2025-10-06")
    assert stage(base, agreement) == "concluido"
    with base.read() as session:
        assert agreement_steps.offers(session, agreement, TODAY) == ()


def test_only_sensible_steps_are_offered_with_what_they_lack(base: Base) -> None:
    agreement = add(base, BARE)
    expected = [Offer("opinión de pertinencia"), Offer("no suscrito")]
    with base.read() as session:
        assert list(agreement_steps.offers(session, agreement, TODAY)) == expected
    take(base, agreement, "opinión de pertinencia")
    with base.read() as session:
        offers = agreement_steps.offers(session, agreement, TODAY)
    assert [offer.stage for offer in offers] == ["negociación", "no suscrito"]
    assert [bool(offer.lacking) for offer in offers] == [True, False]


ARRIVED = {
    "solicitud": WHOLE.steps[:1],
    "opinión de pertinencia": WHOLE.steps,
    **{
        stage: (StepValues(stage, "2024-05-14"),)
        for stage in (
            "negociación",
            "validación jurídica",
            "suscripción",
            "concluido",
            "no suscrito",
            "terminado anticipadamente",
            "renovado",
        )
    },
}


@pytest.mark.parametrize("start", STAGES)
def test_of_every_stage_only_the_steps_that_make_sense_are_taken(base: Base, start: str) -> None:
    if start in ("vigente", "vencido"):
        end = "2026-05-13" if start == "vigente" else "2025-10-05"
        new = replace(SIGNED, end=end)
    else:
        new = replace(WHOLE, steps=ARRIVED[start], signed="", opinion="favorable", start="", end="")
    agreement = add(base, new)
    assert stage(base, agreement) == start
    taken = []
    for to in STAGES:
        step = StepValues(to, "2025-10-06", note="Porque sí")
        try:
            with base.write("Prueba") as session:
                agreement_steps.take(session, agreement, step, today=TODAY)
                taken.append(to)
                raise InterruptedError
        except InterruptedError:
            continue
        except UserError:
            continue
    refused = {"concluido"} if start == "vigente" else set()
    assert set(taken) == set(next_stages(start)) - refused


def test_what_was_signed_without_a_known_term_can_end_and_is_never_unsigned(base: Base) -> None:
    agreement = add(base, replace(SIGNED, start="", end=""))
    assert stage(base, agreement) == "suscripción"
    with base.read() as session:
        offered = [offer.stage for offer in agreement_steps.offers(session, agreement, TODAY)]
        dropped = {drop.stage: drop.refusal for drop in agreement_board.drops(session, agreement, TODAY)}
    assert offered == ["vigente", "concluido", "renovado", "terminado anticipadamente"]
    assert [name for name, refused in dropped.items() if not refused] == offered
    assert "ya se firmó" in dropped["no suscrito"]
    step = StepValues("no suscrito", "2025-10-06", note="Error")
    with pytest.raises(UserError, match="ya se firmó"):
        do(base, lambda session: agreement_steps.take(session, agreement, step, today=TODAY))
    take(base, agreement, "concluido", on="2025-10-06")
    assert stage(base, agreement) == "concluido"


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"stage": "negociación"}, "Falta el sentido de la opinión"),
    ({"stage": "no suscrito"}, "Escriba en la nota"),
    ({"stage": "no suscrito", "note": "x", "on": "2025-10-07"}, "Aún no llega"),
    ({"stage": "no suscrito", "note": "x", "on": "2024-02-08"}, "antes que la anterior"),
    ({"stage": "no suscrito", "note": "x", "on": "ayer"}, "no es una fecha"),
    ({"stage": "no suscrito", "note": "x\x00"}, "no se puede guardar"),
    ({"stage": "no suscrito", "note": "x", "document": 99}, "no es de este convenio"),
    ({"stage": "solicitud"}, "ya pasó"),
]


@pytest.mark.parametrize(("step", "said"), REFUSED)
def test_a_step_that_cannot_be_taken_is_refused_and_changes_nothing(
    base: Base, step: dict[str, Any], said: str
) -> None:
    agreement = add(base)
    before = steps(base)
    with pytest.raises(UserError, match=said), base.write("Prueba") as session:
        agreement_steps.take(session, agreement, StepValues(**step), today=TODAY)
    assert steps(base) == before


def test_a_signing_without_its_day_is_refused_and_s_f_will_do(base: Base) -> None:
    agreement = add(base, replace(WHOLE, signed="", steps=(StepValues("suscripción", "2024-05-01"),)))
    with pytest.raises(UserError, match="Falta la fecha de firma"):
        do(base, lambda s: agreement_steps.take(s, agreement, StepValues("vigente"), today=TODAY))
    take(base, agreement, "vigente", on="s/f")
    assert stage(base, agreement) == "vigente"


def test_without_a_start_of_its_own_a_term_runs_from_the_signature(base: Base) -> None:
    agreement = add(base, replace(SIGNED, start=""))
    assert stage(base, agreement, datetime.date(2024, 5, 13)) == "suscripción"
    assert stage(base, agreement, datetime.date(2024, 5, 14)) == "vigente"
    with base.read() as session:
        for day, found in ((datetime.date(2024, 5, 13), 0), (datetime.date(2024, 5, 14), 1)):
            assert count(session, parse("que:convenios etapa:vigente", day)) == found
            listed = whereabouts(session, [agreement], today=day)[agreement]
            assert (listed.stage == "vigente") is bool(found)


def test_a_document_proves_a_step_until_it_is_removed(base: Base, tmp_path: Path) -> None:
    agreement = add(base)
    (tmp_path / "oficio.txt").write_text("x")
    file = document_files.keep_file(base, tmp_path / "oficio.txt")
    document = do(base, lambda s: documents.add_document(s, record=agreement, file=file))
    take(base, agreement, "no suscrito", on="2024-02-09", note="x", document=document)
    assert rows(base, "SELECT max(document_id) FROM agreement_stage") == [(document,)]
    undone_and_redone(base, lambda s: documents.remove_document(s, document=document))
    assert rows(base, "SELECT max(document_id) FROM agreement_stage") == [(None,)]


def correct(
    base: Base, agreement: int, before: Kept, after: StepValues | None, reason: str = "Error"
) -> None:
    undone_and_redone(
        base,
        lambda s: agreement_steps.correct(s, agreement, before, after, reason=reason, today=TODAY),
        agreement_steps.CORRECT_TITLE,
    )


def test_a_stage_is_corrected_with_a_reason(base: Base) -> None:
    agreement = add(base)
    before = kept(base, 1)
    after = replace(before.value, stage="negociación", on="2024-02", note="Era otra")
    correct(base, agreement, before, after, " Se anotó mal ")
    assert steps(base) == [
        ("solicitud", "2024-01-12", "", ""),
        ("negociación", "2024-02", "Era otra", "Se anotó mal"),
    ]
    # Saving what is there already changes nothing.
    do(base, lambda s: agreement_steps.correct(s, agreement, before, after, reason="Otra vez", today=TODAY))
    assert steps(base)[-1][-1] == "Se anotó mal"


@pytest.mark.parametrize(
    ("place", "left", "noted"), [(1, "solicitud", "Sobra"), (0, "opinión de pertinencia", "Sobra")]
)
def test_a_stage_is_taken_away_and_the_reason_stays(base: Base, place: int, left: str, noted: str) -> None:
    agreement = add(base)
    correct(base, agreement, kept(base, place), None, "Sobra")
    assert [(step[0], step[3]) for step in steps(base)] == [(left, noted)]
    with pytest.raises(UserError, match="al menos en una etapa"):
        do(
            base,
            lambda s: agreement_steps.correct(s, agreement, kept(base, 0), None, reason="Sobra", today=TODAY),
        )


def test_what_cannot_be_corrected_is_refused(base: Base) -> None:
    agreement = add(base)
    first, second = kept(base, 0), kept(base, 1)
    other = add(base, BARE)
    other_row = rows(base, f"SELECT max(id) FROM agreement_stage WHERE agreement_id = {other}")[0][0]
    cases: list[tuple[Kept, StepValues, str, type[Exception], str]] = [
        (first, first.value, " ", InvalidValue, "por qué"),
        (first, first.value, "\x00", InvalidValue, "guardar"),
        (first, replace(first.value, stage="vencido"), "x", InvalidValue, "opción"),
        (first, replace(first.value, on="2024-13"), "x", InvalidValue, "no existe"),
        (second, replace(second.value, on="2025-10-07"), "x", InvalidValue, "Aún no llega"),
        (first, replace(first.value, on="2024-02-10"), "x", InvalidValue, "antes que la anterior"),
        (first, replace(first.value, stage="concluido"), "x", InvalidValue, "no hay otra etapa"),
        (first, replace(first.value, stage="opinión de pertinencia"), "x", InvalidValue, "dos veces"),
        (Kept(other_row, first.value), first.value, "x", NotFound, "etapa"),
        (
            replace(first, value=replace(first.value, note="otra")),
            replace(first.value, note="x"),
            "x",
            ChangedMeanwhile,
            "ana cambió",
        ),
        (
            replace(first, value=replace(first.value, note="otra")),
            None,
            "x",
            ChangedMeanwhile,
            "ana cambió",
        ),
    ]
    before = steps(base)
    for row, after, reason, error, said in cases:
        with pytest.raises(error, match=said):
            do(
                base,
                lambda s, r=row, a=after, why=reason: agreement_steps.correct(
                    s, agreement, r, a, reason=why, today=TODAY
                ),
            )
    assert steps(base) == before


def test_an_agreement_that_is_gone_takes_no_step(base: Base) -> None:
    with pytest.raises(NotFound):
        do(base, lambda s: agreement_steps.take(s, 99, StepValues("negociación"), today=TODAY))
