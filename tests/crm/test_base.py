import getpass
import threading

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

import db.engine
from crm import contacts
from crm.base import Base, create_base, interrupter, open_base
from crm.cards import Card
from crm.clock import Clock
from crm.errors import BaseProblem, Cancelled, FileProblem, UserError
from db import journal, locks

PERSON = Card(kind="person", given_names="Ana")
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(running(i)) FROM n"


def people(base):
    with base.read() as session:
        return session.execute(text("SELECT count(*) FROM person")).scalar()


def test_what_is_written_is_one_operation_of_the_actor(base):
    with base.write("Crear {n} contactos", n=2) as session:
        contacts.create(session, PERSON)
        contacts.create(session, PERSON)
    with base.read() as session:
        found = session.execute(text("SELECT actor, title, params, at FROM operation")).all()
    assert found == [("ana", "Crear {n} contactos", '{"n": 2}', "2025-10-06T18:00:00.000+00:00")]
    assert people(base) == 2


def test_what_is_written_can_be_searched(base):
    with base.write("Crear") as session:
        row = contacts.create(session, PERSON)
    with base.read() as session:
        assert session.execute(text("SELECT id, name FROM search_document")).all() == [(row, "Ana")]


def test_an_error_takes_it_all_back(base):
    def work():
        with base.write("Crear") as session:
            contacts.create(session, PERSON)
            raise UserError("No.")

    with pytest.raises(UserError):
        work()
    assert people(base) == 0
    with base.write("Crear") as session:
        contacts.create(session, PERSON)
    assert people(base) == 1


def test_reading_sees_one_state(base):
    with base.read() as session:
        assert session.execute(text("SELECT count(*) FROM person")).scalar() == 0
        with base.write("Crear") as writing:
            contacts.create(writing, PERSON)
        assert session.execute(text("SELECT count(*) FROM person")).scalar() == 0
    assert people(base) == 1


def test_reading_can_change_nothing(base):
    with pytest.raises(BaseProblem, match="No hay permiso para escribir"), base.read() as session:
        session.execute(text("DELETE FROM search_document"))


def test_a_mistake_of_ours_is_no_problem_of_the_base(base):
    with pytest.raises(OperationalError), base.read() as session:
        session.execute(text("SELECT * FROM nada"))


def test_a_bare_error_of_the_driver_is_explained_too(base, monkeypatch):
    with pytest.raises(BaseProblem, match="No hay permiso para escribir"), base.read() as session:
        session.connection().connection.cursor().execute("DELETE FROM search_document")


def test_a_read_can_be_stopped_from_another_thread(base):
    running = threading.Event()

    def run():
        with base.read() as session:
            stop = interrupter(session)
            bare = session.connection().connection.dbapi_connection
            bare.create_function("running", 1, lambda number: running.set() or number)
            thread = threading.Thread(target=lambda: running.wait(60) and stop())
            thread.start()
            try:
                session.execute(text(ENDLESS))
            finally:
                thread.join()

    with pytest.raises(Cancelled, match="se detuvo"):
        run()
    assert people(base) == 0


def test_stopping_a_read_that_has_ended_does_not_touch_the_next(base):
    with base.read() as session:
        session.execute(text("SELECT 1"))
        stop = interrupter(session)
    with base.read() as session:
        rows = session.connection().exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 3) SELECT i FROM n"
        )
        first = rows.fetchone()
        stop()
        assert [first, *rows] == [(1,), (2,), (3,)]


