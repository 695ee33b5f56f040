"""The rows of the list of follow-ups: how they are drawn, and the keys that say how it is with one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem, QTableView

from crm.follow_up_values import DONE as FINISHED, OPEN
from crm.texts import _
from ui.desktop.follow_ups.model import FollowUpModel, second_line, state_word
from ui.desktop.icons import Icons
from ui.desktop.listing.delegate import LINE, RIGHT, ROW_HEIGHT, SIDE
from ui.desktop.listing.headed import HeadedDelegate, HeadedTable, Heading
from ui.desktop.listing.model import ROW_ROLE, Index
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.follow_up_list import FollowUpRow

_BETWEEN = 12
_CIRCLE = 18
_TEXT = SIDE + _CIRCLE + 10
DONE, NEXT, POSTPONE = "done", "next", "postpone"
"""What can be wanted of the chosen follow-ups."""
_KEYS = {Qt.Key.Key_Space: DONE, Qt.Key.Key_S: NEXT, Qt.Key.Key_P: POSTPONE}


class FollowUpDelegate(HeadedDelegate):
    """A circle, what and about what at the left; when it is due and its state at the right."""

    def __init__(self, view: QTableView, theme: Theme, icons: Icons) -> None:
        super().__init__(view, theme)
        self._icons = icons

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All rows are alike."""
        return QSize(200, ROW_HEIGHT)

    def _draw_record(
        self, painter: QPainter, room: QRect, row: "FollowUpRow", _index: Index, selected: bool
    ) -> None:
        tokens = self._theme.tokens
        self._draw_circle(painter, QRect(room.left() + SIDE, room.top() + 5, _CIRCLE, _CIRCLE), row, selected)
        room = room.adjusted(_TEXT, 4, -SIDE, -4)
        first = QRect(room.left(), room.top(), room.width(), LINE)
        second = first.translated(0, LINE)
        due = tokens.danger if row.is_overdue else tokens.text
        first.setRight(self._draw_right(painter, first, row.due, due))
        second.setRight(self._draw_right(painter, second, state_word(row), tokens.muted))
        closed = row.state not in OPEN
        base = self._semibold if selected else self._regular
        self._draw_matched(painter, first, row.what, base, tokens.muted if closed else tokens.text)
        self._draw_matched(painter, second, second_line(row), self._regular, tokens.muted)

    def _draw_circle(self, painter: QPainter, room: QRect, row: "FollowUpRow", selected: bool) -> None:
        tokens = self._theme.tokens
        colour = tokens.accent if selected else tokens.muted
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colour), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(room).adjusted(1.5, 1.5, -1.5, -1.5))
        if row.state not in OPEN:
            icon = "check" if row.state == FINISHED else "x"
            self._icons.drawer.draw(painter, room.adjusted(4, 4, -4, -4), icon, colour)

    def _draw_right(self, painter: QPainter, room: QRect, text: str, colour: str) -> int:
        """Draw at the right end, cut to half the row; return where the room that is left ends."""
        if not text:
            return room.right()
        shown = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width() // 2)
        painter.setFont(self._regular)
        painter.setPen(QColor(colour))
        painter.drawText(room, RIGHT, shown)
        return room.right() - self._metrics.horizontalAdvance(shown) - _BETWEEN


class FollowUpTable(HeadedTable):
    """The rows; ``wanted`` carries DONE, NEXT or POSTPONE for the chosen ones."""

    wanted = Signal(str)

    def __init__(self, model: FollowUpModel, theme: Theme, icons: Icons) -> None:
        self._icons = icons
        super().__init__(model, theme, _("Seguimientos"))

    def _make_delegate(self) -> FollowUpDelegate:
        return FollowUpDelegate(self, self._theme, self._icons)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space, S and P say how it is with the chosen ones."""
        wanted = _KEYS.get(Qt.Key(event.key()))
        if wanted and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if not event.isAutoRepeat() and self.selected_ranges():
                self.wanted.emit(wanted)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The circle is pressed to say that it is done."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        on_circle = event.position().x() < _TEXT and event.button() == Qt.MouseButton.LeftButton
        row = index.data(ROW_ROLE) if on_circle and index.isValid() else None
        if row is not None and not isinstance(row, Heading):
            self.wanted.emit(DONE)
