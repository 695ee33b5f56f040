import hashlib
import random
import threading
from contextlib import closing

import pytest

from db import backup, basefile, locks
from db.engine import connect
from db.problems import (
    BusyBase,
    DamagedBase,
    FullDisk,
    MissingBase,
    NotABase,
    Occupied,
    Unreachable,
    WrongKey,
)
from db.records import Record


@pytest.fixture
def filled(base_path, operation, writer):
    """A base with two operations and 200 records."""
    for first in (1, 101):
        with operation() as session:
            session.add_all(Record(id=n, uid=f"u{n}", kind="person") for n in range(first, first + 100))
    return base_path


def uids(path, key):
    with closing(connect(path, key)) as connection:
        return [row[0] for row in connection.execute("SELECT uid FROM record ORDER BY id")]


def test_backup_holds_what_the_base_does(filled, key, tmp_path):
    target = tmp_path / "copia.vinculo"
    made = backup.back_up(filled, target, key)
    assert made.path == target
    assert (made.content.version, made.content.records, made.content.operation) == (basefile.VERSION, 200, 2)
    assert len(made.content.chain) == 32
    assert made.sha256 == hashlib.sha256(target.read_bytes()).hexdigest()
    assert uids(target, key) == uids(filled, key)
    assert backup.verify(target, key) == made.content == backup.held(filled, key)


def test_backup_is_one_file_under_the_same_key(filled, key, tmp_path):
    folder = tmp_path / "copias"
    folder.mkdir()
    backup.back_up(filled, folder / "copia.vinculo", key)
    assert [file.name for file in folder.iterdir()] == ["copia.vinculo"]
    state = basefile.inspect(folder / "copia.vinculo", key)
    assert (state.encrypted, state.wal) == (key is not None, False)


def test_backup_can_be_read_where_nothing_can_be_written(filled, key, tmp_path, as_nobody):
    folder = tmp_path / "disco"
    folder.mkdir()
    backup.back_up(filled, folder / "copia.vinculo", key)
    (folder / "copia.vinculo").chmod(0o444)
    folder.chmod(0o555)
    with as_nobody(folder / "copia.vinculo"):
        assert backup.verify(folder / "copia.vinculo", key).records == 200


def test_backup_of_a_moment_while_others_write(filled, key, tmp_path, operation, monkeypatch):
    monkeypatch.setattr(backup, "PAGES_AT_ONCE", 5)
    calls = []

    def write_between(_done, _total):
        calls.append(1)
        with operation() as session:
            session.add(Record(uid=f"more{len(calls)}", kind="person"))

    made = backup.back_up(filled, tmp_path / "copia.vinculo", key, write_between)
    assert len(calls) > 5
    assert made.content.records == 200
    assert len(uids(filled, key)) == 200 + len(calls)


def test_progress_counts_up_to_the_whole(filled, key, tmp_path, monkeypatch):
    monkeypatch.setattr(backup, "PAGES_AT_ONCE", 10)
    told = []
    backup.back_up(filled, tmp_path / "copia.vinculo", key, lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1] > told[0][0] > 0


def test_cancelling_leaves_nothing(filled, key, tmp_path, monkeypatch):
    monkeypatch.setattr(backup, "PAGES_AT_ONCE", 10)
    folder = tmp_path / "copias"
    folder.mkdir()

    class Enough(Exception):
        pass

    def stop(_done, _total):
        raise Enough

    with pytest.raises(Enough):
        backup.back_up(filled, folder / "copia.vinculo", key, stop)
    assert not list(folder.iterdir())


def test_nothing_is_overwritten(filled, key, tmp_path):
    target = tmp_path / "copia.vinculo"
    target.write_text("otra cosa")
    with pytest.raises(Occupied, match="Ya hay un archivo"):
        backup.back_up(filled, target, key)
    assert target.read_text() == "otra cosa"


def test_target_in_a_folder_that_does_not_exist(filled, key, tmp_path):
    with pytest.raises(Unreachable, match="no existe; créela"):
        backup.back_up(filled, tmp_path / "no" / "copia.vinculo", key)


def test_disk_known_to_be_too_small_is_not_written_at_all(filled, key, tmp_path, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: backup.shutil._ntuple_diskusage(1, 1, 0))
    with pytest.raises(FullDisk, match="está lleno; libere espacio"):
        backup.back_up(filled, tmp_path / "copia.vinculo", key)
    assert [file.name for file in tmp_path.glob("copia*")] == []


def test_a_copy_that_differs_is_no_backup(filled, key, tmp_path, monkeypatch):
    real = backup.verify
    monkeypatch.setattr(backup, "verify", lambda *args: real(*args).__class__(1, 199, 2, b""))
    with pytest.raises(DamagedBase, match=r"«base\.vinculo» está dañado"):
        backup.back_up(filled, tmp_path / "copia.vinculo", key)
    assert not list(tmp_path.glob("copia*"))


