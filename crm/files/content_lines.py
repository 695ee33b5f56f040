"""The lines a vCard is made of: ``group.NAME;PARAM=value:value``, folded, escaped, in 2.1, 3.0 and 4.0.

Why not vobject: measured here, it gives up the whole file at one card without END, ends in RecursionError at 3,000
nested cards, takes 3.5 s for one photo of 5 MB, and does not unfold quoted-printable unless told to beforehand.
A content line is simple; what matters is going on after a bad one.

Lines are unfolded as bytes and decoded afterwards, because some programs fold inside a character. Sources:
vCard 2.1 (versit), RFC 2426, RFC 6350, RFC 6868 (``^n``, ``^^``, ``^'`` in parameters).
"""

import binascii
import codecs
import functools
import quopri
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from crm.files.encodings import STRAY_BYTES

SKIPPED = frozenset(
    {"PHOTO", "LOGO", "SOUND", "KEY", "X-THUMBNAIL", "X-MS-CARDPICTURE", "X-ABCROP-RECTANGLE"}
)
"""Properties whose contents (pictures, sounds, keys) are not wanted: their folded lines are passed over."""

_MAX_LINE_BYTES = 1 << 20
_NAME = re.compile(rb"\s*(?:([\w-]+)\.)?([\w-]+)\s*(?=[;:])")
_PARAMETER = re.compile(rb';\s*([\w-]+)?\s*(?:=\s*((?:"[^"]*"|\\"|[^";:])*))?')
_TEXT_CHARSET = re.compile(
    r"utf-?8|us-ascii|(?:iso-?8859|windows|cp|ibm)[-_]?\d+(?:-\d+)?|macintosh", re.IGNORECASE
)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPED = re.compile(r"[\\;,\r\n]")
_QUOTED = re.compile(r'[:;,^\n"]')
_CARET = {"^n": "\n", "^^": "^", "^'": '"'}
_WIDTH = 75


@dataclass(slots=True)
class ContentLine:
    """One property. ``name`` and the names of ``params`` are upper case; the values of a bare parameter of 2.1
    (``TEL;CELL:``) stand under TYPE. ``raw`` is as written, still escaped and, in 2.1, encoded."""

    number: int
    group: str
    name: str
    params: Mapping[str, Sequence[str]]
    raw: bytes

    @property
    def types(self) -> tuple[str, ...]:
        """The values of TYPE, in lower case."""
        return tuple(value.lower() for value in self.params.get("TYPE", ()))

    def param(self, name: str) -> str:
        """The first value of a parameter, or empty."""
        values = self.params.get(name)
        return values[0] if values else ""

    def text(self) -> str:
        """The value, as one text."""
        return unescape(self._decoded(self.raw))

    def parts(self) -> list[str]:
        """The value's components, those that semicolons part (N, ADR, ORG)."""
        parts = [self._decoded(part) for part in _split_bytes(self.raw, b";")]
        if len(parts) == 1 and self._encoding == "QUOTED-PRINTABLE":
            parts = split_escaped(parts[0], ";")
        return [unescape(part) for part in parts]

    def items(self) -> list[str]:
        """The value's items, those that commas part (CATEGORIES, NICKNAME)."""
        return [unescape(item) for item in split_escaped(self._decoded(self.raw), ",")]

    @property
    def _encoding(self) -> str:
        return self.param("ENCODING").upper()

    def _decoded(self, raw: bytes) -> str:
        if not self.params:
            return decode_bytes(raw)
        if self._encoding == "QUOTED-PRINTABLE":
            raw = quopri.decodestring(raw).replace(b"\r\n", b"\n")
        elif self._encoding in ("B", "BASE64"):
            try:
                raw = binascii.a2b_base64(raw)
            except binascii.Error:
                return ""
        return decode_bytes(raw, self.param("CHARSET"))


def read_content_lines(lines: Iterable[bytes]) -> Iterator[ContentLine | int]:
    """Unfold and read the lines of a file; for a line that cannot be understood, its number (from 1).

    ``lines`` have no line ends. The value of a property in ``SKIPPED`` comes empty.
    """
    for number, raw in _unfolded(lines):
        yield parse_line(number, raw) or number


def parse_line(number: int, raw: bytes) -> ContentLine | None:
    """Read an unfolded line, or None when it is not one."""
    end = raw.find(b":")
    if b'"' in raw[:end] or b"\\" in raw[:end]:
        end = _end_of_quoted_head(raw)
    head = _parse_head(raw[:end]) if end > 0 else None
    if head is None:
        return None
    group, name, params = head
    return ContentLine(number, group, name, params, b"" if name in SKIPPED else raw[end + 1 :])


def _end_of_quoted_head(raw: bytes) -> int:
    """Where the colon is that ends the name and its parameters; colons inside quotes are not."""
    start = _NAME.match(raw)
    position = start.end() if start else 0
    while start and raw[position : position + 1] == b";":
        match = _PARAMETER.match(raw, position)
        position = match.end() if match else len(raw)
    return position if raw[position : position + 1] == b":" else -1


# A file repeats the same few heads ("TEL;TYPE=CELL") in every card.
@functools.lru_cache(maxsize=1024)
def _parse_head(head: bytes) -> tuple[str, str, Mapping[str, Sequence[str]]] | None:
    start = _NAME.match(head + b":")
    if start is None:
        return None
    params: dict[str, list[str]] = {}
    position = start.end()
    while position < len(head):
        match = _PARAMETER.match(head, position)
        if match is None:
            return None
        _add_parameter(params, match.group(1), match.group(2))
        position = match.end()
    group = (start.group(1) or b"").decode("latin-1").lower()
    return group, start.group(2).decode("latin-1").upper(), params


