"""Reading vCards 2.1, 3.0 and 4.0, as phones, Google, Apple, Outlook and Thunderbird write them.

A card that cannot be read is a problem with its line; the others survive. Values come as written, not validated.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crm.errors import FileProblem
from crm.files.content_lines import ContentLine, read_content_lines
from crm.files.vcard_records import VCardAddress, VCardPhone, VCardProblem, VCardRecord, VCardText
from crm.texts import _

_CHUNK = 1 << 20
_LONGEST_LINE = 64 << 20
_MOST_OPEN_CARDS = 50
_MOST_LINES = 20_000
_LINE_END = re.compile(rb"\r\n|\n|\r")
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_", re.DOTALL)
_X_SOCIAL = {
    "X-TWITTER": "twitter",
    "X-FACEBOOK": "facebook",
    "X-INSTAGRAM": "instagram",
    "X-LINKEDIN": "linkedin",
    "X-SKYPE": "skype",
}


def read_vcards(path: Path) -> Iterator[VCardRecord | VCardProblem]:
    """The cards of a file, in its order; whoever stops early closes the iterator.

    Raises FileProblem when the file as a whole cannot be read: no cards, NUL bytes, cards inside cards.
    """
    found = False
    for card in _cards(path):
        if isinstance(card, VCardProblem):
            found = True
            yield card
        elif card.lines:
            found = True
            yield _record(card)
    if not found:
        raise FileProblem(
            _("«{archivo}» no tiene tarjetas con datos; vuelva a exportar los contactos.").format(
                archivo=path.name
            )
        )


def count_vcards(path: Path) -> int:
    """How many cards the file begins, to tell progress by."""
    return sum(1 for line in _lines(path) if line.strip().upper().replace(b" ", b"") == b"BEGIN:VCARD")


@dataclass(slots=True)
class _OpenCard:
    line: int
    lines: list[ContentLine]
    ignored: list[int]


def _cards(path: Path) -> Iterator[_OpenCard | VCardProblem]:
    card: _OpenCard | None = None
    never_closed = 0
    agents = 0
    previous: ContentLine | None = None
    for line in read_content_lines(_lines(path)):
        if isinstance(line, int):
            if card is not None and not agents:
                card.ignored.append(line)
            continue
        if line.name == "BEGIN" and _is_vcard(line):
            if agents or (card is not None and previous is not None and _announces_agent(previous)):
                agents += 1
            else:
                if card is not None:
                    never_closed += 1
                    yield _without_end(card.line)
                card = _OpenCard(line.number, [], [])
            if max(agents, never_closed) > _MOST_OPEN_CARDS:
                raise _nested(path, line.number)
        elif line.name == "END" and _is_vcard(line):
            if agents:
                agents -= 1
            elif card is not None:
                never_closed = 0
                yield card
                card = None
        elif card is not None and not agents:
            card.lines.append(line)
            if len(card.lines) > _MOST_LINES:
                raise FileProblem(
                    _(
                        "La tarjeta de la línea {linea} de «{archivo}» tiene demasiados datos para ser un "
                        "contacto; quítela e inténtelo de nuevo."
                    ).format(linea=card.line, archivo=path.name)
                )
        previous = line
    if card is not None:
        yield _without_end(card.line)


def _is_vcard(line: ContentLine) -> bool:
    return line.raw.strip().upper() == b"VCARD"


def _announces_agent(line: ContentLine) -> bool:
    return line.name == "AGENT" and not line.raw.strip()


def _without_end(line: int) -> VCardProblem:
    return VCardProblem(
        line, _("La tarjeta que empieza en la línea {linea} no termina (falta END:VCARD).").format(linea=line)
    )


def _nested(path: Path, line: int) -> FileProblem:
    return FileProblem(
        _(
            "«{archivo}» tiene tarjetas metidas unas dentro de otras, sin cerrar (línea {linea}); "
            "vuelva a exportar los contactos."
        ).format(archivo=path.name, linea=line)
    )


def _lines(path: Path) -> Iterator[bytes]:
    rest = b""
    for chunk in _chunks(path):
        if b"\0" in chunk:
            raise FileProblem(
                _(
                    "El archivo «{archivo}» no es texto que se pueda leer: está dañado o es de otro tipo; vuelva a"
                    " exportarlo."
                ).format(archivo=path.name)
            )
        text = rest + chunk
        # A CR at the very end may be half of a CRLF.
        kept = text.endswith(b"\r")
        lines = _LINE_END.split(text[:-1] if kept else text)
        rest = lines.pop() + (b"\r" if kept else b"")
        if len(rest) > _LONGEST_LINE:
            raise FileProblem(
                _("«{archivo}» tiene una línea demasiado larga; vuelva a exportar los contactos.").format(
                    archivo=path.name
                )
            )
        yield from lines
    yield from _LINE_END.split(rest)


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        start = file.read(3)
        file.seek(0)
        if start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            yield from _utf16_as_utf8(path)
            return
        if start == codecs.BOM_UTF8:
            file.seek(3)
        while chunk := file.read(_CHUNK):
            yield chunk


def _utf16_as_utf8(path: Path) -> Iterator[bytes]:
    with path.open("r", encoding="utf-16", newline="") as file:
        try:
            while text := file.read(_CHUNK):
                yield text.encode("utf-8")
        except UnicodeError as error:
            raise FileProblem(
                _(
                    "El archivo «{archivo}» dice estar en UTF-16 y está incompleto o dañado; vuelva a "
                    "exportarlo."
                ).format(archivo=path.name)
            ) from error


def _record(card: _OpenCard) -> VCardRecord:
    properties = _Properties(card.lines)
    name = properties.parts("N", 5)
    organization = properties.parts("ORG", 1)
    uid = properties.text("UID")
    return VCardRecord(
        line=card.line,
        version=properties.text("VERSION"),
        uid=uid[9:] if uid.lower().startswith("urn:uuid:") else uid,
        kind=_kind(properties, any(name[:3])),
        formatted_name=properties.text("FN"),
        family=name[0],
        given=name[1],
        additional=name[2],
        prefix=name[3],
        suffix=name[4],
        nicknames=properties.items("NICKNAME"),
        organization=organization[0],
        units=tuple(unit for unit in organization[1:] if unit),
        title=properties.text("TITLE"),
        role=properties.text("ROLE"),
        phones=tuple(_phone(line, properties.label(line)) for line in properties.all("TEL")),
        emails=tuple(_text(line, properties.label(line)) for line in properties.all("EMAIL")),
        addresses=tuple(_address(line, properties) for line in properties.all("ADR")),
        links=tuple(_link(line, properties.label(line)) for line in properties.all("URL", *_SOCIAL)),
        notes=properties.texts("NOTE"),
        tags=properties.items("CATEGORIES"),
        languages=properties.texts("LANG"),
        geo=properties.text("GEO").removeprefix("geo:").replace(";", ","),
        timezone=properties.text("TZ"),
        revised=properties.text("REV"),
        own=tuple((line.name, tuple(line.parts())) for line in card.lines if line.name.startswith(_OWN)),
        others=properties.others(),
        ignored_lines=tuple(card.ignored),
        has_picture=any(line.name in _PICTURES for line in card.lines),
    )


_OWN = "X-VINCULO-"
_PICTURES = ("PHOTO", "LOGO")
_SOCIAL = ("X-SOCIALPROFILE", "SOCIALPROFILE", *_X_SOCIAL)
_KNOWN = frozenset(
    (
        *("VERSION", "PROFILE", "PRODID", "UID", "REV", "KIND", "X-ADDRESSBOOKSERVER-KIND", "X-ABSHOWAS"),
        *(
            "FN",
            "N",
            "NICKNAME",
            "SORT-STRING",
            "ORG",
            "TITLE",
            "ROLE",
            "TEL",
            "EMAIL",
            "ADR",
            "LABEL",
            "URL",
        ),
        *("NOTE", "CATEGORIES", "LANG", "GEO", "TZ", "X-ABLABEL", "X-ABADR"),
    )
)
_OTHER_CHARACTERS = 1_000


class _Properties:
    """A card's lines by name, and the labels that Apple and Google give them through groups."""

    def __init__(self, lines: list[ContentLine]) -> None:
        self._lines = lines
        self._by_name: dict[str, list[ContentLine]] = {}
        self._labels: dict[str, str] = {}
        self._countries: dict[str, str] = {}
        for line in lines:
            self._by_name.setdefault(line.name, []).append(line)
            if line.name == "X-ABLABEL":
                label = line.text()
                match = _APPLE_LABEL.fullmatch(label)
                self._labels[line.group] = (match.group(1) if match else label).strip()
            elif line.name == "X-ABADR":
                self._countries[line.group] = line.text().strip().upper()

    def all(self, *names: str) -> list[ContentLine]:
        """Lines of these names that have a value, in the card's order."""
        if not any(name in self._by_name for name in names):
            return []
        return [line for line in self._lines if line.name in names and _says_something(line)]

    def text(self, name: str) -> str:
        """The first value, that with PREF if any, or empty."""
        return next((text for line in self._preferred_first(name) if (text := line.text().strip())), "")

    def texts(self, name: str) -> tuple[str, ...]:
        return tuple(text for line in self._by_name.get(name, ()) if (text := line.text().strip()))

    def items(self, name: str) -> tuple[str, ...]:
        lines = self._by_name.get(name, ())
        return tuple(text for line in lines for item in line.items() if (text := item.strip()))

    def parts(self, name: str, count: int) -> list[str]:
        """The components of the first value that has any; at least ``count``."""
        for line in self._preferred_first(name):
            parts = [part.strip() for part in line.parts()]
            if any(parts):
                return parts + [""] * (count - len(parts))
        return [""] * count

    def label(self, line: ContentLine) -> str:
        return self._labels.get(line.group, "") if line.group else ""

    def country_code(self, line: ContentLine) -> str:
        return line.param("CC").upper() or (self._countries.get(line.group, "") if line.group else "")

    def others(self) -> tuple[tuple[str, str], ...]:
        return tuple(
            (line.name, line.text()[:_OTHER_CHARACTERS])
            for line in self._lines
            if line.name not in _KNOWN
            and line.name not in _SOCIAL
            and not line.name.startswith(_OWN)
            and line.raw
        )

    def _preferred_first(self, name: str) -> list[ContentLine]:
        lines = self._by_name.get(name, [])
        return sorted(lines, key=_preference) if len(lines) > 1 else lines


