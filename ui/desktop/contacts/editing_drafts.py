"""What stands unsaved in the fields of a record when the window closes, as drafts in the base, and back again."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Protocol

from crm.contact_record import Appointment, ContactRecord, Field as Recorded, Related, Value
from crm.contact_values import Kept
from crm.texts import _
from ui.desktop.contacts.editing_table import Edit, Key
from ui.desktop.contacts.typed import Typed

if TYPE_CHECKING:
    from crm.drafts import Draft

FORM = "ficha"
"""What ``crm.drafts`` calls the form of such a draft: the field of a record."""


class Editable(Protocol):
    """What knows the fields of a kind of records."""

    @property
    def several(self) -> frozenset[str]:
        """The fields that a record can have several values of."""
        ...

    def edit_of(self, record: Any, field: str, kept: Kept | None = None) -> Edit:
        """How one value of a record is edited."""
        ...

    def kept_value(self, record: Any, key: Key) -> Kept | None:
        """What a record keeps at a place."""
        ...


def draft_of(form: str, contact: int, title: str, typed: Typed, key: str) -> "Draft":
    """The draft of one field of the contact called ``title``, under a unique key."""
    from crm.drafts import Draft

    field, row = typed.edit.key
    values = {
        "contact": str(contact),
        "title": title,
        "field": field,
        "row": str(row),
        "name": typed.edit.name,
        "reason": typed.reason,
        "texts": json.dumps(typed.texts, ensure_ascii=False),
    }
    return Draft(key, form, values)


def contact_of(draft: "Draft") -> int:
    """Whose field it is."""
    return int(draft.values["contact"])


def typed_of(draft: "Draft", record: Any, fields: Editable) -> Typed:
    """What goes back into the field. A value that is gone meanwhile becomes a new one."""
    field, row = draft.values["field"], int(draft.values["row"])
    kept = fields.kept_value(record, (field, row)) if field in fields.several else None
    edit = fields.edit_of(record, field, kept)
    reason = draft.values["reason"] or _("Quedó sin guardar al cerrar el programa.")
    return Typed(edit, tuple(json.loads(draft.values["texts"])), reason)


def sentence(draft: "Draft") -> str:
    """Says that it is there."""
    return _("En la ficha de {name} quedó un dato sin guardar: {field}. Ábrala para terminarlo.").format(
        name=draft.values["title"], field=draft.values["name"].lower()
    )


def kept_value(record: ContactRecord, key: Key) -> Kept | None:
    """What a contact keeps at a place of the fields that it can have several of; None if it is gone."""
    field, row = key
    values: dict[str, Iterable[Value | Recorded | Appointment | Related]] = {
        "phones": record.phones,
        "emails": record.emails,
        "addresses": record.addresses,
        "links": record.links,
        "notes": record.notes,
        "groups": record.groups,
        "relations": record.relations,
        "posts": (*record.posts, *record.people),
        "other_names": [line for line in record.fields if line.name == "other_names"],
    }
    found = (value.kept for value in values[field] if value.kept is not None and value.kept.row == row)
    return next(found, None)
