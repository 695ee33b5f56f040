"""The line of stages: those an agreement went through with their dates, where it is, and what is still to come."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from crm.texts import _
from ui.desktop import fonts
from ui.desktop.agreements.step_codes import CORRECT, STAGE, code
from ui.desktop.agreements.words import date_in_words, stage_aloud, stage_line
from ui.desktop.icons import Icons
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.agreement_record import AgreementRecord, Point

_DOT = 16
_TEXTS = 24
_LINE = fonts.BODY_LINE
_GAP = 14
_HEIGHT = _TEXTS + 2 * _LINE
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class StagePoint(QAbstractButton):
    """A stage. ``stepped`` carries how far the arrows go from it."""

    stepped = Signal(int)

    def __init__(self, point: "Point", does: str, theme: Theme, icons: Icons) -> None:
        """``does`` is the code of what pressing it asks for; "" for nothing."""
        super().__init__()
        self.point = point
        self.does = does
        self._theme = theme
        self._icons = icons
        self.shows_texts = True
        self.under = stage_line(point)
        self.setAccessibleName(stage_aloud(point))
        self.setToolTip(stage_aloud(point))
        if does:
            doing = _("Intro corrige esta etapa") if point.reached else _("Intro pasa a esta etapa")
            self.setAccessibleDescription(doing)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    @property
    def short(self) -> str:
        """What stands under it where there is little room: its date alone."""
        line = stage_line(self.point)
        return line if self.point.current else (date_in_words(self.point.since) or line.partition(" · ")[0])

    def wanted(self, under: str) -> int:
        """The pixels that its texts need with ``under`` below its name."""
        name = fonts.metrics(semibold=self.point.current).horizontalAdvance(self.point.label)
        return max(name, QFontMetrics(fonts.font(tabular=True)).horizontalAdvance(under), _DOT) + 1

    def sizeHint(self) -> QSize:
        """As wide as its texts."""
        return QSize(self.wanted(self.under), _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go along the way, Enter does what there is to do here."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.does:
            self.click()
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The dot, and what it is under it."""
        tokens, point = self._theme.tokens, self.point
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_dot(painter)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            top = _TEXTS - 2 if self.shows_texts else -1
            room = QRectF(1, max(1, top), self.width() - 2, self.height() - max(1, top) - 1)
            painter.drawRoundedRect(room, 4, 4)
        if not self.shows_texts:
            return
        name = QRect(0, _TEXTS, self.width(), _LINE)
        painter.setFont(fonts.font(semibold=point.current))
        colour = tokens.accent if self.does and self.underMouse() else tokens.text
        painter.setPen(QColor(colour))
        painter.drawText(name, _LEFT, point.label)
        painter.setFont(fonts.font(tabular=True))
        painter.setPen(QColor(tokens.muted))
        painter.drawText(name.translated(0, _LINE), _LEFT, self.under)

    def _draw_dot(self, painter: QPainter) -> None:
        tokens, point = self._theme.tokens, self.point
        ring = QRectF(1, 1, _DOT - 2, _DOT - 2)
        painter.setBrush(QColor(tokens.surface))
        painter.setPen(
            QPen(QColor(tokens.accent if point.reached else tokens.field), 2 if point.current else 1.5)
        )
        painter.drawEllipse(ring)
        if point.current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent))
            painter.drawEllipse(ring.adjusted(3.5, 3.5, -3.5, -3.5))
        elif point.reached:
            self._icons.drawer.draw(painter, QRectF(3, 3, 10, 10), "check", tokens.accent)


