"""Writing contacts as vCards 4.0 and 3.0.

What vCard has a place for goes there; the rest goes to X-VINCULO-* properties and parameters, so that
``crm.files.vcard_cards`` gets the same Card back. The family name holds both surnames, as is the habit in Spanish,
and X-VINCULO-SURNAMES says which is which.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Literal

from crm.cards import Address, Card, Email, Link, Phone, Post
from crm.files.content_lines import escape, fold, join_escaped, quote_parameter
from crm.files.saving import replacing

Version = Literal["4.0", "3.0"]

_PHONE_TYPES = {"trabajo": "work", "móvil": "cell", "casa": "home", "fax": "fax"}
_EMAIL_TYPES = {"trabajo": "work", "personal": "home"}
_ADDRESS_TYPES = {"oficina": "work", "residencia": "home"}
_NO_NAME = "(sin nombre)"


def write_vcards(
    path: Path,
    cards: Iterable[Card],
    version: Version = "4.0",
    country_name: Callable[[str], str] = str,
) -> None:
    """Write a file of vCards whole or not at all; an error raised by ``cards`` leaves nothing behind.

    ``country_name`` turns an ISO alpha-2 code into the name to print. Raises FileProblem when the file cannot be
    written.
    """
    with replacing(path) as draft, draft.open("w", encoding="utf-8", newline="") as file:
        for card in cards:
            file.write(vcard_text(card, version, country_name))


def vcard_text(card: Card, version: Version = "4.0", country_name: Callable[[str], str] = str) -> str:
    """One card as text, folded at 75 octets, with CRLF ends."""
    lines = ["BEGIN:VCARD", f"VERSION:{version}", *_lines(card, version, country_name), "END:VCARD"]
    return "".join(map(fold, lines))


def _lines(card: Card, version: Version, country_name: Callable[[str], str]) -> Iterator[str]:
    if card.uid:
        yield f"UID:urn:uuid:{escape(card.uid)}"
    yield from (
        _organization_names(card, version) if card.kind == "organization" else _person_names(card, version)
    )
    for phone in card.phones:
        yield _phone(phone, version)
    for email in card.emails:
        yield _email(email)
    for address in card.addresses:
        yield _address(address, version, country_name)
    if version == "3.0":
        yield from _position(card)
    for link in card.links:
        yield _link(link)
    for note in card.notes:
        yield f"NOTE:{escape(note)}"
    if card.tags:
        yield f"CATEGORIES:{join_escaped(card.tags, ',')}"
    yield from _own_properties(card)


def _person_names(card: Card, version: Version) -> Iterator[str]:
    if version == "4.0":
        yield "KIND:individual"
    surnames = " ".join(filter(None, (card.first_surname, card.second_surname)))
    yield f"FN:{escape(card.full_name or _NO_NAME)}"
    yield f"N:{_components(surnames, card.given_names, '', card.treatment, '')}"
    if surnames:
        yield f"X-VINCULO-SURNAMES:{_components(card.first_surname, card.second_surname)}"
    if card.known_as:
        yield f"NICKNAME:{escape(card.known_as)}"
    yield from _standard_post(card.posts)
    for post in card.posts:
        yield f"X-VINCULO-POST:{_components(post.organization, post.title, post.part, post.start, post.end)}"
    for language in card.languages:
        yield f"{'LANG' if version == '4.0' else 'X-VINCULO-LANG'}:{escape(language)}"


def _standard_post(posts: tuple[Post, ...]) -> Iterator[str]:
    held = next((post for post in posts if not post.end), None)
    if held is None:
        return
    if held.organization:
        yield f"ORG:{escape(held.organization)}"
    if held.title:
        yield f"TITLE:{escape(held.title)}"


def _organization_names(card: Card, version: Version) -> Iterator[str]:
    yield "KIND:org" if version == "4.0" else "X-ABShowAs:COMPANY"
    yield f"FN:{escape(card.official_name or _NO_NAME)}"
    if version == "3.0":
        yield "N:;;;;"
    yield f"ORG:{escape(card.official_name)}"
    if card.acronym:
        yield f"NICKNAME:{escape(card.acronym)}"
    for name in card.other_names:
        yield f"X-VINCULO-OTHER-NAME:{_components(name.text, name.kind, name.until)}"
    for category in card.further_categories:
        yield f"X-VINCULO-FURTHER-CATEGORY:{escape(category)}"
    for relation in card.relations:
        parts = _components(relation.kind, relation.organization, relation.start, relation.end)
        yield f"X-VINCULO-RELATION:{parts}"


def _phone(phone: Phone, version: Version) -> str:
    kind = _PHONE_TYPES.get(phone.use, "")
    params = _params(TYPE=kind and f"{kind}", X_VINCULO_USE=phone.use)
    if version == "4.0":
        extension = f";ext={phone.extension}" if phone.extension else ""
        return f"TEL;VALUE=uri{params}:tel:{phone.e164}{extension}"
    return f"TEL{params}{_params(X_VINCULO_EXT=phone.extension)}:{escape(phone.e164)}"


def _email(email: Email) -> str:
    params = _params(TYPE=_EMAIL_TYPES.get(email.use, ""), X_VINCULO_USE=email.use)
    return f"EMAIL{params}:{escape(email.address)}"


def _address(address: Address, version: Version, country_name: Callable[[str], str]) -> str:
    geo = _coordinates(address)
    place = {"GEO": geo and f"geo:{geo}", "TZ": address.timezone}
    if version == "3.0":
        place = {"X_VINCULO_GEO": geo, "X_VINCULO_TZ": address.timezone}
    params = _params(
        TYPE=_ADDRESS_TYPES.get(address.use, ""), CC=address.country, **place, X_VINCULO_USE=address.use
    )
    country = country_name(address.country) if address.country else ""
    parts = _components("", "", address.line, address.city, address.state, address.postcode, country)
    return f"ADR{params}:{parts}"


def _position(card: Card) -> Iterator[str]:
    """The one position and time zone that a 3.0 card can state: those of the first address that has them."""
    located = next((address for address in card.addresses if _coordinates(address)), None)
    if located is not None:
        yield f"GEO:{_coordinates(located).replace(',', ';')}"
    zoned = next((address.timezone for address in card.addresses if address.timezone), "")
    if zoned:
        yield f"TZ:{escape(zoned)}"


def _coordinates(address: Address) -> str:
    if address.latitude is None or address.longitude is None:
        return ""
    return f"{_degrees(address.latitude)},{_degrees(address.longitude)}"


def _degrees(value: float) -> str:
    return f"{value:.6f}".rstrip("0").removesuffix(".")


def _link(link: Link) -> str:
    if link.kind in ("sitio", "otro", ""):
        return f"URL{_params(X_VINCULO_USE=link.kind)}:{escape(link.url)}"
    return f"X-SOCIALPROFILE{_params(TYPE=link.kind)}:{escape(link.url)}"


def _own_properties(card: Card) -> Iterator[str]:
    texts = {
        "ORIGIN": card.origin,
        "LEADERSHIP": card.leadership,
        "ORGANIZATION-KIND": card.organization_kind,
        "SUBTYPE": card.subtype,
        "MAIN-CATEGORY": card.main_category,
        "PARENT": card.parent,
        "COUNTRY": card.country,
        "CONSULATE": card.consulate,
        "SOURCE": card.source,
        "VERIFIED-ON": card.verified_on,
    }
    for name, text in texts.items():
        if text:
            yield f"X-VINCULO-{name}:{escape(text)}"
    for group in card.groups:
        yield f"X-VINCULO-GROUP:{_components(group.group, group.joined, group.left)}"


def _components(*parts: str) -> str:
    return join_escaped(parts, ";")


def _params(**values: str) -> str:
    return "".join(
        [f";{name.replace('_', '-')}={quote_parameter(value)}" for name, value in values.items() if value]
    )
