"""What stands before a document: its picture, or the drawing of its kind of file."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.desktop.icons import Icons
from ui.desktop.theme import Theme

_SIDE = 48
_ICON = 20
_RADIUS = 4


class Thumbnail(QWidget):
    """Says nothing that the document's name does not; ``pressed`` is for the mouse alone."""

    pressed = Signal()

    def __init__(self, theme: Theme, icons: Icons, icon: str) -> None:
        super().__init__()
        self._theme = theme
        self._icons = icons
        self._icon = icon
        self._image = QImage()
        self.setFixedSize(_SIDE, _SIDE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def pixels(self) -> int:
        """How many pixels of the screen the longer side of a picture has here."""
        return round((_SIDE - 2) * self.devicePixelRatioF())

    @property
    def image(self) -> QImage:
        """The picture, a null one while there is none."""
        return self._image

    def show_image(self, image: QImage) -> None:
        """Show a picture; a null one leaves the drawing."""
        self._image = image
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A frame around it."""
        painter = QPainter(self)
        tokens = self._theme.tokens
        if self._image.isNull():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.hover))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(self.rect(), _RADIUS, _RADIUS)
            middle = (_SIDE - _ICON) // 2
            self._icons.drawer.draw(painter, QRect(middle, middle, _ICON, _ICON), self._icon, tokens.muted)
            return
        place = QRect(0, 0, 0, 0)
        place.setSize(
            self._image.size().scaled(QSize(_SIDE - 2, _SIDE - 2), Qt.AspectRatioMode.KeepAspectRatio)
        )
        place.moveCenter(self.rect().center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self._image)
        painter.setPen(QColor(tokens.line))
        painter.drawRect(place.adjusted(-1, -1, 0, 0))
