"""Texts are broken where the room ends: each line holds as many words as fit, and nothing is lost."""

import random
from itertools import pairwise

import pytest
from PySide6.QtGui import QFontMetrics

from ui.desktop import fonts
from ui.desktop.broken_text import BrokenTexts, broken


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


def test_a_text_broken_before_breaks_as_it_does_anew(metrics):
    texts = BrokenTexts(metrics)
    widths = (640, 243, 242, 90, 91, 240, 1000, 20, 400)
    for width in widths:
        for text in (
            "Reunión",
            "Mesa de diálogo con la comunidad de Los Ángeles",
            "Desoxirribonucleico corto",
            "",
        ):
            assert texts.lines(text, width) == broken(text, metrics, width)


def test_what_still_fits_is_not_measured_anew(metrics):
    texts = BrokenTexts(metrics)
    text = "Mesa de diálogo con la comunidad de Los Ángeles"
    lines = texts.lines(text, 200)
    widest = max(metrics.horizontalAdvance(line) for line in lines)
    assert texts.lines(text, widest) is lines
    assert texts.lines(text, widest - 1) is not lines
    texts.forget()
    assert texts.lines(text, 200) is not lines
