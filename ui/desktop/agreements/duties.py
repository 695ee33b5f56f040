"""The obligations of an agreement as a table: where they stand, what, who owes it, when it is due, how far it is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm.agreement_values import OPEN_OBLIGATIONS
from crm.texts import _, ngettext
from ui.desktop.agreements.agreement_sheet import AgreementSheet
from ui.desktop.agreements.cells import PENCIL, CellsRow, cells_table
from ui.desktop.agreements.parts_duty_menu import DutyMenu
from ui.desktop.agreements.words import date_in_words
from ui.desktop.labels import Prose, label

if TYPE_CHECKING:
    from crm.agreement_record import AgreementRecord
    from crm.agreement_row import Duty

_WEIGHTS = (-76, 36, 14, -88, -124)
_WITH_NAMES = (-76, 32, 24, -88, -124)
"""Where whoever owes them has no short name."""
_SHORT = 12


def by_urgency(duties: "Sequence[Duty]") -> "list[Duty]":
    """What is late first, then what is due, by day, and last what is done or called off."""
    return sorted(
        duties, key=lambda duty: (duty.state not in OPEN_OBLIGATIONS, duty.overdue is None, duty.due or "~")
    )


def met_in_words(whole: "AgreementRecord") -> str:
    """ "2 de 6 cumplidas"; "" where nothing is owed."""
    found = whole.progress
    if not found.obligations:
        return ""
    words = ngettext("{met} de {n} cumplida", "{met} de {n} cumplidas", found.obligations)
    return words.format(met=found.met, n=found.obligations)


def by_party_in_words(whole: "AgreementRecord") -> str:
    """ "IECM 1 de 1 · ADECE 1 de 3"."""
    return " · ".join(
        _("{party} {met} de {n}").format(party=party, met=one.met, n=one.obligations)
        for party, one in whole.by_party
    )


class DutiesSheet(AgreementSheet):
    """What shows obligations in a table."""

    def _duties_table(self, duties: "Sequence[Duty]") -> QWidget:
        rows = [
            self._with_menu(self._place("obligations", self._duty_row(duty), duty.kept), duty)
            for duty in duties
        ]
        heads = (_("Cláusula"), _("Obligación"), _("A cargo de"), _("Vence"), _("Avance"))
        kept_free = 2 * PENCIL if self._editing is not None else 0
        weights = self._weights
        return cells_table(self._theme, heads, weights, rows, kept_free=kept_free, right=3)

    @property
    def _weights(self) -> tuple[int, ...]:
        longest = max((len(duty.who) for duty in self._whole.duties), default=0)
        return _WEIGHTS if longest <= _SHORT else _WITH_NAMES

    def _with_menu(self, row: QWidget, duty: "Duty") -> QWidget:
        """What can be done with an obligation, beside it."""
        if self._editing is None:
            return row
        menu = DutyMenu(duty, self._icons)
        menu.wanted.connect(self.wanted)
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(row, 1)
        line.addWidget(menu)
        return box

    def _duty_row(self, duty: "Duty") -> QWidget:
        due = label(date_in_words(duty.due), tabular=True)
        due.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        cells = (
            Prose(duty.clause, look="muted"),
            Prose(duty.what, breaks_words=True),
            Prose(duty.who, look="muted", breaks_words=True),
            due,
            self._progress(duty),
        )
        return CellsRow(cells, self._weights)
