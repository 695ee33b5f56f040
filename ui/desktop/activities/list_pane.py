"""The list of activities: how many there are, the views of them, the rows; or the offer to write the first one down."""

from array import array
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from crm.texts import _
from ui.desktop.activities.model import ActivityModel
from ui.desktop.activities.table import ActivityTable
from ui.desktop.icons import BESIDE_TEXT, Icons
from ui.desktop.listing.pane import ListedPane
from ui.desktop.listing.segments import Segments
from ui.desktop.theme import Theme

LIST = "lista"


class ActivitiesPane(ListedPane):
    """Head and rows; ``new_wanted`` asks for the form of a new activity, ``view_wanted`` carries the code of a view.

    The views beside the list (a month, a week) are added by whoever makes them.
    """

    new_wanted = Signal()
    view_wanted = Signal(str)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        model = ActivityModel()
        super().__init__(model, ActivityTable(model, theme))
        self.offer = QPushButton(_("Nueva actividad"))
        self.offer.setIcon(icons.icon("plus"))
        self.offer.setIconSize(BESIDE_TEXT)
        self.offer.clicked.connect(self.new_wanted)
        self.offer.hide()
        self.empty_room.insertWidget(1, self.offer, 0, Qt.AlignmentFlag.AlignLeft)
        self.segments = Segments(_("Vista de las actividades"))
        self.segments.add(LIST, _("Lista"))
        self.segments.chosen.connect(self._choose)
        self.segments.hide()
        self.head_row.addWidget(self.segments)
        self._views: dict[str, QWidget] = {}
        self._shown_view = LIST

    def _head_end(self) -> int:
        return self.segments.x() if self.segments.isVisible() else self.head.width()

    def show_offer(self, shown: bool) -> None:
        """Whether the empty list offers the form."""
        self.offer.setVisible(shown)

    @property
    def shown_view(self) -> str:
        """The code of the view that is shown."""
        return self._shown_view

    def add_view(self, code: str, name: str, view: QWidget) -> None:
        """Add another way to look at activities, in the place of the rows."""
        self._views[code] = view
        self.segments.add(code, name)
        self.segments.show()
        layout = self.layout()
        assert layout is not None
        layout.addWidget(view)
        view.hide()

    def show_view(self, code: str) -> None:
        """Show the rows (``LIST``) or one of the views that were added."""
        self._shown_view = code
        self.segments.choose(code)
        for name, view in self._views.items():
            view.setVisible(name == code)
        self._show_rows()

    def _show_rows(self) -> None:
        here = self._shown_view == LIST
        self._empty.setVisible(here and not self.model.rowCount())
        self.table.setVisible(here and bool(self.model.rowCount()))

    def _show(self, ids: array, rows: Sequence[Any], words: tuple[str, ...]) -> None:
        super()._show(ids, rows, words)
        self._show_rows()

    @Slot(str)
    def _choose(self, code: str) -> None:
        self.show_view(code)
        self.view_wanted.emit(code)
