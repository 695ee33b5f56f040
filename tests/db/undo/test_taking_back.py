"""Undo puts back, and redo brings again, whatever was done."""

from sqlalchemy.orm import Session

from db import journal
from db.contacts import Organization, OrganizationCategory, Person, Phone
from db.labels import Tag
from db.records import Record
from tests.db.undo.desk import make


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
