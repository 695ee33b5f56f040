"""The preview: the very PDF beside the work, to be saved or printed."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QStandardPaths, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from crm.texts import _, ngettext
from ui.desktop import fonts
from ui.desktop.file_dialog import file_dialog
from ui.desktop.icons import BESIDE_TEXT, Icons
from ui.desktop.labels import Prose, label
from ui.desktop.lanes import Lanes, Ticket
from ui.desktop.printing import work
from ui.desktop.printing.pages_view import PagesView
from ui.desktop.printing.work import Picture, Ready
from ui.desktop.settings import Settings
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.base import Base
    from crm.printing.catalog import Wanted
    from ui.desktop.printing.sending import Sending

_NAME = 80
_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


class Preview(QWidget):
    """``left`` asks to go back to where one was; ``shown`` carries what is previewed."""

    left = Signal()
    shown = Signal(str)

    def __init__(self, lanes: Lanes, theme: Theme, icons: Icons, settings: Settings) -> None:
        super().__init__()
        self._lanes = lanes
        self._theme = theme
        self._icons = icons
        self._settings = settings
        self._base: Base | None = None
        self._made: Ready | None = None
        self._making: Ticket | None = None
        self._drawing: list[Ticket] = []
        self._sending: Sending | None = None
        self._asked: Callable[[], None] | None = None  # what was asked for while the page was being made
        self.back = QToolButton()
        self.back.setProperty("look", "back")
        self.back.setIcon(icons.icon("arrow-left"))
        self.back.setIconSize(QSize(16, 16))
        self.back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.back.setText(_("Volver"))
        self.back.setToolTip(_("Volver adonde estaba (Esc)"))
        self.back.clicked.connect(self.left)
        self.name = Prose(pixels=fonts.TITLE_PIXELS, line=fonts.TITLE_LINE, semibold=True)
        self.count = label("", look="muted")
        self.told = Prose(breaks_words=True, look="muted")
        self.save = QPushButton(_("Guardar PDF…"))
        self.save.setIcon(icons.icon("download", "text"))
        self.save.setToolTip(_("Guardar la página como archivo PDF (Ctrl+S)"))
        self.print = QPushButton(_("Imprimir…"))
        self.print.setProperty("look", "primary")
        self.print.setFont(fonts.font(semibold=True))
        self.print.setIcon(icons.icon("printer", "on_fill"))
        self.print.setToolTip(_("Enviar a la impresora (Ctrl+P)"))
        for button, run in ((self.save, self.ask_where), (self.print, self.ask_printer)):
            button.setIconSize(BESIDE_TEXT)
            button.clicked.connect(run)
        # Ctrl+P is the window's.
        saves = QShortcut(QKeySequence("Ctrl+S"), self)
        saves.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        saves.activated.connect(self.ask_where)
        self.pages = PagesView(theme)
        self.pages.picture_wanted.connect(self._want_picture)
        self.setFocusProxy(self.pages)
        self._build()
        self._offer()

    def _build(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.name)
        names.addWidget(self.count)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addLayout(names, 1)
        line.addWidget(self.save, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.print, 0, Qt.AlignmentFlag.AlignTop)
        head = QVBoxLayout()
        head.setContentsMargins(32, 12, 32, 12)
        head.setSpacing(8)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        head.addLayout(line)
        head.addWidget(self.told)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self.pages, 1)
        self.told.hide()

    @property
    def title(self) -> str:
        """What the window is called while a page is previewed."""
        return _("Vista previa: {name}").format(name=self.name.plain_text)

    def set_base(self, base: "Base | None") -> None:
        """Print from this base from now on."""
        self._base = base
        self._forget()

    def open(self, wanted: "Wanted") -> None:
        """Make a page and show it."""
        self._forget()
        self.name.set_text(wanted.name)
        self.count.setText(_("Preparando la página…"))
        self.shown.emit(self.title)
        if self._base is not None:
            lane = self._lanes.long_reader
            self._making = lane.submit(
                work.making(self._base, wanted), self.show_made, failed=self.show_failure
            )

    def show_made(self, made: Ready) -> None:
        """Show a page that has been made."""
        self._made = made
        self.name.set_text(made.name)
        self.shown.emit(self.title)
        n = len(made.sheets)
        pages = ngettext("{n:,} página, tamaño carta", "{n:,} páginas, tamaño carta", n).format(n=n)
        self.count.setText(pages)
        self.pages.show_sheets(made.sheets)
        self._offer()
        asked, self._asked = self._asked, None
        if asked is not None:
            asked()

    def _forget(self) -> None:
        self._lanes.long_reader.cancel(self._making)
        for ticket in self._drawing:
            self._lanes.long_reader.cancel(ticket)
        self._drawing = []
        self._made = None
        self._asked = None
        self.pages.show_sheets(())
        self.tell("")
        self._offer()

    def _offer(self) -> None:
        for button in (self.save, self.print):
            button.setEnabled(self._made is not None and self._sending is None)

    def tell(self, sentence: str) -> None:
        """Say something under the name of the page."""
        self.told.set_text(sentence)
        self.told.setVisible(bool(sentence))

    def show_failure(self, error: Exception) -> None:
        """Say why it could not be made or kept."""
        self._asked = None
        if self._made is None:
            self.count.setText("")
        self.tell(str(error))

    @Slot(int, float)
    def _want_picture(self, number: int, scale: float) -> None:
        if self._made is not None:
            job = work.drawing(self._made.pdf, number, scale)
            self._drawing.append(self._lanes.long_reader.submit(job, self._take))
            del self._drawing[:-16]

    def _take(self, picture: Picture) -> None:
        self.pages.take(picture.number, picture.scale, picture.image)

    @Slot()
    def ask_where(self) -> None:
        """Ask for the file, once the page is there."""
        if self._made is None:
            self._asked = self.ask_where
            return
        dialog = file_dialog(self, self._icons, _("Dónde se guarda"), self._proposed().parent)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(".pdf")
        dialog.selectFile(self._proposed().name)
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def _proposed(self) -> Path:
        assert self._made is not None
        folder = Path(
            self._settings.export_folder
            or QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        )
        stem = " ".join(_UNSAFE.sub(" ", self._made.title).split())[:_NAME].strip(" .")
        return folder / f"{stem}.pdf"

    @Slot(str)
    def save_to(self, chosen: str) -> None:
        """Keep the page as a file; one of that name is replaced: the dialogue has asked."""
        if self._base is None or self._made is None:
            return
        path = Path(chosen)
        if path.suffix.lower() != ".pdf":
            path = path.with_name(f"{path.name}.pdf")
        self._settings.export_folder = str(path.parent)
        job = work.saving(self._base, self._made, path)
        self._lanes.long_reader.submit(job, self._saved, failed=self.show_failure, keep=True)

    def _saved(self, path: Path) -> None:
        self.tell(_("Se guardó en «{path}».").format(path=path))

    @Slot()
    def ask_printer(self) -> None:
        """Ask for the printer, once the page is there."""
        if self._made is None:
            self._asked = self.ask_printer
        elif self._sending is None:
            self.sending().ask(self.window())

    def sending(self) -> "Sending":
        """The page on its way to a printer."""
        from ui.desktop.printing.sending import Sending

        assert self._made is not None
        sending = Sending(self._made, self._lanes.long_reader, self)
        sending.sent.connect(self._sent)
        sending.failed.connect(self.tell)
        sending.over.connect(self._sending_over)
        self._sending = sending
        self._offer()
        return sending

    @Slot(str)
    def _sent(self, sentence: str) -> None:
        self.tell(sentence)
        if self._base is not None and self._made is not None:
            self._lanes.long_reader.submit(work.noting(self._base, self._made), self._noted, keep=True)

    def _noted(self, _nothing: None) -> None:
        """The trace is left."""

    @Slot()
    def _sending_over(self) -> None:
        if self._sending is not None:
            self._sending.deleteLater()
        self._sending = None
        self._offer()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to where one was."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The surface."""
        QPainter(self).fillRect(self.rect(), QColor(self._theme.tokens.surface))
