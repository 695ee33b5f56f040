"""The base's file: how a new one is made, and how one is told from everything else that may stand there.

A base is an SQLite file with our ``application_id``; its ``user_version`` is the number of its last migration and
the only test of "newer" (ARCHITECTURE, "Migrations").
"""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import psutil

from db import locks, problems
from db.engine import connect
from db.problems import (
    MissingBase,
    NewerBase,
    NotABase,
    Occupied,
    OlderBase,
    OnNetworkShare,
    ReadOnlyBase,
    WrongKey,
    explained,
)
from db.texts import _

VERSION = 1
"""The version of the tables this program works with: the number of the last migration."""

APPLICATION_ID = int.from_bytes(b"Vncl")

NETWORK_FILESYSTEMS = frozenset(
    {
        *("afs", "ceph", "cifs", "davfs", "davfs2", "ncpfs", "nfs", "nfs4", "smb", "smb2", "smb3", "smbfs"),
        *("fuse.davfs", "fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.sshfs"),
    }
)
"""Kinds of mounts that stand on another machine, as Linux names them."""

_MAGIC = b"SQLite format 3\0"
_PAGE = 4096
_MOST_EQUAL_BYTES = 64
"""In a page of 4,096 random bytes each value comes 16 times (deviation 4); no plain format stays under this."""

_OWN_TABLES = frozenset({"record", "operation", "change", "setting"})


@dataclass(frozen=True, slots=True)
class FileState:
    """What a base says of itself: version of its tables, encrypted or not, in WAL mode or not, size in bytes."""

    version: int
    encrypted: bool
    wal: bool
    size: int


def create(path: Path, key: str | None = None) -> int:
    """Make a new base, encrypted if there is a key, and return its version.

    It is made beside and renamed when whole. Raises Occupied if something stands there, FullDisk, ReadOnlyBase,
    OnNetworkShare, Unreachable.
    """
    from db import migrate

    _refuse_place(path)
    refuse_occupied(path)
    with explained(path), made_beside(path) as half:
        _lay_down(half, key)
        migrate.build(half, key)
    return VERSION


def check(path: Path, key: str | None = None) -> FileState:
    """Make sure that a base can be opened and used, without reading it whole; return what it says of itself.

    Raises MissingBase, NotABase, NewerBase, OlderBase, DamagedBase, WrongKey, BusyBase, ReadOnlyBase, OnNetworkShare
    or Unreachable.
    """
    _size(path)
    _refuse_place(path)
    if not _may_write(path):
        raise ReadOnlyBase(
            _(
                "«{name}» es de solo lectura; pida permiso para escribir en ella o cópiela a otra carpeta."
            ).format(name=path.name)
        )
    state = inspect(path, key)
    if state.version < VERSION:
        raise OlderBase(
            _("«{name}» es de una versión anterior; actualícela antes de usarla.").format(name=path.name),
            state.version,
        )
    if not state.wal:
        # A backup that somebody opens as a base.
        use_wal(path, key)
    return state


def use_wal(path: Path, key: str | None) -> None:
    """Let readers and a writer use the base at once."""
    with explained(path), closing(connect(path, key)) as connection:
        connection.execute("PRAGMA journal_mode = WAL").fetchall()


def inspect(path: Path, key: str | None = None) -> FileState:
    """What a base of this or an older version says of itself; it may stand in a folder that cannot be written.

    Raises MissingBase, NotABase, NewerBase, DamagedBase, WrongKey, BusyBase or Unreachable.
    """
    size = _size(path)
    plain = _looks_plain(path, size, key)
    try:
        with explained(path), closing(connect(path, key, query_only=True)) as connection:
            version = _version(connection, path)
            wal = connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    except WrongKey as problem:
        # The header says SQLite, so it is not the key that makes the rest unreadable.
        if plain:
            raise problems.damaged(path) from problem
        raise
    return FileState(version, encrypted=not plain, wal=wal, size=size)


def refuse_occupied(path: Path) -> None:
    """Raise Occupied if something stands at ``path``."""
    if os.path.lexists(path):
        raise Occupied(
            _("Ya hay un archivo «{name}» en esa carpeta; elija otro nombre o muévalo antes.").format(
                name=path.name
            )
        )


@contextmanager
def made_beside(path: Path) -> Iterator[Path]:
    """A path to make a file at, renamed to ``path`` when the block ends and removed when it raises.

    Raises Occupied if by then something stands at ``path``.
    """
    half = path.with_name(f"{path.name}.{uuid4().hex[:8]}.parcial")
    try:
        yield half
        _flush(half)
        _rename(half, path)
        _flush_folder(path.parent)
    except BaseException:
        for suffix in ("", "-wal", "-shm", "-journal"):
            with suppress(FileNotFoundError):
                Path(f"{half}{suffix}").unlink()
        raise


