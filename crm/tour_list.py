"""Tours as they are listed: which, who was in charge, from when to when, through which cities."""

import datetime
import json
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from crm.areas import officials


class TourRow(NamedTuple):
    """A tour. ``official`` as called for what was done then; ``start`` and ``end`` partial dates; ``cities`` in their
    order, each once; ``activities`` how many were done on it.
    """

    id: int
    title: str
    official: str
    start: str
    end: str
    cities: tuple[str, ...]
    activities: int


class TourChoice(NamedTuple):
    """A tour to choose: its name with its year, and its stops, id and city each, in their order."""

    id: int
    name: str
    stops: tuple[tuple[int, str], ...]


def choices(session: Session) -> tuple[TourChoice, ...]:
    """Every tour that is not in the trash, the newest first."""
    found = session.connection().exec_driver_sql(_CHOICES)
    return tuple(
        TourChoice(
            number,
            f"{title} ({start[:4]})" if start[:1].isdigit() and start[:4] not in title else title,
            tuple((stop, city) for stop, city in json.loads(stops)),
        )
        for number, title, start, stops in found
    )


def rows(session: Session, wanted: Sequence[int], *, today: datetime.date) -> list[TourRow]:
    """The rows of these tours, in this order; those that are gone or in the trash are left out."""
    known = {official.id: official for official in officials(session)}
    found: dict[int, TourRow] = {}
    read = session.connection().exec_driver_sql
    for number, title, official, start, end, cities, activities in read(_ROWS, (json.dumps(list(wanted)),)):
        called = known[official].called(start, today) if official in known else ""
        through = tuple(dict.fromkeys(json.loads(cities)))
        found[number] = TourRow(number, title, called, start, end, through, activities)
    return [found[tour] for tour in wanted if tour in found]


_CHOICES = """
    SELECT t.id, t.title, t.start_on,
        (SELECT coalesce(json_group_array(json_array(s.id, s.city) ORDER BY s.position, s.id), '[]')
            FROM tour_stop AS s WHERE s.tour_id = t.id)
    FROM tour AS t JOIN matter_document AS m ON m.id = t.id ORDER BY m.place"""
_ROWS = """
    SELECT t.id, t.title, t.official_id, t.start_on, t.end_on,
        (SELECT json_group_array(city) FROM
            (SELECT city FROM tour_stop AS s WHERE s.tour_id = t.id ORDER BY s.position, s.id)),
        (SELECT count(*) FROM activity AS a JOIN record AS d ON d.id = a.id AND d.trashed_by IS NULL
            WHERE a.tour_id = t.id)
    FROM json_each(?) AS wanted CROSS JOIN tour AS t ON t.id = wanted.value
    JOIN record AS r ON r.id = t.id AND r.trashed_by IS NULL AND r.merged_into IS NULL"""
