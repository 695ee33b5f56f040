"""The lines of the facets: keys and mouse."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame

from crm.texts import _
from ui.desktop.choosing_list import ChoosingList
from ui.desktop.contacts.facets_delegate import LINE, FacetsDelegate
from ui.desktop.contacts.facets_model import FacetsModel
from ui.desktop.icons import Icons
from ui.desktop.theme import Theme


class FacetsView(ChoosingList):
    """The lines; ``chosen`` carries the row clicked or entered, ``left`` asks for the list. ``renaming`` and
    ``removing`` carry the row on which F2 and Supr were pressed, ``menu_wanted`` one and where its menu opens.
    """

    chosen = Signal(int)
    left = Signal()
    renaming = Signal(int)
    removing = Signal(int)
    menu_wanted = Signal(int, QPoint)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.setObjectName("facets")
        self.setAccessibleName(_("Filtros"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.entries = FacetsModel()
        self.entries.setParent(self)
        self.setModel(self.entries)
        self.lines = FacetsDelegate(self, theme, icons)
        self.setItemDelegate(self.lines)
        self.verticalScrollBar().setSingleStep(LINE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the space bar choose; Esc and the right arrow go to the list."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.currentIndex().isValid():
                self.chosen.emit(self.currentIndex().row())
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Right):
            self.left.emit()
        elif key in (Qt.Key.Key_F2, Qt.Key.Key_Delete) and self.currentIndex().isValid():
            asked = self.renaming if key == Qt.Key.Key_F2 else self.removing
            asked.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click chooses."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.chosen.emit(index.row())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the line under the mouse; asked for by keys, of the current one."""
        by_keys = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_keys else self.indexAt(event.pos())
        if index.isValid():
            place = self.visualRect(index).bottomLeft() if by_keys else event.pos()
            self.menu_wanted.emit(index.row(), self.viewport().mapToGlobal(place))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the line under the mouse."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        """No line is under the mouse any more."""
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self.lines.hovered:
            self.lines.hovered = row
            self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first line that can be chosen."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.begin()
        self.viewport().update()

    def begin(self) -> None:
        """Make the first line that can be chosen the current one."""
        for row in range(self.entries.rowCount()):
            index = self.entries.index(row, 0)
            if index.flags() & Qt.ItemFlag.ItemIsEnabled:
                self.setCurrentIndex(index)
                return

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes with the focus."""
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Notes have other lines in another width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
