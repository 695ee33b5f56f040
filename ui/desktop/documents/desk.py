"""What is done with the documents of whatever record is shown: a file is asked for, kept, opened, called otherwise."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from crm.texts import _
from ui.desktop.activities.documents_work import DocumentsWork
from ui.desktop.documents.page import DocumentsPage
from ui.desktop.file_dialog import file_dialog
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lane
from ui.desktop.smart_lists.name_popup import NamePopup
from ui.desktop.writing import Writing

if TYPE_CHECKING:
    from crm.base import Base
    from crm.document_files import OpenedCopy


class DocumentsDesk(QObject):
    """Lives as long as the base is open; ``failed`` carries an error."""

    failed = Signal(object)

    def __init__(self, window: QWidget, base: "Base", lane: Lane, writing: Writing, icons: Icons) -> None:
        super().__init__(window)
        self._window = window
        self._icons = icons
        self._page: DocumentsPage | None = None
        self._document = 0
        self.popup: NamePopup | None = None
        self.work = DocumentsWork(base, lane, writing, self)
        self.work.asked.connect(self._ask_before_opening)
        self.work.failed.connect(self.failed)

    def join(self, page: DocumentsPage) -> None:
        """Do what is wanted in this page."""
        self._page = page
        self.work.begun.connect(page.show_keeping)
        self.work.went_on.connect(page.show_kept)
        self.work.ended.connect(page.hide_keeping)
        page.stopped.connect(self.work.stop)
        page.open_wanted.connect(self.work.open)
        page.remove_wanted.connect(self.work.remove)
        page.add_wanted.connect(self._ask_for_file)
        page.version_wanted.connect(self._ask_for_version)
        page.rename_wanted.connect(self._ask_to_rename)
        page.file_dropped.connect(self._add)

    @Slot()
    def _ask_for_file(self) -> None:
        self._ask(_("Agregar un documento")).fileSelected.connect(self._add_named)

    @Slot(object)
    def _ask_for_version(self, document: int) -> None:
        self._document = document
        self._ask(_("Agregar una versión")).fileSelected.connect(self._add_version)

    def _ask(self, title: str) -> QFileDialog:
        dialog = file_dialog(self._window, self._icons, title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.open()
        return dialog

    @Slot(str)
    def _add_named(self, path: str) -> None:
        self._add(Path(path))

    @Slot(object)
    def _add(self, path: Path) -> None:
        if self._page is not None and self._page.record:
            self.work.add(self._page.record, path)

    @Slot(str)
    def _add_version(self, path: str) -> None:
        self.work.add_version(self._document, Path(path))

    @Slot(object, str, object)
    def _ask_to_rename(self, document: int, title: str, row: QWidget) -> None:
        if self.popup is None:
            self.popup = NamePopup(self._window, _("Título del documento"))
            self.popup.named.connect(self._rename)
            self.popup.left.connect(self._return)
        self._document = document
        place = QRect(row.mapTo(self._window, QPoint(0, 0)), row.size())
        self.popup.ask(_("Cambiar el título"), title, place)

    @Slot(str)
    def _rename(self, title: str) -> None:
        self.work.rename(self._document, title, self._renamed, self._not_renamed)

    def _renamed(self, _result: object) -> None:
        if self.popup is not None:
            self.popup.leave()

    def _not_renamed(self, error: Exception) -> None:
        if self.popup is not None and self.popup.isVisible():
            self.popup.refuse(error)
        else:
            self.failed.emit(error)

    @Slot()
    def _return(self) -> None:
        if self._page is not None:
            self._page.take_focus()

    @Slot(object)
    def _ask_before_opening(self, copy: "OpenedCopy") -> None:
        if self._page is not None:
            self._page.ask_before_opening(copy.path, self.work.open_copy)

    def leave(self) -> None:
        """The base is left: nothing of it is open any more."""
        self.work.leave()
        if self._page is not None:
            self._page.disconnect(self)
            self._page.disconnect(self.work)
        if self.popup is not None:
            self.popup.hide()
            self.popup.deleteLater()
        self.deleteLater()
