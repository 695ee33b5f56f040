"""The Documentos part of a record of any kind: its documents, a button for more, a strip for files on their way."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from crm.texts import _
from ui.desktop.documents.rows import DocumentRows
from ui.desktop.documents.strip import DocumentStrip
from ui.desktop.documents.thumbnails import Thumbnails
from ui.desktop.file_drops import files_in
from ui.desktop.icons import BESIDE_TEXT, Icons
from ui.desktop.key_names import shown
from ui.desktop.labels import Prose
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.documents import RecordDocument


class DocumentsPage(QWidget):
    """``add_wanted`` asks for files, ``files_given`` carries the paths of those that were dropped or pasted, none where
    what was pasted are no files; ``wanted`` is that of DocumentRows.
    """

    add_wanted = Signal()
    files_given = Signal(object)
    wanted = Signal(str, object, object, object)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme = theme
        self._icons = icons
        self._thumbnails: Thumbnails | None = None
        self._shown: tuple[int, tuple[RecordDocument, ...], bool, Thumbnails | None] | None = None
        self.rows: DocumentRows | None = None
        self.nothing = Prose(look="muted")
        self.add_button = QPushButton(_("Agregar documentos…"))
        self.add_button.setIcon(icons.icon("plus", "text"))
        self.add_button.setIconSize(BESIDE_TEXT)
        self.add_button.setToolTip(
            _("También puede soltar aquí los archivos, o pegarlos con {key}").format(key=shown("Ctrl+V"))
        )
        self.add_button.clicked.connect(self.add_wanted)
        self.strip = DocumentStrip()
        self.strip.left.connect(self.take_focus)
        self.strip.hide()
        inside = QWidget()
        inside.setObjectName("sheet")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(24, 20, 24, 24)
        self._column.setSpacing(20)
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

    @property
    def editable(self) -> bool:
        """Whether documents can be added here."""
        return self._shown is not None and self._shown[2]

    def set_thumbnails(self, thumbnails: Thumbnails | None) -> None:
        """Show the pictures that are drawn there from now on."""
        self._thumbnails = thumbnails
        if thumbnails is None and self.rows is not None:
            self.rows.set_thumbnails(None)

    def show_documents(self, record: int, documents: "Sequence[RecordDocument]", *, editable: bool) -> None:
        """Show the documents of a record."""
        now = (record, tuple(documents), editable, self._thumbnails)
        if now == self._shown:
            return
        if record != self.record:
            self.strip.forget()
        self._shown, old = now, self.rows
        focus = old.focused if old is not None else None
        self._show_rows(DocumentRows(documents, self._theme, self._icons, editable=editable))
        self.nothing.setVisible(not documents)
        self.nothing.set_text(self._why_nothing(editable))
        self.add_button.setVisible(editable)
        if focus is not None and not (self.rows is not None and self.rows.focus(focus)):
            self.take_focus()

    def _show_rows(self, rows: DocumentRows) -> None:
        old, self.rows = self.rows, rows
        rows.wanted.connect(self.wanted)
        self._column.insertWidget(0, rows)
        rows.setVisible(bool(rows.rows))
        place = self.add_button.previousInFocusChain() or self
        for control in rows.tab_stops():
            QWidget.setTabOrder(place, control)
            place = control
        QWidget.setTabOrder(place, self.add_button)
        rows.set_thumbnails(self._thumbnails)
        if old is not None:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()

    @staticmethod
    def _why_nothing(editable: bool) -> str:
        if editable:
            return _("Todavía no tiene documentos. Agregue uno, o suelte o pegue aquí los archivos.")
        return _("No tiene documentos.")

    @Slot()
    def take_focus(self) -> None:
        """Put the focus on the first document, or on what adds one."""
        if self.rows is not None and self.rows.rows:
            self.rows.take_focus()
        elif self.editable:
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def give(self, paths: tuple[Path, ...]) -> None:
        """Files were let fall on the record."""
        if self.editable:
            self.files_given.emit(paths)

    def paste(self) -> None:
        """Take files that were copied, or the text of their paths."""
        if self.editable:
            self.files_given.emit(files_in(QGuiApplication.clipboard().mimeData()))
