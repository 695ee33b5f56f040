import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from db import locks
from db.problems import BusyBase

PROGRAM = """
import sys
from pathlib import Path
from db import locks
with {how}(Path(sys.argv[1])):
    print("dentro", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "base.vinculo"


@contextmanager
def another_process(path: Path, how: str = "locks.shared") -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM.format(how=how), str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout.readline() == "dentro\n"
        yield process
        process.stdin.close()


def test_many_may_be_in(path):
    with another_process(path) as other, locks.shared(path, patience=0):
        assert {holder.pid for holder in locks.holders(path)} == {other.pid, os.getpid()}
    assert locks.holders(path) == []


def test_exclusive_names_who_is_in(path):
    with another_process(path) as other:
        holder = locks.holders(path)[0]
        assert holder.pid == other.pid
        with (
            pytest.raises(BusyBase, match=rf"«base\.vinculo» está en uso por {holder.user} en {holder.host}"),
            locks.exclusive(path),
        ):
            pytest.fail("two inside")


def test_exclusive_keeps_others_out_until_it_ends(path):
    with another_process(path, "locks.exclusive"):
        with pytest.raises(BusyBase, match="ciérrela ahí"):
            locks.shared(path, patience=0)
        assert not locks.is_inside(path)
    locks.shared(path, patience=0).release()


def test_a_killed_process_is_out_and_not_named(path):
    with another_process(path) as other:
        other.kill()
        other.wait()
        assert len(json.loads(path.with_name("base.vinculo.dentro").read_text())) == 1
        assert locks.holders(path) == []
        with locks.exclusive(path):
            assert [holder.pid for holder in locks.holders(path)] == [os.getpid()]


def test_a_process_that_took_the_number_of_a_dead_one_is_another(path):
    with locks.shared(path):
        roster = path.with_name("base.vinculo.dentro")
        entry = json.loads(roster.read_text())[0]
        roster.write_text(json.dumps([entry | {"started": entry["started"] - 60}]))
        assert locks.holders(path) == []


def test_whoever_is_on_another_machine_is_taken_at_its_word(path):
    with locks.shared(path):
        roster = path.with_name("base.vinculo.dentro")
        entry = json.loads(roster.read_text())[0]
        roster.write_text(json.dumps([entry | {"host": "otra", "pid": 0}]))
        assert [holder.host for holder in locks.holders(path)] == ["otra"]


@pytest.mark.parametrize("text", ["", "[", '{"a": 1}', '[{"user": "ana"}]', "[1]"])
def test_a_roster_left_half_written_stops_nobody(path, text):
    path.with_name("base.vinculo.dentro").write_text(text)
    with locks.shared(path):
        assert [holder.pid for holder in locks.holders(path)] == [os.getpid()]


def test_twice_in_one_process(path):
    first, second = locks.shared(path), locks.shared(path)
    first.release()
    first.release()
    assert locks.is_inside(path)
    assert len(locks.holders(path)) == 1
    with pytest.raises(BusyBase), locks.exclusive(path):
        pytest.fail("two inside")
    second.release()
    assert not locks.is_inside(path)
    with locks.exclusive(path):
        assert len(locks.holders(path)) == 1
