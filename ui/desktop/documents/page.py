"""The Documentos tab of a record: its documents, a button for one more, a strip at the foot while one is kept."""

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QVBoxLayout, QWidget

from crm.texts import _
from ui.desktop.activities.document_strip import DocumentStrip
from ui.desktop.documents.rows import DocumentRows
from ui.desktop.file_drops import file_in
from ui.desktop.icons import BESIDE_TEXT, Icons
from ui.desktop.labels import Prose
from ui.desktop.long_jobs import Rows

if TYPE_CHECKING:
    from crm.documents import RecordDocument


class DocumentsPage(QWidget):
    """``add_wanted`` asks for a file, ``file_dropped`` carries one that was let fall here; the rest are the signals of
    DocumentRows. ``stopped`` asks to keep the file no more.
    """

    add_wanted = Signal()
    file_dropped = Signal(object)
    open_wanted = Signal(object)
    version_wanted = Signal(object)
    remove_wanted = Signal(object)
    rename_wanted = Signal(object, str, object)
    stopped = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._shown: tuple[int, tuple[RecordDocument, ...], bool] | None = None
        self._editable = False
        self.setAcceptDrops(True)
        self.rows: DocumentRows | None = None
        self.nothing = Prose(look="muted")
        self.add_button = QPushButton(_("Agregar documento"))
        self.add_button.setIcon(icons.icon("plus"))
        self.add_button.setIconSize(BESIDE_TEXT)
        self.add_button.setToolTip(_("También puede soltar aquí un archivo"))
        self.add_button.clicked.connect(self.add_wanted)
        self.strip = DocumentStrip()
        self.strip.stopped.connect(self.stopped)
        self.strip.hide()
        inside = QWidget()
        inside.setObjectName("sheet")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(24, 20, 24, 24)
        self._column.setSpacing(16)
        self._column.addWidget(self.nothing)
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(area, 1)
        column.addWidget(self.strip)

    @property
    def record(self) -> int:
        """The record whose documents are shown; 0 for none."""
        return self._shown[0] if self._shown is not None else 0

    def show_documents(
        self, record: int, documents: "Sequence[RecordDocument]", today: datetime.date, *, editable: bool
    ) -> None:
        """Show the documents of a record."""
        shown = (record, tuple(documents), editable)
        if shown == self._shown:
            return
        if self._shown is not None and self._shown[0] != record:
            self.strip.forget_question()
        self._shown, self._editable = shown, editable
        old = self.rows
        within = old is not None and old.isAncestorOf(QApplication.focusWidget() or self)
        self.rows = DocumentRows(documents, today, self._icons, editable=editable)
        self.rows.open_wanted.connect(self.open_wanted)
        self.rows.version_wanted.connect(self.version_wanted)
        self.rows.remove_wanted.connect(self.remove_wanted)
        self.rows.rename_wanted.connect(self.rename_wanted)
        self._column.insertWidget(0, self.rows)
        if old is not None:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows.setVisible(bool(documents))
        self.nothing.setVisible(not documents)
        self.nothing.set_text(self._why_nothing(editable))
        self.add_button.setVisible(editable)
        if within:
            self.take_focus()

    @staticmethod
    def _why_nothing(editable: bool) -> str:
        if editable:
            return _("Todavía no tiene documentos. Agregue uno, o suelte aquí un archivo.")
        return _("No tiene documentos.")

    def take_focus(self) -> None:
        """Put the focus on what can be done here."""
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def show_keeping(self, name: str) -> None:
        """A file is being kept."""
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
        """Ask whether to open what may run a program."""
        self.strip.ask(path, open_it)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome a file."""
        if self._editable and file_in(event.mimeData()) is not None:
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take it."""
        path = file_in(event.mimeData()) if self._editable else None
        if path is None:
            super().dropEvent(event)
        else:
            event.acceptProposedAction()
            self.file_dropped.emit(path)
