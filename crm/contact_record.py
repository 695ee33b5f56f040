"""A contact whole, as the window reads it: one statement in one short session, plain values in words.

Importing this module costs nothing: the window knows its values before the database's libraries are loaded.
"""

import dataclasses
import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from crm.cards import Address, Email, Link, OtherName, Phone
from crm.contact_values import Belonging, Categories, Holding, Kept, Reference as Reference, Tie
from crm.date_words import short_date, span
from crm.errors import NotFound
from crm.partial_dates import PartialDate
from crm.texts import _

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Value:
    """Something a contact has several of: ``shown`` is what is read, ``copied`` what goes to the clipboard.

    ``link`` is what a click opens (``tel:``, ``mailto:``, ``http(s):``), or empty; ``use`` in words, or empty;
    ``kept`` what an edit of it starts from.
    """

    shown: str
    copied: str
    link: str = ""
    use: str = ""
    kept: Kept | None = dataclasses.field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Appointment:
    """A post and its holder, from either side: ``other`` is the person, or the organisation."""

    other: Reference
    sentence: str
    former: bool
    kept: Kept | None = dataclasses.field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Related:
    """A relation to another organisation: "Miembro de", and since when in words."""

    relation: str
    other: Reference
    since: str
    kept: Kept | None = dataclasses.field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Field:
    """A line of text with its label: siglas, languages, place of origin …

    ``name`` is the field's name in a card, empty where it cannot be edited; ``kept`` as in ``Value``.
    """

    label: str
    text: str
    name: str = dataclasses.field(default="", compare=False)
    kept: Kept | None = dataclasses.field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class ContactRecord:
    """Everything the record shows. ``kind_name`` is "Institución", "Persona", "Club" …; ``place`` "Santiago, Chile".

    ``title`` is the name as it stands on top; ``fields`` come before the parent, phones and the rest. ``own`` are
    the texts of the contact's own row by their names in a card, which edits start from; ``version`` the last
    operation that touched the contact.
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
    notes: tuple[Value, ...] = ()
    provenance: tuple[Field, ...] = ()
    trashed: bool = False
    version: int = 0
    own: Mapping[str, str] = dataclasses.field(default_factory=dict)
    languages: tuple[str, ...] = ()

    @property
    def reference(self) -> Reference:
        """The contact itself, as others refer to it."""
        return Reference(self.id, self.title, self.kind)

    @property
    def reach(self) -> str:
        """How it is reached, in a line: two phones and an e-mail at the most."""
        return " · ".join(value.shown for value in (*self.phones[:2], *self.emails[:1]))

    @property
    def categories(self) -> Categories:
        """Its categories as they are edited."""
        return Categories(self.category, self.further_categories)


def record(session: "Session", contact: int, *, today: datetime.date) -> ContactRecord:
    """The contact for the window; ``today`` tells who holds a post and who held it.

    Raises NotFound; a merged contact is found under its heir.
    """
    from crm import contact_row
    from crm.contacts import heir

    row = contact_row.whole(session, heir(session, contact))
    if row is None:
        raise NotFound(_("No hay ningún contacto con el número {n}; quizá se borró.").format(n=contact))
    is_person = row["person"] is not None
    kind = "person" if is_person else "organization"
    title = _person_name(row["person"]) if is_person else row["organization"]["official_name"]
    me = Reference(row["id"], title, kind)
    return ContactRecord(
        id=row["id"],
        uid=row["uid"],
        kind=kind,
        kind_name=_kind_name(row),
        category=next((code for code, is_main in row["categories"] if is_main), ""),
        further_categories=tuple(code for code, is_main in row["categories"] if not is_main),
        title=title,
        place=_place(row),
        fields=tuple(_person_fields(row) if is_person else _organization_fields(row)),
        parent=_reference(row["parent"]),
        phones=tuple(_phone(*phone) for phone in row["phones"]),
        emails=tuple(_email(*email) for email in row["emails"]),
        addresses=tuple(_address(*address) for address in row["addresses"]),
        links=tuple(_link(*link) for link in row["links"]),
        consulate=_reference(row["consulate"]),
        tags=tuple(row["tags"]),
        groups=tuple(_group(*group) for group in row["groups"]),
        people=_appointments((_Held(*held) for held in row["people"]), today, organization=me),
        posts=_appointments((_Held(*held) for held in row["posts"]), today, person=me),
        relations=tuple(_relation(me, *relation) for relation in row["relations"]),
        notes=tuple(Value(text, text, kept=Kept(number, text)) for number, text in row["notes"]),
        provenance=tuple(_provenance(row["person"] or row["organization"])),
        trashed=row["trashed"],
        version=row["version"],
        own={
            ("organization_kind" if name == "kind" else name): text
            for name, text in (row["person"] or row["organization"]).items()
        },
        languages=tuple(row["languages"]),
    )


class _Held(NamedTuple):
    """A post held: ``id`` and ``name`` are the other side's."""

    row: int
    id: int
    name: str
    title: str
    part: str
    start: str
    end: str

    def is_over(self, today: datetime.date) -> bool:
        if not self.end:
            return False
        end = PartialDate.parse(self.end)
        return end.is_unknown or end.latest < today

    def in_words(self) -> str:
        title = self.title or self.part.capitalize()
        if self.title and self.part == "enlace":
            title = _("{cargo}, enlace").format(cargo=self.title)
        return " ".join(part for part in (title, span(self.start, self.end)) if part)


