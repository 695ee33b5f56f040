"""How the board is drawn: columns and their heads, cards, a card that is held and the columns it cannot go to."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.desktop import fonts
from ui.desktop.agreements.board_layout import HEAD, SIDE, BoardLayout
from ui.desktop.agreements.board_model import BoardModel, Cards, Place
from ui.desktop.agreements.rows import tone_of, with_whom
from ui.desktop.broken_text import broken
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.agreement_board import Drop
    from crm.agreement_list import AgreementRow

_LINE = fonts.BODY_LINE
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_INSIDE = 10


@dataclass(slots=True)
class Held:
    """A card that is being dragged: where it was taken hold of in it, where it is, over which column, -1 for none.

    ``drops`` are what would come of each stage, once that is known.
    """

    agreement: int
    stage: str
    grip: QPoint
    at: QPoint
    over: int = -1
    drops: "dict[str, Drop]" = field(default_factory=dict)

    def refusal(self, stage: str) -> str:
        """Why it cannot be dropped on a column; "" where it can, and on its own."""
        drop = self.drops.get(stage)
        return drop.refusal if drop is not None and stage != self.stage else ""


class BoardDrawing:
    """``chosen`` is the agreement that is shown beside, ``hovered`` that under the mouse, 0 for none."""

    def __init__(self, model: BoardModel, room: BoardLayout, theme: Theme) -> None:
        self._model = model
        self._room = room
        self._theme = theme
        self.chosen = 0
        self.hovered = 0

    def draw(self, painter: QPainter, current: Place | None, held: Held | None) -> None:
        """Draw what is in sight; ``current`` is the card with the ring."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRect(QPoint(), self._room.size), QColor(self._theme.tokens.surface))
        for place, room in enumerate(self._room.columns()):
            if room.right() >= 0 and room.left() <= self._room.size.width():
                self._draw_column(painter, place, room, current, held)
        if held is not None:
            size = self._room.card(Place(max(0, self._model.column_of(held.stage)), 0)).size()
            self._draw_card(painter, QRect(held.at - held.grip, size), held.agreement, ring=True)

    def _draw_column(
        self, painter: QPainter, place: int, room: QRect, current: Place | None, held: Held | None
    ) -> None:
        tokens, column = self._theme.tokens, self._model.columns[place]
        refusal = held.refusal(column.stage) if held is not None else ""
        over = held is not None and held.over == place and column.stage != held.stage
        painter.setPen(QPen(QColor(tokens.accent), 2) if over and not refusal else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.hover if refusal else tokens.sel if over else tokens.bg))
        painter.drawRoundedRect(QRectF(room).adjusted(1, 1, -1, -1), 8, 8)
        self._draw_head(painter, room, column)
        if refusal and over:
            self._draw_refusal(painter, room, refusal)
            return
        painter.save()
        painter.setClipRect(self._room.cards(room).adjusted(0, -2, 0, -1))
        painter.setOpacity(0.45 if refusal else 1)
        for card in self._room.visible(place):
            number = column.ids[card]
            if held is not None and held.agreement == number:
                continue
            here = Place(place, card)
            self._draw_card(painter, self._room.card(here, room), number, ring=here == current)
        thumb = self._room.thumb(place, room)
        if thumb is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.thumb))
            painter.drawRoundedRect(QRectF(thumb.mark), 2, 2)
        painter.restore()

    def _draw_head(self, painter: QPainter, room: QRect, column: Cards) -> None:
        tokens = self._theme.tokens
        total = f"{len(column.ids):,}"
        metrics = fonts.metrics(semibold=True)
        wide = fonts.metrics().horizontalAdvance(total) + 8
        inner = room.adjusted(SIDE + 2, 4, -SIDE - 2, 0)
        lines = broken(column.label, metrics, inner.width() - wide)[:2]
        top = room.top() + (HEAD - _LINE * len(lines)) // 2
        painter.setFont(fonts.font(semibold=True))
        painter.setPen(QColor(tokens.text))
        for place, line in enumerate(lines):
            spot = QRect(inner.left(), top + place * _LINE, inner.width() - wide, _LINE)
            painter.drawText(spot, _LEFT, metrics.elidedText(line, Qt.TextElideMode.ElideRight, spot.width()))
        last = metrics.horizontalAdvance(lines[-1]) if lines else 0
        painter.setFont(fonts.font(tabular=True))
        painter.setPen(QColor(tokens.muted))
        spot = QRect(inner.left() + last + 8, top + (len(lines) - 1) * _LINE, wide, _LINE)
        painter.drawText(spot, _LEFT, total)

    def _draw_refusal(self, painter: QPainter, room: QRect, refusal: str) -> None:
        painter.setFont(fonts.font())
        painter.setPen(QColor(self._theme.tokens.text))
        inner = self._room.cards(room).adjusted(_INSIDE, 4, -_INSIDE, -4)
        line = QRect(inner.left(), inner.top(), inner.width(), _LINE)
        for text in broken(refusal, fonts.metrics(), inner.width()):
            painter.drawText(line, _LEFT, text)
            line.translate(0, _LINE)

    def _draw_card(self, painter: QPainter, rect: QRect, number: int, *, ring: bool) -> None:
        tokens = self._theme.tokens
        chosen = number == self.chosen
        painter.setPen(QPen(QColor(tokens.accent), 2) if ring else QPen(QColor(tokens.line), 1))
        painter.setBrush(
            QColor(tokens.sel if chosen else tokens.hover if number == self.hovered else tokens.surface)
        )
        edge = 1.0 if ring else 0.5
        painter.drawRoundedRect(QRectF(rect).adjusted(edge, edge, -edge, -edge), 6, 6)
        row = self._model.row(number)
        if row is not None:
            self._draw_lines(painter, rect.adjusted(_INSIDE, 8, -_INSIDE, -8), row, chosen)

    def _draw_lines(self, painter: QPainter, room: QRect, row: "AgreementRow", chosen: bool) -> None:
        tokens = self._theme.tokens
        lines = (
            (with_whom(row), tokens.text, chosen),
            (row.kind, tokens.muted, False),
            (row.line, tone_of(row, tokens), False),
        )
        spot = QRect(room.left(), room.top(), room.width(), _LINE)
        for text, colour, semibold in lines:
            painter.setFont(fonts.font(semibold=semibold, tabular=not semibold))
            painter.setPen(QColor(colour))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, spot.width())
            painter.drawText(spot, _LEFT, shown)
            spot.translate(0, _LINE)
