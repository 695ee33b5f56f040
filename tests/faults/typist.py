"""Types a new person into the real window, without a display, and dies in the middle: ``typist.py BASE SETTINGS``."""

import os
import signal
import sys
import time
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from crm.clock import Clock
from ui.desktop import fonts
from ui.desktop.application import Desktop
from ui.desktop.settings import Settings

_PATIENCE_S = 60.0


def wait(application: QApplication, until) -> None:
    """Let the window work until something is so."""
    end = time.monotonic() + _PATIENCE_S
    while not until():
        assert time.monotonic() < end, "the window never came so far"
        application.processEvents()


def main(base: Path, settings: Path) -> None:
    """Open the base, type, and be killed as soon as the form says that the draft is kept."""
    application = QApplication([])
    fonts.load()
    desktop = Desktop(application, Settings(settings), base, throw_away=False, clock=Clock())
    desktop.start()
    window = desktop.window
    wait(application, window.top.new.isVisible)
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(QApplication.focusWidget(), "Rosa Prueba R")
    wait(application, lambda: "Borrador guardado" in [text.text() for text in window.findChildren(QLabel)])
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
