"""The Convenios part of a contact: the agreements of which it is a party, or in which it signs; each opens."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from crm.contact_values import Reference
from crm.texts import _
from ui.desktop.icons import Icons
from ui.desktop.labels import Prose
from ui.desktop.matters.sheet import MatterSheet
from ui.desktop.matters.stacked import stacked
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.agreement_list import AgreementRow


class AgreementsSheet(MatterSheet):
    """``rows`` as the list of agreements shows them."""

    def __init__(self, record: Any, rows: "Sequence[AgreementRow]", theme: Theme, icons: Icons) -> None:
        super().__init__(record, theme, icons)
        self._lay_out([self._line(row) for row in rows], ())

    def _line(self, row: "AgreementRow") -> QWidget:
        others = _("de terceros") if row.of_others else ""
        said = " · ".join(part for part in (row.folio, row.kind, row.label, row.line, others) if part)
        link = self._to(Reference(row.id, row.title, "agreement"), "link")
        return stacked([link, Prose(said, look="warn" if row.warns else "muted")])
