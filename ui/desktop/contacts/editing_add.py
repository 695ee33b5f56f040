"""What a record does not say yet: a button with the list of what can be added to it."""

from typing import Any

from PySide6.QtCore import QPoint, QSize, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from crm.texts import _
from ui.desktop.contacts.editing import Editing
from ui.desktop.icons import Icons
from ui.desktop.spoken_menu import SpokenMenu


class AddButton(QWidget):
    """The button; its menu is made when it is wanted."""

    def __init__(self, record: Any, editing: Editing, icons: Icons) -> None:
        super().__init__()
        self._record = record
        self._editing = editing
        self._menu: QMenu | None = None
        self.button = QPushButton(_("&Agregar dato"))
        self.button.setProperty("look", "link")
        self.button.setIcon(icons.icon("plus", "accent"))
        self.button.setIconSize(QSize(14, 14))
        self.button.setAccessibleName(_("Agregar un dato a la ficha"))
        self.button.clicked.connect(self.show_menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)
        row.addStretch()

    @Slot()
    def show_menu(self) -> None:
        """List what can be added, under the button."""
        self.menu().popup(self.button.mapToGlobal(QPoint(0, self.button.height() + 4)))

    def menu(self) -> QMenu:
        """The list of what can be added."""
        if self._menu is None:
            self._menu = SpokenMenu(self)
            for field, name in self._editing.can_add(self._record).items():
                self._menu.addAction(name).setData(field)
            self._menu.triggered.connect(self._chosen)
        return self._menu

    @Slot(QAction)
    def _chosen(self, action: QAction) -> None:
        self._editing.add(self._record, action.data())
