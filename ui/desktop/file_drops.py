"""Files dropped on the window, or pasted as paths."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget


class FileDrops(QObject):
    """Takes one file of this computer dropped anywhere on a window; ``dropped`` carries its path."""

    dropped = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Welcome a file, and take it."""
        if isinstance(event, QDragEnterEvent | QDragMoveEvent | QDropEvent):
            path = file_in(event.mimeData())
            if path is not None:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self.dropped.emit(path)
                return True
        return super().eventFilter(watched, event)


def file_in(data: QMimeData) -> Path | None:
    """The one file that was dropped or copied, as an address or as the text of its path; None for anything else."""
    if data.hasUrls():
        urls = data.urls()
        path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    else:
        text = data.text().strip().strip("\"'")
        path = Path(text).expanduser() if text and "\n" not in text and len(text) < 4096 else None
        if path is not None and not path.is_absolute():
            path = None
    return path if path is not None and path.is_file() else None
