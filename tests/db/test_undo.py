from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from db import journal, undo
from db.blockers import blockers
from db.contacts import Organization, OrganizationCategory, Person, Phone
from db.images import image_sql
from db.labels import ContactGroup, Membership, RecordTag, Tag
from db.model import Model, journaled_tables
from db.posts import Holder, Post
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


@pytest.fixture
def desk(writer: Engine) -> Desk:
    return Desk(writer)


# Taking back and doing again


def test_undo_puts_everything_back_and_redo_brings_it_all_again(desk):
    desk.person()
    desk.add(Phone(record_id=1, e164="+521"))
    before = desk.content()

    def work(session: Session) -> None:
        session.get_one(Person, 1).given_names = "Eva"
        session.delete(session.get_one(Phone, 1))
        session.add(Phone(record_id=1, e164="+522", use="casa"))
        session.get_one(Record, 1).trashed_by = journal.current(session)

    edit = desk.do(work)
    after = desk.content()
    for _time in range(2):
        desk.undo(edit)
        assert desk.content() == before
        desk.redo(edit)
        assert desk.content() == after


def test_redoing_a_creation_gives_back_ids_and_uids(desk):
    edit = desk.do(lambda session: make(session, Person, "person", given_names="Ana"))
    before = desk.content()
    desk.undo(edit)
    assert desk.content()["record"] == []
    desk.organization()
    desk.redo(edit)
    assert desk.content()["person"] == before["person"]
    assert desk.one("SELECT uid FROM record WHERE id = 1") == f"uid-{edit}"


def test_an_inverse_is_journaled_like_an_edit(desk):
    edit = desk.person()
    undoing = desk.undo(edit)
    redoing = desk.redo(edit)
    kinds = "SELECT group_concat(action, '') FROM change WHERE operation_id = ?"
    assert [desk.one(kinds, number) for number in (edit, undoing, redoing)] == ["II", "DD", "II"]
    assert desk.one("SELECT kind || inverts FROM operation WHERE id = ?", undoing) == f"undo{edit}"
    assert desk.one("SELECT kind || inverts FROM operation WHERE id = ?", redoing) == f"redo{undoing}"
    assert desk.one("SELECT undone_by FROM operation WHERE id = ?", edit) is None
    assert desk.one("SELECT version FROM record WHERE id = 1") == redoing


def test_rows_that_refer_to_one_another_come_and_go_together(desk):
    desk.person("Ana"), desk.person("Beto")

    def cycle(session: Session) -> None:
        session.get_one(Record, 1).merged_into = 2
        session.flush()
        heir = make(session, Person, "person", given_names="Caro")
        session.flush()
        session.get_one(Record, 2).merged_into = heir
        session.get_one(Record, heir).merged_into = 1

    before = desk.content()
    edit = desk.do(cycle)
    after = desk.content()
    desk.undo(edit)
    assert desk.content() == before
    desk.redo(edit)
    assert desk.content() == after


def test_swapped_unique_values_swap_back(desk):
    desk.add(Tag(label="a", folded="a"))
    desk.add(Tag(label="b", folded="b"))

    def swap(session: Session) -> None:
        for row, value in ((1, "c"), (2, "a"), (1, "b")):
            session.get_one(Tag, row).folded = value
            session.flush()

    before = desk.content()
    edit = desk.do(swap)
    after = desk.content()
    desk.undo(edit)
    assert desk.content() == before
    desk.redo(edit)
    assert desk.content() == after


def test_a_unique_value_passes_from_a_deleted_row_to_another_and_back(desk):
    desk.add(Tag(label="a", folded="a"))
    desk.add(Tag(label="b", folded="b"))

    def replace(session: Session) -> None:
        journal.delete_many(session, Tag.__table__, [1])
        session.get_one(Tag, 2).folded = "a"

    before = desk.content()
    edit = desk.do(replace)
    desk.undo(edit)
    assert desk.content() == before


def test_truth_null_and_numbers_come_back_as_they_were(desk):
    club = desk.organization()
    desk.add(OrganizationCategory(organization_id=1, category="osc", is_main=True))
    before = desk.content()
    edit = desk.set(OrganizationCategory, 1, is_main=False)
    other = desk.set(Organization, 1, parent_id=1)
    desk.undo(edit)
    desk.undo(other)
    assert desk.content() == before
    assert desk.one("SELECT typeof(is_main) FROM organization_category") == "integer"
    assert desk.one("SELECT parent_id FROM organization WHERE id = ?", club) is None


# What stands in the way


def test_the_same_field_later_stands_in_the_way(desk):
    desk.person()
    edit = desk.set(Person, 1, given_names="Eva", origin="Tlalpan")
    later = desk.set(Person, 1, origin="Xochimilco", known_as="Evita")
    assert desk.blockers(edit) == [later]


