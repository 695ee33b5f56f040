"""A contact whole, as the window reads it: one statement in one short session, plain values in words.

Importing this module costs nothing: the window knows its values before the database's libraries are loaded.
"""

import datetime
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from crm.date_words import short_date, span
from crm.errors import NotFound
from crm.partial_dates import PartialDate
from crm.texts import _

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


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


def record(session: "Session", contact: int, *, today: datetime.date) -> ContactRecord:
    """The contact for the window; ``today`` tells who holds a post and who held it.

    Raises NotFound; a merged contact is found under its heir.
    """
    from crm.contacts import heir

    found = session.connection().exec_driver_sql(_WHOLE, (heir(session, contact),)).scalar()
    if found is None:
        raise NotFound(_("No hay ningún contacto con el número {n}; quizá se borró.").format(n=contact))
    row = json.loads(found)
    is_person = row["person"] is not None
    return ContactRecord(
        id=row["id"],
        uid=row["uid"],
        kind="person" if is_person else "organization",
        kind_name=_kind_name(row),
        category=next((code for code, is_main in row["categories"] if is_main), ""),
        further_categories=tuple(code for code, is_main in row["categories"] if not is_main),
        title=_person_name(row["person"]) if is_person else row["organization"]["official_name"],
        place=_place(row),
        fields=tuple(_person_fields(row) if is_person else _organization_fields(row)),
        parent=_reference(row["parent"]),
        phones=tuple(_phone(*phone) for phone in row["phones"]),
        emails=tuple(Value(address, address, f"mailto:{address}", use) for address, use in row["emails"]),
        addresses=tuple(_address(*address) for address in row["addresses"]),
        links=tuple(Value(_shown_url(url), url, url, _link_use(kind)) for url, kind in row["links"]),
        consulate=_reference(row["consulate"]),
        tags=tuple(row["tags"]),
        groups=tuple(Field(name, span(joined, left)) for name, joined, left in row["groups"]),
        people=_appointments((_Held(*held) for held in row["people"]), today),
        posts=_appointments((_Held(*held) for held in row["posts"]), today),
        relations=tuple(_relation(*relation) for relation in row["relations"]),
        notes=tuple(row["notes"]),
        provenance=tuple(_provenance(row["person"] or row["organization"])),
        trashed=row["trashed"],
    )


class _Held(NamedTuple):
    """A post held: ``id`` and ``name`` are the other side's."""

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


def _appointments(held: Iterable[_Held], today: datetime.date) -> tuple[Appointment, ...]:
    """Those in office first, heads before the others; then the former ones, the last to leave first."""
    everyone = list(held)
    present = sorted(
        (post for post in everyone if not post.is_over(today)), key=lambda post: post.part != "titular"
    )
    former = sorted(
        (post for post in everyone if post.is_over(today)), key=lambda post: post.end, reverse=True
    )
    return tuple(
        Appointment(Reference(post.id, post.name), post.in_words(), post.is_over(today))
        for post in (*present, *former)
    )


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
        (_("Conocida como"), person["known_as"]),
        (_("Liderazgo"), person["leadership"]),
        (_("Originaria de"), person["origin"]),
        (_("Idiomas"), ", ".join(_language(code) for code in row["languages"])),
    )
    return (Field(name, text) for name, text in named if text)


def _organization_fields(row: dict[str, Any]) -> Iterator[Field]:
    organization = row["organization"]
    if organization["acronym"]:
        yield Field(_("Siglas"), organization["acronym"])
    if organization["subtype"]:
        yield Field(_("Tipo"), organization["subtype"])
    for text, kind, until in row["names"]:
        dated = f"{text} ({span('', until)})" if until else text
        yield Field(_("Antes") if kind == "anterior" else _("También"), dated)


def _provenance(own: dict[str, str]) -> Iterator[Field]:
    if own["source"]:
        yield Field(_("Fuente"), own["source"])
    if own["verified_on"]:
        yield Field(_("Verificado"), short_date(PartialDate.parse(own["verified_on"])))


def _place(row: dict[str, Any]) -> str:
    addresses = sorted(row["addresses"], key=lambda address: address[-1] != "residencia")
    city, country = (addresses[0][3], addresses[0][0]) if addresses else ("", "")
    if row["organization"] is not None:
        country = row["organization"]["country"] or country
    if city and country == "MX":
        return str(city)
    return ", ".join(part for part in (city, _country(country)) if part)


def _address(country: str, state: str, postcode: str, city: str, line: str, use: str) -> Value:
    abroad = _country(country) if country != "MX" or not city else ""
    parts = (line, f"{postcode} {city}".strip(), state if state != city else "", abroad)
    text = ", ".join(part for part in parts if part)
    return Value(text, text, use=use)


