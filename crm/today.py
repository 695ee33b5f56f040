"""Mi día: what is overdue and due today, the week's activities, whom one has not spoken with for long."""

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy.orm import Session

from crm import agenda, follow_up_list
from crm.activity_values import CANCELLED, POSTPONED
from crm.agenda import Entry
from crm.contact_list import ContactRow, rows as contact_rows
from crm.follow_up_list import FollowUpRow
from crm.query_dates import read_days
from crm.records import ACTIVITY
from crm.texts import _, ngettext
from crm.weeks import USUAL, week_of
from db.follow_ups import OPEN

SHOWN = 12
"""Follow-ups shown under a heading; the rest are counted."""

SILENT_SHOWN = 3
SILENT_MONTHS = 6
SILENT_QUERY = f"ultimo:<hace-{SILENT_MONTHS}-meses -tipo:persona"
"""What lists everybody that has been silent for so long."""


@dataclass(frozen=True, slots=True)
class Due:
    """The follow-ups under a heading: the first ones, and how many there are."""

    rows: tuple[FollowUpRow, ...]
    total: int


class Silent(NamedTuple):
    """An organisation that nobody has spoken with for long: since when, and that in words ("14 meses")."""

    contact: ContactRow
    since: datetime.date
    words: str


@dataclass(frozen=True, slots=True)
class Silence:
    """Those longest silent first, and how many ``SILENT_QUERY`` finds."""

    first: tuple[Silent, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True)
class Today:
    """Mi día. ``week`` are the activities from today to the end of the week that are not cancelled or put off;
    ``summary`` is the sentence under the date.
    """

    overdue: Due
    due: Due
    this_week: Due
    week: tuple[Entry, ...]
    summary: str


def today(
    session: Session, day: datetime.date, *, responsible: str | None = None, begins: int = USUAL
) -> Today:
    """Mi día on a day; only of one person's follow-ups, as written, if ``responsible`` is given.

    ``begins`` is the day weeks begin on, as in ``crm.weeks``.
    """
    last = week_of(day, begins)[1]
    overdue, due, this_week = _due(session, day, last, responsible)
    ahead = agenda.days(session, day, last, today=day, kinds=(ACTIVITY,))
    week = tuple(entry for entry in ahead.entries if entry.state not in (CANCELLED, POSTPONED))
    return Today(overdue, due, this_week, week, _summary(overdue, due, len(week)))


def _due(
    session: Session, day: datetime.date, last: datetime.date, responsible: str | None
) -> tuple[Due, Due, Due]:
    read = session.connection().exec_driver_sql
    now, end = day.isoformat(), last.isoformat()
    totals = read(_TOTALS, (responsible, now, now, now, end)).one()
    bounds = (("0000", _before(day)), (now, now), (_after(day), end))
    groups = [read(_FIRST, (responsible, *between, SHOWN)).scalars().all() for between in bounds]
    shown = follow_up_list.rows(session, [number for group in groups for number in group], today=day)
    by_id = {row.id: row for row in shown}
    overdue, due, later = (
        Due(tuple(by_id[number] for number in group), total or 0)
        for group, total in zip(groups, totals, strict=True)
    )
    return overdue, due, later


def _before(day: datetime.date) -> str:
    return (day - datetime.timedelta(days=1)).isoformat()


def _after(day: datetime.date) -> str:
    return (day + datetime.timedelta(days=1)).isoformat()


def silence(session: Session, day: datetime.date) -> Silence:
    """Whom one has not spoken with for ``SILENT_MONTHS`` before a day. It goes through all that took place: in a large
    base it takes as long as the rest of the day.
    """
    last_day = read_days(f"<hace-{SILENT_MONTHS}-meses", day).last
    assert last_day is not None
    since = (last_day + datetime.timedelta(days=1)).isoformat()
    found = session.connection().exec_driver_sql(_SILENT, (since[:4], since, SILENT_SHOWN)).all()
    contacts = {row.id: row for row in contact_rows(session, [row[0] for row in found])}
    silent = []
    for number, last, _total in found:
        spoken = datetime.date.fromisoformat(last)
        silent.append(Silent(contacts[number], spoken, _months(spoken, day)))
    return Silence(tuple(silent), found[0][2] if found else 0)


def _months(since: datetime.date, day: datetime.date) -> str:
    months = (day.year - since.year) * 12 + day.month - since.month - (day.day < since.day)
    if months >= 24:
        return ngettext("{n} año", "{n} años", months // 12).format(n=months // 12)
    return ngettext("{n} mes", "{n} meses", months).format(n=months)


def _summary(overdue: Due, due: Due, activities: int) -> str:
    if not (overdue.total or due.total or activities):
        return _("Nada vence hoy y no hay actividades esta semana.")
    late = ngettext("{n} seguimiento vencido", "{n} seguimientos vencidos", overdue.total)
    now = ngettext("{n} seguimiento para hoy", "{n} seguimientos para hoy", due.total)
    events = ngettext("{n} actividad esta semana", "{n} actividades esta semana", activities)
    counted = (
        (late, overdue.total),
        (_("{n} para hoy") if overdue.total else now, due.total),
        (events, activities),
    )
    *most, last = [words.format(n=total) for words, total in counted if total]
    return _("{parts} y {last}.").format(parts=", ".join(most), last=last) if most else f"{last}."


_TOOK_PLACE = "state = 'realizada' AND NOT a.of_others"
_OPEN = f"""
    FROM follow_up AS f JOIN record AS r ON r.id = f.id AND r.trashed_by IS NULL
    WHERE f.{OPEN} AND (?1 IS NULL OR f.responsible = ?1 COLLATE NOCASE)"""
_TOTALS = f"""
    SELECT sum(f.due_on < ?2), sum(f.due_on = ?3), sum(f.due_on > ?4) {_OPEN} AND f.due_on > '' AND f.due_on <= ?5"""
_FIRST = f"""
    SELECT f.id {_OPEN} AND f.due_on BETWEEN ?2 AND ?3
    ORDER BY f.due_on, f.due_time = '', f.due_time, iif(f.priority = 'alta', 0, iif(f.priority = 'baja', 2, 1)), f.id
    LIMIT ?4"""
# Who was spoken with since is few among all: found first, by the day, and everybody else looked at only then.
_SILENT = f"""
    WITH recent AS MATERIALIZED (
        SELECT DISTINCT p.organization_id AS id FROM activity AS a
        CROSS JOIN matter_document AS m ON m.id = a.id AND m.last_day >= ?2
        CROSS JOIN participation AS p ON p.activity_id = a.id
        WHERE a.start_on >= ?1 AND a.{_TOOK_PLACE} AND p.organization_id IS NOT NULL),
    silent AS MATERIALIZED (
        SELECT DISTINCT p.organization_id AS id FROM participation AS p
        WHERE p.organization_id IS NOT NULL AND p.organization_id NOT IN (SELECT id FROM recent))
    SELECT silent.id, max(m.last_day) AS spoken, count(*) OVER ()
    FROM silent CROSS JOIN search_document AS s ON s.id = silent.id
    CROSS JOIN participation AS p ON p.organization_id = silent.id
    CROSS JOIN activity AS a ON a.id = p.activity_id AND a.{_TOOK_PLACE}
    CROSS JOIN matter_document AS m ON m.id = a.id AND m.last_day <> ''
    GROUP BY silent.id ORDER BY spoken, s.place LIMIT ?3"""
