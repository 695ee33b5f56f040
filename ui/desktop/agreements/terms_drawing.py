"""How terms are drawn: the years over them, and in each line whose it is, how it stands, and its bar."""

import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from crm.agreement_term import TermState
from crm.texts import _
from ui.desktop import fonts
from ui.desktop.agreements.terms_model import standing, with_whom
from ui.desktop.agreements.terms_scale import TermsScale
from ui.desktop.listing.model import ROW_ROLE, Index
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.agreement_terms import TermBar

ROW = 48
HEAD = 40
_LINE = fonts.BODY_LINE
_SIDE = 16
_BAR, _THIN = 10, 4
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_CENTER = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
_FAINT = 110
"""Of 255: how much of its colour the part of a bar has whose days are not known for certain."""


def names_width(width: int) -> int:
    """How much of a line whose it is takes, of so much room."""
    return max(180, min(320, width * 3 // 10))


def tone_of(bar: "TermBar", theme: Theme) -> QColor:
    """The colour of a bar; the line beside it says the same in words."""
    tokens = theme.tokens
    if bar.state == TermState.LAPSED.value:
        return QColor(tokens.danger)
    if bar.state == TermState.LAPSING.value:
        return QColor(tokens.warn)
    return QColor(tokens.accent if bar.state else tokens.field)


class TermDelegate(QStyledItemDelegate):
    """Draws lines. ``chosen`` is the agreement that is shown beside, 0 for none."""

    def __init__(self, view: QWidget, scale: TermsScale, theme: Theme) -> None:
        super().__init__(view)
        self._view: Any = view
        self._scale = scale
        self._theme = theme
        self.chosen = 0
        self.today = datetime.date(2000, 1, 1)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All lines are alike."""
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One line; the years alone while its bar has not come."""
        bar: TermBar | None = index.data(ROW_ROLE)
        room: QRect = option.rect
        tokens = self._theme.tokens
        painter.save()
        painter.setClipRect(room)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        chosen = bar is not None and bar.id == self.chosen
        painter.fillRect(room, QColor(tokens.sel if chosen else tokens.hover if hovered else tokens.surface))
        wide = names_width(room.width())
        if bar is not None:
            line = QRect(room.left() + _SIDE, room.top() + 4, wide - _SIDE - 8, _LINE)
            self._draw_names(painter, line, bar, chosen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.setClipRect(room.adjusted(wide, 0, 0, 0))
        painter.translate(wide, room.top())
        self._draw_grid(painter)
        if bar is not None:
            self._draw_bar(painter, bar)
        painter.restore()
        if self._view.hasFocus() and self._view.currentIndex() == index:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(QRectF(room).adjusted(2, 2, -2, -2), 4, 4)
        painter.restore()

    def _draw_names(self, painter: QPainter, line: QRect, bar: "TermBar", chosen: bool) -> None:
        tokens = self._theme.tokens
        tone = tokens.muted
        if bar.state == TermState.LAPSED.value:
            tone = tokens.danger
        elif bar.state == TermState.LAPSING.value:
            tone = tokens.warn
        for text, colour, semibold in (
            (with_whom(bar), tokens.text, chosen),
            (standing(bar), tone, False),
        ):
            painter.setFont(fonts.font(semibold=semibold, tabular=not semibold))
            painter.setPen(QColor(colour))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, _LEFT, shown)
            line = line.translated(0, _LINE)

    def _draw_grid(self, painter: QPainter) -> None:
        tokens = self._theme.tokens
        painter.setPen(QPen(QColor(tokens.line), 1))
        for _year, x, _named in self._scale.years():
            painter.drawLine(QPointF(x, 0), QPointF(x, ROW))
        painter.setPen(QPen(QColor(tokens.line), 1, Qt.PenStyle.DotLine))
        for x in self._scale.quarters():
            painter.drawLine(QPointF(x, 0), QPointF(x, ROW))
        x = self._scale.x(self.today)
        painter.setPen(QPen(QColor(tokens.text), 1.5))
        painter.drawLine(QPointF(x, 0), QPointF(x, ROW))

    def _draw_bar(self, painter: QPainter, bar: "TermBar") -> None:
        scale, tone = self._scale, tone_of(bar, self._theme)
        one = datetime.timedelta(days=1)
        right = scale.width + 20.0 if bar.end is None else scale.x(bar.end + one)
        full = right if bar.signed_end is None else scale.x(bar.signed_end + one)
        left = scale.x(bar.start)
        sure_left = scale.x(bar.sure_from)
        sure_right = right if bar.sure_to is None else scale.x(bar.sure_to + one)
        faint = QColor(tone)
        faint.setAlpha(_FAINT)
        self._draw_part(painter, left, sure_left, _BAR, faint)
        self._draw_part(painter, sure_left, min(sure_right, full), _BAR, tone)
        self._draw_part(painter, max(full, sure_left), sure_right, _THIN, tone)
        self._draw_part(painter, max(sure_right, sure_left), right, _BAR if full == right else _THIN, faint)
        if bar.end is None:
            self._draw_open(painter, left, tone)
        if bar.notice_on is not None:
            self._draw_notice(painter, scale.x(bar.notice_on))

    def _draw_part(self, painter: QPainter, left: float, right: float, tall: int, tone: QColor) -> None:
        """From a pixel to another; what is beyond the edges is not drawn, however far it goes."""
        left, right = max(left, -20.0), min(right, self._scale.width + 20.0)
        if right <= left:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tone)
        painter.drawRect(QRectF(left, (ROW - tall) / 2, max(2.0, right - left), tall))

    def _draw_open(self, painter: QPainter, left: float, tone: QColor) -> None:
        """A term without an end goes on: two arrows at the edge say so."""
        edge, middle = self._scale.width - 6.0, ROW / 2
        if left > edge - 24:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._theme.tokens.surface), 2))
        for x in (edge - 8, edge - 2):
            painter.drawPolyline(
                QPolygonF([QPointF(x - 4, middle - 5), QPointF(x, middle), QPointF(x - 4, middle + 5)])
            )
        painter.setPen(QPen(tone, 1))

    def _draw_notice(self, painter: QPainter, x: float) -> None:
        tokens = self._theme.tokens
        painter.setPen(QPen(QColor(tokens.surface), 1))
        painter.setBrush(QColor(tokens.text))
        middle = ROW / 2
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(x, middle - 6),
                    QPointF(x + 5, middle),
                    QPointF(x, middle + 6),
                    QPointF(x - 5, middle),
                ]
            )
        )


