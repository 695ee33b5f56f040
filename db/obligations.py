"""What an agreement binds its parties to: clauses, obligations, what fulfils them, and the yearly work under it."""

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from db.model import Model, journaled, reference, text_column

OPEN = "state IN ('pendiente', 'en curso')"
"""What holds of an obligation that is still to be met, which have an index of their own."""


class Clause(Model):
    """A clause; ``number`` as it is called there ("Segunda")."""

    __tablename__ = "clause"
    __table_args__ = journaled("agreement_id")

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = reference("record.id")
    number: Mapped[str] = text_column()
    text: Mapped[str] = text_column()
    position: Mapped[int]


class Obligation(Model):
    """What a clause binds to: ``letter`` as in "Segunda a", ``side`` ``nuestra``, ``suya`` or ``compartida``.

    ``party_id`` is who owes it, None for more than one; ``responsible`` who sees to it, in words. ``due_on`` is a day
    or part of one, ``recurrence`` a rule of RFC 5545 or empty; ``planned`` how many ``unit`` it takes, 1 for what is
    done once. ``state`` is ``pendiente``, ``en curso``, ``cumplida``, ``no cumplida`` or ``cancelada``.
    """

    __tablename__ = "obligation"
    __table_args__ = (
        Index("ix_obligation_open", "due_on", sqlite_where=text(OPEN)),
        journaled("agreement_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = reference("record.id")
    clause_id: Mapped[int | None] = reference("clause.id", optional=True)
    letter: Mapped[str] = text_column()
    what: Mapped[str] = text_column()
    side: Mapped[str] = text_column()
    party_id: Mapped[int | None] = reference("agreement_party.id", optional=True)
    responsible: Mapped[str] = text_column()
    due_on: Mapped[str] = text_column()
    recurrence: Mapped[str] = text_column()
    planned: Mapped[int]
    unit: Mapped[str] = text_column()
    state: Mapped[str] = text_column()
    fulfilled_on: Mapped[str] = text_column()
    note: Mapped[str] = text_column()
    position: Mapped[int]


class Fulfilment(Model):
    """``n`` units of an obligation, done on a partial date.

    ``record_id`` is the activity or follow-up that fulfils it, ``document_id`` the evidence.
    """

    __tablename__ = "fulfilment"
    __table_args__ = journaled("agreement_id")

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = reference("record.id")
    obligation_id: Mapped[int] = reference("obligation.id")
    done_on: Mapped[str] = text_column()
    n: Mapped[int]
    note: Mapped[str] = text_column()
    record_id: Mapped[int | None] = reference("record.id", optional=True)
    document_id: Mapped[int | None] = reference("document.id", optional=True)


class WorkItem(Model):
    """A line of the programa de trabajo of a year: what is planned, by whom, when it was done."""

    __tablename__ = "work_item"
    __table_args__ = journaled("agreement_id")

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = reference("record.id")
    year: Mapped[int]
    what: Mapped[str] = text_column()
    responsible: Mapped[str] = text_column()
    planned_on: Mapped[str] = text_column()
    done_on: Mapped[str] = text_column()
    activity_id: Mapped[int | None] = reference("record.id", optional=True)
    position: Mapped[int]
