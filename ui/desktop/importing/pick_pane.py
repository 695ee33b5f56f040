"""Choosing the file: by dialogue, or dropped on the window."""

from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm.texts import _
from ui.desktop import fonts
from ui.desktop.file_dialog import file_dialog
from ui.desktop.icons import BESIDE_TEXT, Icons
from ui.desktop.labels import Prose
from ui.desktop.theme import Theme

ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods", ".vcf", ".ics")


class PickPane(QWidget):
    """Where a file is dropped or chosen; ``chosen`` carries its path. ``show_problem`` says why one was no good."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme = theme
        self._icons = icons
        self._middle = QWidget()
        self._middle.setMaximumWidth(520)
        column = QVBoxLayout(self._middle)
        column.setContentsMargins(32, 32, 32, 32)
        column.setSpacing(8)
        column.addWidget(Prose(_("Suelte aquí el archivo"), semibold=True))
        column.addWidget(
            Prose(
                _(
                    "Contactos, actividades o convenios en una hoja de cálculo (XLSX, XLS, ODS) o un CSV; tarjetas"
                    " vCard; un calendario (ICS). También los que exportan Google, Outlook y Thunderbird. Primero"
                    " se hace un ensayo: no se guarda nada hasta que usted lo diga."
                ),
                look="muted",
            )
        )
        column.addSpacing(8)
        self.button = QPushButton(_("Elegir un archivo…"))
        self.button.setProperty("look", "primary")
        self.button.setFont(fonts.font(semibold=True))
        self.button.setIcon(icons.icon("file-up", "on_fill"))
        self.button.setIconSize(BESIDE_TEXT)
        self.button.clicked.connect(self._ask)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch()
        column.addLayout(row)
        self.problem = Prose(look="danger")
        self.problem.hide()
        column.addWidget(self.problem)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 24, 0, 0)
        outer.addWidget(self._middle)
        outer.addStretch()
        self.setFocusProxy(self.button)

    def show_problem(self, sentence: str) -> None:
        """Say why a file cannot be used; nothing if empty."""
        self.problem.set_text(sentence)
        self.problem.setVisible(bool(sentence))

    @Slot()
    def _ask(self) -> None:
        dialog = file_dialog(self, self._icons, _("Elegir el archivo que se importa"))
        pattern = " ".join(f"*{ending}" for ending in ENDINGS)
        dialog.setNameFilters(
            [_("Contactos y actividades ({endings})").format(endings=pattern), _("Todos los archivos (*)")]
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._chosen)
        dialog.open()

    @Slot(str)
    def _chosen(self, path: str) -> None:
        self.chosen.emit(Path(path))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the place where a file is dropped."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.tokens.field), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self._middle.geometry()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
