"""The columns of an export: a card laid out flat, under headings that an import recognises.

A contact has several phones, addresses and so on: each gets its columns ("Teléfono 2"), as many as the fullest record
needs, so that a file imported into an empty base gives the same contacts back.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from operator import attrgetter
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
    pieces: list[Piece] = []
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
        cells: list[str] = []
        for piece in pieces:
            piece(card, cells)
        return cells

    return Layout(headings, row)


Piece = Callable[[Card, list[str]], None]
"""Adds its cells of a card to a row."""


def _single(value: Callable[[Card], str]) -> Piece:
    return lambda card, cells: cells.append(value(card))


def _several(attribute: str, parts: Sequence[Callable[[Any], str]], count: int) -> Piece:
    values = attrgetter(attribute)
    blank = [""] * len(parts)
    all_blank = blank * count

    def add(card: Card, cells: list[str]) -> None:
        items = values(card)
        if not items:
            # Most contacts lack most things.
            cells += all_blank
            return
        for item in items[:count]:
            for part in parts:
                cells.append(part(item))
        for _missing in range(count - len(items)):
            cells += blank

    return add


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
    "nombre": attrgetter("full_name"),
    "nombres": attrgetter("given_names"),
    "primer_apellido": attrgetter("first_surname"),
    "segundo_apellido": attrgetter("second_surname"),
    "tratamiento": attrgetter("treatment"),
    "conocido_como": attrgetter("known_as"),
    "siglas": attrgetter("acronym"),
    "categoria": lambda card: SHORT_NAMES.get(card.main_category, card.main_category),
    "otras_categorias": lambda card: _category_names(card.further_categories),
    "subtipo": attrgetter("subtype"),
    "depende_de": attrgetter("parent"),
    "pais": lambda card: _country(card.country),
    "lugar_origen": attrgetter("origin"),
    "idiomas": lambda card: _language_names(card.languages),
    "liderazgo": attrgetter("leadership"),
    "consulado": attrgetter("consulate"),
    "etiquetas": lambda card: lists.join(card.tags),
    "fuente": attrgetter("source"),
    "verificado": attrgetter("verified_on"),
    "uid": attrgetter("uid"),
}

_PARTS: dict[str, Callable[[Any], str]] = {
    "otro_nombre": attrgetter("text"),
    "tipo_nombre": attrgetter("kind"),
    "nombre_hasta": attrgetter("until"),
    "organizacion": attrgetter("organization"),
    "cargo": attrgetter("title"),
    "parte": attrgetter("part"),
    "cargo_desde": attrgetter("start"),
    "cargo_hasta": attrgetter("end"),
    "telefono": attrgetter("e164"),
    "extension": attrgetter("extension"),
    "uso_telefono": attrgetter("use"),
    "correo": attrgetter("address"),
    "uso_correo": attrgetter("use"),
    "direccion": attrgetter("line"),
    "ciudad": attrgetter("city"),
    "estado": attrgetter("state"),
    "codigo_postal": attrgetter("postcode"),
    "pais_direccion": lambda address: _country(address.country),
    "latitud": lambda address: _degrees(address.latitude),
    "longitud": lambda address: _degrees(address.longitude),
    "zona_horaria": attrgetter("timezone"),
    "uso_direccion": attrgetter("use"),
    "sitio_web": attrgetter("url"),
    "tipo_liga": attrgetter("kind"),
    "relacion": lambda relation: KINDS[relation.kind].forward if relation.kind in KINDS else relation.kind,
    "relacion_con": attrgetter("organization"),
    "relacion_desde": attrgetter("start"),
    "relacion_hasta": attrgetter("end"),
    "grupo": attrgetter("group"),
    "grupo_alta": attrgetter("joined"),
    "grupo_baja": attrgetter("left"),
    "nota": lambda note: note,
}
