"""The Qt we are pinned to leaves Python whole.

PySide6 6.12.0 on Python 3.11 drops a reference to None in each call that returns nothing, until there is none
left and the interpreter dies.
"""

import sys

from PySide6.QtWidgets import QLabel

CALLS = 2_000


def test_calls_that_return_nothing_cost_no_reference_to_none(qtbot):
    label = QLabel()
    qtbot.addWidget(label)
    label.setText("antes")
    before = sys.getrefcount(None)
    for number in range(CALLS):
        label.setText(str(number))
    assert abs(sys.getrefcount(None) - before) < CALLS / 10
