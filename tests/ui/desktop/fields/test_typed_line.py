"""A line that notices what an assistive tool writes into it."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from ui.desktop.fields.typed_line import TypedLine


@pytest.fixture
def line(qtbot):
    line = TypedLine()
    qtbot.addWidget(line)
    return line


@pytest.fixture
def edited(line):
    """What ``textEdited`` told."""
    told: list[str] = []
    line.textEdited.connect(told.append)
    return told


def test_what_is_typed_is_told_once(line, edited):
    QTest.keyClicks(line, "Ro")
    line.undo()
    assert edited == ["R", "Ro", line.text()]


def test_what_an_assistive_tool_writes_is_told_as_typing(line, edited):
    text = QAccessible.queryAccessibleInterface(line).editableTextInterface()
    text.insertText(0, "Rosa")
    text.replaceText(0, 4, "Elena")
    text.deleteText(0, 5)
    assert edited == ["Rosa", "Elena", ""]


def test_what_the_program_writes_is_told_by_nobody(line, edited):
    line.setText("Rosa")
    line.clear()
    line.setText("Elena")
    assert edited == []
    QTest.keyClicks(line, "!")
    assert edited == ["Elena!"]
