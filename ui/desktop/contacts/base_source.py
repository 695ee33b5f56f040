"""Contacts from an open base. Everything here runs on the reader lane."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from crm.contact_list import ContactRow
from crm.list_columns import View, rows_with
from ui.desktop.lanes import Lane

if TYPE_CHECKING:
    from crm.base import Base
    from crm.contact_history import HistoryEntry
    from crm.contact_record import ContactRecord
    from crm.labels import Label
    from crm.query import Query
    from crm.timeline import Timeline
    from ui.desktop.contacts.selection_popup import Choice
    from ui.desktop.contacts.surroundings import Surroundings

_FIRST_ENTRIES = 40
"""Of a timeline, read with the record: more than fit a screen."""


class BaseSource:
    """The ``ContactSource`` of a base; its statements stop when the lane cancels their job."""

    def __init__(self, base: "Base", lane: Lane) -> None:
        self._base = base
        self._lane = lane

    def first_rows(self, query: str, limit: int, view: View) -> list[ContactRow]:
        """The first rows of a query. Raises QueryError."""
        from crm.query_run import first_ids

        with self._reading() as session:
            ids = first_ids(session, self._parsed(query), limit, view.order)
            return rows_with(session, ids, view.columns, self._base.clock.today)

    def ids(self, query: str, view: View) -> array:
        """The ids of all contacts of a query, in the order of the view. Raises QueryError."""
        from crm.query_run import ids

        with self._reading() as session:
            return ids(session, self._parsed(query), view.order)

    def rows(self, ids: Sequence[int], view: View) -> list[ContactRow]:
        """The rows of these contacts."""
        with self._reading() as session:
            return rows_with(session, ids, view.columns, self._base.clock.today)

    def noun(self, query: str, total: int) -> str:
        """What a query's contacts are called."""
        from crm import contact_list

        return contact_list.noun(self._parsed(query), total)

    def words(self, query: str) -> tuple[str, ...]:
        """The words of a query that the list shows in bold. Raises QueryError."""
        from crm import contact_list

        return contact_list.matched_words(self._parsed(query))

    def record(self, contact: int) -> "ContactRecord":
        """One contact whole. Raises NotFound."""
        from crm import contact_record

        with self._reading() as session:
            return contact_record.record(session, contact, today=self._base.clock.today)

    def history(self, contact: int, limit: int) -> "tuple[HistoryEntry, ...]":
        """What was done to a contact, newest first, at most ``limit`` operations."""
        from crm import contact_history

        with self._reading() as session:
            return contact_history.history(session, contact, today=self._base.clock.today, limit=limit)

    def around(self, contact: int) -> "Surroundings":
        """What stands around a contact, in one reading."""
        from crm import agreement_list, documents, follow_up_list, timeline
        from ui.desktop.contacts.surroundings import Surroundings

        today = self._base.clock.today
        with self._reading() as session:
            owed = follow_up_list.ids(session, record=contact)
            agreed = agreement_list.with_contact(session, contact)
            return Surroundings(
                contact,
                today,
                timeline.beginning(session, contact, _FIRST_ENTRIES),
                tuple(follow_up_list.rows(session, owed, today=today)),
                documents.documents_of(session, contact),
                tuple(agreement_list.rows(session, agreed, today=today)),
            )

    def timeline(self, contact: int, text: str) -> "Timeline":
        """The timeline of a contact, narrowed by words."""
        from crm import timeline

        with self._reading() as session:
            return timeline.timeline(session, contact, text=text)

    def tags(self) -> "tuple[Choice, ...]":
        """Every tag, by name."""
        from crm import labels

        return self._choices(labels.tags)

    def groups(self) -> "tuple[Choice, ...]":
        """Every group, by name."""
        from crm import labels

        return self._choices(labels.groups)

    def _choices(self, read: "Callable[[Any], list[Label]]") -> "tuple[Choice, ...]":
        from ui.desktop.contacts.selection_popup import Choice

        with self._reading() as session:
            return tuple(Choice(label.name, label.contacts) for label in read(session))

    def _parsed(self, query: str) -> "Query":
        from crm.query import parse

        return parse(query, self._base.clock.today)

    @contextmanager
    def _reading(self) -> Iterator[Any]:
        from crm.base import interrupter

        with self._base.read() as session, self._lane.interruptible(interrupter(session)):
            yield session
