"""What is known of a follow-up, and its head: what, how far it is, and the next step, always on top."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm.contact_values import Kept, Reference
from crm.follow_up_values import OPEN, Task
from crm.texts import _
from ui.desktop import fonts
from ui.desktop.back_button import BackButton
from ui.desktop.contacts.editing import Editing
from ui.desktop.contacts.editing_add import AddButton
from ui.desktop.contacts.editing_place import Place
from ui.desktop.contacts.link import Link
from ui.desktop.contacts.sheet import AROUND, Sheet
from ui.desktop.follow_ups.editing import kept_values, names
from ui.desktop.follow_ups.model import state_word
from ui.desktop.follow_ups.shown import ShownFollowUp
from ui.desktop.follow_ups.table import DONE, NEXT, POSTPONE
from ui.desktop.icons import BESIDE_TEXT, Icons
from ui.desktop.labels import Prose
from ui.desktop.matters.linked import linked_rows
from ui.desktop.standing import stand_in
from ui.desktop.theme import Theme

_ICON = BESIDE_TEXT


class FollowUpHead(QWidget):
    """``back`` asks for the list, ``wanted`` carries DONE, NEXT or POSTPONE."""

    back = Signal()
    wanted = Signal(str)

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._back = BackButton(icons, _("Volver a la lista"), _("Volver a la lista (Esc)"))
        self._back.clicked.connect(self.back)
        self._back.hide()
        self.places: list[Place] = []
        self._state = Prose(look="muted")
        self._what: QWidget = QWidget()
        self.buttons = {
            DONE: self._button(_("Hecho"), "check", _("Hecho (Espacio en la lista)")),
            NEXT: self._button(_("Hecho y siguiente"), "arrow-right", _("Hecho y siguiente (S en la lista)")),
            POSTPONE: self._button(
                _("Posponer"), "history", _("Preguntar para qué día queda (P en la lista)")
            ),
        }
        self._steps = QWidget()
        row = QHBoxLayout(self._steps)
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(8)
        for code, button in self.buttons.items():
            button.setProperty("what", code)
            button.clicked.connect(self._pressed)
            row.addWidget(button)
        row.addStretch()
        self._column = self._back.stand_over(self)
        self._column.addWidget(self._state)
        self._column.addWidget(self._what)
        self._column.addWidget(self._steps)

    def _button(self, name: str, icon: str, tip: str) -> QPushButton:
        button = QPushButton(name)
        button.setIcon(self._icons.icon(icon, "text"))
        button.setIconSize(_ICON)
        button.setToolTip(tip)
        return button

    @Slot()
    def _pressed(self) -> None:
        button = self.sender()
        if button is not None:
            self.wanted.emit(button.property("what"))

    @property
    def stops(self) -> list[QWidget]:
        """What Tab comes to, in the order in which it stands."""
        return [self._back, *self.places, *self.buttons.values()]

    def show_back(self, shown: bool) -> None:
        """Whether the list is hidden, and one can go back to it."""
        self._back.setVisible(shown)

    def show_record(self, record: ShownFollowUp, editing: Editing | None) -> None:
        """Fill in; with ``editing``, what is to be done can be edited where it stands."""
        row = record.row
        body = _("compromiso {number}").format(number=row.commitment) if row.commitment else ""
        late = _("vencido") if row.is_overdue else ""
        state = state_word(row) or _(row.state)
        parts = (state, late, row.due, row.responsible, body, row.body)
        self._state.set_text("\u2002·\u2002".join(part for part in parts if part))
        shown: QWidget = Prose(record.title, pixels=fonts.TITLE_PIXELS, line=fonts.TITLE_LINE, semibold=True)
        self.places = []
        if editing is not None:
            place = Place(editing.edit_of(record, "what"), shown, record.id, editing, self._icons)
            self.places.append(place)
            shown = place
        self._what = stand_in(self._column, self._what, shown)
        self._steps.setVisible(editing is not None and row.state in OPEN)


class FollowUpSheet(Sheet):
    """``contact_wanted`` carries a Reference; ``ticked`` a step as it was kept, and the Task it is now."""

    ticked = Signal(object, object)

    def __init__(
        self, record: ShownFollowUp, theme: Theme, icons: Icons, editing: Editing | None = None
    ) -> None:
        super().__init__(record, theme, icons, editing)
        column = QVBoxLayout(self)
        column.setContentsMargins(*AROUND)
        column.setSpacing(24)
        column.addWidget(self._grid(self._rows()))
        for section in (self._steps(), self._minutes(), self._comments()):
            if section is not None:
                column.addWidget(section)
        if self._editing is not None:
            self.add_button = AddButton(record, self._editing, icons)
            column.addWidget(self.add_button)
        column.addStretch()

    def _rows(self) -> list[tuple[str, QWidget]]:
        record, found = self._record, self._record.follow_up
        shown = {
            "responsible": record.row.responsible,
            "due": found.due,
            "state": state_word(record.row) if record.row.waiting_for else _(record.row.state),
            "priority": _(record.row.priority),
            "remind_at": found.reminder,
            "recurrence": found.repeats,
        }
        rows: list[tuple[str, QWidget]] = [
            (names()[field], self._place(field, Prose(text))) for field, text in shown.items() if text
        ]
        rows += self._new_rows("responsible", "due", "remind_at", "recurrence")
        links = linked_rows(found.links, self._place, self.contact_wanted)
        links += self._new_places("links")
        rows += [(names()["links"] if not number else "", link) for number, link in enumerate(links)]
        if found.done_on:
            from crm.date_words import short_date
            from crm.partial_dates import PartialDate

            rows.append((_("Hecho el"), Prose(short_date(PartialDate.parse(found.done_on)))))
        if found.source:
            rows.append((names()["source"], self._place("source", Prose(found.source))))
        return [*rows, *self._new_rows("source")]

    def _new_rows(self, *fields: str) -> list[tuple[str, QWidget]]:
        return [(place.edit.name, place) for place in self._new_places(*fields)]

    def _to(self, reference: Reference) -> Link:
        link = Link(reference.name, reference)
        link.setAccessibleDescription(_("Abre su ficha"))
        link.chosen.connect(self.contact_wanted)
        return link

    def _steps(self) -> QWidget | None:
        steps = [self._step(kept) for kept in kept_values(self._record, "checklist")]
        rows = [*steps, *self._new_places("checklist")]
        return self._section(_("Pasos"), rows, gap=4) if rows else None

    def _step(self, kept: Kept) -> QWidget:
        task: Task = kept.value
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        tick = QCheckBox()
        tick.setAccessibleName(task.text)
        tick.setChecked(task.done)
        tick.setEnabled(self._editing is not None)
        tick.setProperty("row", kept.row)
        tick.clicked.connect(self._tick)
        row.addWidget(tick, 0, Qt.AlignmentFlag.AlignTop)
        shown = Prose(task.text, look="muted" if task.done else "")
        row.addWidget(self._place("checklist", shown, kept), 1)
        return box

    @Slot()
    def _tick(self) -> None:
        tick = self.sender()
        if not isinstance(tick, QCheckBox):
            return
        for kept in kept_values(self._record, "checklist"):
            if kept.row == tick.property("row"):
                self.ticked.emit(kept, Task(kept.value.text, tick.isChecked()))

    def _minutes(self) -> QWidget | None:
        found = self._record.follow_up
        if found.minutes is None:
            return None
        rows: list[QWidget] = [self._to(found.minutes)]
        if found.minutes_line:
            rows.append(Prose(f"«{found.minutes_line}»", look="muted"))
        return self._section(_("Viene de la minuta de"), rows, gap=4)

    def _comments(self) -> QWidget | None:
        kept = kept_values(self._record, "notes")
        rows = [self._place("notes", Prose(one.value), one) for one in kept] + self._new_places("notes")
        return self._section(_("Comentarios"), rows, gap=8) if rows else None
