"""Changing a contact: its rows are made to say what a card says, and no row more than needed changes."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from crm.card_writer import COLUMNS, SHARES_RECORD_ID, CardWriter
from crm.cards import Card
from crm.contacts import card, check, heir, require_kind
from db import journal
from db.model import Model

Row = tuple[Any, ...]

_PARTS = {
    "spoken_language": ("languages", "person_id", "language"),
    "organization_name": ("other_names", "organization_id", "text"),
    "organization_category": ("further_categories", "organization_id", "category"),
    "phone": ("phones", "record_id", "e164"),
    "email": ("emails", "record_id", "address"),
    "address": ("addresses", "record_id", "line"),
    "link": ("links", "record_id", "url"),
    "note": ("notes", "record_id", "text"),
    "record_tag": ("tags", "record_id", "tag_id"),
    "membership": ("groups", "record_id", "group_id"),
    "holder": ("posts", "person_id", "post_id"),
    "relation": ("relations", "from_id", "to_id"),
}
"""Tables of which a contact has several rows: the card's field, the column of the contact, and the column by which
a row is still the same though the others change."""

_NAMING = ("membership", "holder", "relation")
"""Tables whose rows the card gives by the name of another record. Names are no keys: a row that the card still shows
as it is stays, whatever else bears that name."""


class CardEditor:
    """Saves contacts within one operation."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._writer = CardWriter(session)

    def save(self, contact: int, new: Card) -> None:
        """Make the contact equal to the card (its uid stays). The order of phones and the like is not kept.

        Raises InvalidValue if the card is not valid, NotFound if there is no such contact of the card's kind.
        """
        check(new)
        contact = heir(self._session, contact)
        require_kind(self._session, contact, new.kind)
        now = card(self._session, contact)
        if replace(new, uid=now.uid) != now:
            self._change(contact, now, new)

    def _change(self, contact: int, now: Card, new: Card) -> None:
        kept: dict[str, set[int]] = {}
        missing: dict[str, Any] = {}
        for name in _NAMING:
            field = _PARTS[name][0]
            kept[name], missing[field] = _matched(getattr(now, field), getattr(new, field))
        for field in ("parent", "consulate"):
            if getattr(new, field) == getattr(now, field):
                missing[field] = ""
        own, rows = self._desired(contact, replace(new, **missing))
        if new.kind == "organization" and "parent" in missing:
            del own["parent_id"]
        if "consulate" in missing:
            del own["consulate_id"]
        self._save_own(new.kind, contact, own)
        for name in _PARTS:
            if _items(now, name) != _items(new, name):
                self._save_rows(name, contact, rows[name], kept.get(name, set()))

    def _desired(self, contact: int, new: Card) -> tuple[dict[str, Any], dict[str, list[Row]]]:
        """The columns of the contact's own row, and the rows of its parts; what they mention is made."""
        if new.posts or new.relations or new.groups or new.parent or new.consulate:
            self._writer.directory.prefer(*self._mentioned(contact))
        self._writer.start()
        self._writer.learn_posts([new])
        rows: dict[str, list[Row]] = {name: [] for name in _PARTS}
        own: dict[str, Any] = {}
        for name, values in self._writer.desired(contact, new):
            if name in SHARES_RECORD_ID:
                own = dict(zip(COLUMNS[name][1:], values, strict=True))
            else:
                rows[name].append(values)
        self._writer.flush()
        return own, rows

    def _mentioned(self, contact: int) -> tuple[Iterable[tuple[int, str]], Iterable[tuple[int, str]]]:
        connection = self._session.connection()
        organizations = connection.exec_driver_sql(_MENTIONED_ORGANIZATIONS, (contact,))
        groups = connection.exec_driver_sql(_MENTIONED_GROUPS, (contact,))
        return ((row[0], row[1]) for row in organizations), ((row[0], row[1]) for row in groups)

    def _save_own(self, name: str, contact: int, wanted: dict[str, Any]) -> None:
        table = Model.metadata.tables[name]
        current = self._session.execute(select(table).where(table.c.id == contact)).mappings().one()
        changed = {column: value for column, value in wanted.items() if current[column] != value}
        if changed:
            journal.update_many(self._session, table, [contact], **changed)

    def _save_rows(self, name: str, contact: int, wanted: Sequence[Row], kept: set[int]) -> None:
        table = Model.metadata.tables[name]
        current = self._current(table, contact)
        free = [row for position, row in enumerate(current) if position not in kept]
        staying, missing = _matched([values for _id, values in free], wanted)
        left_over = [row for position, row in enumerate(free) if position not in staying]
        for (row, before), after in _paired(left_over, missing, _place(name)):
            changed = {
                column: value
                for column, old, value in zip(COLUMNS[name][1:], before, after, strict=True)
                if old != value
            }
            journal.update_many(self._session, table, [row], **changed)
        if left_over:
            journal.delete_many(self._session, table, [row for row, _values in left_over])
        self._insert(table, missing)

    def _current(self, table: Table, contact: int) -> list[tuple[int, Row]]:
        """The contact's rows in the order in which its card shows them."""
        columns = [table.c[column] for column in COLUMNS[table.name]]
        owner = table.c[_PARTS[table.name][1]]
        found = select(*columns).where(owner == contact).order_by(table.c.id)
        return [(row[0], tuple(row[1:])) for row in self._session.execute(found)]

    def _insert(self, table: Table, rows: Sequence[Row]) -> None:
        if rows:
            first = journal.next_id(self._session, table)
            numbered = [(first + n, *values) for n, values in enumerate(rows)]
            last = first + len(rows) - 1
            journal.insert_many(self._session, table, COLUMNS[table.name], numbered, first, last)


