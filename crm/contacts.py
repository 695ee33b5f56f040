"""What one does with a contact: make it and read it; ``crm.card_editor`` changes it, ``crm.trash`` takes it away.

Every function that changes something works inside ``base.write("…")`` and is part of that one operation.
"""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.card_reader import cards
from crm.card_writer import CardWriter
from crm.cards import (
    ADDRESS_USES,
    EMAIL_USES,
    LINK_KINDS,
    ORGANIZATION_KINDS,
    PHONE_USES,
    Card,
    Kind,
)
from crm.categories import CATEGORIES
from crm.errors import InvalidValue, NotFound
from crm.partial_dates import PartialDate
from crm.relations import KINDS
from crm.texts import _
from db.records import Record

CONTACT_KINDS = ("person", "organization")


def card(session: Session, contact: int) -> Card:
    """The contact whole. Raises NotFound; a merged contact is found under its heir."""
    for _id, found in cards(session, [heir(session, contact)]):
        return found
    raise NotFound(_("No hay ningún contacto con el número {n}.").format(n=contact))


def heir(session: Session, contact: int) -> int:
    """The id under which a contact lives now: its own, or that of the one it was merged into."""
    following = session.execute(select(Record.merged_into).where(Record.id == contact)).scalar()
    return contact if following is None else heir(session, following)


def create(session: Session, new: Card) -> int:
    """Make one contact and return its id. Raises InvalidValue."""
    check(new)
    return CardWriter(session).add([new])[0]


def check(new: Card) -> None:
    """Raise InvalidValue, naming the field, unless the card can be kept as it is."""
    if not new.full_name:
        field = "official_name" if new.kind == "organization" else "given_names"
        raise InvalidValue(_("Falta el nombre: escriba al menos un nombre o un apellido."), field)
    for name, texts in _choices(new):
        for text, allowed in texts:
            if text not in allowed:
                raise InvalidValue(
                    _("«{value}» no es una opción de este campo; elija una de: {options}.").format(
                        value=text, options=", ".join(option for option in allowed if option)
                    ),
                    name,
                    text,
                )
    for name, date in _dates(new):
        if date:
            _check_date(name, date)
    for name, value in _texts(new):
        if "\x00" in value:
            raise InvalidValue(_("El texto tiene un carácter que no se puede guardar (NUL)."), name, value)


def _check_date(name: str, date: str) -> None:
    try:
        PartialDate.parse(date)
    except InvalidValue as error:
        raise InvalidValue(str(error), name, date) from None


def _choices(new: Card) -> list[tuple[str, list[tuple[str, Sequence[str]]]]]:
    def optional(allowed: Sequence[str]) -> Sequence[str]:
        return ("", *allowed)

    categories = tuple(CATEGORIES)
    return [
        ("phones", [(phone.use, optional(PHONE_USES)) for phone in new.phones]),
        ("emails", [(email.use, optional(EMAIL_USES)) for email in new.emails]),
        ("addresses", [(address.use, optional(ADDRESS_USES)) for address in new.addresses]),
        ("links", [(link.kind, LINK_KINDS) for link in new.links]),
        ("organization_kind", [(new.organization_kind, optional(ORGANIZATION_KINDS))]),
        ("main_category", [(new.main_category, optional(categories))]),
        ("further_categories", [(category, categories) for category in new.further_categories]),
        ("relations", [(relation.kind, tuple(KINDS)) for relation in new.relations]),
        ("posts", [(held.part, ("", "titular", "enlace")) for held in new.posts]),
        ("other_names", [(name.kind, ("otro", "anterior")) for name in new.other_names]),
    ]


def _dates(new: Card) -> list[tuple[str, str]]:
    dates = [("verified_on", new.verified_on)]
    dates += [("posts", date) for held in new.posts for date in (held.start, held.end)]
    dates += [("relations", date) for relation in new.relations for date in (relation.start, relation.end)]
    dates += [("groups", date) for group in new.groups for date in (group.joined, group.left)]
    dates += [("other_names", name.until) for name in new.other_names]
    return dates


def _texts(new: Card) -> list[tuple[str, str]]:
    found = []
    for field in fields(new):
        value = getattr(new, field.name)
        if isinstance(value, str):
            found.append((field.name, value))
        else:
            found += [(field.name, text) for item in value for text in _texts_of(item)]
    return found


def _texts_of(item: Any) -> list[str]:
    if isinstance(item, str):
        return [item]
    values = (getattr(item, field.name) for field in fields(item))
    return [value for value in values if isinstance(value, str)]


def require_kind(session: Session, contact: int, kind: Kind) -> None:
    """Raise NotFound unless ``contact`` is a live or trashed contact of that kind."""
    if _record(session, contact).kind != kind:
        raise NotFound(_("No hay ningún contacto de ese tipo con el número {n}.").format(n=contact))


def _record(session: Session, contact: int) -> Record:
    found = session.get(Record, contact)
    if found is None or found.kind not in CONTACT_KINDS:
        raise NotFound(_("No hay ningún contacto con el número {n}.").format(n=contact))
    return found
