"""The record of whatever kind, with its documents: a part of their own, and files that are let fall on it."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QKeySequence

from crm.texts import _
from ui.desktop.contacts.record_view import RecordView
from ui.desktop.documents.page import DocumentsPage
from ui.desktop.file_drops import files_in
from ui.desktop.icons import Icons
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.documents import RecordDocument
    from ui.desktop.documents.desk import DocumentsDesk

DOCUMENTS = "documentos"


class DocumentedView(RecordView):
    """A subclass puts ``_documents_part`` among its parts, and says which documents a record has where that is not
    what it calls so itself.
    """

    def __init__(self, theme: Theme, icons: Icons) -> None:
        self._documents: DocumentsPage | None = None
        self._documents_desk: DocumentsDesk | None = None
        super().__init__(theme, icons)
        self.setAcceptDrops(True)

    def _documents_of(self, record: Any) -> "tuple[RecordDocument, ...]":
        found: tuple[RecordDocument, ...] = record.documents
        return found

    def _documents_part(self, record: Any) -> tuple[str, str]:
        kept = len(self._documents_of(record))
        return DOCUMENTS, _("Documentos") + (f"  {kept:,}" if kept else "")

    @property
    def documents(self) -> DocumentsPage:
        """The Documentos part."""
        if self._documents is None:
            self._documents = DocumentsPage(self._theme, self._icons)
            self._pages.addWidget(self._documents)
            if self._documents_desk is not None:
                self._documents_desk.join(self._documents)
        return self._documents

    def set_documents_desk(self, desk: "DocumentsDesk | None") -> None:
        """Keep, open and take away documents through this from now on; None: they are only listed."""
        if desk is self._documents_desk:
            return
        self._documents_desk = desk
        if self._documents is None:
            return
        if desk is not None:
            desk.join(self._documents)
        if self._documents.isVisible():
            self._show_documents()

    @property
    def _takes_documents(self) -> bool:
        return self._documents_desk is not None and self._record is not None and not self._record.trashed

    def _show_tab(self) -> None:
        if self._record is None or self._tab() != DOCUMENTS:
            super()._show_tab()
            return
        self._pages.setCurrentWidget(self.documents)
        self._show_documents()

    def _show_documents(self) -> None:
        if self._record is not None:
            found = self._documents_of(self._record)
            self.documents.show_documents(self._record.id, found, editable=self._takes_documents)

    def take_focus(self) -> None:
        """Put the focus on the record, so that keys scroll it."""
        if self._tab() == DOCUMENTS:
            self.documents.take_focus()
        else:
            super().take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste, wherever in the part the focus is."""
        if self._tab() == DOCUMENTS and event.matches(QKeySequence.StandardKey.Paste):
            self.documents.paste()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files."""
        if self._takes_documents and files_in(event.mimeData()):
            _accept(event)
        else:
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Wherever on the record they are."""
        _accept(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take them, and show what becomes of them."""
        paths = files_in(event.mimeData()) if self._takes_documents else ()
        if not paths:
            super().dropEvent(event)
            return
        _accept(event)
        self.open_tab(DOCUMENTS)
        self.documents.give(paths)


def _accept(event: QDropEvent) -> None:
    """As a copy, whatever is proposed: who has moved a file takes it from where it was."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
