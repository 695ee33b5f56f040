"""A card laid out flat, the plainest way: what the rows of an export must equal."""

from collections.abc import Callable, Sequence
from typing import Any

from crm import countries, languages
from crm.cards import Card
from crm.categories import SHORT_NAMES
from crm.exporting.columns import Layout
from crm.importing import lists
from crm.importing.values import KIND_NAMES
from crm.relations import KINDS

GROUPS = {
    "name": "other_names",
    "post": "posts",
    "phone": "phones",
    "email": "emails",
    "address": "addresses",
    "link": "links",
    "relation": "relations",
    "group": "groups",
    "note": "notes",
}
"""Groups of fields, and what of a card holds their values."""


def flat(layout: Layout, card: Card) -> list[str]:
    """The cells of a card under the headings of a layout."""
    row: list[str] = []
    for section in layout.sections:
        if not section.group:
            row += [SINGLE[key](card) for key in section.keys]
            continue
        filled = [PARTS[key](item) for item in getattr(card, GROUPS[section.group]) for key in section.keys]
        row += (filled + [""] * section.width)[: section.width]
    return row


def counts(cards: Sequence[Card]) -> dict[str, int]:
    """By group, how many the fullest card has."""
    return {
        group: max((len(getattr(card, name)) for card in cards), default=0) for group, name in GROUPS.items()
    }


def country(code: str) -> str:
    return countries.names().get(code, code)


def kind(card: Card) -> str:
    code = card.kind if card.kind == "person" else card.organization_kind
    return KIND_NAMES.get(code, "Otra organización")


def degrees(value: float | None) -> str:
    if value is None:
        return ""
    written = f"{value:.6f}".rstrip("0").removesuffix(".")
    return "0" if written == "-0" else written


SINGLE: dict[str, Callable[[Card], str]] = {
    "tipo": kind,
    "nombre": lambda card: card.full_name,
    "nombres": lambda card: card.given_names,
    "primer_apellido": lambda card: card.first_surname,
    "segundo_apellido": lambda card: card.second_surname,
    "tratamiento": lambda card: card.treatment,
    "conocido_como": lambda card: card.known_as,
    "siglas": lambda card: card.acronym,
    "categoria": lambda card: SHORT_NAMES.get(card.main_category, card.main_category),
    "otras_categorias": lambda card: lists.join(SHORT_NAMES[code] for code in card.further_categories),
    "subtipo": lambda card: card.subtype,
    "depende_de": lambda card: card.parent,
    "pais": lambda card: country(card.country),
    "lugar_origen": lambda card: card.origin,
    "idiomas": lambda card: lists.join(languages.names().get(code, code) for code in card.languages),
    "liderazgo": lambda card: card.leadership,
    "consulado": lambda card: card.consulate,
    "etiquetas": lambda card: lists.join(card.tags),
    "fuente": lambda card: card.source,
    "verificado": lambda card: card.verified_on,
    "uid": lambda card: card.uid,
}
PARTS: dict[str, Callable[[Any], str]] = {
    "otro_nombre": lambda name: name.text,
    "tipo_nombre": lambda name: name.kind,
    "nombre_hasta": lambda name: name.until,
    "organizacion": lambda post: post.organization,
    "cargo": lambda post: post.title,
    "parte": lambda post: post.part,
    "cargo_desde": lambda post: post.start,
    "cargo_hasta": lambda post: post.end,
    "telefono": lambda phone: phone.e164,
    "extension": lambda phone: phone.extension,
    "uso_telefono": lambda phone: phone.use,
    "correo": lambda email: email.address,
    "uso_correo": lambda email: email.use,
    "direccion": lambda address: address.line,
    "ciudad": lambda address: address.city,
    "estado": lambda address: address.state,
    "codigo_postal": lambda address: address.postcode,
    "pais_direccion": lambda address: country(address.country),
    "latitud": lambda address: degrees(address.latitude),
    "longitud": lambda address: degrees(address.longitude),
    "zona_horaria": lambda address: address.timezone,
    "uso_direccion": lambda address: address.use,
    "sitio_web": lambda link: link.url,
    "tipo_liga": lambda link: link.kind,
    "relacion": lambda relation: KINDS[relation.kind].forward,
    "relacion_con": lambda relation: relation.organization,
    "relacion_desde": lambda relation: relation.start,
    "relacion_hasta": lambda relation: relation.end,
    "grupo": lambda membership: membership.group,
    "grupo_alta": lambda membership: membership.joined,
    "grupo_baja": lambda membership: membership.left,
    "nota": lambda note: note,
}
