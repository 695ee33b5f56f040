"""What a query of contacts can ask about what happened with them: when one last spoke, and what is owed."""

from crm.query import Query, Value
from crm.query_fields import FIELDS, code_of
from crm.query_plan import Condition

SPOKEN = """
    SELECT p.{side} AS contact, m.last_day AS day, m.day AS said FROM participation p
    CROSS JOIN matter_document m ON m.id = p.activity_id
    WHERE p.{side} IS NOT NULL AND m.state = 'realizada' AND m.last_day <> ''
    AND instr(m.facets, '=terceros=no') > 0"""
"""The days on which one spoke with contacts, as persons or as organisations: activities of ours that took place."""

# Without aggregates beside max(), SQLite takes the other columns from the row that has the greatest.
LAST_SPOKEN = (
    f"SELECT contact, max(day) AS day, said FROM ({SPOKEN.format(side='person_id')} "
    f"UNION ALL {SPOKEN.format(side='organization_id')}) GROUP BY contact"
)
"""The last of those days of each contact that has any, in ISO form, and as it was said: a partial date."""

_OWED = (
    "d.id IN (SELECT l.to_id FROM record_link l CROSS JOIN matter_document m ON m.id = l.from_id "
    "WHERE m.kind = 'follow_up' AND m.state NOT IN ('hecho', 'cancelado'){due})"
)
_OVERDUE = " AND m.last_day <> '' AND m.last_day < ?"


def last_spoken(query: Query, value: Value) -> Condition:
    """The condition that the last activity with a contact was on certain days; empty: that there was none."""
    if value.is_empty:
        return f"d.id NOT IN (SELECT contact FROM ({LAST_SPOKEN}))", ()
    days = query.days(value)
    bounds = [("day >= ?", days.first), ("day <= ?", days.last)]
    chosen = [(sql, day.isoformat()) for sql, day in bounds if day is not None]
    test = " AND ".join(sql for sql, _day in chosen)
    return f"d.id IN (SELECT contact FROM ({LAST_SPOKEN}) WHERE {test})", tuple(day for _sql, day in chosen)


def with_follow_ups(query: Query, value: Value) -> Condition:
    """The condition that a contact has follow-ups that are open, or overdue; empty: none that is open."""
    if value.is_empty:
        return f"NOT {_OWED.format(due='')}", ()
    if code_of(FIELDS["seguimiento"], value.text) == "vencido":
        return _OWED.format(due=_OVERDUE), (query.today.isoformat(),)
    return _OWED.format(due=""), ()
