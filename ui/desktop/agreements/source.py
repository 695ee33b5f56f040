"""Agreements from an open base. Everything here runs on the reader lane."""

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from crm.texts import _, ngettext
from ui.desktop.agreements.shown import ShownAgreement
from ui.desktop.listing.headed import with_headings
from ui.desktop.matters.source import MatterSource

if TYPE_CHECKING:
    from ui.desktop.contacts.selection_popup import Choice


class BaseAgreements(MatterSource):
    """The ``ListSource`` of the agreements of a base, under their stages."""

    subject: ClassVar[str] = "convenios"

    def first_rows(self, query: str, _limit: int, _view: Any) -> list[Any]:
        """None: they come under headings, which only all of them make. Raises QueryError."""
        self._parsed(query)
        return []

    def ids(self, query: str, _view: Any) -> "array[int]":
        """All agreements of a query, with the stages they are in as headings among them. Raises QueryError."""
        from crm import agreement_list

        with self._reading() as session:
            groups = agreement_list.groups(session, self._parsed(query))
        found = array("q")
        for group in groups:
            found += group.ids
        return with_headings(found, [(group.label, len(group.ids)) for group in groups])

    def rows(self, ids: Sequence[int], _view: Any) -> list[Any]:
        """The rows of these agreements: an AgreementRow each."""
        from crm import agreement_list

        with self._reading() as session:
            wanted = [one for one in ids if one > 0]
            return agreement_list.rows(session, wanted, today=self._base.clock.today)

    def tags(self) -> "tuple[Choice, ...]":
        """Every tag, by name."""
        from crm import labels
        from ui.desktop.contacts.selection_popup import Choice

        with self._reading() as session:
            return tuple(Choice(tag.name, tag.contacts) for tag in labels.tags(session))

    def noun(self, _query: str, total: int) -> str:
        """What agreements are called when there are ``total``."""
        return ngettext("convenio", "convenios", total)

    def created(self) -> str:
        """What the history says of the making of one."""
        return _("Se creó este convenio.")

    def elsewhere(self) -> str:
        """What to say of a query about another subject."""
        return _("Aquí se buscan convenios; para buscar otra cosa vaya a su lugar.")

    def _record(self, session: Any, number: int) -> ShownAgreement:
        from crm import agreement_record

        today = self._base.clock.today
        return ShownAgreement(agreement_record.record(session, number, today=today), today)
