"""The documents of the record that is shown: kept, opened, taken away; a file is asked for or was let fall there."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from crm.texts import _
from ui.desktop.activities.documents_pane import DocumentsPane
from ui.desktop.activities.documents_work import DocumentsWork
from ui.desktop.file_dialog import file_dialog
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lane
from ui.desktop.writing import Writing

if TYPE_CHECKING:
    from crm.base import Base
    from crm.document_files import OpenedCopy


class ShownDocuments(QObject):
    """Joins a pane to what keeps documents; ``failed`` carries an error."""

    failed = Signal(object)

    def __init__(
        self,
        pane: DocumentsPane,
        base: "Base",
        lane: Lane,
        writing: Writing,
        icons: Icons,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._pane = pane
        self._icons = icons
        self.work = DocumentsWork(base, lane, writing, self)
        self.work.asked.connect(self._ask_before_opening)
        self.work.failed.connect(self.failed)
        self.work.begun.connect(pane.show_keeping)
        self.work.went_on.connect(pane.show_kept)
        self.work.ended.connect(pane.hide_keeping)
        pane.keeping_stopped.connect(self.work.stop)
        pane.open_wanted.connect(self.work.open)
        pane.remove_wanted.connect(self.work.remove)
        pane.add_wanted.connect(self._ask_for_file)
        pane.file_dropped.connect(self._add)

    @Slot()
    def _ask_for_file(self) -> None:
        dialog = file_dialog(self._pane, self._icons, _("Agregar un documento"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._add_named)
        dialog.open()

    @Slot(str)
    def _add_named(self, path: str) -> None:
        self._add(Path(path))

    @Slot(object)
    def _add(self, path: Path) -> None:
        if self._pane.record is not None:
            self.work.add(self._pane.record.id, path)

    @Slot(object)
    def _ask_before_opening(self, copy: "OpenedCopy") -> None:
        self._pane.ask_before_opening(copy.path, self.work.open_copy)

    def leave(self) -> None:
        """The base is left."""
        self.work.leave()