def save(session: Session, contact: int, new: Card) -> None:
    """Make the contact equal to the card; see ``CardEditor.save``, which for many contacts is faster."""
    CardEditor(session).save(contact, new)


def _items(shown: Card, name: str) -> Counter[Any]:
    items: Counter[Any] = Counter(getattr(shown, _PARTS[name][0]))
    if name == "organization_category":
        items[shown.main_category, "main"] += 1
    return items


def _matched(current: Sequence[Any], wanted: Sequence[Any]) -> tuple[set[int], list[Any]]:
    """The positions in ``current`` of what is wanted, and what is wanted besides."""
    still_wanted = Counter(wanted)
    staying = set()
    for position, item in enumerate(current):
        if still_wanted[item]:
            still_wanted[item] -= 1
            staying.add(position)
    missing = []
    for item in reversed(wanted):
        if still_wanted[item]:
            still_wanted[item] -= 1
            missing.append(item)
    return staying, missing[::-1]


def _paired(
    left_over: list[tuple[int, Row]], missing: list[Row], place: int
) -> list[tuple[tuple[int, Row], Row]]:
    """Take from both lists the pairs in which a row can become what is missing: its like first, then any."""
    pairs = []
    for alike in (True, False):
        for values in list(missing):
            found = next((row for row in left_over if not alike or row[1][place] == values[place]), None)
            if found is not None:
                left_over.remove(found)
                missing.remove(values)
                pairs.append((found, values))
    return pairs


def _place(name: str) -> int:
    return COLUMNS[name].index(_PARTS[name][2]) - 1


_MENTIONED_ORGANIZATIONS = """
    SELECT o.id, o.official_name FROM organization AS o WHERE o.id IN (
        SELECT p.organization_id FROM holder AS h JOIN post AS p ON p.id = h.post_id WHERE h.person_id = ?1
        UNION SELECT to_id FROM relation WHERE from_id = ?1
        UNION SELECT parent_id FROM organization WHERE id = ?1
        UNION SELECT consulate_id FROM organization WHERE id = ?1
        UNION SELECT consulate_id FROM person WHERE id = ?1)
    ORDER BY o.id DESC"""

_MENTIONED_GROUPS = """
    SELECT g.id, g.name FROM contact_group AS g JOIN membership AS m ON m.group_id = g.id
    WHERE m.record_id = ?1 ORDER BY g.id DESC"""
