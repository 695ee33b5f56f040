from datetime import UTC, date, datetime

import pytest

from crm.clock import HOME_ZONE, Clock


def test_today_is_the_day_it_is_in_mexico_city():
    moment = datetime(2025, 10, 7, 5, 59, tzinfo=UTC)
    assert Clock(lambda: moment).today == date(2025, 10, 6)
    assert Clock(lambda: moment.replace(hour=6)).today == date(2025, 10, 7)


@pytest.mark.parametrize("day", [date(2025, 1, 1), date(1999, 7, 15), date(2025, 12, 31)])
def test_a_fixed_clock_stands_on_its_day(day):
    clock = Clock.fixed(day)
    assert clock.today == day
    assert clock.now() == clock.now()
    assert clock.now().utcoffset() is not None


def test_the_usual_clock_goes_by_the_system():
    before = datetime.now(UTC)
    now = Clock().now()
    assert before <= now <= datetime.now(UTC)
    assert Clock().today in {before.astimezone(HOME_ZONE).date(), datetime.now(HOME_ZONE).date()}
