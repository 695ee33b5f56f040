"""Undo of any random sequence of operations restores the content, and redo brings it all back."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import Connection
from sqlalchemy.orm import Session

import db.tables
from db import journal, undo
from db.blockers import blockers
from db.contacts import Person, Phone
from db.engine import writer_engine
from db.images import image_sql
from db.labels import RecordTag, Tag
from db.model import Model, journaled_tables
from db.records import Record

AT = datetime(2025, 10, 6, 12, tzinfo=UTC)
ANA = "ana"
Snapshot = dict[str, dict[int, str]]
texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=8)


def snapshot(connection: Connection) -> Snapshot:
    """Every journaled row as its image."""
    return {
        table.name: {
            row[0]: row[1]
            for row in connection.exec_driver_sql(
                f'SELECT t.id, {image_sql(table, "t")} FROM "{table.name}" AS t'
            )
        }
        for table in journaled_tables()
    }


def write_people(session: Session, names: list[str]) -> None:
    """Insert persons in bulk, each with a phone."""
    tables = Model.metadata.tables
    first = journal.next_id(session, tables["record"])
    ids = range(first, first + len(names))
    phone = journal.next_id(session, tables["phone"])
    journal.insert_many(
        session,
        tables["record"],
        ("id", "uid", "kind"),
        [(i, f"uid-{i}", "person") for i in ids],
        ids[0],
        ids[-1],
    )
    journal.insert_many(
        session, tables["person"], ("id", "given_names"), list(zip(ids, names, strict=True)), ids[0], ids[-1]
    )
    journal.insert_many(
        session,
        tables["phone"],
        ("id", "record_id", "e164"),
        [(phone + n, i, f"+52{i}") for n, i in enumerate(ids)],
        phone,
        phone + len(names) - 1,
    )


class Sequences(RuleBasedStateMachine):
    """Random edits, undos and redos; the model is the list of snapshots that each should give back."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.engine = writer_engine(Path(self.folder.name) / "base.vinculo")
        Model.metadata.create_all(self.engine)
        journal.watch(self.engine)
        self.before: list[Snapshot] = []
        self.after: list[Snapshot] = []
        self.undone: list[tuple[Snapshot, Snapshot]] = []

    def teardown(self) -> None:
        self.engine.dispose()
        self.folder.cleanup()

    def run(
        self, work: Callable[[Session], Any], kind: str = journal.EDIT, inverts: int | None = None
    ) -> None:
        with Session(self.engine) as session, session.begin():
            journal.catch(session)
            start = snapshot(session.connection())
            journal.begin(session, actor=ANA, title="t", params={}, at=AT, kind=kind, inverts=inverts)
            work(session)
            done = journal.finish(session)
            end = snapshot(session.connection())
        assert (done is None) == (start == end)
        if done is not None and kind == journal.EDIT:
            self.before.append(start)
            self.after.append(end)
            self.undone.clear()

    def some(self, session: Session, model: type[Any], choice: int) -> Any:
        rows = session.query(model).order_by(model.id).all()
        return rows[choice % len(rows)] if rows else None

    @initialize()
    def people(self) -> None:
        self.run(lambda session: write_people(session, ["Ana", "Beto"]))

    @rule(names=st.lists(texts, min_size=1, max_size=3))
    def insert_bulk(self, names: list[str]) -> None:
        self.run(lambda session: write_people(session, names))

    @rule(choice=st.integers(0, 9), name=texts, place=texts)
    def rename(self, choice: int, name: str, place: str) -> None:
        def work(session: Session) -> None:
            person = self.some(session, Person, choice)
            if person:
                person.given_names, person.origin = name, place

        self.run(work)

    @rule(choice=st.integers(0, 9), label=st.sampled_from(["uno", "dos"]))
    def tag(self, choice: int, label: str) -> None:
        def work(session: Session) -> None:
            person = self.some(session, Person, choice)
            found = session.query(Tag).filter_by(folded=label).one_or_none()
            if not found:
                found = Tag(label=label, folded=label)
                session.add(found)
                session.flush()
            pair = {"record_id": person.id, "tag_id": found.id} if person else None
            if pair and not session.query(RecordTag).filter_by(**pair).one_or_none():
                session.add(RecordTag(**pair))

        self.run(work)

    @rule(choice=st.integers(0, 9))
    def remove_phone(self, choice: int) -> None:
        def work(session: Session) -> None:
            phone = self.some(session, Phone, choice)
            if phone:
                session.delete(phone)

        self.run(work)

    @rule(choice=st.integers(0, 9), latitude=st.floats(-90, 90), other=st.integers(0, 9))
    def many(self, choice: int, latitude: float, other: int) -> None:
        def work(session: Session) -> None:
            first, second = self.some(session, Phone, choice), self.some(session, Phone, other)
            if first and second:
                ids = [first.id, second.id]
                journal.update_many(session, Model.metadata.tables["phone"], ids, extension=str(choice))
                session.add(
                    db.tables.contacts.Address(record_id=first.record_id, latitude=latitude, longitude=0.1)
                )

        self.run(work)

    @rule(choice=st.integers(0, 9))
    def trash(self, choice: int) -> None:
        def work(session: Session) -> None:
            record = self.some(session, Record, choice)
            if record:
                record.trashed_by = journal.current(session)

        self.run(work)

    @precondition(lambda self: self.before)
    @rule()
    def undo_last(self) -> None:
        with self.engine.connect() as connection:
            target = undo.last_undoable(connection, ANA)
        assert target is not None

        def work(session: Session) -> None:
            assert blockers(session.connection(), target) == []
            undo.invert(session.connection(), target, journal.current(session))
            undo.mark_undone(session.connection(), target, journal.current(session))

        self.run(work, journal.UNDO, target)
        start, end = self.before.pop(), self.after.pop()
        self.undone.append((start, end))
        with self.engine.connect() as connection:
            assert snapshot(connection) == start

    @precondition(lambda self: self.undone)
    @rule()
    def redo_last(self) -> None:
        with self.engine.connect() as connection:
            target, undoing = undo.last_undone(connection, ANA)

        def work(session: Session) -> None:
            assert blockers(session.connection(), undoing) == []
            undo.invert(session.connection(), undoing, journal.current(session))
            undo.mark_undone(session.connection(), target, None)

        self.run(work, journal.REDO, undoing)
        start, end = self.undone.pop()
        self.before.append(start)
        self.after.append(end)
        with self.engine.connect() as connection:
            assert snapshot(connection) == end

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


TestSequences = Sequences.TestCase
TestSequences.settings = settings(
    max_examples=40, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
