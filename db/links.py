"""What ties any record to any other: an activity to an agreement, a follow-up to whatever it is about."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.model import Model, journaled, reference, text_column


class RecordLink(Model):
    """``from_id`` concerns ``to_id``; ``kind`` says how, empty for no more than that."""

    __tablename__ = "record_link"
    __table_args__ = (UniqueConstraint("from_id", "to_id", "kind"), journaled("from_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("record.id"))
    to_id: Mapped[int] = reference("record.id")
    kind: Mapped[str] = text_column()
