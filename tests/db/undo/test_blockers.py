"""What stands in the way of an undo."""

import pytest
from sqlalchemy.orm import Session

from db import journal
from db.contacts import Person, Phone
from db.labels import ContactGroup, Membership, RecordTag, Tag
from db.posts import Holder, Post
from db.records import Record
from tests.db.undo.desk import make


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
