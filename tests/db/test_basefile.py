import errno
import os
import random
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from db import basefile, locks, migrate
from db.engine import connect
from db.problems import (
    BusyBase,
    DamagedBase,
    MissingBase,
    NewerBase,
    NotABase,
    Occupied,
    OlderBase,
    OnNetworkShare,
    ReadOnlyBase,
    Unreachable,
    WrongKey,
)

OTHER_KEY = "x'" + "11" * 32 + "'"


def test_new_base_is_ours_in_wal_and_of_this_version(base_path, key):
    state = basefile.check(base_path, key)
    assert (state.version, state.encrypted, state.wal) == (basefile.VERSION, key is not None, True)
    with closing(connect(base_path, key)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone()[0] == basefile.APPLICATION_ID
        assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1


def test_only_an_encrypted_base_hides_what_it_is(base_path, key):
    assert base_path.read_bytes().startswith(b"SQLite format 3") == (key is None)


def test_passphrase_with_quotes_and_accents_opens_what_it_made(tmp_path):
    path = tmp_path / "base.vinculo"
    basefile.create(path, "Señá's «clave» \\ 100%")
    assert basefile.check(path, "Señá's «clave» \\ 100%").encrypted
    with pytest.raises(WrongKey, match="La clave no abre"):
        basefile.check(path, "Sena's «clave» \\ 100%")


def test_new_base_leaves_nothing_half_made_beside_it(tmp_path, key):
    basefile.create(tmp_path / "base.vinculo", key)
    assert [file.name for file in tmp_path.iterdir()] == ["base.vinculo"]


def test_a_failed_creation_leaves_no_base(tmp_path, key, monkeypatch):
    def fail(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("db.migrate.build", fail)
    with pytest.raises(KeyboardInterrupt):
        basefile.create(tmp_path / "base.vinculo", key)
    assert not list(tmp_path.glob("*.parcial*"))
    assert not (tmp_path / "base.vinculo").exists()


def test_what_stands_there_is_never_overwritten(tmp_path):
    path = tmp_path / "base.vinculo"
    path.write_text("tesis")
    with pytest.raises(Occupied, match="elija otro nombre"):
        basefile.create(path)
    assert path.read_text() == "tesis"


def test_of_two_who_make_the_same_base_one_wins(tmp_path, key, monkeypatch):
    path = tmp_path / "base.vinculo"
    build = migrate.build

    def build_while_another_wins(half, key):
        build(half, key)
        path.write_text("de la otra")

    monkeypatch.setattr(migrate, "build", build_while_another_wins)
    with pytest.raises(Occupied):
        basefile.create(path, key)
    assert path.read_text() == "de la otra"
    assert [file.name for file in tmp_path.iterdir()] == ["base.vinculo"]


def test_a_disk_without_links_takes_a_base_too(tmp_path, key, monkeypatch):
    def no_links(*_):
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", no_links)
    basefile.create(tmp_path / "base.vinculo", key)
    assert basefile.check(tmp_path / "base.vinculo", key).version == basefile.VERSION
    assert [file.name for file in tmp_path.iterdir()] == ["base.vinculo"]
    with pytest.raises(Occupied):
        basefile.create(tmp_path / "base.vinculo", key)


def test_missing(tmp_path):
    with pytest.raises(MissingBase, match="No existe la base"):
        basefile.check(tmp_path / "no.vinculo")


def test_below_a_file(tmp_path):
    (tmp_path / "archivo").touch()
    with pytest.raises(MissingBase):
        basefile.check(tmp_path / "archivo" / "base.vinculo")


def test_folder(tmp_path):
    with pytest.raises(NotABase, match="es una carpeta"):
        basefile.check(tmp_path)


def test_creation_in_a_folder_that_does_not_exist(tmp_path):
    with pytest.raises(Unreachable, match="no existe; créela"):
        basefile.create(tmp_path / "no" / "base.vinculo")
    assert not list(tmp_path.iterdir())


NOT_BASES = {
    "text": ("nombre,correo\n" * 400).encode(),
    "text as long as pages": b"abcd" * 4096,
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(3000),
    "zeros": bytes(8192),
    "pdf": b"%PDF-1.7\n" + random.Random(1).randbytes(5000),
    "one byte": b"\0",
}


@pytest.mark.parametrize("content", NOT_BASES.values(), ids=NOT_BASES)
@pytest.mark.parametrize("given_key", [None, OTHER_KEY], ids=["no key", "key"])
def test_file_of_another_kind(tmp_path, content, given_key):
    path = tmp_path / "base.vinculo"
    path.write_bytes(content)
    with pytest.raises(NotABase, match="no es una base de Vínculo"):
        basefile.check(path, given_key)
    assert path.read_bytes() == content


@pytest.mark.parametrize("given_key", [None, OTHER_KEY], ids=["no key", "key"])
def test_empty_file(tmp_path, given_key):
    path = tmp_path / "base.vinculo"
    path.touch()
    with pytest.raises(NotABase, match="está vacío"):
        basefile.check(path, given_key)
    assert path.stat().st_size == 0


@pytest.mark.parametrize("mode", ["WAL", "DELETE"])
def test_base_of_another_program(tmp_path, mode):
    path = tmp_path / "fotos.db"
    with closing(connect(path)) as connection:
        connection.execute(f"PRAGMA journal_mode = {mode}").fetchall()
        connection.execute("CREATE TABLE photo (id INTEGER)")
    before = path.read_bytes()
    with pytest.raises(NotABase, match="es de otro programa"):
        basefile.check(path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["fotos.db"]


def test_encrypted_base_of_another_program(tmp_path):
    path = tmp_path / "fotos.db"
    with closing(connect(path, OTHER_KEY)) as connection:
        connection.execute("CREATE TABLE photo (id INTEGER)")
    with pytest.raises(NotABase, match="es de otro programa"):
        basefile.check(path, OTHER_KEY)


def test_newer(base_path, key):
    with closing(connect(base_path, key)) as connection:
        connection.execute(f"PRAGMA user_version = {basefile.VERSION + 1}")
    with pytest.raises(NewerBase, match="actualice el programa"):
        basefile.check(base_path, key)


def test_older(base_path, key):
    with closing(connect(base_path, key)) as connection:
        connection.execute("PRAGMA user_version = 0")
    with pytest.raises(OlderBase) as caught:
        basefile.check(base_path, key)
    assert caught.value.version == 0


def test_wrong_key(base_path, key):
    with pytest.raises(WrongKey, match="no está cifrada" if key is None else "La clave no abre"):
        basefile.check(base_path, OTHER_KEY)


def test_no_key_for_an_encrypted_base(base_path, key):
    if key is None:
        assert not basefile.check(base_path).encrypted
    else:
        with pytest.raises(WrongKey, match="está cifrada; dé su clave"):
            basefile.check(base_path)


@pytest.mark.parametrize("left", [3 * 4096, 4096])
def test_truncated(base_path, key, left):
    os.truncate(base_path, left)
    with pytest.raises(DamagedBase, match="restaure su último respaldo"):
        basefile.check(base_path, key)


def test_cut_within_a_page(base_path, key):
    os.truncate(base_path, 3 * 4096 + 100)
    with pytest.raises(DamagedBase if key is None else NotABase, match="restaure"):
        basefile.check(base_path, key)


def test_header_of_sqlite_over_noise(tmp_path, key, base_path):
    noise = random.Random(2).randbytes(3 * 4096)
    header = b"SQLite format 3\0" + noise[16:68] + basefile.APPLICATION_ID.to_bytes(4)
    base_path.write_bytes(header + noise[72:])
    with pytest.raises(DamagedBase):
        basefile.check(base_path)


def test_a_base_without_its_tables_is_damaged(base_path, key):
    with closing(connect(base_path, key)) as connection:
        connection.execute("DROP TABLE change")
    with pytest.raises(DamagedBase):
        basefile.check(base_path, key)


def test_open_elsewhere_exclusively(base_path, key, monkeypatch):
    monkeypatch.setattr("db.engine.BUSY_SECONDS", 0.05)
    with closing(connect(base_path, key)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(BusyBase, match=r"Otro programa está usando «base\.vinculo»"):
            basefile.check(base_path, key)


def test_a_backup_opened_as_a_base_goes_to_wal(base_path, key):
    with closing(connect(base_path, key)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    basefile.check(base_path, key)
    assert basefile.inspect(base_path, key).wal


def test_checking_a_base_this_process_has_open_keeps_its_locks(base_path, key):
    """Reading the file past SQLite would drop them: another process could then write into the transaction."""
    with locks.shared(base_path), closing(connect(base_path, key)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        basefile.check(base_path, key)
        assert "POSIX" in _locks_of(base_path)
        connection.execute("ROLLBACK")


def _locks_of(path: Path) -> str:
    inode = f":{path.stat().st_ino} "
    return "".join(line for line in Path("/proc/locks").read_text().splitlines() if inode in line)


@pytest.mark.parametrize(
    ("kind", "options", "network"),
    [
        ("ext4", "rw", False),
        ("nfs4", "rw", True),
        ("cifs", "rw", True),
        ("fuse.sshfs", "rw", True),
        ("NTFS", "rw,fixed", False),
        ("NTFS", "rw,remote", True),
    ],
)
def test_network_shares_are_known_by_their_mount(monkeypatch, tmp_path, kind, options, network):
    mounts = [
        SimpleNamespace(mountpoint="/", fstype="ext4", opts="rw"),
        SimpleNamespace(mountpoint=str(tmp_path), fstype=kind, opts=options),
    ]
    monkeypatch.setattr(psutil, "disk_partitions", lambda **_: mounts)
    folder = tmp_path / "dentro"
    assert basefile.network_filesystem(folder) == (kind if network else None)
    assert basefile.network_filesystem(tmp_path.parent) is None
    folder.mkdir()
    if network:
        with pytest.raises(OnNetworkShare, match="carpeta de red"):
            basefile.create(folder / "base.vinculo")
        assert not list(folder.iterdir())


def test_windows_names_of_shares():
    assert basefile.network_filesystem(Path(r"\\servidor\comun")) == "smb"


def test_read_only_file(base_path, key, as_nobody):
    base_path.chmod(0o444)
    base_path.parent.chmod(0o777)
    with as_nobody(base_path.parent), pytest.raises(ReadOnlyBase, match="solo lectura"):
        basefile.check(base_path, key)


def test_read_only_folder(base_path, key, as_nobody):
    base_path.chmod(0o666)
    base_path.parent.chmod(0o555)
    with as_nobody(base_path.parent):
        with pytest.raises(ReadOnlyBase, match="No hay permiso para escribir en la carpeta"):
            basefile.check(base_path, key)
        with pytest.raises(ReadOnlyBase, match="No hay permiso para escribir en la carpeta"):
            basefile.create(base_path.with_name("otra.vinculo"), key)
    assert [file.name for file in base_path.parent.iterdir()] == ["base.vinculo"]


def test_folder_that_cannot_be_entered(base_path, key, as_nobody):
    base_path.parent.chmod(0o600)
    with as_nobody(base_path.parent):
        with pytest.raises(ReadOnlyBase, match="No hay permiso"):
            basefile.check(base_path, key)
        with pytest.raises(ReadOnlyBase, match="No hay permiso"):
            basefile.create(base_path.with_name("otra.vinculo"), key)


def test_unreadable_file(base_path, key, as_nobody):
    base_path.chmod(0o222)
    base_path.parent.chmod(0o777)
    with as_nobody(base_path.parent), pytest.raises(ReadOnlyBase, match="No hay permiso para leer"):
        basefile.check(base_path, key)
