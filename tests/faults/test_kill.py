"""``kill -9`` at random moments of writing: what was committed stays, and the base is sound each time."""

import os
import random
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path

import pytest

from crm.verification import verify_base
from db import basefile, locks
from db.engine import connect

WRITER = Path(__file__).with_name("writer.py")
ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("VINCULO_KILLS", "200"))
"""How often the slow test kills a writing process."""
KILLS_OF_A_BASE = 20
RAW_KEY = "x'" + "5a" * 32 + "'"


def kill_while_writing(path: Path, key: str | None, seed: int) -> list[tuple[int, int]]:
    """Run the writer, kill it at a random moment, and return what it said it had committed."""
    process = subprocess.Popen(
        [sys.executable, "-P", str(WRITER), str(path), key or "", str(seed)],
        stdout=subprocess.PIPE,
        env={"PYTHONPATH": str(ROOT)},
    )
    with process:
        first = process.stdout.readline()
        # The moment is the point of the test: anywhere in the writing of an operation, or of its WAL.
        with suppress(subprocess.TimeoutExpired):
            process.wait(random.Random(seed).uniform(0, 0.25))
        process.kill()
        rest = process.stdout.read()
    lines = (first + rest).decode().split("\n")[:-1]
    return [tuple(map(int, line.split())) for line in lines]


def committed(path: Path, key: str | None) -> dict[int, int]:
    """The notes of each record."""
    with closing(connect(path, key)) as connection:
        return dict(connection.execute("SELECT record_id, count(*) FROM note GROUP BY record_id").fetchall())


def prove(path: Path, key: str | None, seeds: range) -> None:
    basefile.create(path, key)
    said: dict[int, int] = {}
    for kills, seed in enumerate(seeds, start=1):
        said |= dict(kill_while_writing(path, key, seed))
        kept = committed(path, key)
        assert said.items() <= kept.items(), f"lost after kill {seed}"
        # What was committed and not yet said when the process died: one operation, whole.
        assert len(kept) - len(said) <= kills
        assert set(kept.values()) <= {1, 3, 400}
        assert verify_base(path, key) == [], f"unsound after kill {seed}"
        assert locks.holders(path) == []
    assert len(said) >= len(seeds)


@pytest.mark.parametrize("key", [None, RAW_KEY], ids=["plain", "encrypted"])
def test_five_kills(tmp_path, key):
    prove(tmp_path / "base.vinculo", key, range(5))


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("key", [None, RAW_KEY], ids=["plain", "encrypted"])
def test_many_kills(tmp_path, key):
    # A new base now and then: what grows is the time to verify it, not what is proved.
    for first in range(0, KILLS, KILLS_OF_A_BASE):
        seeds = range(first, min(first + KILLS_OF_A_BASE, KILLS))
        prove(tmp_path / f"base {first}.vinculo", key, seeds)
