"""An activity is put off and gets its new day in one operation, which undo takes back whole."""

import datetime

import pytest

from crm import activities, activity_kinds, activity_moves, operations, plans, trash
from crm.activity_values import DONE, PLANNED, POSTPONED, NewActivity, When
from crm.errors import InvalidValue, NotFound, UserError

TODAY = datetime.date(2025, 10, 6)
LATER = datetime.date(2025, 10, 20)


@pytest.fixture
def make(stocked):
    with stocked.read() as session:
        kind = activity_kinds.find(session, "reunión").id

    def made(*when, **values):
        with stocked.write("Alta") as session:
            new = NewActivity(kind, "Mesa", When(*when), **values)
            return activities.create(session, new, today=TODAY)

    return made


def postpone(base, activity, day=LATER):
    with base.write(activity_moves.POSTPONE_TITLE, day="20 oct") as session:
        activity_moves.postpone(session, activity, day, today=TODAY)


def kept(base, activity):
    with base.read() as session:
        row = activities.own_row(session, activity)
        return activities.when_of(row), row.state


def test_it_keeps_its_hours_and_its_length_and_is_planned(stocked, make):
    before = When("2025-10-08", "18:00", "2025-10-09", "13:00", "America/Chicago")
    number = make("2025-10-08", "18:00", "2025-10-09", "13:00", "America/Chicago")
    postpone(stocked, number)
    assert kept(stocked, number) == (
        When("2025-10-20", "18:00", "2025-10-21", "13:00", "America/Chicago"),
        PLANNED,
    )
    operations.undo(stocked)
    assert kept(stocked, number) == (before, PLANNED)


def test_one_put_off_to_no_day_gets_one_and_undo_leaves_it_without(stocked, make):
    number = make("2025-10-01", state=POSTPONED)
    postpone(stocked, number)
    assert kept(stocked, number) == (When("2025-10-20"), PLANNED)
    operations.undo(stocked)
    assert kept(stocked, number) == (When("2025-10-01"), POSTPONED)


@pytest.mark.parametrize("start", ["", "2025-10", "2025", "s/f"])
def test_what_had_no_day_has_one(stocked, make, start):
    number = make(start)
    postpone(stocked, number)
    assert kept(stocked, number)[0] == When("2025-10-20")


def test_an_end_known_by_its_month_gives_way(stocked, make):
    number = make("2025-09-08", "", "2025-09")
    postpone(stocked, number)
    assert kept(stocked, number)[0] == When("2025-10-20")


@pytest.mark.parametrize("day", ["2025-10-05", "2001-01-01"])
def test_a_day_that_is_over_is_refused(stocked, make, day):
    number = make("2025-10-08")
    with pytest.raises(InvalidValue, match="ya pasó"):
        postpone(stocked, number, datetime.date.fromisoformat(day))
    assert kept(stocked, number) == (When("2025-10-08"), PLANNED)


def test_today_is_a_day_to_come(stocked, make):
    number = make("2025-10-08")
    postpone(stocked, number, TODAY)
    assert kept(stocked, number)[0] == When("2025-10-06")


def test_what_took_place_or_is_gone_is_not_put_off(stocked, make):
    number = make("2025-10-01", state=DONE)
    with pytest.raises(UserError, match="ya se realizó"):
        postpone(stocked, number)
    with stocked.write("Papelera") as session:
        trash.trash(session, [number])
    with pytest.raises(NotFound):
        postpone(stocked, number)


def test_where_it_would_not_count_it_stays(stocked, make):
    with stocked.read() as session:
        item = next(item for plan in plans.in_force(session, TODAY) for item in plan.items)
    number = make("2025-10-08", counts=(item.id,))
    with pytest.raises(InvalidValue):
        postpone(stocked, number, datetime.date(2045, 1, 2))
    assert kept(stocked, number)[0] == When("2025-10-08")
