"""How the search documents of contacts are made from the journaled tables.

A few plain statements gather what belongs to a batch of contacts; putting it together and folding happen here, in
bulk, which is several times faster than one statement that does it all.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Connection

from db.folding import FIELD, FIRST, fold_fields, spanish_key, spanish_keys, with_variants
from db.search_rows import (
    ANY,
    BATCH,
    LISTED,
    LIVE,
    RANGE,
    grouped,
    listed,
    read as read_rows,
    token_if_any,
    values,
)

_BEGINNING = 3
"""Letters of a sort key by which contacts are sorted apart."""


class Document(NamedTuple):
    """A row of ``search_document`` but for its place; the fields stand in the order of the columns."""

    id: int
    kind: str
    type: str
    name: str
    acronym: str
    sort_key: str
    organization: str
    organization_key: str
    post: str
    until: str
    city: str
    city_key: str
    state: str
    country: str
    category: str
    words: str
    facets: str


# CROSS JOIN: from the batch outward, whatever SQLite guesses of the tables' sizes.
_PERSONS = f"""
    SELECT p.id, p.given_names, p.first_surname, p.second_surname, p.known_as
    FROM person p CROSS JOIN record r ON r.id = p.id
    WHERE p.id {{chosen}} AND {LIVE} ORDER BY p.id"""
_ORGANIZATIONS = f"""
    SELECT o.id, o.kind, o.official_name, o.acronym, o.country, coalesce(u.official_name, '')
    FROM organization o CROSS JOIN record r ON r.id = o.id
    LEFT JOIN organization u ON u.id = o.parent_id
        AND EXISTS (SELECT 1 FROM record q WHERE q.id = u.id AND q.trashed_by IS NULL AND q.merged_into IS NULL)
    WHERE o.id {{chosen}} AND {LIVE} ORDER BY o.id"""
_POSTS = f"""
    SELECT h.person_id, t.title, h.end_on, o.id, o.official_name, o.acronym
    FROM holder h CROSS JOIN post t ON t.id = h.post_id
    CROSS JOIN organization o ON o.id = t.organization_id CROSS JOIN record r ON r.id = o.id
    WHERE h.person_id {{chosen}} AND {LIVE}
    ORDER BY h.person_id, h.end_on <> '', h.end_on = 's/f', h.end_on DESC, h.start_on DESC, h.id"""
"""The first of a person's posts is the one to show: one that has not ended, else the one that ended last."""

_ADDRESSES = """
    SELECT record_id, country, state, city FROM address WHERE record_id {chosen}
    ORDER BY record_id, use NOT IN ('residencia', 'oficina'), id"""
_PHONES = "SELECT record_id, e164 FROM phone WHERE record_id {chosen} ORDER BY record_id, id"
_EMAILS = "SELECT record_id, address FROM email WHERE record_id {chosen} ORDER BY record_id, id"
_NOTES = "SELECT record_id, text FROM note WHERE record_id {chosen} ORDER BY record_id, id"
_OTHER_NAMES = """
    SELECT organization_id, text FROM organization_name WHERE organization_id {chosen} ORDER BY organization_id, id"""
_CATEGORIES = """
    SELECT organization_id, category FROM organization_category WHERE organization_id {chosen}
    ORDER BY organization_id, is_main DESC, id"""


def all_documents(connection: Connection) -> Iterator[list[Document]]:
    """The documents of all live contacts, in batches, by growing id."""
    last = connection.exec_driver_sql("SELECT max(id) FROM record").scalar() or 0
    for first in range(1, last + 1, BATCH):
        documents = _Batch(connection, RANGE, (first, first + BATCH - 1)).documents()
        if documents:
            yield documents


def documents_of(connection: Connection, ids: Iterable[int]) -> dict[int, Document]:
    """The documents of those of these contacts that are live."""
    wanted = sorted(ids)
    found: dict[int, Document] = {}
    for start in range(0, len(wanted), BATCH):
        batch = _Batch(connection, LISTED, (listed(wanted[start : start + BATCH]),))
        found |= {document.id: document for document in batch.documents()}
    return found


def ids_in_order(connection: Connection) -> list[int]:
    """The ids of all live contacts in the order of the list."""
    keys: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for statement, described in ((_PERSONS, _person), (_ORGANIZATIONS, _organization)):
        cursor = connection.exec_driver_sql(statement.format(chosen="> 0"))
        while rows := cursor.fetchmany(BATCH):
            contacts = [described(row) for row in rows]
            for key, contact in zip(_sort_keys(contacts), contacts, strict=True):
                keys[key[:_BEGINNING]].append((key, contact.id))
    # By beginnings, because sorting all in one go would hold every other thread until it is done.
    order: list[int] = []
    for beginning in sorted(keys):
        order += [row for _key, row in sorted(keys.pop(beginning))]
    return order


def phone_words(e164: str) -> str:
    """The ways in which a phone may be typed: with and without the country's code, and its last digits.

    >>> phone_words("+525555550134")
    '525555550134 5555550134 55550134 5550134 0134'
    """
    digits = e164.lstrip("+")
    national = digits[_calling_code(digits) :]
    return f"{digits} {national} {national[-8:]} {national[-7:]} {national[-4:]}"


