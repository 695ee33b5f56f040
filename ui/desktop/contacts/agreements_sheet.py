"""The Convenios part of a contact: the agreements of which it is a party, or in which it signs; each opens."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from crm.agreement_stages import LAPSED
from crm.contact_values import Reference
from crm.texts import _
from ui.desktop.icons import BESIDE_TEXT, Icons
from ui.desktop.labels import Prose
from ui.desktop.matters.sheet import MatterSheet
from ui.desktop.matters.stacked import stacked
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.agreement_list import AgreementRow


class AgreementsSheet(MatterSheet):
    """``rows`` as the list of agreements shows them; ``new_wanted`` asks for a new one with this institution."""

    new_wanted = Signal()

    def __init__(self, record: Any, rows: "Sequence[AgreementRow]", theme: Theme, icons: Icons) -> None:
        super().__init__(record, theme, icons)
        self.new_button = QPushButton(_("Nuevo convenio"))
        self.new_button.setIcon(icons.icon("plus"))
        self.new_button.setIconSize(BESIDE_TEXT)
        self.new_button.clicked.connect(self.new_wanted)
        lines = [self._line(row) for row in rows] or [
            Prose(_("No hay convenios con esta institución."), look="muted")
        ]
        self._lay_out([*lines, self._beginning(self.new_button)], ())

    @staticmethod
    def _beginning(button: QPushButton) -> QWidget:
        """As wide as its words, at the left."""
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 8, 0, 0)
        row.addWidget(button)
        row.addStretch()
        return whole

    def _line(self, row: "AgreementRow") -> QWidget:
        others = _("de terceros") if row.of_others else ""
        said = " · ".join(part for part in (row.folio, row.kind, row.label, row.line, others) if part)
        link = self._to(Reference(row.id, row.title, "agreement"), "link")
        look = ("danger" if row.stage == LAPSED else "warn") if row.warns else "muted"
        return stacked([link, Prose(said, look=look)])
