"""Follow-ups from an open base. Everything here runs on the reader lane."""

import datetime
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from crm.texts import _, ngettext
from crm.weeks import USUAL
from ui.desktop.follow_ups.shown import ShownFollowUp
from ui.desktop.lanes import Lane
from ui.desktop.listing.headed import with_headings

if TYPE_CHECKING:
    from crm.base import Base
    from crm.contact_history import HistoryEntry
    from crm.follow_up_list import FollowUpRow
    from crm.follow_up_values import NewFollowUp
    from crm.query import Query

SUBJECT = "seguimientos"


class BaseFollowUps:
    """The ``ListSource`` of the follow-ups of a base; its statements stop when the lane cancels their job.

    ``begins`` is the day weeks begin on, as in ``crm.weeks``.
    """

    def __init__(self, base: "Base", lane: Lane, begins: int = USUAL) -> None:
        self._base = base
        self._lane = lane
        self.begins = begins

    def first_rows(self, query: str, _limit: int, _view: Any) -> "list[FollowUpRow]":
        """None: they come under headings, which only all of them make. Raises QueryError."""
        self._parsed(query)
        return []

    def ids(self, query: str, view: Any) -> array:
        """All follow-ups of a query in the order of the view, with headings among them. Raises QueryError."""
        from crm import follow_up_groups
        from crm.query_run import ids

        with self._reading() as session:
            found = ids(session, self._parsed(query))
            grouped = follow_up_groups.grouped(
                session, found, view, today=self._base.clock.today, begins=self.begins
            )
            return with_headings(grouped.ids, grouped.heads)

    def rows(self, ids: Sequence[int], view: Any) -> "list[FollowUpRow]":
        """The rows of these follow-ups."""
        from crm import follow_up_list

        wanted = [one for one in ids if one > 0]
        with self._reading() as session:
            return follow_up_list.rows(session, wanted, today=self._base.clock.today, order=view)

    def noun(self, _query: str, total: int) -> str:
        """What follow-ups are called when there are ``total``."""
        return ngettext("seguimiento", "seguimientos", total)

    def words(self, query: str) -> tuple[str, ...]:
        """The words of a query that the list shows in bold. Raises QueryError."""
        from crm.contact_list import matched_words

        return matched_words(self._parsed(query))

    def record(self, number: int) -> ShownFollowUp:
        """One follow-up whole, with its documents. Raises NotFound."""
        from crm import documents, follow_up_record

        with self._reading() as session:
            found = follow_up_record.record(session, number, today=self._base.clock.today)
            return ShownFollowUp(found, documents.documents_of(session, number))

    def history(self, number: int, limit: int) -> "tuple[HistoryEntry, ...]":
        """What was done to a follow-up, newest first, at most ``limit`` operations."""
        from crm import contact_history

        with self._reading() as session:
            return contact_history.history(
                session,
                number,
                today=self._base.clock.today,
                limit=limit,
                created=_("Se creó este seguimiento."),
            )

    def proposed(self, follow_up: int) -> "NewFollowUp":
        """What comes after a follow-up. Raises NotFound."""
        from crm import follow_ups

        with self._reading() as session:
            return follow_ups.proposed(session, follow_up, today=self._base.clock.today)

    def next_day(self, ids: Sequence[int]) -> datetime.date:
        """The day proposed for what is put off. Raises NotFound."""
        from crm import follow_up_moves

        with self._reading() as session:
            return follow_up_moves.next_day(session, ids, today=self._base.clock.today)

    def _parsed(self, query: str) -> "Query":
        from crm.errors import QueryError
        from crm.query import parse

        parsed = parse(query, self._base.clock.today, SUBJECT)
        if parsed.subject != SUBJECT:
            start = max(0, query.casefold().find("que:"))
            raise QueryError(
                _("Aquí se buscan seguimientos; para buscar otra cosa vaya a su lugar."), start, len(query)
            )
        return parsed

    @contextmanager
    def _reading(self) -> Iterator[Any]:
        from crm.base import interrupter

        with self._base.read() as session, self._lane.interruptible(interrupter(session)):
            yield session