# ITU-T E.164: the codes of one and two digits; all others have three.
_SHORT_CODES = re.compile(r"1|7|2[07]|3[0123469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]")


def _calling_code(digits: str) -> int:
    match = _SHORT_CODES.match(digits)
    return match.end() if match else 3


class _Contact(NamedTuple):
    """What a contact's own table says, in the terms of its document."""

    id: int
    kind: str
    type: str
    name: str
    acronym: str
    sorted_by: str
    further_name: str
    country: str
    parent: str


def _person(row: Sequence[Any]) -> _Contact:
    number, given, first, second, known_as = row
    name = " ".join(part for part in (given, first, second) if part)
    sorted_by = FIELD.join((first, second, given)) if first or second else given
    return _Contact(number, "person", "persona", name, "", sorted_by, known_as, "", "")


def _organization(row: Sequence[Any]) -> _Contact:
    number, kind, name, acronym, country, parent = row
    return _Contact(number, "organization", kind, name, acronym, name, "", country, parent)


def _sort_keys(contacts: Sequence[_Contact]) -> list[str]:
    keys = spanish_keys([contact.sorted_by for contact in contacts])
    # Names alike but for accents and case: by the name itself.
    return [f"{key}{FIRST}{contact.name}" for key, contact in zip(keys, contacts, strict=True)]


class _Batch:
    """Some contacts and all that belongs to them."""

    def __init__(self, connection: Connection, chosen: str, parameters: tuple[Any, ...]) -> None:
        def read(statement: str) -> Sequence[Any]:
            return read_rows(connection, statement.format(chosen=chosen), parameters)

        self._contacts = [_person(row) for row in read(_PERSONS)]
        self._contacts += [_organization(row) for row in read(_ORGANIZATIONS)]
        self._posts = grouped(read(_POSTS))
        self._addresses = grouped(read(_ADDRESSES))
        self._phones = values(read(_PHONES))
        self._emails = values(read(_EMAILS))
        self._notes = values(read(_NOTES))
        self._categories = values(read(_CATEGORIES))
        self._other_names = values(read(_OTHER_NAMES))
        hosts = {post[3] for posts in self._posts.values() for post in posts}
        names = read_rows(connection, _OTHER_NAMES.format(chosen=LISTED), (listed(hosts),))
        self._names_of_hosts = values(names)

    def documents(self) -> list[Document]:
        """A document for each contact, by growing id."""
        sort_keys = _sort_keys(self._contacts)
        words = fold_fields([self._searched(contact) for contact in self._contacts])
        made = zip(self._contacts, sort_keys, words, strict=True)
        return sorted(self._document(contact, sort_key, text) for contact, sort_key, text in made)

    def _document(self, contact: _Contact, sort_key: str, words: str) -> Document:
        _person, title, until, _host, organization, _acronym = self._posts.get(contact.id, _NO_POST)[0]
        _owner, country, state, city = self._addresses.get(contact.id, _NO_ADDRESS)[0]
        organization = organization or contact.parent
        categories = self._categories.get(contact.id)
        return Document(
            id=contact.id,
            kind=contact.kind,
            type=contact.type,
            name=contact.name,
            acronym=contact.acronym,
            sort_key=sort_key,
            organization=organization,
            organization_key=_repeated_key(organization),
            post=title,
            until=until,
            city=city,
            city_key=_repeated_key(city),
            state=state,
            country=contact.country or country,
            category=categories[0] if categories else "",
            words=words,
            facets=self._facets(contact),
        )

    def _searched(self, contact: _Contact) -> str:
        number = contact.id
        names = [contact.name, contact.acronym, contact.further_name, *self._other_names.get(number, ())]
        texts = []
        for _person, title, _until, host, name, acronym in self._posts.get(number, ()):
            names += (name, acronym, *self._names_of_hosts.get(host, ()))
            texts.append(title)
        for _owner, _country, state, city in self._addresses.get(number, ()):
            texts += (city, state)
        texts += self._emails.get(number, ())
        texts += self._notes.get(number, ())
        texts += map(phone_words, self._phones.get(number, ()))
        return FIELD.join((with_variants(FIELD.join(names)), *texts))

    def _facets(self, contact: _Contact) -> str:
        facets = f"{ANY} {token_if_any('tipo', contact.type)} {token_if_any('pais', contact.country)}"
        for _owner, *address in self._addresses.get(contact.id, ()):
            facets += _place_tokens(*address)
        for category in self._categories.get(contact.id, ()):
            facets += f" {token_if_any('categoria', category)}"
        return facets


_NO_POST: Sequence[Any] = ((0, "", "", 0, "", ""),)
_NO_ADDRESS: Sequence[Any] = ((0, "", "", ""),)


@lru_cache(maxsize=32_768)
def _place_tokens(country: str, state: str, city: str) -> str:
    return f" {token_if_any('pais', country)} {token_if_any('estado', state)} {token_if_any('ciudad', city)}"


_repeated_key = lru_cache(maxsize=32_768)(spanish_key)
