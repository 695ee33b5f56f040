"""The folder of a tour (carpeta informativa): who is who, whom to turn to there, what is still owed."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from crm import contact_record, follow_up_list, tour_record
from crm.contact_list import rows as contact_rows
from crm.contact_record import ContactRecord
from crm.follow_up_list import FollowUpRow
from crm.query import parse
from crm.query_run import first_ids
from crm.tour_record import Met, TourRecord

PROFILE = 280
"""Letters of a profile: the first note about somebody, cut at a word."""

NEARBY = 12
"""Contacts of a city that are listed at most."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Somebody one will meet. ``line`` today's posts; ``reach`` phones and e-mails; ``text`` is short."""

    id: int
    name: str
    line: str
    reach: str
    text: str


@dataclass(frozen=True, slots=True)
class Local:
    """A contact in a city of the tour, with where it can be reached."""

    name: str
    kind: str
    reach: str


@dataclass(frozen=True, slots=True)
class TourFolder:
    """A tour with all that one should know of it; ``nearby`` by city, consulates first."""

    tour: TourRecord
    profiles: tuple[Profile, ...]
    nearby: tuple[tuple[str, tuple[Local, ...]], ...]
    pending: tuple[FollowUpRow, ...]


def folder(session: Session, tour: int, today: datetime.date) -> TourFolder:
    """The folder of a tour as of a day. Raises NotFound."""
    found = tour_record.record(session, tour, today)
    met = {one.id: one for one in found.people}
    profiles = tuple(
        profile(contact_record.record(session, number, today=today), one) for number, one in met.items()
    )
    cities = dict.fromkeys(stop.city for stop in found.stops)
    return TourFolder(
        tour=found,
        profiles=profiles,
        nearby=tuple((city, _nearby(session, city, today)) for city in cities),
        pending=tuple(_pending(session, found, today)),
    )


def profile(contact: ContactRecord, met: Met) -> Profile:
    """A contact in a few lines: its posts of today, else what it was when one met."""
    posts = [f"{post.sentence}, {post.other.name}" for post in contact.posts if not post.former]
    then = [part for part in (met.post, met.organization) if part]
    known = [part for part in (contact.kind_name, contact.place) if part]
    text = contact.notes[0].shown if contact.notes else ""
    line = "; ".join(posts) or ", ".join(then or known)
    return Profile(contact.id, contact.title, line, contact.reach, _short(text))


def _short(text: str) -> str:
    joined = " ".join(text.split())
    if len(joined) <= PROFILE:
        return joined
    return f"{joined[:PROFILE].rsplit(' ', 1)[0]}…"


def _nearby(session: Session, city: str, today: datetime.date) -> tuple[Local, ...]:
    quoted = city.replace('"', "")
    found: list[int] = []
    for query in (f'ciudad:"{quoted}" tipo:consulado', f'ciudad:"{quoted}" -tipo:persona'):
        found += list(first_ids(session, parse(query, today), NEARBY))
    wanted = list(dict.fromkeys(found))[:NEARBY]
    kept = [row.id for row in contact_rows(session, wanted)]
    read = (contact_record.record(session, one, today=today) for one in kept)
    return tuple(Local(one.title, one.kind_name, one.reach) for one in read)


def _pending(session: Session, tour: TourRecord, today: datetime.date) -> Iterable[FollowUpRow]:
    """What is open about the tour, its activities and those one meets, by when it is due."""
    about = [tour.id, *(one.id for one in tour.activities), *(one.id for one in tour.people)]
    ids = dict.fromkeys(
        number for record in dict.fromkeys(about) for number in follow_up_list.ids(session, record=record)
    )
    rows = follow_up_list.rows(session, list(ids), today=today)
    return sorted(rows, key=lambda row: (row.due_on == "", row.due_on, row.id))
