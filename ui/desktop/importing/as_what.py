"""What a file is imported as, where its content leaves a choice."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm.texts import _
from ui.desktop.fields.choice import Choice
from ui.desktop.icons import Icons
from ui.desktop.importing.kinds import kinds
from ui.desktop.labels import label
from ui.desktop.theme import Theme


class AsWhat(QWidget):
    """``chosen`` carries the kind that the user takes the file for."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.choice = Choice(theme, icons)
        self.choice.setAccessibleName(_("Importar como"))
        self.choice.activated.connect(self._chosen)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(label(_("Importar como"), look="muted"))
        row.addWidget(self.choice)
        self.hide()

    def offer(self, codes: Sequence[str], chosen: str) -> None:
        """Offer these kinds, of which one is chosen."""
        self.choice.clear()
        for code, kind in kinds().items():
            if code in codes:
                self.choice.addItem(kind.name, code)
        self.choice.setCurrentIndex(self.choice.findData(chosen))

    def show_when(self, *, wanted: bool, ready: bool) -> None:
        """Show it where one may choose, if there is a choice; ``ready``: another one can be chosen now."""
        self.setVisible(wanted and self.choice.count() > 1)
        self.setEnabled(ready)

    @Slot(int)
    def _chosen(self, index: int) -> None:
        self.chosen.emit(self.choice.itemData(index))
