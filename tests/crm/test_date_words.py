"""Dates as people say them."""

import datetime

import pytest

from crm.date_words import long_date, near_date, short_date, span
from crm.partial_dates import PartialDate


@pytest.mark.parametrize(
    ("stored", "long", "short"),
    [
        ("2024", "2024", "2024"),
        ("2024-03", "marzo de 2024", "mar 2024"),
        ("2024-03-05", "5 de marzo de 2024", "5 mar 2024"),
        ("s/f", "s/f", "s/f"),
    ],
)
def test_what_is_not_known_is_not_said(stored, long, short):
    date = PartialDate.parse(stored)
    assert long_date(date) == long
    assert short_date(date) == short


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("", "", ""),
        ("s/f", "", ""),
        ("2024-03", "", "desde marzo de 2024"),
        ("2024-03-05", "", "desde el 5 de marzo de 2024"),
        ("", "2024", "hasta 2024"),
        ("s/f", "2024-03-05", "hasta el 5 de marzo de 2024"),
        ("2019", "2024-03", "de 2019 a marzo de 2024"),
        ("2019-01-02", "2024-03-05", "del 2 de enero de 2019 al 5 de marzo de 2024"),
        ("", "s/f", "terminó s/f"),
        ("2019", "s/f", "desde 2019, terminó s/f"),
    ],
)
def test_from_one_date_to_another(start, end, words):
    assert span(start, end) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2025-10-06", "hoy"),
        ("2025-10-05", "ayer"),
        ("2025-10-03", "hace 3 días"),
        ("2025-09-30", "hace 6 días"),
        ("2025-09-29", "29 sep 2025"),
        ("2025-10-07", "7 oct 2025"),
    ],
)
def test_near_days_are_said_in_words(day, words):
    assert near_date(datetime.date.fromisoformat(day), datetime.date(2025, 10, 6)) == words
