"""The programa de trabajo under an agreement: planned by year, done by an activity, changed and taken back."""

import datetime
from dataclasses import replace

import pytest

from crm import activities, activity_kinds, agreement_edit, work_plans
from crm.activity_values import NewActivity, When
from crm.agreement_values import WorkItemValues
from crm.base import Base
from crm.contact_values import Kept
from crm.errors import ChangedMeanwhile, InvalidValue, NotFound
from tests.crm.agreement_cases import add, do, undone_and_redone

TODAY = datetime.date(2025, 10, 6)


def save(base: Base, agreement: int, before: Kept | None, after: WorkItemValues | None) -> None:
    undone_and_redone(
        base, lambda s: agreement_edit.save(s, agreement, "work", before, after), work_plans.ADD_TITLE
    )


def plans(base: Base, agreement: int) -> tuple[work_plans.WorkPlan, ...]:
    with base.read() as session:
        return work_plans.plans(session, agreement)


def test_a_year_is_planned_done_and_corrected(stocked: Base) -> None:
    agreement = add(stocked)
    for item in (
        WorkItemValues(2025, " Foro  anual ", "Jimena", "2025-11"),
        WorkItemValues(2025, "Taller", planned="2025-03-01"),
        WorkItemValues(2026, "Foro"),
        WorkItemValues(2025, "Sin fecha"),
    ):
        save(stocked, agreement, None, item)
    found = plans(stocked, agreement)
    assert [(plan.year, [item.value.what for item in plan.items]) for plan in found] == [
        (2026, ["Foro"]),
        (2025, ["Taller", "Foro anual", "Sin fecha"]),
    ]
    with stocked.write("Prueba") as session:
        kind = activity_kinds.find(session, "taller").id
        new = NewActivity(kind, "Taller", When("2025-03-01"), links=(agreement,))
        activity = activities.create(session, new, today=TODAY)
    taller = found[1].items[0]
    save(stocked, agreement, taller, replace(taller.value, done="2025-03-01", activity=activity))
    assert [plan.done for plan in plans(stocked, agreement)] == [0, 1]
    for before, after, error in (
        (taller, replace(taller.value, what="Otro"), ChangedMeanwhile),
        (None, WorkItemValues(2025, " "), InvalidValue),
        (None, WorkItemValues(1, "x"), InvalidValue),
        (None, WorkItemValues(2025, "x", planned="?"), InvalidValue),
        (None, WorkItemValues(2025, "x", activity=agreement), NotFound),
    ):
        with pytest.raises(error):
            do(stocked, lambda s, b=before, a=after: agreement_edit.save(s, agreement, "work", b, a))
    save(stocked, agreement, plans(stocked, agreement)[1].items[0], None)
    assert [len(plan.items) for plan in plans(stocked, agreement)] == [1, 2]
    other = add(stocked)
    foreign = plans(stocked, agreement)[0].items[0]
    with pytest.raises(ChangedMeanwhile):
        do(stocked, lambda s: agreement_edit.save(s, other, "work", foreign, WorkItemValues(2024, "Aparte")))
