"""The list of activities: how many there are, the views of them, the rows; or the offer to write the first one down."""

from array import array
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget

from crm.texts import _
from ui.desktop.activities.model import ActivityModel
from ui.desktop.activities.table import ActivityTable
from ui.desktop.icons import BESIDE_TEXT, Icons
from ui.desktop.listing.pane import ListedPane, bare_button
from ui.desktop.listing.parts_bar import PartsBar
from ui.desktop.listing.segments import Segments
from ui.desktop.listing.several import to_trash
from ui.desktop.theme import Theme

LIST = "lista"


class ActivitiesPane(ListedPane):
    """Head and rows; ``new_wanted`` asks for the form of a new activity, ``view_wanted`` carries the code of a view,
    ``postpone_wanted`` asks for another day for the chosen one.

    The views beside the list (a month, a week) are added by whoever makes them.
    """

    new_wanted = Signal()
    products_wanted = Signal()
    postpone_wanted = Signal()
    view_wanted = Signal(str)

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
        self.segments = Segments(_("Vista de las actividades"))
        self.segments.add(LIST, _("Lista"))
        self.segments.chosen.connect(self._choose)
        self.bar = PartsBar(self.segments)
        self.bar.put_over(self)
        self.bar.hide()
        self._views: dict[str, tuple[QWidget, QHBoxLayout]] = {}
        self._shown_view = LIST

    def show_offer(self, shown: bool) -> None:
        """Whether the empty list offers the form."""
        self.offer.setVisible(shown)

    @property
    def shown_view(self) -> str:
        """The code of the view that is shown."""
        return self._shown_view

    def add_part(self, code: str, name: str) -> None:
        """Offer something that is not shown here: ``view_wanted`` asks for it."""
        self.segments.add(code, name)
        self.bar.show()

    def add_view(self, code: str, name: str, view: QWidget, head: QHBoxLayout) -> None:
        """Add another way to look at activities, in the place of the rows; ``head`` is where the choice among them
        stands meanwhile.
        """
        self._views[code] = (view, head)
        self.add_part(code, name)
        layout = self.layout()
        assert layout is not None
        if layout.indexOf(view) < 0:
            layout.addWidget(view)
            view.hide()

    def show_view(self, code: str) -> None:
        """Show the rows (``LIST``) or one of the views that were added."""
        self._shown_view = code
        chosen = self._views.get(code)
        here = QApplication.focusWidget()
        focused = here is not None and self.segments.isAncestorOf(here)
        if chosen is None:
            self.bar.take_back()
        else:
            chosen[1].addWidget(self.segments, 0, Qt.AlignmentFlag.AlignLeft)
        self.segments.choose(code)
        for view, _head in self._views.values():
            view.setVisible(chosen is not None and view is chosen[0])
        self.bar.setVisible(chosen is None and bool(self._views))
        self.head.setVisible(chosen is None)
        self._show_rows()
        if focused:
            self.segments.focus()

    def focus_view(self) -> bool:
        """Put the focus on the view that is shown; False where it is the rows."""
        chosen = self._views.get(self._shown_view)
        if chosen is None:
            return False
        chosen[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _show_rows(self) -> None:
        here = self._shown_view == LIST
        self._empty.setVisible(here and not self.model.rowCount())
        self.table.setVisible(here and bool(self.model.rowCount()))

    def _show(self, ids: array, rows: Sequence[Any], words: tuple[str, ...]) -> None:
        super()._show(ids, rows, words)
        self._show_rows()

    @Slot(str)
    def _choose(self, code: str) -> None:
        if code == LIST or code in self._views:
            self.show_view(code)
        else:
            self.segments.choose(self._shown_view)
        self.view_wanted.emit(code)
