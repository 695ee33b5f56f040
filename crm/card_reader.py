"""Contacts read whole, as cards: one statement for each batch, so an export of 100,000 stays flat.

The statement gives every table as a text in JSON, its rows in arrays: SQLite makes that without holding back Python.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy.orm import Session

from crm.cards import Address, Card, Email, GroupMembership, Link, OtherName, Phone, Post, RelationTo

BATCH = 2_000
"""Contacts read at a time."""

Children = dict[int, tuple[Any, ...]]
"""By contact, what it has."""

_NAME = "coalesce(o.official_name, '')"


def cards(session: Session, ids: Iterable[int]) -> Iterator[tuple[int, Card]]:
    """The contacts with these ids, in this order, each with its id; ids that are no contact are passed over."""
    iterator = iter(ids)
    while batch := list(islice(iterator, BATCH)):
        texts = session.connection().exec_driver_sql(STATEMENT, (json.dumps(batch),)).one()
        yield from made_of(batch, texts)


def made_of(ids: Sequence[int], texts: Sequence[str]) -> Iterator[tuple[int, Card]]:
    """The cards that ``cards`` gives, of what ``STATEMENT`` says of a batch."""
    people, organizations, *several = map(json.loads, texts)
    persons = {row[0]: row for row in people}
    others = {row[0]: row for row in organizations}
    parts = {
        name: _children(make, rows)
        for (name, (make, _statement)), rows in zip(_CHILDREN.items(), several, strict=True)
    }
    for row in ids:
        if row in persons:
            yield row, _person(persons[row], parts)
        elif row in others:
            yield row, _organization(others[row], parts)


def _children(make: Callable[..., Any], rows: Iterable[Sequence[Any]]) -> Children:
    found: Children = {}
    for owner, *values in rows:
        child = make(*values)
        # Most have one: a list of it for each, to be made a tuple later, takes longer.
        found[owner] = (*found[owner], child) if owner in found else (child,)
    return found


def _person(values: Sequence[Any], parts: dict[str, Children]) -> Card:
    (
        row,
        uid,
        given,
        first,
        second,
        treatment,
        known_as,
        origin,
        leadership,
        consulate,
        source,
        verified_on,
    ) = values
    return Card(
        kind="person",
        uid=uid,
        given_names=given,
        first_surname=first,
        second_surname=second,
        treatment=treatment,
        known_as=known_as,
        origin=origin,
        leadership=leadership,
        languages=parts["languages"].get(row, ()),
        posts=parts["posts"].get(row, ()),
        consulate=consulate,
        source=source,
        verified_on=verified_on,
        **_shared(row, parts),
    )


def _organization(values: Sequence[Any], parts: dict[str, Children]) -> Card:
    row, uid, name, acronym, kind, subtype, parent, country, consulate, source, verified_on = values
    categories = parts["categories"].get(row, ())
    return Card(
        kind="organization",
        uid=uid,
        official_name=name,
        acronym=acronym,
        other_names=parts["names"].get(row, ()),
        organization_kind=kind,
        subtype=subtype,
        main_category=next((category for category, is_main in categories if is_main), ""),
        further_categories=tuple(category for category, is_main in categories if not is_main),
        parent=parent,
        country=country,
        relations=parts["relations"].get(row, ()),
        consulate=consulate,
        source=source,
        verified_on=verified_on,
        **_shared(row, parts),
    )


def _shared(row: int, parts: dict[str, Children]) -> dict[str, Any]:
    return {name: parts[name][row] for name in _SHARED if row in parts[name]}


def _itself(text: str) -> str:
    return text


def _pair(category: str, is_main: int) -> tuple[str, bool]:
    return category, bool(is_main)


def _listing(columns: str, order: str = "") -> str:
    return f"SELECT json_group_array(json_array({columns}){order}) FROM json_each(?1) AS wanted"


def _of(table: str, owner: str, columns: str, joins: str = "") -> str:
    listing = _listing(f"c.{owner}, {columns}", f" ORDER BY c.{owner}, c.id")
    return f"{listing} CROSS JOIN {table} AS c ON c.{owner} = wanted.value {joins}"


_PERSON_COLUMNS = f"""p.id, r.uid, p.given_names, p.first_surname, p.second_surname, p.treatment, p.known_as,
    p.origin, p.leadership, {_NAME}, p.source, p.verified_on"""
_PERSONS = f"""
    {_listing(_PERSON_COLUMNS)}
    CROSS JOIN person AS p ON p.id = wanted.value
    JOIN record AS r ON r.id = p.id
    LEFT JOIN organization AS o ON o.id = p.consulate_id"""

_ORGANIZATION_COLUMNS = f"""me.id, r.uid, me.official_name, me.acronym, me.kind, me.subtype,
    coalesce(parent.official_name, ''), me.country, {_NAME}, me.source, me.verified_on"""
_ORGANIZATIONS = f"""
    {_listing(_ORGANIZATION_COLUMNS)}
    CROSS JOIN organization AS me ON me.id = wanted.value
    JOIN record AS r ON r.id = me.id
    LEFT JOIN organization AS parent ON parent.id = me.parent_id
    LEFT JOIN organization AS o ON o.id = me.consulate_id"""

_SHARED = ("phones", "emails", "addresses", "links", "notes", "tags", "groups")

_CHILDREN: dict[str, tuple[Callable[..., Any], str]] = {
    "languages": (_itself, _of("spoken_language", "person_id", "c.language")),
    "posts": (
        Post,
        _of(
            "holder",
            "person_id",
            f"{_NAME}, p.title, p.part, c.start_on, c.end_on",
            "JOIN post AS p ON p.id = c.post_id LEFT JOIN organization AS o ON o.id = p.organization_id",
        ),
    ),
    "names": (OtherName, _of("organization_name", "organization_id", "c.text, c.kind, c.until")),
    "categories": (_pair, _of("organization_category", "organization_id", "c.category, c.is_main")),
    "relations": (
        RelationTo,
        _of(
            "relation",
            "from_id",
            f"c.kind, {_NAME}, c.start_on, c.end_on",
            "LEFT JOIN organization AS o ON o.id = c.to_id",
        ),
    ),
    "phones": (Phone, _of("phone", "record_id", "c.e164, c.extension, c.use")),
    "emails": (Email, _of("email", "record_id", "c.address, c.use")),
    "addresses": (
        Address,
        _of(
            "address",
            "record_id",
            "c.country, c.state, c.city, c.line, c.postcode, c.latitude, c.longitude, c.timezone, c.use",
        ),
    ),
    "links": (Link, _of("link", "record_id", "c.url, c.kind")),
    "notes": (_itself, _of("note", "record_id", "c.text")),
    "tags": (_itself, _of("record_tag", "record_id", "t.label", "JOIN tag AS t ON t.id = c.tag_id")),
    "groups": (
        GroupMembership,
        _of(
            "membership",
            "record_id",
            "g.name, c.joined_on, c.left_on",
            "JOIN contact_group AS g ON g.id = c.group_id",
        ),
    ),
}
"""What a contact has several of: what each row becomes, and the statement; the first column is the contact."""

_SELECTED = (_PERSONS, _ORGANIZATIONS, *(statement for _make, statement in _CHILDREN.values()))
STATEMENT = f"SELECT {', '.join(f'({statement})' for statement in _SELECTED)}"
"""What ``made_of`` makes cards of, by the ids of a batch in JSON."""
