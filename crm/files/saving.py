"""Writing a file whole or not at all."""

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from crm.errors import FileProblem


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a new file beside ``path`` to write, and put it in its place at the end.

    When the block fails or is cancelled the new file is removed and ``path`` stays as it was. Raises FileProblem
    when the folder does not exist or cannot be written, or the disk is full.
    """
    if path.is_dir():
        raise FileProblem(f"«{path.name}» es una carpeta; escriba el nombre de un archivo.")
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
        return FileProblem(f"La carpeta «{path.parent}» no existe; elija otra o créela primero.")
    if isinstance(error, FileNotFoundError):
        return FileProblem(f"No se puede escribir en la carpeta «{path.parent}»; elija otra.")
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return FileProblem(f"No tiene permiso para escribir en «{path.parent}»; elija otra carpeta.")
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return FileProblem(
            f"No queda espacio en el disco para «{path.name}»; libere espacio o elija otro disco."
        )
    return FileProblem(f"No se pudo escribir «{path.name}» ({error.strerror}); elija otro lugar.")
