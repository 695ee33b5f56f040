"""The rows of the list of activities, and how they are drawn."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem

from crm.activity_list import ActivityRow
from crm.texts import _
from ui.desktop.activities.model import ActivityModel, second_line, state_word
from ui.desktop.listing.delegate import LINE, RIGHT, ROW_HEIGHT, SIDE, RowDelegate
from ui.desktop.listing.model import NAME, Index
from ui.desktop.listing.table import ListTable
from ui.desktop.theme import Theme

_BETWEEN = 12


class ActivityDelegate(RowDelegate):
    """Title and kind at the left, the day and the state at the right."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All rows are alike."""
        return QSize(200, ROW_HEIGHT)

    def _draw_row(
        self, painter: QPainter, room: QRect, row: ActivityRow, _index: Index, selected: bool
    ) -> None:
        tokens = self._theme.tokens
        room = room.adjusted(SIDE, 4, -SIDE, -4)
        first = QRect(room.left(), room.top(), room.width(), LINE)
        second = first.translated(0, LINE)
        state = state_word(row)
        colour = tokens.muted if row.state == "planeada" else tokens.warn
        first.setRight(self._draw_right(painter, first, row.near, tokens.muted))
        second.setRight(self._draw_right(painter, second, state, colour))
        crossed = row.state == "cancelada"
        base = self._semibold if selected else self._regular
        self._draw_matched(painter, first, row.title, base, tokens.muted if crossed else tokens.text)
        self._draw_matched(painter, second, second_line(row), self._regular, tokens.muted)

    def _draw_right(self, painter: QPainter, room: QRect, text: str, colour: str) -> int:
        """Draw at the right end; return where the room that is left ends."""
        if not text:
            return room.right()
        painter.setFont(self._tabular)
        painter.setPen(QColor(colour))
        painter.drawText(room, RIGHT, text)
        return room.right() - painter.fontMetrics().horizontalAdvance(text) - _BETWEEN


class ActivityTable(ListTable):
    """The rows; ``postpone_wanted`` asks for another day for the chosen one."""

    postpone_wanted = Signal()

    def __init__(self, model: ActivityModel, theme: Theme) -> None:
        self._theme = theme
        super().__init__(model, _("Actividades"))
        heads = self.horizontalHeader()
        heads.hide()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _make_delegate(self) -> ActivityDelegate:
        return ActivityDelegate(self, self._theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """P puts the chosen one off."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_P and plain:
            if not event.isAutoRepeat():
                self.postpone_wanted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A row is as wide as the list."""
        super().resizeEvent(event)
        self.horizontalHeader().resizeSection(NAME, self.viewport().width())
