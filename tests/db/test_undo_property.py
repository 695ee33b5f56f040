"""Any interleaving of edits, undos and redos, of whichever operation, leaves what the live edits make.

Two things stand against the journal. *Replay*: the content always equals the live edits applied to nothing in the
order in which they took effect. *Prediction*: what stands in the way of an inversion is found again in plain Python
from snapshots of the content, without looking into the journal.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import Connection, UniqueConstraint, event
from sqlalchemy.orm import Session

import db.tables  # noqa: F401 - the journal watches every table
from db import basefile, journal, undo
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
choices = st.integers(0, 9)


def content(connection: Connection) -> Content:
    """Every journaled row by its table and id."""
    return {
        (table.name, row[0]): json.loads(row[1])
        for table in journaled_tables()
        for row in connection.exec_driver_sql(
            f'SELECT t.id, {image_sql(table, "t")} FROM "{table.name}" AS t'
        )
    }


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


class Interleaved(RuleBasedStateMachine):
    """Two people edit, undo and redo; the model is the list of what was done."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        path = Path(self.folder.name) / "base.vinculo"
        basefile.create(path)
        self.engine = writer_engine(path)
        event.listen(self.engine, "connect", lambda bare, _: bare.execute("PRAGMA synchronous = OFF"))
        journal.watch(self.engine)
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

    def some(self, session: Session, model: type[Any], choice: int, **wanted: Any) -> Any:
        rows = session.query(model).filter_by(**wanted).order_by(model.id).all()
        return rows[choice % len(rows)] if rows else None

    def live(self) -> list[int]:
        """The edits in force."""
        return sorted({one.root for one in self.done if len(self.chain(one.root)) % 2})

    def chain(self, root: int) -> list[Done]:
        return [one for one in self.done if one.root == root]

    @initialize()
    def people(self) -> None:
        self.write_people(["Ana", "Beto"], "ana")

    @rule(names=st.lists(texts, min_size=1, max_size=3), actor=st.sampled_from(ACTORS))
    def write_people(self, names: list[str], actor: str) -> None:
        def work(session: Session) -> None:
            tables = Model.metadata.tables
            first = journal.next_id(session, tables["record"])
            ids = range(first, first + len(names))
            phones = range(start := journal.next_id(session, tables["phone"]), start + len(names))
            for name, columns, rows in (
                ("record", ("id", "uid", "kind"), [(i, f"uid-{i}", "person") for i in ids]),
                ("person", ("id", "given_names"), list(zip(ids, names, strict=True))),
                (
                    "phone",
                    ("id", "record_id", "e164"),
                    [(p, i, "+52") for p, i in zip(phones, ids, strict=True)],
                ),
            ):
                journal.insert_many(session, tables[name], columns, rows, rows[0][0], rows[-1][0])

        self.run(work, actor)

    @rule(choice=choices, name=texts, place=texts, actor=st.sampled_from(ACTORS))
    def rename(self, choice: int, name: str, place: str, actor: str) -> None:
        def work(session: Session) -> None:
            if person := self.some(session, Person, choice):
                person.given_names, person.origin = name, place or person.origin

        self.run(work, actor)

    @rule(choice=choices, value=texts, actor=st.sampled_from(ACTORS))
    def change_phone(self, choice: int, value: str, actor: str) -> None:
        def work(session: Session) -> None:
            if phone := self.some(session, Phone, choice):
                phone.use = value

        self.run(work, actor)

    @rule(choice=choices, other=choices, actor=st.sampled_from(ACTORS))
    def merge(self, choice: int, other: int, actor: str) -> None:
        def work(session: Session) -> None:
            one, two = (self.some(session, Record, n, kind="person") for n in (choice, other))
            if one and two and one is not two:
                two.merged_into = one.id
                phones = [phone.id for phone in session.query(Phone).filter_by(record_id=two.id)]
                journal.update_many(session, Model.metadata.tables["phone"], phones, record_id=one.id)

        self.run(work, actor)

    @rule(choice=choices, other=choices, actor=st.sampled_from(ACTORS))
    def serve(self, choice: int, other: int, actor: str) -> None:
        def work(session: Session) -> None:
            person, consulate = self.some(session, Person, choice), self.some(session, Record, other)
            if person and consulate:
                person.consulate_id = None if person.consulate_id == consulate.id else consulate.id

        self.run(work, actor)

    @rule(choice=choices, label=st.sampled_from(["uno", "dos"]), actor=st.sampled_from(ACTORS))
    def tag(self, choice: int, label: str, actor: str) -> None:
        def work(session: Session) -> None:
            found = self.some(session, Tag, 0, folded=label)
            if not found:
                found = Tag(label=label, folded=label)
                session.add(found)
                session.flush()
            person = self.some(session, Person, choice)
            if person and not self.some(session, RecordTag, 0, record_id=person.id, tag_id=found.id):
                session.add(RecordTag(record_id=person.id, tag_id=found.id))

        self.run(work, actor)

    @rule(choice=choices, actor=st.sampled_from(ACTORS))
    def untag(self, choice: int, actor: str) -> None:
        def work(session: Session) -> None:
            if pair := self.some(session, RecordTag, choice):
                session.delete(pair)

        self.run(work, actor)

    @rule(choice=choices, actor=st.sampled_from(ACTORS))
    def delete_tag(self, choice: int, actor: str) -> None:
        def work(session: Session) -> None:
            if tag := self.some(session, Tag, choice):
                for pair in session.query(RecordTag).filter_by(tag_id=tag.id):
                    session.delete(pair)
                session.flush()
                session.delete(tag)

        self.run(work, actor)

    @rule(label=st.sampled_from(["uno", "dos"]), actor=st.sampled_from(ACTORS))
    def rename_tag(self, label: str, actor: str) -> None:
        def work(session: Session) -> None:
            tag = self.some(session, Tag, 0)
            if tag and not self.some(session, Tag, 0, folded=label):
                tag.folded = label

        self.run(work, actor)

    @rule(actor=st.sampled_from(ACTORS))
    def swap_tags(self, actor: str) -> None:
        def work(session: Session) -> None:
            one, two = (self.some(session, Tag, 0, folded=label) for label in ("uno", "dos"))
            if one and two:
                for tag, label in ((one, "tres"), (two, "uno"), (one, "dos")):
                    tag.folded = label
                    session.flush()

        self.run(work, actor)

    @rule(choice=choices, host=choices, latitude=st.floats(-90, 90), actor=st.sampled_from(ACTORS))
    def appoint(self, choice: int, host: int, latitude: float, actor: str) -> None:
        def work(session: Session) -> None:
            person, other = self.some(session, Person, choice), self.some(session, Record, host)
            if person and other:
                post = self.some(session, Post, choice)
                if not post:
                    post = Post(organization_id=other.id, title="Presidenta")
                    session.add(post)
                    session.flush()
                session.add(Holder(post_id=post.id, person_id=person.id))
                session.add(Address(record_id=person.id, latitude=latitude, longitude=0.1 + 0.2))

        self.run(work, actor)

    @rule(choice=choices, other=choices, actor=st.sampled_from(ACTORS))
    def replace_holder(self, choice: int, other: int, actor: str) -> None:
        def work(session: Session) -> None:
            holder, person = self.some(session, Holder, choice), self.some(session, Person, other)
            if holder and person:
                holder.person_id = person.id

        self.run(work, actor)

    @rule(choice=choices, actor=st.sampled_from(ACTORS))
    def abolish_post(self, choice: int, actor: str) -> None:
        def work(session: Session) -> None:
            if post := self.some(session, Post, choice):
                for holder in session.query(Holder).filter_by(post_id=post.id):
                    session.delete(holder)
                session.flush()
                session.delete(post)

        self.run(work, actor)

    @rule(choice=choices, actor=st.sampled_from(ACTORS))
    def join(self, choice: int, actor: str) -> None:
        def work(session: Session) -> None:
            group, person = self.some(session, ContactGroup, 0), self.some(session, Person, choice)
            if not group:
                record = Record(uid=f"grupo-{journal.current(session)}", kind="group")
                session.add(record)
                session.flush()
                group = ContactGroup(id=record.id, name="Red", folded="red")
                session.add(group)
                session.flush()
            if person:
                session.add(Membership(group_id=group.id, record_id=person.id))

        self.run(work, actor)

    @rule(choice=choices, is_main=st.booleans(), actor=st.sampled_from(ACTORS))
    def categorize(self, choice: int, is_main: bool, actor: str) -> None:
        def work(session: Session) -> None:
            if record := self.some(session, Record, choice):
                found = self.some(session, OrganizationCategory, 0, organization_id=record.id)
                if found:
                    found.is_main = is_main
                else:
                    session.add(
                        OrganizationCategory(organization_id=record.id, category="osc", is_main=is_main)
                    )

        self.run(work, actor)

    @rule(choice=choices, actor=st.sampled_from(ACTORS))
    def trash(self, choice: int, actor: str) -> None:
        def work(session: Session) -> None:
            if record := self.some(session, Record, choice):
                record.trashed_by = journal.current(session)

        self.run(work, actor)

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
    @rule(choice=st.integers(0, 99), actor=st.sampled_from(ACTORS))
    def undo_any(self, choice: int, actor: str) -> None:
        live = self.live()
        self.invert(live[choice % len(live)], actor)

    @precondition(lambda self: len(self.live()) < len({one.root for one in self.done}))
    @rule(choice=st.integers(0, 99), actor=st.sampled_from(ACTORS))
    def redo_any(self, choice: int, actor: str) -> None:
        undone = sorted({one.root for one in self.done} - set(self.live()))
        self.invert(undone[choice % len(undone)], actor)

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
            for table in journaled_tables():
                wrong = connection.exec_driver_sql(
                    f'SELECT t.id FROM "{table.name}" AS t WHERE NOT coalesce((SELECT seal_fits(c.seal, '
                    f"{image_sql(table, 't')}) FROM change AS c WHERE c.table_name = '{table.name}' "
                    "AND c.row_id = t.id ORDER BY c.operation_id DESC LIMIT 1), 0)"
                ).all()
                assert wrong == [], table.name


TestInterleaved = Interleaved.TestCase
TestInterleaved.settings = settings(
    max_examples=60, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
