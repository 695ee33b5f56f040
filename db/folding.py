"""Text as it is searched and as it is sorted: without accents or case, in Spanish order.

For matching, ñ is n and ß is ss; an apostrophe joins ("O'Farrill" is ``ofarrill``), any other sign separates.
For sorting, ñ follows n. Both are plain strings, compared by code point, so that no database needs a collation.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

FIELD = "\x1f"
"""Separates the fields of a text; a phrase does not run across it. ``|`` once folded."""

AFTER_N = "\x7f"
"""What ñ adds to n in a sort key: it comes after every letter."""

FIRST = "\x01"
"""Separates the parts of a sort key: it comes before every letter and the space."""

_TEXT = "\x1e"
_KEPT = FIELD + _TEXT + AFTER_N
_APOSTROPHES = "'’‘ʼʻ`´"
_INVISIBLE = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]+")
_PLAIN_LETTERS = {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ħ": "h", "ı": "i"}
_ASCII = frozenset(map(chr, range(128)))
_ASCII_SIGNS = {
    code: None if chr(code) in _APOSTROPHES else " "
    for code in range(128)
    if not chr(code).isalnum() and chr(code) not in _KEPT
}
_AT_ONCE = 2_000
"""Texts folded in one go; more would hold every other thread for as long as that takes."""
_FEW_LETTERS = 64
"""Up to this many kinds of letters, replacing one kind after the other is faster than going letter by letter."""


def fold(text: str) -> str:
    """The words of a text as they are matched, one space between them.

    >>> fold("  Peña-O'Farrill, S.A. ")
    'pena ofarrill s a'
    """
    return " ".join(_plain(_unmarked(text)).split())


def fold_fields(texts: Sequence[str]) -> list[str]:
    """Fold many texts at once, far faster than one by one.

    A space stands before and after each word, so that `` word`` finds a beginning of a word, and `` | `` between
    the fields of a text (those that ``FIELD`` separates in it).
    """
    folded: list[str] = []
    for first in range(0, len(texts), _AT_ONCE):
        some = _plain(_joined(texts[first : first + _AT_ONCE])).replace(FIELD, " | ").split(_TEXT)
        folded += [f" {' '.join(text.split())} " for text in some]
    return folded


def spanish_key(text: str) -> str:
    """The key by which names sort in Spanish: accents and case ignored, ñ after n, word by word.

    >>> sorted(["nube", "ñandú", "Nápoles", "oso"], key=spanish_key)
    ['Nápoles', 'nube', 'ñandú', 'oso']
    """
    return spanish_keys([text])[0]


def spanish_keys(texts: Sequence[str]) -> list[str]:
    """The Spanish sort keys of many texts at once; their fields compare one after the other."""
    if not texts:
        return []
    whole = unicodedata.normalize("NFC", _joined(texts))
    whole = whole.replace("ñ", "n" + AFTER_N).replace("Ñ", "N" + AFTER_N)
    keys = _plain(whole).replace(FIELD, f" {FIRST} ").split(_TEXT)
    return [" ".join(key.split()) for key in keys]


def has_words(text: str, words: Iterable[str]) -> bool:
    """Whether each of the folded words begins a word of the text."""
    folded = " " + folded_once(text)
    return all(" " + word in folded for word in words)


def has_phrase(text: str, phrase: str) -> bool:
    """Whether the text holds the folded phrase, whole words."""
    return f" {phrase} " in f" {folded_once(text)} "


@lru_cache(maxsize=16_384)
def folded_once(text: str) -> str:
    """``fold`` for texts that come again and again: cities, titles of posts."""
    return fold(text)


def with_variants(text: str) -> str:
    """A text, and after it the other ways in which its apostrophes and abbreviations may be typed.

    >>> with_variants("O'Farrill (I.N.E.)").split(FIELD)
    ["O'Farrill (I.N.E.)", 'O Farrill (I.N.E.)', 'INE']
    """
    if not _JOINING.search(text):
        return text
    variants = [text]
    if _APOSTROPHE.search(text):
        variants.append(_APOSTROPHE.sub(" ", text))
    variants += [found.replace(".", "").replace(" ", "") for found in _DOTTED.findall(text)]
    return FIELD.join(variants)


_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")
_JOINING = re.compile(f"[.{_APOSTROPHES}]")
_DOTTED = re.compile(r"\b(?:[^\W\d_]{1,2}\. ?)+[^\W\d_]{1,2}\b")


def _joined(texts: Sequence[str]) -> str:
    whole = _TEXT.join(texts)
    if AFTER_N in whole or whole.count(_TEXT) != len(texts) - 1:
        whole = _TEXT.join([_unmarked(text) for text in texts])
    return whole


def _unmarked(text: str) -> str:
    return text.replace(_TEXT, " ").replace(AFTER_N, " ")


def _plain(text: str) -> str:
    if not text.isascii():
        letters = set(text) - _ASCII
        if len(letters) <= _FEW_LETTERS:
            for letter in letters:
                text = text.replace(letter, _LETTERS[ord(letter)])
    if text.isascii():
        return text.lower().translate(_ASCII_SIGNS)
    return _TEXT.join([_plain_text(part) for part in text.split(_TEXT)])


def _plain_text(text: str) -> str:
    return text.lower().translate(_ASCII_SIGNS) if text.isascii() else text.translate(_LETTERS)


class _Letters(dict[int, str]):
    """How each letter is folded, found out when it first comes."""

    def __missing__(self, code: int) -> str:
        self[code] = _plain_letter(chr(code))
        return self[code]


_LETTERS = _Letters()


def _plain_letter(letter: str) -> str:
    if letter in _APOSTROPHES or _INVISIBLE.match(letter):
        return ""
    if letter in _KEPT:
        return letter
    folded = _INVISIBLE.sub("", unicodedata.normalize("NFKD", letter)).casefold()
    # Folding case can bring forth marks ("İ").
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKD", folded))
    plain = "".join(_PLAIN_LETTERS.get(char, char) for char in plain)
    return "".join(char if char.isalnum() else " " for char in plain)
