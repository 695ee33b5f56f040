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
_APOSTROPHES = ("'", "’", "‘", "ʼ", "ʻ", "`", "´")
_INVISIBLE = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]+")
_SPANISH = dict(zip("áéíóúüñÁÉÍÓÚÜÑ", "aeiouunAEIOUUN", strict=True))
"""The letters that leave most texts in ASCII, and so spare them Unicode's slow way."""

_LETTERS = {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ħ": "h", "ı": "i"}
_SIGN = re.compile(f"[^\\w{FIELD}{_TEXT}{AFTER_N}]|_")
_KEPT = f"{FIELD}{_TEXT}{AFTER_N}"
_ASCII_SIGNS = {code: " " for code in range(128) if not chr(code).isalnum() and chr(code) not in _KEPT}


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
    whole = _TEXT.join([_unmarked(text) for text in texts])
    folded = _plain(whole).replace(FIELD, " | ").split(_TEXT)
    return [f" {' '.join(text.split())} " for text in folded]


def spanish_key(text: str) -> str:
    """The key by which names sort in Spanish: accents and case ignored, ñ after n, word by word.

    >>> sorted(["nube", "ñandú", "Nápoles", "oso"], key=spanish_key)
    ['Nápoles', 'nube', 'ñandú', 'oso']
    """
    return spanish_keys([text])[0]


def spanish_keys(texts: Sequence[str]) -> list[str]:
    """The Spanish sort keys of many texts at once; their fields compare one after the other."""
    whole = unicodedata.normalize("NFC", _TEXT.join([_unmarked(text) for text in texts]))
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
    variants = [text]
    if not _JOINED.search(text):
        return text
    if any(apostrophe in text for apostrophe in _APOSTROPHES):
        split = text
        for apostrophe in _APOSTROPHES:
            split = split.replace(apostrophe, " ")
        variants.append(split)
    if "." in text:
        variants += [found.replace(".", "").replace(" ", "") for found in _DOTTED.findall(text)]
    return FIELD.join(variants)


_JOINED = re.compile(f"[.{''.join(_APOSTROPHES)}]")
_DOTTED = re.compile(r"\b(?:[^\W\d_]{1,2}\. ?){1,}[^\W\d_]{1,2}\b")


def _unmarked(text: str) -> str:
    return text.replace(_TEXT, " ").replace(AFTER_N, " ")


def _plain(text: str) -> str:
    for apostrophe in _APOSTROPHES:
        text = text.replace(apostrophe, "")
    for letter, plain in _SPANISH.items():
        text = text.replace(letter, plain)
    if not text.isascii():
        # Folding case can bring forth marks, and taking these off letters whose case can be folded again.
        text = _INVISIBLE.sub("", unicodedata.normalize("NFKD", text)).casefold()
        text = _INVISIBLE.sub("", unicodedata.normalize("NFKD", text))
        for letter, plain in _LETTERS.items():
            text = text.replace(letter, plain)
    if text.isascii():
        return text.lower().translate(_ASCII_SIGNS)
    return _SIGN.sub(" ", text)
