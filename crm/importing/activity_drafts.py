"""Activities as a sheet or a calendar tells them: with the names of who took part, before these are contacts.

Nothing here asks a base.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from crm.activity_values import NewActivity
from crm.importing.values import looks_like_organization
from crm.matter_columns import split, unescape
from db.folding import fold

_PERSON = re.compile(r"((?:\\.|[^\\,(])+)(?:,((?:\\.|[^\\(])*))?(?:\((.*)\))?\s*", re.DOTALL)


class Said(NamedTuple):
    """Somebody whom a cell names: "Rosa Tapia, Presidenta (Club Puebla)"."""

    name: str
    post: str = ""
    organization: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An activity, its participants of outside the institute by name alone (``new.participants`` are those of ours).

    ``given`` are the fields of ``NewActivity`` and of its ``when`` about which something was said.
    """

    new: NewActivity
    given: frozenset[str]
    persons: tuple[Said, ...] = ()
    institutions: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def company(self) -> frozenset[str]:
        """The names of who took part, as they are compared."""
        said = (name for person in self.persons for name in (person.name, person.organization))
        return frozenset(fold(name) for name in (*said, *self.institutions) if name)


def persons_in(cell: str) -> list[Said]:
    """Whom a cell names, one after each semicolon or on a line of its own."""
    return [_said(value) for line in cell.splitlines() for value in split(line)]


def names_in(cell: str) -> list[str]:
    """The names in a cell, one after each semicolon or on a line of its own."""
    return [unescape(value) for line in cell.splitlines() for value in split(line)]


def sorted_out(
    everybody: Iterable[Said], is_known_organization: Mapping[str, bool]
) -> tuple[list[Said], list[str]]:
    """The persons and the institutions among names that may be either."""
    persons, institutions = [], []
    for said in everybody:
        alone = not said.post and not said.organization
        if alone and (is_known_organization.get(said.name) or looks_like_organization(said.name)):
            institutions.append(said.name)
        else:
            persons.append(said)
    return persons, institutions


def in_order(persons: Iterable[Said], institutions: Iterable[str]) -> list[Said | str]:
    """Persons and, where nobody came for them, institutions, so that those keep the order of their list."""
    waiting = list(persons)
    represented = {fold(person.organization) for person in waiting if person.organization}
    found: list[Said | str] = []
    alone: list[Said | str] = []
    for institution in institutions:
        if fold(institution) not in represented:
            alone.append(institution)
            continue
        places = [n for n, person in enumerate(waiting) if fold(person.organization) == fold(institution)]
        if places:
            found += [*alone, *waiting[: places[0] + 1]]
            alone = []
            del waiting[: places[0] + 1]
    return [*found, *waiting, *alone]


def _said(text: str) -> Said:
    match = _PERSON.fullmatch(text)
    if match is None:
        return Said(" ".join(unescape(text).split()))
    name, post, organization = (" ".join(unescape(part or "").split()) for part in match.groups())
    return Said(name, post, organization)
