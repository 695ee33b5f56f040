"""The colours: every pair that is drawn can be read, in both themes."""

import re

import pytest

from crm.categories import CATEGORIES
from ui.desktop.theme import sheet
from ui.desktop.tokens import DARK, LIGHT, Tokens

TEXT = 4.5
SHAPE = 3.0
CATEGORY = 4.2

GROUNDS = ("surface", "bg", "hover", "sel", "tint")
INKS = ("text", "muted", "accent", "danger", "warn")
OTHER_PAIRS = {
    ("inv_text", "inv"),
    ("inv_action", "inv"),
    ("on_fill", "fill"),
    ("muted", "track"),  # the primary button while it cannot be pressed
}
"""Text and ground that are met nowhere else."""
SHAPES = {
    ("field", "surface"),
    ("field", "bg"),
    ("fill", "surface"),
    ("fill", "bg"),
    ("accent", "track"),  # how far a job is
    ("on_fill", "field"),  # the tick of a box that cannot be changed
}
NO_INFORMATION = {"line", "thumb", "scrim", "name", "categories"}
"""Lines that divide, scroll bars, the veil; and what is no colour, or has a test of its own."""


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
@pytest.mark.parametrize("ink", INKS)
def test_text_can_be_read_on_every_ground(tokens: Tokens, ink: str, ground: str):
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= TEXT


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
@pytest.mark.parametrize(("ink", "ground"), sorted(OTHER_PAIRS))
def test_text_can_be_read_on_the_grounds_of_its_own(tokens: Tokens, ink: str, ground: str):
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= TEXT


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
@pytest.mark.parametrize(("shape", "ground"), sorted(SHAPES))
def test_a_shape_that_tells_something_can_be_seen(tokens: Tokens, shape: str, ground: str):
    assert contrast(getattr(tokens, shape), getattr(tokens, ground)) >= SHAPE


def test_every_token_is_in_a_pair_that_is_tested():
    """A new colour needs its pairs here, or a reason why nobody has to read it."""
    paired = {token for pair in OTHER_PAIRS | SHAPES for token in pair}
    assert set(GROUNDS) | set(INKS) | paired | NO_INFORMATION == set(Tokens._fields)


def test_every_rule_of_the_style_sheet_has_a_pair_that_is_tested():
    """Rules that set both the text and its ground; those that set one are on the grounds of all."""
    names = Tokens(*(f"@{name}" for name in Tokens._fields))  # each colour by its name
    rules = re.findall(r"[^{}]+\{([^}]*)\}", sheet(names))
    pairs = {(set_in(rule, "color"), set_in(rule, "background")) for rule in rules}
    whole = {(ink, ground) for ink, ground in pairs if ink and ground}
    assert len(whole) >= 6
    assert whole <= {(ink, ground) for ink in INKS for ground in GROUNDS} | OTHER_PAIRS


def set_in(rule: str, name: str) -> str:
    found = re.search(rf"(?:^|[;\s]){name}: @(\w+)", rule)
    return found[1] if found else ""


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
@pytest.mark.parametrize("ground", GROUNDS)
def test_every_category_has_a_dot_that_can_be_seen_where_it_may_stand(tokens: Tokens, ground: str):
    assert min(contrast(dot, getattr(tokens, ground)) for dot in tokens.categories.values()) >= SHAPE


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
@pytest.mark.parametrize("ground", ["surface", "bg"])
def test_every_category_has_a_dot_that_can_be_seen(tokens: Tokens, ground: str):
    assert set(tokens.categories) == set(CATEGORIES)
    lowest = min(contrast(dot, getattr(tokens, ground)) for dot in tokens.categories.values())
    assert round(lowest, 1) >= CATEGORY
