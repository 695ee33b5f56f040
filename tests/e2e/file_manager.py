"""Stands for the desktop's file manager: a window over one file, from which its path is copied or dragged away.

Run beside the program, as a process of its own: ``python file_manager.py PATH``.
"""

import sys

from PySide6.QtCore import QMimeData, Qt, Slot
from PySide6.QtGui import QDrag, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel

SIZE = 120
LOOKING, COPIED, WELCOME = "Archivos", "Archivos: copiado", "Archivos: se puede soltar"
"""What the window's title says; the last one while what is dragged is over somebody who takes it."""


class File(QLabel):
    """Ctrl+C copies the path; the mouse drags it, as text."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._path = path
        self.setWindowTitle(LOOKING)
        self.setFixedSize(SIZE, SIZE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self._path)
            self.setWindowTitle(COPIED)

    def mouseMoveEvent(self, _event: QMouseEvent) -> None:
        carried = QMimeData()
        carried.setText(self._path)
        drag = QDrag(self)
        drag.setMimeData(carried)
        drag.actionChanged.connect(self._tell)
        drag.exec(Qt.DropAction.CopyAction)

    @Slot(Qt.DropAction)
    def _tell(self, action: Qt.DropAction) -> None:
        self.setWindowTitle(WELCOME if action == Qt.DropAction.CopyAction else LOOKING)


if __name__ == "__main__":
    application = QApplication(sys.argv)
    file = File(sys.argv[1])
    file.show()
    sys.exit(application.exec())
