"""Obligations: fulfilled by follow-ups with evidence, counted per party, due by their rule, taken back."""

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crm import agreement_edit, document_files, documents, follow_ups, obligations, trash
from crm.agreement_values import FulfilmentValues, ObligationValues
from crm.base import Base
from crm.contact_values import Kept
from crm.errors import InvalidValue, NotFound, UserError
from crm.follow_up_values import NewFollowUp
from crm.obligations import Owed, Progress
from tests.crm.agreement_cases import add, do, rows, undone_and_redone

TODAY = datetime.date(2025, 10, 6)


def fulfil(base: Base, obligation: int, **values: Any) -> int:
    done = FulfilmentValues(**values)
    made: int = undone_and_redone(
        base, lambda s: obligations.fulfil(s, obligation, done), obligations.FULFIL_TITLE
    )
    return made


def state(base: Base, obligation: int) -> tuple[str, str]:
    found = rows(base, f"SELECT state, fulfilled_on FROM obligation WHERE id = {obligation}")
    return found[0][0], found[0][1]


def owed(base: Base) -> tuple[int, int]:
    first, second = rows(base, "SELECT id FROM obligation ORDER BY position")
    return first[0], second[0]


def test_an_obligation_is_met_when_all_that_is_planned_is_done(base: Base) -> None:
    add(base)
    once, four_times = owed(base)
    fulfil(base, once, on="2025-08-20", note="Salió")
    assert state(base, once) == ("cumplida", "2025-08-20")
    made = [fulfil(base, four_times, on=f"2025-0{n}") for n in (1, 2, 3)]
    assert state(base, four_times) == ("en curso", "")
    fulfil(base, four_times, on="2025-04", n=7)
    assert state(base, four_times) == ("cumplida", "2025-04")
    fulfil(base, four_times, on="2025-05")
    assert state(base, four_times) == ("cumplida", "2025-04")
    for number in rows(base, f"SELECT id FROM fulfilment WHERE obligation_id = {four_times} AND n = 7"):
        undone_and_redone(base, lambda s, n=number[0]: obligations.take_back(s, n))
    for number in made:
        undone_and_redone(base, lambda s, n=number: obligations.take_back(s, n))
    assert state(base, four_times) == ("en curso", "")
    last = rows(base, f"SELECT id FROM fulfilment WHERE obligation_id = {four_times}")[0][0]
    do(base, lambda s: obligations.take_back(s, last))
    assert state(base, four_times) == ("pendiente", "")


def test_more_is_noted_than_planned_and_the_day_it_was_met_follows_what_is_left(base: Base) -> None:
    add(base)
    once, _other = owed(base)
    first = fulfil(base, once, on="2025-08-20")
    fulfil(base, once, on="2025-09-02")
    second = fulfil(base, once, on="2025-08-27")
    assert state(base, once) == ("cumplida", "2025-08-20")
    undone_and_redone(base, lambda s: obligations.take_back(s, first))
    assert state(base, once) == ("cumplida", "2025-08-27")
    undone_and_redone(base, lambda s: obligations.take_back(s, second))
    assert state(base, once) == ("cumplida", "2025-09-02")


def test_a_day_that_somebody_said_stays_while_what_is_left_is_enough(base: Base) -> None:
    add(base)
    once, _other = owed(base)
    do(base, lambda s: obligations.set_state(s, once, "cumplida", today=TODAY))
    first = fulfil(base, once, on="2025-08-20")
    fulfil(base, once, on="2025-09-02")
    do(base, lambda s: obligations.take_back(s, first))
    assert state(base, once) == ("cumplida", "2025-10-06")


def test_a_follow_up_and_a_document_are_the_evidence(base: Base, tmp_path: Path) -> None:
    agreement = add(base)
    obligation, _other = owed(base)
    task = do(base, lambda s: follow_ups.create(s, NewFollowUp("Pedir el informe", links=(agreement,))))
    (tmp_path / "acuse.txt").write_text("x")
    file = document_files.keep_file(base, tmp_path / "acuse.txt")
    document = do(base, lambda s: documents.add_document(s, record=task, file=file))
    fulfil(base, obligation, on="2025-08-20", record=task, document=document)
    assert rows(base, "SELECT record_id, document_id FROM fulfilment") == [(task, document)]
    for values in (
        {"record": agreement},
        {"record": 99},
        {"document": document},
        {"document": 99},
    ):
        with pytest.raises(NotFound):
            do(base, lambda s, v=values: obligations.fulfil(s, obligation, FulfilmentValues(**v)))
    do(base, lambda s: documents.remove_document(s, document=document))
    assert rows(base, "SELECT document_id FROM fulfilment") == [(None,)]
    kept = Kept(obligation, ObligationValues("Coeditar un texto", clause=1, letter="a", due="2025-08-29"))
    found = rows(base, f"SELECT clause_id FROM obligation WHERE id = {obligation}")[0][0]
    value = replace(kept.value, clause=found, state="cumplida", fulfilled="2025-08-20")
    undone_and_redone(
        base, lambda s: agreement_edit.save(s, agreement, "obligations", Kept(obligation, value), None)
    )
    assert rows(base, "SELECT count(*) FROM fulfilment") == [(0,)]


