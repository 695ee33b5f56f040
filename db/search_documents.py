"""How the search documents of contacts are made from the journaled tables.

One statement for persons and one for organisations gathers the text as written; folding happens here, in bulk.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Connection

from db.folding import FIELD, FIRST, fold, fold_fields, spanish_key, spanish_keys, with_variants

_BATCH = 2_000
ANY = "="
"""The token that every document has."""

_SIGN = f"'{FIELD}'"


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


# The text of the organisations where a person holds or held posts, and the titles of these posts.
_POSTS_TEXT = f"""coalesce((
    SELECT group_concat(po.official_name || {_SIGN} || po.acronym || {_SIGN} || pt.title || coalesce((
        SELECT group_concat({_SIGN} || pn.text, '') FROM organization_name pn WHERE pn.organization_id = po.id), ''),
        {_SIGN})
    FROM holder ph JOIN post pt ON pt.id = ph.post_id JOIN organization po ON po.id = pt.organization_id
    JOIN record pr ON pr.id = po.id
    WHERE ph.person_id = r.id AND pr.trashed_by IS NULL AND pr.merged_into IS NULL), '')"""

_OTHER_NAMES = f"""coalesce((
    SELECT group_concat(n.text, {_SIGN}) FROM organization_name n WHERE n.organization_id = r.id), '')"""

_SHARED_TEXT = f"""
    coalesce((SELECT group_concat(a.city || {_SIGN} || a.state, {_SIGN}) FROM address a WHERE a.record_id = r.id), '')
    || {_SIGN} ||
    coalesce((SELECT group_concat(e.address, {_SIGN}) FROM email e WHERE e.record_id = r.id), '')
    || {_SIGN} ||
    coalesce((SELECT group_concat(t.text, {_SIGN}) FROM note t WHERE t.record_id = r.id), '')"""

_PHONES = "(SELECT group_concat(p.e164, ' ') FROM phone p WHERE p.record_id = r.id)"

_PLACES = f"""(SELECT group_concat('pais=' || a.country || {_SIGN} || 'estado=' || a.state || {_SIGN}
    || 'ciudad=' || a.city, {_SIGN}) FROM address a WHERE a.record_id = r.id)"""

_CATEGORIES = f"""(SELECT group_concat('categoria=' || c.category, {_SIGN})
    FROM organization_category c WHERE c.organization_id = r.id)"""

# The post to show: one that has not ended, else the one that ended last.
_POST_SHOWN = """(SELECT h.id FROM holder h JOIN post t ON t.id = h.post_id JOIN record q ON q.id = t.organization_id
    WHERE h.person_id = r.id AND q.trashed_by IS NULL AND q.merged_into IS NULL
    ORDER BY h.end_on <> '', h.end_on = 's/f', h.end_on DESC, h.start_on DESC, h.id LIMIT 1)"""

_ADDRESS_SHOWN = """(SELECT a.id FROM address a WHERE a.record_id = r.id
    ORDER BY a.use NOT IN ('residencia', 'oficina'), a.id LIMIT 1)"""

_NAME_OF_PERSON = "trim(trim(p.given_names || ' ' || p.first_surname) || ' ' || p.second_surname)"

_SORTED_PERSON = f"""CASE WHEN p.first_surname = '' AND p.second_surname = '' THEN p.given_names
    ELSE p.first_surname || {_SIGN} || p.second_surname || {_SIGN} || p.given_names END"""

_LIVE = "r.trashed_by IS NULL AND r.merged_into IS NULL"

_PERSONS = f"""
    SELECT r.id, 'person', 'persona', {_NAME_OF_PERSON}, '', {_SORTED_PERSON},
        coalesce(o.official_name, ''), coalesce(t.title, ''), coalesce(h.end_on, ''),
        coalesce(m.city, ''), coalesce(m.state, ''), coalesce(m.country, ''), '',
        {_NAME_OF_PERSON} || {_SIGN} || p.known_as || {_SIGN} || {_POSTS_TEXT},
        {_SHARED_TEXT}, {_PHONES}, 'tipo=persona', {_PLACES}, NULL
    FROM person p JOIN record r ON r.id = p.id
    LEFT JOIN holder h ON h.id = {_POST_SHOWN}
    LEFT JOIN post t ON t.id = h.post_id
    LEFT JOIN organization o ON o.id = t.organization_id
    LEFT JOIN address m ON m.id = {_ADDRESS_SHOWN}
    WHERE {_LIVE} AND p.id"""

_ORGANIZATIONS = f"""
    SELECT r.id, 'organization', o.kind, o.official_name, o.acronym, o.official_name,
        coalesce(u.official_name, ''), '', '',
        coalesce(m.city, ''), coalesce(m.state, ''), coalesce(nullif(o.country, ''), m.country, ''),
        coalesce((SELECT c.category FROM organization_category c WHERE c.organization_id = r.id
            ORDER BY c.is_main DESC, c.id LIMIT 1), ''),
        o.official_name || {_SIGN} || o.acronym || {_SIGN} || {_OTHER_NAMES},
        {_SHARED_TEXT}, {_PHONES}, 'tipo=' || o.kind || {_SIGN} || 'pais=' || o.country, {_PLACES}, {_CATEGORIES}
    FROM organization o JOIN record r ON r.id = o.id
    LEFT JOIN organization u ON u.id = o.parent_id
        AND EXISTS (SELECT 1 FROM record q WHERE q.id = u.id AND q.trashed_by IS NULL AND q.merged_into IS NULL)
    LEFT JOIN address m ON m.id = {_ADDRESS_SHOWN}
    WHERE {_LIVE} AND o.id"""

_NAMES = (
    f"SELECT p.id, {_SORTED_PERSON}, {_NAME_OF_PERSON} FROM person p JOIN record r ON r.id = p.id WHERE {_LIVE}",
    "SELECT o.id, o.official_name, o.official_name FROM organization o JOIN record r ON r.id = o.id "
    f"WHERE {_LIVE}",
)


def all_documents(connection: Connection) -> Iterator[list[Document]]:
    """The documents of all live contacts, in batches, by growing id within each of the two kinds."""
    for statement, table in ((_PERSONS, "person"), (_ORGANIZATIONS, "organization")):
        last = connection.exec_driver_sql(f"SELECT max(id) FROM {table}").scalar() or 0
        for first in range(1, last + 1, _BATCH):
            rows = connection.exec_driver_sql(
                f"{statement} BETWEEN ? AND ? ORDER BY 1", (first, first + _BATCH - 1)
            ).all()
            if rows:
                yield _documents(rows)


def documents_of(connection: Connection, ids: Iterable[int]) -> dict[int, Document]:
    """The documents of those of these contacts that are live."""
    wanted = sorted(ids)
    found: dict[int, Document] = {}
    for start in range(0, len(wanted), _BATCH):
        chosen = f"[{','.join(map(str, wanted[start : start + _BATCH]))}]"
        for statement in (_PERSONS, _ORGANIZATIONS):
            rows = connection.exec_driver_sql(
                f"{statement} IN (SELECT value FROM json_each(?)) ORDER BY 1", (chosen,)
            ).all()
            found |= {document.id: document for document in _documents(rows)}
    return found


def ids_in_order(connection: Connection) -> list[int]:
    """The ids of all live contacts in the order of the list."""
    keys: list[tuple[str, int]] = []
    for statement in _NAMES:
        cursor = connection.exec_driver_sql(statement)
        while rows := cursor.fetchmany(_BATCH):
            sort_keys = _sort_keys([row[1] for row in rows], [row[2] for row in rows])
            keys.extend(zip(sort_keys, (row[0] for row in rows), strict=True))
    keys.sort()
    return [key[1] for key in keys]


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


def _sort_keys(sorted_texts: list[str], names: list[str]) -> list[str]:
    keys = spanish_keys(sorted_texts)
    # Names alike but for accents and case: by the name itself.
    return [f"{key}{FIRST}{name}" for key, name in zip(keys, names, strict=True)]


def _documents(rows: Sequence[Sequence[Any]]) -> list[Document]:
    sort_keys = _sort_keys([row[5] for row in rows], [row[3] for row in rows])
    organization_keys = [_repeated_key(row[6]) for row in rows]
    city_keys = [_repeated_key(row[9]) for row in rows]
    words = fold_fields([_searched(*row[13:16]) for row in rows])
    derived = zip(rows, sort_keys, organization_keys, city_keys, words, strict=True)
    return [
        Document._make(
            (*row[:5], key, row[6], host_key, *row[7:10], city_key, *row[10:13], text, _facets(row[16:]))
        )
        for row, key, host_key, city_key, text in derived
    ]


def _searched(names: str, others: str, phones: str | None) -> str:
    parts = [with_variants(names), others]
    if phones:
        parts += [phone_words(phone) for phone in phones.split(" ")]
    return FIELD.join(parts)


def _facets(parts: Sequence[str | None]) -> str:
    return " ".join((ANY, *(_tokens(part) for part in parts if part)))


@lru_cache(maxsize=32_768)
def _tokens(part: str) -> str:
    pairs = (pair.partition("=") for pair in part.split(FIELD))
    return " ".join(dict.fromkeys(token(field, value) for field, _sign, value in pairs if value))


_repeated_key = lru_cache(maxsize=32_768)(spanish_key)


def token(field: str, value: str) -> str:
    """The word by which the text index knows the exact value of a field; no word of a text begins like it.

    >>> token("ciudad", "Los Ángeles")
    '=ciudad=los_angeles'
    """
    return f"={field}={fold(value).replace(' ', '_')}"
