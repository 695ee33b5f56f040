"""When a follow-up is due, in a sentence."""

import datetime

import pytest

from crm.due_words import due_sentence

TODAY = datetime.date(2025, 10, 6)


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ("", ""),
        ("2025-10-06", "vence hoy"),
        ("2025-10-07", "vence mañana"),
        ("2025-10-05", "venció ayer"),
        ("2025-10-09", "vence el jueves 9"),
        ("2025-10-01", "venció el 1 oct 2025"),
        ("2026-01-15", "vence el 15 ene 2026"),
        ("2025-11", "vence en noviembre de 2025"),
    ],
)
def test_when_it_is_due(due: str, said: str) -> None:
    assert due_sentence(due, TODAY) == said
