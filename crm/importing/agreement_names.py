"""What the words in a register of agreements mean in a base: matters, areas, organisations, who signs."""

import re
from collections.abc import Iterator

from sqlalchemy.orm import Session

from crm import agreement_matters, areas
from crm.agreement_writer import INSTITUTE_SHORT
from crm.card_writer import CardWriter
from crm.cards import Card
from crm.contact_values import Reference
from crm.contacts import check
from crm.directory import name_key
from crm.errors import InvalidValue
from crm.importing.activity_drafts import Said
from crm.importing.activity_names import Names
from crm.printing.imprint import INSTITUTION
from crm.vocabularies import squash
from db.folding import fold

_WITH_SIGLAS = re.compile(r"(.*\S)\s*\(([^\W\d_][\w.&-]{1,14})\)")
"""A name with its siglas after it: "Instituto Nacional Electoral (INE)"."""


class AgreementNames:
    """The names in a base, read when first asked for; of organisations that are not there a contact is to be made."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._names = Names(session)
        self._matters = {
            squash(one.label): one.id for one in agreement_matters.matters(session, retired=True)
        }
        self._areas = {
            squash(name): area.id for area in areas.areas(session) for name in (area.code, area.name)
        }
        self._institute = {
            fold(name)
            for name in (INSTITUTION, INSTITUTE_SHORT, f"{INSTITUTION} ({INSTITUTE_SHORT})", "el Instituto")
        }

    def matter(self, text: str) -> int:
        """The matter of that name. Raises InvalidValue that names the nearest."""
        found = self._matters.get(squash(text))
        return found if found is not None else agreement_matters.find(self._session, text).id

    def area(self, text: str) -> int | None:
        """The area of that name or those siglas; None if there is none."""
        return self._areas.get(squash(text)) if text else None

    def is_institute(self, name: str) -> bool:
        """Whether that is how the institute is called."""
        return fold(name) in self._institute

    def known(self, name: str) -> int:
        """The organisation of that name, of its name without the siglas after it, or of those alone; 0 for none."""
        for written in _ways(name):
            if found := self._names.known_organization(written):
                return found
        return 0

    def organization(self, name: str) -> Reference:
        """The organisation of that name, without an id if none bears it. Raises InvalidValue for what is no name."""
        found = self.known(name)
        if not found:
            check(card_of(name))
        return Reference(found, name, "organization")

    def who_signs(self, name: str, *, ours: bool, said_where: bool) -> tuple[int, Reference | None]:
        """The official or the contact of that name: (id of the official or 0, contact or None).

        Both are empty where nobody or several bear it: then the name is kept as it is written.
        """
        if ours or not said_where:
            try:
                return self._names.of_ours(name).official or 0, None
            except InvalidValue:
                pass
        if ours:
            return 0, None
        try:
            person = self._names.person(Said(name))
        except InvalidValue:
            return 0, None
        return 0, Reference(person, name, "person") if person else None


class Newcomers:
    """Organisations that rows name and that have no contact yet, each once; ``make`` makes them."""

    def __init__(self) -> None:
        self._new: dict[str, str] = {}
        self._made: dict[str, int] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """What they are called."""
        return tuple(self._new.values())

    def note(self, name: str) -> None:
        """Take down somebody who is to be made."""
        self._new.setdefault(_key(name), name)

    def make(self, session: Session) -> None:
        """Make them, as part of the operation in progress."""
        if self._new:
            session.flush()
            ids = CardWriter(session).add([card_of(name) for name in self._new.values()])
            self._made |= dict(zip(self._new, ids, strict=True))
            self._new = {}

    def settled(self, reference: Reference) -> Reference:
        """The same organisation, with the id it has been given meanwhile."""
        if reference.id:
            return reference
        return Reference(self._made[_key(reference.name)], reference.name, reference.kind)


def card_of(name: str) -> Card:
    """The contact that a name makes, its siglas told apart."""
    match = _WITH_SIGLAS.fullmatch(name)
    if match is None or not _are_siglas(match[2]):
        return Card("organization", official_name=name)
    return Card("organization", official_name=match[1], acronym=match[2])


def _key(name: str) -> str:
    return name_key(card_of(name).official_name)


def _ways(name: str) -> Iterator[str]:
    yield name
    match = _WITH_SIGLAS.fullmatch(name)
    if match is not None and _are_siglas(match[2]):
        yield match[1]
        yield match[2]


def _are_siglas(text: str) -> bool:
    """Whether it is written as siglas are: more capitals than not ("MexSocUK" too)."""
    return sum(char.isupper() for char in text) >= 2
