"""The place beside a list whose records have documents: a file let fall there is kept, a strip tells of it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from ui.desktop.activities.document_strip import DocumentStrip
from ui.desktop.contacts.record_pane import RecordPane
from ui.desktop.file_drops import file_in
from ui.desktop.icons import Icons
from ui.desktop.long_jobs import Rows
from ui.desktop.theme import Theme


class DocumentsPane(RecordPane):
    """``record_wanted`` carries a Reference; ``open_wanted`` the id of a document's version, ``remove_wanted`` that of
    a document, ``add_wanted`` asks for a file; ``file_dropped`` carries the path of one that was let fall here.
    """

    record_wanted = Signal(object)
    open_wanted = Signal(object)
    add_wanted = Signal()
    remove_wanted = Signal(object)
    file_dropped = Signal(object)
    keeping_stopped = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        self.strip = DocumentStrip()
        self.strip.hide()
        super().__init__(theme, icons)
        self.setAcceptDrops(True)
        self.strip.stopped.connect(self.keeping_stopped)
        self.strip.setParent(self)
        self.page_left.connect(self.strip.forget_question)
        self.show_nothing("")

    @Slot(str)
    def show_keeping(self, name: str) -> None:
        """A file is being kept."""
        self._to_the_foot()
        self.strip.show_keeping(name)

    @Slot(object)
    def show_kept(self, rows: Rows) -> None:
        """So many bytes of it are."""
        self.strip.show_kept(rows)

    @Slot()
    def hide_keeping(self) -> None:
        """It is over."""
        self.strip.hide()

    def ask_before_opening(self, path: Path, open_it: Callable[[Path], None]) -> None:
        """Ask, at the foot of the record, whether to open what may run a program."""
        self._to_the_foot()
        self.strip.ask(path, open_it)

    def _to_the_foot(self) -> None:
        # Records and forms are put into the column as they are made.
        self._column.removeWidget(self.strip)
        self._column.addWidget(self.strip)

    def show_nothing(self, sentence: str) -> None:
        """No record: say why."""
        super().show_nothing(sentence)
        self.strip.forget_question()

    def _takes(self, data: QMimeData) -> bool:
        shown = self.record is not None and self.page is None
        return shown and self._editing is not None and not self.record.trashed and file_in(data) is not None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome a file for the record that is shown."""
        if self._takes(event.mimeData()):
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take it."""
        path = file_in(event.mimeData()) if self._takes(event.mimeData()) else None
        if path is None:
            super().dropEvent(event)
            return
        event.acceptProposedAction()
        self.file_dropped.emit(path)
