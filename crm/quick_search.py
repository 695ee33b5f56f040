"""The search of the palette: a few contacts, activities, requests … for what is typed, the best of each sort first."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from crm import matter_rows, query_run
from crm.contact_list import ContactRow, rows
from crm.errors import QueryError
from crm.matter_rows import MatterRow
from crm.name_beginnings import Beginnings
from crm.query import Filter, Query, Term, Value, Word, parse
from crm.texts import _
from db.folding import fold

_LOOKED_AT = 100
"""Contacts of a sort that are compared; where there are more, the first of the list and those whose name begins so."""

CONTACTS = "contactos"


@dataclass(frozen=True, slots=True)
class QuickGroup:
    """Records of a sort: the best of them, and how many there are in all; -1 while they have not been counted.

    ``rank`` says how good the best one is: 0 the very name or its siglas, 1 a name that begins so, 2 words of the
    name, 3 anything else.
    """

    title: str
    rows: tuple[ContactRow | MatterRow, ...]
    total: int
    rank: int


def quick_search(
    session: Session,
    text: str,
    today: datetime.date,
    each: int,
    tell: Callable[[tuple[QuickGroup, ...]], None] = lambda _groups: None,
) -> tuple[QuickGroup, ...]:
    """What is typed may mean these, up to ``each`` of a sort; sorts with the best match come first.

    ``tell`` is given the groups before they have been counted. What is typed is a query; one that is not understood
    is taken for plain words.
    """
    found = _found(session, text, today, each)
    tell(tuple(group for group, _query in found))
    return tuple(replace(group, total=query_run.count(session, narrowed)) for group, narrowed in found)


def quick_groups(session: Session, text: str, today: datetime.date, each: int) -> tuple[QuickGroup, ...]:
    """The same groups, not counted: where one of them is to be chosen."""
    return tuple(group for group, _query in _found(session, text, today, each))


_Found = list[tuple[QuickGroup, Query]]


def _found(session: Session, text: str, today: datetime.date, each: int) -> _Found:
    found = [*_contacts(session, text, today, each), *_matters(session, text, today, each)]
    found.sort(key=lambda one: one[0].rank)
    return found


def _contacts(session: Session, text: str, today: datetime.date, each: int) -> _Found:
    query = _understood(text, today)
    if not query.terms or query.subject != CONTACTS:
        return []
    found = []
    beginnings = Beginnings(session.connection(), text)
    for title, kinds in _sorts():
        narrowed = _of_kinds(query, kinds)
        best = _best(session, narrowed, kinds, beginnings, each)
        if best:
            shown = tuple(row for _rank, row in best)
            found.append((QuickGroup(title, shown, -1, best[0][0]), narrowed))
    return found


def _matters(session: Session, text: str, today: datetime.date, each: int) -> _Found:
    found = []
    wanted = fold(text)
    for title, subject in _matter_sorts():
        query = _understood_of(text, today, subject)
        if query is None or not query.terms:
            continue
        try:
            ids = query_run.ids(session, query, limit=_LOOKED_AT)
        except QueryError:
            continue  # it names what this subject has not: a kind of contact, say
        rows = matter_rows.rows(session, ids)
        ranked = sorted(((_rank_of(row.name, wanted), row) for row in rows), key=_by_rank(wanted))
        if ranked:
            shown = tuple(row for _rank, row in ranked[:each])
            found.append((QuickGroup(title, shown, -1, ranked[0][0]), query))
    return found


def _by_rank(wanted: str) -> Callable[[tuple[int, ContactRow | MatterRow]], tuple[int, bool]]:
    """Among those with words of the name, first those that have them together."""
    return lambda ranked: (ranked[0], f" {wanted}" not in f" {fold(ranked[1].name)}")


def _matter_sorts() -> tuple[tuple[str, str], ...]:
    return (
        (_("Convenios"), "convenios"),
        (_("Actividades"), "actividades"),
        (_("Gestiones"), "gestiones"),
        (_("Seguimientos"), "seguimientos"),
        (_("Giras"), "giras"),
    )


def _understood_of(text: str, today: datetime.date, subject: str) -> Query | None:
    """The query of a subject; None where it asks for what only others have."""
    try:
        query = parse(text, today, subject)
    except QueryError:
        if ":" in text:
            return None
        return Query(tuple(Word(word) for word in fold(text).split()), today, subject)
    return query if query.subject == subject else None


def _sorts() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (
        (_("Personas"), ("persona",)),
        (_("Instituciones"), ("institución",)),
        (_("Clubes, federaciones y asociaciones"), ("club", "federación", "asociación")),
        (_("Red consular"), ("consulado",)),
        (_("Medios de comunicación"), ("medio",)),
    )


def _understood(text: str, today: datetime.date) -> Query:
    try:
        return parse(text, today)
    except QueryError:
        words: list[Term] = [Word(word) for word in fold(text).split()]
        return Query(tuple(words), today)


def _of_kinds(query: Query, kinds: Sequence[str]) -> Query:
    wanted = Filter("tipo", tuple(Value(kind) for kind in kinds))
    return Query((*query.terms, wanted), query.today, query.subject)


def _best(
    session: Session, query: Query, kinds: Sequence[str], beginnings: Beginnings, each: int
) -> list[tuple[int, ContactRow]]:
    """The best contacts with their ranks; among equals, in the order of the list."""
    ids = query_run.ids(session, query, limit=_LOOKED_AT)
    beginning: set[int] = set()
    if len(ids) == _LOOKED_AT and all(isinstance(term, Word) for term in query.terms[:-1]):
        beginning = set(beginnings.of_kinds(kinds))
    known = dict.fromkeys((*ids, *sorted(beginning)))
    ranked = [
        (_rank(row, beginnings.folded, sorted_so=row.id in beginning), row)
        for row in rows(session, list(known))
    ]
    return sorted(ranked, key=_by_rank(beginnings.folded))[:each]


def _rank(row: ContactRow, wanted: str, *, sorted_so: bool) -> int:
    """How good a match of folded words is, as ``QuickGroup.rank`` says."""
    name = fold(row.name)
    bare, _bracket, acronym = row.name.rstrip(")").rpartition(" (")
    if wanted in (name, fold(bare), fold(acronym) if bare else name):
        return 0
    return 1 if sorted_so else _rank_of(row.name, wanted)


def _rank_of(written: str, wanted: str) -> int:
    name = fold(written)
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    return 2 if all(f" {word}" in f" {name}" for word in wanted.split()) else 3
