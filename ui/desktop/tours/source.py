"""Tours from an open base. Everything here runs on the reader lane."""

from collections.abc import Sequence
from typing import Any, ClassVar

from crm.texts import _, ngettext
from ui.desktop.matters.rows import MatterLine
from ui.desktop.matters.source import MatterSource
from ui.desktop.tours.shown import ShownTour
from ui.desktop.tours.words import days_in_words


class BaseTours(MatterSource):
    """The ``ListSource`` of the tours of a base, the newest first."""

    subject: ClassVar[str] = "giras"

    def _lines(self, session: Any, ids: Sequence[int]) -> list[MatterLine]:
        from crm import tour_list

        return [
            MatterLine(
                row.id,
                row.title,
                " · ".join(part for part in (row.official, ", ".join(row.cities)) if part),
                days_in_words(row.start, row.end),
                ngettext("{n} actividad", "{n} actividades", row.activities).format(n=row.activities)
                if row.activities
                else "",
            )
            for row in tour_list.rows(session, ids, today=self._base.clock.today)
        ]

    def noun(self, _query: str, total: int) -> str:
        """What tours are called when there are ``total``."""
        return ngettext("gira", "giras", total)

    def created(self) -> str:
        """What the history says of the making of one."""
        return _("Se creó esta gira.")

    def elsewhere(self) -> str:
        """What to say of a query about another subject."""
        return _("Aquí se buscan giras; para buscar otra cosa vaya a su lugar.")

    def _record(self, session: Any, number: int) -> ShownTour:
        from crm import documents, tour_record

        found = tour_record.record(session, number, self._base.clock.today)
        return ShownTour(found, documents.documents_of(session, number))
