"""What the palette asks of the base; everything here runs on the reader lane."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from crm.contact_list import ContactRow
from ui.desktop.lanes import Lane

if TYPE_CHECKING:
    from crm.base import Base
    from crm.quick_search import QuickGroup

EACH = 4
"""Contacts shown of each sort."""


class PaletteSource(Protocol):
    """Where the palette's contacts come from."""

    @property
    def name(self) -> str:
        """What tells this base from others, in the settings."""
        ...

    def find(self, text: str, tell: "Callable[[tuple[QuickGroup, ...]], None]") -> "tuple[QuickGroup, ...]":
        """The contacts that what is typed may mean; ``tell`` is given them before they are counted."""
        ...

    def rows(self, ids: Sequence[int]) -> list[ContactRow]:
        """The rows of these contacts, in this order; those that are gone are left out."""
        ...


class BasePalette:
    """The ``PaletteSource`` of a base; its statements stop when the lane cancels their job."""

    def __init__(self, base: "Base", lane: Lane) -> None:
        self._base = base
        self._lane = lane

    @property
    def name(self) -> str:
        """The path of the base."""
        return str(self._base.path)

    def find(self, text: str, tell: "Callable[[tuple[QuickGroup, ...]], None]") -> "tuple[QuickGroup, ...]":
        """The contacts that what is typed may mean. Raises Cancelled."""
        from crm.base import interrupter
        from crm.quick_search import quick_search

        with self._base.read() as session, self._lane.interruptible(interrupter(session)):
            return quick_search(session, text, self._base.clock.today, EACH, tell)

    def rows(self, ids: Sequence[int]) -> list[ContactRow]:
        """The rows of these contacts."""
        from crm import contact_list

        with self._base.read() as session:
            return contact_list.rows(session, ids)
