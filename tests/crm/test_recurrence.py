import datetime
import time

import pytest

from crm import recurrence
from crm.errors import InvalidValue

MONDAY = datetime.date(2025, 10, 6)


def iso(days):
    return [day.isoformat() for day in days]


def test_a_series_has_its_first_day_and_those_of_the_rule():
    assert iso(recurrence.days("FREQ=WEEKLY;COUNT=3", MONDAY)) == ["2025-10-06", "2025-10-13", "2025-10-20"]
    assert iso(recurrence.days("FREQ=MONTHLY;BYMONTHDAY=31;COUNT=2", datetime.date(2025, 10, 31))) == [
        "2025-10-31",
        "2025-12-31",
    ]
    # A first day that the rule does not give is one all the same (RFC 5545, DTSTART).
    assert iso(recurrence.days("FREQ=WEEKLY;BYDAY=WE;COUNT=1", MONDAY)) == ["2025-10-06", "2025-10-08"]


def test_the_last_day_counts_whole():
    assert len(recurrence.days("FREQ=DAILY;UNTIL=20251008", MONDAY)) == 3
    assert len(recurrence.days("RRULE:FREQ=DAILY;UNTIL=20251008T000000Z", MONDAY)) == 3


def test_the_next_time_after_a_day():
    assert recurrence.following("FREQ=MONTHLY", MONDAY, MONDAY) == datetime.date(2025, 11, 6)
    assert recurrence.following("FREQ=WEEKLY", MONDAY, datetime.date(2025, 10, 22)) == datetime.date(
        2025, 10, 27
    )
    assert recurrence.following("FREQ=WEEKLY;COUNT=1", MONDAY, MONDAY) is None


def test_what_is_left_of_a_series_ends_on_the_same_day():
    rule = "FREQ=WEEKLY;COUNT=5"
    last = recurrence.days(rule, MONDAY)[-1]
    for day in recurrence.days(rule, MONDAY)[1:]:
        assert recurrence.days(recurrence.rest(rule, MONDAY, day), day)[-1] == last
    assert recurrence.rest("FREQ=WEEKLY", MONDAY, last) == "FREQ=WEEKLY"


@pytest.mark.parametrize(
    "rule",
    [
        "cada lunes",
        "FREQ=HOURLY",
        "FREQ=WEEKLY;COUNT=0",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=DAILY;UNTIL=ayer",
        "FREQ=DAILY;X=1",
        "COUNT=3",
        "FREQ=DAILY;INTERVAL=",
        "FREQ=DAILY;INTERVAL=²",
        "FREQ=DAILY;COUNT=" + "9" * 5000,
        "FREQ=WEEKLY;UNTIL=2025",
        "FREQ=WEEKLY;UNTIL=20251345",
    ],
)
def test_a_rule_that_cannot_be_read_gets_a_sentence(rule):
    with pytest.raises(InvalidValue, match="No se entiende cada cuánto se repite"):
        recurrence.check(rule)


def test_a_series_without_end_is_refused_but_a_rule_without_end_is_not():
    recurrence.check("FREQ=DAILY")
    recurrence.check("")
    with pytest.raises(InvalidValue, match="La serie no termina o pasa de 400 veces"):
        recurrence.days("FREQ=DAILY", MONDAY)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=WEEKLY", "cada semana"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE", "cada 2 semanas, los lunes y miércoles"),
        ("FREQ=WEEKLY;BYDAY=SA", "cada semana, los sábados"),
        ("FREQ=MONTHLY;COUNT=6", "cada mes, 6 veces"),
        ("FREQ=YEARLY;UNTIL=20301231", "cada año, hasta el 31/12/2030"),
    ],
)
def test_a_rule_in_words(rule, words):
    assert recurrence.in_words(rule) == words


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;UNTIL=20261231",
        "FREQ=DAILY;BYMONTH=4;BYMONTHDAY=31;COUNT=3",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6",
    ],
)
def test_a_rule_that_never_comes_is_refused_at_once(rule):
    began = time.process_time()
    for ask in (lambda: recurrence.check(rule), lambda: recurrence.days(rule, MONDAY)):
        with pytest.raises(InvalidValue, match="no cae en ningún día"):
            ask()
    assert recurrence.following(rule, MONDAY, MONDAY) is None
    assert time.process_time() - began < 2  # 8,000 years of days took 4 s each time


@pytest.mark.parametrize(
    ("rule", "first", "second"),
    [
        ("FREQ=DAILY;INTERVAL=7;BYDAY=WE", "2025-10-08", "2025-10-15"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2024-02-29", "2028-02-29"),
        ("FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", "2024-02-29", "2028-02-29"),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "2026-02-13", "2026-03-13"),
        ("FREQ=WEEKLY;UNTIL=20200101", "2019-12-20", "2019-12-27"),
    ],
)
def test_a_rule_that_comes_seldom_or_is_over_is_none_that_never_comes(rule, first, second):
    recurrence.check(rule)
    day = datetime.date.fromisoformat(first)
    assert recurrence.following(rule, day, day) == datetime.date.fromisoformat(second)
