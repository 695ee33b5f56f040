"""The ring around a place that has the focus and nothing else to show it by: one that the keys scroll."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.desktop.theme import Theme


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
