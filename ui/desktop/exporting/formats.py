"""The formats in which a subject can be exported."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from ui.desktop import fonts
from ui.desktop.exporting.subjects import Format, subjects


class FormatChoice(QWidget):
    """``changed`` comes when another one is chosen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._formats: Sequence[Format] = ()
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        # As many as any subject has: those that come later would come last with Tab.
        for place in range(max(len(one.formats) for one in subjects().values())):
            button = QRadioButton()
            button.setFont(fonts.font())
            self._group.addButton(button, place)
            column.addWidget(button)
        self._group.idToggled.connect(self._toggled)

    def button(self, place: int) -> QAbstractButton:
        """The choice of the format at a place."""
        return self._group.button(place)

    @property
    def chosen(self) -> Format:
        """The format that is chosen."""
        return self._formats[max(0, self._group.checkedId())]

    def show_formats(self, formats: Sequence[Format], ending: str) -> None:
        """Offer these; the one of an ending is chosen, or the first."""
        self._formats = formats
        for place, button in enumerate(self._group.buttons()):
            button.setVisible(place < len(formats))
            button.setText(formats[place].name if place < len(formats) else "")
        wanted = next((place for place, one in enumerate(formats) if one.ending == ending), 0)
        self._group.button(wanted).setChecked(True)

    def _toggled(self, _place: int, checked: bool) -> None:
        if checked:
            self.changed.emit()
