"""Lucide's drawings in the colours of the theme, at whatever size and scale they are asked for."""

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from resources import FOLDER
from ui.desktop.theme import Theme

STROKE = "1.75"
BESIDE_TEXT = QSize(20, 16)
"""The size of an icon at the left of a button's words: 16 px, and more room than the 4 px that Qt leaves."""


class IconDrawer:
    """Draws icons by name; keeps one renderer for each name and colour, and what it drew at each size.

    ``scale`` makes what buttons are given so many times finer than they ask for, which Qt draws at the size asked for:
    for a picture that is finer than the screen.
    """

    def __init__(self) -> None:
        self.scale = 1
        self._renderers: dict[tuple[str, str], QSvgRenderer] = {}
        self._pixmaps: dict[tuple[str, str, int, int], QPixmap] = {}

    def draw(self, painter: QPainter, rect: QRect | QRectF, name: str, colour: str) -> None:
        """Draw icon ``name`` (a file of resources/icons) into ``rect``."""
        renderer = self._renderers.get((name, colour))
        if renderer is None:
            renderer = self._renderers[name, colour] = QSvgRenderer(_drawing(name, colour))
        renderer.render(painter, QRectF(rect))

    def pixmap(self, size: QSize, name: str, colour: str) -> QPixmap:
        """Icon ``name`` on nothing, as large as fits ``size`` and in the middle of its height, at the left."""
        size = size * self.scale
        key = (name, colour, size.width(), size.height())
        if key not in self._pixmaps:
            result = QPixmap(size)
            result.fill(Qt.GlobalColor.transparent)
            painter = QPainter(result)
            self.draw(painter, _square(QRect(QPoint(0, 0), size)), name, colour)
            painter.end()
            self._pixmaps[key] = result
        return self._pixmaps[key]


def _square(rect: QRect) -> QRect:
    side = min(rect.width(), rect.height())
    return QRect(rect.left(), rect.top() + (rect.height() - side) // 2, side, side)


def _drawing(name: str, colour: str) -> QByteArray:
    text = (FOLDER / "icons" / f"{name}.svg").read_text("utf-8")
    text = text.replace('stroke-width="2"', f'stroke-width="{STROKE}"').replace("currentColor", colour)
    return QByteArray(text.encode())


class _Engine(QIconEngine):
    """Draws at the moment of painting, so that a change of theme or scale needs nobody's help."""

    def __init__(self, drawer: IconDrawer, theme: Theme, name: str, colour: str, on_colour: str) -> None:
        super().__init__()
        self._parts = (drawer, theme, name, colour, on_colour)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        drawer, _theme, name, _colour, _on_colour = self._parts
        drawer.draw(painter, _square(rect), name, self._ink(mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        drawer, _theme, name, _colour, _on_colour = self._parts
        return drawer.pixmap(size, name, self._ink(mode, state))

    def _ink(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        _drawer, theme, _name, colour, on_colour = self._parts
        token = on_colour if state == QIcon.State.On else colour
        if mode == QIcon.Mode.Disabled:
            token = "thumb" if token == "muted" else "muted"
        return getattr(theme.tokens, token)

    def clone(self) -> QIconEngine:
        return _Engine(*self._parts)


class Icons:
    """Makes the icons of one window; colours are names of tokens."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.drawer = IconDrawer()

    def icon(self, name: str, colour: str = "muted", on_colour: str = "accent") -> QIcon:
        """Icon ``name``; ``on_colour`` is used while a checkable button is on."""
        return QIcon(_Engine(self.drawer, self._theme, name, colour, on_colour))
