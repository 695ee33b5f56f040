"""Keeping what an import leaves: the rejected rows as a file to mend, and the map of columns."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from crm.errors import FileProblem
from crm.texts import _
from ui.desktop.file_dialog import file_dialog
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lane, Ticket

if TYPE_CHECKING:
    from crm.importing.columns import ColumnMap
    from crm.importing.preview import Preview
    from crm.importing.reading import Reading

_WORKBOOKS = (".xlsx", ".xls", ".ods")


class Keeping(QObject):
    """Asks where, and writes; ``told`` carries where it is now, or why it is not."""

    told = Signal(str)

    def __init__(self, lane: Lane, owner: QWidget, icons: Icons) -> None:
        super().__init__(owner)
        self._icons = icons
        self._lane = lane
        self._owner = owner
        self._reading: Reading | None = None
        self._map: ColumnMap = {}

    def ask_for_rejects(self, reading: "Reading") -> None:
        """Ask where to save the rejected rows; beside the file they came from, unless told otherwise."""
        self._reading = reading
        path = reading.path
        if reading.columns is None:
            ending = ".vcf"
        else:
            ending = ".xlsx" if path.suffix.lower() in _WORKBOOKS else ".csv"
        name = _("{name} rechazos{ending}").format(name=path.stem, ending=ending)
        dialog = self._dialog(_("Guardar las filas rechazadas"), path.parent, name)
        dialog.fileSelected.connect(self.save_rejects)
        dialog.open()

    @Slot(str)
    def save_rejects(self, chosen: str) -> None:
        """Write the rejected rows asked about to a file, with their reasons."""
        from crm.importing.rejects import write_rejects

        reading, path = self._reading, Path(chosen)
        if reading is None:
            return

        def job(_ticket: Ticket) -> Path:
            write_rejects(reading, path)
            return path

        self._lane.submit(job, self._rejects_saved, failed=self._failed)

    def _rejects_saved(self, path: Path) -> None:
        self.told.emit(_("Las filas rechazadas están en {path}").format(path=path))

    def _failed(self, error: Exception) -> None:
        self.told.emit(str(error))

    def ask_for_map(self, seen: "Preview", changed: "ColumnMap", folder: Path) -> None:
        """Ask where to save which field each column goes to."""
        if seen.columns is None:
            return
        pairs = zip(seen.columns.headings, seen.columns.targets, strict=True)
        recognised = {heading: (target.field or None) if target else None for heading, target in pairs}
        self._map = {**recognised, **changed}
        dialog = self._dialog(_("Guardar el mapa de columnas"), folder, _("mapa.json"))
        dialog.setDefaultSuffix("json")
        dialog.fileSelected.connect(self.save_map)
        dialog.open()

    @Slot(str)
    def save_map(self, chosen: str) -> None:
        """Write the map asked about, for ``vinculo importar --mapa``."""
        from crm.importing.columns import write_map

        try:
            write_map(self._map, Path(chosen))
        except FileProblem as error:
            self.told.emit(str(error))
        else:
            self.told.emit(_("El mapa está en {path}").format(path=chosen))

    def _dialog(self, title: str, folder: Path, name: str) -> QFileDialog:
        dialog = file_dialog(self._owner, self._icons, title, folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name)
        return dialog
