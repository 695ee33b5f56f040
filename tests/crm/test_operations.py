import json
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import text

from crm import contacts, operations
from crm.base import open_base
from crm.card_editor import save
from crm.cards import Card, Phone
from crm.errors import Blocked, NotFound, UserError
from db import journal

PERSON = Card(kind="person", given_names="Ana")


@pytest.fixture
def beto(base, base_path):
    """The same base, open for Beto."""
    with open_base(base_path, actor="beto", clock=base.clock) as other:
        yield other


def make(base, **values):
    with base.write("Crear el contacto {contacto}", contacto=1) as session:
        return contacts.create(session, replace(PERSON, **values))


def edit(base, row, **changes):
    """Change a contact; gives the operation."""
    with base.write("Editar el contacto {contacto}", contacto=row) as session:
        save(session, row, replace(contacts.card(session, row), **changes))
        return journal.current(session)


def read(base, row):
    with base.read() as session:
        return contacts.card(session, row)


def test_undo_and_redo_of_my_last_work(base):
    row = make(base)
    operation = edit(base, row, origin="Tlalpan")
    undone = operations.undo(base)
    assert (undone.target, undone.operation) == (operation, operation + 1)
    assert undone.title == f"Editar el contacto {row}"
    assert read(base, row).origin == ""
    redone = operations.redo(base)
    assert (redone.target, redone.operation) == (operation, operation + 2)
    assert read(base, row).origin == "Tlalpan"


def test_undo_goes_back_step_by_step_and_redo_forth_again(base):
    row = make(base)
    done = [edit(base, row, origin=name) for name in ("Uno", "Dos", "Tres")]
    assert [operations.undo(base).target for _time in done] == done[::-1]
    assert read(base, row).origin == ""
    assert [operations.redo(base).target for _time in done] == done
    assert read(base, row).origin == "Tres"


def test_each_undoes_their_own(base, beto):
    mine = edit(base, make(base, given_names="Ana"), origin="Tlalpan")
    theirs = edit(beto, make(beto, given_names="Eva"), origin="Tlalpan")
    assert operations.undo(base).target == mine
    assert operations.undo(beto).target == theirs
    assert operations.redo(base).target == mine


def test_another_ones_work_can_be_undone_by_its_number_and_redone(base, beto):
    row = make(base)
    operation = edit(base, row, origin="Tlalpan")
    operations.undo(beto, operation)
    assert read(base, row).origin == ""
    with pytest.raises(UserError, match="no hay operaciones suyas"):
        operations.redo(base)
    assert operations.redo(beto).target == operation


def test_later_work_in_the_way_is_listed_and_nothing_changes(base):
    row = make(base)
    first = edit(base, row, origin="Uno")
    second = edit(base, row, origin="Dos")
    third = edit(base, row, origin="Tres")
    with pytest.raises(Blocked) as caught:
        operations.undo(base, first)
    assert caught.value.operations == (second, third)
    assert str(caught.value) == (
        f"No se puede deshacer «Editar el contacto {row}» (operación {first}): después se trabajó sobre lo mismo "
        f"en «Editar el contacto {row}» (operación {second}), «Editar el contacto {row}» (operación {third}); "
        "deshágalos antes, del último al primero."
    )
    with pytest.raises(
        Blocked, match=rf"en «Editar el contacto {row}» \(operación {third}\); deshágalo antes."
    ):
        operations.undo(base, second)
    assert caught.value.first == third
    assert read(base, row).origin == "Tres"
    assert len(operations_of(base)) == 4


def test_redo_is_blocked_by_work_done_meanwhile(base):
    row = make(base)
    operation = edit(base, row, origin="Uno")
    operations.undo(base)
    later = edit(base, row, origin="Dos")
    with pytest.raises(
        Blocked,
        match=rf"No se puede rehacer «Editar el contacto {row}» \(operación {operation}\): después",
    ) as caught:
        operations.redo(base)
    assert caught.value.operations == (later,)


def test_redo_waits_for_what_it_stands_on(base, beto):
    row = make(base)
    ground = edit(beto, row, origin="Uno")
    operation = edit(base, row, origin="Dos")
    operations.undo(base)
    operations.undo(beto)
    with pytest.raises(Blocked) as caught:
        operations.redo(base)
    assert caught.value.operations == (ground,)
    assert str(caught.value) == (
        f"No se puede rehacer «Editar el contacto {row}» (operación {operation}): se apoya en "
        f"«Editar el contacto {row}» (operación {ground}), que está deshecho; rehágalo antes."
    )
    assert caught.value.first is None
    operations.redo(beto)
    operations.redo(base)
    assert read(base, row).origin == "Dos"


