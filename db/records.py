"""The row that every root thing has: contact, group, and later activity, agreement, follow-up …"""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.model import Model, journaled, reference, text_column


class Record(Model):
    """Identity of a root thing; its own table shares the id.

    ``uid`` is a UUIDv7 that goes into vCard, ICS and exports; ``version`` the last operation that touched the
    record or its rows; ``trashed_by`` the operation that put it in the trash; ``merged_into`` its heir.
    """

    __tablename__ = "record"
    __table_args__ = journaled("id")

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str] = text_column()
    version: Mapped[int] = mapped_column(default=0, server_default="0", info={"derived": True})
    trashed_by: Mapped[int | None] = mapped_column(ForeignKey("operation.id"))
    merged_into: Mapped[int | None] = reference("record.id", optional=True)
