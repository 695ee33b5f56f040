"""Who is there already: the rule of the same contact (ARCHITECTURE), against the base and within the file.

The same contact: same uid; or same kind and normalised name plus an equal e-mail, phone, organisation or, for
organisations, country and city, and no contradicting value. Two cases the rule leaves open are settled here: a record
that is nothing but a name (made because somebody's post mentioned it) is the organisation of that name; and a card
equal in everything to a record is that record. Equal phone or e-mail otherwise, or the same name with nothing that
tells the two apart: a possible duplicate, made and told.

Only what the file mentions is looked up, in one read of each table's few columns, so that 100,000 rows against
100,000 contacts fit in memory and take seconds.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain, islice
from typing import Any, Literal, NamedTuple

from sqlalchemy.orm import Session

from crm.card_reader import cards as read_cards
from crm.cards import Card
from crm.emails import match_key
from crm.importing.decisions import SAME, SKIP, Choice
from crm.importing.filling import filled, name_key, name_keys
from crm.progress import Progress, silent
from db.folding import fold

Outcome = Literal["created", "updated", "repeated", "skipped"]
Evidence = tuple[str, str, str, str]
"""Kind of contact, normalised name, kind of evidence and value."""

_STEP = 2_000
_NAMESAKES = 50


@dataclass(slots=True)
class Match:
    """What becomes of one card. ``record`` is the contact it is, or None for a new one; ``row_of`` the position of
    the card of the same file that makes that new one. ``alike`` are the contacts that it may duplicate: ids of
    records, or (negative, less one) positions in the file; ``shared`` the phone, e-mail or name that says so."""

    outcome: Outcome
    record: int | None = None
    row_of: int | None = None
    alike: int | None = None
    shared: str = ""


class Named(NamedTuple):
    """A contact that another may duplicate."""

    kind: str
    name: str


class Decided(NamedTuple):
    """A choice about a card, and the contact it was like then (as ``Match.alike``)."""

    choice: Choice
    alike: int


@dataclass(slots=True)
class Matches:
    """``of`` has one match for each card in its order; ``new`` the cards to make, by position of the row that makes
    them; ``changed`` the contacts to save, by record; ``named`` who those are that cards may duplicate."""

    of: list[Match] = field(default_factory=list)
    new: dict[int, Card] = field(default_factory=dict)
    changed: dict[int, Card] = field(default_factory=dict)
    named: dict[int, Named] = field(default_factory=dict)


def match_cards(
    session: Session,
    cards: Sequence[Card],
    progress: Progress = silent,
    decided: Mapping[int, Decided] | None = None,
) -> Matches:
    """Say of each card whether it is new, adds to a contact, or repeats one. Changes nothing.

    ``decided`` is what the user wants of possible duplicates, by position.
    """
    matcher = _Matcher(session, cards, decided or {})
    try:
        return matcher.run(progress)
    finally:
        matcher.let_go()


class _Matcher:
    def __init__(self, session: Session, cards: Sequence[Card], decided: Mapping[int, Decided]) -> None:
        self._session = session
        self._cards = cards
        self._decided = decided
        self._names = name_keys([card.full_name for card in cards])
        self._known: dict[int, Card] = {}
        self._by_uid = dict(self._records_by_uid())
        self._by_evidence: dict[Evidence, list[int]] = {}
        self._by_name: dict[tuple[str, str], list[int]] = {}
        self._new_by_name: dict[tuple[str, str], list[int]] = {}
        self._learn_namesakes()
        self._phones = dict(self._owners("phone", "e164", {p.e164 for card in cards for p in card.phones}))
        keys = {match_key(email.address) for card in cards for email in card.emails}
        self._emails = dict(self._owners("email", "match_key", keys))
        self._uids = {card.uid for card in cards if card.uid}
        self._uids_seen: dict[str, int] = {}
        self._result = Matches()

    def run(self, progress: Progress) -> Matches:
        for position, card in enumerate(self._cards):
            if position % _STEP == 0:
                progress(position, len(self._cards))
            self._result.of.append(self._place(position, card, self._names[position]))
        self._name_alike()
        progress(len(self._cards), len(self._cards))
        return self._result

    def let_go(self) -> None:
        """Forget what was looked up, bit by bit: dropped whole, it would hold every other thread for a while."""
        known: tuple[dict[Any, Any], ...] = (
            self._by_evidence,
            self._by_name,
            self._new_by_name,
            self._known,
            self._by_uid,
            self._phones,
            self._emails,
            self._uids_seen,
        )
        for one in known:
            while one:
                one.popitem()

    def _place(self, position: int, card: Card, name: str) -> Match:
        found = self._find(card, name)
        return self._create(position, card, name) if found is None else self._fill(found, card, name)

    def _fill(self, found: int, card: Card, name: str) -> Match:
        before = self._current(found)
        after = filled(before, card)
        match = Match("repeated" if after is before else "updated")
        if found >= 0:
            match.record = found
            if after is not before:
                self._result.changed[found] = self._known[found] = after
        else:
            match.row_of = -found - 1
            self._result.new[-found - 1] = after
        if after is not before:
            self._note(found, after, name)
        return match

    def _create(self, position: int, card: Card, name: str) -> Match:
        alike, shared = self._alike(card, name)
        match = self._as_decided(position, alike, card, name)
        match.alike, match.shared = alike, shared
        if match.outcome != "created":
            return match
        if card.uid and (card.uid in self._by_uid or card.uid in self._uids_seen):
            card = replace(card, uid="")
        self._result.new[position] = card
        self._note(-position - 1, card, name)
        self._new_by_name.setdefault((card.kind, name), []).append(-position - 1)
        if card.uid:
            self._uids_seen[card.uid] = position
        for phone in card.phones:
            self._phones.setdefault(phone.e164, -position - 1)
        for email in card.emails:
            self._emails.setdefault(match_key(email.address), -position - 1)
        return match

    def _as_decided(self, position: int, alike: int | None, card: Card, name: str) -> Match:
        """What becomes of a card that may duplicate ``alike``, if the user decided that; else it is made."""
        decided = self._decided.get(position)
        if decided is None or alike is None or decided.alike != alike:
            return Match("created", row_of=position)
        if decided.choice == SKIP:
            return Match("skipped")
        if decided.choice == SAME:
            if alike >= 0:
                self._learn({alike})
            if self._current(alike).kind == card.kind:
                return self._fill(alike, card, name)
        return Match("created", row_of=position)

    def _find(self, card: Card, name: str) -> int | None:
        """The contact that this card is: a record's id, or less than zero for a new one of the file."""
        if card.uid:
            record = self._by_uid.get(card.uid)
            if record is not None and record in self._known and self._known[record].kind == card.kind:
                return record
            position = self._uids_seen.get(card.uid)
            if position is not None and self._result.new[position].kind == card.kind:
                return -position - 1
        for evidence in evidence_of(card, name):
            for candidate in self._by_evidence.get(evidence, ()):
                if self._may_be(candidate, card):
                    return candidate
        for candidate in self._by_name.get((card.kind, name), ()):
            known = self._known[candidate]
            if (_is_bare(known) or _says_the_same(known, card)) and not self._is_another(known, card):
                return candidate
        return None

    def _may_be(self, candidate: int, card: Card) -> bool:
        known = self._current(candidate)
        return not self._is_another(known, card) and not contradicts(known, card)

    def _is_another(self, known: Card, card: Card) -> bool:
        """Whether another row of the file says by its uid that it is the known contact."""
        return card.uid not in ("", known.uid) and known.uid in self._uids

    def _current(self, found: int) -> Card:
        return self._known[found] if found >= 0 else self._result.new[-found - 1]

    def _note(self, found: int, card: Card, name: str) -> None:
        for evidence in evidence_of(card, name):
            candidates = self._by_evidence.setdefault(evidence, [])
            if found not in candidates:
                candidates.append(found)

    def _alike(self, card: Card, name: str) -> tuple[int | None, str]:
        for email in card.emails:
            if (owner := self._emails.get(match_key(email.address))) is not None:
                return owner, email.address
        for phone in card.phones:
            if (owner := self._phones.get(phone.e164)) is not None:
                return owner, phone.e164
        if card.kind == "organization" or (card.given_names and card.first_surname):
            key = (card.kind, name)
            namesakes = chain(self._by_name.get(key, ()), self._new_by_name.get(key, ()))
            # A name that hundreds bear tells nothing, and comparing each with all would never end.
            for namesake in islice(namesakes, _NAMESAKES):
                if not told_apart(self._current(namesake), card):
                    return namesake, card.full_name
        return None, ""

    def _name_alike(self) -> None:
        """Say who those are that cards may duplicate."""
        alike = {match.alike for match in self._result.of if match.alike is not None}
        for one in alike:
            if one < 0 or one in self._known:
                card = self._current(one)
                self._result.named[one] = Named(card.kind, card.full_name)
        rest = iter(alike - self._result.named.keys())
        while some := list(islice(rest, _STEP)):
            rows = self._session.connection().exec_driver_sql(_WHO, (json.dumps(some),))
            self._result.named |= {record: Named(kind, name) for record, kind, name in rows}

    def _records_by_uid(self) -> Iterator[tuple[str, int]]:
        """Live records of the file's uids, an heir for a merged one; a uid that is taken by another kind of thing
        or stands in the trash leads to record 0, which is nobody: the card gets a uid of its own."""
        uids = [card.uid for card in self._cards if card.uid]
        if not uids:
            return
        rows = self._session.connection().exec_driver_sql(
            "SELECT r.uid, r.id, r.kind, r.trashed_by, r.merged_into FROM json_each(?) AS wanted "
            "CROSS JOIN record AS r ON r.uid = wanted.value",
            (json.dumps(uids),),
        )
        live = {}
        for uid, record, kind, trashed_by, merged_into in rows:
            contact = kind in ("person", "organization")
            live[uid] = (
                self._live_heir(merged_into) if merged_into else record if contact and not trashed_by else 0
            )
        self._learn(set(live.values()) - {0})
        yield from live.items()

    def _live_heir(self, record: int) -> int:
        while True:
            row = (
                self._session.connection()
                .exec_driver_sql("SELECT trashed_by, merged_into FROM record WHERE id = ?", (record,))
                .one()
            )
            if row[1] is None:
                return 0 if row[0] is not None else record
            record = row[1]

    def _learn_namesakes(self) -> None:
        """Read whole every live contact that bears a name of the file."""
        wanted = {(card.kind, name) for card, name in zip(self._cards, self._names, strict=True)}
        namesakes: dict[int, tuple[str, str]] = {}
        for kind, statement in _NAMES.items():
            if not any(wanted_kind == kind for wanted_kind, _name in wanted):
                continue
            for record, name in self._session.connection().exec_driver_sql(statement):
                key = (kind, name_key(name))
                if key in wanted:
                    namesakes[record] = key
        self._learn(namesakes)
        for record, key in namesakes.items():
            self._by_name.setdefault(key, []).append(record)
            self._note(record, self._known[record], key[1])

    def _learn(self, records: Iterable[int]) -> None:
        self._known.update(read_cards(self._session, sorted(set(records) - self._known.keys())))

    def _owners(self, table: str, column: str, values: set[str]) -> Iterator[tuple[str, int]]:
        """The first live contact of each phone or e-mail of the file."""
        # A hundred thousand at once would hold every other thread, the window's too, while they are written down.
        rest = iter(values)
        while some := list(islice(rest, _STEP)):
            yield from self._session.connection().exec_driver_sql(_OWNERS[table], (json.dumps(some),))


