"""The program whole in this process, without a display, driven from within its own event loop."""

import os
import time
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Self

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEventLoop, QObject, QTimer, QtMsgType, Slot, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from crm.base import Base
from crm.clock import Clock
from crm.heap import without_collector
from ui.desktop import fonts
from ui.desktop.application import Desktop
from ui.desktop.contacts.page import ContactsPage
from ui.desktop.lanes import Lane
from ui.desktop.settings import Settings

PATIENCE_S = 600.0


class Painted(QObject):
    """Tells when what a window had to paint is painted: Qt paints before it looks at its timers.

    It does not ask for anything to be painted: the whole window, which takes 17 ms, would count in every pause.
    A record is painted one turn after it was made.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.done = False

    def ask(self) -> None:
        """``done`` once it is."""
        self.done = False
        QTimer.singleShot(0, self._wait_once_more)

    @Slot()
    def _wait_once_more(self) -> None:
        QTimer.singleShot(0, self._finish)

    @Slot()
    def _finish(self) -> None:
        self.done = True


class Program:
    """The window on an open base, its list shown. Use as a context manager."""

    def __init__(self, base: Path, folder: Path) -> None:
        qInstallMessageHandler(_say_nothing_of_size_hints)
        application = QApplication.instance() or QApplication([])
        assert isinstance(application, QApplication)
        self.application = application
        fonts.load()
        settings = Settings(folder / "escritorio.ini")
        self.desktop = Desktop(application, settings, base, throw_away=False, clock=Clock())
        self.window = self.desktop.window
        self.lanes = self.desktop.lanes
        self._bug = ""
        for lane in self.lanes.findChildren(Lane):
            lane.broken.connect(self._note_bug)
        self._painted = Painted(self.window)
        with without_collector(keep=True):  # as the program starts
            self.desktop.start()
            self.wait(lambda: self.desktop._base is not None)
            self.settle()
            # The daily backup, which is due in a new base, and what the fields need.
            self.wait(lambda: self.lanes.long_reader.idle and self.lanes.counter.idle)

    @property
    def base(self) -> Base:
        assert self.desktop._base is not None
        return self.desktop._base

    @property
    def page(self) -> ContactsPage:
        return self.window.contacts

    @property
    def ids(self) -> array:
        """The contacts of the list, in order."""
        return self.page.list.model.ids

    def wait(self, condition: Callable[[], object]) -> None:
        """Let the window work until something is so. Fails if the program does: what it then takes says nothing."""
        until = time.monotonic() + PATIENCE_S
        while not condition():
            assert time.monotonic() < until, "waited in vain"
            self.application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            assert not self._bug, self._bug

    def _note_bug(self, trace: object) -> None:
        self._bug = str(trace)

    def settle(self) -> None:
        """Wait until nothing is asked of the base and what it brought has been painted."""
        while True:
            self.wait(lambda: self.lanes.reader.idle)
            self.paint()
            if self.lanes.reader.idle:
                return

    def paint(self) -> None:
        """Wait until the window has been painted as it is now."""
        self._painted.ask()
        self.wait(lambda: self._painted.done)

    def search(self, query: str) -> None:
        """Ask for a query and wait for all of its answer."""
        self.page.search(query)
        self.settle()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.window.close()


def _say_nothing_of_size_hints(_kind: QtMsgType, _context: object, text: str) -> None:
    if "propagateSizeHints" not in text:
        print(text)
