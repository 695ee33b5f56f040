"""What a card must be like to be kept. A pure rule of values; the base is not asked."""

import re
from collections.abc import Sequence
from typing import Any

from crm.cards import ADDRESS_USES, EMAIL_USES, LINK_KINDS, ORGANIZATION_KINDS, PHONE_USES, Address, Card
from crm.categories import CATEGORIES
from crm.errors import InvalidValue
from crm.partial_dates import PartialDate
from crm.relations import KINDS
from crm.texts import _, mark

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""NUL ends a text for SQLite; half of a surrogate pair is no character."""

_CHOICES: dict[str, tuple[str, tuple[str, ...]]] = {
    "phones": ("use", ("", *PHONE_USES)),
    "emails": ("use", ("", *EMAIL_USES)),
    "addresses": ("use", ("", *ADDRESS_USES)),
    "links": ("kind", LINK_KINDS),
    "relations": ("kind", tuple(KINDS)),
    "posts": ("part", ("", "titular", "enlace")),
    "other_names": ("kind", ("otro", "anterior")),
}
"""Fields whose items take one of a few values, and in which attribute."""

_DATES = {
    "posts": ("start", "end"),
    "relations": ("start", "end"),
    "groups": ("joined", "left"),
    "other_names": ("until",),
}
"""Fields whose items bear partial dates."""

_NAMES = {
    "posts": ("organization", mark("Un cargo no dice en qué institución es; escríbala.")),
    "relations": ("organization", mark("Una relación no dice con quién es; escriba la institución.")),
    "groups": ("group", mark("Falta el nombre de una red o grupo; escríbalo.")),
    "other_names": ("text", mark("Hay otro nombre vacío; escríbalo o quítelo.")),
}
"""Fields whose items are kept by a name."""

_LIMITS = {"latitude": 90, "longitude": 180}


def check(new: Card) -> None:
    """Raise InvalidValue, naming the field, unless the card can be kept as it is."""
    if not new.full_name.strip():
        field = "official_name" if new.kind == "organization" else "given_names"
        raise InvalidValue(_("Falta el nombre: escriba al menos un nombre o un apellido."), field)
    if not all(label.strip() for label in new.tags):
        raise InvalidValue(_("Hay una etiqueta vacía; escríbala o quítela."), "tags")
    _check_date("verified_on", new.verified_on)
    check_choice("organization_kind", new.organization_kind, ("", *ORGANIZATION_KINDS))
    check_choice("main_category", new.main_category, ("", *CATEGORIES))
    for category in new.further_categories:
        check_choice("further_categories", category, tuple(CATEGORIES))
    for place in new.addresses:
        _check_coordinates(place)
    for field in new.__slots__:
        value = getattr(new, field)
        if isinstance(value, str):
            check_text(field, value)
        else:
            for item in value:
                _check_item(field, item)


def _check_item(field: str, item: Any) -> None:
    if isinstance(item, str):
        check_text(field, item)
        return
    for attribute in item.__slots__:
        check_text(field, getattr(item, attribute))
    if field in _CHOICES:
        attribute, allowed = _CHOICES[field]
        check_choice(field, getattr(item, attribute), allowed)
    if field in _NAMES:
        attribute, sentence = _NAMES[field]
        if not getattr(item, attribute).strip():
            raise InvalidValue(_(sentence), field)
    for attribute in _DATES.get(field, ()):
        _check_date(field, getattr(item, attribute))


def check_text(field: str, value: Any) -> None:
    """Raise InvalidValue for a text with what the base cannot keep."""
    if isinstance(value, str) and _UNSTORABLE.search(value):
        raise InvalidValue(
            _("El texto tiene un carácter que no se puede guardar; bórrelo y escríbalo de nuevo."),
            field,
            ascii(value),
        )


def check_choice(field: str, text: str, allowed: Sequence[str]) -> None:
    """Raise InvalidValue, naming the options, for a text that is none of those allowed."""
    if text not in allowed:
        raise InvalidValue(
            _("«{value}» no es una opción de este campo; elija una de: {options}.").format(
                value=text, options=", ".join(option for option in allowed if option)
            ),
            field,
            text,
        )


def _check_date(field: str, date: str) -> None:
    if not date:
        return
    try:
        PartialDate.parse(date)
    except InvalidValue as error:
        raise InvalidValue(str(error), field, date) from None


def _check_coordinates(place: Address) -> None:
    for name, limit in _LIMITS.items():
        value = getattr(place, name)
        if value is not None and not -limit <= value <= limit:
            raise InvalidValue(
                _(
                    "«{value}» no es una coordenada; la latitud va de -90 a 90 y la longitud de -180 a 180."
                ).format(value=value),
                "addresses",
                str(value),
            )
