"""The rejected rows of a sheet of activities are mended, and read again against the base."""

import csv
import datetime

import pytest

from crm.base import open_base
from crm.clock import Clock
from crm.importing.activities import apply, matched, plan
from crm.importing.matter_mending import MatterMender

TODAY = datetime.date(2025, 10, 6)


@pytest.fixture
def base(tmp_path, stocked_base):
    stocked_base(tmp_path / "base.vinculo")
    with open_base(tmp_path / "base.vinculo", actor="ana", clock=Clock.fixed(TODAY)) as base:
        yield base


@pytest.fixture
def planned(base, tmp_path):
    path = tmp_path / "hoja.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            (
                ("Título", "Tipo", "Fecha", "Asistentes"),
                ("Buena", "reunión", "2025-07-01", "12"),
                ("Mala", "ferria", "2025-07-32", "muchas"),
                ("", "reunión", "2025-07-03", ""),
            )
        )
    return plan(base, path, today=TODAY)


def test_what_an_activity_can_do_without_is_offered_to_be_left_out(planned):
    mender = MatterMender(planned.reading)
    first, second = planned.reading.rejected
    assert [(fix.words, fix.column, fix.text) for fix in mender.fixes(first)] == [
        ("Importar sin fecha", 2, ""),
        ("Importar sin asistentes", 3, ""),
    ]
    assert mender.fixes(second) == []
    assert mender.can_mend(first)


def test_a_mended_row_waits_until_it_is_read_again(planned):
    mender = MatterMender(planned.reading)
    mended = mender.mend(planned.reading.rejected[0], 1, "reunión")
    assert mended.cells[1] == "reunión"
    assert [problem.reason for problem in mended.problems] == ["Se está revisando de nuevo."]


def test_mends_are_read_again_and_the_first_plan_stays(base, planned):
    again = matched(base, planned, {3: {1: "reunión", 2: "2025-07-31"}})
    [still, other] = again.reading.rejected
    assert [problem.column for problem in still.problems] == ["Asistentes"]
    assert other.number == 4
    assert len(planned.reading.rejected) == 2
    right = matched(base, again, {3: {3: "40"}, 4: {0: "Con título"}})
    assert right.reading.rejected == []
    result = apply(base, right)
    assert (result.created, result.rejected) == (3, 0)
