"""Days and hours as the institute writes them on paper."""

import pytest

from crm.activity_values import When
from crm.printing import words

LA = "America/Los_Angeles"


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("", "", ""),
        ("2024", "", "2024"),
        ("2024-04", "", "abril de 2024"),
        ("2024-04-10", "", "miércoles 10 de abril de 2024"),
        ("2024-04-10", "2024-04-10", "miércoles 10 de abril de 2024"),
        ("2024-04-09", "2024-04-13", "del 9 al 13 de abril de 2024"),
        ("2024-04-29", "2024-05-03", "del 29 de abril al 3 de mayo de 2024"),
        ("2024-12-30", "2025-01-02", "del 30 de diciembre de 2024 al 2 de enero de 2025"),
        ("2024-04", "2024-05", "de abril de 2024 a mayo de 2024"),
    ],
)
def test_days(start, end, told):
    assert words.days(start, end) == told


@pytest.mark.parametrize(
    ("when", "told"),
    [
        (When(), "s/f"),
        (When("2025-10-08"), "miércoles 8 de octubre de 2025"),
        (When("2025-10-08", "12:30"), "miércoles 8 de octubre de 2025, 12:30 horas"),
        (When("2025-10-08", "09:00", "", "10:30"), "miércoles 8 de octubre de 2025, de 9:00 a 10:30 horas"),
        (
            When("2024-04-10", "18:00", "", "", LA),
            "miércoles 10 de abril de 2024, 18:00 horas en Los Ángeles; 19:00 horas en la Ciudad de México",
        ),
        (
            When("2024-04-10", "23:30", "", "", LA),
            "miércoles 10 de abril de 2024, 23:30 horas en Los Ángeles; "
            "0:30 horas del jueves 11 de abril de 2024 en la Ciudad de México",
        ),
        (
            When("2024-04-10", "18:00", "", "19:30", LA),
            "miércoles 10 de abril de 2024, de 18:00 a 19:30 horas en Los Ángeles; "
            "de 19:00 a 20:30 horas en la Ciudad de México",
        ),
        (When("2024-04", "18:00", "", "", LA), "abril de 2024, 18:00 horas"),
    ],
)
def test_when(when, told):
    assert words.when_line(when) == told
