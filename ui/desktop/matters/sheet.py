"""What the sheets of records of a subject share: links that open other records, and notes."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm.contact_values import Kept, Reference
from crm.texts import _
from ui.desktop.contacts.link import Link
from ui.desktop.contacts.sheet import WideSheet
from ui.desktop.labels import Prose


class MatterSheet(WideSheet):
    """``record_wanted`` carries a Reference that was clicked."""

    record_wanted = Signal(object)

    def _to(self, reference: Reference, look: str = "name-link") -> Link:
        """A link that opens a record."""
        link = Link(reference.name, reference, look=look)
        link.setAccessibleDescription(_("Abre su ficha"))
        link.chosen.connect(self.record_wanted)
        return link

    def _notes_section(self, kept: Sequence[Kept]) -> list[QWidget]:
        """The notes of the record, each edited where it stands; nothing where there is none."""
        rows: list[QWidget] = [self._place("notes", Prose(note.value), note) for note in kept]
        rows += self._new_places("notes")
        return [self._section(_("Notas"), rows, gap=8)] if rows else []
