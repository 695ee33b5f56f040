"""What a file is, by its content and never by its name; what cannot be imported is refused in one sentence."""

import codecs
import mmap
import re
import zipfile
from enum import Enum
from pathlib import Path

from crm.errors import FileProblem


class FileKind(Enum):
    """What this program can read."""

    DELIMITED = "texto separado"
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    VCARD = "vcard"


_START = 4096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_VCARD = re.compile(r"\s*BEGIN\s*:\s*VCARD\b", re.IGNORECASE)
_MARKUP = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype|html|head|body|table|meta|script|style|div|\?xml|svg)\b",
    re.IGNORECASE | re.DOTALL,
)
_AS_XLSX = "ábralo en Excel y guárdelo como «Libro de Excel (.xlsx)»"
_PICK_ANOTHER = "elija un archivo CSV, XLSX, XLS, ODS o vCard"
_SIGNATURES = (
    (b"%PDF", f"es un PDF, no una tabla de contactos; {_PICK_ANOTHER}."),
    (b"\x89PNG", f"es una imagen; {_PICK_ANOTHER}."),
    (b"\xff\xd8\xff", f"es una imagen; {_PICK_ANOTHER}."),
    (b"GIF8", f"es una imagen; {_PICK_ANOTHER}."),
    (b"BM", f"es una imagen; {_PICK_ANOTHER}."),
    (b"II*\0", f"es una imagen; {_PICK_ANOTHER}."),
    (b"MM\0*", f"es una imagen; {_PICK_ANOTHER}."),
    (b"RIFF", f"es una imagen o un sonido; {_PICK_ANOTHER}."),
    (b"{\\rtf", f"es un documento de texto con formato; {_PICK_ANOTHER}."),
    (b"\x1f\x8b", "está comprimido; descomprímalo y elija el archivo que lleva dentro."),
    (b"Rar!", "está comprimido; descomprímalo y elija el archivo que lleva dentro."),
    (b"7z\xbc\xaf", "está comprimido; descomprímalo y elija el archivo que lleva dentro."),
    (b"SQLite format 3\0", "es una base de datos, no una tabla de contactos; ábrala como base."),
)
_TEXT_MARKS = (b"BM", b"RIFF")


def sniff(path: Path) -> FileKind:
    """Say what the file is. Raises FileProblem when it is missing, empty, unreadable or nothing importable."""
    start = _start_of(path)
    if start.startswith(b"PK\x03\x04"):
        return _zip_kind(path)
    if start.startswith(b"PK\x05\x06"):
        raise FileProblem(f"«{path.name}» es un ZIP vacío; {_PICK_ANOTHER}.")
    if start.startswith(_OLE):
        return _ole_kind(path)
    for signature, reason in _SIGNATURES:
        if start.startswith(signature) and not (signature in _TEXT_MARKS and b"\0" not in start):
            raise FileProblem(f"«{path.name}» {reason}")
    return _text_kind(path, start)


def _start_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise FileProblem(f"«{path.name}» es una carpeta; elija un archivo dentro de ella.")
        if path.exists() and not path.is_file():
            raise FileProblem(f"«{path.name}» no es un archivo normal; {_PICK_ANOTHER}.")
        with path.open("rb") as file:
            start = file.read(_START)
    except FileNotFoundError as error:
        raise FileProblem(f"El archivo «{path}» no existe; revise el nombre y la carpeta.") from error
    except PermissionError as error:
        raise FileProblem(
            f"No tiene permiso para leer «{path.name}»; pida acceso o cópielo a una carpeta suya."
        ) from error
    except (OSError, ValueError) as error:
        raise FileProblem(
            f"No se pudo leer «{path.name}»; revise el nombre y que el disco responda."
        ) from error
    if not start:
        raise FileProblem(f"El archivo «{path.name}» está vacío; elija uno con encabezados y datos.")
    return start


def _zip_kind(path: Path) -> FileKind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "mimetype" in names:
                return _opendocument_kind(path, archive)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError) as error:
        raise FileProblem(
            f"«{path.name}» está dañado o incompleto; pida que se lo envíen de nuevo o vuelva a guardarlo."
        ) from error
    if "xl/workbook.xml" in names:
        return FileKind.XLSX
    if "xl/workbook.bin" in names:
        raise FileProblem(f"«{path.name}» es un libro binario de Excel; {_AS_XLSX}.")
    if any(name.startswith("word/") for name in names):
        raise FileProblem(f"«{path.name}» es un documento de Word; {_PICK_ANOTHER}.")
    if any(name.startswith("ppt/") for name in names):
        raise FileProblem(f"«{path.name}» es una presentación; {_PICK_ANOTHER}.")
    raise FileProblem(f"«{path.name}» es un ZIP; descomprímalo y elija el archivo que lleva dentro.")


def _opendocument_kind(path: Path, archive: zipfile.ZipFile) -> FileKind:
    with archive.open("mimetype") as member:
        declared = member.read(200).strip()
    if not declared.startswith(_ODS_TYPE):
        raise FileProblem(f"«{path.name}» es un documento que no es hoja de cálculo; {_PICK_ANOTHER}.")
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
            raise FileProblem(f"«{path.name}» es un documento de Word; {_PICK_ANOTHER}.")
    raise FileProblem(f"«{path.name}» no es un libro de Excel; {_PICK_ANOTHER}.")


def _holds(content: mmap.mmap, entry: str) -> bool:
    # A directory entry of the container: the name in UTF-16, closed by a NUL.
    return content.find(entry.encode("utf-16-le") + b"\0\0") >= 0


def _encrypted(path: Path) -> str:
    return f"«{path.name}» está protegido con contraseña; ábralo en Excel, quítele la contraseña y guárdelo de nuevo."


def _text_kind(path: Path, start: bytes) -> FileKind:
    text = _start_as_text(start)
    if not text.strip() and path.stat().st_size <= len(start):
        raise FileProblem(f"El archivo «{path.name}» no tiene texto; elija uno con encabezados y datos.")
    if _VCARD.match(text):
        return FileKind.VCARD
    if _MARKUP.match(text):
        raise FileProblem(
            f"«{path.name}» es una página web (HTML o XML), aunque su nombre diga otra cosa; {_AS_XLSX}."
        )
    if path.suffix.lower() in (".vcf", ".vcard"):
        raise FileProblem(f"«{path.name}» no tiene tarjetas vCard (falta BEGIN:VCARD); vuelva a exportarlo.")
    return FileKind.DELIMITED


def _start_as_text(start: bytes) -> str:
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return start.decode("utf-16", errors="replace").removeprefix("\ufeff")
    return start.removeprefix(codecs.BOM_UTF8).decode("latin-1")
