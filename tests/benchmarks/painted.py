"""Telling when a window has been painted for the first time."""

import os
import time

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt


class Teller(QObject):
    """Asked while the window is being painted, prints the time once the painting has ended, and ends the process."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = False

    def tell(self) -> None:
        """Print the time before anything else is done, timers included."""
        self.asked = True
        QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), Qt.EventPriority.HighEventPriority.value)

    def customEvent(self, _event: QEvent) -> None:
        print(time.perf_counter(), flush=True)
        os._exit(0)
