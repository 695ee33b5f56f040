"""Days on which the office does not work besides those that the law says: terms of working days pass over them."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.model import Model, journaled, text_column


class NonWorkingDay(Model):
    """A day, ``YYYY-MM-DD``, and why: a holiday of the institute's own, a vacation, a suspension of terms."""

    __tablename__ = "non_working_day"
    __table_args__ = (UniqueConstraint("day"), journaled(""))

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[str] = text_column()
    reason: Mapped[str] = text_column()
