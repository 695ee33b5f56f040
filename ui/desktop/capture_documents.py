"""Documents for the pictures, and what they hold: a photograph, a letter, a sheet, one with a name that is a trap."""

from collections.abc import Generator
from functools import cache

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPolygonF

from crm.documents import RecordDocument, Version

_PHOTO, _LETTER = "f0", "1e"
_LETTER_LINES = "\n".join(
    f"{72} {y} {width} 6 re f"
    for y, width in zip(range(600, 180, -24), (420, 400, 440, 210) * 5, strict=False)
)
_PDF = f"""%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R>> endobj
4 0 obj <</Length {len(_LETTER_LINES) + 60}>> stream
0.05 0.38 0.45 rg
72 690 220 28 re f
0.6 0.6 0.6 rg
{_LETTER_LINES}
endstream endobj
trailer <</Root 1 0 R>>
%%EOF
"""
_LONG = (
    "Videograbación de la sesión de instalación de la mesa de coordinación con la Federación de Clubes y sus"
    " Asociaciones"
)
_TRAP = "oficio_de_respuesta_" + "anexo_" * 12 + "final.pdf.exe"


def _version(
    number: int, row: int, name: str, size: int, media: str, at: str, by: str, piece: str = ""
) -> Version:
    return Version(row, number, name, size, media, at, by, piece)


DOCUMENTS = (
    RecordDocument(
        1,
        "Carta de intención, versión firmada",
        "documento",
        (
            _version(
                2,
                2,
                "carta-firmada.pdf",
                412_000,
                "application/pdf",
                "2025-02-18T17:31:00+00:00",
                "rvela",
                _LETTER,
            ),
            _version(1, 1, "carta.docx", 38_000, "application/msword", "2025-02-11T10:02:00+00:00", "rvela"),
        ),
    ),
    RecordDocument(
        2,
        "Fotografía de la segunda edición",
        "evidencia",
        (
            _version(
                1, 3, "foto.jpg", 2_200_000, "image/jpeg", "2024-06-03T18:00:00+00:00", "jrobles", _PHOTO
            ),
        ),
    ),
    RecordDocument(
        3,
        "Lista de asistencia.xlsx",
        "evidencia",
        (
            _version(
                1,
                4,
                "Lista de asistencia.xlsx",
                24_300,
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "2024-06-03T18:02:00+00:00",
                "jrobles",
            ),
        ),
    ),
)
LONG = (
    RecordDocument(
        11,
        _LONG,
        "evidencia",
        (
            _version(
                1,
                11,
                f"{_LONG}.mp4",
                96_000_000,
                "video/mp4",
                "2025-10-01T16:00:00+00:00",
                "María de los Ángeles",
            ),
        ),
    ),
    RecordDocument(
        12,
        _TRAP,
        "acuse",
        (
            _version(
                2,
                13,
                _TRAP,
                1_340_000,
                "application/octet-stream",
                "2025-10-02T16:00:00+00:00",
                "Jimena Robles",
            ),
            _version(
                1,
                12,
                _TRAP,
                1_290_000,
                "application/octet-stream",
                "2025-10-01T16:00:00+00:00",
                "Jimena Robles",
            ),
        ),
    ),
    *DOCUMENTS,
)


def content(piece: str) -> Generator[bytes, None, None]:
    """What a sample holds."""
    yield _photo() if piece == _PHOTO else _PDF.encode()


@cache
def _photo() -> bytes:
    """Hills under a sky: nobody's photograph."""
    image = QImage(900, 600, QImage.Format.Format_RGB32)
    sky = QLinearGradient(0, 0, 0, 600)
    sky.setColorAt(0, QColor("#7fb2d6"))
    sky.setColorAt(1, QColor("#f4e3c8"))
    painter = QPainter(image)
    painter.fillRect(QRectF(0, 0, 900, 600), sky)
    for colour, points in (
        ("#6f8f7a", ((0, 420), (260, 220), (520, 430), (900, 300), (900, 600), (0, 600))),
        ("#3f5f52", ((0, 520), (380, 360), (900, 520), (900, 600), (0, 600))),
    ):
        painter.setBrush(QColor(colour))
        painter.drawPolygon(QPolygonF([QPointF(*point) for point in points]))
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # bytes, as the stub wants, are refused
    return bytes(data.data())
