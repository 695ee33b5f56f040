"""The list of follow-ups: how many, by what they stand under headings, the rows; what is done with several chosen."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from crm.texts import _, ngettext
from ui.desktop.follow_ups.model import FollowUpModel
from ui.desktop.follow_ups.table import DONE, POSTPONE, FollowUpTable
from ui.desktop.icons import BESIDE_TEXT, Icons
from ui.desktop.listing.headed_pane import HeadedPane
from ui.desktop.listing.pane import ListedPane
from ui.desktop.listing.segments import Segments
from ui.desktop.listing.several import Doing, to_trash
from ui.desktop.theme import Theme

ASSIGN = "assign"


class FollowUpsPane(HeadedPane, ListedPane):
    """``wanted`` carries DONE, NEXT, POSTPONE or ASSIGN for the chosen ones; ``view_changed`` comes when they are to
    stand in another order; ``new_wanted`` asks for the form of a new one.
    """

    wanted = Signal(str)
    view_changed = Signal()
    new_wanted = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        model = FollowUpModel()
        table = FollowUpTable(model, theme, icons)
        super().__init__(model, table)
        self.offer = QPushButton(_("Nuevo seguimiento"))
        self.offer.setIcon(icons.icon("plus", "text"))
        self.offer.setIconSize(BESIDE_TEXT)
        self.offer.clicked.connect(self.new_wanted)
        self.offer.hide()
        self.empty_room.insertWidget(1, self.offer, 0, Qt.AlignmentFlag.AlignLeft)
        self.orders = Segments(_("Orden de los seguimientos"))
        for code, name in (("due", _("Fecha")), ("person", _("Persona")), ("record", _("Asunto"))):
            self.orders.add(code, name)
        self.orders.chosen.connect(self._order_chosen)
        self.orders.setMinimumWidth(self.orders.sizeHint().width())
        self._noun.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.head_row.addWidget(self.orders)
        self.export_button = self.offer_export(icons)
        strip = self.offer_for_several(
            icons,
            (
                Doing(DONE, "check", _("Hechos")),
                Doing(POSTPONE, "arrow-right", _("Posponer"), _("Preguntar para qué día quedan (P)")),
                Doing(ASSIGN, "user", _("Responsable…")),
                to_trash(),
            ),
        )
        strip.wanted.connect(self.wanted)
        table.wanted.connect(self.wanted)

    @property
    def view(self) -> str:
        """The order they stand in, as ``crm.follow_up_list`` names it."""
        return self.orders.current

    @Slot(str)
    def _order_chosen(self, _code: str) -> None:
        self.view_changed.emit()

    def _head_end(self) -> int:
        return self.orders.x()

    def _show_head(self) -> None:
        """Where there is no room for the noun, the number alone."""
        super()._show_head()
        before = 16 + self._number.sizeHint().width() + 4
        after = self.orders.sizeHint().width()
        if self.head_row.indexOf(self.export_button) >= 0:
            after += 4 + self.export_button.width()
        room = self.width() - before - after - 16
        text = self._noun.text()
        wanted = self._noun.fontMetrics().horizontalAdvance(text)
        self._number.setToolTip(f"{self._number.text()} {text}")
        self._number.setAccessibleName(self._number.toolTip())
        self._noun.setVisible(wanted <= room)
        self._noun.setMinimumWidth(wanted if wanted <= room else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There may be room for words, or no more."""
        super().resizeEvent(event)
        self._show_head()

    def _noun_of(self, total: int) -> str:
        return ngettext("seguimiento", "seguimientos", total)
