"""How far an obligation is, drawn with its words: a bar, a tick, a warning; and how much of a term is gone."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from crm.agreement_summary import DONE, LATE, UNDER_WAY, Progress
from ui.desktop import fonts
from ui.desktop.icons import Icons
from ui.desktop.theme import Theme

_BAR = 40
_DRAWING = 16
_LINE = fonts.BODY_LINE
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class ProgressCell(QLabel):
    """The progress of an obligation. A label to Qt, so that its words are among those read of the obligation."""

    def __init__(self, progress: Progress, theme: Theme, icons: Icons) -> None:
        super().__init__(progress.words)
        self.progress = progress
        self._theme = theme
        self._icons = icons
        self.setFixedHeight(_LINE)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(progress.words)
        self.setToolTip(progress.words)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """The drawing and the words."""
        return QSize(_BAR + 8 + fonts.metrics().horizontalAdvance(self.progress.words) + 2, _LINE)

    def minimumSizeHint(self) -> QSize:
        """Any width: words are cut."""
        return QSize(0, _LINE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A drawing that says it without colour, and the words."""
        tokens, progress = self._theme.tokens, self.progress
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 0
        colour = tokens.danger if progress.kind == LATE else tokens.text
        if progress.kind == DONE:
            painter.setPen(QPen(QColor(tokens.accent), 1.5))
            painter.drawEllipse(QRectF(1, 3, 14, 14))
            self._icons.drawer.draw(painter, QRectF(3, 5, 10, 10), "check", tokens.accent)
            left = _DRAWING + 6
        elif progress.kind == LATE:
            self._icons.drawer.draw(
                painter, QRectF(0, 2, _DRAWING, _DRAWING), "triangle-alert", tokens.danger
            )
            left = _DRAWING + 6
        elif progress.kind == UNDER_WAY:
            _draw_bar(painter, QRectF(0, 8, _BAR, 4), progress.share, tokens.track, tokens.accent)
            left = _BAR + 8
        room = QRect(left, 0, self.width() - left, _LINE)
        painter.setFont(fonts.font(tabular=True))
        painter.setPen(QColor(colour))
        shown = fonts.metrics().elidedText(progress.words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, shown)


class TermBar(QWidget):
    """How much of a term is gone; ``share`` from 0 to 1, None where that cannot be told."""

    def __init__(self, share: float | None, aloud: str, theme: Theme) -> None:
        super().__init__()
        self._share = share
        self._theme = theme
        self.setFixedHeight(12)
        self.setAccessibleName(aloud)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The bar, and a mark where today is."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw_bar(painter, QRectF(0, 4, self.width(), 4), self._share or 0, tokens.track, tokens.accent)
        if self._share is not None:
            x = min(max(round(self.width() * self._share), 1), self.width() - 1)
            painter.fillRect(QRect(x - 1, 0, 2, 12), QColor(tokens.text))


def _draw_bar(painter: QPainter, room: QRectF, share: float, empty: str, full: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(empty))
    painter.drawRoundedRect(room, 2, 2)
    if share > 0:
        painter.setBrush(QColor(full))
        painter.drawRoundedRect(QRectF(room.x(), room.y(), room.width() * min(share, 1), room.height()), 2, 2)
