"""Contacts read whole, as cards: one statement a table for each batch, so an export of 100,000 stays flat."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection
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
        yield from _read(session.connection(), batch)


def _read(connection: Connection, ids: Sequence[int]) -> Iterator[tuple[int, Card]]:
    wanted = json.dumps(list(ids))
    people = {row[0]: row for row in _rows(connection, _PERSONS, wanted)}
    organizations = {row[0]: row for row in _rows(connection, _ORGANIZATIONS, wanted)}
    parts = {
        name: _children(connection, statement, make, wanted) for name, (make, statement) in _CHILDREN.items()
    }
    for row in ids:
        if row in people:
            yield row, _person(people[row], parts)
        elif row in organizations:
            yield row, _organization(organizations[row], parts)


def _rows(connection: Connection, statement: str, wanted: str) -> Sequence[Any]:
    """The rows as the driver gives them: SQLAlchemy's own would take as long again, and these are a million."""
    cursor = connection.exec_driver_sql(statement, (wanted,)).cursor
    assert cursor is not None
    return cursor.fetchall()


def _children(connection: Connection, statement: str, make: Callable[..., Any], wanted: str) -> Children:
    found: Children = {}
    for owner, *values in _rows(connection, statement, wanted):
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


_PERSONS = f"""
    SELECT p.id, r.uid, p.given_names, p.first_surname, p.second_surname, p.treatment, p.known_as, p.origin,
           p.leadership, {_NAME}, p.source, p.verified_on
    FROM json_each(?) AS wanted
    CROSS JOIN person AS p ON p.id = wanted.value
    JOIN record AS r ON r.id = p.id
    LEFT JOIN organization AS o ON o.id = p.consulate_id"""

_ORGANIZATIONS = f"""
    SELECT me.id, r.uid, me.official_name, me.acronym, me.kind, me.subtype, coalesce(parent.official_name, ''),
           me.country, {_NAME}, me.source, me.verified_on
    FROM json_each(?) AS wanted
    CROSS JOIN organization AS me ON me.id = wanted.value
    JOIN record AS r ON r.id = me.id
    LEFT JOIN organization AS parent ON parent.id = me.parent_id
    LEFT JOIN organization AS o ON o.id = me.consulate_id"""


def _of(table: str, owner: str, columns: str, joins: str = "") -> str:
    return (
        f"SELECT c.{owner}, {columns} FROM json_each(?) AS wanted "
        f"CROSS JOIN {table} AS c ON c.{owner} = wanted.value {joins} ORDER BY c.{owner}, c.id"
    )


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
