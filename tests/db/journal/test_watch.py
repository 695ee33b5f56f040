"""Nothing changes a journaled table behind the journal's back."""

import pytest
from sqlalchemy import delete, insert, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from db import journal, journal_guard
from db.contacts import Phone
from db.engine import writer_engine
from db.journal_guard import UnjournaledChange
from db.labels import Tag
from db.records import Record
from db.settings import Setting
from tests.db.journal.written import NOW, TABLES, operations, person, phone

UNJOURNALED = [
    "INSERT INTO phone (record_id, e164) VALUES (1, '')",
    "insert into phone (record_id, e164) values (1, '')",
    "INSERT OR REPLACE INTO phone (id, record_id, e164) VALUES (1, 1, '')",
    "INSERT OR IGNORE INTO main.phone (record_id, e164) VALUES (1, '')",
    "REPLACE INTO phone (id, record_id, e164) VALUES (1, 1, '')",
    "INSERT INTO phone (id, record_id) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET e164 = ''",
    "UPDATE phone SET e164 = ''",
    "UPDATE OR IGNORE phone SET e164 = ''",
    "UPDATE \"phone\" SET e164 = ''",
    "UPDATE[phone]SET e164 = ''",
    "UPDATE `phone` SET e164 = ''",
    "UPDATE 'phone' SET e164 = ''",
    "UPDATE\n\tPHONE SET e164 = ''",
    'UPDATE "main" . "phone" SET e164 = \'\'',
    "DELETE FROM phone",
    'DELETE FROM"phone"',
    "-- a comment\nDELETE FROM phone",
    "/* one */ /* two */ DELETE /* three */ FROM /**/ phone",
    "WITH gone AS (SELECT 1 AS id) DELETE FROM phone WHERE id IN (SELECT id FROM gone)",
    "WITH a(x) AS (VALUES ('--')) UPDATE phone SET e164 = (SELECT x FROM a)",
    "WITH a AS (SELECT 1) INSERT INTO phone (record_id, e164) SELECT 1, '' FROM a",
]


@pytest.mark.parametrize("statement", UNJOURNALED)
def test_nothing_changes_a_journaled_table_behind_the_journals_back(operation, writer, statement):
    with operation() as session:
        phone(session, person(session))
    with writer.connect() as connection:
        with pytest.raises(UnjournaledChange, match="phone"):
            connection.exec_driver_sql(statement)
        assert connection.exec_driver_sql("SELECT e164 FROM phone").scalars().all() == ["+525550000000"]


@pytest.mark.parametrize(
    "statement",
    [
        update(Phone).values(use="casa"),
        delete(Phone).where(Phone.id == 1),
        insert(Phone).values(record_id=1, e164=""),
        update(TABLES["phone"]).values(use="casa"),
    ],
    ids=["update", "delete", "insert", "core"],
)
def test_bulk_statements_of_the_orm_are_refused_too(operation, statement):
    with operation() as session:
        phone(session, person(session))
        with pytest.raises(UnjournaledChange):
            session.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT count(*) FROM phone -- UPDATE phone",
        "WITH a AS (SELECT e164 FROM phone) SELECT * FROM a",
        "INSERT INTO setting (name, value) VALUES ('update phone', 'x')",
        "INSERT INTO setting (name, value) SELECT e164, use FROM phone",
        "DELETE FROM search_document",
        "PRAGMA user_version",
    ],
)
def test_reading_and_what_is_not_journaled_go_through(writer, statement):
    with writer.connect() as connection:
        connection.exec_driver_sql(statement)


def test_a_change_outside_any_operation_is_refused(session, writer):
    journal.catch(session)
    session.add(Record(uid="x", kind="person"))
    with pytest.raises(UnjournaledChange):
        session.flush()
    session.rollback()
    with pytest.raises(UnjournaledChange):
        journal.update_many(session, TABLES["record"], [1], kind="x")
    with pytest.raises(UnjournaledChange):
        journal.current(session)


def test_a_setting_needs_no_operation_and_is_no_change(operation, reader, session):
    journal.catch(session)
    session.add(Setting(name="a", value="1"))
    session.commit()
    with operation() as during:
        during.get(Setting, "a").value = "2"
    assert operations(reader) == 0
    with Session(reader) as reading:
        assert reading.get(Setting, "a").value == "2"


def test_a_failed_flush_leaves_no_connection_open_to_changes(base_path, key):
    engine = writer_engine(base_path, key)
    journal_guard.watch(engine)
    with Session(engine) as session:
        journal.catch(session)
        journal.begin(session, actor="ana", title="t", params={}, at=NOW)
        session.add_all([Tag(label="a", folded="a"), Tag(label="A", folded="a")])
        with pytest.raises(IntegrityError):
            session.flush()
    with engine.connect() as connection, pytest.raises(UnjournaledChange):
        connection.exec_driver_sql("DELETE FROM tag")
    engine.dispose()