def evidence_of(card: Card, name: str) -> Iterator[Evidence]:
    """What, together with the name, makes two cards the same contact."""
    for email in card.emails:
        yield card.kind, name, "email", match_key(email.address)
    for phone in card.phones:
        yield card.kind, name, "phone", phone.e164
    if card.kind == "person":
        for post in card.posts:
            yield card.kind, name, "organization", _host_key(post.organization)
        return
    if card.parent:
        yield card.kind, name, "organization", name_key(card.parent)
    for place in _places(card):
        yield card.kind, name, "place", place


_host_key = lru_cache(maxsize=50_000)(name_key)
"""Organisations that people work in come again and again."""


def contradicts(card: Card, other: Card) -> bool:
    """Whether two cards of the same name state a single value differently, so that they are two contacts.

    What may change or be written in several ways (treatment, subtype, category) does not contradict.
    """
    if card.kind == "person":
        pairs = [(card.origin, other.origin)]
    else:
        pairs = [(card.acronym, other.acronym), (card.country, other.country), (card.parent, other.parent)]
    return any(left and right and name_key(left) != name_key(right) for left, right in pairs)


def told_apart(card: Card, other: Card) -> bool:
    """Whether two contacts of the same name that are not the same by the rule are plainly two.

    Of organisations only the country says so: siglas, head and city are often missing or written in another way.
    """
    if card.kind == "person":
        return contradicts(card, other)
    return bool(card.country and other.country and card.country != other.country)


