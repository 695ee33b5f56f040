"""Convenios: the list by stage beside the record of the one that is chosen."""

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent

from crm.texts import _
from ui.desktop.agreements.list_pane import SHEETS, AgreementsPane
from ui.desktop.agreements.record_pane import AgreementRecordPane
from ui.desktop.agreements.shown import ShownAgreement
from ui.desktop.agreements.tagging import Tagging
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lane
from ui.desktop.matters.page import MatterPage
from ui.desktop.theme import Theme

LIST_WIDTH = 348


class AgreementsPage(MatterPage):
    """The place. ``print_wanted`` carries the page to be printed, ``activity_wanted`` the agreement (a Reference) under
    which a new activity is wanted.
    """

    print_wanted = Signal(object)
    activity_wanted = Signal(object)
    kind = "agreement"

    def __init__(self, lane: Lane, theme: Theme, icons: Icons) -> None:
        pane = AgreementsPane(theme, icons)
        super().__init__(lane, pane, AgreementRecordPane(theme, icons))
        self.tagging = Tagging(self, lane, theme, icons)
        pane.strip.wanted.connect(self._do_with_several)
        self.record.print_wanted.connect(self.print_wanted)
        self.record.activity_wanted.connect(self.activity_wanted)

    @Slot(str)
    def _do_with_several(self, code: str) -> None:
        if code == SHEETS:
            from crm.printing.catalog import Wanted

            self.print_wanted.emit(Wanted(SHEETS, records=tuple(self.list.selected)))

    def showEvent(self, event: QShowEvent) -> None:
        """The list is narrower than others: its rows say less."""
        first = not self._arranged
        super().showEvent(event)
        if first:
            self.splitter.reset(LIST_WIDTH)

    def _set_source(self, source: Any) -> None:
        super()._set_source(source)
        self.tagging.set_source(source)

    @Slot()
    def back(self) -> None:
        """Go from the record to the list, or to the view that stands in its place: it has room for the list again."""
        self.splitter.show_list()
        super().back()

    def none_yet(self) -> str:
        """What to say of a base that has none."""
        return _(
            "Aquí va cada convenio con su etapa, sus partes, sus obligaciones y su vigencia. Todavía no hay ninguno."
        )

    def none_like_that(self) -> str:
        """What to say of a query that finds nothing."""
        return _("Ningún convenio coincide con la búsqueda. Escriba menos palabras, o bórrela con Esc.")

    def choose_one(self) -> str:
        """What to say where nothing is chosen."""
        return _("Elija un convenio de la lista para ver su ficha.")

    def mentioned(self, record: ShownAgreement) -> frozenset[int]:
        """The agreement, its parties and who signs for them, what was done under it, what it is tied to."""
        whole = record.whole
        people = (signature.person for signature in whole.signatures)
        tied = (*whole.consulates, *whole.related, *whole.under, whole.framework)
        others = (*whole.party_names, *people, *(one.reference for one in whole.activities), *tied)
        ids = (other.id for other in others if other is not None and other.id)
        return frozenset([record.id, *ids, *(row.id for row in whole.follow_ups)])
