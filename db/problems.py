"""What the environment can do to a base: each problem is a type whose text is a sentence for the user.

The sentence says what is wrong and what to do. Mistakes of ours are other exceptions and pass through unchanged.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as driver
from sqlalchemy.exc import DBAPIError

from db.texts import _

_PRIMARY_CODE = 0xFF
"""The low byte of SQLite's result code; what stands above it only refines it (sqlite.org/rescode.html)."""


class StorageProblem(Exception):
    """The base, or a file made from it, cannot be read or written. Nothing was changed."""


class MissingBase(StorageProblem):
    """No file stands there."""


class NotABase(StorageProblem):
    """What stands there is not a base of this program."""


class NewerBase(StorageProblem):
    """A newer program has made or upgraded the base."""


class OlderBase(StorageProblem):
    """The base must be upgraded before this program can use it; ``version`` is the one it has."""

    def __init__(self, message: str, version: int) -> None:
        super().__init__(message)
        self.version = version


class DamagedBase(StorageProblem):
    """The file is a base, but part of it is lost or altered."""


class WrongKey(StorageProblem):
    """The base is encrypted and the key does not open it, or it is not and a key was given."""


class BusyBase(StorageProblem):
    """Somebody else has the base and does not let go in time."""


class ReadOnlyBase(StorageProblem):
    """The file or its folder cannot be written."""


class FullDisk(StorageProblem):
    """No room is left."""


class OnNetworkShare(StorageProblem):
    """The base stands on a folder of another machine, where SQLite's locks and WAL are not sound."""


class Occupied(StorageProblem):
    """Something already stands where a new file should go."""


class Unreachable(StorageProblem):
    """The disk or the folder fails or is not there."""


def from_driver(error: Exception, path: Path | None = None) -> StorageProblem | None:
    """The problem behind an error of the driver, SQLAlchemy's or bare; None if it is a mistake of ours.

    ``path`` is the file to name in the sentence.
    """
    code = _result_code(error)
    if code is None:
        return None
    name = f"«{path.name}»" if path else _("la base")
    match code & _PRIMARY_CODE:
        case driver.SQLITE_FULL:
            return full_disk(path)
        case driver.SQLITE_BUSY | driver.SQLITE_LOCKED:
            return BusyBase(
                _(
                    "Otro programa está usando {name}; espere a que termine o ciérrelo, y vuelva a intentarlo."
                ).format(name=name)
            )
        case driver.SQLITE_READONLY | driver.SQLITE_PERM:
            return ReadOnlyBase(
                _(
                    "No hay permiso para escribir en {name} o en su carpeta; pida el permiso o cópiela a otra carpeta."
                ).format(name=name)
            )
        case driver.SQLITE_CORRUPT:
            return damaged(path)
        case driver.SQLITE_NOTADB:
            return WrongKey(
                _(
                    "La clave no abre {name}; escríbala de nuevo. Si es la correcta, restaure un respaldo."
                ).format(name=name)
            )
        case driver.SQLITE_CANTOPEN:
            return Unreachable(
                _(
                    "No se puede abrir {name}; revise que la carpeta exista y que tenga permiso en ella."
                ).format(name=name)
            )
        case driver.SQLITE_IOERR | driver.SQLITE_NOLFS:
            return Unreachable(
                _(
                    "El disco falló al leer o escribir {name}; revise que siga conectado y vuelva a intentarlo."
                ).format(name=name)
            )
    return None


def is_interrupt(error: Exception) -> bool:
    """Whether an error of the driver says that another thread stopped the statement."""
    code = _result_code(error)
    return code is not None and code & _PRIMARY_CODE == driver.SQLITE_INTERRUPT


def full_disk(path: Path | None = None) -> FullDisk:
    """The sentence for a disk without room."""
    if path is None:
        return FullDisk(_("El disco está lleno; libere espacio y vuelva a intentarlo: no se guardó nada."))
    return FullDisk(
        _(
            "El disco de «{folder}» está lleno; libere espacio y vuelva a intentarlo: no se guardó nada."
        ).format(folder=path.parent)
    )


def damaged(path: Path | None = None) -> DamagedBase:
    """The sentence for a base of which part is lost or altered."""
    name = f"«{path.name}»" if path else _("la base")
    return DamagedBase(_("El archivo de {name} está dañado; restaure su último respaldo.").format(name=name))


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn the errors of the driver and of the system about a file into problems; let the rest through."""
    try:
        yield
    except (driver.Error, DBAPIError) as error:
        problem = from_driver(error, path)
        if problem is None:
            raise
        raise problem from error
    except UnicodeDecodeError as error:
        # SQLite tells of a damaged schema in the words that it found there.
        raise damaged(path) from error
    except OSError as error:
        raise from_system(error, path) from error


def from_system(error: OSError, path: Path) -> StorageProblem:
    """The problem behind an error of the operating system about a file."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return full_disk(path)
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return ReadOnlyBase(
            _("No hay permiso para escribir en la carpeta «{folder}»; elija otra o pida el permiso.").format(
                folder=path.parent
            )
        )
    return Unreachable(
        _("No se puede usar «{path}»; revise que la carpeta exista y que el disco siga conectado.").format(
            path=path
        )
    )


def _result_code(error: Exception) -> int | None:
    original = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(original, "sqlite_errorcode", None)
    return code if isinstance(code, int) else None
