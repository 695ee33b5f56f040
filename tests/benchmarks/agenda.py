"""Mi día, a month of the calendar and a long timeline, beside the plain statements that read the same rows."""

import datetime

from sqlalchemy.orm import Session

from crm.agenda import month
from crm.timeline import timeline
from crm.today import silence, today
from crm.weeks import month_of, week_of
from db.follow_ups import OPEN
from tests.benchmarks.harness import Report

LIMIT = 0.100
"""As for a record with 2,000 entries (QUALITY, "Budgets")."""

BUSIEST = """
    SELECT organization_id FROM participation WHERE organization_id IS NOT NULL
    GROUP BY organization_id ORDER BY count(DISTINCT activity_id) DESC LIMIT 1"""
_ACTIVITIES = """
    SELECT a.id, a.title, a.start_on, a.start_time, a.end_on, a.end_time, a.zone, a.state, a.city, r.version
    FROM activity AS a JOIN record AS r ON r.id = a.id AND r.trashed_by IS NULL
    WHERE a.start_on BETWEEN ? AND ?"""
_DUE = f"""
    SELECT f.id, f.what, f.responsible, f.due_on, f.state FROM follow_up AS f
    JOIN record AS r ON r.id = f.id AND r.trashed_by IS NULL WHERE f.due_on BETWEEN ? AND ? AND f.{OPEN}"""
_SPOKEN = """
    SELECT p.organization_id, max(a.start_on) FROM participation AS p JOIN activity AS a ON a.id = p.activity_id
    WHERE a.state = 'realizada' GROUP BY p.organization_id"""
_ENTRIES = """
    SELECT m.id, m.kind, m.type, m.day, m.name, m.people, m.state FROM matter_document AS m
    WHERE m.id IN (SELECT activity_id FROM participation WHERE organization_id = ?1
        UNION SELECT from_id FROM record_link WHERE to_id = ?1)"""


def measure(report: Report, session: Session, day: datetime.date) -> None:
    """Read each in turn with the plain statements."""

    def read(statement: str, *values: object) -> int:
        return len(session.connection().exec_driver_sql(statement, values).all())

    busiest = session.connection().exec_driver_sql(BUSIEST).scalar_one()
    entries = len(timeline(session, busiest).entries)
    # The names of cities and zones are read from the disk once.
    month(session, day.year, day.month, today=day)
    sunday, saturday = week_of(day)
    first, last = month_of(day)
    days = (first.isoformat(), last.isoformat())
    report.compare(
        "Mi día",
        lambda: today(session, day),
        lambda: (
            read(_DUE, "0000", saturday.isoformat()),
            read(_ACTIVITIES, sunday.isoformat(), saturday.isoformat()),
        ),
        rounds=9,
        limit=LIMIT,
    )
    report.compare(
        "y con quién no se habla hace tiempo",
        lambda: silence(session, day),
        lambda: read(_SPOKEN),
        rounds=9,
    )
    report.compare(
        "un mes del calendario",
        lambda: month(session, day.year, day.month, today=day),
        lambda: (read(_ACTIVITIES, *days), read(_DUE, *days)),
        rounds=9,
        limit=LIMIT,
    )
    report.compare(
        f"línea del tiempo de {entries:,} entradas",
        lambda: timeline(session, busiest),
        lambda: read(_ENTRIES, busiest),
        rounds=9,
        limit=LIMIT,
    )
