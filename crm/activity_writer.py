"""Writes activities, one or thousands, within one operation: in bulk, what they refer to looked up once for all."""

import datetime
import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from crm import commitments, plans
from crm.activity_rules import check, settled
from crm.activity_values import NewActivity, Participant, When, own_values, when_values
from crm.contact_ties import resolve
from crm.contact_values import Reference
from crm.errors import InvalidValue, NotFound
from crm.partial_dates import PartialDate
from crm.participants import HeldPost, posts_of, with_post
from crm.records import ACTIVITY, TOUR, live, new_uid, refuse_unless_live
from crm.texts import _
from db import journal
from db.activities import ActivityKind
from db.areas import Area, Official
from db.model import Model
from db.tours import TourStop

Rows = dict[str, list[tuple[Any, ...]]]


class ActivityWriter:
    """Writes activities as part of the operation in progress."""

    def __init__(self, session: Session, *, today: datetime.date) -> None:
        self._session = session
        self._today = today
        self._organizations: dict[str, int] = {}

    def add(self, news: Sequence[NewActivity]) -> list[int]:
        """Write down activities, with what their minutes promise; return their ids in that order.

        New people and institutions among the participants are made. Raises InvalidValue for what cannot be kept,
        NotFound for something that is referred to and gone.
        """
        if not news:
            return []
        for new in news:
            check(new, self._today)
        whens = [settled(new.when) for new in news]
        self._refuse_unknown(news, whens)
        self._session.flush()
        participants = self._participants(news, whens)
        # Only now: contacts made for participants take ids too.
        first = journal.next_id(self._session, _TABLES["record"])
        ids = list(range(first, first + len(news)))
        rows: Rows = {name: [] for name in _COLUMNS}
        for activity, new, when, people in zip(ids, news, whens, participants, strict=True):
            self._describe(rows, activity, new, when, people)
        for name, found in rows.items():
            self._insert(name, found)
        for activity, new, when in zip(ids, news, whens, strict=True):
            if new.minutes:
                on = day_of(when, self._today)
                commitments.note(self._session, activity, new.minutes, on=on, today=self._today)
        return ids

    def _refuse_unknown(self, news: Sequence[NewActivity], whens: Sequence[When]) -> None:
        session = self._session
        kinds = set(session.execute(select(ActivityKind.id)).scalars())
        if any(new.kind not in kinds for new in news):
            raise NotFound(_("Ese tipo de actividad ya no está en la base; elija otro."))
        spans = plans.spans(session) if any(new.counts for new in news) else {}
        for new, when in zip(news, whens, strict=True):
            plans.refuse_out_of_force(spans, new.counts, when.start)
        for tour, stop in {(new.tour, new.tour_stop) for new in news}:
            check_tour(session, tour, stop)
        if linked := {other for new in news for other in new.links}:
            refuse_unless_live(session, sorted(linked))
        refuse_unknown_ours(session, [who for new in news for who in new.participants])

    def _participants(
        self, news: Sequence[NewActivity], whens: Sequence[When]
    ) -> list[list[tuple[Participant, int | None, int | None]]]:
        """Who takes part in each, in the post of its day, with the ids of the person and the organisation."""
        everyone = [who for new in news for who in new.participants]
        asked = {who.person.id for who in everyone if who.person and who.person.id and who.post is None}
        posts = posts_of(self._session, sorted(asked)) if asked else {}
        known = self._known(everyone)
        return [
            self._of_one(new.participants, when.start, posts, known)
            for new, when in zip(news, whens, strict=True)
        ]

    def _of_one(
        self,
        participants: Iterable[Participant],
        day: str,
        posts: dict[int, list[HeldPost]],
        known: set[tuple[int, str]],
    ) -> list[tuple[Participant, int | None, int | None]]:
        made: dict[str, int] = {}
        found = []
        for who in participants:
            dated = with_post(who, posts.get(who.person.id if who.person else 0, []), day)
            person = self._contact(dated.person, "person", made, known)
            organization = self._contact(dated.organization, "organization", self._organizations, known)
            found.append((dated, person, organization))
        return found

    def _contact(
        self, reference: Reference | None, kind: str, made: dict[str, int], known: set[tuple[int, str]]
    ) -> int | None:
        if reference is None:
            return None
        if reference.id:
            is_known = (reference.id, kind) in known
            return reference.id if is_known else resolve(self._session, reference, kind)
        name = " ".join(reference.name.split()).casefold()
        if name not in made:
            made[name] = resolve(self._session, reference, kind)
        return made[name]

    def _known(self, participants: Sequence[Participant]) -> set[tuple[int, str]]:
        """Those contacts that are live, by kind, of all that are mentioned."""
        mentioned = {
            reference.id
            for who in participants
            for reference in (who.person, who.organization)
            if reference is not None and reference.id
        }
        if not mentioned:
            return set()
        found = self._session.connection().exec_driver_sql(_LIVE, (json.dumps(sorted(mentioned)),))
        return {(row[0], row[1]) for row in found}

    def _describe(
        self,
        rows: Rows,
        activity: int,
        new: NewActivity,
        when: When,
        people: Sequence[tuple[Participant, int | None, int | None]],
    ) -> None:
        uid = new.uid or new_uid(self._session)
        rows["record"].append((activity, uid, ACTIVITY, journal.current(self._session)))
        own = own_values(new) | when_values(when) | {"title": " ".join(new.title.split())}
        rows["activity"].append((activity, *(own[column] for column in _COLUMNS["activity"][1:])))
        rows["participation"] += [
            (
                activity,
                person,
                organization,
                who.official or None,
                who.area or None,
                " ".join((who.post or "").split()),
                who.role,
                who.state,
                position,
            )
            for position, (who, person, organization) in enumerate(people)
        ]
        rows["activity_count"] += [(activity, item) for item in dict.fromkeys(new.counts)]
        rows["activity_attendance"] += [(activity, " ".join(label.split()), n) for label, n in new.breakdown]
        rows["note"] += [(activity, text) for text in new.notes]
        rows["record_link"] += [(activity, other) for other in dict.fromkeys(new.links)]

    def _insert(self, name: str, rows: list[tuple[Any, ...]]) -> None:
        if not rows:
            return
        if name in ("record", "activity"):
            first, numbered = rows[0][0], rows
        else:
            first = journal.next_id(self._session, _TABLES[name])
            numbered = [(first + n, *row) for n, row in enumerate(rows)]
        last = first + len(rows) - 1
        journal.insert_many(self._session, _TABLES[name], _COLUMNS[name], numbered, first, last)


