"""Documents of a record and their versions; the files themselves are pieces beside the base."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.model import Model, journaled, reference, text_column


class Document(Model):
    """A document of a record of any kind; ``kind`` is ``evidencia``, ``documento``, ``acuse`` …"""

    __tablename__ = "document"
    __table_args__ = journaled("record_id")

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = reference("record.id")
    title: Mapped[str] = text_column()
    kind: Mapped[str] = text_column()
    position: Mapped[int]


class DocumentVersion(Model):
    """One file of a document, the highest ``number`` the one in use.

    ``piece`` is the SHA-256 of its content in hexadecimal, ``size`` in bytes, ``name`` as it was given.
    ``record_id`` is the document's, by which the journal knows whose history this is.
    """

    __tablename__ = "document_version"
    __table_args__ = (UniqueConstraint("document_id", "number"), journaled("record_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = reference("record.id")
    document_id: Mapped[int] = reference("document.id")
    number: Mapped[int]
    name: Mapped[str] = text_column()
    piece: Mapped[str] = mapped_column(index=True)
    size: Mapped[int]
    media_type: Mapped[str] = text_column()