def decode_bytes(raw: bytes, charset: str = "") -> str:
    """Text of bytes: in the charset declared if it is one of text and true, else UTF-8, else code page 1252."""
    if charset and _TEXT_CHARSET.fullmatch(charset):
        try:
            return raw.decode(codecs.lookup(charset).name)
        except (LookupError, UnicodeDecodeError):
            pass
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return (
            raw.decode("utf-8", errors=STRAY_BYTES)
            if _has_utf8(raw)
            else raw.decode("cp1252", errors="replace")
        )


def unescape(text: str) -> str:
    r"""Take escapes off: ``\n`` is a new line, any other character after a backslash is itself."""
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda match: "\n" if match.group(1) in "nN" else match.group(1), text)


def escape(text: str) -> str:
    """Escape a text for a property's value; every kind of line end becomes a new line."""
    # Looking once takes a third of replacing each in vain, and few texts have any.
    if _ESCAPED.search(text) is None:
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for char in ("\\", ";", ","):
        text = text.replace(char, f"\\{char}")
    return text.replace("\n", "\\n")


def quote_parameter(value: str) -> str:
    """A parameter's value as it may be written, quoted where it must be."""
    if _QUOTED.search(value) is None:
        return value
    value = value.replace("^", "^^").replace("\n", "^n").replace('"', "^'")
    return f'"{value}"' if re.search("[:;,]", value) else value


def join_escaped(parts: Sequence[str], separator: str) -> str:
    """The parts escaped, with a separator between them that is not."""
    if _ESCAPED.search("".join(parts)) is None:
        return separator.join(parts)
    return separator.join(map(escape, parts))


def split_escaped(text: str, separator: str) -> list[str]:
    """Split at the separators that no backslash escapes; the parts stay escaped."""
    if "\\" not in text:
        return text.split(separator)
    parts: list[str] = []
    start = position = 0
    while position < len(text):
        if text[position] == "\\":
            position += 2
            continue
        if text[position] == separator:
            parts.append(text[start:position])
            start = position + 1
        position += 1
    return [*parts, text[start:]]


def fold(line: str) -> str:
    """Break a line so that none has more than 75 octets, never inside a character; with its CRLF."""
    encoded = line.encode("utf-8")
    if len(encoded) <= _WIDTH:
        return line + "\r\n"
    pieces: list[bytes] = []
    start = 0
    while len(encoded) - start > (limit := _WIDTH if not pieces else _WIDTH - 1):
        end = start + limit
        while encoded[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(encoded[start:end])
        start = end
    pieces.append(encoded[start:])
    return b"\r\n ".join(pieces).decode("utf-8") + "\r\n"


def _unfolded(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    start = 0
    pieces: list[bytes] = []
    size = 0
    skipping = soft = False
    for number, line in enumerate(lines, start=1):
        if pieces and (soft or line[:1] in (b" ", b"\t")):
            piece = line if soft else line[1:]
            if not skipping and size < _MAX_LINE_BYTES:
                pieces[-1] = pieces[-1][:-1] if soft else pieces[-1]
                pieces.append(piece)
                size += len(piece)
            soft = not skipping and piece.endswith(b"=") and _is_quoted_printable(pieces[0])
            continue
        if pieces:
            yield start, b"".join(pieces)
        pieces = []
        soft = False
        if line.strip():
            start, pieces, size = number, [line], len(line)
            skipping = _is_skipped(line)
            if skipping:
                pieces = [line[: line.find(b":") + 1]]
            else:
                soft = line.endswith(b"=") and _is_quoted_printable(line)
    if pieces:
        yield start, b"".join(pieces)


def _is_quoted_printable(line: bytes) -> bool:
    head, _, _ = line[:500].partition(b":")
    return b"QUOTED-PRINTABLE" in head.upper()


def _is_skipped(line: bytes) -> bool:
    end = line.find(b":")
    return end > 0 and _names_skipped(line[: min(end, 200)].partition(b";")[0])


@functools.lru_cache(maxsize=1024)
def _names_skipped(start: bytes) -> bool:
    return start.rpartition(b".")[2].strip().decode("latin-1").upper() in SKIPPED


def _add_parameter(params: dict[str, list[str]], name: bytes | None, value: bytes | None) -> None:
    if name is None:
        return
    key = name.decode("latin-1").upper()
    if value is None:
        encodings = ("QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT")
        params.setdefault("ENCODING" if key in encodings else "TYPE", []).append(key)
        return
    text = decode_bytes(value).replace('\\"', "'")
    for item in re.findall(r'"[^"]*"|[^,"]+', text):
        quoted = item.startswith('"')
        plain = re.sub(r"\^[n^']", lambda match: _CARET[match.group()], item.strip('"') if quoted else item)
        # TYPE="voice,work" is one quoted list in RFC 6350.
        params.setdefault(key, []).extend(plain.split(",") if key == "TYPE" else [plain])


def _split_bytes(raw: bytes, separator: bytes) -> list[bytes]:
    if b"\\" not in raw:
        return raw.split(separator)
    return [part.encode("latin-1") for part in split_escaped(raw.decode("latin-1"), separator.decode())]


def _has_utf8(raw: bytes) -> bool:
    text = raw.decode("utf-8", errors="replace")
    stray = text.count("\ufffd")
    return sum(1 for char in text if char > "\x7f") - stray > stray
