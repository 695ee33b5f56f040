"""Pieces are kept once, whole or not at all, and proved when they are read."""

import io
from pathlib import Path

import pytest

from db import pieces
from db.engine import connect
from db.problems import DamagedBase, StorageProblem


def untold(_done: int, _total: int | None) -> None:
    """Watch nothing."""


def kept(store: Path, key: str | None, content: bytes) -> pieces.Piece:
    piece = pieces.measure(io.BytesIO(content), len(content), untold)
    pieces.keep(store, key, piece, io.BytesIO(content), untold)
    return piece


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return pieces.beside(tmp_path / "base.vinculo")


@pytest.mark.parametrize("size", [0, 1, pieces.CHUNK - 1, pieces.CHUNK, 3 * pieces.CHUNK + 7])
def test_what_is_kept_is_read_back(store: Path, key: str | None, size: int) -> None:
    content = bytes(number % 251 for number in range(size))
    piece = kept(store, key, content)
    assert piece.size == size
    assert b"".join(pieces.read(store, key, piece.sha256)) == content
    assert pieces.held(store, key) == {piece.sha256}


def test_the_same_content_is_kept_once(store: Path, key: str | None) -> None:
    content = bytes(pieces.CHUNK * 2)
    kept(store, key, content)
    kept(store, key, content)
    connection = connect(store, key)
    assert connection.execute("SELECT count(*) FROM chunk").fetchone() == (2,)
    connection.close()


def test_with_a_key_nothing_can_be_read_in_the_file(store: Path, key: str | None) -> None:
    kept(store, key, b"minuta de la mesa" * 100)
    content = b"".join(file.read_bytes() for file in store.parent.glob(f"{store.name}*"))
    assert (b"minuta de la mesa" in content) is (key is None)


def test_what_is_stopped_leaves_nothing(store: Path, key: str | None) -> None:
    content = bytes(pieces.CHUNK * 3)
    piece = pieces.measure(io.BytesIO(content), len(content), untold)

    def stop(done: int, _total: int | None) -> None:
        if done > pieces.CHUNK:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pieces.keep(store, key, piece, io.BytesIO(content), stop)
    assert not pieces.held(store, key)
    with pytest.raises(DamagedBase):
        b"".join(pieces.read(store, key, piece.sha256))


def test_a_file_that_changed_meanwhile_is_not_kept(store: Path, key: str | None) -> None:
    piece = pieces.measure(io.BytesIO(b"antes"), 5, untold)
    with pytest.raises(pieces.Changed):
        pieces.keep(store, key, piece, io.BytesIO(b"luego"), untold)
    assert not pieces.held(store, key)


def test_damage_is_told(store: Path, key: str | None) -> None:
    good, bad = kept(store, key, b"sano" * 1000), kept(store, key, b"enfermo" * 1000)
    connection = connect(store, key)
    connection.execute("UPDATE chunk SET data = CAST('otra cosa' AS BLOB) WHERE sha256 = ?", (bad.sha256,))
    connection.close()
    with pytest.raises(DamagedBase):
        b"".join(pieces.read(store, key, bad.sha256))
    lost = "f" * 64
    assert pieces.damaged(store, key, [good.sha256, bad.sha256, lost], untold) == sorted([bad.sha256, lost])


def test_copies_take_only_what_is_lacking(store: Path, key: str | None, tmp_path: Path) -> None:
    first, second = kept(store, key, b"uno"), kept(store, key, b"dos")
    target = tmp_path / "copia.docs"
    assert pieces.copy(store, target, key, [first.sha256], untold) == 1
    assert pieces.copy(store, target, key, [first.sha256, second.sha256], untold) == 1
    assert pieces.held(target, key) == {first.sha256, second.sha256}
    assert b"".join(pieces.read(target, key, second.sha256)) == b"dos"


def test_what_the_source_lacks_cannot_be_copied(store: Path, key: str | None, tmp_path: Path) -> None:
    with pytest.raises(DamagedBase):
        pieces.copy(store, tmp_path / "copia.docs", key, ["f" * 64], untold)
    assert not pieces.held(tmp_path / "copia.docs", key)


def test_another_key_does_not_open_them(store: Path, key: str | None) -> None:
    piece = kept(store, key, b"secreto" * 1000)
    with pytest.raises(StorageProblem):
        b"".join(pieces.read(store, "x'" + "11" * 32 + "'", piece.sha256))
