"""What the page of contacts asks of the base; each of these runs on a lane, never on the main thread."""

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from crm.contact_list import ContactRow
from crm.list_columns import View

if TYPE_CHECKING:
    from crm.contact_history import HistoryEntry
    from crm.contact_record import ContactRecord
    from crm.timeline import Timeline
    from ui.desktop.contacts.selection_popup import Choice
    from ui.desktop.contacts.surroundings import Surroundings


class ContactSource(Protocol):
    """Where contacts come from. All raise crm.errors for what the user must know (an unknown field, a trashed id)."""

    def first_rows(self, query: str, limit: int, view: View) -> list[ContactRow]:
        """The first rows of a query, in the order of ``ids``."""
        ...

    def ids(self, query: str, view: View) -> array:
        """The ids of all contacts of a query, in the view's order (typecode ``q``)."""
        ...

    def rows(self, ids: Sequence[int], view: View) -> list[ContactRow]:
        """The rows of these contacts, in any order, with the view's columns; those that are gone are left out."""
        ...

    def noun(self, query: str, total: int) -> str:
        """What a query's contacts are called when there are ``total``: "instituciones", "contacto" …"""
        ...

    def words(self, query: str) -> tuple[str, ...]:
        """The words of a query that are matched in names, folded: what the list shows in bold."""
        ...

    def record(self, contact: int) -> "ContactRecord":
        """One contact whole."""
        ...

    def history(self, contact: int, limit: int) -> "tuple[HistoryEntry, ...]":
        """What was done to a contact, newest first, at most ``limit`` operations."""
        ...

    def around(self, contact: int) -> "Surroundings":
        """What stands around a contact: its timeline, what is owed to it, its documents."""
        ...

    def timeline(self, contact: int, text: str) -> "Timeline":
        """The timeline of a contact, of the entries with words that begin so."""
        ...

    def tags(self) -> "tuple[Choice, ...]":
        """Every tag of the base, by name."""
        ...

    def groups(self) -> "tuple[Choice, ...]":
        """Every group of the base, by name."""
        ...
