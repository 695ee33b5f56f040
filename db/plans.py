"""What the office has set out to do: yearly programmes and strategies, and the items activities count for."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.model import Model, journaled, reference, text_column


class Plan(Model):
    """A yearly programme (``programa``) or a strategy (``estrategia``), in force from ``start_on`` to ``end_on``."""

    __tablename__ = "plan"
    __table_args__ = (UniqueConstraint("code"), journaled(""))

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = text_column()
    title: Mapped[str] = text_column()
    kind: Mapped[str] = text_column()
    start_on: Mapped[str] = text_column()
    end_on: Mapped[str] = text_column()
    approved_on: Mapped[str] = text_column()
    source: Mapped[str] = text_column()


class PlanItem(Model):
    """A part of a plan: ``level`` is ``ai``, ``accion``, ``linea`` or ``actividad``.

    ``target`` is what the plan states, in ``unit``; it is never made from the targets of the parts, which may add up
    to something else. ``condition``: what the item depends on, if on anything.
    """

    __tablename__ = "plan_item"
    __table_args__ = (UniqueConstraint("plan_id", "code"), journaled(""))

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = reference("plan.id")
    parent_id: Mapped[int | None] = reference("plan_item.id", optional=True)
    code: Mapped[str] = text_column()
    title: Mapped[str] = text_column()
    level: Mapped[str] = text_column()
    position: Mapped[int]
    target: Mapped[int | None]
    unit: Mapped[str] = text_column()
    objective: Mapped[str] = text_column()
    indicator: Mapped[str] = text_column()
    condition: Mapped[str] = text_column()
    source: Mapped[str] = text_column()
