"""Printing without a window: a PDF sent to a queue from the command line."""

import os
import sys

from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from crm.errors import UserError
from crm.texts import _
from ui.desktop.printing.rendering import picture, sheets

_DOTS = 300
"""To an inch: what an office printer shows."""


def print_straight(pdf: bytes, title: str, queue: str) -> int:
    """Print every page on Letter on a queue, the usual one for ""; how many there were.

    Raises UserError where there is no such queue, or it takes nothing.
    """
    application = _application()
    printer = _printer(queue)
    printer.setDocName(title)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    pages = sheets(pdf)
    painter = QPainter()
    if not painter.begin(printer):
        raise UserError(_("La impresora no acepta la página; revise que esté encendida y elija otra si no."))
    points = printer.resolution() / 72
    for number, sheet in enumerate(pages):
        if number:
            printer.newPage()
        image = picture(pdf, number, _DOTS / 72)
        painter.drawImage(QRectF(0, 0, sheet.width * points, sheet.height * points), image)
    painter.end()
    del application
    return len(pages)


def _application() -> QGuiApplication:
    """The one there is, or one that needs no display."""
    running = QGuiApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    os.environ.setdefault("QT_QPA_PLATFORM", "windows" if sys.platform == "win32" else "offscreen")
    return QGuiApplication([])


def _printer(queue: str) -> QPrinter:
    known = QPrinterInfo.availablePrinterNames()
    name = queue or QPrinterInfo.defaultPrinterName() or (known[0] if len(known) == 1 else "")
    if not known:
        raise UserError(
            _("Esta computadora no tiene ninguna impresora; agregue una, o guarde el PDF con --a.")
        )
    if name not in known:
        listed = ", ".join(known)
        if queue:
            raise UserError(
                _("No hay ninguna impresora «{queue}»; las que hay son: {listed}.").format(
                    queue=queue, listed=listed
                )
            )
        raise UserError(_("Diga en qué impresora, con --imprimir COLA: {listed}.").format(listed=listed))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(name)
    return printer
