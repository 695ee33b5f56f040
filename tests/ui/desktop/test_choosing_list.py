"""A list whose lines are chosen, not selected."""

import pytest
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from ui.desktop.choosing_list import ChoosingList


@pytest.fixture
def lines(qtbot):
    lines = ChoosingList()
    lines.setModel(QStringListModel(["una", "dos", "tres"], lines))
    qtbot.addWidget(lines)
    lines.show()
    return lines


def spoken(lines: ChoosingList, line: int):
    return QAccessible.queryAccessibleInterface(lines).child(line)


def toggle(lines: ChoosingList, line: int) -> None:
    """What a screen reader does to choose a line."""
    actions = spoken(lines, line).actionInterface()
    actions.doAction(actions.actionNames()[0])


def test_what_an_assistive_tool_selects_is_taken(lines, qtbot):
    lines.setCurrentIndex(lines.model().index(1, 0))
    for line in (2, 1, 1):  # the marked one too, and the same one again
        with qtbot.waitSignal(lines.taken) as taken:
            toggle(lines, line)
        assert taken.args == [line]
        assert lines.selectedIndexes() == []


def test_keys_and_clicks_move_the_mark_and_take_nothing(lines, qtbot):
    with qtbot.assertNotEmitted(lines.taken, wait=50):
        QTest.keyClick(lines, Qt.Key.Key_Down)
        middle = lines.visualRect(lines.model().index(2, 0)).center()
        QTest.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert lines.currentIndex().row() == 2
    assert spoken(lines, 2).state().focused


def test_a_line_that_is_gone_is_not_taken(lines, qtbot):
    with qtbot.assertNotEmitted(lines.taken, wait=50):
        toggle(lines, 2)
        lines.model().setStringList(["una"])