def test_another_field_later_does_not(desk):
    desk.person()
    edit = desk.set(Person, 1, given_names="Eva")
    desk.set(Person, 1, origin="Tlalpan")
    assert desk.blockers(edit) == []
    desk.undo(edit)
    assert desk.content()["person"] == [(1, '{"given_names":"Ana","id":1,"origin":"Tlalpan"}')]


def test_a_created_row_edited_later_stands_in_the_way_whatever_the_field(desk):
    edit = desk.person()
    later = desk.set(Person, 1, origin="Tlalpan")
    assert desk.blockers(edit) == [later]


def test_a_created_row_deleted_later_stands_in_the_way(desk):
    desk.person()
    edit = desk.add(Phone(record_id=1, e164="+521"))
    later = desk.delete(Phone, 1)
    assert desk.blockers(edit) == [later]


def test_a_changed_row_deleted_later_stands_in_the_way(desk):
    desk.person()
    desk.add(Phone(record_id=1, e164="+521"))
    edit = desk.set(Phone, 1, use="casa")
    later = desk.delete(Phone, 1)
    assert desk.blockers(edit) == [later]


REFERENCES = {
    "phone": lambda: Phone(record_id=1, e164="+521"),
    "holder": lambda: Holder(post_id=1, person_id=1),
    "membership": lambda: Membership(group_id=3, record_id=1),
    "tag": lambda: RecordTag(record_id=1, tag_id=1),
}


@pytest.mark.parametrize("kind", REFERENCES)
def test_whatever_refers_to_a_created_record_stands_in_the_way(desk, kind):
    edit = desk.person()
    desk.organization()
    desk.do(lambda session: make(session, ContactGroup, "group", name="Red", folded="red"))
    desk.add(Post(organization_id=2, title="Presidenta"))
    desk.add(Tag(label="a", folded="a"))
    later = desk.add(REFERENCES[kind]())
    assert desk.blockers(edit) == [later]
    desk.undo(later)
    assert desk.blockers(edit) == []
    desk.undo(edit)


def test_a_reference_set_later_stands_in_the_way_and_not_what_else_changed_in_its_row(desk):
    desk.person("Ana")
    edit = desk.organization("Consulado")
    desk.set(Person, 1, origin="Tlalpan")
    later = desk.set(Person, 1, consulate_id=2)
    desk.set(Person, 1, known_as="Anita")
    assert desk.blockers(edit) == [later]


def test_who_added_a_phone_stands_in_the_way_and_not_who_changed_it(desk):
    edit = desk.person()
    added = desk.add(Phone(record_id=1, e164="+521"))
    desk.set(Phone, 1, use="casa")
    assert desk.blockers(edit) == [added]


def test_a_row_that_moved_here_stands_in_the_way_through_who_moved_it(desk):
    desk.person("Ana")
    edit = desk.person("Beto")
    desk.add(Phone(record_id=1, e164="+521"))
    moved = desk.set(Phone, 1, record_id=2)
    desk.set(Phone, 1, use="casa")
    assert desk.blockers(edit) == [moved]
    away = desk.set(Phone, 1, record_id=1)
    assert desk.blockers(edit) == []
    desk.undo(away)
    assert desk.blockers(edit) == [moved]


def test_a_merge_into_a_created_record_stands_in_the_way(desk):
    desk.person("Ana")
    edit = desk.person("Beto")
    later = desk.set(Record, 1, merged_into=2)
    assert desk.blockers(edit) == [later]


def test_what_the_operation_itself_pointed_at_its_creation_goes_with_it(desk):
    desk.person("Ana")

    def work(session: Session) -> None:
        heir = make(session, Person, "person", given_names="Beto")
        session.flush()
        session.get_one(Record, 1).merged_into = heir

    before = desk.content()
    edit = desk.do(work)
    desk.set(Record, 1, kind="persona")
    assert desk.blockers(edit) == []
    desk.undo(edit)
    assert desk.content()["person"] == before["person"]


def test_who_deleted_the_parent_of_a_deleted_row_stands_in_the_way(desk):
    desk.organization()
    desk.person()
    desk.add(Post(organization_id=1, title="Presidenta"))
    desk.add(Holder(post_id=1, person_id=2))
    edit = desk.delete(Holder, 1)
    later = desk.delete(Post, 1)
    assert desk.blockers(edit) == [later]
    desk.undo(later)
    assert desk.blockers(edit) == []


