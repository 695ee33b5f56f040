"""From a vCard as read to a Card still to be validated: the inverse of ``crm.files.vcard_writing``."""

import re

from crm.cards import (
    Address,
    Card,
    Email,
    GroupMembership,
    Link,
    OtherName,
    Phone,
    Post,
    RelationTo,
)
from crm.files.vcard_records import VCardAddress, VCardPhone, VCardRecord, VCardText

_PHONE_USES = (
    ("móvil", ("cell", "mobile", "iphone", "móvil", "movil", "celular")),
    ("fax", ("fax", "homefax", "workfax")),
    ("trabajo", ("work", "main", "company main", "trabajo", "oficina", "principal")),
    ("casa", ("home", "casa", "particular")),
    ("otro", ("other", "pager", "car", "otro")),
)
_EMAIL_USES = (
    ("trabajo", ("work", "trabajo", "oficina")),
    ("personal", ("home", "personal", "casa")),
    ("otro", ("other", "otro")),
)
_ADDRESS_USES = (
    ("oficina", ("work", "trabajo", "oficina")),
    ("residencia", ("home", "casa", "residencia")),
    ("otro", ("other", "otro")),
)
_LINK_KINDS = {
    "twitter": "x",
    "x": "x",
    "facebook": "facebook",
    "instagram": "instagram",
    "linkedin": "linkedin",
    "youtube": "youtube",
    "tiktok": "tiktok",
}
_LINK_HOSTS = (
    ("facebook", ("facebook.com", "fb.com")),
    ("x", ("twitter.com", "x.com")),
    ("instagram", ("instagram.com",)),
    ("linkedin", ("linkedin.com",)),
    ("youtube", ("youtube.com", "youtu.be")),
    ("tiktok", ("tiktok.com",)),
)
_HOST = re.compile(r"(?:https?://)?(?:[\w-]+\.)*?([\w-]+\.\w+)(?:[/:?#]|\Z)", re.IGNORECASE)
_COORDINATES = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)(?:[,;].*)?")


def card_from(record: VCardRecord) -> Card:
    """The record's values where a Card has them, as written: phones, countries and links are not validated.

    For a card that this program wrote the Card is equal to the one written. ``Address.country`` is the ISO code
    when the vCard states one, else the country's name. A record of kind "group" is no contact: not for here.
    """
    own = _Own(record)
    organization = record.kind == "organization"
    first_surname, second_surname = _surnames(record, own)
    nickname = next(iter(record.nicknames), "")
    return Card(
        kind="organization" if organization else "person",
        uid=record.uid,
        given_names="" if organization else _given_names(record),
        first_surname="" if organization else first_surname,
        second_surname="" if organization else second_surname,
        treatment="" if organization else record.prefix,
        known_as="" if organization else nickname,
        origin=own.text("ORIGIN"),
        languages=record.languages or own.texts("LANG"),
        leadership=own.text("LEADERSHIP"),
        posts=() if organization else _posts(record, own),
        official_name=(record.organization or record.formatted_name) if organization else "",
        acronym=nickname if organization else "",
        other_names=tuple(OtherName(*_three(parts)) for parts in own.all("OTHER-NAME")),
        organization_kind=own.text("ORGANIZATION-KIND"),
        subtype=own.text("SUBTYPE"),
        main_category=own.text("MAIN-CATEGORY"),
        further_categories=own.texts("FURTHER-CATEGORY"),
        parent=own.text("PARENT"),
        country=own.text("COUNTRY"),
        relations=tuple(RelationTo(*_padded(parts, 4)) for parts in own.all("RELATION")),
        phones=tuple(map(_phone, record.phones)),
        emails=tuple(map(_email, record.emails)),
        addresses=_addresses(record),
        links=tuple(map(_link, record.links)),
        notes=record.notes,
        tags=record.tags,
        groups=tuple(GroupMembership(*_three(parts)) for parts in own.all("GROUP")),
        consulate=own.text("CONSULATE"),
        source=own.text("SOURCE"),
        verified_on=own.text("VERIFIED-ON"),
    )