class TermsHead(QWidget):
    """The years, and today."""

    def __init__(self, scale: TermsScale, theme: Theme) -> None:
        super().__init__()
        self._scale = scale
        self._theme = theme
        self.today = datetime.date(2000, 1, 1)
        self.setFixedHeight(HEAD)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The number of each year over where it begins, the word of today over its line."""
        painter = QPainter(self)
        tokens = self._theme.tokens
        painter.fillRect(self.rect(), QColor(tokens.surface))
        wide = names_width(self.width())
        painter.setClipRect(self.rect().adjusted(wide, 0, 0, 0))
        painter.translate(wide, 0)
        painter.setFont(fonts.font(fonts.SMALL_PIXELS, tabular=True))
        painter.setPen(QColor(tokens.muted))
        for year, x in self._scale.labels():
            painter.drawText(QRectF(x + 4, HEAD - 18, 60, 16), _LEFT, str(year))
        x = self._scale.x(self.today)
        painter.setFont(fonts.font(fonts.SMALL_PIXELS, semibold=True))
        painter.setPen(QColor(tokens.text))
        painter.drawText(QRectF(x - 40, 4, 80, 16), _CENTER, _("hoy"))
        painter.fillRect(QRectF(x - 0.75, 21, 1.5, HEAD - 21), QColor(tokens.text))
        painter.resetTransform()
        painter.setClipping(False)
        painter.fillRect(QRect(0, HEAD - 1, self.width(), 1), QColor(tokens.line))


class TermsKey(QWidget):
    """What the marks of the bars mean."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(28)
        self.setAccessibleName(
            _(
                "Claves: más delgado, ampliado por un modificatorio; más claro, fecha aproximada;"
                " rombo, aviso de renovación."
            )
        )
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A sample and its words, one after another, as far as there is room."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        faint = QColor(tokens.accent)
        faint.setAlpha(_FAINT)
        middle, x = self.height() / 2, float(_SIDE)
        painter.setFont(fonts.font(fonts.SMALL_PIXELS))
        for what, words in (
            ("thin", _("ampliado por un modificatorio")),
            ("faint", _("fecha aproximada")),
            ("notice", _("aviso de renovación")),
        ):
            painter.setPen(Qt.PenStyle.NoPen)
            if what == "notice":
                painter.setBrush(QColor(tokens.text))
                painter.drawPolygon(
                    QPolygonF(
                        [
                            QPointF(x + 6, middle - 6),
                            QPointF(x + 11, middle),
                            QPointF(x + 6, middle + 6),
                            QPointF(x + 1, middle),
                        ]
                    )
                )
                x += 18
            else:
                tall = _THIN if what == "thin" else _BAR
                painter.setBrush(QColor(tokens.accent) if what == "thin" else faint)
                painter.drawRect(QRectF(x, middle - tall / 2, 20, tall))
                x += 26
            painter.setPen(QColor(tokens.muted))
            wide = painter.fontMetrics().horizontalAdvance(words)
            painter.drawText(QRectF(x, 0, wide + 2, self.height()), _LEFT, words)
            x += wide + 20
