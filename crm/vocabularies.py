"""Lists of codes with their names in Spanish, found again by whatever name a person writes."""

import difflib
import re
import unicodedata
from collections.abc import Callable, Mapping

_ARTICLE = re.compile(r"^(?:el|la|los|las|the)\s+")


def squash(text: str) -> str:
    """A name reduced to what tells it apart: no accents, case, points, spaces or leading article.

    >>> squash("los EE. UU.") == squash("eeuu")
    True
    """
    decomposed = unicodedata.normalize("NFKD", text.strip().casefold())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return "".join(char for char in _ARTICLE.sub("", plain) if char.isalnum())


class Vocabulary:
    """Codes and names. ``load`` gives the Spanish name of each code and every other name with its code.

    Nothing is loaded before the first question: the names come from a library that takes time to read them.
    """

    def __init__(self, load: Callable[[], tuple[Mapping[str, str], Mapping[str, str]]]) -> None:
        self._load = load
        self._names: dict[str, str] = {}
        self._codes: dict[str, str] = {}

    def names(self) -> Mapping[str, str]:
        """Every code with its Spanish name."""
        self._ensure_loaded()
        return self._names

    def name(self, code: str) -> str:
        """The Spanish name of a code; an empty string when the code is empty. Raises KeyError if unknown."""
        return self.names()[code] if code else ""

    def find(self, text: str) -> str | None:
        """The code of a code or a name, accents and case ignored; None when no name is like that."""
        self._ensure_loaded()
        return self._codes.get(squash(text))

    def suggest(self, text: str) -> str | None:
        """The Spanish name nearest to a text that was not found ("¿quiso decir …?"); None if none is near."""
        self._ensure_loaded()
        near = difflib.get_close_matches(squash(text), self._codes, n=1, cutoff=0.7)
        return self._names[self._codes[near[0]]] if near else None

    def _ensure_loaded(self) -> None:
        if self._codes:
            return
        names, others = self._load()
        codes = {squash(other): code for other, code in others.items()}
        codes |= {squash(name): code for code, name in names.items()}
        codes |= {squash(code): code for code in names}
        self._names, self._codes = dict(names), codes
