"""The words of a query in the syntax of the text index (SQLite FTS5), user text always between its quotes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crm.query import Query, Word
from db.folding import fold
from db.search_index import INDEXED_PREFIX

_TYPED_PHONE = 7
"""Digits from which numbers typed one after the other are taken for a phone as well."""

_OLD_PREFIX = re.compile(r"(?:00|044|045|01)(?=\d{10})|(?<=^52)1(?=\d{10}$)")
"""What Mexican phones were dialled with until 2019, and the international prefix (DOMAIN, "Phones")."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a word of a document must begin with; of several, each one, or ``joined`` alone."""

    tokens: tuple[str, ...]
    joined: tuple[str, ...] = ()

    def match(self) -> str:
        """The condition for the text index."""
        each = " AND ".join(prefix(token) for token in self.tokens)
        if not self.joined:
            return each
        return f"(({each}) OR {' OR '.join(prefix(token) for token in self.joined)})"


def beginnings(query: Query) -> list[Beginning]:
    """What the words of a query ask for, each sort of thing once."""
    found: list[Beginning] = []
    for run in _runs(query):
        found += _of_run(run)
    return found


def word(token: str) -> str:
    """A whole word, as the text index reads it."""
    return '"' + token.replace('"', '""') + '"'


def prefix(token: str) -> str:
    """The beginning of a word, as the text index reads it."""
    return word(token) + "*"


def shortened(beginning: Beginning) -> str:
    """A condition met by all that meets the beginning's, and that the text index answers without gathering first."""
    if beginning.joined:
        return beginning.match()
    return " AND ".join(prefix(token[:INDEXED_PREFIX]) for token in beginning.tokens)


def _runs(query: Query) -> Iterator[list[str]]:
    """The tokens of words that stand one after the other."""
    run: list[str] = []
    for term in query.terms:
        if isinstance(term, Word) and not term.negated:
            run += fold(term.text).split()
        elif run:
            yield run
            run = []
    if run:
        yield run


def _of_run(tokens: Sequence[str]) -> Iterator[Beginning]:
    digits: list[str] = []
    for token in (*tokens, ""):
        if token.isascii() and token.isdigit():
            digits.append(token)
            continue
        if digits:
            yield Beginning(tuple(digits), _joined(digits))
            digits = []
        if token:
            yield Beginning((token,))


def _joined(digits: Sequence[str]) -> tuple[str, ...]:
    number = "".join(digits)
    if len(number) < _TYPED_PHONE:
        return ()
    return tuple(dict.fromkeys((number, _OLD_PREFIX.sub("", number, count=1))))
