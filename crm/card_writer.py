"""New contacts in bulk: cards become rows, through the journal, in a few statements a table.

One path makes every new contact, whether one is typed or 100,000 are imported.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Table, select
from sqlalchemy.orm import Session
from uuid_utils import uuid7

from crm.cards import Card, GroupMembership, Post as PostHeld
from crm.directory import Directory
from crm.emails import match_key
from crm.progress import Progress, silent
from db import journal
from db.folding import fold
from db.model import Model
from db.posts import Post

BATCH = 5_000
"""Cards turned into rows at a time: keeps memory flat and progress lively, far above the cost of a statement."""

COLUMNS: dict[str, tuple[str, ...]] = {
    "record": ("id", "uid", "kind", "version"),
    "person": (
        "id",
        "given_names",
        "first_surname",
        "second_surname",
        "treatment",
        "known_as",
        "origin",
        "leadership",
        "consulate_id",
        "source",
        "verified_on",
    ),
    "organization": (
        "id",
        "official_name",
        "acronym",
        "kind",
        "subtype",
        "parent_id",
        "country",
        "consulate_id",
        "source",
        "verified_on",
    ),
    "contact_group": ("id", "name", "folded"),
    "spoken_language": ("id", "person_id", "language"),
    "organization_name": ("id", "organization_id", "text", "kind", "until"),
    "organization_category": ("id", "organization_id", "category", "is_main"),
    "phone": ("id", "record_id", "e164", "extension", "use"),
    "email": ("id", "record_id", "address", "match_key", "use"),
    "address": (
        "id",
        "record_id",
        "country",
        "state",
        "city",
        "line",
        "postcode",
        "latitude",
        "longitude",
        "timezone",
        "use",
    ),
    "link": ("id", "record_id", "kind", "url"),
    "note": ("id", "record_id", "text"),
    "tag": ("id", "label", "folded"),
    "record_tag": ("id", "record_id", "tag_id"),
    "membership": ("id", "group_id", "record_id", "joined_on", "left_on"),
    "post": ("id", "organization_id", "title", "part"),
    "holder": ("id", "post_id", "person_id", "start_on", "end_on"),
    "relation": ("id", "from_id", "to_id", "kind", "start_on", "end_on"),
}
"""What is written of each table, those referred to first."""

SHARES_RECORD_ID = {"person", "organization", "contact_group"}
Row = tuple[Any, ...]
PostKey = tuple[int, str, str]
T = TypeVar("T")


class CardWriter:
    """Writes new contacts within one operation. Names that cards mention are resolved, or made as bare records."""

    def __init__(self, session: Session, new_uid: Callable[[], str] | None = None) -> None:
        self._session = session
        self._new_uid = new_uid or _random_uid
        self._directory = Directory(session)
        self._operation = journal.current(session)
        self._rows: dict[str, list[Row]] = {}
        self._first: dict[str, int] = {}
        self._next: dict[str, int] = {}
        self._posts: dict[PostKey, int] = {}
        self._posts_read: set[int] = set()

    def add(self, cards: Sequence[Card], progress: Progress = silent) -> list[int]:
        """Make a contact of each card; return their ids in the same order.

        The cards must be valid (see ``crm.contacts.check``). A name in a post, parent, relation, group, tag or
        consulate that nothing in the base or among the cards bears gets a record of its own.
        """
        ids: list[int] = []
        for batch in _batches(cards):
            ids += self._add_batch(batch)
            progress(len(ids), len(cards))
        return ids

    def desired(self, row: int, card: Card) -> Iterator[tuple[str, Row]]:
        """The rows, by table and without their own ids, that make record ``row`` the contact on this card.

        Whatever the card mentions and nothing bears is made on the way (written by ``flush``).
        """
        yield from self._own(row, card)
        yield from self._details(row, card)
        yield from self._belongings(row, card)

    def start(self) -> None:
        """Begin a batch: from here on ids are given out."""
        self._rows = {name: [] for name in COLUMNS}
        for name in COLUMNS:
            if name not in SHARES_RECORD_ID:
                self._first[name] = self._next[name] = journal.next_id(self._session, _table(name))

    def flush(self) -> None:
        """Write the batch."""
        for name, columns in COLUMNS.items():
            if not self._rows[name]:
                continue
            owner = "record" if name in SHARES_RECORD_ID else name
            last = self._next[owner] - 1
            journal.insert_many(
                self._session, _table(name), columns, self._rows[name], self._first[owner], last
            )

    def learn_posts(self, cards: Sequence[Card]) -> None:
        """Learn the posts of the organisations that these cards mention: the post stays, the holder changes."""
        mentioned = {self._directory.organization(held.organization) for card in cards for held in card.posts}
        unread = sorted(row for row in mentioned - self._posts_read if row is not None)
        self._posts_read.update(unread)
        for some in _batches(unread):
            found = select(Post.id, Post.organization_id, Post.title, Post.part).where(
                Post.organization_id.in_(some)
            )
            for row, organization, title, part in self._session.execute(found):
                self._posts.setdefault((organization, fold(title), part), row)

    def _add_batch(self, cards: Sequence[Card]) -> list[int]:
        self.start()
        ids = [self._new_record(card.uid, card.kind) for card in cards]
        for row, card in zip(ids, cards, strict=True):
            if card.kind == "organization":
                self._directory.add_organization(row, card.official_name, card.acronym)
        self.learn_posts(cards)
        for row, card in zip(ids, cards, strict=True):
            for name, values in self.desired(row, card):
                if name in SHARES_RECORD_ID:
                    self._rows[name].append((row, *values))
                else:
                    self._put(name, *values)
        self.flush()
        return ids

    def _put(self, name: str, *values: Any) -> int:
        row = self._next[name]
        self._next[name] = row + 1
        self._rows[name].append((row, *values))
        return row

    def _new_record(self, uid: str, kind: str) -> int:
        return self._put("record", uid or self._new_uid(), kind, self._operation)

    def _own(self, row: int, card: Card) -> Iterator[tuple[str, Row]]:
        consulate = self._organization(card.consulate, "consulado") if card.consulate else None
        if card.kind == "person":
            yield (
                "person",
                (
                    card.given_names,
                    card.first_surname,
                    card.second_surname,
                    card.treatment,
                    card.known_as,
                    card.origin,
                    card.leadership,
                    consulate,
                    card.source,
                    card.verified_on,
                ),
            )
            for language in dict.fromkeys(card.languages):
                yield "spoken_language", (row, language)
            return
        parent = self._organization(card.parent) if card.parent else None
        kind = card.organization_kind or "institución"
        yield (
            "organization",
            (
                card.official_name,
                card.acronym,
                kind,
                card.subtype,
                parent,
                card.country,
                consulate,
                card.source,
                card.verified_on,
            ),
        )
        for name in card.other_names:
            yield "organization_name", (row, name.text, name.kind, name.until)
        for category in dict.fromkeys(filter(None, (card.main_category, *card.further_categories))):
            yield "organization_category", (row, category, category == card.main_category)

    @staticmethod
    def _details(row: int, card: Card) -> Iterator[tuple[str, Row]]:
        for phone in card.phones:
            yield "phone", (row, phone.e164, phone.extension, phone.use)
        for email in card.emails:
            yield "email", (row, email.address, match_key(email.address), email.use)
        for place in card.addresses:
            yield (
                "address",
                (
                    row,
                    place.country,
                    place.state,
                    place.city,
                    place.line,
                    place.postcode,
                    place.latitude,
                    place.longitude,
                    place.timezone,
                    place.use,
                ),
            )
        for link in card.links:
            yield "link", (row, link.kind, link.url)
        for note in card.notes:
            yield "note", (row, note)

    def _belongings(self, row: int, card: Card) -> Iterator[tuple[str, Row]]:
        for tag in dict.fromkeys(self._tag(label) for label in card.tags):
            yield "record_tag", (row, tag)
        for membership in card.groups:
            yield "membership", (self._group(membership), row, membership.joined, membership.left)
        for held in card.posts:
            yield "holder", (self._post(held), row, held.start, held.end)
        for relation in card.relations:
            other = self._organization(relation.organization)
            yield "relation", (row, other, relation.kind, relation.start, relation.end)

    def _organization(self, name: str, kind: str = "institución") -> int:
        found = self._directory.organization(name)
        if found is None:
            found = self._new_record("", "organization")
            self._rows["organization"].append((found, name, "", kind, "", None, "", None, "", ""))
            self._directory.add_organization(found, name)
        return found

    def _group(self, membership: GroupMembership) -> int:
        found = self._directory.group(membership.group)
        if found is None:
            found = self._new_record("", "group")
            self._rows["contact_group"].append((found, membership.group, fold(membership.group)))
            self._directory.add_group(found, membership.group)
        return found

    def _tag(self, label: str) -> int:
        found = self._directory.tag(label)
        if found is None:
            found = self._put("tag", label, fold(label))
            self._directory.add_tag(found, label)
        return found

    def _post(self, held: PostHeld) -> int:
        organization = self._organization(held.organization)
        key = (organization, fold(held.title), held.part)
        found = self._posts.get(key)
        if found is None:
            found = self._posts[key] = self._put("post", organization, held.title, held.part)
        return found


def _random_uid() -> str:
    return str(uuid7())


def _batches(items: Sequence[T]) -> Iterator[Sequence[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, BATCH)):
        yield batch


def _table(name: str) -> Table:
    return Model.metadata.tables[name]
