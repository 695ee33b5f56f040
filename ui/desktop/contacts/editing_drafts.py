"""What stands unsaved in the fields of a record when the window closes, as drafts in the base, and back again."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from crm.contact_record import Appointment, ContactRecord, Field as Recorded, Related, Value
from crm.contact_values import Kept
from crm.texts import _
from ui.desktop.contacts.editing_table import SEVERAL, Key, edit_of
from ui.desktop.contacts.typed import Typed
from ui.desktop.fields.field import Kit

if TYPE_CHECKING:
    from crm.drafts import Draft

FORM = "ficha"
"""What ``crm.drafts`` calls the form of such a draft: the field of a record."""


def draft_of(contact: int, title: str, typed: Typed, key: str) -> "Draft":
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
    return Draft(key, FORM, values)


def contact_of(draft: "Draft") -> int:
    """Whose field it is."""
    return int(draft.values["contact"])


def typed_of(draft: "Draft", record: ContactRecord, kit: Kit) -> Typed:
    """What goes back into the field. A value that is gone meanwhile becomes a new one."""
    field, row = draft.values["field"], int(draft.values["row"])
    edit = edit_of(record, field, kit, _kept(record, (field, row)) if field in SEVERAL else None)
    reason = draft.values["reason"] or _("Quedó sin guardar al cerrar el programa.")
    return Typed(edit, tuple(json.loads(draft.values["texts"])), reason)


def sentence(draft: "Draft") -> str:
    """Says that it is there."""
    return _("En la ficha de {name} quedó un dato sin guardar: {field}. Ábrala para terminarlo.").format(
        name=draft.values["title"], field=draft.values["name"].lower()
    )


def _kept(record: ContactRecord, key: Key) -> Kept | None:
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
