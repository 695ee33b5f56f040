"""Editing a follow-up in place: what can be edited of it, in what, and how each is saved."""

from typing import Any, ClassVar

from crm.contact_values import Kept
from crm.follow_up_values import Task
from crm.texts import _
from ui.desktop.contacts.editing import Editing
from ui.desktop.contacts.editing_table import Edit, Key
from ui.desktop.fields.field import Field, Kit
from ui.desktop.fields.line import LongTextField, NoteField, TextField
from ui.desktop.fields.picker import RecordPicker
from ui.desktop.follow_ups import fields
from ui.desktop.follow_ups.shown import ShownFollowUp

STATE = "state"
_COLUMNS = {"due": ("due_on", "due_time"), STATE: ("state", "waiting_for")}
"""The columns that are edited together; any other field is its own."""


def names() -> dict[str, str]:
    """What can be edited, by code, in the order of a menu."""
    return {
        "what": _("Qué hay que hacer"),
        "responsible": _("Responsable"),
        "due": _("Vence"),
        STATE: _("Estado"),
        "priority": _("Prioridad"),
        "remind_at": _("Recordatorio"),
        "recurrence": _("Se repite"),
        "links": _("Ligado a"),
        "checklist": _("Paso"),
        "notes": _("Comentario"),
        "source": _("Fuente"),
    }


class FollowUpEditing(Editing):
    """The edits of follow-ups."""

    form: ClassVar[str] = "seguimiento-ficha"
    several: ClassVar[frozenset[str]] = frozenset(("notes", "checklist", "links"))

    def edit_of(self, record: ShownFollowUp, field: str, kept: Kept | None = None) -> Edit:
        """How one value is edited."""
        name = names()[field]
        if field in self.several:
            key = (field, kept.row if kept is not None else 0)
            value = kept.value if kept is not None else None
            shown = value.text if isinstance(value, Task) else value
            return Edit(
                key,
                name,
                kept,
                shown,
                lambda: self._made(field, record),
                _after(field, value),
                kept is not None,
            )
        columns = _COLUMNS.get(field)
        if columns is None:
            before = record.own[field]
            return Edit(
                (field, 0),
                name,
                {field: before},
                before,
                lambda: self._made(field, record),
                lambda typed: {field: typed},
            )
        both = {column: record.own[column] for column in columns}
        return Edit((field, 0), name, both, both, lambda: self._made(field, record), lambda typed: typed)

    def _made(self, field: str, record: ShownFollowUp) -> Field:
        kit, name = self.kit, names()[field]
        if field == "recurrence":
            return fields.recurrence_field(kit, record.own["recurrence"])
        return _MAKE.get(field, TextField)(name, kit)

    def kept_value(self, record: ShownFollowUp, key: Key) -> Kept | None:
        """What stands at a place of ``several``; None if it is gone."""
        return next((kept for kept in kept_values(record, key[0]) if kept.row == key[1]), None)

    def can_add(self, record: ShownFollowUp) -> dict[str, str]:
        """What is still empty, or of which there can be one more."""
        lacking = {code: name for code, name in names().items() if code in self.several}
        empty = ("responsible", "remind_at", "recurrence", "source")
        lacking |= {code: names()[code] for code in empty if not record.own[code]}
        if not record.own["due_on"]:
            lacking["due"] = names()["due"]
        return {code: name for code, name in names().items() if code in lacking}

    def title(self, edit: Edit, after: Any) -> str:
        """The title of the operation."""
        from crm import follow_ups

        if edit.field == STATE:
            return follow_ups.STATE_TITLES[after["state"]]
        return follow_ups.title(edit.field)

    def write(self, session: Any, contact: int, edit: Edit, after: Any) -> None:
        """Save a field, as part of an operation."""
        from crm import follow_ups

        if edit.field == STATE:
            follow_ups.set_state(
                session, contact, after["state"], today=self._writing.today, waiting_for=after["waiting_for"]
            )
        elif edit.field == "links":
            before = (edit.before.value.id,) if edit.before is not None else ()
            follow_ups.save(session, contact, "links", before, (after.id,) if after is not None else ())
        else:
            follow_ups.save(session, contact, edit.field, edit.before, after)


def kept_values(record: ShownFollowUp, field: str) -> tuple[Kept, ...]:
    """The values of a field that there can be several of."""
    found = record.follow_up
    if field == "links":
        return tuple(link.kept for link in found.links)
    return found.checklist if field == "checklist" else found.comments


def _after(field: str, value: Any) -> Any:
    """A step keeps its tick when its text is another; a comment or step without text is none."""
    done = isinstance(value, Task) and value.done

    def as_typed(typed: Any) -> Any:
        return typed or None

    def step(typed: str) -> Task | None:
        return Task(typed, done) if typed else None

    return step if field == "checklist" else as_typed


def _link(name: str, kit: Kit) -> RecordPicker:
    return RecordPicker(name, kit, required=_("Búsquelo por su nombre y elíjalo de la lista."))


_MAKE: dict[str, Any] = {
    "what": lambda name, kit: LongTextField(name, kit, required=_("Escriba qué hay que hacer: está vacío.")),
    "due": lambda _name, kit: fields.DueField(kit),
    STATE: lambda _name, kit: fields.StateField(kit),
    "priority": lambda _name, kit: fields.priority_field(kit),
    "remind_at": lambda _name, kit: fields.ReminderField(kit),
    "links": _link,
    "notes": NoteField,
}
"""What fields are typed in; a line of text is not named."""
