"""The dialogue in which a file or folder is chosen: in Spanish throughout, in a folder of the user's, plain drawings.

Qt translates half of its own dialogue into Spanish; where the system has one, that is shown and speaks for itself.
"""

from pathlib import Path

from PySide6.QtCore import QFileInfo, QStandardPaths
from PySide6.QtGui import QAbstractFileIconProvider, QIcon
from PySide6.QtWidgets import QFileDialog, QToolButton, QWidget

from crm.texts import _
from ui.desktop.icons import Icons


class _Drawings(QAbstractFileIconProvider):
    """Folders and files as everything else in the window is drawn, and called by Spanish names."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._folder = icons.icon("folder", "muted")
        self._file = icons.icon("database", "muted")
        self._drive = icons.icon("hard-drive", "muted")

    def icon(self, what: QFileInfo | QAbstractFileIconProvider.IconType) -> QIcon:
        """The drawing of a file, or of a kind of place."""
        kinds = QAbstractFileIconProvider.IconType
        if isinstance(what, QFileInfo):
            return self._folder if what.isDir() else self._file
        if what in (kinds.Computer, kinds.Drive, kinds.Network):
            return self._drive
        return self._file if what == kinds.File else self._folder

    def type(self, info: QFileInfo) -> str:
        """What a file is called in the list."""
        return _("Carpeta") if info.isDir() else _("Archivo")


def folder_of_user() -> Path:
    """Where the user's documents are, or else home."""
    places = QStandardPaths.StandardLocation
    found = (
        Path(QStandardPaths.writableLocation(place))
        for place in (places.DocumentsLocation, places.HomeLocation)
    )
    return next((folder for folder in found if folder.is_dir()), Path.home())


def file_dialog(owner: QWidget, icons: Icons, title: str, folder: Path | None = None) -> QFileDialog:
    """A dialogue over the window of ``owner``, which goes when it is done; in the user's folder unless told another
    that is there."""
    begin = folder if folder is not None and folder.is_dir() else folder_of_user()
    dialog = QFileDialog(owner.window(), title, str(begin))
    drawings = _Drawings(icons)
    dialog.setIconProvider(drawings)
    dialog.setProperty("drawings", drawings)  # Qt keeps no hold of it
    new_folder = dialog.findChild(QToolButton, "newFolderButton")
    if new_folder is not None:  # the system's own dialogue has its own
        new_folder.setIcon(icons.icon("plus", "text"))
    labels = QFileDialog.DialogLabel
    dialog.setLabelText(labels.LookIn, _("Buscar en:"))
    dialog.setLabelText(labels.FileName, _("Nombre:"))
    dialog.setLabelText(labels.FileType, _("Tipo de archivo:"))
    dialog.setLabelText(labels.Accept, _("Aceptar"))
    dialog.setLabelText(labels.Reject, _("Cancelar"))
    dialog.finished.connect(dialog.deleteLater)
    return dialog
