"""Small pictures of what documents hold, drawn beside the window and kept in memory alone.

What a file is, its first bytes say: neither its name nor its media type is believed. Drawings that can hold
programs or refer to other files (SVG) are not drawn, nor pictures so large that they would fill the memory.
"""

from collections import OrderedDict
from collections.abc import Callable, Generator
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader

from crm.errors import BaseProblem
from ui.desktop.lanes import Lane, Ticket

Contents = Callable[[str], Generator[bytes, None, None]]
"""The content of a piece, part by part. Raises BaseProblem."""

LARGEST = 32 << 20
"""Bytes of the largest file that is looked into."""
MOST_PIXELS = 50_000_000
"""Of the largest picture that is drawn: four bytes each in memory, one picture at a time."""
_MOST_MB = 256
KEPT = 128
"""Pictures kept: with 96 pixels a side, less than 5 MB."""

_PDF = b"%PDF-"
_PICTURES = {
    b"\x89PNG\r\n\x1a\n": b"png",
    b"\xff\xd8\xff": b"jpeg",
    b"GIF87a": b"gif",
    b"GIF89a": b"gif",
    b"BM": b"bmp",
}


class Small(NamedTuple):
    """A picture that is wanted: of which piece, and how many pixels its longer side has."""

    piece: str
    side: int


class Thumbnails(QObject):
    """Draws on ``lane``. ``drawn`` carries a Small and its QImage, a null one for what has no picture."""

    drawn = Signal(object, object)

    def __init__(self, contents: Contents, lane: Lane, parent: QObject) -> None:
        super().__init__(parent)
        self._contents = contents
        self._lane = lane
        self._kept: OrderedDict[Small, QImage] = OrderedDict()
        self._waiting: dict[Small, Ticket] = {}

    def set_contents(self, contents: Contents) -> None:
        """Read the pieces from here from now on."""
        self._contents = contents

    def picture(self, small: Small, size: int) -> QImage | None:
        """The picture of a piece of ``size`` bytes if it is known; else ``drawn`` brings it."""
        if small in self._kept:
            self._kept.move_to_end(small)
            return self._kept[small]
        if not small.piece or size > LARGEST:
            return QImage()
        if small not in self._waiting:
            contents = self._contents

            def draw(ticket: Ticket) -> QImage:
                return picture_of(_checked(contents(small.piece), ticket), small.side)

            def keep(image: QImage) -> None:
                self._keep(small, image)

            self._waiting[small] = self._lane.submit(draw, keep)
        return None

    def _keep(self, small: Small, image: QImage) -> None:
        self._waiting.pop(small, None)
        self._kept[small] = image
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        self.drawn.emit(small, image)

    def forget_wanted(self) -> None:
        """Those that are still to come are not wanted any more."""
        for ticket in self._waiting.values():
            self._lane.cancel(ticket)
        self._waiting.clear()

    def forget(self) -> None:
        """Keep nothing of what was drawn."""
        self.forget_wanted()
        self._kept.clear()


def _checked(parts: Generator[bytes, None, None], ticket: Ticket) -> Generator[bytes, None, None]:
    try:
        for part in parts:
            ticket.check()
            yield part
    finally:
        parts.close()


def picture_of(parts: Generator[bytes, None, None], side: int) -> QImage:
    """What a content looks like, its longer side of ``side`` pixels; a null image for what cannot be drawn."""
    try:
        head = next(parts, b"")
        kind = _kind(head)
        if not kind:
            return QImage()
        content = head + b"".join(parts)
    except BaseProblem:
        return QImage()
    finally:
        parts.close()
    return _page(content, side) if kind == _PDF else _picture(content, kind, side)


def _kind(head: bytes) -> bytes:
    if head.startswith(_PDF):
        return _PDF
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return b"webp"
    return next((name for begin, name in _PICTURES.items() if head.startswith(begin)), b"")


def _picture(content: bytes, kind: bytes, side: int) -> QImage:
    QImageReader.setAllocationLimit(_MOST_MB)
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return QImage()
    reader.setScaledSize(_fitting(size, side))
    return reader.read()


def _fitting(size: QSize, side: int) -> QSize:
    return size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))


def _page(content: bytes, side: int) -> QImage:
    from ui.desktop.printing import rendering

    return rendering.first_page(content, side)
