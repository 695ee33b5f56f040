"""A contact whole, as the window reads it: made in one short session, plain values only."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reference:
    """Another record and its name."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Value:
    """Something a contact has several of: ``shown`` is what is read, ``copied`` what goes to the clipboard.

    ``link`` is what a click opens (``tel:``, ``mailto:``, ``http(s):``), or empty; ``use`` in words, or empty.
    """

    shown: str
    copied: str
    link: str = ""
    use: str = ""


@dataclass(frozen=True, slots=True)
class Appointment:
    """A post and its holder, from either side: ``other`` is the person, or the organisation."""

    other: Reference
    sentence: str
    former: bool


@dataclass(frozen=True, slots=True)
class Related:
    """A relation to another organisation: "Miembro de", and since when in words."""

    relation: str
    other: Reference
    since: str


@dataclass(frozen=True, slots=True)
class Field:
    """A line of text with its label: siglas, languages, place of origin …"""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class ContactRecord:
    """Everything the record shows. ``kind_name`` is "Institución", "Persona", "Club" …; ``place`` "Santiago, Chile".

    ``title`` is the name as it stands on top; ``fields`` come before the parent, phones and the rest.
    """

    id: int
    uid: str
    kind: str
    kind_name: str
    category: str
    further_categories: tuple[str, ...]
    title: str
    place: str
    fields: tuple[Field, ...] = ()
    parent: Reference | None = None
    phones: tuple[Value, ...] = ()
    emails: tuple[Value, ...] = ()
    addresses: tuple[Value, ...] = ()
    links: tuple[Value, ...] = ()
    consulate: Reference | None = None
    tags: tuple[str, ...] = ()
    groups: tuple[Field, ...] = ()
    people: tuple[Appointment, ...] = ()
    posts: tuple[Appointment, ...] = ()
    relations: tuple[Related, ...] = ()
    notes: tuple[str, ...] = ()
    provenance: tuple[Field, ...] = ()
    trashed: bool = False


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """An operation that touched the record: when, by whom and what, in words; ``details`` field by field."""

    operation: int
    day: str
    hour: str
    actor: str
    title: str
    details: tuple[str, ...] = ()
