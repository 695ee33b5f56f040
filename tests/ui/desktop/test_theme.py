"""The theme in force."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QRadioButton, QStyle, QStyleOptionButton

from ui.desktop.theme import Theme, palette, sheet
from ui.desktop.tokens import DARK, LIGHT


@pytest.fixture
def restored(theme: Theme):
    """The session's theme as it was, whatever the test chose."""
    yield theme
    theme.choose("claro")


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_the_sheet_has_every_colour_filled_in(tokens):
    assert "$" not in sheet(tokens)
    assert tokens.accent in sheet(tokens)


def test_qts_own_dialogs_get_the_colours_from_the_palette():
    assert palette(DARK).color(QPalette.ColorRole.Base) == QColor(DARK.surface)
    assert palette(DARK).color(QPalette.ColorRole.Text) == QColor(DARK.text)
    disabled = palette(LIGHT).color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert disabled == QColor(LIGHT.muted)


def test_choosing_a_theme_changes_the_whole_program(qtbot, qapp, restored):
    with qtbot.waitSignal(restored.changed):
        restored.choose("oscuro")
    assert restored.tokens is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.bg)
    assert DARK.surface in qapp.styleSheet()


def test_choosing_the_same_theme_again_draws_nothing_anew(qtbot, restored):
    with qtbot.assertNotEmitted(restored.changed):
        restored.choose("claro")


def test_the_systems_theme_is_followed_only_where_so_chosen(qtbot, restored, monkeypatch):
    scheme = [Qt.ColorScheme.Dark]

    class Hints:
        def colorScheme(self):  # noqa: N802 - as Qt calls it
            return scheme[0]

    monkeypatch.setattr(QGuiApplication, "styleHints", staticmethod(Hints))
    restored._follow()
    assert restored.tokens is LIGHT
    restored.choose("sistema")
    assert restored.tokens is DARK
    scheme[0] = Qt.ColorScheme.Light
    restored._follow()
    assert restored.tokens is LIGHT


def test_a_change_of_the_system_is_heard(qtbot, restored, monkeypatch):
    hints = QApplication.styleHints()
    restored.choose("sistema")
    before = restored.tokens
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert restored.tokens is before
    monkeypatch.setattr(Theme, "_resolve", lambda _theme: DARK)
    with qtbot.waitSignal(restored.changed):
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)


def state_of(button):
    option = QStyleOptionButton()
    option.initFrom(button)
    return option.state


@pytest.mark.parametrize("look", ["", "primary", "segment", "link"])
@pytest.mark.parametrize("kind", [QPushButton, QCheckBox, QRadioButton])
def test_what_tab_reached_has_the_ring_of_the_theme_and_no_frame_of_qts(qtbot, restored, kind, look):
    button = kind("Hecho")
    button.setProperty("look", look)
    qtbot.addWidget(button)
    button.show()
    button.activateWindow()
    button.setFocus()
    qtbot.waitUntil(lambda: bool(state_of(button) & QStyle.StateFlag.State_HasFocus))
    button.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, False)
    by_mouse = button.grab().toImage()
    button.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, True)
    assert button.grab().toImage() == by_mouse
