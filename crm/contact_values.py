"""What is edited of a contact, value by value: each with the row that keeps it and the records it refers to.

Names are not keys (DOMAIN): an edit refers to other contacts by id, never by what they are called. Phones, e-mails,
addresses, links and other names are the values of ``crm.cards``. Importing this module costs nothing.
"""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Reference:
    """Another record and its name. An ``id`` of 0 is one that is still to be made, of that name.

    ``kind`` is ``person``, ``organization`` or ``group`` where it has to be made, else it may be empty.
    """

    id: int
    name: str
    kind: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Kept:
    """A value and the row of its table that keeps it."""

    row: int
    value: Any


@dataclass(frozen=True, slots=True)
class Holding:
    """A person in a post of an organisation; dates partial, in their stored form."""

    person: Reference
    organization: Reference
    title: str = ""
    part: str = ""
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation from one organisation to another; ``kind`` a code of ``crm.relations``."""

    kind: str
    source: Reference
    target: Reference
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Belonging:
    """A contact in a group; dates partial, in their stored form."""

    group: Reference
    joined: str = ""
    left: str = ""


@dataclass(frozen=True, slots=True)
class Categories:
    """The main category of an organisation and the further ones (codes of ``crm.categories``)."""

    main: str = ""
    further: tuple[str, ...] = ()
