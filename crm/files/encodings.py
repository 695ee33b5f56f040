"""In what encoding a text file is, by its bytes.

UTF-8 is believed only when every byte agrees. Otherwise it is one of the single-byte code pages that Excel writes
in Mexico: Windows' 1252, and (from "CSV (MS-DOS)" and "CSV (Macintosh)") 850 and Mac Roman, told apart by the
accented letters that stand inside words. A file with bytes of both (two files pasted together) is read as UTF-8
with the stray bytes as 1252, and says so.
"""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from crm.errors import FileProblem
from crm.files.garbled import looks_garbled
from crm.texts import _

_CHUNK = 1 << 20
STRAY_BYTES = "vinculo-stray-bytes"
"""The name of ``decode_stray_bytes`` among the error handlers of ``bytes.decode`` and ``open``."""
_SINGLE_BYTE = ("cp1252", "cp850", "mac_roman")
_ACCENTED_WORD = re.compile("[a-z][áéíóúñü]|[áéíóúñü][a-z]|[A-Z][ÁÉÍÓÚÑÜ]|[ÁÉÍÓÚÑÜ][A-Z]")
_GARBLED_BYTES = (b"\xc3\x83", b"\xc3\x82", b"\xc3\xa2\xe2\x82\xac")
_UTF16_BOMS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_NAMES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "cp1252": "Windows-1252",
    "cp850": "DOS 850",
    "mac_roman": "Mac Roman",
}


@dataclass(frozen=True, slots=True)
class TextEncoding:
    """How to open the file as text (``codec`` and ``errors`` of ``open``), and what was seen on the way.

    ``lines`` counts line ends; ``mixed`` says that stray bytes are read as code page 1252; ``garbled`` that the text
    was saved in a wrong encoding before.
    """

    codec: str
    errors: str = "strict"
    lines: int = 0
    mixed: bool = False
    garbled: bool = False

    @property
    def name(self) -> str:
        """What the user calls it."""
        return _NAMES[self.codec]


def decode_stray_bytes(error: UnicodeError) -> tuple[str, int]:
    """An error handler for decoders: bytes that are no UTF-8 are read as code page 1252."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    raw = error.object[error.start : error.end]
    return raw.decode("cp1252", errors="replace"), error.end


codecs.register_error(STRAY_BYTES, decode_stray_bytes)


def detect_encoding(path: Path) -> TextEncoding:
    """Read the file through once, in pieces, and say its encoding.

    Raises FileProblem for NUL bytes, broken UTF-16, or bytes that are no text in any encoding known here.
    """
    with path.open("rb") as file:
        start = file.read(4)
    if start[:2] in _UTF16_BOMS:
        return _utf16(path, _UTF16_BOMS[start[:2]])
    lines, is_utf8, garbled = _scan_as_utf8(path)
    with_bom = start.startswith(codecs.BOM_UTF8)
    codec = "utf-8-sig" if with_bom else "utf-8"
    if is_utf8:
        return TextEncoding(codec, lines=lines, garbled=garbled)
    if with_bom or _mostly_utf8(path):
        return TextEncoding(codec, errors=STRAY_BYTES, lines=lines, mixed=True, garbled=garbled)
    return TextEncoding(_likeliest_single_byte(path), lines=lines)


def _utf16(path: Path, codec: str) -> TextEncoding:
    decoder = codecs.getincrementaldecoder(codec)()
    lines = 0
    with path.open("rb") as file:
        try:
            while chunk := file.read(_CHUNK):
                text = decoder.decode(chunk)
                _refuse_nul("\0" in text, path)
                lines += text.count("\n")
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            raise FileProblem(
                _(
                    "El archivo «{archivo}» dice estar en UTF-16 y está incompleto o dañado; vuelva a "
                    "exportarlo."
                ).format(archivo=path.name)
            ) from error
    return TextEncoding("utf-16", lines=lines)


def _scan_as_utf8(path: Path) -> tuple[int, bool, bool]:
    decoder = codecs.getincrementaldecoder("utf-8")()
    lines = 0
    is_utf8, garbled = True, False
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            _refuse_nul(b"\0" in chunk, path)
            lines += chunk.count(b"\n") or chunk.count(b"\r")
            if is_utf8:
                is_utf8 = _decodes(decoder, chunk)
            if not garbled and any(mark in chunk for mark in _GARBLED_BYTES):
                garbled = looks_garbled(chunk.decode("utf-8", errors="ignore"))
    return lines, is_utf8 and _decodes(decoder, b"", final=True), garbled


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _mostly_utf8(path: Path) -> bool:
    sound = stray = 0
    with path.open("rb") as file:
        for line in file:
            if line.isascii():
                continue
            text = line.decode("utf-8", errors="replace")
            wrong = text.count("\ufffd")
            stray += wrong
            sound += sum(1 for char in text if char > "\x7f") - wrong
    return sound > 3 * stray


def _likeliest_single_byte(path: Path) -> str:
    with path.open("rb") as file:
        sample = b"".join(line for line in file if not line.isascii())[: 4 * _CHUNK]
    scores = {codec: _score(sample, codec) for codec in _SINGLE_BYTE}
    best = max(_SINGLE_BYTE, key=lambda codec: scores[codec])
    try:
        _decode_whole(path, best)
    except UnicodeDecodeError as error:
        raise FileProblem(
            _(
                "No se reconoce la codificación de «{archivo}»; en Excel guárdelo como «CSV UTF-8» e "
                "inténtelo de nuevo."
            ).format(archivo=path.name)
        ) from error
    return best


def _score(sample: bytes, codec: str) -> int:
    return len(_ACCENTED_WORD.findall(sample.decode(codec, errors="replace")))


def _decode_whole(path: Path, codec: str) -> None:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            chunk.decode(codec)


def _refuse_nul(found: bool, path: Path) -> None:
    if found:
        raise FileProblem(
            _(
                "El archivo «{archivo}» no es texto que se pueda leer: está dañado o es de otro tipo; ábralo en Excel"
                " y guárdelo como «CSV UTF-8»."
            ).format(archivo=path.name)
        )
