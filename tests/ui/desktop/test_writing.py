"""Operations on the writer lane: what is told of them, and that none is lost."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from crm import contacts
from crm.base import Base, open_base
from crm.cards import Card
from crm.errors import Blocked, UserError
from crm.texts import mark_plural
from crm.trash import TRASH_TITLE, trash
from ui.desktop.lanes import Lanes, Ticket
from ui.desktop.writing import EDIT, REDO, UNDO, Done, Writing

NEW = mark_plural("Nuevo contacto", "{n} contactos nuevos")


@pytest.fixture
def base(tmp_path: Path, new_base: Callable[[Path], Path]) -> Iterator[Base]:
    path = tmp_path / "base.vinculo"
    new_base(path)
    with open_base(path, actor="ana") as base:
        yield base


@pytest.fixture
def writing(base: Base, lanes: Lanes) -> Iterator[Writing]:
    writing = Writing(base, lanes.writer)
    yield writing
    lanes.close()


def add(session: Session) -> int:
    return contacts.create(session, Card("person", given_names="Rosa"))


def add_one(writing: Writing, qtbot: QtBot) -> Done:
    with qtbot.waitSignal(writing.done) as told:
        writing.run(NEW, add, n=1)
    done: Done = told.args[0]
    return done


def count(base: Base) -> int:
    with base.read() as session:
        return int(session.connection().exec_driver_sql("SELECT count(*) FROM person").scalar_one())


def test_what_was_done_is_told_in_words_with_the_records_it_touched(writing: Writing, qtbot: QtBot):
    results: list[int] = []
    with qtbot.waitSignal(writing.done) as told:
        writing.run(NEW, add, then=results.append, n=1)
    done = told.args[0]
    assert done.title_in_words == "Nuevo contacto"
    assert done.kind == EDIT
    assert done.touched == {results[0]}
    assert done.last == done.operation


def test_undo_and_redo_are_told_as_what_they_are_about(base: Base, writing: Writing, qtbot: QtBot):
    done = add_one(writing, qtbot)
    with qtbot.waitSignal(writing.done) as told:
        writing.undo()
    undone = told.args[0]
    assert (undone.kind, undone.operation, undone.title_in_words) == (UNDO, done.operation, "Nuevo contacto")
    assert undone.last > done.last
    assert count(base) == 0
    with qtbot.waitSignal(writing.done) as told:
        writing.redo()
    assert (told.args[0].kind, told.args[0].operation) == (REDO, done.operation)
    assert count(base) == 1


def test_an_error_is_told_to_who_asked_or_else_to_all(base: Base, writing: Writing, qtbot: QtBot):
    def refuse(session: Session) -> None:
        add(session)
        raise UserError("No se puede.")

    mine: list[Exception] = []
    everybody: list[Exception] = []
    writing.failed.connect(everybody.append)
    writing.run(NEW, refuse, failed=mine.append, n=1)
    qtbot.waitUntil(lambda: len(mine) == 1)
    with qtbot.waitSignal(writing.failed):
        writing.run(NEW, refuse, n=1)
    assert len(mine) == len(everybody) == 1
    assert count(base) == 0


def test_what_changed_nothing_is_not_told_but_its_result_comes(writing: Writing, qtbot: QtBot):
    told: list[Done] = []
    results: list[str] = []
    writing.done.connect(told.append)
    writing.run(NEW, lambda _session: "nada", then=results.append, n=0)
    qtbot.waitUntil(lambda: results == ["nada"])
    assert told == []


def test_undo_that_is_blocked_says_by_what(base: Base, writing: Writing, qtbot: QtBot):
    done = add_one(writing, qtbot)
    with base.read() as session:
        (contact,) = session.connection().exec_driver_sql("SELECT id FROM person").scalars()
    with qtbot.waitSignal(writing.done) as told:
        writing.run(TRASH_TITLE, lambda session: trash(session, [contact]), n=1)
    later = told.args[0].operation
    with qtbot.waitSignal(writing.failed) as refused:
        writing.undo(done.operation)
    error = refused.args[0]
    assert isinstance(error, Blocked)
    assert error.operations == (later,)
    assert error.first == later
    assert f"«Un contacto a la papelera» (operación {later})" in str(error)
    assert "«Un contacto a la papelera» (ana, hoy, " in error.in_words
    assert "operación" not in error.in_words


def test_an_edit_asked_for_is_done_even_if_the_window_closes_first(base: Base, lanes: Lanes):
    writing = Writing(base, lanes.writer)
    asked = threading.Event()
    others: list[Ticket] = []
    dropped: list[int] = []

    def hold(_ticket: Ticket) -> None:
        asked.wait()
        while not others[0].cancelled:
            asked.wait(0.001)

    lanes.writer.submit(hold, lambda _result: None, keep=True)
    writing.run(NEW, add, n=1)
    others.append(lanes.writer.submit(lambda _ticket: dropped.append(1), lambda _result: None))
    asked.set()
    lanes.close()
    assert count(base) == 1
    assert dropped == []


def test_an_import_of_many_is_told_without_naming_them(base: Base, writing: Writing, qtbot: QtBot):
    with base.write(NEW, n=1200) as session:
        from crm.card_writer import CardWriter

        CardWriter(session).add([Card("person", given_names=f"Ana {n}") for n in range(1200)])
    with base.read() as session:
        number = int(session.connection().exec_driver_sql("SELECT max(id) FROM operation").scalar_one())
    with qtbot.waitSignal(writing.done) as told:
        writing.announce(number)
    assert told.args[0].touched is None
    assert told.args[0].title_in_words == "1200 contactos nuevos"
