"""Editing a request in place: what can be edited of it, in what, and how each is saved."""

from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtCore import QObject

from crm.contact_values import Kept
from crm.texts import _
from ui.desktop.contacts.draft_keeper import Drafts
from ui.desktop.contacts.editing import Editing
from ui.desktop.contacts.editing_table import Edit, Key
from ui.desktop.fields.field import Field, Kit
from ui.desktop.fields.line import LongTextField, NoteField, TextField
from ui.desktop.fields.picker import RecordPicker
from ui.desktop.requests.fields import AnswerField, Choices, ReceivedField, SenderField, TermField
from ui.desktop.requests.shown import ShownRequest
from ui.desktop.writing import Writing

_COLUMNS = {
    "received": ("received_on", "received_time"),
    "answer": ("answer", "answered_on", "answer_number"),
}
"""The columns that are edited together; any other field is its own."""


def names() -> dict[str, str]:
    """What can be edited, by code, in the order of a menu."""
    return {
        "subject": _("Asunto"),
        "office_number": _("Oficio"),
        "received": _("Recibida"),
        "sender": _("Remitente"),
        "term": _("Plazo"),
        "instruction": _("Instrucción"),
        "answer": _("Respuesta"),
        "receipt": _("Acuse"),
        "links": _("Ligada a"),
        "notes": _("Nota"),
        "source": _("Fuente"),
    }


class RequestEditing(Editing):
    """The edits of requests; ``choices`` is what their fields offer."""

    form: ClassVar[str] = "gestion-ficha"
    several: ClassVar[frozenset[str]] = frozenset(("notes", "links"))

    def __init__(self, writing: Writing, kit: Kit, drafts: Drafts, parent: QObject | None = None) -> None:
        super().__init__(writing, kit, drafts, parent)
        self.choices = Choices()

    def edit_of(self, record: ShownRequest, field: str, kept: Kept | None = None) -> Edit:
        """How one value is edited."""
        name, kit, own = names()[field], self.kit, record.own
        if field in self.several:
            make: Callable[[], Field] = lambda: (  # noqa: E731 - one of two, made when it is opened
                NoteField(name, kit) if field == "notes" else RecordPicker(name, kit)
            )
            key = (field, kept.row if kept is not None else 0)
            value = kept.value if kept is not None else None
            return Edit(key, name, kept, value, make, _emptied, kept is not None)
        if field == "sender":
            before = {"sender_id": own["sender_id"], "sender_text": own["sender_text"]}
            value = {"sender": record.whole.sender, "sender_text": own["sender_text"]}
            return Edit((field, 0), name, before, value, lambda: SenderField(kit), _as_sender)
        if field == "term":
            closed, received = self.choices.closed, own["received_on"]
            return Edit(
                (field, 0),
                name,
                {"term_days": own["term_days"]},
                own["term_days"],
                lambda: TermField(kit, closed, received),
                lambda days: {"term_days": days},
            )
        if field in _COLUMNS:
            both = {column: own[column] for column in _COLUMNS[field]}
            several = ReceivedField if field == "received" else AnswerField
            return Edit((field, 0), name, both, both, lambda: several(kit), _as_it_is)
        return Edit(
            (field, 0),
            name,
            {field: own[field]},
            own[field],
            lambda: _own_field(field, name, kit),
            lambda typed: {field: typed},
        )

    def kept_value(self, record: ShownRequest, key: Key) -> Kept | None:
        """What stands at a place of ``several``; None if it is gone."""
        whole = record.whole
        kept = [link.kept for link in whole.links] if key[0] == "links" else whole.notes
        return next((one for one in kept if one.row == key[1]), None)

    def can_add(self, record: ShownRequest) -> dict[str, str]:
        """What is still empty, or of which there can be one more."""
        own, row = record.own, record.row
        lacking = {
            "received": not own["received_on"],
            "sender": not row.sender,
            "term": own["term_days"] is None,
            "answer": not any(own[column] for column in _COLUMNS["answer"]),
        }
        return {
            code: name
            for code, name in names().items()
            if code in self.several or lacking.get(code, not own.get(code))
        }

    def title(self, edit: Edit, _after: Any) -> str:
        """The title of the operation."""
        from crm import requests

        return requests.title(edit.field)

    def write(self, session: Any, request: int, edit: Edit, after: Any) -> None:
        """Save a field, as part of an operation."""
        from crm import requests

        if edit.field == "links":
            before = (edit.before.value.id,) if edit.before is not None else ()
            requests.save(session, request, "links", before, (after.id,) if after is not None else ())
        else:
            requests.save(session, request, edit.field, edit.before, after)


def _own_field(field: str, name: str, kit: Kit) -> Field:
    if field == "subject":
        required = _("Escriba el asunto de la gestión: está vacío.")
        return LongTextField(name, kit, required=required)
    return NoteField(name, kit) if field in ("instruction", "receipt") else TextField(name, kit)


def _as_sender(typed: Any) -> Any:
    return {"sender_id": typed["sender"], "sender_text": typed["sender_text"]}


def _emptied(value: Any) -> Any:
    """A note without text, or a link to nobody, is none."""
    return value or None


def _as_it_is(value: Any) -> Any:
    return value
