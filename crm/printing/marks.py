"""What stands on a page, each in its place: points from the left and the top of the sheet."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from crm.printing.ink import Letters

PORTRAIT, LANDSCAPE = (612.0, 792.0), (792.0, 612.0)
"""A Letter sheet."""


class Text(NamedTuple):
    """A line of text that begins at ``x``; ``y`` is its base line."""

    x: float
    y: float
    text: str
    letters: Letters


class Rule(NamedTuple):
    """A line from one point to another."""

    x: float
    y: float
    to_x: float
    to_y: float
    thickness: float
    colour: str


class Disc(NamedTuple):
    """A circle about ``x``, ``y``: full, or a ring when it is not ``filled``."""

    x: float
    y: float
    radius: float
    colour: str
    filled: bool


class Picture(NamedTuple):
    """A PNG image; ``x`` and ``y`` are its left and top."""

    x: float
    y: float
    width: float
    height: float
    png: bytes


class Bookmark(NamedTuple):
    """An entry of the outline: it leads to a height of a page; ``level`` from 0."""

    page: int
    y: float
    text: str
    level: int


@dataclass(slots=True)
class Page:
    """A page and what stands on it."""

    texts: list[Text] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    discs: list[Disc] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Document:
    """Pages ready to be drawn, and what the file says of itself."""

    title: str
    author: str
    subject: str
    size: tuple[float, float]
    pages: tuple[Page, ...]
    bookmarks: tuple[Bookmark, ...]


def joined(documents: Sequence[Document], title: str) -> Document:
    """Documents of one size as one, called ``title`` if there are several; none of them is not allowed.

    Each keeps the numbers of its own pages, for they part again when they are handed out.
    """
    if len(documents) == 1:
        return documents[0]
    pages: list[Page] = []
    bookmarks: list[Bookmark] = []
    for document in documents:
        bookmarks += [mark._replace(page=mark.page + len(pages)) for mark in document.bookmarks]
        pages += document.pages
    return replace(documents[0], title=title, pages=tuple(pages), bookmarks=tuple(bookmarks))
