"""The search of the list: its first rows at once, then all ids; a newer query stops an older one."""

from array import array
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from crm.contact_list import ContactRow
from crm.list_columns import View
from ui.desktop.contacts.model import PAGE
from ui.desktop.contacts.source import ContactSource
from ui.desktop.lanes import Lane, Ticket


class Found(NamedTuple):
    """What a search brings: first its first rows, then (``whole``) all its ids.

    ``place`` is where the contact that was current stands, or -1; ``again`` says that the query and its columns are
    those of what was found last.
    """

    query: str
    words: tuple[str, ...]
    ids: array
    rows: list[ContactRow]
    view: View
    noun: str = ""
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
        self._source: ContactSource | None = None
        self._ticket: Ticket | None = None
        self._shown: tuple[str, View] | None = None
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
        """The last query that found anyone; while one types, the beginnings of its next word may have found nobody."""
        return self._found_some

    def set_source(self, source: ContactSource | None) -> None:
        """Search here from now on; None: nowhere, and nothing was found."""
        self._source = source
        if source is None:
            self.stop()
            self._shown, self._found_some = None, ""

    def stop(self) -> None:
        """Nothing of what is under way comes any more."""
        self._lane.cancel(self._ticket)
        self._ticket = None

    def start(self, query: str, view: View, kept: int) -> None:
        """Find the contacts of a query, and among them ``kept`` (0 for none), instead of what was asked before."""
        self.stop()
        if self._source is None:
            return
        source, again = self._source, (query, view) == self._shown

        def find(ticket: Ticket) -> Found:
            words = source.words(query)
            rows = source.first_rows(query, PAGE, view)
            first = Found(query, words, array("q", (row.id for row in rows)), rows, view, again=again)
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


def place_of(contact: int, ids: array) -> int:
    """Where an id stands in ``ids``, or -1."""
    try:
        return ids.index(contact)
    except ValueError:
        return -1
