from contextlib import closing

import pytest

from db import search, verify
from db.contacts import Note, Person
from db.engine import connect, reader_engine, writer_engine
from db.records import Record
from db.verify import CHAIN, FILE, REFERENCES, ROWS, SEARCH, VERSIONS


@pytest.fixture
def filled(base_path, operation):
    """A base with 50 persons and their notes, some edited, some deleted, one made again; its search up to date."""
    with operation() as session:
        for n in range(1, 51):
            session.add(Record(id=n, uid=f"u{n}", kind="person"))
            session.flush()
            session.add(Person(id=n, given_names=f"José {n}"))
            session.add(Note(id=n, record_id=n, text=f"nota {n}"))
    with operation() as session:
        session.get(Note, 7).text = "otra"
        session.delete(session.get(Note, 8))
        session.get(Note, 9).record_id = 10
    with operation() as session:
        session.add(Note(id=8, record_id=8, text="de nuevo"))
        session.delete(session.get(Note, 50))
        session.flush()
        search.rebuild(session.connection())
    return base_path


def problems_of(path, key):
    reader, writer = reader_engine(path, key), writer_engine(path, key)
    try:
        with reader.connect() as reading, writer.connect() as writing:
            return verify.verify(reading, writing)
    finally:
        reader.dispose()
        writer.dispose()


def tamper(path, key, statement):
    with closing(connect(path, key)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(statement)


def test_what_the_program_wrote_is_sound(filled, key):
    assert problems_of(filled, key) == []


def test_a_new_base_is_sound(base_path, key):
    assert problems_of(base_path, key) == []


TAMPERED = {
    "a value changed": ("UPDATE note SET text = 'x' WHERE id = 7", ROWS, "note 7: alterada"),
    "a value emptied": ("UPDATE note SET text = '' WHERE id = 9", ROWS, "note 9: alterada"),
    "a row added": ("INSERT INTO link (record_id) VALUES (3)", ROWS, "link 1: sin bitácora"),
    "a row taken away": ("DELETE FROM note WHERE id = 5", ROWS, "note 5: falta"),
    "a deleted row back": ("INSERT INTO note (id, record_id) VALUES (50, 50)", ROWS, "note 50: borrada"),
    "a seal blanked": (
        "UPDATE change SET seal = NULL WHERE table_name = 'note' AND row_id = 3",
        ROWS,
        "note 3: alterada",
    ),
    "a digest changed": (
        "UPDATE change SET seal = zeroblob(32) WHERE table_name = 'note' AND row_id = 3",
        CHAIN,
        "1",
    ),
    "a change added": (
        "INSERT INTO change (operation_id, table_name, row_id, record_id, action) VALUES (2, 'note', 30, 30, 'D')",
        CHAIN,
        "2",
    ),
    "a change taken away": ("DELETE FROM change WHERE operation_id = 2 AND row_id = 7", CHAIN, "2"),
    "another author": ("UPDATE operation SET actor = 'eva' WHERE id = 2", CHAIN, "2"),
    "an operation taken away": ("DELETE FROM operation WHERE id = 2", CHAIN, "3"),
    "a link taken away": ("UPDATE operation SET chain = NULL WHERE id = 3", CHAIN, "3"),
    "a reference to nothing": (
        "UPDATE person SET consulate_id = 999 WHERE id = 4",
        REFERENCES,
        "person 4 → record",
    ),
    "a version": ("UPDATE record SET version = 1 WHERE id = 7", VERSIONS, "record 7"),
    "a search document": ("UPDATE search_document SET name = 'x' WHERE id = 4", SEARCH, "search_document 4"),
    "a search document gone": ("DELETE FROM search_document WHERE id = 4", SEARCH, "search_document 4"),
}


@pytest.mark.parametrize(("statement", "kind", "detail"), TAMPERED.values(), ids=TAMPERED)
def test_tampering_is_told(filled, key, statement, kind, detail):
    tamper(filled, key, statement)
    found = {problem.kind: problem for problem in problems_of(filled, key)}
    assert detail in found[kind].detail.split("; ")
    assert found[kind].sentence.endswith(".")


def test_a_detail_stays_short(filled, key):
    tamper(filled, key, "UPDATE note SET text = 'x'")
    found = {problem.kind: problem for problem in problems_of(filled, key)}
    assert "49 datos no son como los dejó la bitácora" in found[ROWS].sentence
    assert found[ROWS].detail.count(";") == verify.EXAMPLES
    assert found[ROWS].detail.endswith("; …")


def test_what_is_derived_is_made_anew(filled, key):
    tamper(filled, key, "UPDATE record SET version = 1")
    tamper(filled, key, "DELETE FROM search_document WHERE id > 10")
    assert {problem.kind for problem in problems_of(filled, key)} == {VERSIONS, SEARCH}
    engine = writer_engine(filled, key)
    with engine.begin() as connection:
        verify.repair(connection)
    engine.dispose()
    assert problems_of(filled, key) == []


def test_repair_does_not_hide_what_was_altered(filled, key):
    tamper(filled, key, "UPDATE note SET text = 'x' WHERE id = 7")
    engine = writer_engine(filled, key)
    with engine.begin() as connection:
        verify.repair(connection)
    engine.dispose()
    assert {problem.kind for problem in problems_of(filled, key)} == {ROWS}


def test_a_damaged_page_is_told_and_ends_the_check(filled, key, writer):
    writer.dispose()
    with closing(connect(filled, key)) as connection:
        page = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'ix_change_record'"
        ).fetchone()[0]
    content = bytearray(filled.read_bytes())
    content[(page - 1) * 4096 : (page - 1) * 4096 + 64] = b"\xff" * 64
    filled.write_bytes(content)
    found = problems_of(filled, key)
    assert [problem.kind for problem in found] == [FILE]
    assert found[0].sentence == "El archivo está dañado; restaure su último respaldo."


def test_progress_can_stop_it(filled, key):
    class Enough(Exception):
        pass

    def stop(done, total):
        if done == 2:
            assert total > 5
            raise Enough

    reader, writer = reader_engine(filled, key), writer_engine(filled, key)
    with reader.connect() as reading, writer.connect() as writing, pytest.raises(Enough):
        verify.verify(reading, writing, stop)
    reader.dispose()
    writer.dispose()
