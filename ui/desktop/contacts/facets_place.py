"""Where the facets are: at the left of the list, or, where there is no room for them, over it while they are wanted."""

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.desktop.contacts.facets_pane import FacetsPane
from ui.desktop.contacts.list_pane import ListPane
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lane
from ui.desktop.theme import Theme


class FacetsPlace(QObject):
    """Shows and hides the facets of a page; the button is in the head of the list. ``left`` asks for the list."""

    left = Signal()

    def __init__(
        self, page: QWidget, row: QHBoxLayout, list_pane: ListPane, lane: Lane, theme: Theme, icons: Icons
    ) -> None:
        super().__init__(page)
        self._page = page
        self._row = row
        self._button = list_pane.facets_button
        self._folded = False
        self._wanted = True
        self.pane = FacetsPane(lane, theme, icons)
        row.insertWidget(0, self.pane)
        self._button.setChecked(True)
        self._button.toggled.connect(self._toggled)
        self.pane.left.connect(self._leave)

    @property
    def wanted(self) -> bool:
        """Whether the user wants to see the facets where there is room for them."""
        return self._wanted

    @wanted.setter
    def wanted(self, wanted: bool) -> None:
        self._wanted = wanted
        if not self._folded:
            self._button.setChecked(wanted)

    def set_folded(self, folded: bool) -> None:
        """Whether there is no room for them beside the list."""
        if folded == self._folded:
            return
        self._folded = folded
        if folded:
            self._page.installEventFilter(self)
            self._row.removeWidget(self.pane)
            self._show(False)
        else:
            self._page.removeEventFilter(self)
            self._row.insertWidget(0, self.pane)
            self._show(self._wanted)

    def _show(self, shown: bool) -> None:
        self._button.blockSignals(True)
        self._button.setChecked(shown)
        self._button.blockSignals(False)
        self.pane.setVisible(shown)

    @Slot(bool)
    def _toggled(self, shown: bool) -> None:
        if not self._folded:
            self._wanted = shown
        self.pane.setVisible(shown)
        if shown and self._folded:
            self._lay_over()
            self.pane.view.setFocus()

    def _lay_over(self) -> None:
        self.pane.setGeometry(0, 0, self.pane.width(), self._page.height())
        self.pane.raise_()

    @Slot()
    def _leave(self) -> None:
        if self._folded:
            self._show(False)
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lying over the page, they are as high as it is."""
        if watched is self._page and event.type() == QEvent.Type.Resize:
            self._lay_over()
        return super().eventFilter(watched, event)
