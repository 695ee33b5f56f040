"""What a search of activities, agreements … answers outside the window: plain facts, a line each."""

import json
from dataclasses import dataclass

from sqlalchemy.orm import Session

from crm.agreement_sql import ON, STAGE
from crm.query import Query
from crm.query_run import ids
from crm.texts import _


@dataclass(frozen=True, slots=True)
class FoundMatter:
    """``type`` the kind of an activity as the office calls it, or what else it is; ``people`` the institutions that
    took part, the sender, the responsible or who led it; ``day`` a partial date; ``country`` ISO 3166-1 alpha-2."""

    id: int
    type: str
    name: str
    people: str
    day: str
    state: str
    city: str
    country: str


def found_matters(
    session: Session, query: Query, *, order: str = "", limit: int | None = None
) -> list[FoundMatter]:
    """What a query finds, in that order. Raises QueryError."""
    found = ids(session, query, order, limit)
    rows = session.connection().exec_driver_sql(
        f"SELECT d.id, d.kind, coalesce(k.label, ''), d.name, d.people, d.day, {_STATE}, d.city, d.country "
        "FROM json_each(?) AS wanted CROSS JOIN matter_document AS d ON d.id = wanted.value "
        "LEFT JOIN activity AS a ON a.id = d.id LEFT JOIN activity_kind AS k ON k.id = a.kind_id "
        "ORDER BY wanted.key",
        (query.today.isoformat(), json.dumps(found.tolist())),
    )
    return [FoundMatter(row, label or _type(kind), *rest) for row, kind, label, *rest in rows]


_STATE = f"CASE d.kind WHEN 'agreement' THEN (SELECT {STAGE} FROM {ON} WHERE a.id = d.id) ELSE d.state END"
"""Of an agreement its stage on the day of the query."""


def _type(kind: str) -> str:
    return {
        "follow_up": _("seguimiento"),
        "request": _("gestión"),
        "tour": _("gira"),
        "agreement": _("convenio"),
    }[kind]
