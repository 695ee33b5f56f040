"""The lists of follow-ups: by when they are due, by who is responsible, by what they are about.

``ids`` says which ones and in what order, in one statement; ``rows`` what a page of them shows, in another.
"""

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from sqlalchemy.orm import Session

from crm.contact_values import Reference
from crm.date_words import near_date
from crm.follow_up_values import OPEN as OPEN_STATES
from crm.partial_dates import PartialDate
from crm.texts import _
from crm.weeks import USUAL, week_of
from crm.when_words import near_day
from db.follow_ups import OPEN
from db.search_functions import fetch_ids

Order = Literal["due", "person", "record"]


class FollowUpRow(NamedTuple):
    """One row. ``due`` in words ("ayer", "mañana, 10:00"), "" without a day; ``group`` the heading it stands under.

    ``about`` are the records it is about; ``commitment`` as in "12/2019"; ``steps`` the checklist's steps done and
    all of them.
    """

    id: int
    group: str
    what: str
    responsible: str
    state: str
    priority: str
    due: str
    due_on: str
    is_overdue: bool
    waiting_for: str
    commitment: str
    body: str
    about: tuple[Reference, ...]
    steps: tuple[int, int]
    comments: int
    recurs: bool


@dataclass(frozen=True, slots=True)
class Person:
    """Who is responsible, as written ("" for nobody), and how many open follow-ups they have, overdue and in all."""

    name: str
    overdue: int
    total: int


def ids(
    session: Session,
    order: Order = "due",
    *,
    closed: bool = False,
    responsible: str | None = None,
    record: int | None = None,
) -> list[int]:
    """The open follow-ups in an order, or (``closed``) those done and cancelled, the last ones first.

    Of one person (as written) or about one record where these are given; one whose minutes it stands in counts too.
    By record, one that is about several stands where the first of them does.
    """
    chosen = [_OF_STATE[closed]]
    parameters: list[object] = []
    if responsible is not None:
        chosen.append("f.responsible = ? COLLATE NOCASE")
        parameters.append(responsible)
    if record is not None:
        chosen.append(
            "f.id IN (SELECT from_id FROM record_link WHERE to_id = ? UNION SELECT id FROM follow_up"
            " WHERE activity_id = ?)"
        )
        parameters += [record, record]
    statement = _IDS.format(
        chosen=" AND ".join(chosen), order="f.done_on DESC, f.id DESC" if closed else ORDERS[order]
    )
    return list(fetch_ids(session.connection(), statement, tuple(parameters)))


def rows(
    session: Session, wanted: Sequence[int], *, today: datetime.date, order: Order = "due"
) -> list[FollowUpRow]:
    """The rows of these follow-ups, in this order; those that are gone or in the trash are left out."""
    found = session.connection().exec_driver_sql(_ROWS, (json.dumps(list(wanted)),))
    by_id = {values[0]: _row(today, order, *values) for values in found}
    return [by_id[follow_up] for follow_up in wanted if follow_up in by_id]


def persons(session: Session, *, today: datetime.date) -> list[Person]:
    """Who has open follow-ups, by name, those that nobody is responsible for last."""
    found = session.connection().exec_driver_sql(_PERSONS, (today.isoformat(),))
    return [Person(*values) for values in found]


def due_group(due: str, today: datetime.date, begins: int = USUAL) -> str:
    """The heading that a day stands under: "Vencidos", "Hoy", "Esta semana", "Después", "Sin fecha".

    ``begins`` is the day weeks begin on, as in ``crm.weeks``.
    """
    if not due:
        return _("Sin fecha")
    day = PartialDate.parse(due).earliest
    if day <= today:
        return _("Hoy") if day == today else _("Vencidos")
    return _("Esta semana") if day <= week_of(today, begins)[1] else _("Después")


