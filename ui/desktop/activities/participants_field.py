"""Who takes part in a new activity: one name after another, each found while the next is typed; or a pasted list."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from crm.activity_values import Participant
from crm.contact_values import Reference
from crm.texts import _
from ui.desktop.activities.fields import participant_of, presence_names
from ui.desktop.contacts.link import Link
from ui.desktop.fields.choice import Choice
from ui.desktop.fields.field import Field, Kit
from ui.desktop.fields.line import NoteField
from ui.desktop.fields.picker import Picker
from ui.desktop.labels import Prose
from ui.desktop.lanes import Ticket

if TYPE_CHECKING:
    from crm.participants import Matched

_STATE_WIDTH = 120


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody in the list: ``who`` is None until the base has answered for what was ``written``.

    ``line`` stands under the name; ``alike`` is somebody whom the written name may mean.
    """

    written: str
    who: Participant | None = None
    line: str = ""
    alike: Reference | None = None

    @property
    def reference(self) -> Reference | None:
        """The person, or the institution where there is none."""
        return None if self.who is None else self.who.person or self.who.organization

    @property
    def name(self) -> str:
        """What they are called."""
        return self.written if self.reference is None else self.reference.name


class EntryPicker(Picker):
    """A picker that is ready for the next name at once: ``hurried`` carries a text taken before it was found,
    ``pasted`` several lines.
    """

    hurried = Signal(str)
    pasted = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__(_("Agregar a quien participa"), kit, "", placeholder=_("Nombre o institución"))

    def _take(self, _key: Qt.Key) -> None:
        text = " ".join(self.line.text().split())
        self._close()
        self.write(None)
        self.hurried.emit(text)

    def key_pressed(self, control: Any, event: QKeyEvent) -> bool:
        """Several lines that are pasted are a list; all else is the picker's."""
        if event.matches(QKeySequence.StandardKey.Paste):
            text = QGuiApplication.clipboard().text()
            if "\n" in text.strip():
                self.pasted.emit(text)
                return True
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers()
        if enter and "," in self.line.text():
            # A name with its institution is looked up as a line of a list is.
            self._take(Qt.Key.Key_Return)
            return True
        return super().key_pressed(control, event)


class _Row(QWidget):
    """One of the list: ``removed`` and ``changed`` carry the row, ``meant`` the one alike that it means."""

    removed = Signal(object)
    changed = Signal(object)
    meant = Signal(object)

    def __init__(self, entry: Entry, kit: Kit, state: str) -> None:
        super().__init__()
        self.entry = entry
        self.touched = bool(entry.who and entry.who.state)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(Prose(entry.name))
        self.line = Prose(self._line(), look="muted")
        if not self.line.plain_text:
            self.line.hide()
        column.addWidget(self.line)
        if entry.alike is not None:
            same = Link(_("Es {name}").format(name=entry.alike.name), entry.alike)
            same.chosen.connect(self._mean)
            column.addWidget(same)
        self.state = Choice(kit.theme, kit.icons)
        self.state.setFixedWidth(_STATE_WIDTH)
        for code, name in presence_names().items():
            self.state.addItem(name, code)
        self.state.setAccessibleName(_("Estado de {name}").format(name=entry.name))
        self.show_state(entry.who.state if entry.who and entry.who.state else state)
        self.state.activated.connect(self._touch)
        self.button = QToolButton()
        self.button.setProperty("look", "icon")
        self.button.setIcon(kit.icons.icon("x"))
        self.button.setIconSize(QSize(16, 16))
        self.button.setFixedSize(24, 32)
        self.button.setToolTip(_("Quitar"))
        self.button.setAccessibleName(_("Quitar {name}").format(name=entry.name))
        self.button.clicked.connect(self._remove)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(column, 1)
        row.addWidget(self.state, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)

    def _line(self) -> str:
        entry = self.entry
        if entry.who is None:
            return _("Se está buscando…")
        if entry.reference is not None and not entry.reference.id:
            of = entry.who.organization.name if entry.who.person and entry.who.organization else ""
            return ". ".join(part for part in (of, _("Se creará al guardar")) if part)
        return entry.line

    def show_state(self, state: str) -> None:
        """Show how their part stands."""
        self.state.setCurrentIndex(max(0, self.state.findData(state)))

    @property
    def who(self) -> Participant:
        """The participant, with the state that is shown."""
        assert self.entry.who is not None
        return replace(self.entry.who, state=self.state.currentData())

    @Slot()
    def _touch(self) -> None:
        self.touched = True
        self.changed.emit(self)

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(self)

    @Slot(object)
    def _mean(self, reference: Reference) -> None:
        assert self.entry.who is not None
        who = replace(self.entry.who, person=reference, post=self.entry.who.post or None)
        self.entry = Entry(self.entry.written, who)
        self.meant.emit(self)


