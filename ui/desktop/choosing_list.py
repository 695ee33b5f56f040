"""A list whose lines are chosen, not selected."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtWidgets import QAbstractItemView, QListView


class ChoosingList(QListView):
    """Clicks and keys choose as its owner says, and select nothing; what an assistive tool selects comes as ``taken``,
    with the number of the line: selecting is the one way of choosing that such a tool has.
    """

    taken = Signal(int)
    _selected = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        # Later, not while the tool's call is answered by what may be gone once the line is chosen.
        self._selected.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def setModel(self, model: QAbstractItemModel | None) -> None:  # noqa: N802 - as Qt calls it
        """Show a model's lines."""
        super().setModel(model)
        if model is not None:
            self.selectionModel().selectionChanged.connect(self._selection_changed)

    def selectionCommand(  # noqa: N802 - as Qt calls it
        self, _index: QModelIndex | QPersistentModelIndex, _event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """No key and no click selects."""
        return QItemSelectionModel.SelectionFlag.NoUpdate

    @Slot(QItemSelection, QItemSelection)
    def _selection_changed(self, selected: QItemSelection, _deselected: QItemSelection) -> None:
        lines = selected.indexes()
        if lines:
            self._selected.emit(lines[0].row())

    @Slot(int)
    def _take(self, line: int) -> None:
        self.clearSelection()
        model = self.model()
        if self.isVisible() and model is not None and line < model.rowCount():
            self.taken.emit(line)