def _row(
    today: datetime.date,
    order: Order,
    follow_up: int,
    what: str,
    responsible: str,
    state: str,
    priority: str,
    due_on: str,
    due_time: str,
    waiting_for: str,
    body: str,
    year: int | None,
    number: int | None,
    recurrence: str,
    about: str,
    done: int,
    steps: int,
    comments: int,
) -> FollowUpRow:
    records = tuple(Reference(row, name, kind) for row, name, kind in json.loads(about))
    day = PartialDate.parse(due_on).earliest if due_on else None
    due = _due_in_words(day, today) if day is not None else ""
    headings = {
        "due": due_group(due_on, today),
        "person": responsible or _("Sin responsable"),
        "record": records[0].name if records else _("Sin ligas"),
    }
    return FollowUpRow(
        id=follow_up,
        group=headings[order],
        what=what,
        responsible=responsible,
        state=state,
        priority=priority,
        due=f"{due}, {int(due_time[:2])}{due_time[2:]}" if due_time else due,
        due_on=due_on,
        is_overdue=day is not None and day < today and state in OPEN_STATES,
        waiting_for=waiting_for,
        commitment=f"{number}/{year}" if number else "",
        body=body,
        about=records,
        steps=(done, steps),
        comments=comments,
        recurs=bool(recurrence),
    )


def _due_in_words(day: datetime.date, today: datetime.date) -> str:
    """What is over says how long ago, as far as one counts in days."""
    return near_day(day, today) if day >= today else near_date(day, today)


_OF_STATE = {
    False: f"f.{OPEN}",
    True: f"NOT f.{OPEN}",
}
_PRIORITY = "iif(f.priority = 'alta', 0, iif(f.priority = 'baja', 2, 1))"
_DUE = f"f.due_on = '', f.due_on, f.due_time = '', f.due_time, {_PRIORITY}"
ORDERS: dict[Order, str] = {
    "due": f"{_DUE}, f.id",
    "person": f"f.responsible = '', f.responsible COLLATE NOCASE, {_DUE}, f.id",
    "record": f"""(SELECT coalesce(s.sort_key, m.name) FROM record_link AS l
        LEFT JOIN search_document AS s ON s.id = l.to_id LEFT JOIN matter_document AS m ON m.id = l.to_id
        WHERE l.from_id = f.id ORDER BY l.id LIMIT 1) NULLS LAST, {_DUE}, f.id""",
}
_IDS = """
    SELECT f.id FROM follow_up AS f JOIN record AS r ON r.id = f.id AND r.trashed_by IS NULL
    WHERE {chosen} ORDER BY {order}"""
_ROWS = """
    SELECT f.id, f.what, f.responsible, f.state, f.priority, f.due_on, f.due_time, f.waiting_for, f.body, f.year,
        f.number, f.recurrence,
        (SELECT coalesce(json_group_array(json_array(l.to_id, coalesce(s.name, m.name), coalesce(s.kind, m.kind))
            ORDER BY l.id), '[]') FROM record_link AS l
            LEFT JOIN search_document AS s ON s.id = l.to_id LEFT JOIN matter_document AS m ON m.id = l.to_id
            WHERE l.from_id = f.id AND (s.id IS NOT NULL OR m.id IS NOT NULL)),
        (SELECT coalesce(sum(i.done), 0) FROM follow_up_item AS i WHERE i.follow_up_id = f.id),
        (SELECT count(*) FROM follow_up_item AS i WHERE i.follow_up_id = f.id),
        (SELECT count(*) FROM note AS n WHERE n.record_id = f.id)
    FROM json_each(?) AS wanted CROSS JOIN follow_up AS f ON f.id = wanted.value
    JOIN record AS r ON r.id = f.id AND r.trashed_by IS NULL"""
_PERSONS = f"""
    SELECT min(f.responsible), sum(f.due_on <> '' AND f.due_on < ?), count(*)
    FROM follow_up AS f JOIN record AS r ON r.id = f.id AND r.trashed_by IS NULL
    WHERE f.{OPEN}
    GROUP BY f.responsible COLLATE NOCASE ORDER BY f.responsible = '', f.responsible COLLATE NOCASE"""
