"""The files of documents: kept as pieces beside the base, read again, opened and saved as copies."""

import mimetypes
import stat
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from crm.base import Base, explained
from crm.document_names import may_run, safe_name
from crm.errors import FileProblem, NotFound
from crm.files.saving import replacing
from crm.progress import Progress, silent
from crm.texts import _
from db import pieces
from db.documents import DocumentVersion

LARGEST = 100 << 20
"""Bytes of the largest file that is kept: every backup carries all of them."""

_HEAD = 8


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that has been kept and belongs to no record yet."""

    piece: str
    size: int
    name: str
    media_type: str


@dataclass(frozen=True, slots=True)
class OpenedCopy:
    """A copy of a version to be opened by another program; ``runs``: opening it can run a program, so ask first."""

    path: Path
    runs: bool


def keep_file(base: Base, path: Path, progress: Progress = silent) -> KeptFile:
    """Keep the content of a file beside the base. ``progress`` is told bytes.

    Raises FileProblem if it is no file, is empty, larger than ``LARGEST``, cannot be read or changes meanwhile.
    """
    try:
        size = _size_of(path)
        with path.open("rb") as source:
            piece = pieces.measure(source, size, progress)
            source.seek(0)
            with explained():
                pieces.keep(pieces.beside(base.path), base.key, piece, source, progress)
    except OSError as error:
        raise FileProblem(
            _("No se pudo leer «{name}»; revise que exista y que tenga permiso de abrirlo.").format(
                name=safe_name(path.name)
            )
        ) from error
    except pieces.Changed as error:
        raise FileProblem(
            _("«{name}» cambió mientras se leía; ciérrelo en el otro programa y agréguelo otra vez.").format(
                name=safe_name(path.name)
            )
        ) from error
    name = safe_name(path.name)
    return KeptFile(
        piece.sha256, piece.size, name, mimetypes.guess_type(name)[0] or "application/octet-stream"
    )


def _size_of(path: Path) -> int:
    # Before opening it: what is no file, a pipe among others, may never answer.
    status = path.stat()
    name = safe_name(path.name)
    if not stat.S_ISREG(status.st_mode):
        raise FileProblem(_("«{name}» no es un archivo; elija un archivo.").format(name=name))
    if not status.st_size:
        raise FileProblem(_("«{name}» está vacío; elija otro archivo.").format(name=name))
    if status.st_size > LARGEST:
        raise FileProblem(
            _(
                "«{name}» pesa {size} MB y aquí se guardan archivos de hasta {largest} MB; guárdelo en la carpeta "
                "compartida de la oficina y anote aquí dónde quedó."
            ).format(name=name, size=-(-status.st_size >> 20), largest=LARGEST >> 20)
        )
    return status.st_size


def content(base: Base, piece: str) -> Generator[bytes, None, None]:
    """What a piece holds, part by part; whoever wants no more of it closes it.

    Raises BaseProblem if it is not there or not what it was.
    """
    with explained(), closing(pieces.read(pieces.beside(base.path), base.key, piece)) as parts:
        yield from parts


def open_copy(base: Base, version: int, folder: Path) -> OpenedCopy:
    """Write a version into a private folder, to be opened by another program; what is done to the copy changes nothing.

    Raises NotFound for an unknown version, FileProblem if it cannot be written, BaseProblem if the piece is damaged.
    """
    found = _version(base, version)
    name = safe_name(found.name)
    place = folder / str(version)
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = place / name
        if path.exists():
            path.chmod(0o600)  # Windows takes nothing away that may only be read
            path.unlink()
        head = b""
        with path.open("xb") as copy:
            for data in content(base, found.piece):
                head = head or data[:_HEAD]
                copy.write(data)
        path.chmod(0o400)
    except OSError as error:
        raise FileProblem(
            _("No se pudo abrir una copia de «{name}»; revise que haya espacio en el disco.").format(
                name=name
            )
        ) from error
    return OpenedCopy(path, may_run(name, head))


def save_copy(base: Base, version: int, path: Path, progress: Progress = silent) -> None:
    """Write a version into a file of the user's, whole or not at all; ``progress`` is told bytes.

    Raises NotFound for an unknown version, FileProblem if it cannot be written, BaseProblem if the piece is damaged.
    """
    found = _version(base, version)
    with replacing(path) as draft, draft.open("wb") as copy:
        for data in content(base, found.piece):
            copy.write(data)
            progress(copy.tell(), found.size)


def _version(base: Base, version: int) -> DocumentVersion:
    with base.read() as session:
        found = session.get(DocumentVersion, version)
        if found is None:
            raise NotFound(_("Ese documento ya no está; mire el historial del registro."))
        session.expunge(found)
        return found
