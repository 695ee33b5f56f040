"""What other threads have to say, told on the main one without touching Qt.

A signal must not be emitted there: Qt guards all connections of the program by a few locks, and PySide's objects need
Python's own while they hold one of them, so that two threads wait for each other for ever.
"""

import os
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

_TURN_S = 0.004
"""How long letters are delivered before painting and typing have their turn: a quarter of a frame."""


class _Bell(NamedTuple):
    """What Qt watches by its number while another thread rings it: a byte that can be read."""

    number: int
    ring: Callable[[], object]
    hush: Callable[[], object]
    remove: Callable[[], None]


class Mailbox(QObject):
    """Letters posted by any thread; ``came`` carries each on the main one, in the order they were posted in."""

    came = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._letters: deque[object] = deque()
        self._guard = threading.Lock()
        self._woken = False
        self._open = True
        # It rings while there are letters.
        self._bell = _new_bell()
        self._ear = QSocketNotifier(self._bell.number, QSocketNotifier.Type.Read, self)
        self._ear.activated.connect(self._deliver)

    def post(self, letter: object) -> None:
        """Leave a letter, from any thread; after ``close`` nobody reads it."""
        with self._guard:
            if not self._open:
                return
            self._letters.append(letter)
            if not self._woken:
                self._woken = True
                self._bell.ring()

    def close(self) -> None:
        """Deliver nothing more, not even what has been posted."""
        with self._guard:
            if not self._open:
                return
            self._open = False
            self._letters.clear()
        self._ear.setEnabled(False)
        self._bell.remove()

    @Slot()
    def _deliver(self) -> None:
        until = time.monotonic() + _TURN_S
        for letter in iter(self._next, None):
            self.came.emit(letter)
            if time.monotonic() > until:
                return

    def _next(self) -> object:
        """The letter whose turn it is, or None; with the last one the bell is still, until the next is posted."""
        with self._guard:
            letter = self._letters.popleft() if self._letters else None
            if self._woken and not self._letters and self._open:
                self._woken = False
                self._bell.hush()
            return letter


def _pipe() -> _Bell:
    reading, writing = os.pipe()

    def remove() -> None:
        os.close(reading)
        os.close(writing)

    return _Bell(reading, lambda: os.write(writing, b"\0"), lambda: os.read(reading, 1), remove)


def _sockets() -> _Bell:
    """For Windows, where Qt watches nothing else; elsewhere the first window would wait 3 ms for this library."""
    import socket

    inner, outer = socket.socketpair()

    def remove() -> None:
        inner.close()
        outer.close()

    return _Bell(inner.fileno(), lambda: outer.send(b"\0"), lambda: inner.recv(1), remove)


_new_bell = _pipe if os.name == "posix" else _sockets