class Way(QWidget):
    """``wanted`` carries the code of a step: of a stage that can follow, or to correct one that was taken.

    Where there is no room for the texts of all stages, those of the one that has the focus, or of the present one,
    stand under the line.
    """

    wanted = Signal(str)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme = theme
        self._icons = icons
        self.points: list[StagePoint] = []
        self.is_tight = False
        self.setFixedHeight(_HEIGHT)
        self.setAccessibleName(_("Etapas"))
        theme.changed.connect(self.update)

    def show_way(self, whole: "AgreementRecord", *, editable: bool) -> None:
        """Show the stages of an agreement; ``editable``: they can be taken and corrected."""
        for old in self.points:
            old.hide()
            old.deleteLater()
        offered = {offer.stage for offer in whole.offers} if editable else set()
        self.points = []
        for point in whole.way:
            does = ""
            if point.kept is not None and editable:
                does = code(CORRECT, point.kept.row)
            elif not point.reached and point.stage in offered:
                does = code(STAGE, point.stage)
            self.points.append(self._point(point, does))
        self._stop_at(next((point for point in self.points if point.point.current), None))
        self.setAccessibleDescription(". ".join(stage_aloud(point) for point in whole.way))
        self._arrange()

    def _stop_at(self, current: StagePoint | None) -> None:
        """Tab comes to the present stage, or to the first where it is at none; arrows go on from there."""
        for point in [current] if current is not None else self.points[:1]:
            point.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _point(self, point: "Point", does: str) -> StagePoint:
        button = StagePoint(point, does, self._theme, self._icons)
        button.setParent(self)
        button.stepped.connect(self._step)
        button.clicked.connect(self._pressed)
        button.show()
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Room for the texts of all stages, or not."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        if not self.points:
            return
        for whole_line in (True, False):
            for point in self.points:
                point.under = stage_line(point.point) if whole_line else point.short
            widths = [point.wanted(point.under) for point in self.points]
            left = self.width() - sum(widths) - _GAP * (len(widths) - 1)
            if left >= 0:
                break
        self.is_tight = left < 0
        if self.is_tight:
            self._arrange_dots()
        else:
            self._arrange_texts(widths, left)
        self.update()

    def _arrange_texts(self, widths: Sequence[int], left: int) -> None:
        """What was done takes most of the room that is left, the last as much as its words."""
        weights = [3 if point.point.reached and not point.point.current else 2 for point in self.points]
        weights[-1] = 0
        share = left / max(1, sum(weights))
        x = 0.0
        for point, width, weight in zip(self.points, widths, weights, strict=True):
            point.shows_texts = True
            point.setGeometry(round(x), 0, width + 2, _HEIGHT)
            x += width + _GAP + share * weight

    def _arrange_dots(self) -> None:
        between = (self.width() - _DOT) / max(1, len(self.points) - 1)
        for number, point in enumerate(self.points):
            point.shows_texts = False
            point.setGeometry(round(number * between), 0, _DOT, _DOT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The line between the stages; where it is tight, the words of one of them."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        for point, after in zip(self.points, self.points[1:], strict=False):
            done = after.point.reached
            room = QRect(point.x() + _DOT, 7, max(0, after.x() - point.x() - _DOT), 2)
            painter.fillRect(room, QColor(tokens.accent if done else tokens.track))
        told = self._told
        if not self.is_tight or told is None:
            return
        line = QRect(0, _TEXTS, self.width(), _LINE)
        painter.setFont(fonts.font(semibold=True))
        painter.setPen(QColor(tokens.text))
        painter.drawText(line, _LEFT, told.point.label)
        painter.setFont(fonts.font(tabular=True))
        painter.setPen(QColor(tokens.muted))
        painter.drawText(line.translated(0, _LINE), _LEFT, stage_line(told.point))

    @property
    def _told(self) -> StagePoint | None:
        focused = [point for point in self.points if point.hasFocus()]
        current = [point for point in self.points if point.point.current]
        return next(iter((*focused, *current)), None)

    @Slot(int)
    def _step(self, by: int) -> None:
        here = next((n for n, point in enumerate(self.points) if point is self.sender()), -1)
        if 0 <= here + by < len(self.points):
            self.points[here + by].setFocus(Qt.FocusReason.TabFocusReason)
            self.update()

    @Slot()
    def _pressed(self) -> None:
        point = self.sender()
        if isinstance(point, StagePoint) and point.does:
            self.wanted.emit(point.does)