class _Own:
    """Our own properties by their short names."""

    def __init__(self, record: VCardRecord) -> None:
        self._values: dict[str, list[tuple[str, ...]]] = {}
        for name, parts in record.own:
            self._values.setdefault(name.removeprefix("X-VINCULO-"), []).append(parts)

    def all(self, name: str) -> list[tuple[str, ...]]:
        return self._values.get(name, [])

    def texts(self, name: str) -> tuple[str, ...]:
        return tuple(parts[0] for parts in self.all(name))

    def text(self, name: str) -> str:
        return next(iter(self.texts(name)), "")


def _padded(parts: tuple[str, ...], count: int) -> tuple[str, ...]:
    return (parts + ("",) * count)[:count]


def _three(parts: tuple[str, ...]) -> tuple[str, str, str]:
    first, second, third = _padded(parts, 3)
    return first, second, third


def _surnames(record: VCardRecord, own: _Own) -> tuple[str, str]:
    stated = own.all("SURNAMES")
    if stated:
        first, second, _ = _three(stated[0])
        if " ".join(filter(None, (first, second))) == record.family:
            return first, second
    return record.family, ""


def _given_names(record: VCardRecord) -> str:
    if not (record.given or record.family):
        return record.formatted_name
    return " ".join(filter(None, (record.given, record.additional)))


def _posts(record: VCardRecord, own: _Own) -> tuple[Post, ...]:
    stated = own.all("POST")
    if stated:
        return tuple(Post(*_padded(parts, 5)) for parts in stated)
    organization = ", ".join((record.organization, *record.units)) if record.units else record.organization
    title = record.title or record.role
    return (Post(organization=organization, title=title),) if organization or title else ()


def _phone(phone: VCardPhone) -> Phone:
    return Phone(phone.text, phone.extension, phone.own_use or _use(_PHONE_USES, phone.uses, phone.label))


def _email(email: VCardText) -> Email:
    return Email(email.text, email.own_use or _use(_EMAIL_USES, email.uses, email.label))


def _addresses(record: VCardRecord) -> tuple[Address, ...]:
    addresses = [_address(address) for address in record.addresses]
    position = _position(record.geo)
    if len(addresses) == 1 and position and addresses[0].latitude is None:
        latitude, longitude = position
        only = addresses[0]
        return (
            Address(
                only.country,
                only.state,
                only.city,
                only.line,
                only.postcode,
                latitude,
                longitude,
                only.timezone or record.timezone,
                only.use,
            ),
        )
    return tuple(addresses)


def _address(address: VCardAddress) -> Address:
    street = (address.street, address.extended, address.po_box and f"Apartado postal {address.po_box}")
    line = ", ".join(filter(None, street))
    structured = any((line, address.city, address.state, address.postcode, address.country))
    position = _position(address.geo) or (None, None)
    return Address(
        country=address.country_code or address.country,
        state=address.state,
        city=address.city,
        line=line if structured else " ".join(address.formatted.split()),
        postcode=address.postcode,
        latitude=position[0],
        longitude=position[1],
        timezone=address.timezone,
        use=address.own_use or _use(_ADDRESS_USES, address.uses, address.label),
    )


def _position(geo: str) -> tuple[float, float] | None:
    match = _COORDINATES.fullmatch(geo)
    return (float(match.group(1)), float(match.group(2))) if match else None


def _link(link: VCardText) -> Link:
    return Link(link.text, link.own_use or _LINK_KINDS.get(link.kind) or _kind_by_host(link.text))


def _kind_by_host(url: str) -> str:
    match = _HOST.match(url)
    host = match.group(1).lower() if match else ""
    return next((kind for kind, hosts in _LINK_HOSTS if host in hosts), "sitio")


def _use(uses: tuple[tuple[str, tuple[str, ...]], ...], types: tuple[str, ...], label: str) -> str:
    words = {*types, label.lower()}
    return next((use for use, names in uses if words.intersection(names)), "")
