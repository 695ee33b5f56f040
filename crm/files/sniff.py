"""What a file is, by its content and never by its name; what cannot be imported is refused in one sentence."""

import codecs
import mmap
import re
import zipfile
from enum import Enum
from pathlib import Path

from crm.errors import FileProblem
from crm.texts import _, mark


class FileKind(Enum):
    """What this program can read."""

    DELIMITED = "texto separado"
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    VCARD = "vcard"
    CALENDAR = "icalendar"


_START = 4096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_VCARD = re.compile(r"\s*BEGIN\s*:\s*VCARD\b", re.IGNORECASE)
_CALENDAR = re.compile(r"\s*BEGIN\s*:\s*VCALENDAR\b", re.IGNORECASE)
_MARKUP = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype|html|head|body|table|meta|script|style|div|\?xml|svg)\b",
    re.IGNORECASE | re.DOTALL,
)
_PICTURE = mark("«{archivo}» es una imagen; elija un archivo CSV, XLSX, XLS, ODS, vCard o ICS.")
_PACKED = mark("«{archivo}» está comprimido; descomprímalo y elija el archivo que lleva dentro.")
_SIGNATURES = (
    (
        b"%PDF",
        mark(
            "«{archivo}» es un PDF, no una tabla de contactos; elija un archivo CSV, XLSX, XLS, ODS, vCard o ICS."
        ),
    ),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"BM", _PICTURE),
    (b"II*\0", _PICTURE),
    (b"MM\0*", _PICTURE),
    (
        b"RIFF",
        mark("«{archivo}» es una imagen o un sonido; elija un archivo CSV, XLSX, XLS, ODS, vCard o ICS."),
    ),
    (
        b"{\\rtf",
        mark(
            "«{archivo}» es un documento de texto con formato; elija un archivo CSV, XLSX, XLS, ODS, vCard o ICS."
        ),
    ),
    (b"\x1f\x8b", _PACKED),
    (b"Rar!", _PACKED),
    (b"7z\xbc\xaf", _PACKED),
    (
        b"SQLite format 3\0",
        mark("«{archivo}» es una base de datos, no una tabla de contactos; ábrala como base."),
    ),
)
_TEXT_MARKS = (b"BM", b"RIFF")


def sniff(path: Path) -> FileKind:
    """Say what the file is. Raises FileProblem when it is missing, empty, unreadable or nothing importable."""
    start = _start_of(path)
    if start.startswith(b"PK\x03\x04"):
        return _zip_kind(path)
    if start.startswith(b"PK\x05\x06"):
        raise FileProblem(
            _("«{archivo}» es un ZIP vacío; elija un archivo CSV, XLSX, XLS, ODS, vCard o ICS.").format(
                archivo=path.name
            )
        )
    if start.startswith(_OLE):
        return _ole_kind(path)
    for signature, refusal in _SIGNATURES:
        if start.startswith(signature) and not (signature in _TEXT_MARKS and b"\0" not in start):
            raise FileProblem(_(refusal).format(archivo=path.name))
    return _text_kind(path, start)


def _start_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise FileProblem(
                _("«{archivo}» es una carpeta; elija un archivo dentro de ella.").format(archivo=path.name)
            )
        if path.exists() and not path.is_file():
            raise FileProblem(
                _(
                    "«{archivo}» no es un archivo normal; elija un archivo CSV, XLSX, XLS, ODS, vCard o ICS."
                ).format(archivo=path.name)
            )
        with path.open("rb") as file:
            start = file.read(_START)
    except FileNotFoundError as error:
        raise FileProblem(
            _("El archivo «{archivo}» no existe; revise el nombre y la carpeta.").format(archivo=path)
        ) from error
    except PermissionError as error:
        raise FileProblem(
            _("No tiene permiso para leer «{archivo}»; pida acceso o cópielo a una carpeta suya.").format(
                archivo=path.name
            )
        ) from error
    except (OSError, ValueError) as error:
        raise FileProblem(
            _("No se pudo leer «{archivo}»; revise el nombre y que el disco responda.").format(
                archivo=path.name
            )
        ) from error
    if not start:
        raise FileProblem(
            _("El archivo «{archivo}» está vacío; elija uno con encabezados y datos.").format(
                archivo=path.name
            )
        )
    return start


