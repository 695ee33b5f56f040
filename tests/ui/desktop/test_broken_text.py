"""Texts are broken where the room ends: each line holds as many words as fit, and nothing is lost."""

import random
from itertools import pairwise

import pytest
from PySide6.QtGui import QFontMetrics

from ui.desktop import fonts
from ui.desktop.broken_text import broken


@pytest.fixture
def metrics(theme):
    return QFontMetrics(fonts.font())


@pytest.mark.parametrize("width", [60, 130, 400, 2_000])
def test_each_line_holds_as_many_words_as_fit(metrics, width):
    dice = random.Random(width)
    words = ["mi", "gestión", "Consulado", "y", "acuerdo", "con"]
    for length in (1, 2, 7, 40, 41, 130):
        text = " ".join(dice.choice(words) for _ in range(length))
        lines = broken(text, metrics, width)
        for line, following in pairwise(lines):
            assert metrics.horizontalAdvance(line) <= width or " " not in line
            assert metrics.horizontalAdvance(f"{line} {following.split()[0]}") > width
        if width > 100:
            assert " ".join(lines) == text


def test_a_word_that_is_too_wide_is_cut_and_no_text_is_one_line(metrics):
    cut, rest = broken("Desoxirribonucleico corto", metrics, 60)
    assert cut.endswith("…")
    assert rest == "corto"
    assert broken("  ", metrics, 60) == [""]