def _appointments(
    held: Iterable[_Held],
    today: datetime.date,
    *,
    person: Reference | None = None,
    organization: Reference | None = None,
) -> tuple[Appointment, ...]:
    """Those in office first, heads before the others; then the former ones, the last to leave first."""
    everyone = list(held)
    present = sorted(
        (post for post in everyone if not post.is_over(today)), key=lambda post: post.part != "titular"
    )
    former = sorted(
        (post for post in everyone if post.is_over(today)), key=lambda post: post.end, reverse=True
    )
    appointments = []
    for post in (*present, *former):
        other = Reference(post.id, post.name, "person" if organization else "organization")
        holding = Holding(person or other, organization or other, post.title, post.part, post.start, post.end)
        appointments.append(Appointment(other, post.in_words(), post.is_over(today), Kept(post.row, holding)))
    return tuple(appointments)


def _kind_name(row: dict[str, Any]) -> str:
    if row["person"] is not None:
        return _("Persona")
    kind: str = row["organization"]["kind"]
    return kind.capitalize() or _("Organización")


def _person_name(person: dict[str, str]) -> str:
    parts = (person[name] for name in ("treatment", "given_names", "first_surname", "second_surname"))
    return " ".join(part for part in parts if part)


def _person_fields(row: dict[str, Any]) -> Iterator[Field]:
    person = row["person"]
    named = (
        (_("Conocida como"), person["known_as"], "known_as"),
        (_("Liderazgo"), person["leadership"], "leadership"),
        (_("Originaria de"), person["origin"], "origin"),
        (_("Idiomas"), ", ".join(_language(code) for code in row["languages"]), "languages"),
    )
    return (Field(label, text, name) for label, text, name in named if text)


def _organization_fields(row: dict[str, Any]) -> Iterator[Field]:
    organization = row["organization"]
    if organization["acronym"]:
        yield Field(_("Siglas"), organization["acronym"], "acronym")
    if organization["subtype"]:
        yield Field(_("Tipo"), organization["subtype"], "subtype")
    for number, text, kind, until in row["names"]:
        dated = f"{text} ({span('', until)})" if until else text
        label = _("Antes") if kind == "anterior" else _("También")
        yield Field(label, dated, "other_names", Kept(number, OtherName(text, kind, until)))


def _provenance(own: dict[str, str]) -> Iterator[Field]:
    if own["source"]:
        yield Field(_("Fuente"), own["source"], "source")
    if own["verified_on"]:
        yield Field(_("Verificado"), short_date(PartialDate.parse(own["verified_on"])), "verified_on")


def _place(row: dict[str, Any]) -> str:
    addresses = sorted(row["addresses"], key=lambda address: address[6] != "residencia")
    city, country = (addresses[0][4], addresses[0][1]) if addresses else ("", "")
    if row["organization"] is not None:
        country = row["organization"]["country"] or country
    if city and country == "MX":
        return str(city)
    return ", ".join(part for part in (city, _country(country)) if part)


def _address(
    number: int,
    country: str,
    state: str,
    postcode: str,
    city: str,
    line: str,
    use: str,
    latitude: float | None,
    longitude: float | None,
    timezone: str,
) -> Value:
    abroad = _country(country) if country != "MX" or not city else ""
    parts = (line, f"{postcode} {city}".strip(), state if state != city else "", abroad)
    text = ", ".join(part for part in parts if part)
    kept = Address(country, state, city, line, postcode, latitude, longitude, timezone, use)
    return Value(text, text, use=use, kept=Kept(number, kept))


def _phone(number: int, e164: str, extension: str, use: str) -> Value:
    from crm.phones import international

    kept = Kept(number, Phone(e164, extension, use))
    shown = international(e164)
    link = f"tel:{e164}"
    if extension:
        return Value(
            _("{número} ext. {extensión}").format(número=shown, extensión=extension), e164, link, use, kept
        )
    return Value(shown, e164, link, use, kept)


def _email(number: int, address: str, use: str) -> Value:
    return Value(address, address, f"mailto:{address}", use, Kept(number, Email(address, use)))


def _link(number: int, url: str, kind: str) -> Value:
    return Value(_shown_url(url), url, url, _link_use(kind), Kept(number, Link(url, kind)))


def _group(number: int, group: int, name: str, joined: str, left: str) -> Field:
    belonging = Belonging(Reference(group, name, "group"), joined, left)
    return Field(name, span(joined, left), "groups", Kept(number, belonging))


def _relation(
    me: Reference, number: int, kind: str, forward: int, other: int, name: str, start: str, end: str
) -> Related:
    from crm.relations import KINDS

    words = KINDS[kind].forward if forward else KINDS[kind].backward
    them = Reference(other, name, "organization")
    source, target = (me, them) if forward else (them, me)
    return Related(_(words), them, span(start, end), Kept(number, Tie(kind, source, target, start, end)))


def _reference(row: list[Any] | None) -> Reference | None:
    return Reference(row[0], row[1], "organization") if row is not None else None


def _shown_url(url: str) -> str:
    return url.partition("://")[2].removeprefix("www.").rstrip("/") or url


def _link_use(kind: str) -> str:
    return "" if kind in ("sitio", "otro") else kind


def _country(code: str) -> str:
    from crm import countries

    return countries.names().get(code, code) if code else ""


def _language(code: str) -> str:
    from crm import languages

    return languages.names().get(code, code)
