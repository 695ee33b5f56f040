from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from crm.base import open_base
from crm.errors import BaseProblem
from crm.verification import verify_base
from db.engine import connect
from db.records import Record


@pytest.fixture
def path(tmp_path: Path, new_base: Callable[[Path], Path]) -> Path:
    path = tmp_path / "base.vinculo"
    new_base(path)
    with open_base(path, actor="ana") as base, base.write("Agregar") as session:
        session.add(Record(uid="a", kind="group"))
    return path


def lose_version(path: Path) -> None:
    with closing(connect(path)) as connection:
        connection.execute("UPDATE record SET version = 7")


def test_sound_even_while_open(path):
    with open_base(path):
        assert verify_base(path) == []


def test_a_problem_is_told_and_left(path):
    lose_version(path)
    for _ in range(2):
        (problem,) = verify_base(path)
        assert problem.kind == "versiones"
        assert "1 contacto" in problem.sentence


def test_repair(path):
    lose_version(path)
    assert verify_base(path, repair=True) == []
    assert verify_base(path) == []


def test_repair_needs_everybody_out(path):
    lose_version(path)
    with open_base(path), pytest.raises(BaseProblem, match="está en uso por"):
        verify_base(path, repair=True)
    assert len(verify_base(path)) == 1


def test_what_cannot_be_opened(tmp_path):
    with pytest.raises(BaseProblem, match="No existe la base"):
        verify_base(tmp_path / "no.vinculo")
