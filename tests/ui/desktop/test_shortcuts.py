"""The keys of where one is."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.desktop import actions, manual_pages
from ui.desktop.key_names import shown
from ui.desktop.shortcuts import ShortcutsOverlay, groups, share


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    window.line = QLineEdit()
    column.addWidget(window.line)
    window.resize(900, 600)
    window.show()
    window.line.setFocus()
    return window


def test_every_action_with_keys_is_in_the_table():
    told = {key for group in groups("contactos") for shortcut in group.shortcuts for key in shortcut.keys}
    for spec in (*actions.specs(), *actions.of_selection()):
        assert {shown(keys) for keys in spec.keys if keys != "Shift+?"} <= told, spec.code


def test_what_holds_here_comes_first():
    assert [group.name for group in groups("administracion/importar")] == [
        "Aquí",
        "En todo el programa",
        "Ir a un lugar",
    ]
    assert [group.name for group in groups("red-consular")] == ["En todo el programa", "Ir a un lugar"]
    assert len(groups("contactos")[-1].shortcuts) == 8


@pytest.mark.parametrize("place", [*manual_pages.OF_PLACES, "manual"])
def test_it_fits_every_place(qtbot, theme, window, place):
    overlay = ShortcutsOverlay(window, theme)
    overlay.open(place)
    assert overlay.geometry() == window.rect()
    assert window.rect().contains(overlay._panel.geometry())
    assert "Deshacer: Ctrl+Z" in overlay.accessibleDescription()


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return, "?"])
def test_it_gives_the_focus_back(qtbot, theme, window, key):
    overlay = ShortcutsOverlay(window, theme)
    overlay.open("contactos")
    assert overlay.hasFocus()
    if key == "?":
        qtbot.keyClicks(overlay, key)
    else:
        qtbot.keyClick(overlay, key)
    assert not overlay.isVisible()
    assert window.line.hasFocus()


def test_a_click_beside_it_closes_it_and_one_on_it_does_not(qtbot, theme, window):
    overlay = ShortcutsOverlay(window, theme)
    overlay.open("contactos")
    qtbot.mouseClick(overlay, Qt.MouseButton.LeftButton, pos=overlay._panel.geometry().center())
    assert overlay.isVisible()
    qtbot.mouseClick(overlay, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    assert not overlay.isVisible()


def test_tab_stays_and_the_window_may_change_its_size(qtbot, theme, window):
    overlay = ShortcutsOverlay(window, theme)
    overlay.open("contactos")
    qtbot.keyClick(overlay, Qt.Key.Key_Tab)
    assert overlay.hasFocus()
    window.resize(700, 420)
    qtbot.waitUntil(lambda: overlay.geometry() == window.rect())
    assert window.rect().contains(overlay._panel.geometry())


@pytest.mark.parametrize("place", [*manual_pages.OF_PLACES, "manual"])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_columns_are_about_as_long_as_each_other_and_lose_nothing(place, count):
    found = groups(place)
    columns = share(found, count)
    assert len(columns) == count
    shown_keys = [shortcut for column in columns for group in column for shortcut in group.shortcuts]
    assert shown_keys == [shortcut for group in found for shortcut in group.shortcuts]
    lengths = [sum(len(group.shortcuts) + 2 for group in column) for column in columns]
    assert max(lengths) - min(lengths) <= 8


def test_in_a_usual_window_all_keys_are_in_sight(qtbot, theme, window):
    window.resize(1280, 720)
    overlay = ShortcutsOverlay(window, theme)
    overlay.open("contactos")
    assert overlay._scroll.verticalScrollBar().maximum() == 0