def test_who_deleted_the_parent_of_a_row_that_moved_away_stands_in_the_way(desk):
    desk.organization()
    desk.person()
    for title in ("Presidenta", "Enlace"):
        desk.add(Post(organization_id=1, title=title))
    desk.add(Holder(post_id=1, person_id=2))
    edit = desk.set(Holder, 1, post_id=2)
    later = desk.delete(Post, 1)
    assert desk.blockers(edit) == [later]


def test_a_parent_whose_creation_was_undone_must_be_made_again_first(desk):
    desk.organization()
    desk.person()
    created = desk.add(Post(organization_id=1, title="Presidenta"))
    desk.add(Post(organization_id=1, title="Enlace"))
    held = desk.add(Holder(post_id=2, person_id=2))
    moved = desk.set(Holder, 1, post_id=1)
    back = desk.set(Holder, 1, post_id=2)
    desk.undo(back)
    desk.undo(moved)
    desk.undo(created)
    assert desk.blockers(moved) == [created]
    desk.redo(created)
    assert desk.blockers(moved) == []
    desk.redo(moved)
    assert desk.blockers(held) == [moved]


def test_a_parent_deleted_by_the_operation_itself_comes_back_with_its_rows(desk):
    desk.organization()
    desk.person()
    desk.add(Post(organization_id=1, title="Presidenta"))
    desk.add(Holder(post_id=1, person_id=2))

    def work(session: Session) -> None:
        journal.delete_many(session, Holder.__table__, [1])
        journal.delete_many(session, Post.__table__, [1])

    before = desk.content()
    edit = desk.do(work)
    desk.person("Otra")
    assert desk.blockers(edit) == []
    desk.undo(edit)
    assert desk.content()["holder"] == before["holder"]


def test_who_gave_a_record_the_same_tag_again_stands_in_the_way(desk):
    desk.person()
    desk.add(Tag(label="a", folded="a"))
    desk.add(RecordTag(record_id=1, tag_id=1))
    edit = desk.delete(RecordTag, 1)
    later = desk.add(RecordTag(record_id=1, tag_id=1))
    assert desk.blockers(edit) == [later]
    desk.undo(later)
    assert desk.blockers(edit) == []


def test_who_took_a_tags_former_label_stands_in_the_way(desk):
    desk.add(Tag(label="a", folded="a"))
    edit = desk.set(Tag, 1, label="b", folded="b")
    desk.add(Tag(label="x", folded="x"))
    later = desk.set(Tag, 2, folded="a")
    desk.set(Tag, 2, label="A")
    assert desk.blockers(edit) == [later]


def test_a_value_taken_by_a_row_that_the_operation_touched_elsewhere_stands_in_the_way(desk):
    desk.add(Tag(label="a", folded="a"))
    desk.add(Tag(label="x", folded="x"))

    def work(session: Session) -> None:
        session.get_one(Tag, 1).folded = "b"
        session.get_one(Tag, 2).label = "y"

    edit = desk.do(work)
    later = desk.set(Tag, 2, folded="a")
    assert desk.blockers(edit) == [later]


def test_half_of_a_unique_pair_may_be_taken(desk):
    desk.person("Ana"), desk.person("Beto")
    desk.add(Tag(label="a", folded="a"))
    desk.add(RecordTag(record_id=1, tag_id=1))
    edit = desk.delete(RecordTag, 1)
    desk.add(RecordTag(record_id=2, tag_id=1))
    assert desk.blockers(edit) == []


def test_every_later_operation_in_the_way_is_listed_once(desk):
    edit = desk.person()
    renamed = desk.set(Person, 1, given_names="Eva")
    desk.person("Otra")
    phoned = desk.do(
        lambda session: session.add_all([Phone(record_id=1, e164="+521"), Phone(record_id=1, e164="+522")])
    )
    again = desk.set(Person, 1, given_names="Luz")
    assert desk.blockers(edit) == [renamed, phoned, again]
    assert desk.blockers(renamed) == [again]


# Chains


def test_what_was_undone_no_longer_stands_in_the_way_until_it_is_redone(desk):
    desk.person()
    edit = desk.set(Person, 1, given_names="Eva")
    later = desk.set(Person, 1, given_names="Luz")
    for _time in range(2):
        assert desk.blockers(edit) == [later]
        desk.undo(later)
        assert desk.blockers(edit) == []
        desk.redo(later)


def test_redo_is_refused_where_somebody_worked_meanwhile(desk):
    desk.person()
    edit = desk.set(Person, 1, given_names="Eva")
    desk.undo(edit)
    later = desk.set(Person, 1, given_names="Luz")
    assert desk.blockers(edit) == [later]
    desk.undo(later)
    assert desk.blockers(edit) == []


