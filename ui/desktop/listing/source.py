"""What a list and its record ask of the base; each of these runs on a lane, never on the main thread."""

from array import array
from collections.abc import Sequence
from typing import Any, Protocol


class RowSource(Protocol):
    """Where rows come from, a page at a time."""

    def rows(self, ids: Sequence[int], view: Any) -> list[Any]:
        """The rows of these records, in any order; those that are gone are left out."""
        ...


class ListSource(RowSource, Protocol):
    """Where the records of a list come from. All raise crm.errors for what the user must know."""

    def first_rows(self, query: str, limit: int, view: Any) -> list[Any]:
        """The first rows of a query, in the order of ``ids``."""
        ...

    def ids(self, query: str, view: Any) -> array:
        """The ids of all records of a query, in the view's order (typecode ``q``)."""
        ...

    def noun(self, query: str, total: int) -> str:
        """What a query's records are called when there are ``total``."""
        ...

    def words(self, query: str) -> tuple[str, ...]:
        """The words of a query that are matched in names, folded: what the list shows in bold."""
        ...

    def record(self, number: int) -> Any:
        """One record whole."""
        ...

    def history(self, number: int, limit: int) -> Any:
        """What was done to a record, newest first, at most ``limit`` operations."""
        ...
