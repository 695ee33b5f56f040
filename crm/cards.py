"""A contact whole, as plain values: what is typed, imported, exported, drawn and compared.

A card knows no database and no file format. Importers make cards, exporters write them, ``crm.contacts`` keeps
them, the demo invents them. Text is stored as typed, stripped, in Unicode NFC; an empty string means "not known".
"""

from dataclasses import dataclass
from typing import Literal

from crm.texts import mark

Kind = Literal["person", "organization"]


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone: ``e164`` with its plus sign, ``extension`` digits only, ``use`` one of ``PHONE_USES``."""

    e164: str
    extension: str = ""
    use: str = ""


@dataclass(frozen=True, slots=True)
class Email:
    """An e-mail address, normalised; ``use`` one of ``EMAIL_USES``."""

    address: str
    use: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address. ``country`` ISO 3166-1 alpha-2; coordinates in degrees, at most 6 decimals; IANA zone.

    ``use`` is one of ``ADDRESS_USES``; a person's residence is the address whose use is ``residencia``.
    """

    country: str = ""
    state: str = ""
    city: str = ""
    line: str = ""
    postcode: str = ""
    latitude: float | None = None
    longitude: float | None = None
    timezone: str = ""
    use: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A web page or social account. ``kind`` is one of ``LINK_KINDS``; ``url`` is http(s)."""

    url: str
    kind: str = "sitio"


@dataclass(frozen=True, slots=True)
class OtherName:
    """A further name of an organisation: ``kind`` is ``otro`` or ``anterior``; ``until`` a partial date."""

    text: str
    kind: str = "otro"
    until: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """A post that a person holds or held in an organisation.

    ``organization`` is the organisation's name as written; ``part`` is ``titular``, ``enlace`` or empty;
    ``start`` and ``end`` are partial dates in text (``end`` empty: not ended; ``s/f``: ended, day unknown).
    """

    organization: str
    title: str = ""
    part: str = ""
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class RelationTo:
    """A relation of this organisation to another: ``kind`` is a code of ``crm.relations``."""

    kind: str
    organization: str
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class GroupMembership:
    """Belonging to a standing list (red, grupo) from one partial date to another."""

    group: str
    joined: str = ""
    left: str = ""


PHONE_USES = (mark("trabajo"), mark("móvil"), mark("casa"), mark("fax"), mark("otro"))
EMAIL_USES = (mark("trabajo"), mark("personal"), mark("otro"))
ADDRESS_USES = (mark("oficina"), mark("residencia"), mark("correspondencia"), mark("otro"))
LINK_KINDS = (mark("sitio"), "facebook", "x", "instagram", "linkedin", "youtube", "tiktok", mark("otro"))
ORGANIZATION_KINDS = (
    mark("institución"),
    mark("club"),
    mark("federación"),
    mark("asociación"),
    mark("consulado"),
    mark("medio"),
)
"""Kept as these words, and shown translated."""


@dataclass(frozen=True, slots=True)
class Card:
    """One contact. Fields of persons stay empty in an organisation and the other way round.

    Person: ``given_names``, ``first_surname``, ``second_surname``, ``treatment`` ("Dra."), ``known_as``,
    ``origin`` (place of origin in Mexico City), ``languages`` (ISO 639 codes), ``leadership`` (what the person
    leads in the community; empty: no liderazgo), ``posts``.
    Organisation: ``official_name``, ``acronym`` (siglas; not unique), ``other_names``, ``organization_kind`` (of
    ``ORGANIZATION_KINDS``), ``subtype`` (free: "Consulado General", "OPLE"), ``main_category`` and
    ``further_categories`` (codes of ``crm.categories``), ``parent`` (name as written), ``country`` (ISO alpha-2),
    ``relations``.
    Both: ``verified_on`` is a partial date, ``source`` says where the data came from, ``consulate`` is the name of
    the consulate that serves the contact, ``uid`` the record's UUID or empty for a new one.
    """

    kind: Kind
    uid: str = ""
    given_names: str = ""
    first_surname: str = ""
    second_surname: str = ""
    treatment: str = ""
    known_as: str = ""
    origin: str = ""
    languages: tuple[str, ...] = ()
    leadership: str = ""
    posts: tuple[Post, ...] = ()
    official_name: str = ""
    acronym: str = ""
    other_names: tuple[OtherName, ...] = ()
    organization_kind: str = ""
    subtype: str = ""
    main_category: str = ""
    further_categories: tuple[str, ...] = ()
    parent: str = ""
    country: str = ""
    relations: tuple[RelationTo, ...] = ()
    phones: tuple[Phone, ...] = ()
    emails: tuple[Email, ...] = ()
    addresses: tuple[Address, ...] = ()
    links: tuple[Link, ...] = ()
    notes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    groups: tuple[GroupMembership, ...] = ()
    consulate: str = ""
    source: str = ""
    verified_on: str = ""

    @property
    def full_name(self) -> str:
        """The name as read: given names and surnames, or the official name."""
        if self.kind == "organization":
            return self.official_name
        parts = (self.given_names, self.first_surname, self.second_surname)
        return " ".join(part for part in parts if part)