class ParticipantsField(Field):
    """Holds a tuple of Participants. ``settled`` comes when everybody taken in a hurry was found, or not.

    The day is the activity's, for the posts of a pasted list; the state what is meant while nobody says otherwise.
    """

    settled = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(_("Participan"), kit)
        self.day = ""
        self._state = "invitada"
        self.rows: list[_Row] = []
        self._tickets: list[Ticket] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.entry = EntryPicker(kit)
        self.paste_button = QPushButton(_("&Pegar una lista"))
        self.paste_button.setProperty("look", "link")
        self.paste_button.clicked.connect(self.show_paste)
        self.paste = NoteField(
            _("Lista de nombres"),
            kit,
            placeholder=_("Un nombre por renglón y, si quiere, su institución: Rosa Prueba, Club"),
        )
        self.paste.hide()
        self.body.addLayout(self._list)
        self.body.addWidget(self.entry)
        self.body.addWidget(self.paste)
        self.body.addWidget(self.paste_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.entry)
        self.controls = self.entry.controls
        self.entry.picked.connect(self._picked)
        self.entry.hurried.connect(self.add_text)
        self.entry.pasted.connect(self.add_text)
        self.entry.edited.connect(self.edited)
        self.entry.entered.connect(self.entered)
        self.entry.escaped.connect(self.escaped)
        self.paste.entered.connect(self._add_pasted)
        self.paste.escaped.connect(self._close_paste)

    @property
    def waits(self) -> bool:
        """Whether somebody is still being looked for."""
        return any(row.entry.who is None for row in self.rows)

    @Slot(object)
    def _picked(self, reference: Reference) -> None:
        self._append(Entry(reference.name, participant_of(reference)))
        self.entry.write(None)
        self.entry.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    @Slot(str)
    def add_text(self, text: str) -> None:
        """Add those whom a text names: one, or a line each."""
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if len(lines) == 1 and "," not in lines[0]:
            row = self._append(Entry(lines[0]))
            self._look_for(row)
        elif lines:
            row = self._append(Entry(lines[0]))
            self._match(row, "\n".join(lines))
        self.edited.emit()

    def _look_for(self, row: _Row) -> None:
        """The first whose name begins so; else what a list of names would make of it."""
        text, source = row.entry.written, self.kit.source

        def find(_ticket: Ticket) -> Any:
            return source.find(text, "", 1)

        def found(suggestions: Sequence[Any]) -> None:
            if not isValid(self) or row not in self.rows:
                return
            if suggestions:
                first = suggestions[0]
                self._replace(row, [Entry(text, participant_of(first.value), first.second_line)])
            else:
                self._match(row, text)

        self._tickets.append(self.kit.lane.submit(find, found, failed=self._cannot))

    def _match(self, row: _Row, text: str) -> None:
        source: Any = self.kit.source
        day = self.day

        def match(_ticket: Ticket) -> "list[Matched]":
            return source.match(text, day)

        def matched(found: "list[Matched]") -> None:
            if isValid(self) and row in self.rows:
                self._replace(row, [_entry_of(one) for one in found])

        self._tickets.append(self.kit.lane.submit(match, matched, failed=self._cannot))

    def _cannot(self, error: Exception) -> None:
        if isValid(self):
            self.show_reason(str(error))
            self.settled.emit()

    def _replace(self, row: _Row, entries: Sequence[Entry]) -> None:
        place = self.rows.index(row)
        touched, state = row.touched, row.state.currentData()
        self._take_away(row)
        known = {
            one.entry.reference.id for one in self.rows if one.entry.reference and one.entry.reference.id
        }
        fresh = [one for one in entries if one.reference is None or one.reference.id not in known]
        for offset, entry in enumerate(fresh):
            made = self._append(entry, place + offset)
            if touched:
                made.touched = True
                made.show_state(state)
        self.edited.emit()
        if not self.waits:
            self.settled.emit()

    def _append(self, entry: Entry, place: int = -1) -> _Row:
        reference = entry.reference
        if reference is not None and reference.id and place < 0:
            same = [row for row in self.rows if row.entry.reference == reference]
            if same:
                return same[0]
        row = _Row(entry, self.kit, self._state)
        row.removed.connect(self._remove)
        row.changed.connect(self.edited)
        row.meant.connect(self._meant)
        place = len(self.rows) if place < 0 else place
        before = self.rows[place - 1].button if place else self._stop_before()
        self.rows.insert(place, row)
        self._list.insertWidget(place, row)
        row.show()
        # New controls would come after all others on the way from one to the next.
        QWidget.setTabOrder(before, row.state)
        QWidget.setTabOrder(row.state, row.button)
        return row

    def _stop_before(self) -> QWidget:
        previous = self.entry.line.previousInFocusChain()
        return self if previous is None else previous

    @Slot(object)
    def _meant(self, row: _Row) -> None:
        self._replace(row, [row.entry])

    @Slot(object)
    def _remove(self, row: _Row) -> None:
        self._take_away(row)
        self.entry.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _take_away(self, row: _Row) -> None:
        self.rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()

    def expect(self, day: str, state: str) -> None:
        """The activity is of that day; whoever is in the list takes part in that way unless it was said."""
        self.day, self._state = day, state
        for row in self.rows:
            if not row.touched:
                row.show_state(state)

    @Slot()
    def show_paste(self) -> None:
        """Offer room for a list, or take what stands there."""
        if self.paste.isVisible():
            self._add_pasted()
            return
        self.paste.show()
        self.paste_button.setText(_("Agregar la lista"))
        QWidget.setTabOrder(self.entry.line, self.paste.edit)
        self.paste.select()

    @Slot()
    def _add_pasted(self) -> None:
        text = self.paste.read()
        self._close_paste()
        if text:
            self.add_text(text)

    @Slot()
    def _close_paste(self) -> None:
        self.paste.write("")
        self.paste.hide()
        self.paste_button.setText(_("&Pegar una lista"))
        self.entry.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self) -> Any:
        """The participants. Raises InvalidValue for a name that is still being typed."""
        self.entry.read()
        return tuple(row.who for row in self.rows if row.entry.who is not None)

    def write(self, value: Sequence[tuple[Participant, str]]) -> None:
        """Show participants, each with what stands under the name."""
        while self.rows:
            self._take_away(self.rows[-1])
        for who, line in value:
            reference = who.person or who.organization
            self._append(Entry("" if reference is None else reference.name, who, line))

    def check(self) -> bool:
        """Whether the list can be kept; a name that was not taken has its reason below it."""
        return self.entry.check()

    def texts(self) -> tuple[str, ...]:
        """What is being typed, then everybody in the list."""
        return (self.entry.line.text(), *(_packed(row) for row in self.rows))

    def set_texts(self, texts: Sequence[str]) -> None:
        """Put back who was in the list; those not found yet are looked for again."""
        self.write(())
        self.entry.line.setText(texts[0])
        for packed in texts[1:]:
            if packed:
                row = self._append(_unpacked(packed))
                if row.entry.who is None:
                    self._look_for(row)

    def stop(self) -> None:
        """The form goes: nobody is looked for any more."""
        for ticket in self._tickets:
            self.kit.lane.cancel(ticket)
        self._tickets.clear()


