"""Settings of what is printed: the logo at the head of each document, which travels with the base."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from crm.texts import _
from ui.desktop.file_dialog import file_dialog
from ui.desktop.icons import Icons
from ui.desktop.labels import Prose, label
from ui.desktop.lanes import Lanes, Ticket
from ui.desktop.settings_section import SettingsSection
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from crm.base import Base, Session
    from crm.printing.letterhead import Logo
    from ui.desktop.writing import Done, Writing

_PAPER = QSize(156, 60)
_MARGIN = 8


class LogoSample(QWidget):
    """The logo on white, as paper is, twice as large as it is printed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._image = QImage()
        self.setFixedSize(_PAPER.width() + 2 * _MARGIN, _PAPER.height() + 2 * _MARGIN)
        self.setAccessibleName(_("Logotipo que se imprime"))
        theme.changed.connect(self.update)

    def show_png(self, png: bytes) -> None:
        """Show an image; none if there is nothing."""
        self._image = QImage.fromData(png)
        self.setVisible(bool(png))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A piece of paper and the logo in its middle."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QColor(self._theme.tokens.line))
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
        size = self._image.size().scaled(_PAPER, Qt.AspectRatioMode.KeepAspectRatio)
        place = self.rect()
        place.setSize(size)
        place.moveCenter(self.rect().center())
        painter.drawImage(place, self._image)


class LetterheadSection(SettingsSection):
    """The logo of the base: which it is, another, or none; each change can be undone."""

    def __init__(self, lanes: Lanes, theme: Theme, icons: Icons) -> None:
        super().__init__(icons)
        self._lanes = lanes
        self._base: Base | None = None
        self._writing: Writing | None = None
        self._reading: Ticket | None = None
        self._has_logo = False
        grid = self.heading(_("Impresos"))
        self.sample = LogoSample(theme)
        self.choose = self.button(_("Elegir una imagen…"), "folder-open", self._ask)
        self.remove = self.button(_("Quitar"), "x", self.take_off)
        self.none = label(_("Ninguno"))
        self.row(grid, _("Logotipo"), self.sample, self.none)
        self.row(grid, "", self.choose, self.remove)
        self.told = Prose(breaks_words=True)
        self.row(grid, "", self.told)
        note = Prose(
            _("Una imagen PNG o JPEG. Va arriba a la izquierda de cada documento, y viaja con la base."),
            look="muted",
        )
        self.row(grid, "", note)
        self._say("")
        self.show_logo(None)

    def set_base(self, base: "Base | None") -> None:
        """Tell of this base from now on."""
        self._base = base
        self._say("")
        self.show_logo(None)
        self.refresh()

    def set_writing(self, writing: "Writing | None") -> None:
        """Change it through this, and look again after each thing done."""
        self._writing = writing
        if writing is not None:
            writing.done.connect(self._look_again)
        self._offer()

    @Slot(object)
    def _look_again(self, _done: "Done") -> None:
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read which logo the base has."""
        base = self._base
        if base is None or not self.isVisible():
            return

        def job(_ticket: Ticket) -> "Logo | None":
            from crm.printing.letterhead import logo_of

            with base.read() as session:
                return logo_of(session)

        self._lanes.reader.cancel(self._reading)
        self._reading = self._lanes.reader.submit(job, self.show_logo, failed=self.tell)

    def show_logo(self, logo: "Logo | None") -> None:
        """Show it, or that there is none."""
        self._has_logo = logo is not None
        self.sample.show_png(logo.png if logo is not None else b"")
        self.none.setVisible(logo is None)
        self._offer()

    def _offer(self) -> None:
        self.choose.setEnabled(self._writing is not None)
        self.choose.setText(_("Elegir otra imagen…") if self._has_logo else _("Elegir una imagen…"))
        self.remove.setVisible(self._has_logo)
        self.remove.setEnabled(self._writing is not None)

    @Slot()
    def _ask(self) -> None:
        dialog = file_dialog(self, self._icons, _("Logotipo para impresos"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters((_("Imágenes (*.png *.jpg *.jpeg)"), _("Todos los archivos (*)")))
        dialog.fileSelected.connect(self.use_file)
        dialog.open()

    @Slot(str)
    def use_file(self, chosen: str) -> None:
        """Print the picture of this file from now on, or say why it cannot be."""
        self._say("")

        def job(_ticket: Ticket) -> "Logo":
            from crm.printing.letterhead import read_logo

            return read_logo(Path(chosen))

        self._lanes.long_reader.submit(job, self._keep, failed=self.tell)

    def _keep(self, logo: "Logo") -> None:
        if self._writing is None:
            return
        from crm.printing.letterhead import LOGO_TITLE, set_logo

        def job(session: "Session") -> None:
            set_logo(session, logo)

        self._writing.run(LOGO_TITLE, job, failed=self.tell)

    @Slot()
    def take_off(self) -> None:
        """Print none from now on; the undo bar says so."""
        if self._writing is None:
            return
        from crm.printing.letterhead import NO_LOGO_TITLE, remove_logo

        self._say("")
        self._writing.run(NO_LOGO_TITLE, remove_logo, failed=self.tell)
        self.choose.setFocus()  # what had it goes with the logo

    def tell(self, error: Exception) -> None:
        """Say why it could not be."""
        self._say(str(error))

    def _say(self, sentence: str) -> None:
        self.told.set_text(sentence)
        self.told.setVisible(bool(sentence))
