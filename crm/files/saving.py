"""Writing a file whole or not at all."""

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from crm.errors import FileProblem
from crm.texts import _


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a new file beside ``path`` to write, and put it in its place at the end.

    When the block fails or is cancelled the new file is removed and ``path`` stays as it was. Raises FileProblem
    when the folder does not exist or cannot be written, or the disk is full.
    """
    if path.is_dir():
        raise FileProblem(
            _("«{archivo}» es una carpeta; escriba el nombre de un archivo.").format(archivo=path.name)
        )
    draft = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.tmp")
    try:
        try:
            draft.open("xb").close()
            yield draft
            with draft.open("rb+") as written:
                os.fsync(written.fileno())
            draft.replace(path)
        finally:
            with contextlib.suppress(OSError):
                draft.unlink()
    except OSError as error:
        raise write_problem(path, error) from error


def write_problem(path: Path, error: OSError) -> FileProblem:
    """The sentence for a file that could not be written."""
    if isinstance(error, FileNotFoundError | NotADirectoryError) and not path.parent.is_dir():
        return FileProblem(
            _("La carpeta «{carpeta}» no existe; elija otra o créela primero.").format(carpeta=path.parent)
        )
    if isinstance(error, FileNotFoundError):
        return FileProblem(
            _("No se puede escribir en la carpeta «{carpeta}»; elija otra.").format(carpeta=path.parent)
        )
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return FileProblem(
            _("No tiene permiso para escribir en «{carpeta}»; elija otra carpeta.").format(
                carpeta=path.parent
            )
        )
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return FileProblem(
            _("No queda espacio en el disco para «{archivo}»; libere espacio o elija otro disco.").format(
                archivo=path.name
            )
        )
    return FileProblem(
        _("No se pudo escribir «{archivo}» ({motivo}); elija otro lugar.").format(
            archivo=path.name, motivo=error.strerror
        )
    )
