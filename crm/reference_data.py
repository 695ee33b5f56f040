"""What every base knows from the start: kinds of activity, matters of agreements, areas, officials and plans.

The files are in ``resources/catalogs``. What is there already stays as the office has it: adding twice adds nothing.
"""

from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.base import create_base, open_base
from crm.catalogs import read_rows
from crm.clock import Clock
from crm.texts import mark
from db.activities import ActivityKind
from db.agreements import AgreementMatter
from db.areas import Area, Official, OfficialPost
from db.folding import fold
from db.model import Model
from db.plans import Plan, PlanItem

Row = TypeVar("Row", bound=Model)

TITLE = mark("Agregar los catálogos")
PROGRAM_ACTOR = "vínculo"
"""Who made the catalogues: nobody's own work, so nobody's first undo takes them away."""


def create(path: Path, key: str | None = None, clock: Clock | None = None) -> int:
    """Make a base with the catalogues and no contacts; return its version. Raises as ``create_base`` does."""
    version = create_base(path, key)
    with open_base(path, key, actor=PROGRAM_ACTOR, clock=clock) as base, base.write(TITLE) as session:
        add(session)
    return version


def add(session: Session) -> None:
    """Add what the catalogues have and the base has not, as part of the operation in progress."""
    _add_kinds(session)
    _add_matters(session)
    _add_areas(session)
    _add_officials(session)
    _add_plans(session)
    session.flush()


def _add_kinds(session: Session) -> None:
    known = _known(session, ActivityKind.code)
    for position, row in enumerate(read_rows("activity_kinds.csv")):
        code = fold(row["nombre"])
        if code not in known:
            session.add(
                ActivityKind(
                    code=code, label=row["nombre"], family=row["familia"], position=position, retired=False
                )
            )


def _add_matters(session: Session) -> None:
    known = _known(session, AgreementMatter.code)
    for position, row in enumerate(read_rows("agreement_matters.csv")):
        code = fold(row["nombre"])
        if code not in known:
            session.add(AgreementMatter(code=code, label=row["nombre"], position=position, retired=False))


def _add_areas(session: Session) -> None:
    known = _known(session, Area.code)
    for row in read_rows("areas.csv"):
        if row["clave"] not in known:
            session.add(Area(code=row["clave"], name=row["nombre"], source=row["fuente"]))


def _add_officials(session: Session) -> None:
    known = _known(session, Official.folded)
    for row in read_rows("officials.csv"):
        if fold(row["nombre"]) not in known:
            official = _added(
                session,
                Official(name=row["nombre"], folded=fold(row["nombre"]), source=row["fuente"]),
            )
            session.add(
                OfficialPost(
                    official_id=official.id,
                    short=row["siglas"],
                    title=row["cargo"],
                    start_on=row["desde"],
                    end_on=row["hasta"],
                    source=row["fuente"],
                )
            )


def _add_plans(session: Session) -> None:
    plans: dict[str, int] = dict(session.execute(select(Plan.code, Plan.id)).all())
    for row in read_rows("plans.csv"):
        if row["clave"] not in plans:
            plan = Plan(
                code=row["clave"],
                title=row["titulo"],
                kind=row["tipo"],
                start_on=row["desde"],
                end_on=row["hasta"],
                approved_on=row["aprobado"],
                source=row["fuente"],
            )
            plans[plan.code] = _added(session, plan).id
    _add_plan_items(session, plans)


def _add_plan_items(session: Session, plans: dict[str, int]) -> None:
    """A part comes after what it is part of, in the file as in a plan."""
    found = session.execute(select(PlanItem.plan_id, PlanItem.code, PlanItem.id))
    items = {(plan, code): item for plan, code, item in found}
    for position, row in enumerate(read_rows("plan_items.csv")):
        plan = plans[row["plan"]]
        if (plan, row["clave"]) not in items:
            item = PlanItem(
                plan_id=plan,
                parent_id=items[plan, row["de"]] if row["de"] else None,
                code=row["clave"],
                title=row["titulo"],
                level=row["nivel"],
                position=position,
                target=int(row["meta"]) if row["meta"] else None,
                unit=row["unidad"],
                objective=row["objetivo"],
                indicator=row["indicador"],
                condition=row["condicion"],
                source=row["fuente"],
            )
            items[plan, item.code] = _added(session, item).id


def _known(session: Session, column: Any) -> set[str]:
    return set(session.execute(select(column)).scalars())


def _added(session: Session, row: Row) -> Row:
    session.add(row)
    session.flush()
    return row
