"""The menu at the foot of the rail."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from ui.desktop import actions


def test_the_menu_lets_one_choose_the_theme(qtbot, window, theme, settings):
    menu = window._menu()
    choices = {action.data(): action for action in menu.actions() if action.data()}
    assert [code for code, action in choices.items() if action.isChecked()] == ["claro"]
    choices["oscuro"].trigger()
    try:
        assert theme.tokens.name == "dark"
        assert settings.theme == "oscuro"
    finally:
        theme.choose("claro")
        menu.deleteLater()


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_the_menu_opens_from_the_rail_and_goes_away_whole(qtbot, window):
    qtbot.mouseClick(window.rail.desk, Qt.MouseButton.LeftButton)
    menu = next(menu for menu in window.findChildren(QMenu) if menu.isVisible())
    with qtbot.waitSignal(menu.destroyed):
        menu.close()


def test_its_items_do_what_the_actions_do_and_name_the_keys_as_everywhere(window):
    menu = window._menu()
    try:
        undo = next(item for item in menu.actions() if item.text() == "Deshacer\tCtrl+Z")
        done = []
        window._actions["undo"].triggered.connect(lambda: done.append(1))
        undo.trigger()
        assert done == [1]
    finally:
        menu.deleteLater()


def test_it_holds_what_the_table_puts_there(window):
    menu = window._menu()
    try:
        texts = [action.text().partition("\t")[0] for action in menu.actions()]
        for spec in actions.specs():
            assert (spec.name in texts) == (spec.menu != ""), spec.code
        assert {spec.menu for spec in actions.specs()} == {"", *actions.MENU}
    finally:
        menu.deleteLater()
