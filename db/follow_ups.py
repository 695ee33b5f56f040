"""Follow-ups: what somebody must do by a date, commitments of a body among them."""

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from db.model import Model, journaled, reference, text_column

OPEN = "state IN ('pendiente', 'en curso', 'en espera')"
"""What holds of a follow-up that is still to be done: few of all there ever were, which have an index of their own."""


class FollowUp(Model):
    """Something to be done; what it concerns are its ``record_link`` rows, comments its notes.

    ``due_on`` is a day or empty, ``due_time`` ``HH:MM`` in Mexico City or empty, ``remind_at`` UTC in ISO 8601 or
    empty; ``priority`` ``alta``, ``normal`` or ``baja``; ``state`` ``pendiente``, ``en curso``, ``en espera``,
    ``hecho`` or ``cancelado``. ``body``, ``year`` and ``number`` make "compromiso 12/2019". ``activity_id`` is the
    activity whose minutes it was noted in, and ``minutes_line`` what it says there.
    """

    __tablename__ = "follow_up"
    __table_args__ = (
        UniqueConstraint("body", "year", "number"),
        Index("ix_follow_up_open", "due_on", sqlite_where=text(OPEN)),
        journaled("id", sqlite_autoincrement=False),
    )

    id: Mapped[int] = mapped_column(ForeignKey("record.id"), primary_key=True)
    what: Mapped[str] = text_column()
    responsible: Mapped[str] = text_column()
    due_on: Mapped[str] = text_column()
    due_time: Mapped[str] = text_column()
    priority: Mapped[str] = text_column()
    remind_at: Mapped[str] = text_column()
    state: Mapped[str] = text_column()
    waiting_for: Mapped[str] = text_column()
    done_on: Mapped[str] = text_column()
    recurrence: Mapped[str] = text_column()
    body: Mapped[str] = text_column()
    year: Mapped[int | None]
    number: Mapped[int | None]
    activity_id: Mapped[int | None] = reference("record.id", optional=True)
    minutes_line: Mapped[str] = text_column()
    source: Mapped[str] = text_column()


class FollowUpItem(Model):
    """A line of a follow-up's checklist."""

    __tablename__ = "follow_up_item"
    __table_args__ = journaled("follow_up_id")

    id: Mapped[int] = mapped_column(primary_key=True)
    follow_up_id: Mapped[int] = reference("record.id")
    text: Mapped[str] = text_column()
    done: Mapped[bool]
    position: Mapped[int]