def _phone(e164: str, extension: str, use: str) -> Value:
    import phonenumbers

    try:
        number = phonenumbers.parse(e164)
        shown = str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))
    except phonenumbers.NumberParseException:
        shown = e164
    link = f"tel:{e164}"
    if extension:
        return Value(
            _("{número} ext. {extensión}").format(número=shown, extensión=extension), e164, link, use
        )
    return Value(shown, e164, link, use)


def _relation(kind: str, forward: int, other: int, name: str, start: str, end: str) -> Related:
    from crm.relations import KINDS

    words = KINDS[kind].forward if forward else KINDS[kind].backward
    return Related(_(words), Reference(other, name), span(start, end))


def _reference(row: list[Any] | None) -> Reference | None:
    return Reference(*row) if row is not None else None


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


def _list_of(columns: str, source: str, order: str) -> str:
    return f"(SELECT coalesce(json_group_array(json_array({columns}) ORDER BY {order}), '[]') FROM {source})"


def _held(other: str, other_name: str, owner: str) -> str:
    joins = (
        "holder AS h JOIN post AS p ON p.id = h.post_id "
        "JOIN record AS ro ON ro.id = p.organization_id AND ro.trashed_by IS NULL "
        "JOIN record AS rp ON rp.id = h.person_id AND rp.trashed_by IS NULL "
        "JOIN organization AS o ON o.id = p.organization_id JOIN person AS pe ON pe.id = h.person_id "
        f"WHERE {owner} = r.id"
    )
    return _list_of(f"{other}, {other_name}, p.title, p.part, h.start_on, h.end_on", joins, "h.id")


_PERSON_NAME = (
    "trim(pe.treatment || ' ' || pe.given_names || ' ' || pe.first_surname || ' ' || pe.second_surname)"
)

_WHOLE = f"""
    SELECT json_object(
        'id', r.id, 'uid', r.uid, 'trashed', json(iif(r.trashed_by IS NULL, 'false', 'true')),
        'person', (SELECT json_object(
            'treatment', treatment, 'given_names', given_names, 'first_surname', first_surname,
            'second_surname', second_surname, 'known_as', known_as, 'origin', origin, 'leadership', leadership,
            'source', source, 'verified_on', verified_on) FROM person WHERE id = r.id),
        'organization', (SELECT json_object(
            'official_name', official_name, 'acronym', acronym, 'kind', kind, 'subtype', subtype,
            'country', country, 'source', source, 'verified_on', verified_on) FROM organization WHERE id = r.id),
        'parent', (SELECT json_array(o.id, o.official_name) FROM organization AS me
            JOIN organization AS o ON o.id = me.parent_id WHERE me.id = r.id),
        'consulate', (SELECT json_array(o.id, o.official_name) FROM organization AS o WHERE o.id = coalesce(
            (SELECT consulate_id FROM organization WHERE id = r.id),
            (SELECT consulate_id FROM person WHERE id = r.id))),
        'languages', (SELECT coalesce(json_group_array(language ORDER BY id), '[]') FROM spoken_language
            WHERE person_id = r.id),
        'tags', (SELECT coalesce(json_group_array(t.label ORDER BY t.folded), '[]') FROM record_tag AS rt
            JOIN tag AS t ON t.id = rt.tag_id WHERE rt.record_id = r.id),
        'notes', (SELECT coalesce(json_group_array(text ORDER BY id), '[]') FROM note WHERE record_id = r.id),
        'categories', {
    _list_of("category, is_main", "organization_category WHERE organization_id = r.id", "id")
},
        'names', {_list_of("text, kind, until", "organization_name WHERE organization_id = r.id", "id")},
        'phones', {_list_of("e164, extension, use", "phone WHERE record_id = r.id", "id")},
        'emails', {_list_of("address, use", "email WHERE record_id = r.id", "id")},
        'addresses', {
    _list_of("country, state, postcode, city, line, use", "address WHERE record_id = r.id", "id")
},
        'links', {_list_of("url, kind", "link WHERE record_id = r.id", "id")},
        'groups', {
    _list_of(
        "g.name, m.joined_on, m.left_on",
        "membership AS m JOIN contact_group AS g ON g.id = m.group_id WHERE m.record_id = r.id",
        "m.id",
    )
},
        'people', {_held("h.person_id", _PERSON_NAME, "p.organization_id")},
        'posts', {_held("p.organization_id", "o.official_name", "h.person_id")},
        'relations', {
    _list_of(
        "l.kind, l.from_id = r.id, o.id, o.official_name, l.start_on, l.end_on",
        "relation AS l JOIN organization AS o ON o.id = iif(l.from_id = r.id, l.to_id, l.from_id) "
        "JOIN record AS ro ON ro.id = o.id AND ro.trashed_by IS NULL "
        "WHERE l.from_id = r.id OR l.to_id = r.id",
        "l.id",
    )
}
    ) FROM record AS r WHERE r.id = ? AND r.kind IN ('person', 'organization')"""
