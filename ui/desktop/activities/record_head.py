"""The head of an activity: what it is, its title, when and where, and what can be done about its state."""

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QPushButton,
    QWidget,
)

from crm.activity_values import CANCELLED, DONE, PLANNED, POSTPONED
from crm.printing.catalog import OF_ACTIVITY
from crm.texts import _
from ui.desktop import fonts
from ui.desktop.activities.shown import ShownActivity
from ui.desktop.back_button import BackButton
from ui.desktop.contacts.editing import Editing
from ui.desktop.contacts.editing_place import Place
from ui.desktop.icons import Icons
from ui.desktop.labels import Prose, label
from ui.desktop.printing.button import PrintButton
from ui.desktop.standing import stand_in
from ui.desktop.theme import Theme


def _actions() -> dict[str, tuple[tuple[str, str], ...]]:
    """What can be done in each state: the state that it leads to, and the words of the button."""
    again = (PLANNED, _("Planear otra vez"))
    done, off, postponed = (DONE, _("Realizada")), (CANCELLED, _("Cancelar")), (POSTPONED, _("Posponer…"))
    return {
        PLANNED: (done, postponed, off),
        POSTPONED: (postponed, again, off),
        CANCELLED: (again,),
        DONE: (again,),
    }


class ActivityHead(QWidget):
    """Kind and state on one line, the title under it, then when and where.

    ``state_wanted`` carries a state, ``print_wanted`` the page to be printed (a Wanted).
    """

    back = Signal()
    state_wanted = Signal(str)
    print_wanted = Signal(object)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme = theme
        self._icons = icons
        self._back = BackButton(icons, _("Volver a la lista"), _("Volver a la lista (Esc)"))
        self._back.clicked.connect(self.back)
        self._back.hide()
        self.places: list[Place] = []
        self._kind: QWidget = QWidget()
        self._state = label("", look="muted")
        self._line = QHBoxLayout()
        self._line.setSpacing(8)
        self._line.addWidget(self._state)
        self._line.addWidget(self._kind, 1)
        self._title: QWidget = QWidget()
        self._when: QWidget = QWidget()
        self._place: QWidget = QWidget()
        self.buttons = QWidget()
        self.state_buttons: dict[str, QPushButton] = {}
        self._buttons = QHBoxLayout(self.buttons)
        self._buttons.setContentsMargins(0, 8, 0, 0)
        self._buttons.setSpacing(8)
        self._trashed = label(_("Está en la papelera."), look="warn")
        self._column = column = self._back.stand_over(self)
        column.addLayout(self._line)
        for widget in (self._title, self._when, self._place, self.buttons, self._trashed):
            column.addWidget(widget)

    @property
    def stops(self) -> list[QWidget]:
        """What Tab comes to, in the order in which it stands."""
        return [self._back, *self.places, *self.state_buttons.values(), self.print]

    def show_back(self, shown: bool) -> None:
        """Whether the list is hidden, and one can go back to it."""
        self._back.setVisible(shown)

    def show_record(self, record: ShownActivity, editing: Editing | None) -> None:
        """Fill in; with ``editing``, everything can be edited where it stands."""
        activity = record.activity
        self.places = []
        editing = None if record.trashed else editing
        kind = Prose(activity.kind.name, look="muted")
        title = Prose(activity.title, pixels=fonts.TITLE_PIXELS, line=fonts.TITLE_LINE, semibold=True)
        self._kind = stand_in(self._line, self._kind, self._placed(record, "kind", kind, editing))
        self._state.setText(f"{_(activity.state).capitalize()}  ·")
        look = "warn" if activity.state in (CANCELLED, POSTPONED) else "muted"
        if self._state.property("look") != look:
            self._state.setProperty("look", look)
            self._state.style().unpolish(self._state)
            self._state.style().polish(self._state)
        self._title = stand_in(self._column, self._title, self._placed(record, "title", title, editing))
        when = Prose(_first_upper(activity.when_words))
        self._when = stand_in(self._column, self._when, self._placed(record, "when", when, editing))
        place = self._where(record, editing)
        self._place = stand_in(self._column, self._place, place)
        self._show_buttons(activity.state if editing is not None else "", record.id)
        self._trashed.setVisible(record.trashed)

    def _where(self, record: ShownActivity, editing: Editing | None) -> QWidget:
        line = record.activity.place_line
        if not line:
            nothing = QWidget()
            nothing.hide()
            return nothing
        return self._placed(record, "place", Prose(line, look="muted"), editing)

    def _show_buttons(self, state: str, record: int) -> None:
        while (item := self._buttons.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.state_buttons = {}
        for wanted, words in _actions().get(state, ()):
            button = QPushButton(words)
            button.setProperty("state", wanted)
            button.clicked.connect(self._pressed)
            self._buttons.addWidget(button)
            self.state_buttons[wanted] = button
        self._buttons.addStretch()
        self.print = PrintButton(OF_ACTIVITY, self._icons)
        self.print.set_record(record)
        self.print.wanted.connect(self.print_wanted)
        self._buttons.addWidget(self.print)

    @Slot()
    def _pressed(self) -> None:
        button = self.sender()
        assert isinstance(button, QAbstractButton)
        self.state_wanted.emit(button.property("state"))

    def _placed(self, record: Any, field: str, shown: QWidget, editing: Editing | None) -> QWidget:
        if editing is None:
            return shown
        place = Place(editing.edit_of(record, field), shown, record.id, editing, self._icons)
        self.places.append(place)
        return place


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]
