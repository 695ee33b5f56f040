"""The smart lists of an open base. Everything here runs on the lane on which facets are counted."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ui.desktop.lanes import Lane

if TYPE_CHECKING:
    from crm.base import Base

NOT_COUNTED = -1


class Saved(NamedTuple):
    """A smart list. ``total`` is how many it finds today, NOT_COUNTED until they have been counted; ``understood``
    whether this version can answer its query.
    """

    id: int
    name: str
    query: str
    understood: bool = True
    total: int = NOT_COUNTED


class SmartListSource(Protocol):
    """Where smart lists come from."""

    def saved(self) -> tuple[Saved, ...]:
        """Every list of this place, by name, not counted."""
        ...

    def counted(self, lists: tuple[Saved, ...], check: Callable[[], None]) -> tuple[Saved, ...]:
        """The same with their totals; ``check`` raises Cancelled when they are not wanted."""
        ...


class BaseSmartLists:
    """The ``SmartListSource`` of a base: its lists of one ``subject``, and those that are not understood."""

    def __init__(self, base: "Base", lane: Lane, subject: str = "contactos") -> None:
        self._base = base
        self._lane = lane
        self._subject = subject

    def saved(self) -> tuple[Saved, ...]:
        """Every list of the subject, by name."""
        from crm import smart_lists

        with self._base.read() as session:
            return tuple(
                Saved(one.id, one.name, one.query, bool(one.subject))
                for one in smart_lists.saved(session, self._base.clock.today)
                if one.subject in ("", self._subject)
            )

    def counted(self, lists: tuple[Saved, ...], check: Callable[[], None]) -> tuple[Saved, ...]:
        """The same with their totals. Raises Cancelled."""
        return tuple(self._counted(one, check) for one in lists)

    def _counted(self, one: Saved, check: Callable[[], None]) -> Saved:
        from crm import smart_lists
        from crm.base import interrupter
        from crm.errors import QueryError

        check()
        if not one.understood:
            return one
        with self._base.read() as session, self._lane.interruptible(interrupter(session)):
            try:
                return one._replace(total=smart_lists.total(session, one.query, self._base.clock.today))
            except QueryError:
                # It was understood, but names what the base does not have any more: an area, a tour.
                return one._replace(understood=False)
