"""The colours: every pair that is drawn can be read, in both themes."""

import pytest

from crm.categories import CATEGORIES
from ui.desktop.tokens import DARK, LIGHT, Tokens

TEXT = 4.5
SHAPE = 3.0
CATEGORY = 4.2

GROUNDS = ("surface", "bg", "hover", "sel", "tint")


def luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", ["text", "muted", "accent", "danger", "warn"])
def test_text_can_be_read_on_every_ground(tokens: Tokens, ink: str, ground: str):
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= TEXT


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
@pytest.mark.parametrize("ink", ["inv_text", "inv_action"])
def test_the_undo_bar_can_be_read(tokens: Tokens, ink: str):
    assert contrast(getattr(tokens, ink), tokens.inv) >= TEXT


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_the_primary_button_can_be_read(tokens: Tokens):
    assert contrast(tokens.on_fill, tokens.fill) >= TEXT


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
@pytest.mark.parametrize("ground", ["surface", "bg"])
def test_the_border_of_a_field_can_be_seen(tokens: Tokens, ground: str):
    assert contrast(tokens.field, getattr(tokens, ground)) >= SHAPE


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
@pytest.mark.parametrize("ground", ["surface", "bg"])
def test_every_category_has_a_dot_that_can_be_seen(tokens: Tokens, ground: str):
    assert set(tokens.categories) == set(CATEGORIES)
    lowest = min(contrast(dot, getattr(tokens, ground)) for dot in tokens.categories.values())
    assert round(lowest, 1) >= CATEGORY