def test_a_damaged_base_gives_no_backup(filled, key, tmp_path, writer):
    writer.dispose()
    content = bytearray(filled.read_bytes())
    for page in range(5, len(content) // 4096):
        content[page * 4096 : page * 4096 + 200] = random.Random(page).randbytes(200)
    filled.write_bytes(content)
    with pytest.raises(DamagedBase, match=r"«base\.vinculo» está dañado"):
        backup.back_up(filled, tmp_path / "copia.vinculo", key)
    assert not list(tmp_path.glob("copia*"))


def test_restoring_brings_back_and_keeps_what_stood_there(filled, key, tmp_path, operation, writer):
    made = backup.back_up(filled, tmp_path / "copia.vinculo", key)
    with operation() as session:
        session.add(Record(uid="later", kind="person"))
    writer.dispose()
    aside = tmp_path / "aparte.vinculo"
    restored = backup.restore(tmp_path / "copia.vinculo", filled, key, replaced=aside)
    assert restored.content == made.content
    assert uids(filled, key) == [f"u{n}" for n in range(1, 201)]
    assert uids(aside, key)[-1] == "later"
    assert basefile.check(filled, key).wal
    names = {file.name for file in tmp_path.iterdir()}
    assert names == {
        "aparte.vinculo",
        "base.vinculo",
        "base.vinculo.dentro",
        "base.vinculo.lock",
        "copia.vinculo",
    }


def test_what_a_killed_process_left_in_the_wal_goes_along_or_comes_home(
    filled, key, tmp_path, operation, writer
):
    backup.back_up(filled, tmp_path / "copia.vinculo", key)
    with operation() as session:
        session.add(Record(uid="later", kind="person"))
    killed = tmp_path / "matado.vinculo"
    for suffix in ("", "-wal"):
        (tmp_path / f"matado.vinculo{suffix}").write_bytes((tmp_path / f"base.vinculo{suffix}").read_bytes())
    aside = tmp_path / "aparte.vinculo"
    backup.restore(tmp_path / "copia.vinculo", killed, key, replaced=aside)
    assert uids(aside, key)[-1] == "later"
    assert uids(killed, key)[-1] == "u200"


def test_restoring_over_a_damaged_base_sets_its_wal_aside_too(filled, key, tmp_path, operation, writer):
    backup.back_up(filled, tmp_path / "copia.vinculo", key)
    damaged = tmp_path / "dañada.vinculo"
    damaged.write_bytes(b"noise" * 5000)
    (tmp_path / "dañada.vinculo-wal").write_bytes(b"more noise")
    backup.restore(tmp_path / "copia.vinculo", damaged, key, replaced=tmp_path / "aparte.vinculo")
    assert len(uids(damaged, key)) == 200
    assert (tmp_path / "aparte.vinculo").read_bytes() == b"noise" * 5000
    assert (tmp_path / "aparte.vinculo-wal").read_bytes() == b"more noise"


def test_restoring_where_no_base_is(filled, key, tmp_path):
    backup.back_up(filled, tmp_path / "copia.vinculo", key)
    new = tmp_path / "nueva.vinculo"
    backup.restore(tmp_path / "copia.vinculo", new, key, replaced=tmp_path / "aparte.vinculo")
    assert len(uids(new, key)) == 200
    assert not (tmp_path / "aparte.vinculo").exists()


def test_restoring_waits_until_everybody_is_out(filled, key, tmp_path):
    backup.back_up(filled, tmp_path / "copia.vinculo", key)
    with locks.shared(filled), pytest.raises(BusyBase, match="está en uso por"):
        backup.restore(tmp_path / "copia.vinculo", filled, key, replaced=tmp_path / "aparte.vinculo")
    assert len(uids(filled, key)) == 200
    assert not (tmp_path / "aparte.vinculo").exists()


@pytest.mark.parametrize(
    ("content", "error"),
    [(None, MissingBase), (b"", NotABase), (b"texto" * 2000, NotABase)],
    ids=["none", "empty", "text"],
)
def test_what_is_no_backup_replaces_nothing(filled, key, tmp_path, writer, content, error):
    writer.dispose()
    before = filled.read_bytes()
    if content is not None:
        (tmp_path / "copia.vinculo").write_bytes(content)
    with pytest.raises(error):
        backup.restore(tmp_path / "copia.vinculo", filled, key, replaced=tmp_path / "aparte.vinculo")
    assert filled.read_bytes() == before


def test_a_backup_under_another_key_replaces_nothing(filled, key, tmp_path, writer):
    other = "x'" + "77" * 32 + "'"
    basefile.create(tmp_path / "copia.vinculo", other)
    with pytest.raises(WrongKey):
        backup.restore(tmp_path / "copia.vinculo", filled, key, replaced=tmp_path / "aparte.vinculo")
    assert len(uids(filled, key)) == 200


def test_a_failure_at_the_last_step_leaves_the_base(filled, key, tmp_path, writer, monkeypatch):
    writer.dispose()
    backup.back_up(filled, tmp_path / "copia.vinculo", key)

    def fail(*_):
        raise OSError(5, "disk gone")

    monkeypatch.setattr(backup, "_set_aside", fail)
    with pytest.raises(Unreachable, match="el disco siga conectado"):
        backup.restore(tmp_path / "copia.vinculo", filled, key, replaced=tmp_path / "aparte.vinculo")
    assert len(uids(filled, key)) == 200
    assert not list(tmp_path.glob("*.parcial"))


def test_a_failure_after_setting_aside_puts_the_base_back(filled, key, tmp_path, writer, monkeypatch):
    writer.dispose()
    backup.back_up(filled, tmp_path / "copia.vinculo", key)

    def fail(*_):
        raise OSError(5, "disk gone")

    monkeypatch.setattr(basefile, "_rename", fail)
    with pytest.raises(Unreachable):
        backup.restore(tmp_path / "copia.vinculo", filled, key, replaced=tmp_path / "aparte.vinculo")
    assert len(uids(filled, key)) == 200
    assert not (tmp_path / "aparte.vinculo").exists()


def test_backing_up_in_another_thread_while_a_connection_writes(filled, key, tmp_path, operation):
    made = []
    with operation() as session:
        session.add(Record(uid="open", kind="person"))
        session.flush()
        thread = threading.Thread(
            target=lambda: made.append(backup.back_up(filled, tmp_path / "copia.vinculo", key))
        )
        thread.start()
        thread.join()
    assert made[0].content.records == 200
