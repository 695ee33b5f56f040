"""The head of a record: what it is on one line, its title under it, and the next steps, always on top."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from crm.printing.catalog import PageKind
from crm.texts import _
from ui.desktop import fonts
from ui.desktop.back_button import BackButton
from ui.desktop.contacts.editing import Editing
from ui.desktop.contacts.editing_place import Place
from ui.desktop.icons import Icons
from ui.desktop.labels import Prose
from ui.desktop.printing.button import PrintButton
from ui.desktop.standing import stand_in


class MatterHead(QWidget):
    """``back`` asks for the list, ``wanted`` carries the code of a step, ``print_wanted`` the page to be printed. A
    subclass says what the lines are, and names the ``pages`` that such a record can be printed as.
    """

    back = Signal()
    wanted = Signal(str)
    print_wanted = Signal(object)
    title_field = "title"
    pages: tuple[PageKind, ...] = ()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._back = BackButton(icons, _("Volver a la lista"), _("Volver a la lista (Esc)"))
        self._back.clicked.connect(self.back)
        self._back.hide()
        self.places: list[Place] = []
        self._identity = Prose(look="muted")
        self._title: QWidget = QWidget()
        self._due = Prose()
        self.steps = QWidget()
        self._steps = QHBoxLayout(self.steps)
        self._steps.setContentsMargins(0, 8, 0, 0)
        self._steps.setSpacing(8)
        self.buttons: dict[str, QPushButton] = {}
        self._shown_steps: list[QPushButton] = []
        self._column = self._back.stand_over(self)
        for widget in (self._identity, self._title, self._due, self.steps):
            self._column.addWidget(widget)

    def identity(self, record: Any) -> str:
        """What the record is, in a line."""
        raise NotImplementedError

    def due(self, record: Any) -> tuple[str, str]:
        """What stands under the title, and its look; "" where nothing does."""
        raise NotImplementedError

    def next_steps(self, record: Any) -> Mapping[str, str]:
        """What can be done with it: the words of each button, by its code."""
        raise NotImplementedError

    @property
    def stops(self) -> list[QWidget]:
        """What Tab comes to, in the order in which it stands."""
        return [self._back, *self.places, *self._shown_steps]

    def show_back(self, shown: bool) -> None:
        """Whether the list is hidden, and one can go back to it."""
        self._back.setVisible(shown)

    def show_record(self, record: Any, editing: Editing | None) -> None:
        """Fill in; with ``editing``, the title can be edited where it stands."""
        self._identity.set_text(self.identity(record))
        shown: QWidget = Prose(record.title, pixels=fonts.TITLE_PIXELS, line=fonts.TITLE_LINE, semibold=True)
        self.places = []
        if editing is not None:
            edit = editing.edit_of(record, self.title_field)
            shown = Place(edit, shown, record.id, editing, self._icons)
            self.places.append(shown)
        self._title = stand_in(self._column, self._title, shown)
        words, look = self.due(record)
        if self._due.property("look") != look:
            self._due.setProperty("look", look)
            self._due.style().unpolish(self._due)
            self._due.style().polish(self._due)
        self._due.set_text(words)
        self._due.setVisible(bool(words))
        self._show_steps(self.next_steps(record) if editing is not None else {}, record.id)

    def _show_steps(self, steps: Mapping[str, str], record: int) -> None:
        while (item := self._steps.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = {}
        self._shown_steps = []
        for code, words in steps.items():
            button = QPushButton(words)
            button.setProperty("step", code)
            button.clicked.connect(self._pressed)
            self._steps.addWidget(button)
            self.buttons[code] = button
            self._shown_steps.append(button)
        self._steps.addStretch()
        if self.pages:
            button = PrintButton(self.pages, self._icons)
            button.set_record(record)
            button.wanted.connect(self.print_wanted)
            self._steps.addWidget(button)
            self._shown_steps.append(button)
            self.print = button
        self.steps.setVisible(bool(steps or self.pages))

    @Slot()
    def _pressed(self) -> None:
        button = self.sender()
        if button is not None:
            self.wanted.emit(button.property("step"))
