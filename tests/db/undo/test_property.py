"""Any interleaving of edits, undos and redos, of whichever operation, leaves what the live edits make.

Two things stand against the journal. *Replay*: the content always equals the live edits applied to nothing in the
order in which they took effect. *Prediction*: what stands in the way of an inversion is found again in plain Python
from snapshots of the content, without looking into the journal.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import TestCase

import pytest
from hypothesis import HealthCheck, Phase, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import Connection, UniqueConstraint, event
from sqlalchemy.orm import Session

import db.tables  # noqa: F401 - the journal watches every table
from db import basefile, journal, journal_guard, undo
from db.blockers import blockers
from db.contacts import Address, OrganizationCategory, Person, Phone
from db.engine import writer_engine
from db.images import image_sql
from db.labels import ContactGroup, Membership, RecordTag, Tag
from db.model import Model, journaled_tables
from db.posts import Holder, Post
from db.records import Record

AT = datetime(2025, 10, 6, 12, tzinfo=UTC)
ACTORS = ("ana", "beto")
Key = tuple[str, int]
Row = dict[str, Any]
Content = dict[Key, Row]
texts = st.text(st.characters(codec="utf-8"), max_size=8)
choices = st.integers(0, 3)
LABELS = ("uno", "dos")


# Asked after each step, of every table: in one statement, and past the journal's watch over statements.
CONTENT = " UNION ALL ".join(
    f"SELECT '{table.name}', t.id, {image_sql(table, 't')} FROM \"{table.name}\" AS t"
    for table in journaled_tables()
)
WRONGLY_SEALED = " UNION ALL ".join(
    f"SELECT '{table.name}', t.id FROM \"{table.name}\" AS t WHERE NOT coalesce((SELECT seal_fits(c.seal, "
    f"{image_sql(table, 't')}) FROM change AS c WHERE c.table_name = '{table.name}' "
    "AND c.row_id = t.id ORDER BY c.operation_id DESC LIMIT 1), 0)"
    for table in journaled_tables()
)


def answer(connection: Connection, question: str) -> list[tuple[Any, ...]]:
    """What the driver alone answers."""
    driver = connection.connection.driver_connection
    assert driver is not None
    return list(driver.execute(question))


def content(connection: Connection) -> Content:
    """Every journaled row by its table and id."""
    return {(table, row): json.loads(image) for table, row, image in answer(connection, CONTENT)}


@dataclass
class Chosen:
    """What chance gives an edit to work with."""

    session: Session
    one: int
    other: int
    text: str
    number: float

    def some(self, model: type[Any], choice: int | None = None, **wanted: Any) -> Any:
        """One of the rows that are as wanted, or None."""
        rows = self.session.query(model).filter_by(**wanted).order_by(model.id).all()
        return rows[(self.one if choice is None else choice) % len(rows)] if rows else None

    def add(self, row: Any) -> Any:
        self.session.add(row)
        self.session.flush()
        return row

    def delete(self, row: Any) -> None:
        self.session.delete(row)
        self.session.flush()


Edit = Callable[[Chosen], object]


def write_people(session: Session, names: list[str]) -> None:
    """Insert persons in bulk, each with a phone."""
    tables = Model.metadata.tables
    first = journal.next_id(session, tables["record"])
    ids = range(first, first + len(names))
    phones = range(start := journal.next_id(session, tables["phone"]), start + len(names))
    for name, columns, rows in (
        ("record", ("id", "uid", "kind"), [(i, f"uid-{i}", "person") for i in ids]),
        ("person", ("id", "given_names"), list(zip(ids, names, strict=True))),
        ("phone", ("id", "record_id", "e164"), [(p, i, "+52") for p, i in zip(phones, ids, strict=True)]),
    ):
        journal.insert_many(session, tables[name], columns, rows, rows[0][0], rows[-1][0])


def add_person(chosen: Chosen) -> None:
    write_people(chosen.session, [chosen.text])


def rename(chosen: Chosen) -> None:
    if person := chosen.some(Person):
        setattr(person, ("given_names", "origin")[chosen.other % 2], chosen.text)


def change_phone(chosen: Chosen) -> None:
    if phone := chosen.some(Phone):
        phone.use = chosen.text


def remove_phone(chosen: Chosen) -> None:
    if phone := chosen.some(Phone):
        chosen.session.delete(phone)


def merge(chosen: Chosen) -> None:
    one, two = (chosen.some(Record, number, kind="person") for number in (chosen.one, chosen.other))
    if one is not two:
        two.merged_into = one.id
        phones = [phone.id for phone in chosen.session.query(Phone).filter_by(record_id=two.id)]
        journal.update_many(chosen.session, Model.metadata.tables["phone"], phones, record_id=one.id)


def serve(chosen: Chosen) -> None:
    if person := chosen.some(Person):
        consulate = chosen.some(Record, chosen.other).id
        person.consulate_id = None if person.consulate_id == consulate else consulate


def tag(chosen: Chosen) -> None:
    label = LABELS[chosen.other % 2]
    found = chosen.some(Tag, folded=label) or chosen.add(Tag(label=label, folded=label))
    person = chosen.some(Person)
    if person and not chosen.some(RecordTag, record_id=person.id, tag_id=found.id):
        chosen.add(RecordTag(record_id=person.id, tag_id=found.id))


def untag(chosen: Chosen) -> None:
    if pair := chosen.some(RecordTag):
        chosen.session.delete(pair)


def delete_tag(chosen: Chosen) -> None:
    if found := chosen.some(Tag):
        for pair in chosen.session.query(RecordTag).filter_by(tag_id=found.id):
            chosen.delete(pair)
        chosen.delete(found)


def rename_tag(chosen: Chosen) -> None:
    label = LABELS[chosen.other % 2]
    found = chosen.some(Tag)
    if found and not chosen.some(Tag, folded=label):
        found.folded = label


def swap_tags(chosen: Chosen) -> None:
    one, two = (chosen.some(Tag, folded=label) for label in LABELS)
    if one and two:
        for found, label in ((one, "tres"), (two, LABELS[0]), (one, LABELS[1])):
            found.folded = label
            chosen.session.flush()


def appoint(chosen: Chosen) -> None:
    if person := chosen.some(Person):
        host = chosen.some(Record, chosen.other)
        post = chosen.some(Post) or chosen.add(Post(organization_id=host.id, title="Presidenta"))
        chosen.add(Holder(post_id=post.id, person_id=person.id))


def open_post(chosen: Chosen) -> None:
    chosen.add(Post(organization_id=chosen.some(Record).id, title=chosen.text))


def replace_holder(chosen: Chosen) -> None:
    if holder := chosen.some(Holder):
        holder.person_id = chosen.some(Record, chosen.other).id


def move_holder(chosen: Chosen) -> None:
    if holder := chosen.some(Holder):
        holder.post_id = chosen.some(Post, chosen.other).id


def leave(chosen: Chosen) -> None:
    if holder := chosen.some(Holder):
        chosen.session.delete(holder)


def abolish_post(chosen: Chosen) -> None:
    if post := chosen.some(Post):
        for holder in chosen.session.query(Holder).filter_by(post_id=post.id):
            chosen.delete(holder)
        chosen.delete(post)


def locate(chosen: Chosen) -> None:
    if address := chosen.some(Address):
        address.latitude = None if chosen.other % 2 else chosen.number
    else:
        chosen.add(Address(record_id=chosen.some(Record).id, latitude=chosen.number, longitude=0.1 + 0.2))


def join(chosen: Chosen) -> None:
    group = chosen.some(ContactGroup)
    if not group:
        record = chosen.add(Record(uid=f"grupo-{journal.current(chosen.session)}", kind="group"))
        group = chosen.add(ContactGroup(id=record.id, name="Red", folded="red"))
    chosen.add(Membership(group_id=group.id, record_id=chosen.some(Record, chosen.other).id))


def categorize(chosen: Chosen) -> None:
    record = chosen.some(Record)
    is_main = bool(chosen.other % 2)
    if found := chosen.some(OrganizationCategory, organization_id=record.id):
        found.is_main = is_main
    else:
        chosen.add(OrganizationCategory(organization_id=record.id, category="osc", is_main=is_main))


def trash(chosen: Chosen) -> None:
    record = chosen.some(Record)
    record.trashed_by = None if record.trashed_by else journal.current(chosen.session)


PEOPLE: list[Edit] = [
    add_person,
    rename,
    change_phone,
    remove_phone,
    merge,
    serve,
    locate,
    trash,
    categorize,
    join,
]
TAGS: list[Edit] = [tag, tag, untag, delete_tag, rename_tag, swap_tags]
POSTS: list[Edit] = [appoint, open_post, replace_holder, move_holder, leave, abolish_post]


@dataclass
class Done:
    """An operation as the model knows it: the edit it goes back to, and each row it changed, before and after."""

    id: int
    root: int
    changes: dict[Key, tuple[Row | None, Row | None]]

    def fields(self, key: Key) -> set[str]:
        """The fields of a row that it changed; "*" stands for the row itself, made or deleted."""
        before, after = self.changes.get(key, ({}, {}))
        if before is None or after is None:
            return {"*"}
        return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


@cache
def new_base() -> bytes:
    """The file of a new base."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "nueva.vinculo"
        basefile.create(path)
        return path.read_bytes()