def network_filesystem(folder: Path) -> str | None:
    """The kind of file system of a folder if it stands on another machine."""
    if str(folder).startswith("\\\\"):
        return "smb"
    mounts = {Path(part.mountpoint): part for part in psutil.disk_partitions(all=True)}
    for place in (folder, *folder.parents):
        if place in mounts:
            part = mounts[place]
            remote = part.fstype.lower() in NETWORK_FILESYSTEMS or "remote" in part.opts.split(",")
            return part.fstype if remote else None
    return None


def _lay_down(path: Path, key: str | None) -> None:
    with closing(connect(path, key)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA journal_mode = WAL").fetchall()


def _refuse_place(path: Path) -> None:
    folder = path.absolute().parent
    with explained(path):
        exists = folder.is_dir()
    if not exists:
        raise problems.Unreachable(
            _("La carpeta «{folder}» no existe; créela o elija otra.").format(folder=folder)
        )
    kind = network_filesystem(folder.resolve())
    if kind:
        raise OnNetworkShare(
            _(
                "«{folder}» está en una carpeta de red ({kind}), donde una base puede dañarse; "
                "cópiela a un disco de esta computadora."
            ).format(folder=folder, kind=kind)
        )
    if not _may_write(folder):
        raise ReadOnlyBase(
            _("No hay permiso para escribir en la carpeta «{folder}»; elija otra o pida el permiso.").format(
                folder=folder
            )
        )


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _size(path: Path) -> int:
    try:
        if path.is_dir():
            raise NotABase(_("«{name}» es una carpeta; elija el archivo de la base.").format(name=path.name))
        size = path.stat().st_size
    except (FileNotFoundError, NotADirectoryError) as error:
        raise MissingBase(
            _("No existe la base «{path}»; revise la ruta, o haga una nueva con «vinculo crear».").format(
                path=path
            )
        ) from error
    except OSError as error:
        raise problems.from_system(error, path) from error
    if size == 0:
        raise NotABase(
            _("«{name}» está vacío; elija otra base o restaure un respaldo.").format(name=path.name)
        )
    return size


def _looks_plain(path: Path, size: int, key: str | None) -> bool:
    """Whether the file is a plain SQLite base of ours; what is neither that nor encrypted is refused.

    A process that has the base open already knows what it is, and must not read its file past SQLite.
    """
    if locks.is_inside(path):
        return not key
    try:
        with path.open("rb") as file:
            page = file.read(_PAGE)
    except OSError as error:
        raise _unreadable(error, path) from error
    if page.startswith(_MAGIC):
        _refuse_other_program(path, page)
        if key:
            raise WrongKey(_("«{name}» no está cifrada; ábrala sin clave.").format(name=path.name))
        return True
    if size % _PAGE or max(Counter(page).values()) > _MOST_EQUAL_BYTES:
        raise NotABase(
            _(
                "«{name}» no es una base de Vínculo, o el archivo está incompleto; elija otro o restaure un respaldo."
            ).format(name=path.name)
        )
    if not key:
        raise WrongKey(_("«{name}» está cifrada; dé su clave para abrirla.").format(name=path.name))
    return False


def _unreadable(error: OSError, path: Path) -> Exception:
    if isinstance(error, PermissionError):
        return ReadOnlyBase(
            _("No hay permiso para leer «{name}»; pídalo a quien la hizo.").format(name=path.name)
        )
    return problems.from_system(error, path)


def _refuse_other_program(path: Path, page: bytes) -> None:
    # sqlite.org/fileformat2.html, 1.3: the application id stands at byte 68 of the header.
    if int.from_bytes(page[68:72]) != APPLICATION_ID:
        raise NotABase(
            _("«{name}» es de otro programa, no una base de Vínculo; elija otro archivo.").format(
                name=path.name
            )
        )


def _version(connection: Any, path: Path) -> int:
    own = connection.execute("PRAGMA application_id").fetchone()[0]
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if own != APPLICATION_ID:
        raise NotABase(
            _("«{name}» es de otro programa, no una base de Vínculo; elija otro archivo.").format(
                name=path.name
            )
        )
    if version > VERSION:
        raise NewerBase(
            _(
                "«{name}» la hizo una versión más nueva del programa ({theirs}; esta llega a la {ours}); "
                "actualice el programa."
            ).format(name=path.name, theirs=version, ours=VERSION)
        )
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables >= _OWN_TABLES:
        raise problems.damaged(path)
    return version


def _rename(half: Path, path: Path) -> None:
    """Rename without ever replacing, which ``os.rename`` does outside Windows."""
    try:
        os.link(half, path)
    except FileExistsError:
        refuse_occupied(path)
    except OSError:
        # Sticks formatted for Windows have no links.
        refuse_occupied(path)
        half.rename(path)
    else:
        half.unlink()


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    # Windows has no way to flush a folder, and needs none.
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
