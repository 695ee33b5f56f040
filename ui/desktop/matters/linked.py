"""How the records that another is tied to are shown: the name, which opens it, and what it is and when."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from crm.contact_values import Kept
from crm.record_links import Linked
from crm.texts import _
from ui.desktop.contacts.link import Link
from ui.desktop.labels import Prose
from ui.desktop.matters.stacked import stacked


def linked_rows(
    links: Sequence[Linked], place: Callable[[str, QWidget, Kept], QWidget], opened: SignalInstance
) -> list[QWidget]:
    """A row each, in its place of the sheet; ``opened`` carries the Reference of one that is clicked."""
    rows = []
    for linked in links:
        link = Link(linked.reference.name, linked.reference)
        link.setAccessibleDescription(_("Abre su ficha"))
        link.chosen.connect(opened)
        rows.append(place("links", stacked([link, Prose(linked.line, look="muted")]), linked.kept))
    return rows
