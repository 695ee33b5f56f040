"""The list of agreements by stage, and the other ways to look at them that are added to it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton

from crm.texts import _, ngettext
from ui.desktop.agreements.rows import AgreementModel, AgreementTable
from ui.desktop.icons import BESIDE_TEXT, Icons
from ui.desktop.listing.headed_pane import HeadedPane
from ui.desktop.listing.several import Doing, to_trash
from ui.desktop.listing.viewed_pane import ViewedPane
from ui.desktop.theme import Theme

TAG, SHEETS = "tag", "fichas"


class AgreementsPane(HeadedPane, ViewedPane):
    """``new_wanted`` asks for the form of a new agreement. Where there are views beside the list, the choice among them
    stands in the place of the number: each stage tells its own.
    """

    new_wanted = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        model = AgreementModel()
        super().__init__(model, AgreementTable(model, theme))
        self.icons = icons
        self.offer = QPushButton(_("Nuevo convenio"))
        self.offer.setIcon(icons.icon("plus", "text"))
        self.offer.setIconSize(BESIDE_TEXT)
        self.offer.clicked.connect(self.new_wanted)
        self.offer.hide()
        self.empty_room.insertWidget(1, self.offer, 0, Qt.AlignmentFlag.AlignLeft)
        self._begin_views(_("Vista de los convenios"), _("Lista"))
        self.head_row.insertWidget(0, self.segments)
        self.segments.hide()
        self.export_button = self.offer_export(icons)
        self.offer_for_several(
            icons,
            (
                Doing(TAG, "tag", _("Etiquetar…")),
                Doing(SHEETS, "printer", _("Imprimir fichas")),
                to_trash()._replace(bare=False),
            ),
        )

    def _stand_over_rows(self, shown: bool) -> None:
        if shown:
            self.head_row.insertWidget(0, self.segments)
            self.head_row.setContentsMargins(12, 0, 8, 0)
            self._number.hide()
            self._noun.hide()
        self.segments.setVisible(bool(self._views))

    def _noun_of(self, total: int) -> str:
        return ngettext("convenio", "convenios", total)