def test_the_state_is_also_said_and_what_is_called_off_takes_nothing(base: Base) -> None:
    agreement = add(base)
    obligation, _other = owed(base)

    def say(to: str) -> None:
        do(base, lambda s: obligations.set_state(s, obligation, to, today=TODAY))

    for to, on in (("cumplida", "2025-10-06"), ("no cumplida", ""), ("cancelada", ""), ("cancelada", "")):
        say(to)
        assert state(base, obligation) == (to, on)
    with pytest.raises(UserError, match="cancelada"):
        fulfil(base, obligation)
    say("pendiente")
    for values, error in (({"n": 0}, InvalidValue), ({"on": "ayer"}, InvalidValue)):
        with pytest.raises(error):
            fulfil(base, obligation, **values)
    with pytest.raises(InvalidValue):
        say("hecha")
    for act in (
        lambda s: obligations.fulfil(s, 99, FulfilmentValues()),
        lambda s: obligations.take_back(s, 99),
        lambda s: obligations.set_state(s, 99, "cumplida", today=TODAY),
    ):
        with pytest.raises(NotFound):
            do(base, act)
    do(base, lambda s: trash.trash(s, [agreement]))
    with pytest.raises(NotFound):
        say("cumplida")


@pytest.mark.parametrize("said", ["cancelada", "no cumplida"])
def test_what_is_called_off_stays_so_when_something_done_of_it_is_taken_back(base: Base, said: str) -> None:
    add(base)
    _once, obligation = owed(base)
    made = fulfil(base, obligation, on="2025-02")
    do(base, lambda s: obligations.set_state(s, obligation, said, today=TODAY))
    undone_and_redone(base, lambda s: obligations.take_back(s, made))
    assert state(base, obligation) == (said, "")


OURS, THEIRS = 1, 2
OWED = (
    Owed(OURS, "cumplida", 1, 0),
    Owed(THEIRS, "en curso", 4, 2),
    Owed(THEIRS, "pendiente", 24, 0),
    Owed(THEIRS, "cumplida", 1, 5),
    Owed(None, "en curso", 2, 9),
    Owed(None, "cancelada", 5, 1),
)


def test_progress_counts_what_is_met_and_what_is_done_of_what_is_planned() -> None:
    assert obligations.progress(OWED) == Progress(None, met=2, obligations=5, done=6, planned=32)
    assert obligations.progress(OWED).percent == 18.75
    assert obligations.progress(()).percent is None


def test_progress_is_told_per_party_and_for_what_several_owe() -> None:
    assert obligations.progress_by_party(OWED, (THEIRS, OURS, 3)) == (
        Progress(THEIRS, 1, 3, 3, 29),
        Progress(OURS, 1, 1, 1, 1),
        Progress(None, 0, 1, 2, 2),
    )


@pytest.mark.parametrize(
    ("due", "rule", "done", "expected"),
    [
        ("2025-04-15", "", 3, "2025-04-15"),
        ("2025-04-15", "FREQ=MONTHLY;INTERVAL=6;COUNT=4", 0, "2025-04-15"),
        ("2025-04-15", "FREQ=MONTHLY;INTERVAL=6;COUNT=4", 1, "2025-10-15"),
        ("2025-04-15", "FREQ=MONTHLY;INTERVAL=6;COUNT=4", 4, ""),
        ("2025-04-15", "FREQ=MONTHLY", 100, "2033-08-15"),
        ("2025-04-15", "FREQ=WEEKLY;BYDAY=MO;COUNT=2", 1, "2025-04-21"),
        ("2025-04", "FREQ=MONTHLY;COUNT=2", 1, "2025-04"),
        ("", "FREQ=MONTHLY;COUNT=2", 1, ""),
    ],
)
def test_a_periodic_obligation_is_due_next_after_what_was_done(
    due: str, rule: str, done: int, expected: str
) -> None:
    assert obligations.next_due(due, rule, done) == expected


@pytest.mark.parametrize(
    ("state", "due", "expected"),
    [
        ("pendiente", "2025-10-05", True),
        ("pendiente", "2025-10-06", False),
        ("en curso", "2025-09", True),
        ("en curso", "2025-10", False),
        ("pendiente", "", False),
        ("pendiente", "s/f", False),
        ("cumplida", "2020", False),
    ],
)
def test_overdue_is_what_is_still_owed_after_its_last_day(state: str, due: str, expected: bool) -> None:
    assert obligations.is_overdue(state, due, TODAY) is expected
