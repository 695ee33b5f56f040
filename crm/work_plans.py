"""The programa de trabajo under an agreement: what is planned in a year, by whom, and what was done of it."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.agreement_rules import check_work_item
from crm.agreement_values import WorkItemValues
from crm.contact_values import Kept
from crm.field_edit import row_to_change
from crm.records import ACTIVITY, live
from crm.texts import _, mark
from db.obligations import WorkItem
from db.records import Record

ADD_TITLE = mark("Línea del programa de trabajo agregada")
CHANGE_TITLE = mark("Programa de trabajo cambiado")
REMOVE_TITLE = mark("Línea del programa de trabajo quitada")


@dataclass(frozen=True, slots=True)
class WorkPlan:
    """The programa de trabajo of a year: its lines, by when they are planned."""

    year: int
    items: tuple[Kept, ...]

    @property
    def done(self) -> int:
        """How many of its lines were done."""
        return sum(bool(item.value.done) for item in self.items)


def save(session: Session, record: Record, before: Kept | None, after: WorkItemValues | None) -> None:
    """Add, change or remove a line of an agreement's programa de trabajo.

    Raises InvalidValue, NotFound for an activity that is gone, ChangedMeanwhile.
    """
    row = None if before is None else session.get(WorkItem, before.row)
    if row is not None and row.agreement_id != record.id:
        row = None
    if after is not None:
        check_work_item(after)
    if not row_to_change(session, record, row, None if row is None else _kept(row).value, before, after):
        return
    assert after is not None
    if after.activity is not None:
        live(session, after.activity, ACTIVITY, _("Esa actividad ya no está en la base; elija otra."))
    if row is None:
        last = select(func.max(WorkItem.position)).where(WorkItem.agreement_id == record.id)
        row = WorkItem(agreement_id=record.id, position=(session.execute(last).scalar() or 0) + 1)
        session.add(row)
    row.year, row.what = after.year, " ".join(after.what.split())
    row.responsible = " ".join(after.responsible.split())
    row.planned_on, row.done_on, row.activity_id = after.planned, after.done, after.activity


def plans(session: Session, agreement: int) -> tuple[WorkPlan, ...]:
    """The programas de trabajo under an agreement, the last year first."""
    found = select(WorkItem).where(WorkItem.agreement_id == agreement)
    by_year: dict[int, list[Kept]] = {}
    order = (WorkItem.year.desc(), WorkItem.planned_on == "", WorkItem.planned_on, WorkItem.position)
    for row in session.execute(found.order_by(*order)).scalars():
        by_year.setdefault(row.year, []).append(_kept(row))
    return tuple(WorkPlan(year, tuple(items)) for year, items in by_year.items())


def _kept(row: WorkItem) -> Kept:
    values = WorkItemValues(row.year, row.what, row.responsible, row.planned_on, row.done_on, row.activity_id)
    return Kept(row.id, values)
