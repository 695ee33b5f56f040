"""The drawings: every one that is named is shipped, and is drawn in the colour asked for."""

import re
from importlib.resources import files
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon

import ui.desktop
from ui.desktop.actions import specs
from ui.desktop.icons import BESIDE_TEXT
from ui.desktop.places import places

SOURCES = Path(ui.desktop.__file__).parent
SHIPPED = {
    Path(file.name).stem for file in (files("resources") / "icons").iterdir() if file.name.endswith(".svg")
}
NAMED = {place.icon for place in places()} | {spec.icon for spec in specs()}


def colours(icon: QIcon, state: QIcon.State, mode: QIcon.Mode = QIcon.Mode.Normal) -> set[str]:
    image = icon.pixmap(QSize(32, 32), 1.0, mode, state).toImage()
    pixels = (image.pixelColor(x, y) for x in range(32) for y in range(32))
    return {pixel.name().upper() for pixel in pixels if pixel.alpha() == 255}


@pytest.mark.parametrize("name", sorted(NAMED))
def test_a_named_icon_is_shipped(name):
    assert name in SHIPPED


def test_no_icon_is_shipped_for_nothing():
    text = "\n".join(file.read_text("utf-8") for file in SOURCES.rglob("*.py"))
    assert set(re.findall(r'"([a-z0-9-]+)"', text)) >= SHIPPED


def test_an_icon_has_the_themes_colours_at_the_moment_it_is_drawn(icons, theme):
    icon = icons.icon("users", "muted", "accent")
    assert colours(icon, QIcon.State.Off) == {QColor(theme.tokens.muted).name().upper()}
    assert colours(icon, QIcon.State.On) == {QColor(theme.tokens.accent).name().upper()}
    theme.choose("oscuro")
    try:
        assert colours(icon, QIcon.State.Off) == {QColor(theme.tokens.muted).name().upper()}
    finally:
        theme.choose("claro")


@pytest.mark.parametrize(("colour", "quieter"), [("text", "muted"), ("on_fill", "muted"), ("muted", "thumb")])
def test_an_icon_that_cannot_be_pressed_is_quieter(icons, theme, colour, quieter):
    drawn = colours(icons.icon("users", colour), QIcon.State.Off, QIcon.Mode.Disabled)
    assert drawn == {QColor(getattr(theme.tokens, quieter)).name().upper()}


def test_beside_words_an_icon_is_the_same_square_with_room_after_it(icons):
    icon = icons.icon("users", "text")
    beside = icon.pixmap(BESIDE_TEXT, 1.0).toImage()
    alone = icon.pixmap(QSize(16, 16), 1.0).toImage()
    assert beside.copy(0, 0, 16, 16) == alone
    assert all(beside.pixelColor(x, y).alpha() == 0 for x in range(16, 20) for y in range(16))


def test_an_icon_is_drawn_once_for_each_size_and_colour(icons, theme, monkeypatch):
    drawn = []
    draw = icons.drawer.draw
    monkeypatch.setattr(icons.drawer, "draw", lambda *given: drawn.append(given[2:]) or draw(*given))
    for _time in range(3):
        colours(icons.icon("users"), QIcon.State.Off)
    assert drawn == [("users", theme.tokens.muted)]
    colours(icons.icon("users"), QIcon.State.On)
    assert drawn[1:] == [("users", theme.tokens.accent)]


def test_for_a_picture_finer_than_the_screen_an_icon_is_as_large_and_as_fine(icons):
    asked = QSize(16, 16)
    icons.drawer.scale = 2
    fine = icons.icon("users").pixmap(asked, 1.0)
    icons.drawer.scale = 1
    assert (fine.deviceIndependentSize().toSize(), fine.devicePixelRatio()) == (asked, 2.0)
    assert fine.toImage() == icons.icon("users").pixmap(asked, 2.0).toImage()
    assert icons.icon("users").pixmap(asked, 1.0).devicePixelRatio() == 1.0
