"""The calendar: activities, tours, what is due and terms of requests, by the day they fall on in Mexico City.

A month or a week is a few statements. What is known by its month or year only stands apart, on no day.
"""

import calendar
import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy.orm import Session

from crm.partial_dates import PartialDate
from crm.records import ACTIVITY, FOLLOW_UP, REQUEST, TOUR
from crm.request_list import open_requests
from crm.zones import AtHome, at_home
from db.follow_ups import OPEN

KINDS = (ACTIVITY, FOLLOW_UP, REQUEST, TOUR)
_DAY = datetime.timedelta(days=1)


class Entry(NamedTuple):
    """Something on a day. ``day`` and ``last`` are those at home; ``time`` ``HH:MM`` there, "" for all day.

    ``hours`` also tells the hour of its own zone; ``detail`` the place or link of an activity, who is responsible, the
    sender. ``movable``: it may be dragged to another day. ``modality`` is an activity's.
    """

    id: int
    kind: str
    title: str
    state: str
    day: datetime.date
    last: datetime.date
    time: str
    hours: str
    detail: str
    movable: bool
    modality: str = ""


class Undated(NamedTuple):
    """An activity of a month or a year, on a day nobody knows; ``date`` partial, in its stored form."""

    id: int
    title: str
    date: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is on the days from ``first`` to ``last``: all day before by the hour, and what has no day."""

    first: datetime.date
    last: datetime.date
    entries: tuple[Entry, ...]
    undated: tuple[Undated, ...] = ()

    def on(self, day: datetime.date) -> list[Entry]:
        """What there is on a day, what began before it included."""
        return [entry for entry in self.entries if entry.day <= day <= entry.last]


def month(
    session: Session, year: int, number: int, *, today: datetime.date, kinds: Collection[str] = KINDS
) -> Agenda:
    """The weeks, from Sunday to Saturday, that hold a month."""
    first = datetime.date(year, number, 1)
    last = first.replace(day=calendar.monthrange(year, number)[1])
    return days(session, week_of(first)[0], week_of(last)[1], today=today, kinds=kinds)


def week(
    session: Session, day: datetime.date, *, today: datetime.date, kinds: Collection[str] = KINDS
) -> Agenda:
    """The week, from Sunday to Saturday, of a day."""
    return days(session, *week_of(day), today=today, kinds=kinds)


def days(
    session: Session,
    first: datetime.date,
    last: datetime.date,
    *,
    today: datetime.date,
    kinds: Collection[str] = KINDS,
) -> Agenda:
    """What is on the days from one to another, both included."""
    entries: list[Entry] = []
    if ACTIVITY in kinds:
        entries += _activities(session, first, last)
    if TOUR in kinds:
        entries += _tours(session, first, last)
    if FOLLOW_UP in kinds:
        entries += _follow_ups(session, first, last)
    if REQUEST in kinds:
        entries += _requests(session, first, last, today)
    entries = [entry for entry in entries if entry.day <= last and entry.last >= first]
    entries.sort(
        key=lambda entry: (entry.day, entry.time != "", entry.time, KINDS.index(entry.kind), entry.id)
    )
    undated = _undated(session, first, last) if ACTIVITY in kinds else ()
    return Agenda(first, last, tuple(entries), undated)


def week_of(day: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The Sunday and the Saturday of a day's week."""
    sunday = day - _DAY * ((day.weekday() + 1) % 7)
    return sunday, sunday + 6 * _DAY


def _activities(session: Session, first: datetime.date, last: datetime.date) -> Iterator[Entry]:
    # A day more on either side: elsewhere it may be another day.
    bounds = ((first - _DAY).isoformat(), (last + _DAY).isoformat())
    for row in session.connection().exec_driver_sql(_ACTIVITIES, bounds):
        number, title, state, start, time, end, zone, place, city, modality, link = row
        if not (day := PartialDate.parse(start)).day:
            continue
        shown = at_home(day.earliest, time, zone, city) if time else AtHome(day.earliest, "", "")
        until = PartialDate.parse(end).latest if end else shown.day
        detail = ", ".join(part for part in (place, city) if part) or link or modality
        yield Entry(
            number,
            ACTIVITY,
            title,
            state,
            shown.day,
            max(shown.day, until),
            shown.time,
            shown.text,
            detail,
            True,
            modality,
        )


def _tours(session: Session, first: datetime.date, last: datetime.date) -> Iterator[Entry]:
    bounds = (first.isoformat(), last.isoformat())
    for number, title, start, end, who in session.connection().exec_driver_sql(_TOURS, bounds):
        day = PartialDate.parse(start)
        if day.day:
            until = PartialDate.parse(end).latest if end and end != "s/f" else day.latest
            yield Entry(number, TOUR, title, "", day.earliest, until, "", "", who, False)


def _follow_ups(session: Session, first: datetime.date, last: datetime.date) -> Iterator[Entry]:
    bounds = (first.isoformat(), last.isoformat())
    for number, what, state, due, time, who in session.connection().exec_driver_sql(_FOLLOW_UPS, bounds):
        day = PartialDate.parse(due).earliest
        hours = at_home(day, time, "").text if time else ""
        yield Entry(number, FOLLOW_UP, what, state, day, day, time, hours, who, True)


def _requests(
    session: Session, first: datetime.date, last: datetime.date, today: datetime.date
) -> Iterator[Entry]:
    for row in open_requests(session, today):
        if row.due is not None and first <= row.due <= last:
            yield Entry(row.id, REQUEST, row.subject, row.state, row.due, row.due, "", "", row.sender, False)


def _undated(session: Session, first: datetime.date, last: datetime.date) -> tuple[Undated, ...]:
    """Activities of which no more is known than a month of these days."""
    months = sorted({f"{day:%Y-%m}" for day in (first + n * _DAY for n in range((last - first).days + 1))})
    marks = ", ".join("?" * len(months))
    rows = session.connection().exec_driver_sql(_UNDATED.format(marks=marks), tuple(months))
    return tuple(Undated(*row) for row in rows)


_ACTIVITIES = """
    WITH chosen AS (
        SELECT id FROM activity WHERE start_on BETWEEN ?1 AND ?2
        UNION SELECT id FROM activity WHERE end_on >= ?1 AND start_on < ?1)
    SELECT a.id, a.title, a.state, a.start_on, a.start_time, a.end_on, a.zone, a.place, a.city,
        a.modality, a.link
    FROM chosen CROSS JOIN activity AS a ON a.id = chosen.id
    JOIN record AS r ON r.id = a.id AND r.trashed_by IS NULL"""
_UNDATED = """
    SELECT a.id, a.title, a.start_on FROM activity AS a JOIN record AS r ON r.id = a.id AND r.trashed_by IS NULL
    WHERE a.start_on IN ({marks}) ORDER BY a.start_on, a.id"""
_TOURS = """
    SELECT t.id, t.title, t.start_on, t.end_on, coalesce(o.name, '')
    FROM tour AS t JOIN record AS r ON r.id = t.id AND r.trashed_by IS NULL
    LEFT JOIN official AS o ON o.id = t.official_id
    WHERE t.start_on <= ?2 AND (t.end_on >= ?1 OR t.start_on >= ?1)"""
_FOLLOW_UPS = f"""
    SELECT f.id, f.what, f.state, f.due_on, f.due_time, f.responsible
    FROM follow_up AS f JOIN record AS r ON r.id = f.id AND r.trashed_by IS NULL
    WHERE f.{OPEN} AND f.due_on BETWEEN ? AND ?"""
