"""Where the sheets of one record after another stand, and are scrolled."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ui.desktop.contacts.sheet import Sheet


class SheetPlace(QScrollArea):
    """Shows one sheet at a time.

    They are put into one widget, not one for another into the scroll area: it would take the old one out of the
    window, and each of its parts would be looked up in the style sheet again, to be ended at once. The scroll bar keeps
    its place also where there is nothing to scroll, so that no sheet is laid out for a width that it then has not.
    """

    def __init__(self) -> None:
        super().__init__()
        self.sheet: Sheet | None = None
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setEnabled(False)
        self.verticalScrollBar().rangeChanged.connect(self._range_changed)

    def put(self, sheet: Sheet) -> None:
        """Show this one, and end the other."""
        old, self.sheet = self.sheet, sheet
        if old is not None:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        sheet.expect(self.viewport().width())
        self._column.addWidget(sheet)
        sheet.show()

    @Slot(int, int)
    def _range_changed(self, least: int, most: int) -> None:
        self.verticalScrollBar().setEnabled(most > least)  # else nothing of it is drawn
