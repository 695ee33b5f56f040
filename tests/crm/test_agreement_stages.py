"""Every pair of stages, what a step needs first, and what dates make of an agreement that was signed."""

import datetime

import pytest

from crm.agreement_stages import (
    CONCLUDED,
    ENDED_EARLY,
    IN_FORCE,
    LABELS,
    LAPSED,
    LEGAL_REVIEW,
    NEGOTIATION,
    NOT_SIGNED,
    OPINION,
    RENEWED,
    REQUESTED,
    SIGNING,
    STAGES,
    Facts,
    Stay,
    Step,
    current,
    is_signed,
    lacking,
    next_stages,
    refusal,
    stays,
)
from crm.agreement_term import Term

TODAY = datetime.date(2025, 10, 6)
YEARS = Term("2024-05-14", "2026-05-13")

# Rows are where an agreement stands, columns where it is to go. A letter is the reason for refusing the step.
ORDER = (
    REQUESTED, OPINION, NEGOTIATION, LEGAL_REVIEW, SIGNING, IN_FORCE, LAPSED,
    CONCLUDED, NOT_SIGNED, ENDED_EARLY, RENEWED,
)  # fmt: skip
TABLE = {
    #             sol opi neg val sus vig ven con nos ter ren
    REQUESTED:    "=   ok  s   s   s   s   d   u   ok  u   u",
    OPINION:      "p   =   ok  s   s   s   d   u   ok  u   u",
    NEGOTIATION:  "p   p   =   ok  s   s   d   u   ok  u   u",
    LEGAL_REVIEW: "p   p   ok  =   ok  s   d   u   ok  u   u",
    SIGNING:      "p   p   p   ok  =   ok  d   u   ok  u   u",
    IN_FORCE:     "f   f   f   f   f   =   d   ok  n   ok  ok",
    LAPSED:       "f   f   f   f   f   a   =   ok  n   o   ok",
    CONCLUDED:    "e   e   e   e   e   e   e   =   e   e   e",
    NOT_SIGNED:   "e   e   e   e   e   e   e   e   =   e   e",
    ENDED_EARLY:  "e   e   e   e   e   e   e   e   e   =   e",
    RENEWED:      "e   e   e   e   e   e   e   e   e   e   =",
}  # fmt: skip
REASONS = {
    "=": "ya está en esa etapa",
    "s": "Antes falta otra etapa",
    "p": "ya pasó por",
    "u": "aún no se firma",
    "d": "resulta de la fecha",
    "f": "no vuelve a",
    "n": "no puede quedar como no suscrito",
    "a": "registre una adenda",
    "o": "ya terminó por sí sola",
    "e": "corrija esa etapa",
}
PAIRS = [
    (stage, to, cell)
    for stage, row in TABLE.items()
    for to, cell in zip(ORDER, row.split(), strict=True)
]  # fmt: skip


def test_the_table_has_every_pair() -> None:
    assert len(PAIRS) == len(STAGES) ** 2
    assert set(LABELS) == set(STAGES) == set(ORDER)


@pytest.mark.parametrize(("stage", "to", "cell"), PAIRS)
def test_each_pair_of_stages(stage: str, to: str, cell: str) -> None:
    said = refusal(stage, to)
    assert (to in next_stages(stage)) is (cell == "ok")
    if cell == "ok":
        assert said == ""
    else:
        assert REASONS[cell] in said
        assert said.endswith(".")


# What was signed and whose dates do not tell whether it is in force stays in "suscripción": nothing is undone of it.
SIGNED_ROW = "f   f   f   f   =   ok  d   ok  n   ok  ok"


@pytest.mark.parametrize(("to", "cell"), [*zip(ORDER, SIGNED_ROW.split(), strict=True)])
def test_each_stage_after_a_signing_without_a_known_term(to: str, cell: str) -> None:
    said = refusal(SIGNING, to, signed=True)
    assert (to in next_stages(SIGNING, signed=True)) is (said == "") is (cell == "ok")
    assert cell == "ok" or REASONS[cell] in said


@pytest.mark.parametrize("stage", [stage for stage in ORDER if stage != SIGNING])
def test_the_signature_matters_nowhere_else(stage: str) -> None:
    assert next_stages(stage, signed=True) == next_stages(stage)
    assert [refusal(stage, to, signed=True) for to in ORDER] == [refusal(stage, to) for to in ORDER]


@pytest.mark.parametrize(
    ("signed_on", "signed"),
    [
        ("", False),
        ("s/f", True),
        ("2025-10-06", True),
        ("2025-10-07", False),
        ("2025-10", True),
        ("2026", False),
    ],
)
def test_who_signs_another_day_has_not_signed(signed_on: str, signed: bool) -> None:
    assert is_signed(signed_on, TODAY) is signed


