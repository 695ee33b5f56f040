"""Files damaged at random: the base is refused in a sentence, or the damage is told, or nothing of ours was hit."""

import random
from pathlib import Path

import pytest

from crm.base import create_base, open_base
from crm.errors import BaseProblem
from crm.verification import verify_base
from db.contacts import Note, Person
from db.records import Record

RAW_KEY = "x'" + "5a" * 32 + "'"


@pytest.fixture(scope="module", params=[None, RAW_KEY], ids=["plain", "encrypted"])
def sound(request, tmp_path_factory):
    """A sound base's content and its key."""
    path, key = tmp_path_factory.mktemp("sana") / "base.vinculo", request.param
    create_base(path, key)
    with open_base(path, key, actor="ana") as base:
        for first in (1, 101):
            with base.write("Agregar") as session:
                for n in range(first, first + 100):
                    session.add(Record(id=n, uid=f"u{n}", kind="person"))
                    session.flush()
                    session.add(Person(id=n, given_names=f"María {n}", first_surname="Pérez"))
                    session.add(Note(record_id=n, text=f"Nota {n} " * 30))
    return path.read_bytes(), key


def told(path: Path, key: str | None) -> list[str]:
    """What is said of a base: the sentence that refuses it, or those of its problems."""
    try:
        return [problem.sentence for problem in verify_base(path, key)]
    except BaseProblem as problem:
        return [str(problem)]


@pytest.mark.parametrize("seed", range(40))
def test_a_byte_of_a_used_page_altered(sound, tmp_path, seed):
    content, key = bytearray(sound[0]), sound[1]
    chance = random.Random(seed)
    place = chance.randrange(len(content))
    content[place] ^= 1 << chance.randrange(8)
    path = tmp_path / "base.vinculo"
    path.write_bytes(content)
    sentences = told(path, key)
    assert all(sentence.endswith(".") and "\n" not in sentence for sentence in sentences)
    if key is not None:
        # Each page of an encrypted base carries a code that vouches for all of it.
        assert sentences


@pytest.mark.parametrize("seed", range(10))
def test_a_page_of_noise(sound, tmp_path, seed):
    content, key = bytearray(sound[0]), sound[1]
    chance = random.Random(seed)
    page = chance.randrange(len(content) // 4096)
    content[page * 4096 : (page + 1) * 4096] = chance.randbytes(4096)
    path = tmp_path / "base.vinculo"
    path.write_bytes(content)
    assert told(path, key)


@pytest.mark.parametrize("seed", range(10))
def test_cut_anywhere(sound, tmp_path, seed):
    content, key = sound
    path = tmp_path / "base.vinculo"
    path.write_bytes(content[: random.Random(seed).randrange(len(content))])
    (sentence,) = told(path, key)
    assert "restaure" in sentence or "está vacío" in sentence


def test_a_stray_wal_of_noise_is_not_believed(sound, tmp_path):
    content, key = sound
    path = tmp_path / "base.vinculo"
    path.write_bytes(content)
    Path(f"{path}-wal").write_bytes(random.Random(1).randbytes(50_000))
    assert told(path, key) == []


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        (b"CREATE TABLE record", b"CREAT\xc6 TABLE record"),
        (b"Nota 7 ", b"Not\xc6 7 "),
        ("Marí".encode(), b"Mar\xff\xff"),
    ],
    ids=["schema", "note", "name"],
)
def test_text_that_is_no_text(tmp_path, was, becomes):
    path = tmp_path / "base.vinculo"
    create_base(path)
    with open_base(path, actor="ana") as base, base.write("Agregar") as session:
        session.add(Record(id=7, uid="u7", kind="person"))
        session.flush()
        session.add(Person(id=7, given_names="María"))
        session.add(Note(record_id=7, text="Nota 7 "))
    content = path.read_bytes()
    assert was in content
    path.write_bytes(content.replace(was, becomes))
    assert any("está dañado" in sentence for sentence in told(path, None))
