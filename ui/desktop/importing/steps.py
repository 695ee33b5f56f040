"""The three steps of an import, above its page: done, the one one is at, to come."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm.texts import _
from ui.desktop import fonts
from ui.desktop.icons import Icons
from ui.desktop.theme import Theme

FILE, REVIEW, RESULT = range(3)
_CIRCLE = 20
_GAP = 8
_APART = 24


class Steps(QWidget):
    """Archivo, Columnas y revisión, Resultado."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme = theme
        self._icons = icons
        self._names = (_("Archivo"), _("Columnas y revisión"), _("Resultado"))
        self._here = FILE
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.show_step(FILE)

    @property
    def step(self) -> int:
        """The step one is at."""
        return self._here

    def show_step(self, step: int) -> None:
        """Mark the step one is at."""
        self._here = step
        said = _("Paso {n} de 3: {name}").format(n=step + 1, name=self._names[step])
        self.setAccessibleName(said)
        self.update()

    def _width(self, step: int) -> int:
        metrics = fonts.metrics(semibold=step == self._here)
        return _CIRCLE + _GAP + metrics.horizontalAdvance(self._names[step]) + 1

    def sizeHint(self) -> QSize:
        """One line."""
        widest = max(range(3), key=lambda step: len(self._names[step]))
        extra = fonts.metrics(semibold=True).horizontalAdvance(self._names[widest])
        plain = fonts.metrics().horizontalAdvance(self._names[widest])
        return QSize(sum(map(self._width, range(3))) + 2 * _APART + extra - plain, _CIRCLE)

    def minimumSizeHint(self) -> QSize:
        """It is not cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw circles and names, from the right edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = self.width() - sum(map(self._width, range(3))) - 2 * _APART
        for step in range(3):
            self._draw(painter, left, step)
            left += self._width(step) + _APART

    def _draw(self, painter: QPainter, left: int, step: int) -> None:
        tokens = self._theme.tokens
        here = step == self._here
        circle = QRect(left, (self.height() - _CIRCLE) // 2, _CIRCLE, _CIRCLE)
        painter.setPen(QPen(QColor(tokens.fill if here else tokens.field), 1))
        painter.setBrush(QColor(tokens.fill) if here else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(circle).adjusted(0.5, 0.5, -0.5, -0.5))
        if step < self._here:
            self._icons.drawer.draw(painter, circle.adjusted(4, 4, -4, -4), "check", tokens.muted)
        else:
            painter.setFont(fonts.font(fonts.SMALL_PIXELS, semibold=here))
            painter.setPen(QColor(tokens.on_fill if here else tokens.muted))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(step + 1))
        painter.setFont(fonts.font(semibold=here))
        painter.setPen(QColor(tokens.text if here else tokens.muted))
        room = QRect(left + _CIRCLE + _GAP, 0, self._width(step), self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._names[step])
