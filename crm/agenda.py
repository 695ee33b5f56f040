"""The calendar: activities, tours, what is due and terms of requests, by the day they fall on in Mexico City.

A month or a week is a few statements. What is known by its month or year only stands apart, on no day.
"""

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from sqlalchemy.orm import Session

from crm.partial_dates import PartialDate
from crm.records import ACTIVITY, FOLLOW_UP, REQUEST, TOUR
from crm.request_list import open_requests
from crm.weeks import USUAL, month_of, week_of
from crm.zones import AtHome, at_home, hours_at_home, to_utc
from db.follow_ups import OPEN

KINDS = (ACTIVITY, FOLLOW_UP, REQUEST, TOUR)
_DAY = datetime.timedelta(days=1)
_NIGHT = datetime.timedelta(hours=12)
"""What goes on past midnight for no longer than this is of the day it begins on."""


class Entry(NamedTuple):
    """Something on a day. ``day`` and ``last`` are those at home; ``time`` ``HH:MM`` there, "" for all day.

    ``hours`` also tells the hour of its own zone; ``detail`` the place or link of an activity, who is responsible, the
    sender. ``movable``: it may be dragged to another day. ``modality`` is an activity's. ``minutes`` is how long it
    lasts, 0 where that is not known, and ``from_to`` its hours from the first to the last, as ``hours`` without it;
    ``type`` the code of an activity's kind.
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
    minutes: int = 0
    from_to: str = ""
    type: str = ""


class Undated(NamedTuple):
    """An activity of a month or a year, on a day nobody knows; ``date`` partial, in its stored form."""

    id: int
    title: str
    date: str
    type: str = ""


def of_type(code: str) -> str:
    """How activities of a kind, by its code, are called where they are left out."""
    return f"{ACTIVITY}:{code}"


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

    def without(self, left_out: Collection[str]) -> "Agenda":
        """The same without some kinds of records (``KINDS``) and of activities (``of_type``)."""
        if not left_out:
            return self
        gone = set(left_out)
        entries = (one for one in self.entries if gone.isdisjoint((one.kind, of_type(one.type))))
        undated = (one for one in self.undated if gone.isdisjoint((ACTIVITY, of_type(one.type))))
        return replace(self, entries=tuple(entries), undated=tuple(undated))


def month(
    session: Session,
    year: int,
    number: int,
    *,
    today: datetime.date,
    kinds: Collection[str] = KINDS,
    begins: int = USUAL,
) -> Agenda:
    """The weeks that hold a month; ``begins`` is the day they begin on, as in ``crm.weeks``."""
    shown = month_of(datetime.date(year, number, 1), begins)
    return days(session, *shown, today=today, kinds=kinds)


def week(
    session: Session,
    day: datetime.date,
    *,
    today: datetime.date,
    kinds: Collection[str] = KINDS,
    begins: int = USUAL,
) -> Agenda:
    """The week of a day; ``begins`` is the day it begins on, as in ``crm.weeks``."""
    return days(session, *week_of(day, begins), today=today, kinds=kinds)


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


def _activities(session: Session, first: datetime.date, last: datetime.date) -> Iterator[Entry]:
    # A day more on either side: elsewhere it may be another day.
    bounds = ((first - _DAY).isoformat(), (last + _DAY).isoformat())
    for row in session.connection().exec_driver_sql(_ACTIVITIES, bounds):
        number, title, state, start, time, end, end_time, zone, place, city, modality, link, code = row
        if not (day := PartialDate.parse(start)).day:
            continue
        spent = _spent(day.earliest, time, end, end_time, zone, city)
        yield Entry(
            number,
            ACTIVITY,
            title,
            state,
            spent.shown.day,
            spent.last,
            spent.shown.time,
            spent.shown.text,
            ", ".join(part for part in (place, city) if part) or link or modality,
            True,
            modality,
            spent.minutes,
            spent.from_to,
            code,
        )


class _Spent(NamedTuple):
    """When an activity is at home: from when, until which day, for how many minutes, and its hours in words."""

    shown: AtHome
    last: datetime.date
    minutes: int = 0
    from_to: str = ""


def _spent(day: datetime.date, time: str, end: str, end_time: str, zone: str, city: str) -> _Spent:
    until = PartialDate.parse(end) if end else None
    if not time:
        return _Spent(AtHome(day, "", ""), max(day, until.latest) if until else day)
    shown = at_home(day, time, zone, city)
    if not end_time or (until is not None and not until.day):
        return _Spent(shown, max(shown.day, until.latest) if until else shown.day, 0, shown.text)
    end_day = until.earliest if until else day
    lasts = to_utc(end_day, end_time, zone) - to_utc(day, time, zone)
    minutes = max(0, int(lasts.total_seconds()) // 60)
    if end_day == day:
        return _Spent(shown, shown.day, minutes, hours_at_home(day, time, end_time, zone, city))
    stays = lasts <= _NIGHT
    return _Spent(
        shown,
        shown.day if stays else at_home(end_day, end_time, zone).day,
        minutes if stays else 0,
        shown.text,
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
        yield Entry(number, FOLLOW_UP, what, state, day, day, time, hours, who, True, from_to=hours)


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
    SELECT a.id, a.title, a.state, a.start_on, a.start_time, a.end_on, a.end_time, a.zone, a.place, a.city,
        a.modality, a.link, k.code
    FROM chosen CROSS JOIN activity AS a ON a.id = chosen.id
    JOIN activity_kind AS k ON k.id = a.kind_id
    JOIN record AS r ON r.id = a.id AND r.trashed_by IS NULL"""
_UNDATED = """
    SELECT a.id, a.title, a.start_on, k.code
    FROM activity AS a JOIN record AS r ON r.id = a.id AND r.trashed_by IS NULL
    JOIN activity_kind AS k ON k.id = a.kind_id
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
