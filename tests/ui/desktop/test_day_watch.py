"""A window left open over midnight."""

import datetime

import pytest
from PySide6.QtCore import QObject

from crm.clock import Clock
from tests.ui.desktop.hand_clock import HandClock
from ui.desktop.day_watch import DayWatch

NEARLY_MIDNIGHT = datetime.datetime(2025, 10, 7, 5, 59, 59, tzinfo=datetime.UTC)  # in Mexico City
SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def hands() -> HandClock:
    return HandClock(NEARLY_MIDNIGHT)


@pytest.fixture
def told(qapp, hands):
    """Looks at the clock; how often it told of another day so far."""
    owner, days = QObject(), []
    watch = DayWatch(owner)
    watch.changed.connect(lambda: days.append(hands.moment))
    watch.watch(Clock(hands))

    def look() -> int:
        watch.look()
        return len(days)

    look.watch = watch
    yield look
    watch.leave()


def test_another_day_is_told_once_and_at_the_midnight_of_the_office(told, hands):
    assert told() == 0
    hands.moment += SECOND
    assert told() == 1
    assert told() == 1
    hands.moment += datetime.timedelta(days=3)  # the machine slept
    assert told() == 2
    hands.moment -= datetime.timedelta(days=1)  # somebody set its clock
    assert told() == 3


def test_it_looks_by_itself_until_the_base_is_left(told, hands):
    assert told.watch._timer.isActive()
    hands.moment += SECOND
    told.watch._timer.timeout.emit()
    assert told() == 1
    told.watch.leave()
    assert not told.watch._timer.isActive()


def test_a_base_that_is_opened_later_begins_with_its_own_day(told, hands):
    hands.moment += SECOND
    told.watch.watch(Clock(hands))
    assert told() == 0