def test_redo_of_a_deletion_is_refused_where_somebody_refers_to_it_again(desk):
    desk.organization()
    desk.person()
    desk.add(Post(organization_id=1, title="Presidenta"))
    edit = desk.delete(Post, 1)
    desk.undo(edit)
    later = desk.add(Holder(post_id=1, person_id=2))
    assert desk.blockers(edit) == [later]


def test_work_redone_later_than_an_undo_stands_in_the_way_though_it_was_done_earlier(desk):
    """Its number is lower, its effect is later."""
    desk.person()
    first = desk.set(Person, 1, given_names="Eva")
    desk.undo(first)
    second = desk.set(Person, 1, given_names="Luz")
    desk.undo(second)
    desk.redo(first)
    assert desk.blockers(second) == [first]


def test_redo_waits_for_the_work_it_stood_on(desk):
    desk.person()
    first = desk.set(Person, 1, given_names="Eva")
    second = desk.set(Person, 1, given_names="Luz")
    desk.undo(second)
    desk.undo(first)
    assert desk.blockers(second) == [first]
    desk.redo(first)
    assert desk.blockers(second) == []
    desk.redo(second)
    assert desk.one("SELECT given_names FROM person") == "Luz"


def test_redone_work_is_undone_from_where_it_took_effect(desk):
    desk.person()
    edit = desk.set(Person, 1, given_names="Eva")
    desk.undo(edit)
    meanwhile = desk.set(Person, 1, origin="Tlalpan")
    desk.redo(edit)
    later = desk.set(Person, 1, given_names="Luz")
    assert desk.blockers(edit) == [later]
    desk.undo(later)
    assert desk.blockers(edit) == []
    assert desk.blockers(meanwhile) == []
    desk.undo(edit)
    assert desk.one("SELECT given_names || origin FROM person") == "AnaTlalpan"


def test_readings_stand_in_nobodys_way(desk):
    desk.person()
    edit = desk.set(Person, 1, given_names="Eva")
    with Session(desk.engine) as session, session.begin():
        journal.begin(session, actor="ana", title="Exportar", params={}, at=NOW, kind=journal.READING)
        journal.finish(session, keep_empty=True)
    assert desk.blockers(edit) == []
    assert desk.last("ana") == edit


# Whose turn it is


def test_each_undoes_their_own_last_work(desk):
    desk.person("Ana"), desk.person("Beto")
    mine = desk.set(Person, 1, "ana", origin="Tlalpan")
    theirs = desk.set(Person, 2, "beto", origin="Coyoacán")
    assert (desk.last("ana"), desk.last("beto"), desk.last("caro")) == (mine, theirs, None)
    desk.undo(mine)
    assert desk.last("ana") == 2
    desk.redo(mine)
    assert desk.last("ana") == mine


def test_each_redoes_what_they_undid_last(desk):
    desk.person("Ana"), desk.person("Beto")
    first = desk.set(Person, 1, "ana", origin="Tlalpan")
    second = desk.set(Person, 2, "ana", origin="Coyoacán")
    assert desk.last_undone("ana") is None
    by_ana = desk.undo(first, "ana")
    by_beto = desk.undo(second, "beto")
    assert desk.last_undone("ana") == (first, by_ana)
    assert desk.last_undone("beto") == (second, by_beto)
    desk.redo(second, "ana")
    assert desk.last_undone("beto") is None


def test_the_last_undone_is_the_one_undone_last(desk):
    desk.person("Ana"), desk.person("Beto")
    first, second = desk.set(Person, 1, origin="x"), desk.set(Person, 2, origin="y")
    desk.undo(second)
    undoing = desk.undo(first)
    assert desk.last_undone("ana") == (first, undoing)


# Size


def test_few_rows_and_many_are_looked_up_from_either_side(desk):
    """A small edit before a large import, and the import itself, find the same kind of obstacles."""
    desk.person("Ana")
    small = desk.set(Person, 1, given_names="Eva")

    def bulk(session: Session) -> None:
        first = journal.next_id(session, TABLES["record"])
        ids = range(first, first + 500)
        rows = [(i, f"masivo-{i}", "person") for i in ids]
        journal.insert_many(session, TABLES["record"], ("id", "uid", "kind"), rows, ids[0], ids[-1])
        journal.insert_many(session, TABLES["person"], ("id",), [(i,) for i in ids], ids[0], ids[-1])
        session.get_one(Person, 1).given_names = "Luz"
        session.add(Phone(record_id=1, e164="+521"))

    large = desk.do(bulk)
    later = [
        desk.add(Phone(record_id=100, e164="+522")),
        desk.set(Person, 200, origin="Tlalpan"),
    ]
    desk.set(Person, 1, origin="Coyoacán")
    assert desk.blockers(small) == [large]
    assert desk.blockers(1) == [small, large, later[1] + 1]
    assert desk.blockers(large) == later
