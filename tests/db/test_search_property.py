"""After any sequence of edits, undos and redos the search index is what it would be if made anew."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy.orm import Session

import db.tables  # noqa: F401 - the journal watches every table
from db import journal, journal_guard, search, undo
from db.contacts import (
    Address,
    Email,
    Note,
    Organization,
    OrganizationCategory,
    OrganizationName,
    Person,
    Phone,
)
from db.engine import writer_engine
from db.model import Model
from db.posts import Holder, Post
from db.records import Record

AT = datetime(2026, 7, 29, tzinfo=UTC)
choices = st.integers(0, 30)
texts = st.sampled_from(
    ["", "Ana", "Peña", "Núñez", "O'Farrill", "I.N.E.", "Zoë", "casa de la cultura", "ñ", "n"]
)
numbers = count(1)


class Sequences(RuleBasedStateMachine):
    """Random operations on one base."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.engine = writer_engine(Path(self.folder.name) / "base.vinculo")
        Model.metadata.create_all(self.engine)
        journal_guard.watch(self.engine)

    def teardown(self) -> None:
        self.engine.dispose()
        self.folder.cleanup()

    def run(
        self, work: Callable[[Session], Any], kind: str = journal.EDIT, inverts: int | None = None
    ) -> None:
        with Session(self.engine) as session, session.begin():
            journal.catch(session)
            journal.begin(session, actor="ana", title="t", params={}, at=AT, kind=kind, inverts=inverts)
            work(session)
            done = journal.finish(session)
            if done is not None:
                search.update(session.connection(), done)

    def pick(self, session: Session, model: type[Any], choice: int) -> Any:
        rows = session.query(model).order_by(model.id).all()
        return rows[choice % len(rows)] if rows else None

    @rule(names=st.lists(st.tuples(texts, texts), min_size=1, max_size=4))
    def add_persons(self, names: list[tuple[str, str]]) -> None:
        def work(session: Session) -> None:
            for given, surname in names:
                record = Record(uid=f"p{next(numbers)}", kind="person")
                session.add(record)
                session.flush()
                session.add(Person(id=record.id, given_names=given, first_surname=surname))

        self.run(work)

    @rule(name=texts, acronym=texts, parent=choices)
    def add_organization(self, name: str, acronym: str, parent: int) -> None:
        def work(session: Session) -> None:
            above = self.pick(session, Organization, parent)
            record = Record(uid=f"o{next(numbers)}", kind="organization")
            session.add(record)
            session.flush()
            session.add(
                Organization(
                    id=record.id,
                    official_name=name,
                    acronym=acronym,
                    kind="club",
                    parent_id=above.id if above else None,
                )
            )

        self.run(work)

    @rule(person=choices, organization=choices, title=texts, end=st.sampled_from(["", "2020", "s/f"]))
    def add_post(self, person: int, organization: int, title: str, end: str) -> None:
        def work(session: Session) -> None:
            holder, host = self.pick(session, Person, person), self.pick(session, Organization, organization)
            if holder and host:
                post = Post(organization_id=host.id, title=title)
                session.add(post)
                session.flush()
                session.add(Holder(post_id=post.id, person_id=holder.id, end_on=end))

        self.run(work)

    @rule(choice=choices, text=texts)
    def add_details(self, choice: int, text: str) -> None:
        def work(session: Session) -> None:
            record = self.pick(session, Record, choice)
            if record:
                session.add(Phone(record_id=record.id, e164=f"+5255{choice:08}"))
                session.add(
                    Email(record_id=record.id, address=f"a{choice}@x.mx", match_key=f"a{choice}@x.mx")
                )
                session.add(Address(record_id=record.id, city=text, country="MX"))
                session.add(Note(record_id=record.id, text=text))

        self.run(work)

    @rule(choice=choices, text=texts, category=st.sampled_from(["osc", "privada"]))
    def describe_organization(self, choice: int, text: str, category: str) -> None:
        def work(session: Session) -> None:
            found = self.pick(session, Organization, choice)
            if found:
                found.acronym = text
                session.add(OrganizationName(organization_id=found.id, text=text, kind="otro"))
                if not session.query(OrganizationCategory).filter_by(organization_id=found.id).all():
                    session.add(
                        OrganizationCategory(organization_id=found.id, category=category, is_main=True)
                    )

        self.run(work)

    @rule(choice=choices, text=texts)
    def rename(self, choice: int, text: str) -> None:
        def work(session: Session) -> None:
            if person := self.pick(session, Person, choice):
                person.first_surname = text
            if organization := self.pick(session, Organization, choice):
                organization.official_name = text
            if post := self.pick(session, Post, choice):
                post.title = text

        self.run(work)

    @rule(choice=choices, other=choices)
    def hand_over(self, choice: int, other: int) -> None:
        def work(session: Session) -> None:
            heir = self.pick(session, Person, other)
            for model, column in ((Phone, "record_id"), (Holder, "person_id")):
                row = self.pick(session, model, choice)
                if row and heir:
                    setattr(row, column, heir.id)

        self.run(work)

    @rule(choice=choices, merged=st.booleans())
    def throw_away(self, choice: int, merged: bool) -> None:
        def work(session: Session) -> None:
            record = self.pick(session, Record, choice)
            if record and merged:
                record.merged_into = self.pick(session, Record, 0).id
            elif record:
                record.trashed_by = None if record.trashed_by else journal.current(session)

        self.run(work)

    @rule(choice=choices)
    def remove_rows(self, choice: int) -> None:
        def work(session: Session) -> None:
            for model in (Email, Note, Holder, OrganizationCategory):
                if row := self.pick(session, model, choice):
                    session.delete(row)

        self.run(work)

    @rule()
    def undo_last(self) -> None:
        with self.engine.connect() as connection:
            target = undo.last_undoable(connection, "ana")
        if target is None:
            return

        def work(session: Session) -> None:
            undo.invert(session.connection(), target, journal.current(session))
            undo.mark_undone(session.connection(), target, journal.current(session))

        self.run(work, journal.UNDO, target)

    @rule()
    def redo_last(self) -> None:
        with self.engine.connect() as connection:
            last = undo.last_undone(connection, "ana")
        if last is None:
            return
        target, undoing = last

        def work(session: Session) -> None:
            undo.invert(session.connection(), undoing, journal.current(session))
            undo.mark_undone(session.connection(), target, None)

        self.run(work, journal.REDO, undoing)

    @invariant()
    def the_index_is_as_if_made_anew(self) -> None:
        with self.engine.connect() as connection:
            assert search.differences(connection) == []


TestSequences = Sequences.TestCase
TestSequences.settings = settings(
    max_examples=20, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
