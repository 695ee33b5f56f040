"""Somebody who edits, undoes and redoes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from db import journal, undo
from db.blockers import blockers
from db.contacts import Organization, Person
from db.images import image_sql
from db.model import Model, journaled_tables
from db.records import Record

NOW = datetime(2026, 7, 29, 18, 30, tzinfo=UTC)
TABLES = Model.metadata.tables


class Desk:
    """Edits a base, undoes and redoes; every method that changes something gives the operation's number."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @contextmanager
    def open(self, actor: str, kind: str = journal.EDIT, inverts: int | None = None) -> Iterator[Session]:
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            journal.catch(session)
            journal.begin(session, actor=actor, title="t", params={}, at=NOW, kind=kind, inverts=inverts)
            yield session
            journal.finish(session)

    def do(self, work: Callable[[Session], object], actor: str = "ana") -> int:
        with self.open(actor) as session:
            number = journal.current(session)
            work(session)
        return number

    def add(self, row: object, actor: str = "ana") -> int:
        return self.do(lambda session: session.add(row), actor)

    def set(self, model: type, row: int, actor: str = "ana", **values: object) -> int:
        def work(session: Session) -> None:
            found = session.get_one(model, row)
            for name, value in values.items():
                setattr(found, name, value)

        return self.do(work, actor)

    def delete(self, model: type, *rows: int) -> int:
        return self.do(lambda session: journal.delete_many(session, model.__table__, rows))

    def person(self, name: str = "Ana") -> int:
        return self.do(lambda session: make(session, Person, "person", given_names=name))

    def organization(self, name: str = "Club") -> int:
        return self.do(lambda session: make(session, Organization, "organization", official_name=name))

    def undo(self, operation: int, actor: str = "ana") -> int:
        return self._invert(operation, operation, actor, journal.UNDO)

    def redo(self, operation: int, actor: str = "ana") -> int:
        undoing = self.one("SELECT undone_by FROM operation WHERE id = ?", operation)
        return self._invert(undoing, operation, actor, journal.REDO)

    def blockers(self, operation: int) -> list[int]:
        """What stands in the way of undoing a live operation, or of redoing one that is undone."""
        undoing = self.one("SELECT undone_by FROM operation WHERE id = ?", operation)
        with self.engine.connect() as connection:
            seen = blockers(connection, undoing or operation)
        with Session(self.engine) as session:
            journal.begin(
                session,
                actor="ana",
                title="t",
                params={},
                at=NOW,
                kind=journal.REDO if undoing else journal.UNDO,
                inverts=undoing or operation,
            )
            assert blockers(session.connection(), undoing or operation) == seen
        return seen

    def last(self, actor: str) -> int | None:
        with self.engine.connect() as connection:
            return undo.last_undoable(connection, actor)

    def last_undone(self, actor: str) -> tuple[int, int] | None:
        with self.engine.connect() as connection:
            return undo.last_undone(connection, actor)

    def one(self, statement: str, *values: object) -> object:
        with self.engine.connect() as connection:
            return connection.exec_driver_sql(statement, values).scalar()

    def content(self) -> dict[str, list[tuple[int, str]]]:
        with self.engine.connect() as connection:
            return {
                table.name: [
                    tuple(row)
                    for row in connection.exec_driver_sql(
                        f'SELECT t.id, {image_sql(table, "t")} FROM "{table.name}" AS t ORDER BY 1'
                    )
                ]
                for table in journaled_tables()
            }

    def _invert(self, inverted: int, target: int, actor: str, kind: str) -> int:
        with self.open(actor, kind, inverted) as session:
            number = journal.current(session)
            assert blockers(session.connection(), inverted) == []
            undo.invert(session.connection(), inverted, number)
            undo.mark_undone(session.connection(), target, number if kind == journal.UNDO else None)
        return number


def make(session: Session, model: type, kind: str, **values: object) -> int:
    record = Record(uid=f"uid-{journal.current(session)}", kind=kind)
    session.add(record)
    session.flush()
    session.add(model(id=record.id, **values))
    return record.id
