"""Pictures of the pages of a PDF: the one module that draws such files.

PDFium draws them, as browsers do. It must not be asked by two threads at once.
"""

import threading
from typing import NamedTuple

import pypdfium2
from PySide6.QtGui import QImage

_one_at_a_time = threading.Lock()
_INCH = 72.0
_READ = 4000
"""Letters of a page that are read out at most."""


class Sheet(NamedTuple):
    """A page of a PDF: its size in points, and what is written on it."""

    width: float
    height: float
    text: str


def sheets(pdf: bytes) -> list[Sheet]:
    """The pages of a PDF."""
    with _one_at_a_time:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [_sheet(page) for page in document]
        finally:
            document.close()


def _sheet(page: pypdfium2.PdfPage) -> Sheet:
    written = page.get_textpage()
    width, height = page.get_size()
    return Sheet(width, height, written.get_text_range(count=min(_READ, written.count_chars())))


def first_page(pdf: bytes, side: int) -> QImage:
    """The first page, its longer side of ``side`` pixels; a null image for what is no PDF, has a password or is broken.

    For files of whatever origin: no form is run.
    """
    try:
        with _one_at_a_time:
            document = pypdfium2.PdfDocument(pdf)
            try:
                longer = max(document[0].get_size()) if len(document) else 0
                return _drawn(document, 0, side / longer) if longer > 0 else QImage()
            finally:
                document.close()
    except pypdfium2.PdfiumError:
        return QImage()


def picture(pdf: bytes, number: int, scale: float) -> QImage:
    """Page ``number``, from 0, at ``scale`` pixels to a point, black on white."""
    with _one_at_a_time:
        document = pypdfium2.PdfDocument(pdf)
        try:
            image = _drawn(document, number, scale)
        finally:
            document.close()
    dots = round(scale * _INCH * 100 / 2.54)
    image.setDotsPerMeterX(dots)
    image.setDotsPerMeterY(dots)
    return image


def _drawn(document: pypdfium2.PdfDocument, number: int, scale: float) -> QImage:
    drawn = document[number].render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
    return QImage(drawn.buffer, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGBX8888).copy()
