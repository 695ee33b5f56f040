"""Forms of fields one under another, for a new record or for a step of one; what is typed is kept as a draft."""

from collections.abc import Mapping
from typing import Any, ClassVar

from PySide6.QtCore import Slot

from crm.drafts import Draft
from crm.errors import InvalidValue
from ui.desktop.fields.field import Field, Kit
from ui.desktop.listing.form import RecordForm

_PART = "\x1d"
_SEPARATORS = "\x1d\x1e\x1f "


class MatterForm(RecordForm):
    """A subclass adds its fields with ``put`` and says what they make in ``make``. ``kind`` is what ``crm.drafts``
    calls it, ``named_by`` the field that a draft is called after, ``usual`` those that are not empty at first.
    """

    kind: ClassVar[str] = ""
    named_by: ClassVar[str] = ""
    usual: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, kit: Kit, title: str, foot: str = "") -> None:
        super().__init__(kit, foot)
        self.show_title(title)

    def put(self, code: str, field: Field) -> None:
        """Add a field below the others."""
        self.add_field(code, field, len(self.fields))

    @property
    def values(self) -> dict[str, Any]:
        """What the fields hold, by their codes. Raises InvalidValue."""
        return {code: field.read() for code, field in self.fields.items()}

    @property
    def is_blank(self) -> bool:
        """Whether nothing has been typed."""
        typed = (field for code, field in self.fields.items() if code not in self.usual)
        return not any(text.strip(_SEPARATORS) for field in typed for text in field.texts())

    def draft(self) -> Draft:
        """What stands in the form, to be kept."""
        values = {code: _PART.join(field.texts()) for code, field in self.fields.items()}
        return Draft(self.key, self.kind, values)

    @classmethod
    def named(cls, draft: Draft) -> str:
        """What a draft is about, as far as it was typed."""
        return draft.values.get(cls.named_by, "").strip(_SEPARATORS)

    def resume(self, draft: Draft) -> None:
        """Put back what stands in a draft."""
        self.key = draft.key
        self._put_back(draft.values)

    def _put_back(self, values: Mapping[str, str]) -> None:
        for code, field in self.fields.items():
            if code in values:
                field.set_texts(values[code].split(_PART))


class StepForm(MatterForm):
    """A step of a record in the place of its page: saved as one operation, or left without a trace."""

    def __init__(self, kit: Kit, title: str, save: str) -> None:
        super().__init__(kit, title)
        self.save_button.setText(save)
        self.put_aside.connect(self._leave)

    def show_refusal(self, error: Exception) -> None:
        """Say why it could not be saved: at the field that it is about and go there, or below them all."""
        field = self.fields.get(error.field) if isinstance(error, InvalidValue) else None
        self.show_trouble("" if field is not None else str(error))
        if field is not None:
            field.show_reason(str(error))
            field.select()

    @Slot()
    def _leave(self) -> None:
        """A step has no draft: who goes back leaves it."""
        self.discarded.emit()
