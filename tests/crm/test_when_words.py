import datetime

import pytest

from crm.activity_values import When
from crm.when_words import in_full, in_list, near_day

TODAY = datetime.date(2025, 10, 6)
LA = "America/Los_Angeles"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2025-10-06", "hoy"),
        ("2025-10-07", "mañana"),
        ("2025-10-05", "ayer"),
        ("2025-10-09", "jueves 9"),
        ("2025-10-12", "domingo 12"),
        ("2025-10-13", "13 oct 2025"),
        ("2025-10-04", "4 oct 2025"),
    ],
)
def test_a_near_day_is_called_by_its_name(day, words):
    assert near_day(datetime.date.fromisoformat(day), TODAY) == words


@pytest.mark.parametrize(
    ("when", "short", "full"),
    [
        (When(), "", "sin fecha conocida"),
        (When("s/f"), "s/f", "sin fecha conocida"),
        (When("2023-11"), "nov 2023", "noviembre de 2023"),
        (When("2024"), "2024", "2024"),
        (When("2025-10-07"), "mañana", "martes 7 de octubre de 2025"),
        (
            When("2025-10-07", "", "2025-10-09"),
            "mañana, hasta 9 oct 2025",
            "martes 7 de octubre de 2025, hasta 9 oct 2025",
        ),
        (
            When("2025-10-07", "08:00", zone=LA),
            "mañana, 9:00 · 8:00 en Los Ángeles",
            "martes 7 de octubre de 2025, 9:00 · 8:00 en Los Ángeles",
        ),
        (
            When("2025-10-07", "12:30", "", "14:00", "America/Mexico_City"),
            "mañana, 12:30 a 14:00",
            "martes 7 de octubre de 2025, 12:30 a 14:00",
        ),
        (
            When("2025-10-07", "08:00", "", "09:30", LA),
            "mañana, 9:00 a 10:30 · 8:00 a 9:30 en Los Ángeles",
            "martes 7 de octubre de 2025, 9:00 a 10:30 · 8:00 a 9:30 en Los Ángeles",
        ),
        # In Sydney it is tomorrow already.
        (
            When("2025-10-07", "09:00", zone="Australia/Sydney"),
            "hoy, 16:00 · 9:00 del martes 7 en Sídney",
            "lunes 6 de octubre de 2025, 16:00 · 9:00 del martes 7 en Sídney",
        ),
        (
            When("2025-10-07", "10:00", "2025-10-08", "09:30", "America/Mexico_City"),
            "mañana, 10:00, hasta 8 oct 2025, 9:30",
            "martes 7 de octubre de 2025, 10:00, hasta 8 oct 2025, 9:30",
        ),
    ],
)
def test_when_an_activity_is(when, short, full):
    assert in_list(when, TODAY) == short
    assert in_full(when) == full


def test_the_city_of_the_activity_names_its_zone():
    assert (
        in_list(When("2025-10-07", "08:00", zone=LA), TODAY, "Las Vegas")
        == "mañana, 9:00 · 8:00 en Las Vegas"
    )
