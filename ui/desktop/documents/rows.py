"""The documents of a record, each with all its versions and what can be done with it."""

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from crm.clock import HOME_ZONE
from crm.date_words import near_date
from crm.texts import _
from ui.desktop.activities.documents_list import size_in_words
from ui.desktop.contacts.link import Link
from ui.desktop.icons import Icons
from ui.desktop.labels import Prose

if TYPE_CHECKING:
    from crm.documents import RecordDocument, Version

_SEPARATOR = " · "


class DocumentRows(QWidget):
    """``open_wanted`` carries the id of a version; ``version_wanted`` and ``remove_wanted`` that of a document,
    ``rename_wanted`` that, its title and the row it stands in.
    """

    open_wanted = Signal(object)
    version_wanted = Signal(object)
    remove_wanted = Signal(object)
    rename_wanted = Signal(object, str, object)

    def __init__(
        self, documents: "Sequence[RecordDocument]", today: datetime.date, icons: Icons, *, editable: bool
    ) -> None:
        super().__init__()
        self._today = today
        self._icons = icons
        self._editable = editable
        self._titles = {document.id: document.title for document in documents}
        self._rows: dict[int, QWidget] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for document in documents:
            self._rows[document.id] = self._document(document)
            column.addWidget(self._rows[document.id])

    def _document(self, document: "RecordDocument") -> QWidget:
        newest, *older = document.versions
        box = QWidget()
        head = QHBoxLayout()
        head.setSpacing(4)
        link = Link(document.title, newest.id)
        link.setAccessibleDescription(_("Abre una copia"))
        link.chosen.connect(self.open_wanted)
        head.addWidget(link, 1, Qt.AlignmentFlag.AlignTop)
        if self._editable:
            for icon, name, aloud, run in (
                (
                    "file-up",
                    _("Agregar una versión"),
                    _("Agregar una versión de {name}"),
                    self._ask_for_version,
                ),
                ("pencil", _("Cambiar el título"), _("Cambiar el título de {name}"), self._ask_to_rename),
                ("trash-2", _("Quitar"), _("Quitar {name}"), self._ask_to_remove),
            ):
                button = self._button(icon, name, aloud.format(name=document.title), document.id)
                button.clicked.connect(run)
                head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Prose(self._told(newest, kind=_(document.kind)), look="muted", breaks_words=True))
        for version in older:
            column.addWidget(self._older(version))
        return box

    def _button(self, icon: str, name: str, aloud: str, document: int) -> QToolButton:
        button = QToolButton()
        button.setProperty("look", "icon")
        button.setProperty("document", document)
        button.setIcon(self._icons.icon(icon))
        button.setIconSize(QSize(14, 14))
        button.setFixedSize(20, 20)
        button.setToolTip(name)
        button.setAccessibleName(aloud)
        return button

    def _older(self, version: "Version") -> QWidget:
        text = _("Versión {number}: {told}").format(number=version.number, told=self._told(version))
        link = Link(text, version.id, look="quiet-link")
        link.setAccessibleDescription(_("Abre una copia"))
        link.chosen.connect(self.open_wanted)
        return link

    def _told(self, version: "Version", *, kind: str = "") -> str:
        day = datetime.datetime.fromisoformat(version.added_at).astimezone(HOME_ZONE).date()
        parts = (
            kind,
            version.name,
            size_in_words(version.size),
            near_date(day, self._today),
            version.added_by,
        )
        return _SEPARATOR.join(part for part in parts if part)

    @Slot()
    def _ask_for_version(self) -> None:
        self.version_wanted.emit(self.sender().property("document"))

    @Slot()
    def _ask_to_remove(self) -> None:
        self.remove_wanted.emit(self.sender().property("document"))

    @Slot()
    def _ask_to_rename(self) -> None:
        document = self.sender().property("document")
        self.rename_wanted.emit(document, self._titles[document], self._rows[document])
