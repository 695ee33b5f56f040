"""The dialogue in which a file is chosen."""

from pathlib import Path

from PySide6.QtCore import QFileInfo
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.desktop.file_dialog import file_dialog, folder_of_user


def test_it_speaks_spanish_and_begins_in_a_folder_of_the_user(qtbot, theme, icons, tmp_path):
    owner = QWidget()
    qtbot.addWidget(owner)
    dialog = file_dialog(owner, icons, "Elegir", tmp_path / "no está")
    assert Path(dialog.directory().absolutePath()) == folder_of_user()
    labels = QFileDialog.DialogLabel
    assert dialog.labelText(labels.LookIn) == "Buscar en:"
    assert dialog.labelText(labels.FileType) == "Tipo de archivo:"
    provider = dialog.iconProvider()
    assert provider.type(QFileInfo(str(tmp_path))) == "Carpeta"
    assert not provider.icon(QFileInfo(str(tmp_path))).isNull()
    assert Path(file_dialog(owner, icons, "Elegir", tmp_path).directory().absolutePath()) == tmp_path
