"""The sheets of a PDF one under another, each drawn when it is looked at."""

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from crm.texts import _
from ui.desktop.printing.rendering import Sheet
from ui.desktop.theme import Theme

_GAP = 16
_INCH = 96.0 / 72.0
"""Logical pixels to a point at the sheet's own size; on a wider window it grows no further than ``_MOST``."""

_MOST = 1.25 * _INCH
_KEPT = 8
"""Pictures kept: a sheet takes some 4 MB, and a directory may have hundreds."""


class PagesView(QAbstractScrollArea):
    """``picture_wanted`` asks for a sheet at so many pixels to a point; ``take`` is the answer."""

    picture_wanted = Signal(int, float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._sheets: tuple[Sheet, ...] = ()
        self._tops: list[int] = []
        self._pictures: dict[int, tuple[float, QImage]] = {}
        self._asked: dict[int, float] = {}
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        # A frame, which a screen reader reads; a scroll area says nothing of what it shows.
        paper = QFrame()
        self.setViewport(paper)
        paper.setFocusProxy(None)  # type: ignore[arg-type]
        paper.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        paper.setAccessibleName(_("Vista previa"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(paper)
        self.verticalScrollBar().setSingleStep(40)
        theme.changed.connect(self.viewport().update)

    def show_sheets(self, sheets: tuple[Sheet, ...]) -> None:
        """Show these, from the first."""
        self._sheets = sheets
        self._pictures.clear()
        self._asked.clear()
        self._place()
        self._say()
        self.verticalScrollBar().setValue(0)
        self.viewport().update()

    def take(self, number: int, scale: float, image: QImage) -> None:
        """The picture of a sheet."""
        self._asked.pop(number, None)
        if number >= len(self._sheets):
            return
        self._pictures.pop(number, None)
        self._pictures[number] = (scale, image)
        while len(self._pictures) > max(_KEPT, len(self._visible()) + 1):
            del self._pictures[next(iter(self._pictures))]
        self.viewport().update()

    @property
    def current(self) -> int:
        """The sheet in the middle of what is seen, from 0."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        return max((n for n, top in enumerate(self._tops) if top <= middle), default=0)

    @property
    def drawn(self) -> bool:
        """Whether every sheet in sight has its picture."""
        return bool(self._sheets) and all(n in self._pictures for n in self._visible())

    @property
    def _zoom(self) -> float:
        """Logical pixels to a point: as wide as there is room for."""
        widest = max((sheet.width for sheet in self._sheets), default=612.0)
        return max(0.4, min(_MOST, (self.viewport().width() - 2 * _GAP) / widest))

    def _place(self) -> None:
        self._tops = []
        y = _GAP
        for sheet in self._sheets:
            self._tops.append(y)
            y += round(sheet.height * self._zoom) + _GAP
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setRange(0, max(0, y - self.viewport().height()))

    def _rect(self, number: int) -> QRect:
        sheet = self._sheets[number]
        wide, tall = round(sheet.width * self._zoom), round(sheet.height * self._zoom)
        x = (self.viewport().width() - wide) // 2
        return QRect(x, self._tops[number] - self.verticalScrollBar().value(), wide, tall)

    def _visible(self) -> list[int]:
        window = self.viewport().rect()
        return [n for n in range(len(self._sheets)) if self._rect(n).intersects(window)]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """White sheets on the ground, those without a picture yet empty."""
        tokens = self._theme.tokens
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(tokens.bg))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        scale = self._zoom * self.viewport().devicePixelRatio()
        for number in self._visible():
            rect = self._rect(number)
            painter.fillRect(rect, Qt.GlobalColor.white)
            has, image = self._pictures.get(number, (0.0, None))
            if image is not None:
                painter.drawImage(QRectF(rect), image)
            ring = number == self.current and self.viewport().hasFocus()
            painter.setPen(QPen(QColor(tokens.accent if ring else tokens.line), 2 if ring else 1))
            painter.drawRect(rect.adjusted(-1, -1, ring, ring))
            if has != scale and self._asked.get(number) != scale:
                self._asked[number] = scale
                self.picture_wanted.emit(number, scale)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As wide as there is room for; what one looks at stays in sight."""
        super().resizeEvent(event)
        number = self.current
        within = self.verticalScrollBar().value() - self._tops[number] if self._tops else 0
        self._place()
        if self._tops:
            self.verticalScrollBar().setValue(self._tops[number] + min(within, 0))

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Everything is painted again: a sheet is one picture."""
        self._say()
        self.viewport().update()

    def _say(self) -> None:
        """Let a screen reader know what is written on the sheet in sight."""
        shown = self._sheets[self.current].text if self._sheets else ""
        if self.viewport().accessibleDescription() != shown:
            self.viewport().setAccessibleDescription(shown)

    def go_to(self, number: int) -> None:
        """Scroll to a sheet."""
        if 0 <= number < len(self._tops):
            self.verticalScrollBar().setValue(self._tops[number] - _GAP)
