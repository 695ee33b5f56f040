"""Requests (gestiones): what comes in, goes out, is channelled to an area of the institute and answered."""

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.model import Model, journaled, reference, text_column


class Request(Model):
    """A request or communication; ``direction`` is ``recibida`` or ``enviada``.

    ``year`` and ``number`` make the office's own folio, one run a direction; ``office_number`` is the oficio's.
    ``term_days`` are working days. ``sender_id`` is a contact; ``sender_text`` who it was in words, where that says
    more. ``state`` is ``recibida``, ``turnada``, ``atendida`` or ``sin materia``; ``receipt`` the acuse.
    """

    __tablename__ = "request"
    __table_args__ = (
        UniqueConstraint("direction", "year", "number"),
        Index(None, "state", "received_on"),
        journaled("id", sqlite_autoincrement=False),
    )

    id: Mapped[int] = mapped_column(ForeignKey("record.id"), primary_key=True)
    direction: Mapped[str] = text_column()
    year: Mapped[int]
    number: Mapped[int]
    office_number: Mapped[str] = text_column()
    received_on: Mapped[str] = text_column()
    received_time: Mapped[str] = text_column()
    sender_id: Mapped[int | None] = reference("record.id", optional=True)
    sender_text: Mapped[str] = text_column()
    subject: Mapped[str] = text_column()
    term_days: Mapped[int | None]
    area_id: Mapped[int | None] = reference("area.id", optional=True)
    instruction: Mapped[str] = text_column()
    channelled_on: Mapped[str] = text_column()
    state: Mapped[str] = text_column()
    answer: Mapped[str] = text_column()
    answered_on: Mapped[str] = text_column()
    answer_number: Mapped[str] = text_column()
    receipt: Mapped[str] = text_column()
    source: Mapped[str] = text_column()


class RequestCopy(Model):
    """An area that a request is sent to for its information (c.c.p.)."""

    __tablename__ = "request_copy"
    __table_args__ = (UniqueConstraint("request_id", "area_id"), journaled("request_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("record.id"))
    area_id: Mapped[int] = reference("area.id")
