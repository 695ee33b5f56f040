"""Sending a page to a printer: asked for in the system's own dialogue, drawn sheet by sheet from the very PDF."""

from PySide6.QtCore import QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from crm.texts import _, ngettext
from ui.desktop.lanes import Lane
from ui.desktop.printing import work
from ui.desktop.printing.work import Picture, Ready

_MOST_DOTS = 300
"""Dots to an inch at most: a sheet takes 34 MB then, and letters are sharp."""


class Sending(QObject):
    """One page and its way to a printer. ``sent`` and ``failed`` carry a sentence; ``over`` comes in any case."""

    sent = Signal(str)
    failed = Signal(str)
    over = Signal()

    def __init__(self, made: Ready, lane: Lane, parent: QWidget) -> None:
        super().__init__(parent)
        self._made = made
        self._lane = lane
        self._painter = QPainter()
        self._left: list[int] = []
        self._count = 0
        self.printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self.printer.setDocName(made.title)
        self.printer.setFullPage(True)
        self._set_sheet()

    def _set_sheet(self) -> None:
        """Letter, and lying down if the page does."""
        self.printer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
        first = self._made.sheets[0]
        wide = first.width > first.height
        self.printer.setPageOrientation(
            QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
        )

    def ask(self, parent: QWidget) -> None:
        """Ask where and how in the system's dialogue, without stopping the window."""
        dialog = QPrintDialog(self.printer, parent)
        dialog.setWindowTitle(_("Imprimir"))
        dialog.setMinMax(1, len(self._made.sheets))
        dialog.accepted.connect(self.send)
        dialog.rejected.connect(self.over)
        dialog.finished.connect(dialog.deleteLater)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    @Slot()
    def send(self) -> None:
        """Draw the sheets that were asked for."""
        # The dialogue has put the printer's own size in its place, on which a page of ours would lose its edge.
        self._set_sheet()
        last = len(self._made.sheets)
        first = self.printer.fromPage() or 1
        until = min(self.printer.toPage() or last, last)
        self._left = list(range(first - 1, until))
        if self.printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
            self._left.reverse()
        if not self._left or not self._painter.begin(self.printer):
            self.failed.emit(
                _("No se pudo imprimir; revise que la impresora esté encendida y elija otra si no.")
            )
            self.over.emit()
            return
        self._next()

    def _next(self) -> None:
        dots = min(_MOST_DOTS, self.printer.resolution())
        job = work.drawing(self._made.pdf, self._left[0], dots / 72)
        self._lane.submit(job, self._draw, keep=True)

    def _draw(self, picture: Picture) -> None:
        if self._count and not self.printer.newPage():
            self._painter.end()
            self.failed.emit(_("La impresora dejó de responder; no se imprimieron todas las páginas."))
            self.over.emit()
            return
        sheet = self._made.sheets[picture.number]
        points = self.printer.resolution() / 72
        self._painter.drawImage(QRectF(0, 0, sheet.width * points, sheet.height * points), picture.image)
        self._count += 1
        del self._left[0]
        if self._left:
            self._next()
            return
        self._painter.end()
        told = ngettext(
            "Se envió {n} página a la impresora.", "Se enviaron {n} páginas a la impresora.", self._count
        )
        self.sent.emit(told.format(n=self._count))
        self.over.emit()
