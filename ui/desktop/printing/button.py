"""The button of a record that offers the pages it can be printed as."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton

from crm.printing.catalog import PageKind, Wanted
from crm.texts import _
from ui.desktop.icons import BESIDE_TEXT, Icons
from ui.desktop.spoken_menu import SpokenMenu


class PrintButton(QPushButton):
    """Opens a menu of ``kinds``; ``wanted`` carries the page of the record that was asked for."""

    wanted = Signal(object)

    def __init__(self, kinds: Sequence[PageKind], icons: Icons) -> None:
        super().__init__(_("Imprimir"))
        self._kinds = tuple(kinds)
        self._record = 0
        self.setIcon(icons.icon("printer", "text"))
        self.setIconSize(BESIDE_TEXT)
        self.setToolTip(_("Ver una página de esta ficha, guardarla en PDF o imprimirla"))
        self.clicked.connect(self.open_menu)

    def set_record(self, record: int) -> None:
        """Print this record from now on."""
        self._record = record

    @Slot()
    def open_menu(self) -> None:
        """Offer the pages, under the button."""
        menu = self.menu_of_pages()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def menu_of_pages(self) -> SpokenMenu:
        """The menu, made each time it is opened."""
        menu = SpokenMenu(self)
        menu.setAccessibleName(_("Páginas para imprimir"))
        for kind in self._kinds:
            item = menu.addAction(_(kind.name))
            item.setData(kind.code)
        menu.triggered.connect(self._chosen)
        return menu

    @Slot(QAction)
    def _chosen(self, item: QAction) -> None:
        self.wanted.emit(Wanted(item.data(), self._record))