def test_two_writers_take_turns(base, base_path):
    """Each reads and then writes; neither loses what the other wrote."""
    with base.write("Crear") as session:
        row = contacts.create(session, PERSON)
    failures = []

    def add_up(actor):
        try:
            with open_base(base_path, actor=actor) as mine:
                for _time in range(10):
                    with mine.write("Sumar") as session:
                        person = session.execute(text("SELECT origin FROM person")).scalar() or "0"
                        table = journal.table_named("person")
                        journal.update_many(session, table, [row], origin=str(int(person) + 1))
        except BaseProblem as problem:
            failures.append(problem)

    threads = [threading.Thread(target=add_up, args=(name,)) for name in ("ana", "beto")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with base.read() as session:
        assert session.execute(text("SELECT origin FROM person")).scalar() == "20"


def test_a_base_that_stays_busy_is_told(base, base_path, monkeypatch):
    monkeypatch.setattr(db.engine, "BUSY_SECONDS", 0.05)
    with (
        open_base(base_path, actor="beto") as other,
        base.write("Crear") as session,
    ):
        contacts.create(session, PERSON)
        with pytest.raises(BaseProblem, match="Otro programa está usando la base"), other.write("Crear"):
            pass


def test_an_open_base_counts_as_inside_until_it_is_closed(base_path):
    base = open_base(base_path)
    assert locks.is_inside(base_path)
    with pytest.raises(locks.BusyBase), locks.exclusive(base_path):
        pass
    base.close()
    base.close()
    assert not locks.is_inside(base_path)
    with locks.exclusive(base_path):
        pass


def test_who_closes_the_base_waits_for_nobody_and_leaves_when_the_last_is_done(base_path):
    base = open_base(base_path)
    with base.read() as session:
        with base.write("Crear") as writing:
            base.close()
            contacts.create(writing, PERSON)
        assert locks.is_inside(base_path)
        assert session.execute(text("SELECT 1")).scalar() == 1
    assert not locks.is_inside(base_path)
    with pytest.raises(RuntimeError, match="is closed"), base.write("Tarde"):
        pass
    # Whoever waited to read it has gone on to another base: that is nobody's mistake.
    with pytest.raises(Cancelled), base.read():
        pass
    with open_base(base_path) as again:
        assert people(again) == 1


def test_the_user_of_the_system_is_the_actor_unless_said(base_path, monkeypatch):
    with open_base(base_path) as base:
        assert base.actor == getpass.getuser()
        assert base.clock == Clock()

    def nobody():
        raise KeyError("uid not found")

    monkeypatch.setattr(getpass, "getuser", nobody)
    with open_base(base_path) as base:
        assert base.actor == "desconocido"


def test_making_and_opening_an_encrypted_base(tmp_path):
    path = tmp_path / "cifrada.vinculo"
    assert create_base(path, "secreta") == 1
    for wrong in (None, "otra"):
        with pytest.raises(BaseProblem, match="clave"):
            open_base(path, wrong)
        assert not locks.is_inside(path)
    with open_base(path, "secreta") as base:
        assert people(base) == 0


def test_a_base_that_cannot_be_made_or_opened_is_a_problem_in_a_sentence_and_leaves_no_lock(
    tmp_path, base_path
):
    with pytest.raises(FileProblem, match="Ya hay un archivo"):
        create_base(base_path)
    with pytest.raises(BaseProblem, match="No existe la base"):
        open_base(tmp_path / "nada.vinculo")
    text_file = tmp_path / "texto.vinculo"
    text_file.write_text("hola " * 1000)
    with pytest.raises(BaseProblem, match="no es una base"):
        open_base(text_file)
    assert not any(map(locks.is_inside, (base_path, text_file, tmp_path / "nada.vinculo")))
    assert sorted(path.name for path in tmp_path.glob("nada*")) == []


def test_a_base_that_somebody_has_to_himself_cannot_be_opened(base_path, monkeypatch):
    monkeypatch.setattr(locks, "PATIENCE", 0.0)
    monkeypatch.setattr(locks.shared, "__defaults__", (0.0,))
    with locks.exclusive(base_path), pytest.raises(BaseProblem, match="está en uso por"):
        open_base(base_path)
    with open_base(base_path):
        pass


def test_a_base_is_a_context_of_its_own(base_path):
    def fail():
        with open_base(base_path) as base:
            assert isinstance(base, Base)
            raise UserError("No.")

    with pytest.raises(UserError):
        fail()
    assert not locks.is_inside(base_path)
