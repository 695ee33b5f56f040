"""Who takes part in a new activity: one name after another, each found while the next is typed; or a pasted list."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from crm.activity_values import Participant
from crm.contact_values import Reference
from crm.texts import _, ngettext
from ui.desktop.activities.fields import participant_of
from ui.desktop.activities.participant_entry import Entry, entry_for, entry_of, unpacked
from ui.desktop.activities.participant_picker import EntryPicker
from ui.desktop.activities.participant_row import ParticipantRow
from ui.desktop.announcing import announce
from ui.desktop.fields.field import Field, Kit
from ui.desktop.fields.line import NoteField
from ui.desktop.fields.source import GROUP, LIST, Suggestion
from ui.desktop.lanes import Ticket

if TYPE_CHECKING:
    from crm.participants import Matched


class ParticipantsField(Field):
    """Holds a tuple of Participants. ``settled`` comes when everybody taken in a hurry was found, or not.

    The day is the activity's, for the posts of a pasted list; the state what is meant while nobody says otherwise.
    """

    settled = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(_("Participan"), kit)
        self.day = ""
        self._state = "invitada"
        self.rows: list[ParticipantRow] = []
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
        self.entry.chosen.connect(self._picked)
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
    def _picked(self, chosen: Suggestion) -> None:
        reference = chosen.value
        assert isinstance(reference, Reference)
        if reference.kind in (GROUP, LIST):
            self.entry.write(None)
            self._add_group(reference)
            return
        self._append(Entry(reference.name, participant_of(reference), chosen.second_line))
        self.entry.write(None)
        self.entry.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _add_group(self, group: Reference) -> None:
        """Add whoever is in it and not in the list yet, and say how many of them there were."""
        source: Any = self.kit.source
        day = self.day

        def read(_ticket: Ticket) -> Sequence[Participant]:
            return source.people_of(group, day)

        def add(people: Sequence[Participant]) -> None:
            if isValid(self):
                before = len(self.rows)
                for who in people:
                    self._append(entry_for(who))
                self._say_added(group.name, len(self.rows) - before, len(people))
                self.edited.emit()

        self._tickets.append(self.kit.lane.submit(read, add, failed=self._cannot))

    def _say_added(self, name: str, added: int, total: int) -> None:
        from crm import participant_groups

        if added:
            words = ngettext("Se agregó {n} de «{name}»", "Se agregaron {n} de «{name}»", added)
            there = ngettext("; {n} ya estaba.", "; {n} ya estaban.", total - added) if total > added else "."
            said = words.format(n=added, name=name) + there.format(n=total - added)
        else:
            said = participant_groups.all_there(name, total)
        self.entry.show_hint(said)
        announce(self.entry, said)

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

    def _look_for(self, row: ParticipantRow) -> None:
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

    def _match(self, row: ParticipantRow, text: str) -> None:
        source: Any = self.kit.source
        day = self.day

        def match(_ticket: Ticket) -> "list[Matched]":
            return source.match(text, day)

        def matched(found: "list[Matched]") -> None:
            if isValid(self) and row in self.rows:
                self._replace(row, [entry_of(one) for one in found])

        self._tickets.append(self.kit.lane.submit(match, matched, failed=self._cannot))

    def _cannot(self, error: Exception) -> None:
        if isValid(self):
            self.show_reason(str(error))
            self.settled.emit()

    def _replace(self, row: ParticipantRow, entries: Sequence[Entry]) -> None:
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

    def _append(self, entry: Entry, place: int = -1) -> ParticipantRow:
        reference = entry.reference
        if reference is not None and reference.id and place < 0:
            same = [
                row for row in self.rows if row.entry.reference and row.entry.reference.id == reference.id
            ]
            if same:
                return same[0]
        row = ParticipantRow(entry, self.kit, self._state)
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
    def _meant(self, row: ParticipantRow) -> None:
        self._replace(row, [row.entry])

    @Slot(object)
    def _remove(self, row: ParticipantRow) -> None:
        self._take_away(row)
        self.entry.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _take_away(self, row: ParticipantRow) -> None:
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
        return (self.entry.line.text(), *(row.packed for row in self.rows))

    def set_texts(self, texts: Sequence[str]) -> None:
        """Put back who was in the list; those not found yet are looked for again."""
        self.write(())
        self.entry.line.setText(texts[0])
        for kept in texts[1:]:
            if kept:
                row = self._append(unpacked(kept))
                if row.entry.who is None:
                    self._look_for(row)

    def stop(self) -> None:
        """The form goes: nobody is looked for any more."""
        for ticket in self._tickets:
            self.kit.lane.cancel(ticket)
        self._tickets.clear()
