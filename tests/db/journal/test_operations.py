"""What an operation writes down: each row it changed, before and after."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from db import journal, journal_guard
from db.contacts import OrganizationCategory, Person, Phone
from db.images import images
from db.journal_guard import UnjournaledChange
from db.labels import Tag
from tests.db.journal.written import NOW, TABLES, changes, operations, person, phone


def test_small_edits_are_caught_at_the_flush(operation, reader):
    with operation() as session:
        ana = person(session)
        added = phone(session, ana)
    with operation() as session:
        session.get(Person, ana).given_names = "Ana María"
        session.get(Person, ana).origin = "Iztapalapa"
        session.delete(session.get(Phone, added.id))
    with reader.connect() as connection:
        assert changes(connection, 1) == [
            ("person", ana, ana, "I", None, None),
            ("phone", added.id, ana, "I", None, None),
            ("record", ana, ana, "I", None, None),
        ]
        assert changes(connection, 2) == [
            (
                *("person", ana, ana, "U"),
                {"given_names": "Ana", "origin": None},
                {"given_names": "Ana María", "origin": "Iztapalapa"},
            ),
            ("phone", added.id, ana, "D", {"id": added.id, "record_id": ana, "e164": "+525550000000"}, None),
        ]


def test_several_flushes_make_one_change_of_a_row(operation, reader):
    with operation() as session:
        ana = person(session)
    with operation() as session:
        for name in ("Eva", "Inés", "Luz"):
            session.get(Person, ana).given_names = name
            session.flush()
    with reader.connect() as connection:
        assert changes(connection) == [
            ("person", ana, ana, "U", {"given_names": "Ana"}, {"given_names": "Luz"})
        ]


def test_bulk_work_is_written_down(operation, reader):
    with operation() as session:
        first = journal.next_id(session, TABLES["record"])
        ids = list(range(first, first + 5))
        journal.insert_many(
            session,
            TABLES["record"],
            ("id", "uid", "kind"),
            ((i, f"u{i}", "person") for i in ids),
            ids[0],
            ids[-1],
        )
        journal.insert_many(session, TABLES["person"], ("id",), [(i,) for i in ids], ids[0], ids[-1])
    with operation() as session:
        journal.update_many(session, TABLES["person"], ids[:3], origin="Xochimilco", leadership="club")
        journal.delete_many(session, TABLES["person"], ids[3:])
    with reader.connect() as connection:
        assert [row[3] for row in changes(connection, 1)] == ["I"] * 10
        became = {"leadership": "club", "origin": "Xochimilco"}
        was = {"leadership": None, "origin": None}
        assert changes(connection, 2) == [("person", i, i, "U", was, became) for i in ids[:3]] + [
            ("person", i, i, "D", {"id": i}, None) for i in ids[3:]
        ]


def test_inserting_no_rows_does_nothing(operation, reader):
    with operation() as session:
        journal.insert_many(session, TABLES["tag"], ("id", "label", "folded"), [], 1, 0)
    assert operations(reader) == 0


def test_bulk_update_keeps_edits_not_yet_flushed(operation, reader):
    with operation() as session:
        ana = person(session)
    with operation() as session:
        session.get(Person, ana).given_names = "Eva"
        journal.update_many(session, TABLES["person"], [ana], origin="Tlalpan")
        assert session.get(Person, ana).origin == "Tlalpan"
    with reader.connect() as connection:
        assert changes(connection)[0][5] == {"given_names": "Eva", "origin": "Tlalpan"}


def test_bulk_delete_keeps_edits_not_yet_flushed(operation, reader):
    with operation() as session:
        row = phone(session, person(session)).id
    with operation() as session:
        session.get(Phone, row).use = "casa"
        session.get(Person, 1).given_names = "Eva"
        journal.delete_many(session, TABLES["phone"], [row])
    with reader.connect() as connection:
        assert [change[:4] for change in changes(connection)] == [
            ("person", 1, 1, "U"),
            ("phone", row, 1, "D"),
        ]
        assert "use" not in changes(connection)[1][4]


def test_after_bulk_work_the_session_sees_what_it_did(operation):
    with operation() as session:
        ana = session.get(Person, person(session))
        row = phone(session, ana.id).id
        journal.update_many(session, TABLES["person"], [ana.id], origin="Tlalpan")
        journal.delete_many(session, TABLES["phone"], [row])
        assert ana.origin == "Tlalpan"
        assert session.get(Phone, row) is None


def test_the_journal_is_open_to_bulk_work_only_as_long_as_it_lasts(operation):
    with operation() as session:
        ana = person(session)
        with journal_guard.open_journal(session.connection()) as connection:
            journal.update_many(session, TABLES["person"], [ana], origin="Tlalpan")
            connection.exec_driver_sql("UPDATE person SET known_as = 'Anita'")
        for work in (lambda: None, lambda: journal.delete_many(session, TABLES["phone"], [])):
            work()
            with pytest.raises(UnjournaledChange):
                session.connection().exec_driver_sql("UPDATE person SET known_as = ''")


@pytest.mark.parametrize("bulk", [True, False], ids=["bulk", "flush"])
def test_what_is_made_and_deleted_in_one_operation_leaves_nothing(operation, reader, bulk):
    with operation() as session:
        ana = person(session)
    with operation() as session:
        row = phone(session, ana)
        row.use = "casa"
        session.flush()
        if bulk:
            journal.delete_many(session, TABLES["phone"], [row.id])
        else:
            session.delete(row)
    assert operations(reader) == 1


def test_a_value_put_back_leaves_nothing(operation, reader):
    with operation() as session:
        ana = person(session)
    with operation() as session:
        journal.update_many(session, TABLES["person"], [ana], given_names="Eva")
        journal.update_many(session, TABLES["person"], [ana], given_names="Ana")
    assert operations(reader) == 1


def test_what_an_operation_makes_and_then_changes_is_one_insertion(operation, reader):
    with operation() as session:
        ana = person(session)
        journal.update_many(session, TABLES["person"], [ana], origin="Coyoacán")
        session.get(Person, ana).given_names = "Eva"
    with reader.connect() as connection:
        assert [row[3] for row in changes(connection)] == ["I", "I"]
        assert "Coyoacán" in images(connection, TABLES["person"], [ana])[ana]


def test_a_row_deleted_and_made_again_with_its_id_is_an_update(operation, reader):
    with operation() as session:
        ana = person(session)
    with operation() as session:
        journal.delete_many(session, TABLES["person"], [ana])
        session.expunge_all()
        session.add(Person(id=ana, given_names="Otra"))
    with reader.connect() as connection:
        assert changes(connection) == [
            ("person", ana, ana, "U", {"given_names": "Ana"}, {"given_names": "Otra"})
        ]


def test_a_row_without_a_root_record_belongs_to_none(operation, reader):
    with operation() as session:
        session.add(Tag(label="Prensa", folded="prensa"))
    with operation() as session:
        session.get(Tag, 1).label = "PRENSA"
    with reader.connect() as connection:
        assert changes(connection, 1) == [("tag", 1, 0, "I", None, None)]
        assert changes(connection, 2) == [("tag", 1, 0, "U", {"label": "Prensa"}, {"label": "PRENSA"})]


def test_truth_values_and_numbers_are_kept_as_the_database_keeps_them(operation, reader):
    with operation() as session:
        club = person(session, "Club")
        session.add(OrganizationCategory(organization_id=club, category="osc", is_main=True))
    with operation() as session:
        session.get(OrganizationCategory, 1).is_main = False
    with reader.connect() as connection:
        assert changes(connection)[0][4:] == ({"is_main": 1}, {"is_main": 0})


def test_a_savepoint_rolled_back_takes_only_its_own_changes(operation, reader):
    with operation() as session:
        ana = person(session)
        kept = phone(session, ana, "+521").id
        savepoint = session.begin_nested()
        phone(session, ana, "+522")
        session.add_all([Tag(label="a", folded="a"), Tag(label="A", folded="a")])
        with pytest.raises(IntegrityError):
            session.flush()
        savepoint.rollback()
        with pytest.raises(UnjournaledChange):
            session.execute(text("DELETE FROM phone"))
        again = phone(session, ana, "+523").id
    assert again == kept + 1
    with reader.connect() as connection:
        assert [row[:2] for row in changes(connection)] == [
            ("person", ana),
            ("phone", kept),
            ("phone", again),
            ("record", ana),
        ]


def test_a_rolled_back_operation_is_forgotten(operation, reader):
    with operation() as session:
        person(session)
        session.rollback()
        with pytest.raises(UnjournaledChange):
            person(session)
        session.rollback()
        journal.begin(session, actor="ana", title="t", params={}, at=NOW)
    assert operations(reader) == 0


def test_a_reading_is_kept_though_it_changes_nothing(session, reader):
    begun = journal.begin(session, actor="ana", title="Exportar", params={}, at=NOW, kind=journal.READING)
    assert journal.finish(session, keep_empty=True) == begun
    session.commit()
    assert operations(reader) == 1
    with reader.connect() as connection:
        assert connection.exec_driver_sql("SELECT length(chain) FROM operation").scalar() == 32


def test_an_operation_without_changes_leaves_no_trace(session, reader):
    journal.begin(session, actor="ana", title="t", params={}, at=NOW)
    assert journal.finish(session) is None
    session.commit()
    assert operations(reader) == 0


def test_an_operation_says_who_when_and_what(operation, reader):
    with operation("Importar {n} contactos", actor="beto", n=0) as session:
        person(session)
        journal.set_params(session, n=1)
    with reader.connect() as connection:
        found = connection.exec_driver_sql(
            "SELECT at, actor, title, params, kind, inverts, undone_by FROM operation"
        )
        assert found.one() == (
            "2026-07-29T18:30:00.000+00:00",
            "beto",
            "Importar {n} contactos",
            '{"n": 1}',
            "edit",
            None,
            None,
        )


def test_time_is_kept_in_utc(session):
    at = NOW.astimezone(ZoneInfo("America/Mexico_City"))
    journal.begin(session, actor="ana", title="t", params={}, at=at)
    assert session.execute(text("SELECT at FROM operation")).scalar() == "2026-07-29T18:30:00.000+00:00"


def test_a_record_says_which_operation_touched_it_last(operation, reader):
    with operation() as session:
        ana, beto = person(session, "Ana"), person(session, "Beto")
    with operation() as session:
        phone(session, ana)
    with reader.connect() as connection:
        found = connection.exec_driver_sql("SELECT id, version FROM record ORDER BY id")
        assert found.all() == [(ana, 2), (beto, 1)]


def test_ids_are_never_given_out_again(operation, writer):
    with operation() as session:
        row = phone(session, person(session)).id
    with operation() as session:
        session.delete(session.get(Phone, row))
    with operation() as session:
        assert journal.next_id(session, TABLES["phone"]) == row + 1
        assert phone(session, 1).id == row + 1
    with Session(writer) as session:
        assert journal.next_id(session, TABLES["note"]) == 1


def test_a_table_is_found_by_its_name():
    assert journal.table_named("phone") is TABLES["phone"]


def test_another_session_does_not_see_an_operation_in_progress(operation, reader, base_path: Path):
    with operation() as session:
        person(session)
        assert operations(reader) == 0
    assert operations(reader) == 1