def _places(card: Card) -> set[str]:
    """Country and city of an organisation; where no city is known on either side, the country and that fact."""
    located = {(address.country or card.country, fold(address.city)) for address in card.addresses}
    places = {(country, city) for country, city in located if country and city}
    if not places and card.country:
        states = {fold(address.state) for address in card.addresses}
        places = {(card.country, f"|{state}") for state in states or {""}}
    return {f"{country}|{city}" for country, city in places}


def _is_bare(card: Card) -> bool:
    """Whether a record is nothing but an organisation's name."""
    kinds = ("", "institución", card.organization_kind)
    return (
        card.kind == "organization"
        and card.organization_kind in kinds
        and card
        == Card(
            kind="organization",
            uid=card.uid,
            official_name=card.official_name,
            organization_kind=card.organization_kind,
        )
    )


def _says_the_same(card: Card, other: Card) -> bool:
    return replace(card, uid="") == replace(other, uid="")


_LIVE = "JOIN record AS r ON r.id = c.{owner} WHERE r.trashed_by IS NULL AND r.merged_into IS NULL"
_NAMES = {
    "person": "SELECT c.id, c.given_names || ' ' || c.first_surname || ' ' || c.second_surname FROM person AS c "
    + _LIVE.format(owner="id"),
    "organization": "SELECT c.id, c.official_name FROM organization AS c " + _LIVE.format(owner="id"),
}
_WHO = """
    SELECT r.id, r.kind, coalesce(o.official_name,
        trim(replace(p.given_names || ' ' || p.first_surname || ' ' || p.second_surname, '  ', ' ')))
    FROM json_each(?) AS wanted CROSS JOIN record AS r ON r.id = wanted.value
    LEFT JOIN person AS p ON p.id = r.id LEFT JOIN organization AS o ON o.id = r.id"""
_OWNERS = {
    table: f"SELECT c.{column}, min(c.record_id) FROM json_each(?) AS wanted "
    f"CROSS JOIN {table} AS c ON c.{column} = wanted.value {_LIVE.format(owner='record_id')} GROUP BY c.{column}"
    for table, column in (("phone", "e164"), ("email", "match_key"))
}