def _preference(line: ContentLine) -> int:
    if "pref" in line.types:
        return 0
    pref = line.param("PREF")
    return int(pref) if pref.isascii() and pref.isdigit() and len(pref) < 4 else 101


def _kind(properties: _Properties, has_personal_name: bool) -> str:
    declared = (properties.text("KIND") or properties.text("X-ADDRESSBOOKSERVER-KIND")).lower()
    if declared == "group":
        return "group"
    if declared in ("org", "organization") or properties.text("X-ABSHOWAS").upper() == "COMPANY":
        return "organization"
    only_organization = properties.text("ORG") and not has_personal_name
    if only_organization and not declared and properties.text("FN") in ("", properties.parts("ORG", 1)[0]):
        return "organization"
    return "person"


def _phone(line: ContentLine, label: str) -> VCardPhone:
    text = line.text().strip()
    extension = ""
    if text.lower().startswith("tel:"):
        number, *parameters = text[4:].split(";")
        text = number.replace("%20", " ")
        extension = next((item[4:] for item in parameters if item.lower().startswith("ext=")), "")
    return VCardPhone(
        text, extension or line.param("X-VINCULO-EXT"), line.types, label, line.param("X-VINCULO-USE")
    )


def _text(line: ContentLine, label: str) -> VCardText:
    text = line.text().strip()
    if text.lower().startswith("mailto:"):
        text = text[7:]
    return VCardText(text, line.types, label, own_use=line.param("X-VINCULO-USE"))


