"""What one card adds to another: a match fills gaps and never overwrites (ARCHITECTURE, "The same contact").

A single value is taken where there was none; phones, e-mails, addresses and the like that were not there are added;
one that was there in part (a phone without its extension, a city without its street) is completed.
"""

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from crm.cards import Address, Card, Email, GroupMembership, Link, OtherName, Phone, Post, RelationTo
from crm.emails import match_key
from db.folding import fold, fold_fields

T = TypeVar("T")

_SINGLE = tuple(
    field.name for field in fields(Card) if field.name not in ("kind", "uid") and field.default == ""
)
_NAMES = ("given_names", "first_surname", "second_surname", "official_name")
"""Never filled: whoever bears the same name lacks no part of it, and a partial one must not be completed."""


def name_key(text: str) -> str:
    """The form in which two names are compared: no accents, case, signs or spaces ("A.C." is "AC"); one of
    signs alone ("★") as it is."""
    return fold(text).replace(" ", "") or text


def name_keys(names: Sequence[str]) -> list[str]:
    """``name_key`` of many names at once, far faster than one by one."""
    folded = fold_fields(names)
    return [key.replace(" ", "") or name for key, name in zip(folded, names, strict=True)]


def filled(card: Card, other: Card) -> Card:
    """``card`` with its gaps filled from ``other``; equal to ``card`` when there is nothing to fill."""
    single = {
        name: getattr(other, name)
        for name in _SINGLE
        if name not in _NAMES and not getattr(card, name) and getattr(other, name)
    }
    several: dict[str, Any] = {
        "languages": _with_new(card.languages, other.languages, str),
        "posts": _completed(card.posts, other.posts, _fill_post),
        "other_names": _with_new(card.other_names, other.other_names, _name_key),
        "relations": _completed(card.relations, other.relations, _fill_relation),
        "phones": _completed(card.phones, other.phones, _fill_phone),
        "emails": _completed(card.emails, other.emails, _fill_email),
        "addresses": _completed(card.addresses, other.addresses, _fill_address),
        "links": _with_new(card.links, other.links, _link_key),
        "notes": _with_new(card.notes, other.notes, fold),
        "tags": _with_new(card.tags, other.tags, fold),
        "groups": _completed(card.groups, other.groups, _fill_membership),
    }
    changed = {name: values for name, values in several.items() if values != getattr(card, name)}
    categories = _further_categories(card, single.get("main_category", card.main_category), other)
    if categories != card.further_categories:
        changed["further_categories"] = categories
    return replace(card, **single, **changed) if single or changed else card


def _further_categories(card: Card, main: str, other: Card) -> tuple[str, ...]:
    added = [
        code for code in other.further_categories if code != main and code not in card.further_categories
    ]
    return card.further_categories + tuple(added)


def _with_new(mine: tuple[T, ...], others: tuple[T, ...], key: Callable[[T], str]) -> tuple[T, ...]:
    known = {key(item) for item in mine}
    return mine + tuple(item for item in others if key(item) not in known)


def _completed(mine: tuple[T, ...], others: tuple[T, ...], fill: Callable[[T, T], T | None]) -> tuple[T, ...]:
    """``fill(mine, other)`` gives mine completed when both are the same thing, None when they are two."""
    result = list(mine)
    for other in others:
        if other in result:
            continue
        for position, item in enumerate(result):
            both = fill(item, other)
            if both is not None:
                result[position] = both
                break
        else:
            result.append(other)
    return tuple(result)


def _fill_phone(mine: Phone, other: Phone) -> Phone | None:
    if mine.e164 != other.e164 or (mine.extension and other.extension and mine.extension != other.extension):
        return None
    return Phone(mine.e164, mine.extension or other.extension, mine.use or other.use)


def _fill_email(mine: Email, other: Email) -> Email | None:
    if match_key(mine.address) != match_key(other.address):
        return None
    return Email(mine.address, mine.use or other.use)


def _fill_address(mine: Address, other: Address) -> Address | None:
    if mine == other:
        return mine
    texts = ("country", "state", "city", "line", "postcode", "timezone", "use")
    if not _agree(mine, other, texts):
        return None
    located = mine.latitude is not None and other.latitude is not None
    if located and (mine.latitude, mine.longitude) != (other.latitude, other.longitude):
        return None
    shared = any(getattr(mine, name) and getattr(other, name) for name in ("country", "city", "line"))
    if not shared:
        return None
    completed = {name: getattr(mine, name) or getattr(other, name) for name in texts}
    source = mine if mine.latitude is not None else other
    return replace(mine, **completed, latitude=source.latitude, longitude=source.longitude)


def _fill_post(mine: Post, other: Post) -> Post | None:
    if name_key(mine.organization) != name_key(other.organization) or not _agree(
        mine, other, ("title", "part", "start")
    ):
        return None
    # An empty end says that the post is held: the file does not end it.
    return replace(
        mine,
        title=mine.title or other.title,
        part=mine.part or other.part,
        start=mine.start or other.start,
    )


def _fill_relation(mine: RelationTo, other: RelationTo) -> RelationTo | None:
    same = mine.kind == other.kind and name_key(mine.organization) == name_key(other.organization)
    return replace(mine, start=mine.start or other.start) if same else None


def _fill_membership(mine: GroupMembership, other: GroupMembership) -> GroupMembership | None:
    if name_key(mine.group) != name_key(other.group) or not _agree(mine, other, ("joined",)):
        return None
    return replace(mine, joined=mine.joined or other.joined)


def _agree(mine: object, other: object, names: Sequence[str]) -> bool:
    """Whether no text of these is stated differently by both."""
    pairs = ((getattr(mine, name), getattr(other, name)) for name in names)
    return all(not left or not right or left == right or fold(left) == fold(right) for left, right in pairs)


def _link_key(link: Link) -> str:
    return (
        link.url.casefold().rstrip("/").removeprefix("https://").removeprefix("http://").removeprefix("www.")
    )


def _name_key(name: OtherName) -> str:
    return fold(name.text)
