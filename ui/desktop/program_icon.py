"""The program's own sign: what the system shows for its window, and the page about it shows large."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from resources import FOLDER

_SIZES = (16, 24, 32, 48, 64, 128)
"""What title bars, task bars and switchers ask for, in pixels."""


def program_icon() -> QIcon:
    """The sign at every size that systems ask for."""
    drawing, icon = _drawing(), QIcon()
    for size in _SIZES:
        pixmap = QPixmap(QSize(size, size))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        drawing.render(painter)
        painter.end()
        icon.addPixmap(pixmap)
    return icon


class Sign(QWidget):
    """The sign, ``pixels`` wide and high."""

    def __init__(self, pixels: int) -> None:
        super().__init__()
        self._drawing = _drawing()
        self.setFixedSize(pixels, pixels)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it at the scale of the screen."""
        painter = QPainter(self)
        self._drawing.render(painter, QRectF(self.rect()))


def _drawing() -> QSvgRenderer:
    return QSvgRenderer(str(FOLDER / "theme" / "vinculo.svg"))
