"""A list that can also be looked at in other ways, which take the place of its rows: a calendar, a board."""

from array import array
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from ui.desktop.listing.pane import ListedPane
from ui.desktop.listing.segments import Segments

LIST = "lista"


class ViewedPane(ListedPane):
    """``view_wanted`` carries the code of the view that the user presses.

    The views beside the list are added by whoever makes them. A subclass makes the segments (``_begin_views``) and
    says where they stand over the rows.
    """

    view_wanted = Signal(str)

    def _begin_views(self, name: str, rows: str) -> None:
        """``name`` is what a screen reader calls the choice, ``rows`` what the list is called in it."""
        self.segments = Segments(name)
        self.segments.setParent(self)  # wherever they stand, once there is more than the list
        self.segments.add(LIST, rows)
        self.segments.chosen.connect(self._choose)
        self._views: dict[str, tuple[QWidget, QHBoxLayout]] = {}
        self._shown_view = LIST

    def _stand_over_rows(self, shown: bool) -> None:
        """Have the segments over the rows, or give them away to the head of another view."""
        raise NotImplementedError

    @property
    def shown_view(self) -> str:
        """The code of the view that is shown."""
        return self._shown_view

    def add_part(self, code: str, name: str) -> None:
        """Offer something that is not shown here: ``view_wanted`` asks for it."""
        self.segments.add(code, name)
        self._stand_over_rows(True)
        self.segments.come_first_in(self)

    def add_view(self, code: str, name: str, view: QWidget, head: QHBoxLayout) -> None:
        """Add another way to look at the records, in the place of the rows; ``head`` is where the choice among them
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
        if chosen is not None:
            chosen[1].addWidget(self.segments, 0, Qt.AlignmentFlag.AlignLeft)
        self._stand_over_rows(chosen is None)
        self.segments.choose(code)
        for view, _head in self._views.values():
            view.setVisible(chosen is not None and view is chosen[0])
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
