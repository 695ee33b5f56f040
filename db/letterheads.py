"""What stands at the head of printed pages, chosen by the office: one row at most."""

from sqlalchemy.orm import Mapped, mapped_column

from db.model import Model, journaled, text_column


class Letterhead(Model):
    """``logo`` is a PNG image in base64: the journal keeps text, so that undo brings a former logo back."""

    __tablename__ = "letterhead"
    __table_args__ = journaled("")

    id: Mapped[int] = mapped_column(primary_key=True)
    logo: Mapped[str] = text_column()
