"""The facets at the left of the list: what one narrows by, with counts that follow the query."""

from array import array
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desktop.contacts.list_lines import ListLines
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lane, Ticket
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.facets import FacetGroup
    from ui.desktop.contacts.facets_model import FacetsModel
    from ui.desktop.contacts.facets_view import FacetsView

WIDTH = 232


class FacetSource(Protocol):
    """Where counts come from, on a lane of their own. Both raise QueryError for a query that is not understood."""

    def count(self, query: str, ids: array, check: Callable[[], None]) -> "tuple[FacetGroup, ...]":
        """The facets of a query whose contacts are ``ids``; ``check`` raises Cancelled when they are not wanted."""
        ...

    def toggled(self, query: str, field: str, text: str) -> str:
        """The query after a click on a value: narrowed to it, or wide again."""
        ...


class FacetsPane(QWidget):
    """The facets, under the smart lists. ``query_wanted`` carries the query that a click writes; ``left`` asks for the
    list; ``settled`` says that the lane is free again: they have been counted, or cannot be.

    Its lines are made when the first counts come, after the window has been drawn.
    """

    query_wanted = Signal(str)
    left = Signal()
    failed = Signal(str)
    settled = Signal()

    def __init__(self, lane: Lane, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.setObjectName("facetsPane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self._lane = lane
        self._theme = theme
        self._icons = icons
        self._view: FacetsView | None = None
        self._source: FacetSource | None = None
        self._query = ""
        self.lists = ListLines(self)
        self._counting: Ticket | None = None
        self._writing: Ticket | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 12, 8, 0)

    @property
    def view(self) -> "FacetsView":
        """The lines."""
        if self._view is None:
            from ui.desktop.contacts.facets_view import FacetsView

            view = self._view = FacetsView(self._theme, self._icons)
            self._column.addWidget(view)
            view.show()  # a layout shows later what is put into it, and what is not shown takes no focus
            self.setFocusProxy(view)
            QWidget.setTabOrder(self, view)
            view.chosen.connect(self._choose)
            view.taken.connect(self._choose)
            view.left.connect(self.left)
            self.lists.follow(view)
            self._theme.changed.connect(view.viewport().update)
        return self._view

    @property
    def model(self) -> "FacetsModel":
        """What the lines say."""
        return self.view.entries

    def set_source(self, source: FacetSource | None) -> None:
        """Count from here from now on; None: there is nothing to count."""
        self.cancel()
        self._source = source
        if source is None and self._view is not None:
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
        self.keeping_place(lambda: self.model.show(groups))
        self.lists.show_query(self._query)
        self.settled.emit()

    def keeping_place(self, change: Callable[[], None]) -> None:
        """Change the lines; the current one stays current, and in its place on the screen."""
        current = self.view.currentIndex()
        entry = self.model.entry(current.row()) if current.isValid() else None
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
        self.settled.emit()

    @Slot(int)
    def _choose(self, row: int) -> None:
        from ui.desktop.contacts.facets_model import Choice, Fold, Listed

        entry = self.model.entry(row)
        self.view.setCurrentIndex(self.model.index(row))
        if isinstance(entry, Fold):
            self.keeping_place(lambda: self.model.fold(entry.field))
        elif isinstance(entry, Listed):
            self.query_wanted.emit(entry.saved.query)
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


__all__ = ["WIDTH", "FacetSource", "FacetsPane"]
