"""The board that one goes about in: keys from card to card, the mouse on each, a card dragged to another stage."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QBasicTimer, QEvent, QPoint, Qt, QTimerEvent, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip

from ui.desktop.agreements.board_drawing import Held
from ui.desktop.agreements.board_layout import STEP
from ui.desktop.agreements.board_model import Place
from ui.desktop.agreements.board_view import BoardView
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.agreement_board import Drop

_LINES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_COLUMNS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ENDS = {Qt.Key.Key_Home: -1, Qt.Key.Key_End: 1}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ALT, _NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
_EDGE, _SCROLL_MS, _SCROLL_BY = 32, 30, 16


class BoardTable(BoardView):
    """``opened`` carries an agreement that was clicked, ``gone_into`` one opened by key; ``held_up`` one that is
    being dragged and whose steps are to be told (``take_drops``), ``dropped`` an agreement and the stage of the column
    it fell on; ``stepped`` an agreement and 1 or -1, to the next or the previous stage that makes sense.
    """

    opened = Signal(object)
    gone_into = Signal(object)
    held_up = Signal(object)
    dropped = Signal(object, str)
    stepped = Signal(object, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._pressed: tuple[Place, QPoint] | None = None
        self._thumb: tuple[int, QPoint, int] | None = None
        self._scrolling = QBasicTimer()
        self.setMouseTracking(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows from card to card and from column to column; with Alt the card goes; Enter opens."""
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self.held is not None and key == Qt.Key.Key_Escape:
            self.let_go()
        elif key in _COLUMNS and modifiers == _ALT and self.current:
            self.stepped.emit(self.current, _COLUMNS[key])
        elif key in _COLUMNS and modifiers == _NONE:
            self._step_column(_COLUMNS[key])
        elif key in _LINES and modifiers == _NONE:
            self._step(_LINES[key])
        elif key in _ENDS and modifiers == _NONE:
            self._step(_ENDS[key] * self.board.rowCount())
        elif key in _PAGES and modifiers == _NONE:
            self._step(_PAGES[key] * max(1, self.viewport().height() // STEP - 1))
        elif key in _ENTER and modifiers == _NONE and self.current:
            self.gone_into.emit(self.current)
        else:
            event.ignore()

    def keyboardSearch(self, _text: str) -> None:
        """Letters are for the page."""

    def _step(self, by: int) -> None:
        place = self.current_place
        if place is None:
            self._stand_first()
            return
        card = max(0, min(place.card + by, len(self.board.columns[place.column].ids) - 1))
        self.make_current(self.board.row_at(place.column, card))

    def _step_column(self, by: int) -> None:
        """To the card beside, in the next column that has any."""
        place = self.current_place
        if place is None:
            self._stand_first()
            return
        height = self.room.card(place).center().y()
        column = place.column + by
        while 0 <= column < len(self.board.columns):
            total = len(self.board.columns[column].ids)
            if total:
                top = self.room.card(Place(column, 0)).top()
                self.make_current(self.board.row_at(column, max(0, min((height - top) // STEP, total - 1))))
                return
            column += by

    def _stand_first(self) -> None:
        if self.board.rowCount():
            self.make_current(0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to open, to drag, or to scroll a column by its mark."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = event.position().toPoint()
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        column = self.room.column_at(point)
        thumb = self.room.thumb(column, self.room.column(column)) if column >= 0 else None
        if thumb is not None and thumb.room.adjusted(-2, 0, 4, 0).contains(point):
            self._thumb = (column, point, self.room.scrolled(column))
            return
        place = self.room.place_at(point)
        if place is not None:
            self.make_current(self.board.row_at(*place))
            self._pressed = (place, point)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark what is under the mouse; what is held goes along."""
        point = event.position().toPoint()
        if self._thumb is not None:
            self._drag_thumb(point)
            return
        if self._pressed is not None and self.held is None:
            self._begin_drag(*self._pressed, point)
        if self.held is not None:
            self._drag_to(point)
            return
        index = self.indexAt(point)
        hovered = self.board.id_at(index.row()) if index.isValid() else 0
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if hovered else Qt.CursorShape.ArrowCursor
        )
        if hovered != self.drawn.hovered:
            self.drawn.hovered = hovered
            self.viewport().update()

    def _drag_thumb(self, point: QPoint) -> None:
        assert self._thumb is not None
        column, start, scrolled = self._thumb
        room = self.room.cards(self.room.column(column)).height()
        whole = room + self.room.beyond(column)
        wanted = scrolled + (point.y() - start.y()) * whole // max(1, room)
        self.room.scroll(column, wanted - self.room.scrolled(column))
        self.viewport().update()

    def _begin_drag(self, place: Place, start: QPoint, point: QPoint) -> None:
        if (point - start).manhattanLength() < QApplication.startDragDistance():
            return
        column = self.board.columns[place.column]
        grip = start - self.room.card(place).topLeft()
        self.held = Held(column.ids[place.card], column.stage, grip, point)
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self.held_up.emit(self.held.agreement)

    def take_drops(self, agreement: int, drops: "tuple[Drop, ...]") -> None:
        """What would come of each column for the card that is held."""
        if self.held is not None and self.held.agreement == agreement:
            self.held.drops = {drop.stage: drop for drop in drops}
            self._drag_to(self.held.at)

    def _drag_to(self, point: QPoint) -> None:
        assert self.held is not None
        self.held.at = point
        self.held.over = self.room.column_at(point)
        over = self.board.columns[self.held.over].stage if self.held.over >= 0 else self.held.stage
        refused = bool(self.held.refusal(over))
        shape = Qt.CursorShape.ForbiddenCursor if refused else Qt.CursorShape.ClosedHandCursor
        self.viewport().setCursor(shape)
        width = self.viewport().width()
        if not _EDGE < point.x() < width - _EDGE:
            self._scrolling.start(_SCROLL_MS, self)
        else:
            self._scrolling.stop()
        self.viewport().update()

    def timerEvent(self, event: QTimerEvent) -> None:
        """What is held at an edge scrolls the board."""
        if event.timerId() != self._scrolling.timerId():
            super().timerEvent(event)
            return
        if self.held is None:
            self._scrolling.stop()
            return
        bar = self.horizontalScrollBar()
        left = self.held.at.x() <= _EDGE
        bar.setValue(bar.value() + (-_SCROLL_BY if left else _SCROLL_BY))
        self._drag_to(self.held.at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what was clicked, or let fall what was dragged."""
        point = event.position().toPoint()
        pressed, held = self._pressed, self.held
        over = self.room.column_at(point)
        self.let_go()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if held is not None:
            stage = self.board.columns[over].stage if over >= 0 else held.stage
            if stage != held.stage:
                self.dropped.emit(held.agreement, stage)
        elif pressed is not None and pressed[0] == self.room.place_at(point):
            self.opened.emit(self.current)

    def let_go(self) -> None:
        """Hold nothing any more."""
        self._pressed = self._thumb = self.held = None
        self._scrolling.stop()
        self.viewport().unsetCursor()
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse any more."""
        super().leaveEvent(event)
        self.drawn.hovered = 0
        self.viewport().update()

    def viewportEvent(self, event: QHelpEvent) -> bool:  # type: ignore[override]
        """The whole of a card in its tooltip."""
        if event.type() != QHelpEvent.Type.ToolTip:
            return super().viewportEvent(event)
        index = self.indexAt(event.pos())
        if not index.isValid() or self.held is not None:
            QToolTip.hideText()
        else:
            QToolTip.showText(event.globalPos(), str(index.data(Qt.ItemDataRole.ToolTipRole)), self)
        return True