def _link(line: ContentLine, label: str) -> VCardText:
    kind = ""
    if line.name in _X_SOCIAL:
        kind = _X_SOCIAL[line.name]
    elif line.name in _SOCIAL:
        kind = line.param("SERVICE-TYPE").lower() or next(iter(line.types), "")
    text = line.text().strip()
    # Apple: X-SOCIALPROFILE;TYPE=x;X-USER=name:x-apple:name
    if text.startswith("x-apple:"):
        text = line.param("X-USER") or text[8:]
    return VCardText(text, line.types, label, kind, line.param("X-VINCULO-USE"))


_PLACE_PARAMETERS = ("GEO", "X-VINCULO-GEO", "TZ", "X-VINCULO-TZ", "LABEL")


def _says_something(line: ContentLine) -> bool:
    """Whether a line has a value, or is an address of which only the position, zone or label is known."""
    return bool(line.raw.strip(b" ;")) or any(line.param(name) for name in _PLACE_PARAMETERS)


def _address(line: ContentLine, properties: _Properties) -> VCardAddress:
    parts = [part.strip() for part in line.parts()] + [""] * 7
    return VCardAddress(
        po_box=parts[0],
        extended=parts[1],
        street=parts[2],
        city=parts[3],
        state=parts[4],
        postcode=parts[5],
        country=parts[6],
        country_code=properties.country_code(line),
        formatted=line.param("LABEL").replace("\\n", "\n"),
        geo=(line.param("GEO") or line.param("X-VINCULO-GEO")).removeprefix("geo:"),
        timezone=line.param("TZ") or line.param("X-VINCULO-TZ"),
        uses=line.types,
        label=properties.label(line),
        own_use=line.param("X-VINCULO-USE"),
    )
