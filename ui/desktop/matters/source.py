"""The records of one subject from an open base. Everything here runs on the reader lane."""

from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar

from ui.desktop.lanes import Lane
from ui.desktop.matters.rows import MatterLine

if TYPE_CHECKING:
    from crm.base import Base
    from crm.contact_history import HistoryEntry
    from crm.query import Query


class MatterSource:
    """A ``ListSource`` whose statements stop when the lane cancels their job. A subclass names its ``subject`` in the
    language of queries, and says how its rows and records are read.
    """

    subject: ClassVar[str]

    def __init__(self, base: "Base", lane: Lane) -> None:
        self._base = base
        self._lane = lane

    def first_rows(self, query: str, limit: int, view: Any) -> list[MatterLine]:
        """The first rows of a query. Raises QueryError."""
        return self.rows(self.ids(query, view)[:limit], view)

    def ids(self, query: str, _view: Any) -> "array[int]":
        """The ids of all records of a query, in their order. Raises QueryError."""
        from crm.query_run import ids

        with self._reading() as session:
            return array("q", self._ordered(session, ids(session, self._parsed(query))))

    def _ordered(self, _session: Any, found: Sequence[int]) -> Sequence[int]:
        return found

    def rows(self, ids: Sequence[int], _view: Any) -> list[MatterLine]:
        """The rows of these records."""
        with self._reading() as session:
            return self._lines(session, ids)

    def _lines(self, session: Any, ids: Sequence[int]) -> list[MatterLine]:
        raise NotImplementedError

    def noun(self, query: str, total: int) -> str:
        """What the records are called when there are ``total``."""
        raise NotImplementedError

    def created(self) -> str:
        """What the history says of the making of one."""
        raise NotImplementedError

    def elsewhere(self) -> str:
        """What to say of a query about another subject."""
        raise NotImplementedError

    def words(self, query: str) -> tuple[str, ...]:
        """The words of a query that the list shows in bold. Raises QueryError."""
        from crm.contact_list import matched_words

        return matched_words(self._parsed(query))

    def record(self, number: int) -> Any:
        """One record whole. Raises NotFound."""
        with self._reading() as session:
            return self._record(session, number)

    def _record(self, session: Any, number: int) -> Any:
        raise NotImplementedError

    def history(self, number: int, limit: int) -> "tuple[HistoryEntry, ...]":
        """What was done to a record, newest first, at most ``limit`` operations."""
        from crm import contact_history

        today = self._base.clock.today
        with self._reading() as session:
            return contact_history.history(session, number, today=today, limit=limit, created=self.created())

    def _parsed(self, query: str) -> "Query":
        from crm.errors import QueryError
        from crm.query import parse

        parsed = parse(query, self._base.clock.today, self.subject)
        if parsed.subject != self.subject:
            start = max(0, query.casefold().find("que:"))
            raise QueryError(self.elsewhere(), start, len(query))
        return parsed

    @contextmanager
    def _reading(self) -> Iterator[Any]:
        from crm.base import interrupter

        with self._base.read() as session, self._lane.interruptible(interrupter(session)):
            yield session
