"""Activities from an open base. Everything here runs on the reader lane."""

from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from crm.texts import _, ngettext
from ui.desktop.activities.shown import ShownActivity
from ui.desktop.lanes import Lane

if TYPE_CHECKING:
    from crm.activity_list import ActivityRow
    from crm.base import Base
    from crm.contact_history import HistoryEntry
    from crm.query import Query

SUBJECT = "actividades"


class BaseActivities:
    """The ``ListSource`` of the activities of a base; its statements stop when the lane cancels their job."""

    def __init__(self, base: "Base", lane: Lane) -> None:
        self._base = base
        self._lane = lane

    def first_rows(self, query: str, limit: int, _view: Any) -> "list[ActivityRow]":
        """The first rows of a query, the newest first. Raises QueryError."""
        from crm import activity_list
        from crm.query_run import first_ids

        with self._reading() as session:
            found = first_ids(session, self._parsed(query), limit)
            return activity_list.rows(session, found, today=self._base.clock.today)

    def ids(self, query: str, _view: Any) -> array:
        """The ids of all activities of a query, the newest first. Raises QueryError."""
        from crm.query_run import ids

        with self._reading() as session:
            return ids(session, self._parsed(query))

    def rows(self, ids: Sequence[int], _view: Any) -> "list[ActivityRow]":
        """The rows of these activities."""
        from crm import activity_list

        with self._reading() as session:
            return activity_list.rows(session, ids, today=self._base.clock.today)

    def noun(self, _query: str, total: int) -> str:
        """What activities are called when there are ``total``."""
        return ngettext("actividad", "actividades", total)

    def words(self, query: str) -> tuple[str, ...]:
        """The words of a query that the list shows in bold. Raises QueryError."""
        from crm.contact_list import matched_words

        return matched_words(self._parsed(query))

    def record(self, number: int) -> ShownActivity:
        """One activity whole, with its documents. Raises NotFound."""
        from crm import activity_record, documents

        with self._reading() as session:
            found = activity_record.record(session, number, today=self._base.clock.today)
            return ShownActivity(found, documents.documents_of(session, number))

    def history(self, number: int, limit: int) -> "tuple[HistoryEntry, ...]":
        """What was done to an activity, newest first, at most ``limit`` operations."""
        from crm import contact_history

        with self._reading() as session:
            return contact_history.history(
                session,
                number,
                today=self._base.clock.today,
                limit=limit,
                created=_("Se creó esta actividad."),
            )

    def _parsed(self, query: str) -> "Query":
        from crm.errors import QueryError
        from crm.query import parse

        parsed = parse(query, self._base.clock.today, SUBJECT)
        if parsed.subject != SUBJECT:
            start = query.casefold().find("que:")
            raise QueryError(
                _("Aquí se buscan actividades; para buscar otra cosa vaya a su lugar."),
                max(0, start),
                len(query),
            )
        return parsed

    @contextmanager
    def _reading(self) -> Iterator[Any]:
        from crm.base import interrupter

        with self._base.read() as session, self._lane.interruptible(interrupter(session)):
            yield session
