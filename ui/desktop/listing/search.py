"""The search of the list: its first rows at once, then all ids; a newer query stops an older one."""

from array import array
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from ui.desktop.lanes import Lane, Ticket
from ui.desktop.listing.model import PAGE
from ui.desktop.listing.source import ListSource


class Found(NamedTuple):
    """What a search brings: first its first rows, then (``whole``) all its ids.

    ``place`` is where ``kept``, the record that was current when it was asked, stands, or -1; ``again`` says that the
    query and its view are those of what was found last.
    """

    query: str
    words: tuple[str, ...]
    ids: array
    rows: list[Any]
    view: Any
    noun: str = ""
    kept: int = 0
    place: int = -1
    whole: bool = False
    again: bool = False


class Failed(NamedTuple):
    """A query that cannot be answered, and why."""

    query: str
    error: Exception


class ListSearch(QObject):
    """Searches on ``lane``. ``found`` carries a Found, ``failed`` a Failed."""

    found = Signal(object)
    failed = Signal(object)

    def __init__(self, lane: Lane, parent: QObject) -> None:
        super().__init__(parent)
        self._lane = lane
        self._source: ListSource | None = None
        self._ticket: Ticket | None = None
        self._shown: tuple[str, Any] | None = None
        self._found_some = ""

    @property
    def running(self) -> bool:
        """Whether one is under way."""
        return self._ticket is not None

    @property
    def listed(self) -> str:
        """The query of what was found last: the rows that stand in the list are its, whatever was asked since."""
        return self._shown[0] if self._shown is not None else ""

    @property
    def found_some(self) -> str:
        """The last query that found anything; while one types, the beginnings of a word may have found nothing."""
        return self._found_some

    def set_source(self, source: ListSource | None) -> None:
        """Search here from now on; None: nowhere, and nothing was found."""
        self._source = source
        if source is None:
            self.stop()
            self._shown, self._found_some = None, ""

    def stop(self) -> None:
        """Nothing of what is under way comes any more."""
        self._lane.cancel(self._ticket)
        self._ticket = None

    def start(self, query: str, view: Any, kept: int) -> None:
        """Find the records of a query, and among them ``kept`` (0 for none), instead of what was asked before."""
        self.stop()
        if self._source is None:
            return
        source, again = self._source, (query, view) == self._shown

        def find(ticket: Ticket) -> Found:
            words = source.words(query)
            rows = source.first_rows(query, PAGE, view)
            first = Found(
                query, words, array("q", (row.id for row in rows)), rows, view, kept=kept, again=again
            )
            if not again:
                ticket.tell(first)
            ticket.check()
            ids = source.ids(query, view)
            noun = source.noun(query, len(ids))
            return first._replace(ids=ids, noun=noun, place=place_of(kept, ids), whole=True)

        def failed(error: Exception) -> None:
            self._ticket = None
            self.failed.emit(Failed(query, error))

        self._ticket = self._lane.submit(find, self._came, part=self._came, failed=failed)

    def _came(self, found: Found) -> None:
        self._shown = (found.query, found.view)
        if found.ids:
            self._found_some = found.query
        if found.whole:
            self._ticket = None
        self.found.emit(found)


def place_of(record: int, ids: array) -> int:
    """Where an id stands in ``ids``, or -1."""
    try:
        return ids.index(record)
    except ValueError:
        return -1


def place_after(record: int, before: array, ids: array) -> int:
    """Where in ``ids`` the first of those stands that came after ``record`` in ``before``, or if none of them is there
    the last of all; -1 if the record was not in ``before``, or nothing is left. Negative ids are headings: not counted.
    """
    place = place_of(record, before)
    if place < 0:
        return -1
    left = set(ids)
    follower = next((one for one in before[place + 1 :] if one > 0 and one in left), 0)
    return place_of(follower, ids) if follower else len(ids) - 1
