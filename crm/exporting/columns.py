"""The columns of an export: a card laid out flat, under headings that an import recognises.

A contact has several phones, addresses and so on: each gets its columns ("Teléfono 2"), as many as the fullest record
needs, so that a file imported into an empty base gives the same contacts back.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from crm import countries, languages
from crm.cards import Card
from crm.categories import SHORT_NAMES
from crm.errors import UserError
from crm.importing import lists
from crm.importing.fields import FIELDS, find_target
from crm.importing.values import KIND_NAMES
from crm.relations import KINDS
from crm.texts import _

_OTHER = "Otra organización"
_EXPORTABLE = tuple(field.key for field in FIELDS.values() if not field.only_import)
_GROUPS: Mapping[str, str] = {
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


@dataclass(frozen=True, slots=True)
class Layout:
    """The headings, and the function that lays a card out under them."""

    headings: list[str]
    row: Callable[[Card], list[str]]


def parse_columns(text: str) -> list[str]:
    """The keys of fields listed by key or heading, with commas. Raises UserError for one that does not exist."""
    keys = []
    for name in filter(None, (part.strip() for part in text.split(","))):
        target = find_target(name)
        if target is None or FIELDS[target.field].only_import:
            near = get_close_matches(name.casefold(), _EXPORTABLE, n=1)
            hint = _("; ¿quiso decir «{column}»?").format(column=near[0]) if near else "."
            raise UserError(
                _("No existe la columna «{column}»{hint} Las columnas son: {columns}.").format(
                    column=name, hint=hint, columns=", ".join(_EXPORTABLE)
                )
            )
        if target.field not in keys:
            keys.append(target.field)
    if not keys:
        raise UserError(_("No se indicó ninguna columna; escriba por ejemplo: nombre,telefono,correo."))
    return keys


def groups_of(keys: Sequence[str] | None) -> set[str]:
    """The groups whose counts ``lay_out`` needs to know."""
    fields = FIELDS.values() if keys is None else [FIELDS[key] for key in keys]
    return {field.group for field in fields if field.group}


def lay_out(keys: Sequence[str] | None, counts: Mapping[str, int]) -> Layout:
    """Lay out the fields chosen, all of them if None. ``counts``: by group, how many the fullest contact has."""
    chosen = (
        [field for field in FIELDS.values() if not field.only_import]
        if keys is None
        else [FIELDS[key] for key in keys]
    )
    headings: list[str] = []
    pieces: list[Callable[[Card], list[str]]] = []
    done: set[str] = set()
    for field in chosen:
        if not field.group:
            headings.append(field.heading)
            pieces.append(_single(_SINGLE[field.key]))
        elif field.group not in done:
            done.add(field.group)
            together = [other for other in chosen if other.group == field.group]
            # A column asked for by name is there even when nobody has anything in it.
            count = max(counts.get(field.group, 0), 0 if keys is None else 1)
            headings += [f"{other.heading} {number}" for number in range(1, count + 1) for other in together]
            pieces.append(_several(_GROUPS[field.group], [_PARTS[other.key] for other in together], count))

    def row(card: Card) -> list[str]:
        return [cell for piece in pieces for cell in piece(card)]

    return Layout(headings, row)


def _single(value: Callable[[Card], str]) -> Callable[[Card], list[str]]:
    return lambda card: [value(card)]


def _several(
    attribute: str, parts: Sequence[Callable[[Any], str]], count: int
) -> Callable[[Card], list[str]]:
    width = count * len(parts)

    def cells(card: Card) -> list[str]:
        filled = [part(item) for item in getattr(card, attribute)[:count] for part in parts]
        return filled + [""] * (width - len(filled))

    return cells


def _country(code: str) -> str:
    return countries.names().get(code, code)


def _kind(card: Card) -> str:
    kind = card.kind if card.kind == "person" else card.organization_kind
    return KIND_NAMES.get(kind, _OTHER)


def _category_names(codes: Sequence[str]) -> str:
    return lists.join(SHORT_NAMES.get(code, code) for code in codes)


def _language_names(codes: Sequence[str]) -> str:
    names = languages.names()
    return lists.join(names.get(code, code) for code in codes)


def _degrees(value: float | None) -> str:
    if value is None:
        return ""
    written = f"{value:.6f}".rstrip("0").removesuffix(".")
    return "0" if written == "-0" else written


_SINGLE: dict[str, Callable[[Card], str]] = {
    "tipo": _kind,
    "nombre": lambda card: card.full_name,
    "nombres": lambda card: card.given_names,
    "primer_apellido": lambda card: card.first_surname,
    "segundo_apellido": lambda card: card.second_surname,
    "tratamiento": lambda card: card.treatment,
    "conocido_como": lambda card: card.known_as,
    "siglas": lambda card: card.acronym,
    "categoria": lambda card: SHORT_NAMES.get(card.main_category, card.main_category),
    "otras_categorias": lambda card: _category_names(card.further_categories),
    "subtipo": lambda card: card.subtype,
    "depende_de": lambda card: card.parent,
    "pais": lambda card: _country(card.country),
    "lugar_origen": lambda card: card.origin,
    "idiomas": lambda card: _language_names(card.languages),
    "liderazgo": lambda card: card.leadership,
    "consulado": lambda card: card.consulate,
    "etiquetas": lambda card: lists.join(card.tags),
    "fuente": lambda card: card.source,
    "verificado": lambda card: card.verified_on,
    "uid": lambda card: card.uid,
}

_PARTS: dict[str, Callable[[Any], str]] = {
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
    "pais_direccion": lambda address: _country(address.country),
    "latitud": lambda address: _degrees(address.latitude),
    "longitud": lambda address: _degrees(address.longitude),
    "zona_horaria": lambda address: address.timezone,
    "uso_direccion": lambda address: address.use,
    "sitio_web": lambda link: link.url,
    "tipo_liga": lambda link: link.kind,
    "relacion": lambda relation: KINDS[relation.kind].forward if relation.kind in KINDS else relation.kind,
    "relacion_con": lambda relation: relation.organization,
    "relacion_desde": lambda relation: relation.start,
    "relacion_hasta": lambda relation: relation.end,
    "grupo": lambda membership: membership.group,
    "grupo_alta": lambda membership: membership.joined,
    "grupo_baja": lambda membership: membership.left,
    "nota": lambda note: note,
}
