"""When an activity is, as it is typed."""

import datetime

import pytest

from crm.activity_values import When
from crm.errors import InvalidValue
from crm.when_entry import read, typed

TODAY = datetime.date(2025, 10, 6)
THERE = "America/Los_Angeles"


@pytest.mark.parametrize(
    ("days", "hours", "wanted"),
    [
        ("hoy", "18:00 a 19:30", When("2025-10-06", "18:00", "", "19:30", THERE)),
        ("3/10", "18-19:30", When("2025-10-03", "18:00", "", "19:30", THERE)),
        ("mañana", "6 pm a 7 pm", When("2025-10-07", "18:00", "", "19:00", THERE)),
        ("mañana", "9 a.m. a 10:30", When("2025-10-07", "09:00", "", "10:30", THERE)),
        ("mañana", "9 am", When("2025-10-07", "09:00", "", "", THERE)),
        ("9/3 a 11/3", "", When("2025-03-09", "", "2025-03-11")),
        ("9/3/2024 al 9/3/2024", "", When("2024-03-09")),
        ("2019", "", When("2019")),
        ("", "", When()),
    ],
)
def test_days_and_hours_are_read(days, hours, wanted):
    assert read(days, hours, THERE, TODAY) == wanted


@pytest.mark.parametrize(
    ("days", "hours", "field"),
    [("luness", "", "start_on"), ("hoy", "25:00", "start_time"), ("", "18:00", "start_on")],
)
def test_what_is_no_time_is_said_where_it_stands(days, hours, field):
    with pytest.raises(InvalidValue) as refused:
        read(days, hours, THERE, TODAY)
    assert refused.value.field == field


@pytest.mark.parametrize(
    "when",
    [
        When("2025-10-06", "18:00", "", "19:30", THERE),
        When("2025-03-09", "", "2025-03-11"),
        When("2025-03"),
        When(),
    ],
)
def test_what_is_shown_can_be_read_again(when):
    assert read(*typed(when), when.zone, TODAY) == when
