"""Several short texts in one cell: joined for an export, split again by an import.

A semicolon separates; one inside a text, a comma too (others separate by it), is escaped with a backslash.
"""

import re
from collections.abc import Iterable

from crm.vocabularies import squash

_SEPARATOR = re.compile(r"\s*(?::::|[;,\n|])\s*")
_PIECE = re.compile(r"(?:\\.|[^\\;,\n|])+|\\", re.DOTALL)


def join(texts: Iterable[str]) -> str:
    """One cell with all the texts."""
    return "; ".join(re.sub(r"([\\;,|\n]|:(?=::))", r"\\\1", text) for text in texts)


def split(cell: str) -> list[str]:
    """The texts of a cell, empty ones left out."""
    if "\\" not in cell:
        return [text for text in _SEPARATOR.split(cell.strip()) if text]
    pieces = (piece for part in cell.split(" ::: ") for piece in _PIECE.findall(part))
    unescaped = (re.sub(r"\\(.)", r"\1", piece, flags=re.DOTALL).strip() for piece in pieces)
    return [text for text in unescaped if text]


def words(listed: str) -> frozenset[str]:
    """Words written as "one|two|three", squashed for comparison (``crm.vocabularies.squash``)."""
    return frozenset(map(squash, listed.split("|")))
