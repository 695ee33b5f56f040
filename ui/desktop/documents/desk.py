"""What is done with the documents of whatever record is shown: files are asked for, kept, opened, called otherwise."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QWidget

from crm.errors import InvalidValue
from crm.texts import _
from ui.desktop.documents.page import DocumentsPage
from ui.desktop.documents.row import KIND, OPEN, REMOVE, RENAME, SAVE, VERSION
from ui.desktop.documents.thumbnails import Thumbnails
from ui.desktop.documents.work import DocumentsWork
from ui.desktop.file_dialog import file_dialog, folder_of_user
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lanes
from ui.desktop.smart_lists.name_popup import NamePopup
from ui.desktop.spoken_menu import SpokenMenu
from ui.desktop.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Generator

    from crm.base import Base
    from crm.document_files import OpenedCopy
    from crm.documents import RecordDocument, Version


class DocumentsDesk(QObject):
    """Lives as long as the base is open, for the records of one place, whose documents are of ``kind`` until they are
    said to be of another; ``failed`` carries an error.
    """

    failed = Signal(object)

    def __init__(
        self,
        place: QWidget,
        base: "Base",
        lanes: Lanes,
        writing: Writing,
        icons: Icons,
        kind: str = "documento",
    ) -> None:
        super().__init__(place)
        self._place = place
        self._icons = icons
        self._page: DocumentsPage | None = None
        self._document = 0
        self._version = 0
        self.popup: NamePopup | None = None
        self.menu: SpokenMenu | None = None
        self.work = DocumentsWork(base, lanes.long_reader, writing, kind, self)
        self.work.asked.connect(self._ask_before_opening)
        self.work.saved.connect(self._tell_saved)
        self.work.failed.connect(self.failed)

        def content(piece: str) -> "Generator[bytes, None, None]":
            from crm import document_files

            return document_files.content(base, piece)

        self.thumbnails = Thumbnails(content, lanes.pictures, self)

    def join(self, page: DocumentsPage) -> None:
        """Do what is wanted in this page."""
        self._page = page
        page.set_thumbnails(self.thumbnails)
        self.work.begun.connect(page.strip.show_working)
        self.work.went_on.connect(page.strip.show_rows)
        self.work.ended.connect(page.strip.end)
        page.strip.stopped.connect(self.work.stop)
        page.add_wanted.connect(self._ask_for_files)
        page.files_given.connect(self._add)
        page.wanted.connect(self._do)

    @Slot(str, object, object, object)
    def _do(self, what: str, version: "Version", pressed: QWidget, document: "RecordDocument") -> None:
        self._document, self._version = document.id, version.id
        if what == OPEN:
            self.work.open(version.id)
        elif what == VERSION:
            self._ask_for_version()
        elif what == SAVE:
            self._ask_where_to_save(version.name)
        elif what == RENAME:
            self._ask_to_rename(document.title, pressed)
        elif what == KIND:
            self._offer_kinds(document.kind, pressed)
        elif what == REMOVE:
            self.work.remove(document.id)

    @Slot()
    def _ask_for_files(self) -> None:
        dialog = self._dialog(_("Agregar documentos"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._add_named)
        dialog.open()

    def _ask_for_version(self) -> None:
        dialog = self._dialog(_("Agregar una versión"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._add_version)
        dialog.open()

    def _ask_where_to_save(self, name: str) -> None:
        from crm.document_names import safe_name

        dialog = self._dialog(_("Guardar una copia"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(str(folder_of_user() / safe_name(name)))
        dialog.fileSelected.connect(self._save)
        dialog.open()

    def _dialog(self, title: str) -> QFileDialog:
        return file_dialog(self._place, self._icons, title)

    @Slot(list)
    def _add_named(self, paths: list[str]) -> None:
        self._add(tuple(Path(path) for path in paths))

    @Slot(object)
    def _add(self, paths: tuple[Path, ...]) -> None:
        if not paths:
            self.failed.emit(
                InvalidValue(
                    _("Lo que se copió no son archivos; copie los archivos, o la ruta de uno, y péguelos.")
                )
            )
        elif self._page is not None and self._page.record:
            self.work.add(self._page.record, paths)

    @Slot(str)
    def _add_version(self, path: str) -> None:
        self.work.add_version(self._document, Path(path))

    @Slot(str)
    def _save(self, path: str) -> None:
        self.work.save(self._version, Path(path))

    @Slot(object)
    def _tell_saved(self, path: Path) -> None:
        if self._page is not None:
            self._page.strip.tell(_("La copia quedó en «{path}».").format(path=path))

    def _offer_kinds(self, kind: str, below: QWidget) -> None:
        from crm.documents import KINDS

        if self.menu is None:
            self.menu = SpokenMenu(self._place)
            self.menu.setAccessibleName(_("Clase de documento"))
            self.menu.triggered.connect(self._change_kind)
        self.menu.clear()
        for one in KINDS:
            action = self.menu.addAction(_(one).capitalize())
            action.setData(one)
            action.setCheckable(True)
            action.setChecked(one == kind)
        self.menu.popup(below.mapToGlobal(below.rect().bottomLeft()))

    @Slot(QAction)
    def _change_kind(self, action: QAction) -> None:
        self.work.change_kind(self._document, action.data())

    def _ask_to_rename(self, title: str, below: QWidget) -> None:
        window = self._place.window()
        if self.popup is None:
            self.popup = NamePopup(window, _("Título del documento"))
            self.popup.named.connect(self._rename)
            self.popup.left.connect(self._return)
        place = QRect(below.mapTo(window, QPoint(0, 0)), below.size())
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
        page = self._page
        if page is not None and not (page.rows is not None and page.rows.focus((self._document, RENAME))):
            page.take_focus()

    @Slot(object)
    def _ask_before_opening(self, copy: "OpenedCopy") -> None:
        if self._page is not None:
            self._page.strip.ask(copy.path, self.work.open_copy)

    def leave(self) -> None:
        """The base is left: nothing of it is open or drawn any more."""
        self.work.leave()
        self.thumbnails.forget()
        if self._page is not None:
            self._page.disconnect(self)
            self._page.strip.disconnect(self.work)
            self._page.strip.forget()
            self._page.set_thumbnails(None)
        for made in (self.popup, self.menu):
            if made is not None:
                made.hide()
                made.deleteLater()
        self.deleteLater()
