"""Tours (giras): the councillor in charge, the dates and the stops; their activities point here."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.model import Model, journaled, reference, text_column


class Tour(Model):
    """A journey of the institute's authorities; partial dates."""

    __tablename__ = "tour"
    __table_args__ = journaled("id", sqlite_autoincrement=False)

    id: Mapped[int] = mapped_column(ForeignKey("record.id"), primary_key=True)
    title: Mapped[str] = text_column()
    purpose: Mapped[str] = text_column()
    official_id: Mapped[int | None] = reference("official.id", optional=True)
    start_on: Mapped[str] = text_column()
    end_on: Mapped[str] = text_column()
    results: Mapped[str] = text_column()
    source: Mapped[str] = text_column()


class TourStop(Model):
    """A city of a tour; ``official_id`` who was in charge there, if not of the whole tour; IANA ``zone``."""

    __tablename__ = "tour_stop"
    __table_args__ = journaled("tour_id")

    id: Mapped[int] = mapped_column(primary_key=True)
    tour_id: Mapped[int] = reference("record.id")
    position: Mapped[int]
    city: Mapped[str] = text_column()
    country: Mapped[str] = text_column()
    zone: Mapped[str] = text_column()
    start_on: Mapped[str] = text_column()
    end_on: Mapped[str] = text_column()
    official_id: Mapped[int | None] = reference("official.id", optional=True)
    notes: Mapped[str] = text_column()
