"""The obligations of an agreement as a table: where they stand, what, who owes it, when it is due, how far it is."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm.agreement_values import OPEN_OBLIGATIONS
from crm.texts import _, ngettext
from ui.desktop import fonts
from ui.desktop.agreements.agreement_sheet import AgreementSheet
from ui.desktop.agreements.cells import PENCIL, CellsRow, CellsTable, cells_table
from ui.desktop.agreements.parts_duty_menu import DutyMenu
from ui.desktop.agreements.words import date_in_words
from ui.desktop.labels import Prose, label

if TYPE_CHECKING:
    from crm.agreement_record import AgreementRecord
    from crm.agreement_row import Duty

_CLAUSE, _DUE, _PROGRESS = 76, 88, 124
_OVER_MENU = 5
"""Pixels over the menu of a row, whose first line it stands beside."""
_SHORT = 12
"""Letters: whoever owes it and has a longer name shares the width with what is owed."""


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

    def _duties_table(self, duties: "Sequence[Duty]") -> CellsTable:
        rows = [self._whole_row(duty) for duty in duties]
        heads = (_("Cláusula"), _("Obligación"), _("A cargo de"), _("Vence"), _("Avance"))
        kept_free = 2 * PENCIL if self._editing is not None else 0
        weights = self._weights
        return cells_table(self._theme, heads, weights, rows, kept_free=kept_free, right=3, titled_by=1)

    def _whole_row(self, duty: "Duty") -> QWidget:
        """An obligation, to be edited where it stands, with what can be done with it."""
        return self._with_menu(self._place("obligations", self._duty_row(duty), duty.kept), duty)

    @cached_property
    def _weights(self) -> tuple[int, ...]:
        duties = self._whole.duties
        clause = max(_CLAUSE, _widest([word for duty in duties for word in duty.clause.split()]))
        who = [duty.who for duty in duties]
        if any(len(name) > _SHORT for name in who):
            return (-clause, 32, 24, -_DUE, -_PROGRESS)
        return (-clause, 36, -_widest([_("A cargo de"), *who]), -_DUE, -_PROGRESS)

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
        beside = QVBoxLayout()
        beside.setContentsMargins(0, _OVER_MENU, 0, 0)
        beside.addWidget(menu)
        beside.addStretch()
        line.addLayout(beside)
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


def _widest(words: list[str]) -> int:
    """Pixels that the widest of them takes."""
    return max((fonts.metrics().horizontalAdvance(word) + 2 for word in words), default=0)
