"""The list of activities: how many there are, the views of them, the rows; or the offer to write the first one down."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton

from crm.texts import _
from ui.desktop.activities.model import ActivityModel
from ui.desktop.activities.table import ActivityTable
from ui.desktop.icons import BESIDE_TEXT, Icons
from ui.desktop.listing.pane import bare_button
from ui.desktop.listing.parts_bar import PartsBar
from ui.desktop.listing.several import to_trash
from ui.desktop.listing.viewed_pane import ViewedPane
from ui.desktop.theme import Theme


class ActivitiesPane(ViewedPane):
    """Head and rows; ``new_wanted`` asks for the form of a new activity, ``postpone_wanted`` for another day for the
    chosen one.
    """

    new_wanted = Signal()
    products_wanted = Signal()
    postpone_wanted = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        model = ActivityModel()
        table = ActivityTable(model, theme)
        super().__init__(model, table)
        table.postpone_wanted.connect(self.postpone_wanted)
        self.offer = QPushButton(_("Nueva actividad"))
        self.offer.setIcon(icons.icon("plus"))
        self.offer.setIconSize(BESIDE_TEXT)
        self.offer.clicked.connect(self.new_wanted)
        self.offer.hide()
        self.empty_room.insertWidget(1, self.offer, 0, Qt.AlignmentFlag.AlignLeft)
        self.products_button = bare_button(icons, "newspaper", _("Varios productos a la vez"))
        self.products_button.clicked.connect(self.products_wanted)
        self.head_row.addWidget(self.products_button)
        self.export_button = self.offer_export(icons)
        self.offer_for_several(icons, (to_trash()._replace(bare=False),))
        self._begin_views(_("Vista de las actividades"), _("Lista"))
        self.bar = PartsBar(self.segments)
        self.bar.put_over(self)
        self.bar.hide()

    def show_offer(self, shown: bool) -> None:
        """Whether the empty list offers the form."""
        self.offer.setVisible(shown)

    def _stand_over_rows(self, shown: bool) -> None:
        if shown:
            self.bar.take_back()
        self.bar.setVisible(shown)
