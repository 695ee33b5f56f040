"""How a record that another is tied to is shown: its name, which opens it, and what it is and when."""

from PySide6.QtWidgets import QWidget

from crm.record_links import Linked
from crm.texts import _
from ui.desktop.contacts.link import Link
from ui.desktop.labels import Prose
from ui.desktop.matters.stacked import stacked


def linked_row(linked: Linked, look: str = "link") -> tuple[QWidget, Link]:
    """The row, and the link in it, whose ``chosen`` carries the Reference."""
    link = Link(linked.reference.name, linked.reference, look=look)
    link.setAccessibleDescription(_("Abre su ficha"))
    return stacked([link, Prose(linked.line, look="muted")]), link
