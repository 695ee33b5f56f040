"""The button of a record that offers the pages it can be printed as."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtWidgets import QPushButton

from crm.printing.catalog import PageKind
from crm.texts import _
from ui.desktop.icons import BESIDE_TEXT, Icons
from ui.desktop.printing.menu import PagesMenu


class PrintButton(QPushButton):
    """Opens a menu of ``kinds``; ``wanted`` carries the page of the record that was asked for."""

    wanted = Signal(object)

    def __init__(self, kinds: Sequence[PageKind], icons: Icons) -> None:
        super().__init__(_("Imprimir"))
        self._kinds = tuple(kinds)
        self._record = 0
        self.setIcon(icons.icon("printer", "text"))
        self.setIconSize(BESIDE_TEXT)
        self.setToolTip(_("Ver una página de esta ficha, guardarla en PDF o imprimirla (Ctrl+P)"))
        self.clicked.connect(self.open_menu)

    def set_record(self, record: int) -> None:
        """Print this record from now on."""
        self._record = record

    @Slot()
    def open_menu(self) -> None:
        """Offer the pages, under the button."""
        self.menu_of_pages().popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def menu_of_pages(self) -> PagesMenu:
        """The menu, made each time it is opened."""
        menu = PagesMenu(self)
        menu.add(self._kinds, self._record)
        menu.wanted.connect(self.wanted)
        return menu
