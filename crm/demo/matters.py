"""What happens in a demo base: activities, follow-ups, requests, tours, agreements, written by the program itself."""

from collections.abc import Callable
from itertools import islice

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm import follow_ups
from crm.activity_writer import ActivityWriter
from crm.demo.activities import Activities
from crm.demo.agreements import write_agreements
from crm.demo.cast import Cast, Office
from crm.demo.dice import Dice
from crm.demo.errands import follow_ups as errands, write_requests, write_tours
from crm.records import UIDS
from db.activities import Activity
from db.agreements import Agreement
from db.follow_ups import FollowUp

ACTIVITIES, FOLLOW_UPS, REQUESTS, YEARS = 480, 160, 20, 1
"""In a base of everyday size, of so many years before this one; follow-ups besides those of minutes."""

MANY_ACTIVITIES, MANY_FOLLOW_UPS, MANY_YEARS = 20_000, 60_000, 14
"""In a base for measuring."""

_BATCH = 10_000


def write_matters(
    session: Session, dice: Dice, cast: Cast, *, many: bool, tell: Callable[[], None]
) -> tuple[int, int, int]:
    """Write what happens with the organisations of ``cast``; return how many activities, follow-ups and agreements.

    ``many``: as many as one measures with. ``tell`` is called now and then, and may raise to stop.
    """
    session.info[UIDS] = dice.uid
    try:
        _write(session, dice, cast, many=many, tell=tell)
    finally:
        del session.info[UIDS]
    counts = [session.execute(select(func.count()).select_from(table)).scalar() for table in _COUNTED]
    return counts[0] or 0, counts[1] or 0, counts[2] or 0


def _write(session: Session, dice: Dice, cast: Cast, *, many: bool, tell: Callable[[], None]) -> None:
    office = Office(session)
    years = MANY_YEARS if many else YEARS
    made = Activities(dice, cast, office, years)
    on_tour = [
        activity
        for tour, stop, day in write_tours(session, dice)
        for activity in made.on_tour(stop.city, day, tour, stop.id)
    ]
    writer = ActivityWriter(session, today=dice.today)
    first = [*on_tour, *made.abroad()]
    ids = writer.add(first)
    rest = (MANY_ACTIVITIES if many else ACTIVITIES) - len(first)
    coming = made.of(rest, minutes=not many)
    while batch := list(islice(coming, _BATCH)):
        ids += writer.add(batch)
        tell()
    write_requests(session, dice, cast, office, REQUESTS)
    errand = errands(dice, cast.bodies, ids, MANY_FOLLOW_UPS if many else FOLLOW_UPS, years)
    while batch_of_errands := list(islice(errand, _BATCH)):
        follow_ups.create_many(session, batch_of_errands)
        tell()
    write_agreements(session, dice, cast, many=many)
    tell()


_COUNTED = (Activity, FollowUp, Agreement)
