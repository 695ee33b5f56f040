"""A tour whole: who was in charge, where it went, what was done on it and whom one met."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from crm import tours
from crm.areas import officials
from crm.errors import NotFound
from crm.record_links import Linked, links_of
from crm.texts import _
from crm.tour_values import Stop


@dataclass(frozen=True, slots=True)
class TourActivity:
    """An activity of a tour; ``stop`` the id of the stop it belongs to, 0 for none."""

    id: int
    title: str
    kind: str
    day: str
    time: str
    city: str
    state: str
    stop: int


@dataclass(frozen=True, slots=True)
class Met:
    """A contact who took part in an activity of a tour: who, of what institution, in what post that day."""

    id: int
    name: str
    organization: str
    post: str
    activities: int


@dataclass(frozen=True, slots=True)
class TourRecord:
    """A tour. ``officials`` says how to call whom, by id, for what they did on the days of the tour; ``version`` grows
    with each change; ``links`` is what it is tied to, seen from both ends.
    """

    id: int
    title: str
    purpose: str
    official: int
    start: str
    end: str
    results: str
    source: str
    stops: tuple[Stop, ...]
    activities: tuple[TourActivity, ...]
    people: tuple[Met, ...]
    notes: tuple[tuple[int, str], ...]
    officials: dict[int, str]
    version: int = 0
    links: tuple[Linked, ...] = ()


def record(session: Session, tour: int, today: datetime.date) -> TourRecord:
    """A tour whole. Raises NotFound."""
    read = session.connection().exec_driver_sql
    own = read(_OWN, (tour,)).one_or_none()
    if own is None:
        raise NotFound(_("No hay ninguna gira {id}.").format(id=tour))
    title, purpose, official, start, end, results, source, version = own
    return TourRecord(
        id=tour,
        title=title,
        purpose=purpose,
        official=official,
        start=start,
        end=end,
        results=results,
        source=source,
        stops=tours.stops_of(session, tour),
        activities=_made(TourActivity, read(_ACTIVITIES, (tour,)).all()),
        people=_made(Met, read(_PEOPLE, (tour,)).all()),
        notes=tuple((number, text) for number, text in read(_NOTES, (tour,)).all()),
        officials={one.id: one.called(start, today) for one in officials(session)},
        version=version,
        links=links_of(session, tour),
    )


_OWN = """
    SELECT t.title, t.purpose, coalesce(t.official_id, 0), t.start_on, t.end_on, t.results, t.source, r.version
    FROM tour t JOIN record r ON r.id = t.id WHERE t.id = ? AND r.trashed_by IS NULL AND r.merged_into IS NULL"""
_LIVE_ACTIVITIES = """
    FROM activity a JOIN record r ON r.id = a.id
    WHERE a.tour_id = ?1 AND r.trashed_by IS NULL AND r.merged_into IS NULL"""
_ACTIVITIES = f"""
    SELECT a.id, a.title, (SELECT k.label FROM activity_kind k WHERE k.id = a.kind_id), a.start_on, a.start_time,
        a.city, a.state, coalesce(a.tour_stop_id, 0) {_LIVE_ACTIVITIES} ORDER BY a.start_on, a.start_time, a.id"""
_PEOPLE = f"""
    SELECT coalesce(p.person_id, p.organization_id) AS contact,
        trim(coalesce((SELECT e.treatment FROM person e WHERE e.id = p.person_id), '') || ' ' || s.name),
        CASE WHEN p.person_id IS NULL THEN '' ELSE coalesce(o.name, '') END, max(p.post), count(DISTINCT p.activity_id)
    FROM participation p JOIN search_document s ON s.id = coalesce(p.person_id, p.organization_id)
    LEFT JOIN search_document o ON o.id = p.organization_id
    WHERE p.activity_id IN (SELECT a.id {_LIVE_ACTIVITIES})
    GROUP BY contact, p.organization_id ORDER BY s.place"""
_NOTES = "SELECT id, text FROM note WHERE record_id = ? ORDER BY id"


def _made(kind: Any, found: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(kind(*values) for values in found)
