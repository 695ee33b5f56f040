"""What the fields of an agreement ask of the base beside what all fields ask: all here runs on the reader lane."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crm.contact_values import Reference
from ui.desktop.fields.base_source import BaseFieldSource
from ui.desktop.fields.source import ICONS, Suggestion

if TYPE_CHECKING:
    from crm.agreement_values import SignatoryValues

AGREEMENTS, ACTIVITIES, DOINGS = "agreement", "activity", "doing"
"""What the pickers of an agreement take beside contacts: agreements, activities, and these with follow-ups."""
_KINDS = {AGREEMENTS: (AGREEMENTS,), ACTIVITIES: (ACTIVITIES,), DOINGS: (ACTIVITIES, "follow_up")}


class BaseAgreementFields(BaseFieldSource):
    """The fields of the agreements of a base."""

    def find(self, text: str, kind: str, limit: int) -> Sequence[Suggestion]:
        """As in all fields; and records of these kinds alone."""
        if kind not in _KINDS:
            return super().find(text, kind, limit)
        from crm.quick_search import quick_groups

        with self._reading() as session:
            groups = quick_groups(session, text, self.today, limit)
        rows = [row for group in groups for row in group.rows if row.kind in _KINDS[kind]]
        return [
            Suggestion(row.name, Reference(row.id, row.name, row.kind), row.second_line, icon=ICONS[row.kind])
            for row in rows
        ][:limit]

    def bearers(self, folio: str, besides: int) -> int:
        """How many other agreements bear a folio."""
        from crm import agreement_folios

        with self._reading() as session:
            return len(agreement_folios.bearers(session, folio, besides=besides))

    def post_on(self, who: "SignatoryValues", day: str, organization: int) -> str:
        """The post that a person held on a partial date, in an organisation (0: in any); "" where none is known."""
        from crm.agreement_signing import Signing

        with self._reading() as session:
            signed = Signing(session, [who]).signed(who, day, organization or None)
        return signed.who.post or ""
