"""Undoing and doing again many rows in another process, as here."""

import pytest

from crm import large_operations, operations, trash
from crm.errors import BaseProblem, Blocked, Cancelled, NotFound, UserError
from tests.crm import works_apart
from tests.crm.work_apart_seen import content, of_ours

NAMES = [f"Ana {n}" for n in range(300)]


@pytest.fixture(autouse=True)
def _all_is_large(monkeypatch):
    monkeypatch.setattr(large_operations, "WORTH_IT", 1)


@pytest.fixture
def filled(base):
    works_apart.add(base, NAMES, lambda _done, _total: None)
    return base


def last(base):
    with base.read() as session:
        return operations.newest(session)


def test_it_is_undone_and_done_again_there(filled, monkeypatch):
    full = content(filled)
    target = last(filled)
    assert large_operations.undo(filled) == operations.Inverted(target, target + 1, "Añadir")
    assert not content(filled)["person"]
    assert large_operations.redo(filled) == operations.Inverted(target, target + 2, "Añadir")
    assert content(filled) == full
    assert not of_ours()


def test_a_given_operation_is_undone(filled):
    target = last(filled)
    works_apart.add(filled, ["Otra"], lambda _done, _total: None)
    assert large_operations.undo(filled, target).target == target
    assert [row[0] for row in content(filled)["person"]] == [len(NAMES) + 1]


def test_a_few_rows_change_here(filled, monkeypatch):
    monkeypatch.setattr(large_operations, "WORTH_IT", 10_000)
    monkeypatch.setattr(large_operations, "do_apart", None)
    large_operations.undo(filled)
    large_operations.redo(filled)


def test_what_cannot_be_undone_is_refused_as_here(filled):
    large_operations.undo(filled)
    with pytest.raises(UserError, match="nada que deshacer"):
        large_operations.undo(filled)
    with pytest.raises(UserError, match="ya está deshecha"):
        large_operations.undo(filled, last(filled) - 1)
    with pytest.raises(NotFound):
        large_operations.undo(filled, 99)
    large_operations.redo(filled)
    with pytest.raises(UserError, match="nada que rehacer"):
        large_operations.redo(filled)


def test_later_work_in_the_way_is_named_as_here(filled):
    target = last(filled)
    with filled.write("Después") as session:
        trash.trash(session, [1])
    with pytest.raises(Blocked) as here:
        operations.undo(filled, target)
    with pytest.raises(Blocked) as there:
        large_operations.undo(filled, target)
    assert vars(there.value) == vars(here.value)
    assert str(there.value) == str(here.value)


def test_cancelled_all_stays(filled):
    before = content(filled)

    def stop(_done, total):
        if total:
            raise Cancelled("ya no")

    with pytest.raises(Cancelled):
        large_operations.undo(filled, None, stop)
    assert content(filled) == before
    assert not of_ours()


def test_killed_all_stays_and_it_is_said(filled):
    before = content(filled)

    def kill(_done, total):
        if total:
            for child in of_ours():
                child.kill()

    with pytest.raises(BaseProblem, match="no se guardó nada"):
        large_operations.undo(filled, None, kill)
    assert content(filled) == before


def test_killed_once_it_was_kept_it_is_done(filled, monkeypatch):
    target = last(filled)
    monkeypatch.setattr(large_operations, "undo_there", works_apart.undo_and_vanish)
    assert large_operations.undo(filled) == operations.Inverted(target, target + 1, "Añadir")


def test_a_mistake_of_ours_there_comes_to_light_here(filled, monkeypatch):
    monkeypatch.setattr(large_operations, "undo_there", works_apart.be_mistaken)
    monkeypatch.setattr(large_operations, "redo_there", works_apart.be_mistaken)
    large_operations.undo(filled)
    large_operations.redo(filled)
