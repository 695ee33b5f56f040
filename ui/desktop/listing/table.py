"""The rows of a list: keys, mouse, and what is selected."""

from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QHeaderView,
    QTableView,
    QWidget,
)

from ui.desktop.listing.delegate import ROW_HEIGHT, RowDelegate
from ui.desktop.listing.model import NAME, VirtualRows

FLOATING = 72
"""Pixels that the undo bar takes with the room under and over it."""
_BY_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class ListTable(QTableView):
    """The rows; ``opened`` asks to go to the record of the current one, ``typed`` carries letters typed here.

    A subclass makes the delegate.
    """

    opened = Signal()
    typed = Signal(str)

    def __init__(self, model: VirtualRows[Any], name: str) -> None:
        super().__init__()
        self.setViewport(_ground())
        self.setModel(model)
        self.delegate = self._make_delegate()
        self.setItemDelegate(self.delegate)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        # The least that rows ever are, once and for all: raising it resizes them one by one, 100,000 in 4 s.
        rows.setMinimumSectionSize(self._least_height())
        rows.setDefaultSectionSize(ROW_HEIGHT)
        self.verticalScrollBar().setSingleStep(ROW_HEIGHT)

    def updateGeometries(self) -> None:
        """The last rows can be scrolled over what floats at the bottom of the window."""
        super().updateGeometries()
        bar = self.verticalScrollBar()
        rows = self.verticalHeader().length()
        below = max(0, rows - (self.viewport().height() - FLOATING))
        bar.setMaximum(max(bar.maximum(), below))

    def _make_delegate(self) -> RowDelegate:
        raise NotImplementedError

    def _least_height(self) -> int:
        return ROW_HEIGHT

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the record; Home and End to the ends of the list."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers() and self.model().rowCount():
            last = self.model().rowCount() - 1
            self.make_current(self.model().index(0 if key == Qt.Key.Key_Home else last, NAME))
        else:
            super().keyPressEvent(event)

    def selected_ranges(self) -> list[tuple[int, int]]:
        """The selected rows as ranges, both ends included, in order: all of 100,000 are one."""
        parts = self.selectionModel().selection()
        found = {(part.top(), part.bottom()) for part in map(parts.at, range(parts.size()))}
        return sorted(found)

    def make_current(self, index: QModelIndex) -> None:
        """Select a row and no other, and bring it into sight."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def keyboardSearch(self, text: str) -> None:
        """Letters begin a search; Qt's own would walk through a million rows."""
        self.typed.emit(text)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """As Enter."""
        super().mouseDoubleClickEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.currentIndex().isValid():
            self.opened.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the row under the mouse."""
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the mouse any more."""
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self.delegate.hovered_row:
            self.delegate.hovered_row = row
            self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring comes with the focus; Qt's own would make the first row current without selecting it."""
        QAbstractScrollArea.focusInEvent(self, event)
        if event.reason() in _BY_TAB and self.model().rowCount():
            # Else there would be no ring, or one out of sight.
            current = self.currentIndex()
            if current.isValid():
                self.scrollTo(current)
            elif not self.selectionModel().hasSelection():
                self.make_current(self.model().index(0, NAME))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """And goes with it."""
        super().focusOutEvent(event)
        self.viewport().update()


def _ground() -> QWidget:
    """A viewport like the one that Qt makes. The first of Qt's own that is asked for makes Python classes of all
    widgets there are, to find out what it is: 15 ms before the first row is drawn.
    """
    ground = QWidget()
    ground.setBackgroundRole(QPalette.ColorRole.Base)
    ground.setAutoFillBackground(True)
    return ground
