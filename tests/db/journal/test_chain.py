"""What vouches for the journal: the chain of operations, and the seals of rows."""

from db import journal
from db.contacts import Person
from db.images import images, row_seal, seal_fits
from tests.db.journal.written import TABLES, person


def test_the_chain_breaks_where_the_journal_is_altered(operation, writer):
    for name in ("Ana", "Beto", "Caro"):
        with operation("Crear {n}", n=1) as session:
            person(session, name)

    def broken() -> list[int]:
        with writer.connect() as connection:
            kept = connection.exec_driver_sql("SELECT id, chain FROM operation").all()
            return [row for row, chain in kept if journal.chain_link(connection, row) != chain]

    alterations = [
        "UPDATE operation SET actor = 'nadie' WHERE id = 2",
        "UPDATE operation SET title = 'Otra' WHERE id = 2",
        "UPDATE operation SET params = '{}' WHERE id = 2",
        "UPDATE operation SET at = '2020' WHERE id = 2",
        "DELETE FROM change WHERE operation_id = 2 AND table_name = 'person'",
        "UPDATE change SET action = 'U' WHERE operation_id = 2 AND table_name = 'person'",
        "UPDATE change SET row_id = 9 WHERE operation_id = 2 AND table_name = 'person'",
        "UPDATE change SET seal = zeroblob(32) WHERE operation_id = 2 AND table_name = 'person'",
    ]
    assert broken() == []
    for alteration in alterations:
        with writer.connect() as connection:
            connection.exec_driver_sql(alteration)
            kept = connection.exec_driver_sql("SELECT id, chain FROM operation").all()
            wrong = [row for row, chain in kept if journal.chain_link(connection, row) != chain]
            connection.rollback()
        assert wrong == [2], alteration
    with writer.begin() as connection:
        connection.exec_driver_sql("UPDATE operation SET chain = zeroblob(32) WHERE id = 1")
    assert broken() == [1, 2]


def test_the_chain_holds_when_values_and_salts_are_blanked(operation, writer):
    with operation() as session:
        ana = person(session)
    with operation() as session:
        session.get(Person, ana).given_names = "Eva"
    with writer.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE change SET before = NULL, after = NULL, seal = CAST(zeroblob(16) || substr(seal, -16) AS BLOB)"
        )
        for row, chain in connection.exec_driver_sql("SELECT id, chain FROM operation").all():
            assert journal.chain_link(connection, row) == chain


def test_a_seal_fits_one_image_only():
    seal = row_seal('{"id":1}')
    assert seal_fits(seal, '{"id":1}')
    assert not seal_fits(seal, '{"id":2}')
    assert row_seal('{"id":1}') != seal
    assert row_seal(None) is None


def test_seals_vouch_for_the_rows_as_they_are(operation, reader):
    with operation() as session:
        ana = person(session, "Ñandú «ß» 🦙 \" ' \\ \n")
    with operation() as session:
        session.get(Person, ana).origin = "x"
    with reader.connect() as connection:
        image = images(connection, TABLES["person"], [ana])[ana]
        seals = connection.exec_driver_sql(
            "SELECT seal FROM change WHERE table_name = 'person' ORDER BY operation_id"
        ).scalars()
        assert [seal_fits(seal, image) for seal in seals] == [False, True]