class Interleaved(RuleBasedStateMachine):
    """Two people edit, undo and redo; the model is the list of what was done."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        path = Path(self.folder.name) / "base.vinculo"
        path.write_bytes(new_base())
        self.engine = writer_engine(path)
        event.listen(self.engine, "connect", lambda bare, _: bare.execute("PRAGMA synchronous = OFF"))
        journal_guard.watch(self.engine)
        self.done: list[Done] = []
        self.now: Content = {}

    def teardown(self) -> None:
        self.engine.dispose()
        self.folder.cleanup()

    # What is done

    def run(
        self,
        work: Callable[[Session], Any],
        actor: str = "ana",
        kind: str = journal.EDIT,
        inverts: int | None = None,
        root: int | None = None,
    ) -> None:
        with Session(self.engine) as session, session.begin():
            journal.catch(session)
            begun = journal.begin(
                session, actor=actor, title="t", params={}, at=AT, kind=kind, inverts=inverts
            )
            work(session)
            finished = journal.finish(session)
            after = content(session.connection())
        changes = {
            key: (self.now.get(key), after.get(key))
            for key in self.now.keys() | after.keys()
            if self.now.get(key) != after.get(key)
        }
        assert (finished is None) == (not changes)
        self.now = after
        if changes:
            self.done.append(Done(begun, root or begun, changes))

    def live(self) -> list[int]:
        """The edits in force."""
        return sorted({one.root for one in self.done if len(self.chain(one.root)) % 2})

    def chain(self, root: int) -> list[Done]:
        return [one for one in self.done if one.root == root]

    @initialize()
    def people(self) -> None:
        self.run(lambda session: write_people(session, ["Ana", "Beto"]))

    @rule(
        edit=st.sampled_from(PEOPLE) | st.sampled_from(TAGS) | st.sampled_from(POSTS),
        chosen=st.tuples(choices, choices),
        text=texts,
        number=st.floats(-90, 90),
        actor=st.sampled_from(ACTORS),
    )
    def edit(self, edit: Edit, chosen: tuple[int, int], text: str, number: float, actor: str) -> None:
        any_record = any(table == "record" for table, _row in self.now)
        work = edit if any_record else add_person
        self.run(lambda session: work(Chosen(session, *chosen, text, number)), actor)

    # Taking back

    def invert(self, root: int, actor: str) -> None:
        """Undo a live edit or redo an undone one, if what stands in the way allows."""
        chain = self.chain(root)
        undone = len(chain) % 2 == 0
        inverted = chain[-1] if undone else chain[0]
        predicted = self.predict(inverted, chain[-1].id)
        with self.engine.connect() as connection:
            assert blockers(connection, inverted.id) == predicted
        if predicted:
            return

        def work(session: Session) -> None:
            connection, number = session.connection(), journal.current(session)
            assert blockers(connection, inverted.id) == []
            undo.invert(connection, inverted.id, number)
            undo.mark_undone(connection, root, None if undone else number)

        self.run(work, actor, journal.REDO if undone else journal.UNDO, inverted.id, root)

    @precondition(lambda self: self.live())
    @rule(choice=st.integers(0, 6), actor=st.sampled_from(ACTORS))
    def undo_any(self, choice: int, actor: str) -> None:
        live = self.live()
        self.invert(live[-1 - choice % len(live)], actor)

    @precondition(lambda self: len(self.live()) < len({one.root for one in self.done}))
    @rule(choice=st.integers(0, 6), actor=st.sampled_from(ACTORS))
    def redo_any(self, choice: int, actor: str) -> None:
        undone = sorted({one.root for one in self.done} - set(self.live()))
        self.invert(undone[-1 - choice % len(undone)], actor)

    def predict(self, inverted: Done, moment: int) -> list[int]:
        since: dict[int, Done] = {}
        for root in {one.root for one in self.done}:
            later = [one for one in self.chain(root) if one.id > moment]
            if len(later) % 2:
                since[root] = later[-1]
        found = {root for root, one in since.items() if self.shares_a_field(inverted, one)}
        for key, field in self.in_need(inverted):
            touching = [one for one in since.values() if one.fields(key) & {"*", *field}]
            if touching:
                found.add(max(touching, key=lambda one: one.id).root)
        return sorted(found)

    def shares_a_field(self, one: Done, other: Done) -> bool:
        shared = one.changes.keys() & other.changes.keys()
        return any(
            one.fields(key) & other.fields(key) or "*" in one.fields(key) | other.fields(key)
            for key in shared
        )

    def in_need(self, inverted: Done) -> list[tuple[Key, tuple[str, ...]]]:
        """Rows (and fields of them) that would refer to nothing, be missing, or bear a value twice."""
        after = dict(self.now)
        for key, (before, _became) in inverted.changes.items():
            if before is None:
                after.pop(key, None)
            elif key in after and inverted.fields(key) != {"*"}:
                after[key] = after[key] | {name: before.get(name) for name in inverted.fields(key)}
            else:
                after[key] = before
        found = []
        for key, row in after.items():
            table = Model.metadata.tables[key[0]]
            for reference in table.foreign_keys:
                parent = (reference.column.table.name, row.get(reference.parent.name))
                if parent[1] is not None and parent not in after and parent[0] != "operation":
                    mine = parent in inverted.changes
                    found.append((key, (reference.parent.name,)) if mine else (parent, ()))
            for constraint in table.constraints:
                if isinstance(constraint, UniqueConstraint) and key not in inverted.changes:
                    columns = tuple(column.name for column in constraint.columns)
                    values = [row.get(name) for name in columns]
                    if any(
                        other[0] == key[0] and other != key and [twin.get(name) for name in columns] == values
                        for other, twin in after.items()
                    ):
                        found.append((key, columns))
        return found

    # What must always hold

    @invariant()
    def content_is_what_the_live_edits_make(self) -> None:
        made: Content = {}
        live = [self.chain(root) for root in self.live()]
        for chain in sorted(live, key=lambda chain: chain[-1].id):
            for key, (_before, after) in chain[0].changes.items():
                if after is None:
                    del made[key]
                elif chain[0].fields(key) == {"*"}:
                    made[key] = after
                else:
                    changed = chain[0].fields(key)
                    became = made[key] | {name: after.get(name) for name in changed}
                    made[key] = {name: value for name, value in became.items() if value is not None}
        assert made == self.now

    @invariant()
    def every_row_fits_its_seal(self) -> None:
        with self.engine.connect() as connection:
            assert answer(connection, WRONGLY_SEALED) == []


def interleaved(examples: int) -> type[TestCase]:
    """The test, with so many sequences."""

    class Test(Interleaved.TestCase):
        settings = settings(
            max_examples=examples,
            stateful_step_count=35,
            deadline=None,
            # Shrinking takes minutes, more than a test may last; the example found is kept, and told whole.
            phases=[Phase.explicit, Phase.reuse, Phase.generate],
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        )

    return Test


TestInterleaved = interleaved(30)
TestInterleavedAtLength = pytest.mark.slow(pytest.mark.timeout(900)(interleaved(400)))
