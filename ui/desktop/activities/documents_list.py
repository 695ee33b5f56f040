"""The documents of a record: a name to open each, what it is, and a button to add one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from crm.texts import _
from ui.desktop.contacts.link import Link
from ui.desktop.icons import Icons
from ui.desktop.labels import label

if TYPE_CHECKING:
    from crm.documents import RecordDocument

_UNITS = ("B", "KB", "MB")


class DocumentsList(QWidget):
    """``open_wanted`` carries the id of a version, ``remove_wanted`` of a document; ``add_wanted`` asks for a file."""

    open_wanted = Signal(object)
    add_wanted = Signal()
    remove_wanted = Signal(object)

    def __init__(self, documents: "tuple[RecordDocument, ...]", icons: Icons, *, editable: bool) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for document in documents:
            column.addWidget(self._row(document, icons, editable=editable))
        if not documents and not editable:
            column.addWidget(label(_("No tiene."), look="muted"))
        if editable:
            self.add_button = QPushButton(_("Agregar un &documento"))
            self.add_button.setProperty("look", "link")
            self.add_button.setIcon(icons.icon("plus", "accent"))
            self.add_button.setIconSize(QSize(14, 14))
            self.add_button.setToolTip(_("También puede soltar aquí un archivo"))
            self.add_button.clicked.connect(self.add_wanted)
            column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _row(self, document: "RecordDocument", icons: Icons, *, editable: bool) -> QWidget:
        newest = document.versions[0]
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        link = Link(document.title, newest.id)
        link.setAccessibleDescription(_("Abre una copia"))
        link.chosen.connect(self.open_wanted)
        row.addWidget(link, 1, Qt.AlignmentFlag.AlignTop)
        said = (_(document.kind), size_in_words(newest.size), _versions(len(document.versions)))
        row.addWidget(
            label(" · ".join(part for part in said if part), look="muted"), 0, Qt.AlignmentFlag.AlignTop
        )
        if editable:
            button = QToolButton()
            button.setProperty("look", "icon")
            button.setProperty("document", document.id)
            button.setIcon(icons.icon("trash-2"))
            button.setIconSize(QSize(14, 14))
            button.setFixedSize(20, 20)
            button.setToolTip(_("Quitar"))
            button.setAccessibleName(_("Quitar {name}").format(name=document.title))
            button.clicked.connect(self._remove)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return box

    @Slot()
    def _remove(self) -> None:
        self.remove_wanted.emit(self.sender().property("document"))


def size_in_words(size: int) -> str:
    """A size in bytes as people read it: "340 KB"."""
    amount = float(size)
    for unit in _UNITS[:-1]:
        if amount < 1000:
            return f"{amount:.0f} {unit}"
        amount /= 1000
    return f"{amount:.1f} {_UNITS[-1]}"


def _versions(count: int) -> str:
    return _("{n} versiones").format(n=count) if count > 1 else ""
