"""How keys are written."""

import pytest

from ui.desktop import actions
from ui.desktop.key_names import shown
from ui.desktop.palette.commands import Command


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("Ctrl+Shift+Z", "Ctrl+Mayús+Z"),
        ("Ctrl+Return", "Ctrl+Intro"),
        ("Del", "Supr"),
        ("/", "/"),
        ("+", "+"),
        ("", ""),
    ],
)
def test_keys_are_named_as_on_a_spanish_keyboard(keys, words):
    assert shown(keys) == words


def test_they_are_written_one_way_everywhere(window):
    spec = next(spec for spec in actions.specs() if spec.code == "open_base")
    action = window._actions["open_base"]
    assert "(Ctrl+O)" in action.toolTip()
    assert Command(spec.name, spec.icon, action).keys == "Ctrl+O"
    assert window.top.search._keys.text() == "Ctrl+K"
    assert window.rail.buttons[0].toolTip() == "Mi día (Ctrl+1)"
