"""The floor of the start: a bare Qt window with 100 rows. Says when it has been painted, as ``first_paint`` does.

python -m tests.benchmarks.bare_window
"""

import sys

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QListWidget, QMainWindow

from tests.benchmarks.painted import Teller


class List(QListWidget):
    """Rows of text."""

    def __init__(self) -> None:
        super().__init__()
        self.teller = Teller()
        self.setUniformItemSizes(True)
        self.addItems([f"Institución de ejemplo número {number}" for number in range(100)])

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.teller.asked:
            self.teller.tell()


if __name__ == "__main__":
    application = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(List())
    window.resize(1280, 720)
    window.show()
    sys.exit(application.exec())
