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
_SUBJECTS = {
    AGREEMENTS: ("convenios",),
    ACTIVITIES: ("actividades",),
    DOINGS: ("actividades", "seguimientos"),
}


class BaseAgreementFields(BaseFieldSource):
    """The fields of the agreements of a base."""

    def find(self, text: str, kind: str, limit: int) -> Sequence[Suggestion]:
        """As in all fields; and records of these kinds alone, ``limit`` of each."""
        if kind not in _SUBJECTS:
            return super().find(text, kind, limit)
        from crm import matter_rows
        from crm.query import parse
        from crm.query_run import first_ids
        from ui.desktop.contacts.matches import fold

        words = " ".join(fold(text).split())
        with self._reading() as session:
            found = [
                row
                for subject in _SUBJECTS[kind]
                for row in matter_rows.rows(
                    session, first_ids(session, parse(f"que:{subject} {words}", self.today), limit)
                )
            ]
        return [
            Suggestion(row.name, Reference(row.id, row.name, row.kind), row.second_line, icon=ICONS[row.kind])
            for row in found
        ]

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
