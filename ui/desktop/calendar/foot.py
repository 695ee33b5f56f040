"""What stands under the days of the calendar: activities of the month on no known day, and what is not shown."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from crm.contact_values import Reference
from crm.records import ACTIVITY
from crm.texts import _, ngettext
from ui.desktop.labels import label
from ui.desktop.spoken_menu import SpokenMenu

if TYPE_CHECKING:
    from crm.agenda import Undated


class CalendarFoot(QWidget):
    """``chosen`` carries a Reference to what was chosen of what has no day; ``all_wanted`` asks to show everything."""

    chosen = Signal(object)
    all_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._items: Sequence[Undated] = ()
        self.menu: SpokenMenu | None = None
        self.undated = _link("")
        self.undated.clicked.connect(self._drop_menu)
        self.left_out: QLabel = label("", look="muted")
        self.left_out.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.unsearched: QLabel = label(_("También se ve lo que no coincide con la búsqueda."), look="muted")
        self.unsearched.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.unsearched.setToolTip(self.unsearched.text())
        self.unsearched.hide()
        self.show_all = _link(_("Mostrar todo"))
        self.show_all.clicked.connect(self.all_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(12)
        row.addWidget(self.undated)
        row.addWidget(self.unsearched, 1)
        row.addWidget(self.left_out, 1)
        row.addWidget(self.show_all)
        self.show_undated(())
        self.show_left_out("")

    def show_undated(self, items: "Sequence[Undated]") -> None:
        """Offer these activities of the month, of which no day is known."""
        self._items, found = items, len(items)
        words = ngettext("{n} actividad de este mes, sin día", "{n} actividades de este mes, sin día", found)
        self.undated.setText(words.format(n=found))
        self.undated.setVisible(bool(found))
        self._show()

    def show_left_out(self, words: str) -> None:
        """Say what is not shown; "" for nothing."""
        self.left_out.setText(words)
        self.left_out.setToolTip(words)
        self.left_out.setVisible(bool(words))
        self.show_all.setVisible(bool(words))
        self._show()

    def say_unsearched(self, said: bool) -> None:
        """Whether something is searched for: the days show all there is."""
        self.unsearched.setVisible(said)
        self._show()

    def _show(self) -> None:
        self.setVisible(bool(self._items or self.left_out.text() or not self.unsearched.isHidden()))

    @Slot()
    def _drop_menu(self) -> None:
        if self.menu is not None:
            self.menu.deleteLater()
        menu = self.menu = SpokenMenu(self)
        menu.setAccessibleName(self.undated.text())
        for item in self._items:
            reference = Reference(item.id, item.title, ACTIVITY)
            menu.addAction(item.title.replace("&", "&&")).setData(reference)
        menu.triggered.connect(self._chosen)
        menu.popup(self.undated.mapToGlobal(self.undated.rect().topLeft()))

    @Slot(QAction)
    def _chosen(self, action: QAction) -> None:
        self.chosen.emit(action.data())


def _link(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("look", "link")
    return button