def test_what_cannot_be_undone_is_told(base, beto):
    with pytest.raises(UserError, match="No hay nada que deshacer"):
        operations.undo(base)
    with pytest.raises(UserError, match="No hay nada que rehacer"):
        operations.redo(base)
    make(base)
    with pytest.raises(UserError, match="No hay nada que deshacer"):
        operations.undo(beto)
    with pytest.raises(NotFound, match="No hay ninguna operación 77"):
        operations.undo(base, 77)
    undoing = operations.undo(base).operation
    with pytest.raises(UserError, match=f"La operación {undoing} no es un cambio que se pueda deshacer"):
        operations.undo(base, undoing)
    with pytest.raises(UserError, match="La operación 1 ya está deshecha"):
        operations.undo(base, 1)


class Overtaken:
    """A base in which somebody else works between what is read and what is written."""

    def __init__(self, base, meanwhile):
        self._base, self._meanwhile = base, meanwhile

    def __getattr__(self, name):
        return getattr(self._base, name)

    @contextmanager
    def operation(self, *args, **kwargs):
        self._meanwhile()
        with self._base.operation(*args, **kwargs) as session:
            yield session


def test_what_somebody_undid_or_redid_meanwhile_is_not_done_twice(base, beto):
    row = make(base)
    operation = edit(base, row, origin="Tlalpan")
    with pytest.raises(UserError, match=f"La operación {operation} ya está deshecha"):
        operations.undo(Overtaken(base, lambda: operations.undo(beto, operation)))
    with pytest.raises(UserError, match="Lo que se iba a rehacer cambió mientras tanto"):
        operations.redo(Overtaken(beto, lambda: operations.redo(beto)))
    assert read(base, row).origin == "Tlalpan"


def test_work_done_meanwhile_stands_in_the_way(base, beto):
    row = make(base)
    operation = edit(base, row, origin="Uno")
    with pytest.raises(Blocked, match=rf"«.*» \(operación {operation}\): después"):
        operations.undo(Overtaken(base, lambda: edit(beto, row, origin="Dos")))
    assert read(base, row).origin == "Dos"


def operations_of(base, record=None, limit=None):
    with base.read() as session:
        return operations.log(session, record, limit)


def test_the_log_tells_who_did_what_newest_first(base, beto):
    row = make(base)
    edit(beto, row, origin="Uno", phones=(Phone("+521"),))
    operations.undo(beto)
    with base.operation(journal.READING, "Exportar {n} contactos", {"n": 1}):
        pass
    told = [
        (entry.operation, entry.actor, entry.title, entry.kind, entry.changes, entry.undone)
        for entry in operations_of(base)
    ]
    assert told == [
        (4, "ana", "Exportar 1 contactos", "reading", 0, False),
        (3, "beto", "Deshacer la operación 2", "undo", 2, False),
        (2, "beto", f"Editar el contacto {row}", "edit", 2, True),
        (1, "ana", "Crear el contacto 1", "edit", 2, False),
    ]
    assert operations_of(base)[0].at == "2025-10-06T18:00:00.000+00:00"


def test_the_log_of_one_record_and_of_the_last_few(base):
    one, two = make(base), make(base)
    edit(base, one, origin="Uno")
    assert [entry.operation for entry in operations_of(base, record=one)] == [3, 1]
    assert [entry.operation for entry in operations_of(base, record=two)] == [2]
    assert [entry.operation for entry in operations_of(base, limit=2)] == [3, 2]
    assert operations_of(base, record=99) == []


@pytest.mark.parametrize(
    ("template", "params", "words"),
    [
        ("Importar {n} contactos", {"n": 3}, "Importar 3 contactos"),
        ("Importar {n} contactos", {}, "Importar {n} contactos"),
        ("Importar {0} contactos", {"n": 3}, "Importar {0} contactos"),
        ("Importar {n contactos", {"n": 3}, "Importar {n contactos"),
        ("Sin datos", {"n": 3}, "Sin datos"),
        ("Importar {n} contacto|Importar {n} contactos", {"n": 1}, "Importar 1 contacto"),
        ("Importar {n} contacto|Importar {n} contactos", {"n": 2}, "Importar 2 contactos"),
    ],
)
def test_a_title_that_cannot_be_filled_is_shown_as_it_is(template, params, words):
    assert operations.title_in_words(template, params) == words


def test_titles_hold_no_names_but_numbers(base):
    make(base, given_names="Zenaida")
    with base.read() as session:
        titles = session.execute(text("SELECT title, params FROM operation")).all()
    assert all("Zenaida" not in title and json.loads(params) == {"contacto": 1} for title, params in titles)
