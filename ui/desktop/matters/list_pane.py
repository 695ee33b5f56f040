"""The list of one kind of record: how many there are, the rows, and the offer to write the first one down."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton

from ui.desktop.icons import BESIDE_TEXT, Icons
from ui.desktop.listing.pane import ListedPane
from ui.desktop.listing.several import to_trash
from ui.desktop.matters.rows import MatterModel, MatterTable
from ui.desktop.theme import Theme


class MatterPane(ListedPane):
    """``name`` is what a screen reader calls the rows, ``offer`` the words of the button on an empty list, which
    ``new_wanted`` tells of.
    """

    new_wanted = Signal()

    def __init__(self, theme: Theme, icons: Icons, *, name: str, offer: str) -> None:
        model = MatterModel()
        super().__init__(model, MatterTable(model, theme, name))
        self.export_button = self.offer_export(icons)
        self.icons = icons
        self.offer_for_several(icons, (to_trash()._replace(bare=False),))
        self.offer = QPushButton(offer)
        self.offer.setIcon(icons.icon("plus"))
        self.offer.setIconSize(BESIDE_TEXT)
        self.offer.clicked.connect(self.new_wanted)
        self.offer.hide()
        self.empty_room.insertWidget(1, self.offer, 0, Qt.AlignmentFlag.AlignLeft)
