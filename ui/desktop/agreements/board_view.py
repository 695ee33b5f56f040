"""The board as a view of Qt's: what cards there are, where they stand, how far they are scrolled."""

from array import array

from PySide6.QtCore import (
    QBasicTimer,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimerEvent,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QRegion, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QListView

from crm.texts import _
from ui.desktop.agreements.board_drawing import BoardDrawing, Held
from ui.desktop.agreements.board_layout import HEAD, STEP, BoardLayout
from ui.desktop.agreements.board_model import BoardModel, Index, Place
from ui.desktop.agreements.board_source import Board
from ui.desktop.clear_ground import clear_ground
from ui.desktop.theme import Theme


class BoardView(QListView):
    """``cards_missing`` carries the ids of the cards in sight whose rows have not come.

    A list to Qt, which tells screen readers of lists; where its cards stand is told here.
    """

    cards_missing = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.board = BoardModel()
        self.board.setParent(self)
        self.setModel(self.board)
        self.room = BoardLayout(self.board)
        self.drawn = BoardDrawing(self.board, self.room, theme)
        self.held: Held | None = None
        self._asking = QBasicTimer()
        theme.changed.connect(self.viewport().update)
        self.board.dataChanged.connect(self.viewport().update)
        clear_ground(self)
        self.setAccessibleName(_("Tablero"))
        self.setAccessibleDescription(
            _("Flechas: otra tarjeta u otra columna. Intro: abre. Alt y flechas: pasa a otra etapa.")
        )
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(HEAD + STEP)

    @property
    def current(self) -> int:
        """The agreement that keys start from; 0 for none."""
        row = self.currentIndex().row()
        return self.board.id_at(row) if row >= 0 else 0

    @property
    def current_place(self) -> Place | None:
        """Where it stands."""
        row = self.currentIndex().row()
        return self.board.place_at(row) if row >= 0 else None

    def show_board(self, board: Board) -> None:
        """Show other columns; one stays on the card one is on, or on the one that took its place."""
        current, place = self.current, self.current_place
        self.board.show_board(board)
        self.back_to(current, place)

    def back_to(self, agreement: int, place: Place | None) -> None:
        """Stand on an agreement again, or on the card that is nearest to where it was."""
        self.updateGeometries()
        row = self.board.row_of(agreement) if agreement else -1
        if row < 0 and place is not None and place.column < len(self.board.columns):
            total = len(self.board.columns[place.column].ids)
            row = self.board.row_at(place.column, min(place.card, total - 1)) if total else -1
        if row < 0 and self.hasFocus() and self.board.rowCount():
            row = 0
        if row >= 0:
            self.make_current(row)
        self.viewport().update()

    def make_current(self, row: int) -> None:
        """Stand on a card."""
        self.selectionModel().setCurrentIndex(
            self.board.index(row), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def choose(self, agreement: int) -> None:
        """Mark the agreement that is shown beside; 0 for none."""
        self.drawn.chosen = agreement
        self.viewport().update()

    def visualRect(self, index: Index) -> QRect:
        """Where a card stands in the viewport."""
        return self.room.card(self.board.place_at(index.row())) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The card at a point of the viewport."""
        place = self.room.place_at(point)
        return QModelIndex() if place is None else self.board.index(self.board.row_at(*place))

    def scrollTo(
        self,
        index: Index,
        _hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a card into sight."""
        if index.isValid() and self.room.size.isValid():
            self.horizontalScrollBar().setValue(self.room.bring(self.board.place_at(index.row())))
            self.viewport().update()

    def moveCursor(
        self, _action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Keys are taken before."""
        return self.currentIndex()

    def horizontalOffset(self) -> int:
        """How far the board is scrolled to the right."""
        return self.room.across

    def verticalOffset(self) -> int:
        """Each column has its own."""
        return 0

    def setSelection(self, _rect: QRect, _flags: QItemSelectionModel.SelectionFlag) -> None:
        """Nothing is chosen with a frame."""

    def visualRegionForSelection(self, _selection: QItemSelection) -> QRegion:
        """A ring says where one stands; all is drawn at once."""
        return QRegion(self.viewport().rect())

    def doItemsLayout(self) -> None:
        """Nothing to be measured card by card: the columns say where all of them stand."""
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        """How far the board can be scrolled."""
        self.room.size = self.viewport().size()
        bar = self.horizontalScrollBar()
        bar.setRange(0, max(0, self.room.wide - self.room.size.width()))
        bar.setPageStep(self.room.size.width())
        bar.setSingleStep(40)
        self.room.across = bar.value()

    def showEvent(self, event: QShowEvent) -> None:
        """Now it is known how much there is room for."""
        super().showEvent(event)
        self.updateGeometries()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The card one is on stays in sight."""
        super().resizeEvent(event)
        self.updateGeometries()
        self.scrollTo(self.currentIndex())

    def scrollContentsBy(self, _x: int, _y: int) -> None:
        """The columns go together."""
        self.room.across = self.horizontalScrollBar().value()
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Over a column its cards go by; sideways, or with Shift, the columns."""
        turned, pixels = event.angleDelta(), event.pixelDelta()
        column = self.room.column_at(event.position().toPoint())
        sideways = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier) or abs(turned.x()) > abs(
            turned.y()
        )
        if sideways or column < 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - (turned.x() or turned.y()))
        else:
            self.room.scroll(column, -(pixels.y() or turned.y() * STEP // 120))
            self.viewport().update()
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Columns and cards; rows that have not come are asked for."""
        painter = QPainter(self.viewport())
        self.drawn.draw(painter, self.current_place if self.hasFocus() else None, self.held)
        painter.end()
        if self.board.missing and not self._asking.isActive():
            self._asking.start(0, self)

    def timerEvent(self, event: QTimerEvent) -> None:
        """Ask for the rows that are missing, once for all that was painted."""
        if event.timerId() != self._asking.timerId():
            super().timerEvent(event)
            return
        self._asking.stop()
        wanted = array("q", sorted(self.board.missing))
        self.board.missing = set()
        if wanted:
            self.cards_missing.emit(wanted)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring comes with the focus; who comes for the first time stands on the first card."""
        QAbstractScrollArea.focusInEvent(self, event)
        if not self.currentIndex().isValid() and self.board.rowCount():
            self.make_current(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """And goes with it."""
        super().focusOutEvent(event)
        self.viewport().update()
