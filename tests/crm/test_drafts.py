"""What was being typed into a new record outlives the program."""

import subprocess
import sys
from dataclasses import replace

import pytest

from crm import drafts, operations
from crm.base import open_base
from crm.drafts import Draft
from db.locks import Holder

DRAFT = Draft("una", "person", {"name": "Rosa Prueba", "phone": "55 1234"})
KEEP = """
import sys
from pathlib import Path
from crm import drafts
from crm.base import open_base
with open_base(Path(sys.argv[1]), actor="ana") as base, base.write(drafts.TITLE) as session:
    drafts.keep(session, drafts.Draft("una", "person", {"name": "Rosa Prueba", "phone": "55 1234"}), "ana")
"""


@pytest.fixture
def base(tmp_path, new_base):
    path = tmp_path / "base.vinculo"
    new_base(path)
    with open_base(path, actor="ana") as base:
        yield base


def write(base, job, *arguments):
    with base.write(drafts.TITLE) as session:
        job(session, *arguments)


def left_over(base, actor="ana"):
    with base.read() as session:
        return drafts.left_over(session, actor)


def test_the_draft_of_a_program_that_ended_is_offered_to_its_author_only(base):
    subprocess.run([sys.executable, "-c", KEEP, str(base.path)], check=True)
    assert left_over(base) == [DRAFT]
    assert left_over(base, "luis") == []
    write(base, drafts.drop, "una")
    assert left_over(base) == []
    write(base, drafts.drop, "una")


def test_a_draft_that_somebody_is_typing_is_left_to_them(base):
    write(base, drafts.keep, DRAFT, "ana")
    assert left_over(base) == []


def test_a_draft_leaves_nothing_in_the_log(base):
    write(base, drafts.keep, DRAFT, "ana")
    write(base, drafts.keep, Draft("una", "person", {"name": "Rosa P."}), "ana")
    with base.read() as session:
        assert operations.log(session) == []


def test_what_was_typed_stands_in_the_base_and_is_gone_when_dropped(base):
    write(base, drafts.keep, Draft("una", "person", {"name": "Nombre Que Nadie Mas Lleva"}), "ana")
    write(base, drafts.drop, "una")
    base.close()
    kept = b"".join(path.read_bytes() for path in base.path.parent.iterdir())
    assert b"Nadie Mas" not in kept


def test_a_clock_set_right_does_not_make_a_living_program_one_that_ended(base, monkeypatch):
    myself = Holder.myself()
    monkeypatch.setattr(
        Holder, "myself", classmethod(lambda _cls: replace(myself, started=myself.started - 1.5))
    )
    write(base, drafts.keep, DRAFT, "ana")
    assert left_over(base) == []
