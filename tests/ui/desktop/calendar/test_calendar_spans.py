"""Weeks, months and lanes."""

import datetime

from crm.agenda import Entry
from crm.weeks import MONDAY, SATURDAY
from ui.desktop.calendar import spans


def day(text):
    return datetime.date.fromisoformat(text)


def entry(number, first, last):
    return Entry(number, "tour", f"Gira {number}", "", day(first), day(last), "", "", "", False)


def test_months_begin_with_a_whole_week_on_sunday_as_in_mexico_or_another_day():
    assert spans.weeks_of_month(day("2025-10-20"), MONDAY) == (day("2025-09-29"), 5)
    assert spans.weeks_of_month(day("2026-02-11"), SATURDAY) == (day("2026-01-31"), 5)
    assert spans.weeks_of_month(day("2025-10-20")) == (day("2025-09-28"), 5)
    assert spans.weeks_of_month(day("2025-02-11")) == (day("2025-01-26"), 5)
    assert spans.weeks_of_month(day("2026-02-11")) == (day("2026-02-01"), 4)
    assert spans.weeks_of_month(day("2025-08-01")) == (day("2025-07-27"), 6)


def test_a_month_on_keeps_the_day_where_there_is_one():
    assert spans.month_on(day("2025-01-31"), 1) == day("2025-02-28")
    assert spans.month_on(day("2025-01-31"), -1) == day("2024-12-31")
    assert spans.month_on(datetime.date.max, 1) == datetime.date.max
    assert spans.month_on(datetime.date.min, -1) == datetime.date.min


def test_what_lasts_several_days_lies_in_the_first_free_lane():
    entries = [
        entry(1, "2025-10-01", "2025-10-07"),
        entry(2, "2025-10-06", "2025-10-08"),
        entry(3, "2025-10-08", "2025-10-20"),
        entry(4, "2025-10-09", "2025-10-09"),
        entry(5, "2025-10-12", "2025-10-13"),
    ]
    found = spans.spans_of(entries, day("2025-10-05"))
    assert [(span.entry.id, span.first, span.last, span.lane) for span in found] == [
        (1, 0, 2, 0),
        (2, 1, 3, 1),
        (3, 3, 6, 0),
    ]


def test_a_week_of_two_months_names_both():
    assert spans.week_title(day("2025-10-05")) == "5 a 11 de octubre de 2025"
    assert spans.week_title(day("2025-10-26")) == "26 de octubre a 1 de noviembre de 2025"
    assert spans.month_title(day("2025-10-26")) == "Octubre de 2025"
    assert spans.day_in_words(day("2025-10-06")) == "lunes 6 de octubre"