def _zip_kind(path: Path) -> FileKind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "mimetype" in names:
                return _opendocument_kind(path, archive)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError) as error:
        raise FileProblem(
            _(
                "«{archivo}» está dañado o incompleto; pida que se lo envíen de nuevo o vuelva a guardarlo."
            ).format(archivo=path.name)
        ) from error
    if "xl/workbook.xml" in names:
        return FileKind.XLSX
    if "xl/workbook.bin" in names:
        raise FileProblem(
            _(
                "«{archivo}» es un libro binario de Excel; ábralo en Excel y guárdelo como «Libro de "
                "Excel (.xlsx)»."
            ).format(archivo=path.name)
        )
    if any(name.startswith("word/") for name in names):
        raise FileProblem(
            _(
                "«{archivo}» es un documento de Word; elija un archivo CSV, XLSX, XLS, ODS, vCard o ICS."
            ).format(archivo=path.name)
        )
    if any(name.startswith("ppt/") for name in names):
        raise FileProblem(
            _("«{archivo}» es una presentación; elija un archivo CSV, XLSX, XLS, ODS, vCard o ICS.").format(
                archivo=path.name
            )
        )
    raise FileProblem(
        _("«{archivo}» es un ZIP; descomprímalo y elija el archivo que lleva dentro.").format(
            archivo=path.name
        )
    )


def _opendocument_kind(path: Path, archive: zipfile.ZipFile) -> FileKind:
    with archive.open("mimetype") as member:
        declared = member.read(200).strip()
    if not declared.startswith(_ODS_TYPE):
        raise FileProblem(
            _(
                "«{archivo}» es un documento que no es hoja de cálculo; elija un archivo CSV, XLSX, XLS, "
                "ODS, vCard o ICS."
            ).format(archivo=path.name)
        )
    if "META-INF/manifest.xml" in archive.namelist():
        with archive.open("META-INF/manifest.xml") as member:
            if b"encryption-data" in member.read(1 << 20):
                raise FileProblem(_encrypted(path))
    return FileKind.ODS


def _ole_kind(path: Path) -> FileKind:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if _holds(content, "EncryptedPackage"):
            raise FileProblem(_encrypted(path))
        if _holds(content, "Workbook") or _holds(content, "Book"):
            return FileKind.XLS
        if _holds(content, "WordDocument"):
            raise FileProblem(
                _(
                    "«{archivo}» es un documento de Word; elija un archivo CSV, XLSX, XLS, ODS, vCard o ICS."
                ).format(archivo=path.name)
            )
    raise FileProblem(
        _("«{archivo}» no es un libro de Excel; elija un archivo CSV, XLSX, XLS, ODS, vCard o ICS.").format(
            archivo=path.name
        )
    )


def _holds(content: mmap.mmap, entry: str) -> bool:
    # A directory entry of the container: the name in UTF-16, closed by a NUL.
    return content.find(entry.encode("utf-16-le") + b"\0\0") >= 0


def _encrypted(path: Path) -> str:
    return _(
        "«{archivo}» está protegido con contraseña; ábralo en Excel, quítele la contraseña y "
        "guárdelo de nuevo."
    ).format(archivo=path.name)


def _text_kind(path: Path, start: bytes) -> FileKind:
    text = _start_as_text(start)
    if not text.strip() and path.stat().st_size <= len(start):
        raise FileProblem(
            _("El archivo «{archivo}» no tiene texto; elija uno con encabezados y datos.").format(
                archivo=path.name
            )
        )
    if _VCARD.match(text):
        return FileKind.VCARD
    if _CALENDAR.match(text):
        return FileKind.CALENDAR
    if _MARKUP.match(text):
        raise FileProblem(
            _(
                "«{archivo}» es una página web (HTML o XML), aunque su nombre diga otra cosa; ábralo en "
                "Excel y guárdelo como «Libro de Excel (.xlsx)»."
            ).format(archivo=path.name)
        )
    if path.suffix.lower() in (".vcf", ".vcard"):
        raise FileProblem(
            _("«{archivo}» no tiene tarjetas vCard (falta BEGIN:VCARD); vuelva a exportarlo.").format(
                archivo=path.name
            )
        )
    return FileKind.DELIMITED


def _start_as_text(start: bytes) -> str:
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return start.decode("utf-16", errors="replace").removeprefix("\ufeff")
    return start.removeprefix(codecs.BOM_UTF8).decode("latin-1")
