"""Files dropped on the window, or pasted as paths."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

_LONGEST = 100_000
"""Letters of a text in which paths are looked for."""


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


def files_in(data: QMimeData) -> tuple[Path, ...]:
    """The files and folders of this computer that were dropped or copied, as addresses or as the text of their paths,
    one a line, be they there or not; none for anything else.
    """
    if data.hasUrls():
        urls = data.urls()
        return (
            tuple(Path(url.toLocalFile()) for url in urls) if all(url.isLocalFile() for url in urls) else ()
        )
    lines = [line.strip().strip("\"'") for line in data.text()[:_LONGEST].splitlines() if line.strip()]
    paths = tuple(Path(line).expanduser() for line in lines if line.isprintable())
    return paths if len(paths) == len(lines) and all(path.is_absolute() for path in paths) else ()


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
