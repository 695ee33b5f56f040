"""Editing a record in place: which values are open, what is typed in them, and how each is saved when it is left.

The record is drawn anew whenever the base has news of it; what is being typed outlives that, and goes back to its
place. A value that cannot be kept stays open with its reason, also while one looks at other contacts.
"""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from crm.contact_record import ContactRecord
from crm.errors import ChangedMeanwhile
from ui.desktop.contacts.editing_table import Edit, Key, edit_of
from ui.desktop.fields.field import Kit
from ui.desktop.writing import Writing


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in an open field: its texts (none yet: as the value is), and why they were not kept.

    ``told`` says that the user has been told that somebody else changed the value: saving again replaces that.
    """

    edit: Edit
    texts: tuple[str, ...] = ()
    reason: str = ""
    told: bool = False


class Editing(QObject):
    """The edits of one window. ``changed`` carries the id of a contact whose record is to be read and drawn anew: a
    field was saved or refused; ``opened`` that of one where a field is to be opened that is not shown yet.
    """

    changed = Signal(object)
    opened = Signal(object)

    def __init__(self, writing: Writing, kit: Kit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kit = kit
        self._writing = writing
        self._typed: dict[int, dict[Key, Typed]] = {}

    def typed(self, contact: int) -> dict[Key, Typed]:
        """What is being typed into a contact's record, by place."""
        return dict(self._typed.get(contact, {}))

    def unsaved(self, contact: int) -> str:
        """Why something typed into a contact's record is not saved, or an empty text."""
        reasons = (
            f"{typed.edit.name}: {typed.reason}" for typed in self.typed(contact).values() if typed.reason
        )
        return next(reasons, "")

    def remember(self, contact: int, typed: Typed) -> None:
        """Keep what stands in an open field."""
        self._typed.setdefault(contact, {})[typed.edit.key] = typed

    def forget(self, contact: int, key: Key) -> None:
        """A field was closed."""
        fields = self._typed.get(contact, {})
        fields.pop(key, None)
        if not fields:
            self._typed.pop(contact, None)

    def add(self, record: ContactRecord, field: str) -> None:
        """Open a field that the record does not show: an empty one, or one more."""
        edit = edit_of(record, field, self.kit)
        if edit.key not in self._typed.get(record.id, {}):
            self.remember(record.id, Typed(edit))
        self.opened.emit(record.id)

    def save(self, contact: int, typed: Typed, after: Any) -> None:
        """Save one field as one operation; what was typed is kept until it is in the base."""
        from crm import contact_edit

        edit = typed.edit
        self.remember(contact, replace(typed, reason=""))

        def job(session: Any) -> None:
            contact_edit.save(session, contact, edit.field, edit.before, after)

        self._writing.run(
            contact_edit.title(edit.field, edit.before, after),
            job,
            then=partial(self._saved, contact, edit.key),
            failed=partial(self._refused, contact, typed),
        )

    def _saved(self, contact: int, key: Key, _nothing: object) -> None:
        self.forget(contact, key)
        self.changed.emit(contact)

    def _refused(self, contact: int, typed: Typed, error: Exception) -> None:
        told = isinstance(error, ChangedMeanwhile)
        self.remember(contact, replace(typed, reason=str(error), told=told))
        self.changed.emit(contact)
