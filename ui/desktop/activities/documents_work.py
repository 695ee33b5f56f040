"""Keeping, opening and taking away the documents of a record, on the lane of long work."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices

from crm.errors import Cancelled
from crm.heap import without_collector
from ui.desktop.lanes import Lane, Ticket
from ui.desktop.long_jobs import Rows, Stop, teller
from ui.desktop.writing import Writing

if TYPE_CHECKING:
    from crm.base import Base
    from crm.document_files import KeptFile, OpenedCopy


class DocumentsWork(QObject):
    """``begun`` carries the name of a file that is being kept, ``went_on`` how many Rows of bytes are, ``ended`` comes
    when that is over; ``asked`` carries an OpenedCopy that may run a program: ``open_copy`` opens it all the same.
    ``failed`` carries an error.
    """

    begun = Signal(str)
    went_on = Signal(object)
    ended = Signal()
    asked = Signal(object)
    failed = Signal(object)

    def __init__(self, base: "Base", lane: Lane, writing: Writing, parent: QObject) -> None:
        super().__init__(parent)
        self._base = base
        self._lane = lane
        self._writing = writing
        self._stop: Stop | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._left = False

    def add(self, record: int, path: Path) -> None:
        """Keep a file beside the base, then give it to a record as one operation that can be undone."""
        self._keep(path, lambda file: self._give(record, file))

    def add_version(self, document: int, path: Path) -> None:
        """Keep a file beside the base, then put it before the versions that a document has."""
        self._keep(path, lambda file: self._give_version(document, file))

    def _keep(self, path: Path, give: "Callable[[KeptFile], None]") -> None:
        base, stop = self._base, Stop()
        self._stop = stop

        def keep(ticket: Ticket) -> "KeptFile | None":
            from crm import document_files

            try:
                with without_collector():
                    return document_files.keep_file(base, path, teller(ticket, stop))
            except Cancelled:
                return None

        def kept(file: "KeptFile | None") -> None:
            self._over()
            if file is not None:
                give(file)

        self.begun.emit(path.name)
        self._lane.submit(keep, kept, part=self._told, failed=self._cannot)

    def _told(self, rows: Rows) -> None:
        self.went_on.emit(rows)

    def _over(self) -> None:
        self._stop = None
        self.ended.emit()

    def _cannot(self, error: Exception) -> None:
        self._over()
        self.failed.emit(error)

    def _give(self, record: int, file: "KeptFile") -> None:
        from crm import documents

        def job(session: Any) -> None:
            documents.add_document(session, record=record, file=file)

        self._writing.run(documents.ADD_TITLE, job)

    def _give_version(self, document: int, file: "KeptFile") -> None:
        from crm import documents

        def job(session: Any) -> None:
            documents.add_version(session, document=document, file=file)

        self._writing.run(documents.VERSION_TITLE, job)

    def rename(
        self, document: int, title: str, then: Callable[[object], None], failed: Callable[[Exception], None]
    ) -> None:
        """Call a document otherwise; ``then`` is called when it is, ``failed`` with why it cannot be."""
        from crm import documents

        def job(session: Any) -> None:
            documents.change_document(session, document=document, title=title)

        self._writing.run(documents.CHANGE_TITLE, job, then=then, failed=failed)

    @Slot()
    def stop(self) -> None:
        """Keep the file no more; nothing of it stays."""
        if self._stop is not None:
            self._stop.ask()

    def remove(self, document: int) -> None:
        """Take a document away; undo brings it back."""
        from crm import documents

        def job(session: Any) -> None:
            documents.remove_document(session, document=document)

        self._writing.run(documents.REMOVE_TITLE, job, icon="trash-2")

    def open(self, version: int) -> None:
        """Open a copy with the program that the system has for it; ask first where that may run something."""
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="vinculo-", ignore_cleanup_errors=True)
        base, folder = self._base, Path(self._folder.name)

        def copy(_ticket: Ticket) -> "OpenedCopy":
            from crm import document_files

            return document_files.open_copy(base, version, folder)

        self._lane.submit(copy, self._copied, failed=self.failed.emit)

    def _copied(self, copy: "OpenedCopy") -> None:
        if copy.runs:
            self.asked.emit(copy)
        else:
            self.open_copy(copy.path)

    @staticmethod
    def open_copy(path: Path) -> None:
        """Open a copy that was made."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def leave(self) -> None:
        """The base is left: what was opened is thrown away."""
        self.stop()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
