"""The list of contacts: how many there are, the columns, the facets and what is done with several; the rows."""

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton

from crm.list_columns import View
from crm.texts import _
from ui.desktop.contacts.columns import ColumnsMenu, ListColumns
from ui.desktop.contacts.model import ContactModel
from ui.desktop.contacts.table import ContactTable
from ui.desktop.icons import BESIDE_TEXT, Icons
from ui.desktop.listing.pane import ListedPane, bare_button
from ui.desktop.listing.several import Doing, to_trash
from ui.desktop.theme import Theme


class ListPane(ListedPane):
    """Head and rows; ``facets_wanted`` says whether the facets are to be shown."""

    facets_wanted = Signal(bool)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        self.columns = ListColumns()
        model = ContactModel(self.columns)
        super().__init__(model, ContactTable(model, self.columns, theme))
        self.columns.setParent(self)
        self.new_button = QPushButton(_("Nuevo contacto"))
        self.new_button.setIcon(icons.icon("plus", "text"))
        self.import_button = QPushButton(_("Importar contactos"))
        self.import_button.setIcon(icons.icon("file-up", "text"))
        for place, button in enumerate((self.new_button, self.import_button), 1):
            button.setIconSize(BESIDE_TEXT)
            button.hide()
            self.empty_room.insertWidget(place, button, 0, Qt.AlignmentFlag.AlignLeft)
        self.facets_button = bare_button(icons, "list-filter", _("Filtros"))
        self.facets_button.setCheckable(True)
        self.facets_button.toggled.connect(self._facets_toggled)
        self.columns_button = bare_button(icons, "columns-3", _("Columnas"))
        self._columns_menu = ColumnsMenu(self.columns)
        self._columns_menu.setParent(self, self._columns_menu.windowFlags())
        # Not with setMenu: Qt lets no assistive tool open such a menu.
        self.columns_button.clicked.connect(self._drop_columns_menu)
        self.head_row.addWidget(self.facets_button)
        self.head_row.addWidget(self.columns_button)
        self.export_button = self.offer_export(icons)
        self.setTabOrder(self.facets_button, self.columns_button)
        self.setTabOrder(self.columns_button, self.export_button)
        self.offer_for_several(icons, _doings())
        self.columns.changed.connect(self._show_columns)
        self.columns.arranged.connect(self._show_columns)
        self.table.horizontalHeader().customContextMenuRequested.connect(self._open_columns_menu)

    @property
    def view(self) -> View:
        """The columns chosen, and the order."""
        return self.columns.view

    def _head_end(self) -> int:
        return self.facets_button.x()

    @Slot()
    def _show_columns(self) -> None:
        current = self._current
        self.model.show_columns()
        self.table.show_columns()
        if current and not self.table.currentIndex().isValid():
            self._select(self.model.place_of(current))

    @Slot()
    def _drop_columns_menu(self) -> None:
        self._columns_menu.popup(self.columns_button.mapToGlobal(QPoint(0, self.columns_button.height())))

    @Slot(QPoint)
    def _open_columns_menu(self, place: QPoint) -> None:
        self._columns_menu.popup(self.table.horizontalHeader().mapToGlobal(place))

    @Slot(bool)
    def _facets_toggled(self, shown: bool) -> None:
        self.facets_button.setToolTip(_("Ocultar los filtros") if shown else _("Mostrar los filtros"))
        self.facets_wanted.emit(shown)

    def show_empty(self, sentence: str, *, begin: bool = False) -> None:
        """What to say when there is nothing to list; ``begin`` offers to make or bring the first contacts."""
        super().show_empty(sentence, begin=begin)
        self.new_button.setVisible(begin)
        self.import_button.setVisible(begin)


def _doings() -> tuple[Doing, ...]:
    """What is done with several contacts, by the codes of ``actions.of_selection``."""
    return (
        Doing("tag", "tag", _("Etiquetar…"), _("Etiquetar a los elegidos")),
        Doing("group", "users", _("A un grupo…"), _("Agregar los elegidos a un grupo")),
        to_trash(),
        Doing("export", "download", _("Exportar…"), _("Exportar los elegidos"), bare=True),
    )
