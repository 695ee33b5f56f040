"""Undoing, redoing and working on, each after the other."""

from sqlalchemy.orm import Session

from db import journal
from db.contacts import Person, Phone
from db.posts import Holder, Post
from tests.db.undo.desk import NOW, TABLES


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
