"""The journal's tables: what was done, by whom, and the changes each operation made."""

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, LargeBinary, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.model import Model, text_column


class Operation(Model):
    """One thing the user did: one transaction.

    ``at`` is UTC in ISO 8601; ``title`` a template in Spanish, filled from the JSON in ``params`` (ids and counts,
    never names); ``kind`` is ``edit``, ``undo``, ``redo`` or ``reading`` (no changes: exports, prints);
    ``inverts`` the operation of which this one is the inverse; ``undone_by`` the live inverse of this one;
    ``chain`` the hash over the one before, this row and the digests of its changes.
    """

    __tablename__ = "operation"
    __table_args__ = (
        Index("ix_operation_live", "actor", "kind", "undone_by"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str] = text_column()
    actor: Mapped[str] = text_column()
    title: Mapped[str] = text_column()
    params: Mapped[str] = text_column()
    kind: Mapped[str] = text_column()
    inverts: Mapped[int | None] = mapped_column(ForeignKey("operation.id"))
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("operation.id"))
    chain: Mapped[bytes | None] = mapped_column(LargeBinary)


class Change(Model):
    """What one operation did to one row.

    ``action`` is I, U or D. An update keeps the changed fields before and after, a deletion the whole image before,
    an insertion no values. ``seal`` is a salt and the salted digest of the row's image after the change (NULL after a
    deletion): the hash chain runs over digests only, so that *supresión* can blank values and salts and the chain
    still holds.
    """

    __tablename__ = "change"
    __table_args__ = (
        PrimaryKeyConstraint("operation_id", "table_name", "row_id"),
        ForeignKeyConstraint(["operation_id"], ["operation.id"]),
        Index("ix_change_record", "record_id", "table_name", "row_id", "operation_id"),
        {"sqlite_with_rowid": False},
    )

    operation_id: Mapped[int]
    table_name: Mapped[str] = text_column()
    row_id: Mapped[int]
    record_id: Mapped[int]
    action: Mapped[str] = text_column()
    before: Mapped[str | None]
    after: Mapped[str | None]
    seal: Mapped[bytes | None] = mapped_column(LargeBinary)
