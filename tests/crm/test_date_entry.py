"""Dates as people type them."""

import datetime

import pytest
from hypothesis import given, strategies as st

from crm import date_entry
from crm.errors import InvalidValue
from crm.partial_dates import PartialDate

MONDAY = datetime.date(2025, 10, 6)


def kept(text: str) -> str:
    return str(date_entry.read(text, MONDAY))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hoy", "2025-10-06"),
        (" Hoy ", "2025-10-06"),
        ("mañana", "2025-10-07"),
        ("manana", "2025-10-07"),
        ("pasado mañana", "2025-10-08"),
        ("ayer", "2025-10-05"),
        ("antier", "2025-10-04"),
        ("lunes", "2025-10-13"),
        ("martes", "2025-10-07"),
        ("mar", "2025-10-07"),
        ("miercoles", "2025-10-08"),
        ("sáb", "2025-10-11"),
        ("domingo", "2025-10-12"),
        ("el próximo viernes", "2025-10-10"),
        ("viernes que viene", "2025-10-10"),
        ("lunes pasado", "2025-09-29"),
        ("el pasado domingo", "2025-10-05"),
        ("+2s", "2025-10-20"),
        ("+ 3 d", "2025-10-09"),
        ("+10", "2025-10-16"),
        ("-1m", "2025-09-06"),
        ("+1a", "2026-10-06"),
        ("en 2 semanas", "2025-10-20"),
        ("dentro de un mes", "2025-11-06"),
        ("hace 3 días", "2025-10-03"),
        ("15/3", "2025-03-15"),
        ("15-3", "2025-03-15"),
        ("15/3/24", "2024-03-15"),
        ("15/03/1999", "1999-03-15"),
        ("2024-03-15", "2024-03-15"),
        ("15 mar", "2025-03-15"),
        ("15 de marzo", "2025-03-15"),
        ("15 de marzo de 2024", "2024-03-15"),
        ("nov 2023", "2023-11"),
        ("noviembre de 2023", "2023-11"),
        ("noviembre", "2025-11"),
        ("11/2023", "2023-11"),
        ("2023-11", "2023-11"),
        ("2023", "2023"),
        ("s/f", "s/f"),
        ("sin fecha", "s/f"),
    ],
)
def test_what_people_write(text, expected):
    assert kept(text) == expected


def test_nothing_written_is_no_date():
    assert date_entry.read("   ", MONDAY) is None


@pytest.mark.parametrize("text", ["31/2", "30 de febrero", "15/13", "0/1", "31/11/2024"])
def test_a_day_that_does_not_exist_says_so(text):
    with pytest.raises(InvalidValue, match="no es una fecha del calendario"):
        date_entry.read(text, MONDAY)


@pytest.mark.parametrize("text", ["pronto", "el otro día", "15", "lunes martes", "+2x", "0/0/00", "/"])
def test_what_is_no_date_says_what_can_be_written(text):
    with pytest.raises(InvalidValue, match=r"«.+»"):
        date_entry.read(text, MONDAY)


@pytest.mark.parametrize("text", ["+9999a", "-9999a"])
def test_a_day_outside_the_calendar_says_so(text):
    with pytest.raises(InvalidValue, match="fuera del calendario"):
        date_entry.read(text, MONDAY)


def test_the_last_day_of_a_shorter_month_stands_for_the_same_day():
    assert str(date_entry.read("+1m", datetime.date(2024, 1, 31))) == "2024-02-29"


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (PartialDate(2025, 10, 6), "lunes 6 de octubre de 2025, hoy"),
        (PartialDate(2025, 10, 7), "martes 7 de octubre de 2025, mañana"),
        (PartialDate(2025, 10, 13), "lunes 13 de octubre de 2025, en 7 días"),
        (PartialDate(2025, 10, 4), "sábado 4 de octubre de 2025, hace 2 días"),
        (PartialDate(2024, 3, 15), "viernes 15 de marzo de 2024"),
        (PartialDate(2023, 11), "noviembre de 2023, sin día"),
        (PartialDate(2023), "2023, sin mes ni día"),
        (PartialDate(), "sin fecha conocida"),
    ],
)
def test_what_was_understood_is_said_in_words(date, words):
    assert date_entry.in_words(date, MONDAY) == words


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)), st.sampled_from((1, 2, 3)))
def test_what_a_field_shows_is_understood_again(day, precision):
    date = PartialDate(*(day.year, day.month, day.day)[:precision])
    assert date_entry.read(date_entry.typed(date), MONDAY) == date


@given(st.text(max_size=12))
def test_anything_is_a_date_or_a_sentence(text):
    try:
        found = date_entry.read(text, MONDAY)
    except InvalidValue as error:
        found, sentence = None, str(error)
        sentence_given = sentence.endswith(".")
    else:
        sentence_given = True
    assert sentence_given
    assert found is None or PartialDate.parse(str(found)) == found