@pytest.mark.parametrize(
    ("stage", "to", "facts", "said"),
    [
        (OPINION, NEGOTIATION, Facts(opinion="favorable"), ""),
        (OPINION, NEGOTIATION, Facts(opinion="con observaciones"), ""),
        (OPINION, NEGOTIATION, Facts(), "Falta el sentido de la opinión"),
        (OPINION, NEGOTIATION, Facts(opinion="no favorable"), "no fue favorable"),
        (NEGOTIATION, LEGAL_REVIEW, Facts(parties=2), ""),
        (NEGOTIATION, LEGAL_REVIEW, Facts(parties=1), "dos partes o más"),
        (SIGNING, IN_FORCE, Facts(parties=2, signed_on="2024-05-14", term=YEARS), ""),
        (SIGNING, IN_FORCE, Facts(parties=2, signed_on="s/f"), ""),
        (SIGNING, IN_FORCE, Facts(parties=2), "Falta la fecha de firma"),
        (SIGNING, IN_FORCE, Facts(parties=1, signed_on="2024-05-14"), "dos partes o más"),
        (IN_FORCE, CONCLUDED, Facts(term=YEARS), "termina el 13 de mayo de 2026"),
        (IN_FORCE, CONCLUDED, Facts(term=Term("2024-05-14", indefinite=True)), ""),
        (LAPSED, CONCLUDED, Facts(term=Term("2020-01-01", "2024-12-31")), ""),
        (LAPSED, RENEWED, Facts(term=Term("2020-01-01", "2024-12-31")), ""),
    ],
)
def test_what_a_step_needs_first(stage: str, to: str, facts: Facts, said: str) -> None:
    found = lacking(stage, to, facts, note="", on="2025-10-06", today=TODAY)
    assert (said in found[0]) if said else not found


@pytest.mark.parametrize("to", [NOT_SIGNED, ENDED_EARLY])
def test_an_ending_that_was_not_meant_says_why(to: str) -> None:
    stage = NEGOTIATION if to == NOT_SIGNED else IN_FORCE
    assert "por qué termina así" in lacking(stage, to, Facts(), note=" ", on="", today=TODAY)[0]
    assert not lacking(stage, to, Facts(), note="Cambió la dirección", on="", today=TODAY)


@pytest.mark.parametrize(
    ("on", "refused"),
    [
        ("2025-10-06", False),
        ("2025-10-07", True),
        ("2025-10", False),
        ("2026", True),
        ("s/f", False),
        ("", False),
    ],
)
def test_a_step_is_not_taken_on_a_day_to_come(on: str, refused: bool) -> None:
    found = lacking(REQUESTED, OPINION, Facts(), note="", on=on, today=TODAY)
    assert bool(found) is refused


@pytest.mark.parametrize(
    ("steps", "signed_on", "term", "stage"),
    [
        ((), "", Term(), REQUESTED),
        ((Step(NEGOTIATION),), "", Term(), NEGOTIATION),
        ((Step(SIGNING),), "", YEARS, SIGNING),
        ((Step(SIGNING),), "2024-05-14", YEARS, IN_FORCE),
        ((Step(SIGNING),), "2024-05-14", Term("2024-05-14", "2025-10-06"), IN_FORCE),
        ((Step(SIGNING),), "2024-05-14", Term("2024-05-14", "2025-10-05"), LAPSED),
        ((Step(SIGNING),), "2025-10-01", Term("2025-10-07", "2026-10-06"), SIGNING),
        ((Step(SIGNING),), "s/f", Term(), SIGNING),
        ((Step(SIGNING),), "s/f", Term("s/f", "2024"), LAPSED),
        ((Step(SIGNING), Step(ENDED_EARLY)), "2024-05-14", YEARS, ENDED_EARLY),
        ((Step(SIGNING), Step(CONCLUDED)), "2024-05-14", YEARS, CONCLUDED),
    ],
)
def test_the_stage_of_today(steps: tuple[Step, ...], signed_on: str, term: Term, stage: str) -> None:
    assert current(steps, signed_on, term, TODAY) == stage


def test_the_time_spent_in_each_stage() -> None:
    steps = (
        Step(REQUESTED, "2024-01-12"),
        Step(OPINION, "2024-02-09"),
        Step(NEGOTIATION, "2024-03"),
        Step(LEGAL_REVIEW, "2024-04-05"),
        Step(SIGNING, "2024-05-14"),
    )
    assert stays(steps, "2024-05-14", YEARS, TODAY) == (
        Stay(REQUESTED, "2024-01-12", 28),
        Stay(OPINION, "2024-02-09", None),
        Stay(NEGOTIATION, "2024-03", None),
        Stay(LEGAL_REVIEW, "2024-04-05", 39),
        Stay(SIGNING, "2024-05-14", 0),
        Stay(IN_FORCE, "2024-05-14", 510),
    )


def test_an_agreement_that_lapsed_or_ended_was_in_force_before() -> None:
    term = Term("2024-05-14", "2025-09-30")
    signed = (Step(SIGNING, "2024-05-10"),)
    assert stays(signed, "2024-05-10", term, TODAY)[1:] == (
        Stay(IN_FORCE, "2024-05-14", 505),
        Stay(LAPSED, "2025-10-01", 5),
    )
    ended = (*signed, Step(CONCLUDED, "2025-10-03"))
    assert stays(ended, "2024-05-10", term, TODAY)[1:] == (
        Stay(IN_FORCE, "2024-05-14", 507),
        Stay(CONCLUDED, "2025-10-03", None),
    )


def test_what_was_not_signed_was_never_in_force() -> None:
    steps = (Step(REQUESTED, "2025-10-01"), Step(NOT_SIGNED, "2025-10-04"))
    assert stays(steps, "", Term(), TODAY) == (
        Stay(REQUESTED, "2025-10-01", 3),
        Stay(NOT_SIGNED, "2025-10-04", None),
    )
