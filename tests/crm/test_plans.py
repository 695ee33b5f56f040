import datetime

import pytest

from crm import plans
from crm.errors import InvalidValue, NotFound


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        ("2025-01-01", ["programa-2025"]),
        ("2025-12-31", ["programa-2025"]),
        ("2024-12-31", ["estrategia-2022-2024"]),
        ("2021-12-31", []),
        ("2026-01-01", []),
    ],
)
def test_only_what_is_in_force_on_a_day_is_offered(stocked, day, codes):
    with stocked.read() as session:
        assert [plan.code for plan in plans.in_force(session, datetime.date.fromisoformat(day))] == codes


def test_the_tree_has_actions_under_their_institutional_activity(stocked):
    with stocked.read() as session:
        programme, strategy = plans.all_plans(session)
    assert [item.code for item in programme.items] == [f"AI {n}" for n in range(1, 7)]
    assert [len(item.parts) for item in programme.items] == [7, 5, 3, 4, 2, 2]
    assert [len(line.parts) for line in strategy.items] == [3, 3, 5, 4]
    assert strategy.items[0].parts_sum is None
    assert strategy.approved == "2021-11-24"


def test_a_target_that_its_parts_do_not_add_up_to_is_said(stocked):
    with stocked.read() as session:
        programme = plans.all_plans(session)[0]
    notes = [item.note for item in programme.items]
    assert notes == [
        "",
        "",
        "",
        "La meta de AI 4 es 279; sus partes suman 276.",
        "La meta de AI 5 es 1; sus partes suman 2.",
        "La meta de AI 6 es 1; sus partes suman 2.",
    ]


@pytest.mark.parametrize("day", ["2025-03-01", "2025", "2025-12", "s/f", ""])
def test_an_activity_counts_for_what_is_or_may_be_in_force(stocked, day):
    with stocked.read() as session:
        plans.check_in_force(session, [plans.find(session, "programa-2025", "AI 4.3")], day)


@pytest.mark.parametrize("day", ["2024-12-31", "2026", "2024"])
def test_an_activity_of_another_time_does_not_count(stocked, day):
    with stocked.read() as session:
        item = plans.find(session, "programa-2025", "AI 4.3")
        with pytest.raises(
            InvalidValue,
            match=r"«AI 4\.3» es de «Programa Específico de Vinculación 2025», que no estaba en vigor el día",
        ):
            plans.check_in_force(session, [item], day)


def test_what_is_not_in_the_plan_gets_a_sentence(stocked):
    with stocked.read() as session:
        with pytest.raises(NotFound, match="En programa-2025 no hay nada con la clave «AI 9»"):
            plans.find(session, "programa-2025", "AI 9")
        with pytest.raises(NotFound):
            plans.check_in_force(session, [999], "2025")
