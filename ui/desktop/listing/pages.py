"""The rows of the list that are not there yet, a page at a time."""

from array import array
from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot

from ui.desktop.lanes import Lane, Ticket
from ui.desktop.listing.source import RowSource


class _Page(NamedTuple):
    number: int
    ids: array
    rows: list[Any]


class ScrolledList(Protocol):
    """A list with its rows in sight; ``view`` is what its source is asked for them with."""

    model: Any
    page_wanted: SignalInstance

    @property
    def view(self) -> Any:
        """The columns and the order."""
        ...

    def visible_pages(self) -> range:
        """The pages of the rows in sight."""
        ...


class ListPages(QObject):
    """Fetches on ``lane`` what a list asks for; ``failed`` carries the error of what could not be read."""

    failed = Signal(object)

    def __init__(self, lane: Lane, list_pane: ScrolledList, parent: QObject) -> None:
        super().__init__(parent)
        self._lane = lane
        self._list = list_pane
        self._source: RowSource | None = None
        self._ticket: Ticket | None = None
        self._fetched = 0
        self._wanted: list[int] = []
        list_pane.page_wanted.connect(self._want)

    def set_source(self, source: RowSource | None) -> None:
        """Fetch from here from now on; None: nothing is fetched any more."""
        self._source = source
        if source is None:
            self._lane.cancel(self._ticket)
            self._ticket = None
            self._wanted.clear()

    @Slot(int)
    def _want(self, page: int) -> None:
        self._wanted.append(page)
        self._fetch_next()

    def _fetch_next(self) -> None:
        """One page at a time, the last one looked at first; those out of sight by then are dropped."""
        if self._ticket is not None or self._source is None:
            return
        visible = self._list.visible_pages()
        while self._wanted:
            page = self._wanted.pop()
            if page in visible:
                self._fetched = page
                ids, view = self._list.model.page_ids(page), self._list.view
                job = _job(self._source, page, ids, view)
                self._ticket = self._lane.submit(job, self._came, failed=self._cannot)
                return
            self._list.model.forget_request(page)

    def _came(self, page: _Page) -> None:
        self._ticket = None
        self._list.model.put_page(page.number, page.ids, page.rows)
        self._fetch_next()

    def _cannot(self, error: Exception) -> None:
        self._ticket = None
        self._list.model.forget_request(self._fetched)
        self.failed.emit(error)


def _job(source: RowSource, number: int, ids: array, view: Any) -> Callable[[Ticket], _Page]:
    def read(_ticket: Ticket) -> _Page:
        return _Page(number, ids, source.rows(ids, view))

    return read
