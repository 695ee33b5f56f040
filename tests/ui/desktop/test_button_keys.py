"""Enter and Ctrl+Enter press buttons, on every desktop."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from ui.desktop.button_keys import ButtonKeys, finish_with


@pytest.fixture
def room(qtbot, qapp):
    room = QWidget()
    qtbot.addWidget(room)
    column = QVBoxLayout(room)
    for kind in (QPushButton, QToolButton, QLineEdit):
        column.addWidget(kind())
    room.watch = ButtonKeys(qapp, room)
    room.show()
    room.activateWindow()
    return room


@pytest.mark.parametrize("kind", [QPushButton, QToolButton])
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_the_button_that_has_the_focus(qtbot, room, kind, key):
    button = room.findChild(kind)
    button.setFocus()
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, key)


def test_a_button_that_goes_when_it_is_pressed_is_forgotten(qtbot, room):
    button = room.findChild(QPushButton)
    button.clicked.connect(button.deleteLater)
    button.setFocus()
    with qtbot.waitSignal(button.destroyed):
        QTest.keyClick(button, Qt.Key.Key_Return)
    room.findChild(QLineEdit).setFocus()
    assert room.watch._watched is None


@pytest.mark.parametrize(("shown", "enabled"), [(True, True), (False, True), (True, False)])
def test_ctrl_enter_finishes_from_anywhere_while_the_button_can_be_pressed(qtbot, room, shown, enabled):
    button, line = room.findChild(QPushButton), room.findChild(QLineEdit)
    finish_with(button, "Ctrl+S")
    button.setVisible(shown)
    button.setEnabled(enabled)
    line.setFocus()
    pressed = []
    button.clicked.connect(lambda: pressed.append(1))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_S):
        QTest.keyClick(line, key, Qt.KeyboardModifier.ControlModifier)
    assert len(pressed) == (3 if shown and enabled else 0)
