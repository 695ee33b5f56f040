"""A contact as the command line answers it: Spanish keys, nothing left out."""

import datetime
from collections.abc import Iterator
from typing import Any

from crm import countries, languages
from crm.cards import Card
from crm.categories import CATEGORIES
from crm.partial_dates import PartialDate
from crm.phones import display
from crm.relations import KINDS
from crm.texts import _

Answer = dict[str, Any]


def as_answer(number: int, card: Card, today: datetime.date) -> Answer:
    """All fields of a contact, with phones as stored and as shown."""
    own = _person(card, today) if card.kind == "person" else _organization(card)
    return {
        "id": number,
        "uid": card.uid,
        "tipo": card.organization_kind or "persona",
        **own,
        **_shared(card),
    }


def in_words(answer: Answer) -> str:
    """The same, a line for each thing that is known."""
    return "\n".join(_lines(answer))


def _person(card: Card, today: datetime.date) -> Answer:
    return {
        "nombre": card.full_name,
        "nombres": card.given_names,
        "primer_apellido": card.first_surname,
        "segundo_apellido": card.second_surname,
        "tratamiento": card.treatment,
        "conocido_como": card.known_as,
        "origen": card.origin,
        "liderazgo": card.leadership,
        "idiomas": list(card.languages),
        "cargos": [
            {
                "titulo": held.title,
                "institucion": held.organization,
                "parte": held.part,
                "desde": held.start,
                "hasta": held.end,
                "vigente": _is_held(held.end, today),
            }
            for held in card.posts
        ],
    }


def _organization(card: Card) -> Answer:
    return {
        "nombre": card.official_name,
        "siglas": card.acronym,
        "otros_nombres": [
            {"nombre": name.text, "clase": name.kind, "hasta": name.until} for name in card.other_names
        ],
        "subtipo": card.subtype,
        "categoria": CATEGORIES.get(card.main_category, ""),
        "otras_categorias": [CATEGORIES[category] for category in card.further_categories],
        "depende_de": card.parent,
        "pais": card.country,
        "relaciones": [
            {
                "clase": relation.kind,
                "institucion": relation.organization,
                "desde": relation.start,
                "hasta": relation.end,
            }
            for relation in card.relations
        ],
    }


def _shared(card: Card) -> Answer:
    home = next((address.country for address in card.addresses if address.country), card.country or "MX")
    return {
        "telefonos": [
            {
                "e164": phone.e164,
                "mostrado": display(phone, home),
                "extension": phone.extension,
                "uso": phone.use,
            }
            for phone in card.phones
        ],
        "correos": [{"correo": email.address, "uso": email.use} for email in card.emails],
        "domicilios": [
            {
                "pais": address.country,
                "estado": address.state,
                "ciudad": address.city,
                "domicilio": address.line,
                "cp": address.postcode,
                "latitud": address.latitude,
                "longitud": address.longitude,
                "zona": address.timezone,
                "uso": address.use,
            }
            for address in card.addresses
        ],
        "enlaces": [{"clase": link.kind, "url": link.url} for link in card.links],
        "notas": list(card.notes),
        "etiquetas": list(card.tags),
        "grupos": [
            {"grupo": membership.group, "desde": membership.joined, "hasta": membership.left}
            for membership in card.groups
        ],
        "consulado": card.consulate,
        "fuente": card.source,
        "verificado": card.verified_on,
    }


def _is_held(end: str, today: datetime.date) -> bool | None:
    """Whether a post with that end is still held; None where the date is too vague to say."""
    if not end:
        return True
    date = PartialDate.parse(end)
    if date.is_unknown:
        return False
    if date.earliest <= today <= date.latest and not date.day:
        return None
    return date.latest >= today


_LABELS = {
    "id": _("Número"),
    "tipo": _("Tipo"),
    "nombre": _("Nombre"),
    "siglas": _("Siglas"),
    "otros_nombres": _("Otro nombre"),
    "tratamiento": _("Tratamiento"),
    "conocido_como": _("Conocida como"),
    "origen": _("Lugar de origen"),
    "liderazgo": _("Liderazgo"),
    "idiomas": _("Idioma"),
    "cargos": _("Cargo"),
    "subtipo": _("Clase"),
    "categoria": _("Categoría"),
    "otras_categorias": _("Otra categoría"),
    "depende_de": _("Depende de"),
    "relaciones": _("Relación"),
    "telefonos": _("Teléfono"),
    "correos": _("Correo"),
    "domicilios": _("Domicilio"),
    "enlaces": _("En línea"),
    "notas": _("Nota"),
    "etiquetas": _("Etiqueta"),
    "grupos": _("Red"),
    "consulado": _("Consulado"),
    "fuente": _("Fuente"),
    "verificado": _("Verificado"),
}
"""What is shown in words, in this order; the parts of a name, the country and the uid are in the JSON only."""


def _lines(answer: Answer) -> Iterator[str]:
    for key, label in _LABELS.items():
        value = answer.get(key)
        items = value if isinstance(value, list) else [value]
        for item in items:
            text = _in_one(key, item)
            if text:
                yield f"{label}: {text}"


def _in_one(key: str, item: Any) -> str:
    match key, item:
        case _other, None | "":
            return ""
        case "idiomas", code:
            return languages.names().get(code, code)
        case "telefonos", dict():
            return _joined(item["mostrado"], item["uso"])
        case "domicilios", dict():
            country = countries.names().get(item["pais"], item["pais"])
            return _joined(
                item["domicilio"], item["cp"], item["ciudad"], item["estado"], country, item["uso"]
            )
        case "cargos", dict():
            former = _("antes") if item["vigente"] is False else ""
            return _joined(former, item["titulo"], item["institucion"], item["parte"], _term(item))
        case "relaciones", dict():
            return _joined(_(KINDS[item["clase"]].forward), item["institucion"], _term(item))
        case "grupos", dict():
            return _joined(item["grupo"], _term(item))
        case _other, dict():
            return _joined(*item.values())
        case _other, value:
            return str(value)


def _term(item: Answer) -> str:
    start = _("desde {date}").format(date=item["desde"]) if item["desde"] else ""
    end = _("hasta {date}").format(date=item["hasta"]) if item["hasta"] else ""
    return " ".join(part for part in (start, end) if part)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
