"""Editing a record in place: which values are open, what is typed in them, and how each is saved when it is left.

The record is drawn anew whenever the base has news of it; what is being typed outlives that, and goes back to its
place. A value that cannot be kept stays open with its reason, also while one looks at other contacts; when the window
closes it is kept as a draft in the base, and goes back to its place when the record is opened again.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from crm.contact_values import Kept
from crm.errors import ChangedMeanwhile
from ui.desktop.contacts.draft_keeper import Drafts
from ui.desktop.contacts.editing_drafts import FORM, contact_of, draft_of, kept_value, typed_of
from ui.desktop.contacts.editing_table import SEVERAL, Edit, Key, can_add, edit_of
from ui.desktop.contacts.typed import Typed
from ui.desktop.fields.field import Kit
from ui.desktop.writing import Writing

if TYPE_CHECKING:
    from crm.drafts import Draft


class Editing(QObject):
    """The edits of one window. ``changed`` carries the id of a contact whose record is to be read and drawn anew: a
    field was saved or refused; ``opened`` that of one where a field is to be opened that is not shown yet.

    Records of another kind say in a subclass what can be edited of them and how it is saved.
    """

    form: ClassVar[str] = FORM
    """What ``crm.drafts`` calls the form of what was left unsaved in a record."""
    several: ClassVar[frozenset[str]] = frozenset(SEVERAL)
    """The fields that a record can have several values of."""

    changed = Signal(object)
    opened = Signal(object)

    def __init__(self, writing: Writing, kit: Kit, drafts: Drafts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kit = kit
        self._writing = writing
        self._drafts = drafts
        self._typed: dict[int, dict[Key, Typed]] = {}
        self._titles: dict[int, str] = {}
        self._left_over: dict[int, list[Draft]] = {}
        self._kept: dict[tuple[int, Key], str] = {}
        self._closing = False

    def edit_of(self, record: Any, field: str, kept: Kept | None = None) -> Edit:
        """How one value of a record is edited; without ``kept``, a new one of the fields in ``several``."""
        return edit_of(record, field, self.kit, kept)

    def kept_value(self, record: Any, key: Key) -> Kept | None:
        """What a record keeps at a place of ``several``; None if it is gone."""
        return kept_value(record, key)

    def can_add(self, record: Any) -> dict[str, str]:
        """The fields, with their names, that are still empty or of which there can be one more."""
        return can_add(record)

    def title(self, edit: Edit, after: Any) -> str:
        """The title of the operation that saves a field."""
        from crm import contact_edit

        return contact_edit.title(edit.field, edit.before, after)

    def params(self, _edit: Edit) -> dict[str, Any]:
        """What fills the title while it is being saved, where it tells numbers."""
        return {}

    def write(self, session: Any, contact: int, edit: Edit, after: Any) -> None:
        """Save a field, as part of an operation."""
        from crm import contact_edit

        contact_edit.save(session, contact, edit.field, edit.before, after)

    def typed(self, contact: int) -> dict[Key, Typed]:
        """What is being typed into a contact's record, by place."""
        return dict(self._typed.get(contact, {}))

    def unsaved(self, contact: int) -> str:
        """Why something typed into a contact's record is not saved, or an empty text."""
        reasons = (
            f"{typed.edit.name}: {typed.reason}" for typed in self.typed(contact).values() if typed.reason
        )
        return next(reasons, "")

    def take_left_over(self, drafts: "Sequence[Draft]") -> None:
        """What an earlier window left in fields; each goes back to its place when its record is shown."""
        for draft in drafts:
            self._left_over.setdefault(contact_of(draft), []).append(draft)
        for contact in list(self._left_over):
            self.changed.emit(contact)

    def begin(self, record: Any) -> None:
        """A record is going to be shown; what was left in its fields goes back to them."""
        self._titles[record.id] = record.title
        for draft in self._left_over.pop(record.id, ()):
            typed = typed_of(draft, record, self)
            self.remember(record.id, typed)
            self._kept[record.id, typed.edit.key] = draft.key
            # From now on it is this program's draft.
            self._drafts.keep(draft, _nothing, _nothing)

    def close(self) -> None:
        """The window closes: what is saved from now on, and what cannot be, is kept as drafts until it is saved."""
        self._closing = True

    def keep_unsaved(self) -> None:
        """Keep as drafts what stands in fields and is not on its way to the base."""
        for contact, fields in self._typed.items():
            for key, typed in fields.items():
                if typed.texts and typed.reason:
                    self._keep(contact, key, typed)

    def _keep(self, contact: int, key: Key, typed: Typed) -> None:
        name = self._kept.setdefault((contact, key), f"{self.form}-{uuid4()}")
        draft = draft_of(self.form, contact, self._titles.get(contact, ""), typed, name)
        self._drafts.keep(draft, _nothing, _nothing)

    def remember(self, contact: int, typed: Typed) -> None:
        """Keep what stands in an open field."""
        self._typed.setdefault(contact, {})[typed.edit.key] = typed

    def forget(self, contact: int, key: Key) -> None:
        """A field was closed."""
        kept = self._kept.pop((contact, key), "")
        if kept:
            self._drafts.drop(kept)
        fields = self._typed.get(contact, {})
        fields.pop(key, None)
        if not fields:
            self._typed.pop(contact, None)

    def add(self, record: Any, field: str) -> None:
        """Open a field that the record does not show: an empty one, or one more."""
        edit = self.edit_of(record, field)
        if edit.key not in self._typed.get(record.id, {}):
            self.remember(record.id, Typed(edit))
        self.opened.emit(record.id)

    def save(self, contact: int, typed: Typed, after: Any) -> None:
        """Save one field as one operation; what was typed is kept until it is in the base."""
        from crm import drafts

        edit = typed.edit
        self.remember(contact, replace(typed, reason=""))
        if self._closing and typed.texts:
            # Nobody will hear whether it could be saved: what saves it throws the draft away.
            self._keep(contact, edit.key, typed)
        kept = self._kept.get((contact, edit.key), "")

        def job(session: Any) -> None:
            self.write(session, contact, edit, after)
            if kept:
                drafts.drop(session, kept)

        self._writing.run(
            self.title(edit, after),
            job,
            **self.params(edit),
            then=partial(self._saved, contact, edit.key),
            failed=partial(self._refused, contact, typed),
        )

    def _saved(self, contact: int, key: Key, _nothing: object) -> None:
        if self._closing:
            return  # the window is gone, and this object may be
        self._kept.pop((contact, key), None)  # gone already, with the same operation
        self.forget(contact, key)
        self.changed.emit(contact)

    def _refused(self, contact: int, typed: Typed, error: Exception) -> None:
        if self._closing:
            return
        told = isinstance(error, ChangedMeanwhile)
        self.remember(contact, replace(typed, reason=str(error), told=told))
        self.changed.emit(contact)


def _nothing(*_news: Any) -> None:
    """A draft that cannot be kept has nobody left to be told."""
