"""Where the words of a query stand in a name: what the list shows in bold."""

import unicodedata
from functools import lru_cache

Span = tuple[int, int]


@lru_cache(maxsize=4096)
def _fold_letter(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0].lower()


def fold(text: str) -> str:
    """``text`` without accents or case, letter for letter, so that places in it are places in ``text``."""
    return "".join(_fold_letter(letter)[:1] for letter in text)


def spans(text: str, words: tuple[str, ...]) -> list[Span]:
    """Start and length of each beginning of a word of ``text`` that one of ``words`` (folded) matches, in order.

    >>> spans("Universidad de México", ("mex",))
    [(15, 3)]
    """
    folded = fold(text)
    found: list[Span] = []
    place = 0
    while place < len(folded):
        if not folded[place].isalnum():
            place += 1
            continue
        length = max((len(word) for word in words if word and folded.startswith(word, place)), default=0)
        if length:
            found.append((place, length))
            place += length
        while place < len(folded) and folded[place].isalnum():
            place += 1
    return found
