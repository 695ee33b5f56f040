"""The letters of the pages: Inter, what of a text it can draw, how wide that is and where its lines break.

Nothing in a text is ever read as markup: it is drawn letter by letter, as it stands.
"""

import unicodedata
from functools import cache, lru_cache

from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont

from crm.printing.ink import REGULAR, SEMIBOLD, Letters
from resources import FOLDER

_UNKNOWN = "□"
"""Stands for what Inter has no letter for: emoji, scripts that are written from the right."""

_SIGNS = "@._-/&?="
"""Where an address may be broken."""

_SPACES = dict.fromkeys(map(ord, "\t\v\f\u2028\u2029\u00a0\u202f"), " ")
_LEFT_OUT = ("Cc", "Cf", "Cs", "Cn")
"""Controls, among them the marks that would turn the writing's direction, and halves of letters."""

_MARKS = ("Mn", "Me")
"""Marks over a letter that are no part of it once it is composed: each would take a place of its own."""


class _Advances(dict[str, float]):
    """The width of each letter of a font, in thousandths of its size; of one it lacks, that of what stands for it."""

    def __missing__(self, letter: str) -> float:
        return self[_UNKNOWN]


@cache
def advances(font: str) -> dict[str, float]:
    """The letters that a font of the pages has and how wide they are, in thousandths; makes it known to reportlab."""
    loaded = TTFont(font, str(FOLDER / "fonts" / f"{font}.ttf"))
    registerFont(loaded)
    return _Advances((chr(code), width) for code, width in loaded.face.charWidths.items())


@cache
def _plain() -> frozenset[str]:
    """Letters that need no second look in either font."""
    both = advances(REGULAR).keys() & advances(SEMIBOLD).keys()
    return frozenset(letter for letter in both if unicodedata.category(letter) not in (*_LEFT_OUT, *_MARKS))


def drawable(text: str) -> str:
    """A text as it can be drawn: composed, without controls, line breaks kept."""
    return text if _plain().issuperset(text) else _drawn(text)


@lru_cache(maxsize=512)
def _drawn(text: str) -> str:
    plain = _plain()
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").translate(_SPACES))
    drawn: list[str] = []
    for letter in composed:
        if letter in plain or letter == "\n":
            drawn.append(letter)
        elif unicodedata.category(letter) not in (*_LEFT_OUT, *_MARKS) and drawn[-1:] != [_UNKNOWN]:
            drawn.append(_UNKNOWN)
    return "".join(drawn)


def width(text: str, letters: Letters) -> float:
    """How wide a drawable line is, in points."""
    known = advances(letters.font)
    return sum(map(known.__getitem__, text)) * letters.size / 1000


def lines(text: str, letters: Letters, limit: float) -> list[str]:
    """The lines of a text no wider than ``limit`` points; a word that is wider is broken. Always at least one."""
    return list(_lines(text, letters, limit))


@lru_cache(maxsize=512)
def _lines(text: str, letters: Letters, limit: float) -> tuple[str, ...]:
    """Kept for a while: a page that is tried at several measures breaks the same texts again and again."""
    return tuple(
        line
        for paragraph in drawable(text).split("\n")
        for line in _broken(paragraph.strip(), letters, limit)
    )


def _broken(paragraph: str, letters: Letters, limit: float) -> list[str]:
    if width(paragraph, letters) <= limit:
        return [paragraph]
    found: list[str] = []
    line, used = "", 0.0
    space = width(" ", letters)
    for word in paragraph.split():
        wide = width(word, letters)
        if line and used + space + wide <= limit:
            line, used = f"{line} {word}", used + space + wide
            continue
        if line:
            found.append(line)
        while wide > limit:
            head = _head(word, letters, limit)
            found.append(head)
            word = word[len(head) :]
            wide = width(word, letters)
        line, used = word, wide
    return [*found, line] if line or not found else found


def _head(word: str, letters: Letters, limit: float) -> str:
    """As much of a word as fits, one letter at least; addresses end at their signs rather than within a name."""
    known = advances(letters.font)
    left = limit * 1000 / letters.size
    for n, letter in enumerate(word):
        left -= known[letter]
        if left < 0:
            signs = max(word.rfind(sign, 0, n) for sign in _SIGNS) + 1
            return word[: signs if signs > n // 2 else max(n, 1)]
    return word


def elided(text: str, letters: Letters, limit: float) -> str:
    """The text on one line, cut with "…" where it is too wide."""
    line = drawable(text).replace("\n", " ")
    if width(line, letters) <= limit:
        return line
    while line and width(f"{line}…", letters) > limit:
        # By what is surely too much: no letter is wider than one and a half times the size of the type.
        over = width(f"{line}…", letters) - limit
        line = line[: -max(1, int(over / (letters.size * 1.5)))]
    return f"{line.rstrip()}…"


def clamped(text: str, letters: Letters, limit: float, most: int) -> list[str]:
    """The lines of a text, ``most`` of them at the most, the last with "…" where more would follow."""
    return shortened(lines(text, letters, limit), letters, limit, most)


def shortened(found: list[str], letters: Letters, limit: float, most: int) -> list[str]:
    """As ``clamped``, of lines that were broken already."""
    if len(found) <= most:
        return found
    return [*found[: most - 1], elided(f"{' '.join(found[most - 1 : most + 1])}…", letters, limit)]
