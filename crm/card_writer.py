"""New contacts in bulk: cards become rows, through the journal, in a few statements a table.

One path makes every new contact, whether one is typed or 100,000 are imported.
"""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session
from uuid_utils import uuid7

from crm.cards import Card, GroupMembership, Post as PostHeld
from crm.directory import Directory, name_key
from crm.emails import match_key
from crm.organization_kinds import kind_by_name
from crm.progress import Progress, silent
from db import journal
from db.model import Model
from db.posts import Post

BATCH = 5_000
"""Cards turned into rows at a time: keeps memory flat and progress lively, far above the cost of a statement."""

_STEP = 250
"""Contacts between two words about the progress: a moment's work, so that one who cancels does not wait."""

_address = attrgetter(
    "country", "state", "city", "line", "postcode", "latitude", "longitude", "timezone", "use"
)

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


class CardWriter:
    """Writes new contacts within one operation. Names that cards mention are resolved, or made as bare records."""

    def __init__(self, session: Session, new_uid: Callable[[], str] | None = None) -> None:
        self.directory = Directory(session)
        self._session = session
        self._new_uid = new_uid or _random_uid
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
        self.start()
        ids = [self._new_record(card.uid, card.kind) for card in cards]
        for row, card in zip(ids, cards, strict=True):
            if card.kind == "organization":
                self.directory.add_organization(row, card.official_name, card.acronym)
        numbered = list(zip(ids, cards, strict=True))
        for done in range(0, len(numbered), BATCH):
            batch = numbered[done : done + BATCH]
            self.learn_posts([card for _row, card in batch])
            for place, (row, card) in enumerate(batch, start=done):
                if place % _STEP == 0:
                    progress(place, len(cards))
                self._add_rows(row, card)
            self.flush()
            progress(done + len(batch), len(cards))
        return ids

    def desired(self, row: int, card: Card) -> list[tuple[str, Row]]:
        """The rows, by table and without their own ids, that make record ``row`` the contact on this card.

        Whatever the card mentions and nothing bears is made on the way (written by ``flush``).
        """
        own = self._person(row, card) if card.kind == "person" else self._organization_rows(row, card)
        return own + self._details(row, card) + self._belongings(row, card)

    def start(self) -> None:
        """Begin: from here on ids are given out, and nobody else may insert until the last ``flush``."""
        for name in COLUMNS:
            self._rows[name] = []
            if name not in SHARES_RECORD_ID:
                self._first[name] = self._next[name] = journal.next_id(self._session, _table(name))

    def flush(self) -> None:
        """Write the rows gathered so far."""
        for name, columns in COLUMNS.items():
            if self._rows[name]:
                owner = "record" if name in SHARES_RECORD_ID else name
                first, last = self._first[owner], self._next[owner] - 1
                journal.insert_many(self._session, _table(name), columns, self._rows[name], first, last)
                self._rows[name] = []

    def learn_posts(self, cards: Sequence[Card]) -> None:
        """Learn the posts of the organisations that these cards mention: the post stays, the holder changes."""
        names = {held.organization for card in cards for held in card.posts}
        mentioned = {self.directory.organization(name) for name in names}
        unread = sorted(row for row in mentioned - self._posts_read if row is not None)
        self._posts_read.update(unread)
        for start in range(0, len(unread), BATCH):
            found = (
                select(Post.id, Post.organization_id, Post.title, Post.part)
                .where(Post.organization_id.in_(unread[start : start + BATCH]))
                .order_by(Post.id)
            )
            for row, organization, title, part in self._session.execute(found):
                self._posts.setdefault((organization, name_key(title), part), row)

    def _add_rows(self, row: int, card: Card) -> None:
        rows, next_ids = self._rows, self._next
        for name, values in self.desired(row, card):
            if name in SHARES_RECORD_ID:
                rows[name].append((row, *values))
            else:
                number = next_ids[name]
                next_ids[name] = number + 1
                rows[name].append((number, *values))

    def _put(self, name: str, *values: Any) -> int:
        row = self._next[name]
        self._next[name] = row + 1
        self._rows[name].append((row, *values))
        return row

    def _new_record(self, uid: str, kind: str) -> int:
        return self._put("record", uid or self._new_uid(), kind, self._operation)

    def _person(self, row: int, card: Card) -> list[tuple[str, Row]]:
        values = (
            card.given_names,
            card.first_surname,
            card.second_surname,
            card.treatment,
            card.known_as,
            card.origin,
            card.leadership,
            self._consulate(card),
            card.source,
            card.verified_on,
        )
        languages = [("spoken_language", (row, language)) for language in dict.fromkeys(card.languages)]
        return [("person", values), *languages]

    def _organization_rows(self, row: int, card: Card) -> list[tuple[str, Row]]:
        values = (
            card.official_name,
            card.acronym,
            card.organization_kind or kind_by_name(card.official_name),
            card.subtype,
            self._organization(card.parent) if card.parent else None,
            card.country,
            self._consulate(card),
            card.source,
            card.verified_on,
        )
        found: list[tuple[str, Row]] = [("organization", values)]
        found += [("organization_name", (row, name.text, name.kind, name.until)) for name in card.other_names]
        categories = dict.fromkeys(filter(None, (card.main_category, *card.further_categories)))
        found += [("organization_category", (row, one, one == card.main_category)) for one in categories]
        for relation in card.relations:
            other = self._organization(relation.organization)
            found.append(("relation", (row, other, relation.kind, relation.start, relation.end)))
        return found

    @staticmethod
    def _details(row: int, card: Card) -> list[tuple[str, Row]]:
        found: list[tuple[str, Row]] = [
            ("phone", (row, phone.e164, phone.extension, phone.use)) for phone in card.phones
        ]
        found += [("email", (row, one.address, match_key(one.address), one.use)) for one in card.emails]
        found += [("address", (row, *_address(place))) for place in card.addresses]
        found += [("link", (row, link.kind, link.url)) for link in card.links]
        found += [("note", (row, note)) for note in card.notes]
        return found

    def _belongings(self, row: int, card: Card) -> list[tuple[str, Row]]:
        found: list[tuple[str, Row]] = []
        if card.tags:
            found += [("record_tag", (row, tag)) for tag in dict.fromkeys(map(self._tag, card.tags))]
        for membership in card.groups:
            group = self._group(membership)
            found.append(("membership", (group, row, membership.joined, membership.left)))
        for held in card.posts:
            found.append(("holder", (self._post(held), row, held.start, held.end)))
        return found

    def _consulate(self, card: Card) -> int | None:
        return self._organization(card.consulate, "consulado") if card.consulate else None

    def _organization(self, name: str, kind: str = "") -> int:
        found = self.directory.organization(name)
        if found is None:
            kind = kind or kind_by_name(name)
            found = self._new_record("", "organization")
            self._rows["organization"].append((found, name, "", kind, "", None, "", None, "", ""))
            self.directory.add_organization(found, name)
        return found

    def _group(self, membership: GroupMembership) -> int:
        found = self.directory.group(membership.group)
        if found is None:
            found = self._new_record("", "group")
            self._rows["contact_group"].append((found, membership.group, name_key(membership.group)))
            self.directory.add_group(found, membership.group)
        return found

    def _tag(self, label: str) -> int:
        found = self.directory.tag(label)
        if found is None:
            found = self._put("tag", label, name_key(label))
            self.directory.add_tag(found, label)
        return found

    def _post(self, held: PostHeld) -> int:
        organization = self._organization(held.organization)
        key = (organization, name_key(held.title), held.part)
        found = self._posts.get(key)
        if found is None:
            found = self._posts[key] = self._put("post", organization, held.title, held.part)
        return found


def _random_uid() -> str:
    return str(uuid7())


def _table(name: str) -> Table:
    return Model.metadata.tables[name]
