"""Requests from an open base. Everything here runs on the reader lane."""

from collections.abc import Sequence
from typing import Any, ClassVar

from crm.texts import _, ngettext
from ui.desktop.matters.rows import MatterLine
from ui.desktop.matters.source import MatterSource
from ui.desktop.requests.shown import ShownRequest
from ui.desktop.requests.words import term_in_words, tone


class BaseRequests(MatterSource):
    """The ``ListSource`` of the requests of a base: by their term, overdue first."""

    subject: ClassVar[str] = "gestiones"

    def _ordered(self, session: Any, found: Sequence[int]) -> Sequence[int]:
        from crm import request_list

        return request_list.by_term(session, found)

    def _lines(self, session: Any, ids: Sequence[int]) -> list[MatterLine]:
        from crm import request_list
        from crm.request_values import OPEN

        today = self._base.clock.today
        return [
            MatterLine(
                row.id,
                row.subject,
                " · ".join(part for part in (row.folio, row.sender) if part),
                term_in_words(row, today),
                " · ".join(part for part in (_(row.state), row.area) if part),
                tone(row),
                row.state not in OPEN,
            )
            for row in request_list.rows(session, ids, today)
        ]

    def noun(self, _query: str, total: int) -> str:
        """What requests are called when there are ``total``."""
        return ngettext("gestión", "gestiones", total)

    def created(self) -> str:
        """What the history says of the making of one."""
        return _("Se creó esta gestión.")

    def elsewhere(self) -> str:
        """What to say of a query about another subject."""
        return _("Aquí se buscan gestiones; para buscar otra cosa vaya a su lugar.")

    def _record(self, session: Any, number: int) -> ShownRequest:
        from crm import documents, request_record

        today = self._base.clock.today
        found = request_record.whole(session, number, today)
        return ShownRequest(found, today, documents.documents_of(session, number))
