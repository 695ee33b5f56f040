"""Widgets end on the main thread, even those that only a look for cycles finds."""

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject

CYCLES = 20_000
"""Enough for Python to look for them by itself more than twenty times."""


class Page(QObject):
    """An object of Qt's that refers to itself, as a page does to its buttons."""

    def __init__(self):
        super().__init__()
        self.page = self


@pytest.fixture
def looked():
    """The threads that look for cycles."""
    threads = set()

    def note(phase, _told):
        if phase == "start":
            threads.add(threading.current_thread().name)

    gc.callbacks.append(note)
    yield threads
    gc.callbacks.remove(note)


def make_cycles(_ticket):
    for _n in range(CYCLES):
        cycle = []
        cycle.append(cycle)


def test_pages_nobody_uses_end_on_the_main_thread(qtbot, lanes, looked):
    page = weakref.ref(Page())
    done = []
    lanes.reader.submit(make_cycles, done.append)
    qtbot.waitUntil(lambda: done == [None] and page() is None)
    assert looked == {"MainThread"}
