"""A list whose rows stand under headings: those are never among what is chosen or counted."""

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex

if TYPE_CHECKING:
    from ui.desktop.listing.pane import ListedPane

    _Pane = ListedPane
else:
    _Pane = object  # Qt takes one class of its own: this stands before whichever pane it is


class HeadedPane(_Pane):
    """Stands before a ListedPane among the bases of a list whose model is a HeadedRows."""

    @property
    def selected(self) -> array:
        """The ids of the chosen records, headings between them left out."""
        return array("q", (one for one in super().selected if one > 0))

    @property
    def _chosen(self) -> int:
        """Headings are not."""
        return len(self.selected)

    def _noun_of(self, total: int) -> str:
        raise NotImplementedError

    def _show(self, ids: array, rows: Sequence[Any], words: tuple[str, ...]) -> None:
        super()._show(ids, rows, words)
        self._total = self.model.total
        self._plain_noun = self._noun_of(self._total)
        self._show_head()

    def _current_row_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        if not current.isValid() or self.model.id_at(current.row()) > 0:
            super()._current_row_changed(current, previous)