def _entry_of(found: "Matched") -> Entry:
    who = found.participant
    line = ", ".join(
        part for part in (who.post or "", who.organization.name if who.organization else "") if part
    )
    persons = [row for row in found.candidates if row.kind == "person"]
    alike = (
        Reference(persons[0].id, persons[0].name, "person") if found.outcome == "near" and persons else None
    )
    return Entry(found.written, who, line, alike)


def _packed(row: _Row) -> str:
    entry = row.entry
    who = entry.who
    if who is None:
        return json.dumps({"written": entry.written}, ensure_ascii=False)
    return json.dumps(
        {
            "written": entry.written,
            "line": entry.line,
            "person": _pair(who.person),
            "organization": _pair(who.organization),
            "post": who.post,
            "state": row.state.currentData() if row.touched else "",
        },
        ensure_ascii=False,
    )


def _pair(reference: Reference | None) -> list[Any] | None:
    return None if reference is None else [reference.id, reference.name]


def _reference(pair: list[Any] | None, kind: str) -> Reference | None:
    return None if pair is None else Reference(int(pair[0]), str(pair[1]), kind)


def _unpacked(text: str) -> Entry:
    kept = json.loads(text)
    if "line" not in kept:
        return Entry(kept["written"])
    who = Participant(
        person=_reference(kept["person"], "person"),
        organization=_reference(kept["organization"], "organization"),
        post=kept["post"],
        state=kept["state"],
    )
    return Entry(kept["written"], who, kept["line"])
