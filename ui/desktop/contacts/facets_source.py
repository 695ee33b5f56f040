"""The counts of an open base. Everything here runs on the lane of the facets."""

from array import array
from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.desktop.lanes import Lane

if TYPE_CHECKING:
    from crm.base import Base
    from crm.facets import FacetGroup, Facets


class BaseFacets:
    """The ``FacetSource`` of a base; its statements stop when the lane cancels their job."""

    def __init__(self, base: "Base", lane: Lane) -> None:
        self._base = base
        self._lane = lane
        self._facets: Facets | None = None

    def count(self, query: str, ids: array, check: Callable[[], None]) -> "tuple[FacetGroup, ...]":
        """The facets of a query. Raises QueryError and Cancelled."""
        from crm.base import interrupter
        from crm.facets import Facets
        from crm.query import parse

        if self._facets is None:
            self._facets = Facets()
        parsed = parse(query, self._base.clock.today)
        with self._base.read() as session, self._lane.interruptible(interrupter(session)):
            return self._facets.count(session, parsed, ids, check)

    def toggled(self, query: str, field: str, text: str) -> str:
        """The query after a click on a value. Raises QueryError."""
        from crm.narrowing import toggled
        from crm.query import parse

        return str(toggled(parse(query, self._base.clock.today), field, text))
