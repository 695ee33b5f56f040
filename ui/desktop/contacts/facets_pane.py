"""The facets at the left of the list: what one narrows by, with counts that follow the query."""

from array import array
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QVBoxLayout, QWidget

from crm.texts import _
from ui.desktop.choosing_list import ChoosingList
from ui.desktop.contacts.facets_delegate import LINE, FacetsDelegate
from ui.desktop.contacts.facets_model import Choice, Entry, FacetsModel, Fold
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lane, Ticket
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.facets import FacetGroup

WIDTH = 232


class FacetSource(Protocol):
    """Where counts come from, on a lane of their own. Both raise QueryError for a query that is not understood."""

    def count(self, query: str, ids: array, check: Callable[[], None]) -> "tuple[FacetGroup, ...]":
        """The facets of a query whose contacts are ``ids``; ``check`` raises Cancelled when they are not wanted."""
        ...

    def toggled(self, query: str, field: str, text: str) -> str:
        """The query after a click on a value: narrowed to it, or wide again."""
        ...


class FacetsView(ChoosingList):
    """The lines; ``chosen`` carries the row clicked or entered, ``left`` asks for the list."""

    chosen = Signal(int)
    left = Signal()

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
        else:
            super().keyPressEvent(event)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click chooses."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.chosen.emit(index.row())

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
        model = self.model()
        for row in range(model.rowCount() if model is not None else 0):
            index = model.index(row, 0)
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


class FacetsPane(QWidget):
    """The facets. ``query_wanted`` carries the query that a click writes; ``left`` asks for the list."""

    query_wanted = Signal(str)
    left = Signal()
    failed = Signal(str)

    def __init__(self, lane: Lane, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.setObjectName("facetsPane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self._lane = lane
        self._source: FacetSource | None = None
        self._query = ""
        self._counting: Ticket | None = None
        self._writing: Ticket | None = None
        self.model = FacetsModel()
        self.model.setParent(self)
        self.view = FacetsView(theme, icons)
        self.view.setModel(self.model)
        self.setFocusProxy(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 0)
        column.addWidget(self.view)
        self.view.chosen.connect(self._choose)
        self.view.taken.connect(self._choose)
        self.view.left.connect(self.left)
        theme.changed.connect(self.view.viewport().update)

    def set_source(self, source: FacetSource | None) -> None:
        """Count from here from now on; None: there is nothing to count."""
        self.cancel()
        self._source = source
        if source is None:
            self.model.show(())

    def cancel(self) -> None:
        """The query is another one: a count that is going on is not wanted any more."""
        self._lane.cancel(self._counting)
        self._lane.cancel(self._writing)
        self._counting = self._writing = None

    def show_for(self, query: str, ids: array) -> None:
        """Count the facets of a query whose contacts are ``ids``; the old counts stay until these come."""
        self.cancel()
        self._query = query
        if self._source is None:
            return
        source = self._source

        def count(ticket: Ticket) -> "tuple[FacetGroup, ...]":
            return source.count(query, ids, ticket.check)

        self._counting = self._lane.submit(count, self._show, failed=self._cannot)

    def _show(self, groups: "tuple[FacetGroup, ...]") -> None:
        self._counting = None
        self._keeping_place(lambda: self.model.show(groups))

    def _keeping_place(self, change: Callable[[], None]) -> None:
        """Change the lines; the current one stays current, and in its place on the screen."""
        current = self.view.currentIndex()
        entry: Entry | None = self.model.entry(current.row()) if current.isValid() else None
        offset = self.view.verticalScrollBar().value()
        change()
        self.view.doItemsLayout()
        place = self.model.place_of(entry) if entry is not None else -1
        if place >= 0:
            self.view.setCurrentIndex(self.model.index(place))
        elif self.view.hasFocus():
            self.view.begin()
        self.view.verticalScrollBar().setValue(offset)

    def _cannot(self, error: Exception) -> None:
        self._counting = self._writing = None
        self.failed.emit(str(error))

    @Slot(int)
    def _choose(self, row: int) -> None:
        entry = self.model.entry(row)
        self.view.setCurrentIndex(self.model.index(row))
        if isinstance(entry, Fold):
            self._keeping_place(lambda: self.model.fold(entry.field))
        elif isinstance(entry, Choice) and self._source is not None:
            self._toggle(self._source, entry.field, entry.value.text)

    def _toggle(self, source: FacetSource, field: str, text: str) -> None:
        query = self._query
        self._lane.cancel(self._writing)
        self._writing = self._lane.submit(
            lambda _ticket: source.toggled(query, field, text), self._written, failed=self._cannot
        )

    def _written(self, query: str) -> None:
        self._writing = None
        self._query = query  # a second click comes before the counts of the first
        self.query_wanted.emit(query)


__all__ = ["WIDTH", "FacetSource", "FacetsPane", "FacetsView"]
