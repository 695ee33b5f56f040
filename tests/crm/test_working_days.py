"""Terms of working days pass over weekends, the holidays of the law and the office's own days."""

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from crm import operations, working_days
from crm.base import Base, open_base
from crm.errors import InvalidValue, NotFound
from crm.working_days import days_left, is_holiday, is_working, term_end

Day = datetime.date


@pytest.mark.parametrize(
    "day",
    [
        Day(2025, 1, 1),
        Day(2025, 2, 3),
        Day(2025, 3, 17),
        Day(2025, 5, 1),
        Day(2025, 9, 16),
        Day(2025, 11, 17),
        Day(2025, 12, 25),
        Day(2024, 10, 1),
        Day(2030, 10, 1),
    ],
)
def test_holidays_of_the_law(day: Day) -> None:
    assert is_holiday(day)
    assert not is_working(day)


@pytest.mark.parametrize(
    "day",
    [
        Day(2025, 2, 5),
        Day(2025, 2, 10),
        Day(2025, 3, 10),
        Day(2025, 3, 24),
        Day(2025, 10, 1),
        Day(2018, 10, 1),
    ],
)
def test_days_that_are_none(day: Day) -> None:
    assert is_working(day)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (Day(2025, 10, 6), 1, Day(2025, 10, 7)),
        (Day(2025, 10, 10), 1, Day(2025, 10, 13)),
        (Day(2025, 10, 6), 5, Day(2025, 10, 13)),
        (Day(2025, 11, 14), 1, Day(2025, 11, 18)),
        (Day(2025, 12, 24), 3, Day(2025, 12, 30)),
        (Day(2024, 2, 28), 1, Day(2024, 2, 29)),
        (Day(2025, 10, 11), 1, Day(2025, 10, 13)),
    ],
)
def test_a_term_begins_to_run_on_the_next_day(start: Day, days: int, end: Day) -> None:
    assert term_end(start, days) == end


def test_the_offices_own_days_lengthen_a_term() -> None:
    assert term_end(Day(2025, 10, 6), 2, {Day(2025, 10, 7)}) == Day(2025, 10, 9)


@given(st.dates(Day(2020, 1, 1), Day(2035, 1, 1)), st.integers(1, 60))
def test_what_is_left_on_the_first_day_is_the_term(start: Day, days: int) -> None:
    end = term_end(start, days)
    assert days_left(start, end) == days
    assert is_working(end)
    assert days_left(end, end) == 0
    assert days_left(term_end(end, 3), end) == -3


@pytest.fixture
def base(tmp_path: Path, new_base: Callable[[Path], Path]) -> Iterator[Base]:
    new_base(tmp_path / "base.vinculo")
    with open_base(tmp_path / "base.vinculo", actor="ana") as base:
        yield base


def test_the_office_adds_days_and_takes_them_back(base: Base) -> None:
    day = Day(2025, 12, 22)
    with base.write(working_days.ADD_TITLE) as session:
        working_days.close_day(session, day, "Vacaciones")
    with base.read() as session:
        assert working_days.closed_days(session) == {day}
    with pytest.raises(InvalidValue, match="ya es inhábil"), base.write(working_days.ADD_TITLE) as session:
        working_days.close_day(session, day, "Otra vez")
    with base.write(working_days.REMOVE_TITLE) as session:
        working_days.open_day(session, day)
    with pytest.raises(NotFound), base.write(working_days.REMOVE_TITLE) as session:
        working_days.open_day(session, day)
    operations.undo(base)
    with base.read() as session:
        assert working_days.closed_days(session) == {day}
