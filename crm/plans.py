"""Programmes and strategies as the tree one picks from; only what is in force on an activity's day counts."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from sqlalchemy.orm import Session

from crm.date_words import long_date
from crm.errors import InvalidValue, NotFound
from crm.partial_dates import PartialDate, may_hold
from crm.texts import _


@dataclass(frozen=True, slots=True)
class Item:
    """A part of a plan. ``target`` as the plan states it, ``parts_sum`` what the targets of its parts add up to.

    Both are None where there is none; ``note`` says that they differ, in a sentence.
    """

    id: int
    code: str
    title: str
    level: str
    target: int | None
    unit: str
    condition: str
    source: str
    parts: tuple["Item", ...] = ()

    @property
    def parts_sum(self) -> int | None:
        """What the stated targets of the parts add up to; None if no part states one."""
        targets = [part.target for part in self.parts if part.target is not None]
        return sum(targets) if targets else None

    @property
    def note(self) -> str:
        """Says that the stated target and its parts do not add up; empty if they do."""
        if self.target is None or self.parts_sum in (None, self.target):
            return ""
        return _("La meta de {code} es {target}; sus partes suman {sum}.").format(
            code=self.code, target=self.target, sum=self.parts_sum
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """A programme or strategy with its items; dates partial, in their stored form."""

    id: int
    code: str
    title: str
    kind: str
    start: str
    end: str
    approved: str
    source: str
    items: tuple[Item, ...]

    def is_in_force(self, day: PartialDate) -> bool:
        """Whether it may have been in force on a day that may be partly known."""
        return may_hold(self.start, self.end, day)


class Span(NamedTuple):
    """An item by its code, its plan by its title, and the partial dates between which that is in force."""

    code: str
    plan: str
    start: str
    end: str


def all_plans(session: Session) -> list[Plan]:
    """Every plan with its tree, the newest first."""
    heads: dict[int, Plan] = {}
    items: dict[int, list[tuple[int | None, Item]]] = {}
    for row in session.connection().exec_driver_sql(_ALL):
        plan, code, title, kind, start, end, approved, source, parent, *own = row
        heads.setdefault(plan, Plan(plan, code, title, kind, start, end, approved, source, ()))
        if own[0] is not None:
            items.setdefault(plan, []).append((parent, Item(*own)))
    return [replace(plan, items=_tree(items.get(number, []))) for number, plan in heads.items()]


def in_force(session: Session, day: datetime.date) -> list[Plan]:
    """The plans in force on a day, with their trees."""
    on = PartialDate(day.year, day.month, day.day)
    return [plan for plan in all_plans(session) if plan.is_in_force(on)]


def find(session: Session, plan: str, code: str) -> int:
    """The id of an item by the codes of its plan and its own. Raises NotFound."""
    found = session.connection().exec_driver_sql(_FIND, (plan, code)).scalar()
    if found is None:
        raise NotFound(_("En {plan} no hay nada con la clave «{code}».").format(plan=plan, code=code))
    return int(found)


def check_in_force(session: Session, items: Sequence[int], day: str) -> None:
    """Raise InvalidValue if an activity of that day (partial, or empty) cannot count for one of these items.

    What a day partly known leaves open is allowed. Raises NotFound for an item that is gone.
    """
    if items:
        refuse_out_of_force(spans(session), items, day)


def spans(session: Session) -> dict[int, Span]:
    """Of every item of a plan, by id, from when to when its plan is in force."""
    return {row[0]: Span(*row[1:]) for row in session.connection().exec_driver_sql(_SPANS)}


def refuse_out_of_force(known: Mapping[int, Span], items: Iterable[int], day: str) -> None:
    """``check_in_force``, for many activities: ``known`` are the ``spans``."""
    on = PartialDate.parse(day or "s/f")
    for item in items:
        if item not in known:
            raise NotFound(_("Esa parte del programa ya no está en la base; elija otra."))
        span = known[item]
        if not may_hold(span.start, span.end, on):
            raise InvalidValue(
                _(
                    "«{code}» es de «{plan}», que no estaba en vigor el día de la actividad ({day}); elija otra o"
                    " cambie la fecha."
                ).format(code=span.code, plan=span.plan, day=long_date(on)),
                "counts",
                span.code,
            )


def _tree(items: list[tuple[int | None, Item]], parent: int | None = None) -> tuple[Item, ...]:
    return tuple(replace(item, parts=_tree(items, item.id)) for above, item in items if above == parent)


_ALL = """
    SELECT p.id, p.code, p.title, p.kind, p.start_on, p.end_on, p.approved_on, p.source,
        i.parent_id, i.id, i.code, i.title, i.level, i.target, i.unit, i.condition, i.source
    FROM plan AS p LEFT JOIN plan_item AS i ON i.plan_id = p.id
    ORDER BY p.start_on DESC, p.id, i.position, i.id"""
_FIND = "SELECT i.id FROM plan_item AS i JOIN plan AS p ON p.id = i.plan_id WHERE p.code = ? AND i.code = ?"
_SPANS = """
    SELECT i.id, i.code, p.title, p.start_on, p.end_on FROM plan_item AS i JOIN plan AS p ON p.id = i.plan_id"""
