"""Dated relations between organisations (the codes of ``kind`` are in ``crm.relations``)."""

from sqlalchemy.orm import Mapped, mapped_column

from db.model import Model, journaled, reference, text_column


class Relation(Model):
    """``from_id`` stands in relation ``kind`` to ``to_id``: "is member of", "depends on" …"""

    __tablename__ = "relation"
    __table_args__ = journaled("from_id")

    id: Mapped[int] = mapped_column(primary_key=True)
    from_id: Mapped[int] = reference("record.id")
    to_id: Mapped[int] = reference("record.id")
    kind: Mapped[str] = text_column()
    start_on: Mapped[str] = text_column()
    end_on: Mapped[str] = text_column()
