"""The documents of a record of any kind: files kept beside the base, in versions, opened as copies.

A file is first kept (``keep_file``), outside any operation, and then added to a record by its piece: what fails in
between leaves nothing that anybody sees.
"""

import mimetypes
import stat
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.base import Base, explained
from crm.document_names import may_run, safe_name
from crm.errors import FileProblem, InvalidValue, NotFound
from crm.progress import Progress, silent
from crm.texts import _, mark
from db import journal, pieces
from db.documents import Document, DocumentVersion
from db.records import Record

LARGEST = 100 << 20
"""Bytes of the largest file that is kept: every backup carries all of them."""

KINDS = ("evidencia", "documento", "acuse")
ADD_TITLE = mark("Agregar un documento")
VERSION_TITLE = mark("Agregar una versión de un documento")
CHANGE_TITLE = mark("Cambiar los datos de un documento")
REMOVE_TITLE = mark("Quitar un documento")

_HEAD = 8


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that has been kept and belongs to no record yet."""

    piece: str
    size: int
    name: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a document: ``added_at`` UTC in ISO 8601, by ``added_by``; ``size`` in bytes."""

    id: int
    number: int
    name: str
    size: int
    media_type: str
    added_at: str
    added_by: str


@dataclass(frozen=True, slots=True)
class RecordDocument:
    """A document of a record, its versions the newest first."""

    id: int
    title: str
    kind: str
    versions: tuple[Version, ...]


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


def add_document(
    session: Session, *, record: int, file: KeptFile, kind: str = "documento", title: str = ""
) -> int:
    """Give a record a document and return the document's id; without a title it bears the file's name.

    Raises NotFound for a record that does not exist, InvalidValue for a kind that is none of ``KINDS``.
    """
    if session.get(Record, record) is None:
        raise NotFound(_("No hay ningún registro {id}.").format(id=record))
    _check_kind(kind)
    position = len(_documents(session, record))
    document = Document(record_id=record, title=title.strip() or file.name, kind=kind, position=position)
    session.add(document)
    session.flush()
    _add(session, document, file, 1)
    return document.id


def add_version(session: Session, *, document: int, file: KeptFile) -> None:
    """Put a newer version of a document before those it has. Raises NotFound."""
    found = _document(session, document)
    last = session.scalars(
        select(DocumentVersion.number).where(DocumentVersion.document_id == document)
    ).all()
    _add(session, found, file, max(last, default=0) + 1)


def _add(session: Session, document: Document, file: KeptFile, number: int) -> None:
    session.add(
        DocumentVersion(
            record_id=document.record_id,
            document_id=document.id,
            number=number,
            name=file.name,
            piece=file.piece,
            size=file.size,
            media_type=file.media_type,
        )
    )
    session.flush()


def change_document(
    session: Session, *, document: int, title: str | None = None, kind: str | None = None
) -> None:
    """Change what a document is called or what it is. Raises NotFound, InvalidValue."""
    found = _document(session, document)
    if title is not None:
        if not title.strip():
            raise InvalidValue(_("El documento necesita un título; escriba de qué se trata."), "title", title)
        found.title = title.strip()
    if kind is not None:
        _check_kind(kind)
        found.kind = kind


def remove_document(session: Session, *, document: int) -> None:
    """Take a document from its record, with its versions; undo brings it back. Raises NotFound."""
    _document(session, document)
    versions = session.scalars(
        select(DocumentVersion.id).where(DocumentVersion.document_id == document)
    ).all()
    journal.delete_many(session, journal.table_named("document_version"), list(versions))
    journal.delete_many(session, journal.table_named("document"), [document])


def documents_of(session: Session, record: int) -> tuple[RecordDocument, ...]:
    """The documents of a record, in their order."""
    rows = session.connection().exec_driver_sql(_DOCUMENTS, (record,)).all()
    found: dict[int, tuple[str, str, list[Version]]] = {}
    for document, title, kind, *version in rows:
        found.setdefault(document, (title, kind, []))[2].append(Version(*version))
    return tuple(RecordDocument(row, title, kind, tuple(own)) for row, (title, kind, own) in found.items())


_DOCUMENTS = """
    SELECT d.id, d.title, d.kind, v.id, v.number, v.name, v.size, v.media_type, o.at, o.actor
    FROM document d JOIN document_version v ON v.document_id = d.id
    JOIN change c ON c.table_name = 'document_version' AND c.row_id = v.id AND c.record_id = v.record_id
        AND c.action = 'I' AND c.operation_id = (
            SELECT min(e.operation_id) FROM change e WHERE e.record_id = v.record_id
            AND e.table_name = 'document_version' AND e.row_id = v.id AND e.action = 'I')
    JOIN operation o ON o.id = c.operation_id
    WHERE d.record_id = ? ORDER BY d.position, d.id, v.number DESC"""


def open_copy(base: Base, version: int, folder: Path) -> OpenedCopy:
    """Write a version into a private folder, to be opened by another program; what is done to the copy changes nothing.

    Raises NotFound for an unknown version, FileProblem if it cannot be written, BaseProblem if the piece is damaged.
    """
    with base.read() as session:
        found = session.get(DocumentVersion, version)
        if found is None:
            raise NotFound(_("Ese documento ya no está; mire el historial del registro."))
        name, piece = safe_name(found.name), found.piece
    place = folder / str(version)
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = place / name
        path.unlink(missing_ok=True)
        head = b""
        with explained(), path.open("xb") as copy:
            for data in pieces.read(pieces.beside(base.path), base.key, piece):
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


def _check_kind(kind: str) -> None:
    if kind not in KINDS:
        raise InvalidValue(
            _("«{kind}» no es una clase de documento; use una de estas: {all}.").format(
                kind=kind, all=", ".join(KINDS)
            ),
            "kind",
            kind,
        )


def _document(session: Session, document: int) -> Document:
    found = session.get(Document, document)
    if found is None:
        raise NotFound(_("Ese documento ya no está; mire el historial del registro."))
    return found


def _documents(session: Session, record: int) -> list[int]:
    return list(session.scalars(select(Document.id).where(Document.record_id == record)))
