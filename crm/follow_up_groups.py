"""A list of follow-ups under headings: by when they are due, who is responsible, what they are about."""

import datetime
import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy.orm import Session

from crm.follow_up_list import ORDERS, Order, due_group
from crm.follow_up_values import OPEN
from crm.texts import _
from crm.weeks import USUAL


@dataclass(frozen=True, slots=True)
class Grouped:
    """``ids`` in order (typecode ``q``), and the headings they stand under with how many stand there."""

    ids: "array[int]"
    heads: tuple[tuple[str, int], ...]


def grouped(
    session: Session, ids: Sequence[int], order: Order, *, today: datetime.date, begins: int = USUAL
) -> Grouped:
    """These follow-ups in an order, under headings, in one statement; those done and cancelled come last.

    ``begins`` is the day weeks begin on, as in ``crm.weeks``.
    """
    found = session.connection().exec_driver_sql(
        _GROUPED.format(about=_ABOUT if order == "record" else "NULL", order=ORDERS[order]),
        (json.dumps(list(ids)),),
    )
    ordered = array("q")
    names: list[str] = []
    of_days: dict[str, str] = {}  # thousands are due on the same few hundred days
    for number, state, due, responsible, about in found:
        ordered.append(number)
        if due not in of_days:
            of_days[due] = due_group(due, today, begins)
        names.append(_heading(order, state, of_days[due], responsible, about))
    return Grouped(ordered, tuple((name, len(list(same))) for name, same in groupby(names)))


def _heading(order: Order, state: str, due: str, responsible: str, about: str | None) -> str:
    if state not in OPEN:
        return _("Cerrados")
    if order == "due":
        return due
    if order == "person":
        return responsible or _("Sin responsable")
    return about or _("Sin ligas")


_ABOUT = """
        (SELECT coalesce(s.name, m.name) FROM record_link AS l
            LEFT JOIN search_document AS s ON s.id = l.to_id LEFT JOIN matter_document AS m ON m.id = l.to_id
            WHERE l.from_id = f.id ORDER BY l.id LIMIT 1)"""
_GROUPED = """
    SELECT f.id, f.state, f.due_on, f.responsible, {about}
    FROM json_each(?) AS wanted CROSS JOIN follow_up AS f ON f.id = wanted.value
    ORDER BY f.state IN ('hecho', 'cancelado'), {order}"""
