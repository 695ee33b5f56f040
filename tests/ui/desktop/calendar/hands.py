"""What one does to the calendar: keys, drags; and what is heard from it."""

import datetime

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest


def day(number, month=10):
    return datetime.date(2025, month, number)


def collected(signal):
    found = []
    signal.connect(lambda *values: found.append(values[0] if len(values) == 1 else values))
    return found


def press(widget, *keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        QTest.keyClick(widget, key, modifier)


def drag(table, start, end):
    viewport = table.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(viewport, start + QPoint(0, 40))
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)
