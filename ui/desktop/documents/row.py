"""A document of a record: its picture, its versions, and what can be done with it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from crm.texts import _
from ui.desktop.contacts.link import Link
from ui.desktop.documents.thumbnail import Thumbnail
from ui.desktop.documents.words import icon_of, moment_in_words, size_in_words
from ui.desktop.icons import Icons
from ui.desktop.labels import Prose
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.documents import RecordDocument, Version

OPEN, KIND, VERSION, SAVE, RENAME, REMOVE = "open", "kind", "version", "save", "rename", "remove"
"""What is wanted of a document."""
_SEPARATOR = " · "
_BUTTON = QSize(24, 24)


class DocumentRow(QWidget):
    """``wanted`` carries OPEN and the rest, the Version meant, and what was pressed."""

    wanted = Signal(str, object, object)

    def __init__(self, document: "RecordDocument", theme: Theme, icons: Icons, *, editable: bool) -> None:
        super().__init__()
        self.document = document
        self._icons = icons
        self._editable = editable
        newest, *older = document.versions
        self.thumbnail = Thumbnail(theme, icons, icon_of(newest.media_type))
        self.thumbnail.pressed.connect(self._open_newest)
        self.controls: dict[str, QAbstractButton] = {OPEN: self._link(document.title, newest, "link")}
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.controls[OPEN])
        column.addWidget(Prose(self._told(newest), look="muted", breaks_words=True))
        column.addLayout(self._actions(newest))
        for version in older:
            column.addLayout(self._older(version))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.thumbnail, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)

    @property
    def newest(self) -> "Version":
        """The version in use."""
        return self.document.versions[0]

    def _link(self, text: str, version: "Version", look: str) -> Link:
        link = Link(text, version, look=look)
        link.setAccessibleDescription(_("Abre una copia"))
        link.chosen.connect(self._open)
        return link

    def _told(self, version: "Version") -> str:
        kind = "" if self._editable else _(self.document.kind).capitalize()
        name = "" if version.name == self.document.title else version.name
        return _SEPARATOR.join(part for part in (kind, name, _added(version)) if part)

    def _actions(self, newest: "Version") -> QHBoxLayout:
        offered = {
            VERSION: ("file-up", _("Agregar una versión"), _("Agregar una versión de {name}")),
            SAVE: ("download", _("Guardar copia…"), _("Guardar una copia de {name}")),
            RENAME: ("pencil", _("Cambiar el título"), _("Cambiar el título de {name}")),
            REMOVE: ("trash-2", _("Quitar"), _("Quitar {name}")),
        }
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(4)
        if self._editable:
            self.controls[KIND] = self._kind()
        for does, (icon, name, aloud) in offered.items():
            if self._editable or does == SAVE:
                self.controls[does] = self._button(icon, name, aloud.format(name=self.document.title))
        for does, control in self.controls.items():
            if does != OPEN:
                self._join(control, does, newest)
                row.addWidget(control)
        row.addStretch()
        return row

    def _kind(self) -> QToolButton:
        kind = _(self.document.kind).capitalize()
        button = QToolButton()
        button.setProperty("look", "key")
        button.setText(kind)
        button.setFixedHeight(_BUTTON.height())
        button.setToolTip(_("Cambiar la clase de documento"))
        button.setAccessibleName(_("Clase de {name}: {kind}").format(name=self.document.title, kind=kind))
        return button

    def _button(self, icon: str, name: str, aloud: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("look", "icon")
        button.setIcon(self._icons.icon(icon))
        button.setIconSize(QSize(16, 16))
        button.setFixedSize(_BUTTON)
        button.setToolTip(name)
        button.setAccessibleName(aloud)
        return button

    def _join(self, control: QAbstractButton, does: str, version: "Version") -> None:
        control.setProperty("does", does)
        control.setProperty("version", version)
        control.clicked.connect(self._pressed)

    def _older(self, version: "Version") -> QHBoxLayout:
        told = _SEPARATOR.join((version.name, _added(version)))
        link = self._link(
            _("Versión {number}: {told}").format(number=version.number, told=told), version, "quiet-link"
        )
        aloud = _("Guardar una copia de la versión {number} de {name}")
        button = self._button(
            "download",
            _("Guardar copia…"),
            aloud.format(number=version.number, name=self.document.title),
        )
        self._join(button, SAVE, version)
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(4)
        row.addWidget(link, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    @Slot()
    def _open_newest(self) -> None:
        self.wanted.emit(OPEN, self.newest, self.controls[OPEN])

    @Slot(object)
    def _open(self, version: "Version") -> None:
        self.wanted.emit(OPEN, version, self.sender())

    @Slot()
    def _pressed(self) -> None:
        button = self.sender()
        self.wanted.emit(button.property("does"), button.property("version"), button)


def _added(version: "Version") -> str:
    parts = (size_in_words(version.size), moment_in_words(version.added_at), version.added_by)
    return _SEPARATOR.join(part for part in parts if part)
