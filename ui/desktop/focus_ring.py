"""The rings that the style sheet cannot draw: around a place that has the focus and nothing else to show it by, one
that the keys scroll; around the tab and within the primary button that have it.
"""

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QSplitter, QTabBar, QWidget
from shiboken6 import isValid

from ui.desktop.focus_watch import FocusWatch
from ui.desktop.theme import TAB_GAP, Theme

_WIDE = 2
_ROUND = 4
_BESIDE_TAB, _OVER_TAB = 5, 3
_IN_BUTTON = 3
_PLACING = (
    QEvent.Type.Paint,  # another tab, another look
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
)


class FocusRing(QWidget):
    """Stands over a scroll area, at its edges whatever it is scrolled to, while the widget in it has the focus."""

    def __init__(self, area: QScrollArea, theme: Theme) -> None:
        super().__init__(area)
        self._area = area
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        area.installEventFilter(self)
        theme.changed.connect(self.update)

    def follow(self, widget: QWidget) -> None:
        """Show the focus of ``widget``, which is what the area shows from now on."""
        widget.installEventFilter(self)
        self.setVisible(widget.hasFocus())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Come and go with the focus; be as large as the area."""
        if watched is self._area:
            if event.type() == QEvent.Type.Resize:
                self.resize(self._area.size())
        elif event.type() == QEvent.Type.FocusIn:
            self.raise_()
            self.show()
        elif event.type() == QEvent.Type.FocusOut:
            self.hide()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A quiet ring within the edges: what it surrounds is as large as the window, and is not pressed."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.tokens.field), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(4.5, 4.5, -4.5, -4.5), 6, 6)


class FocusRings(FocusWatch):
    """Draws the ring of the tab, or of the primary button, that has the focus.

    In the style sheet a ring of two lines has broken corners, and one around a tab would push its text aside.
    """

    kinds = (QPushButton, QTabBar)

    def __init__(self, application: QApplication, theme: Theme, parent: QObject) -> None:
        self._theme = theme
        self._ring: _Ring | None = None
        super().__init__(application, parent)

    def _came(self) -> None:
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stand where it stands."""
        if event.type() in _PLACING and watched is self._watched:
            self._place()
        return False

    def _place(self) -> None:
        widget = self._watched
        parent = widget.parentWidget() if widget is not None and widget.isVisible() else None
        room = _room(widget) if widget is not None and parent is not None else QRect()
        if self._ring is not None and not isValid(self._ring):
            self._ring = None  # gone with what it stood in
        if room.isEmpty():
            if self._ring is not None:
                self._ring.hide()
            return
        if self._ring is None:
            self._ring = _Ring()
        while parent is not None and not _holds(parent, room) and not parent.isWindow():
            room.translate(parent.pos())
            parent = parent.parentWidget()
        tokens = self._theme.tokens
        self._ring.stand(parent, room, tokens.accent if isinstance(widget, QTabBar) else tokens.on_fill)


def _room(widget: QWidget) -> QRect:
    """Where the ring of a widget stands in what holds it; empty where the style sheet draws it."""
    if isinstance(widget, QTabBar):
        tab = widget.tabRect(widget.currentIndex())
        around = tab.adjusted(-_BESIDE_TAB, _OVER_TAB, _BESIDE_TAB - TAB_GAP, 0)
        return around.translated(widget.pos()).intersected(
            widget.geometry().adjusted(-_BESIDE_TAB, 0, _BESIDE_TAB, 0)
        )
    if widget.property("look") == "primary":
        return widget.geometry().adjusted(_IN_BUTTON, _IN_BUTTON, -_IN_BUTTON, -_IN_BUTTON)
    return QRect()


def _holds(parent: QWidget, room: QRect) -> bool:
    """Whether a ring can be seen whole in a widget, which takes it for no pane of its own."""
    return parent.rect().contains(room) and not isinstance(parent, QSplitter)


class _Ring(QWidget):
    """A ring as large as itself, over whatever stands there."""

    def __init__(self) -> None:
        super().__init__()
        self._colour = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def stand(self, parent: QWidget | None, room: QRect, colour: str) -> None:
        """Be seen there."""
        if self.parentWidget() is not parent:
            self.setParent(parent)
        self.setGeometry(room)
        if colour != self._colour:
            self._colour = colour
            self.update()
        if self.isHidden():
            self.raise_()
            self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """One line, whole at its corners."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._colour), _WIDE))
        half = _WIDE / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), _ROUND, _ROUND)
