"""Contacts that are alike somebody who is being typed: shown while there is still time not to make them twice.

A hint, not the rule of the same contact (``crm.importing.matching``): words in any order, by their beginnings,
the least common first, and the phone or the e-mail. Answers in milliseconds on the largest bases.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from crm.cards import ORGANIZATION_KINDS
from crm.contact_list import ContactRow, id_list, rows
from crm.emails import match_key
from crm.name_beginnings import Beginnings
from crm.query import Filter, Query, Term, Value, Word
from crm.query_run import first_ids
from db.folding import fold

MOST = 4
"""How many are shown: more would be a list to read, not a hint."""

_COMPARED = 100
"""Contacts compared by their names, to choose among the best of them."""
_IS, _BEGINS, _TOGETHER, _WORDS, _ELSEWHERE = range(5)

_LINKING = frozenset(["de", "del", "la", "las", "los", "el", "y", "e"])


@dataclass(frozen=True, slots=True)
class Typed:
    """What is known so far: a name as written, a phone in E.164, an e-mail; any of them may be empty."""

    name: str = ""
    e164: str = ""
    email: str = ""


def alike(session: Session, typed: Typed, today: date) -> list[ContactRow]:
    """The contacts alike, at most ``MOST``: those with the same phone or e-mail first, then those of that name."""
    found = dict.fromkeys(_same_address(session, typed))
    for words in _attempts(typed.name):
        if len(found) >= MOST:
            break
        query = Query(tuple(Word(word) for word in words), today)
        found |= dict.fromkeys(first_ids(session, query, MOST))
    return rows(session, list(found)[:MOST])


def named(session: Session, text: str, kind: str, today: date, limit: int) -> list[ContactRow]:
    """Contacts with words that begin like those of ``text``, to choose one: the best first. ``kind`` is that of a
    record (person, organization), or empty for both.

    The name or the siglas themselves come first, then a name that begins so, one with the words together, one with
    the words, and whoever has them elsewhere: is at an institution that is called so. Among equals, as in the list.
    """
    words = fold(text).split()
    terms: list[Term] = [Word(word) for word in words]
    if not terms:
        return []
    if kind:
        terms.append(Filter("tipo", (Value("persona"),), negated=kind != "person"))
    found = dict.fromkeys(first_ids(session, Query(tuple(terms), today), _COMPARED))
    beginning: frozenset[int] = frozenset()
    if len(found) == _COMPARED:
        sorts = ("persona", *ORGANIZATION_KINDS)
        wanted = {"person": sorts[:1], "organization": sorts[1:]}.get(kind, sorts)
        beginning = frozenset(Beginnings(session.connection(), text).of_kinds(wanted))
    ranks = _ranks(session, [*found, *sorted(beginning.difference(found))], words)
    for one in beginning:
        ranks[one] = min(ranks[one], _BEGINS)
    return rows(session, sorted(ranks, key=ranks.__getitem__)[:limit])


def _ranks(session: Session, contacts: Sequence[int], words: Sequence[str]) -> dict[int, int]:
    """How far each contact is from being called so, in the order given."""
    documents = session.connection().exec_driver_sql(
        "SELECT id, words FROM search_document WHERE id IN (SELECT value FROM json_each(?))",
        (id_list(contacts),),
    )
    written = {row.id: row.words for row in documents}
    return {one: _rank(written[one], words) for one in contacts}


def _rank(document: str, words: Sequence[str]) -> int:
    """How far what is written of a contact is from its being called so: name and siglas stand first in it, folded."""
    name, acronym = document.split("|", 2)[:2]
    wanted = f" {' '.join(words)}"
    if f"{wanted} " in (name, acronym):
        return _IS
    if name.startswith(wanted):
        return _BEGINS
    if wanted in name:
        return _TOGETHER
    return _WORDS if all(f" {word}" in name for word in words) else _ELSEWHERE


def _attempts(name: str) -> list[list[str]]:
    """The words to look for: all of them, then the first with the last, as second names and surnames come and go."""
    words = [word for word in fold(name).split() if word not in _LINKING]
    if sum(map(len, words)) < 3:
        return []
    attempts = [words]
    if len(words) > 2:
        attempts += [[words[0], words[-2]], [words[0], words[-1]]]
    return attempts


def _same_address(session: Session, typed: Typed) -> list[int]:
    wanted = []
    if typed.e164:
        wanted.append(("phone", "e164", typed.e164))
    if typed.email:
        wanted.append(("email", "match_key", match_key(typed.email)))
    found: list[int] = []
    for table, column, value in wanted:
        owners = session.connection().exec_driver_sql(
            f"SELECT DISTINCT c.record_id FROM {table} AS c JOIN record AS r ON r.id = c.record_id "
            f"WHERE c.{column} = ? AND r.trashed_by IS NULL AND r.merged_into IS NULL ORDER BY c.record_id LIMIT ?",
            (value, MOST),
        )
        found += [row for (row,) in owners]
    return found
