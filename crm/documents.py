"""The documents of a record of any kind, each with its versions.

A file is first kept (``crm.document_files``), outside any operation, and then added to a record by its piece: what
fails in between leaves nothing that anybody sees.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.document_files import KeptFile
from crm.errors import InvalidValue, NotFound, UserError
from crm.texts import _, mark
from db import journal
from db.documents import Document, DocumentVersion
from db.records import Record

KINDS = (
    mark("evidencia"),
    mark("documento"),
    mark("acuse"),
    mark("borrador"),
    mark("firmado"),
    mark("anexo"),
)
"""What a document is to its record."""

ADD_TITLE = mark("Agregar un documento")
ADD_SEVERAL_TITLE = mark("Agregar {n} documentos")
VERSION_TITLE = mark("Agregar una versión de un documento")
CHANGE_TITLE = mark("Cambiar los datos de un documento")
REMOVE_TITLE = mark("Quitar un documento")

_PROVED = ("agreement_stage", "amendment", "fulfilment")
"""The tables whose rows a document can prove."""


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a document: ``added_at`` UTC in ISO 8601, by ``added_by``; ``size`` in bytes, of the ``piece``, the
    SHA-256 of the content in hexadecimal.
    """

    id: int
    number: int
    name: str
    size: int
    media_type: str
    added_at: str
    added_by: str
    piece: str = ""


@dataclass(frozen=True, slots=True)
class RecordDocument:
    """A document of a record, its versions the newest first."""

    id: int
    title: str
    kind: str
    versions: tuple[Version, ...]


def add_document(
    session: Session, *, record: int, file: KeptFile, kind: str = "documento", title: str = ""
) -> int:
    """Give a record a document and return the document's id; without a title it bears the file's name.

    Raises NotFound for a record that does not exist, UserError for one in the trash, InvalidValue for a kind that is
    none of ``KINDS``.
    """
    _check_open(session, record)
    _check_kind(kind)
    position = len(_documents(session, record))
    document = Document(record_id=record, title=title.strip() or file.name, kind=kind, position=position)
    session.add(document)
    session.flush()
    _add(session, document, file, 1)
    return document.id


def add_version(session: Session, *, document: int, file: KeptFile) -> None:
    """Put a newer version of a document before those it has. Raises NotFound, UserError for what is in the trash."""
    found = _document(session, document)
    _check_open(session, found.record_id)
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
    """Take a document from its record, with its versions, and from what it proves; undo brings it back.

    Raises NotFound.
    """
    _document(session, document)
    for name in _PROVED:
        table = journal.table_named(name)
        proved = session.execute(select(table.c.id).where(table.c.document_id == document)).scalars().all()
        if proved:
            journal.update_many(session, table, list(proved), document_id=None)
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
    SELECT d.id, d.title, d.kind, v.id, v.number, v.name, v.size, v.media_type, o.at, o.actor, v.piece
    FROM document d JOIN document_version v ON v.document_id = d.id
    JOIN change c ON c.table_name = 'document_version' AND c.row_id = v.id AND c.record_id = v.record_id
        AND c.action = 'I' AND c.operation_id = (
            SELECT min(e.operation_id) FROM change e WHERE e.record_id = v.record_id
            AND e.table_name = 'document_version' AND e.row_id = v.id AND e.action = 'I')
    JOIN operation o ON o.id = c.operation_id
    WHERE d.record_id = ? ORDER BY d.position, d.id, v.number DESC"""


def _check_open(session: Session, record: int) -> None:
    found = session.get(Record, record)
    if found is None:
        raise NotFound(_("No hay ningún registro {id}.").format(id=record))
    if found.trashed_by is not None:
        raise UserError(
            _(
                "Este registro está en la papelera y ya no recibe documentos; restáurelo y agréguelos otra vez."
            )
        )


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