def check_tour(session: Session, tour: int | None, stop: int | None) -> None:
    """Raise NotFound for a tour that is gone, InvalidValue for a stop of another one."""
    if tour is not None:
        live(session, tour, TOUR, _("Esa gira ya no está en la base; elija otra."))
    if stop is not None:
        found = session.get(TourStop, stop)
        if found is None or found.tour_id != tour:
            raise InvalidValue(_("Esa etapa no es de la gira; elija una de las suyas."), "tour_stop")


def refuse_unknown_ours(session: Session, participants: Iterable[Participant]) -> None:
    """Raise NotFound for an official or an area among the participants who is not in the base."""
    officials, areas = set(), set()
    for who in participants:
        officials.add(who.official)
        areas.add(who.area)
    if officials - {0} and not officials - {0} <= set(session.execute(select(Official.id)).scalars()):
        raise NotFound(_("Esa autoridad ya no está en la base; elija otra."))
    if areas - {0} and not areas - {0} <= set(session.execute(select(Area.id)).scalars()):
        raise NotFound(_("Esa área ya no está en la base; elija otra."))


def day_of(when: When, today: datetime.date) -> datetime.date:
    """The day that what is said in minutes is counted from: the activity's if it is known, else today."""
    start = PartialDate.parse(when.start or "s/f")
    return start.earliest if start.day else today


_COLUMNS: dict[str, tuple[str, ...]] = {
    "record": ("id", "uid", "kind", "version"),
    "activity": ("id", *own_values(NewActivity(0, ""))),
    "participation": (
        "id",
        "activity_id",
        "person_id",
        "organization_id",
        "official_id",
        "area_id",
        "post",
        "role",
        "state",
        "position",
    ),
    "activity_count": ("id", "activity_id", "plan_item_id"),
    "activity_attendance": ("id", "activity_id", "label", "n"),
    "note": ("id", "record_id", "text"),
    "record_link": ("id", "from_id", "to_id"),
}
_TABLES: dict[str, Table] = {name: Model.metadata.tables[name] for name in _COLUMNS}
_LIVE = """
    SELECT r.id, r.kind FROM json_each(?) AS wanted CROSS JOIN record AS r ON r.id = wanted.value
    WHERE r.trashed_by IS NULL AND r.merged_into IS NULL"""
