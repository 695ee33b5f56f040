"""What one does with an activity: write it down, move it through its states, copy it. ``crm.activity_edit`` edits it.

Every function that changes something works inside ``base.write("…")`` and is part of that one operation.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import plans
from crm.activity_rules import check_done, check_when, settled
from crm.activity_values import (
    CANCELLED,
    DONE,
    PLANNED,
    POSTPONED,
    WHEN_COLUMNS,
    NewActivity,
    Participant,
    When,
    when_values,
)
from crm.activity_writer import ActivityWriter, refuse_unknown_ours
from crm.contact_ties import resolve
from crm.contact_values import Reference
from crm.errors import InvalidValue, UserError
from crm.participants import as_of
from crm.records import ACTIVITY, live
from crm.texts import _, mark, mark_plural
from db.activities import Activity, ActivityCount, Participation
from db.records import Record

ADD_TITLE = mark("Actividad agregada")
ADD_MANY_TITLE = mark_plural("Una actividad agregada", "{n} actividades agregadas")
COPY_TITLE = mark("Actividad copiada de otra")
CANCEL_TITLE = mark("Actividad cancelada")
POSTPONE_TITLE = mark("Actividad pospuesta")
DONE_TITLE = mark("Actividad realizada")
PLAN_TITLE = mark("Actividad planeada otra vez")

GONE = mark("Esta actividad ya no está en la base; actualice la lista con F5.")


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy, and the codes of the items of plans that it does not count for, as they are not in force on its day."""

    id: int
    left_out: tuple[str, ...] = ()


def create(session: Session, new: NewActivity, *, today: datetime.date) -> int:
    """Write down an activity, with what its minutes promise; return its id.

    New people and institutions among the participants are made. Raises InvalidValue for what cannot be kept, NotFound
    for something it refers to that is gone.
    """
    return ActivityWriter(session, today=today).add([new])[0]


def add_participants(session: Session, activity: int, participants: Sequence[Participant], day: str) -> None:
    """Add participants after those there are, in their posts of that day; who has no contact yet is made.

    Raises InvalidValue, NotFound.
    """
    last = session.execute(
        select(Participation.position).where(Participation.activity_id == activity)
    ).scalars()
    first = max(last, default=-1) + 1
    made: dict[tuple[str, str], int] = {}
    for position, who in enumerate(as_of(session, participants, day), first):
        row = Participation(activity_id=activity, position=position, role=who.role, state=who.state)
        fill(session, row, who, made)
        session.add(row)
        session.flush()


def fill(
    session: Session, row: Participation, who: Participant, made: dict[tuple[str, str], int] | None = None
) -> None:
    """Make a row say who takes part. ``made`` are the contacts made meanwhile: one name twice is one of them."""
    known: dict[tuple[str, str], int] = {} if made is None else made
    refuse_unknown_ours(session, [who])
    row.person_id = _contact(session, who.person, "person", known)
    row.organization_id = _contact(session, who.organization, "organization", known)
    row.official_id, row.area_id = who.official or None, who.area or None
    row.post = " ".join((who.post or "").split())
    row.role, row.state = who.role, who.state


def mark_done(session: Session, activity: int, *, today: datetime.date) -> None:
    """Say that an activity took place. Raises InvalidValue if its day is still to come, NotFound."""
    row = own_row(session, activity)
    check_done(when_of(row), today)
    row.state = DONE


def cancel(session: Session, activity: int) -> None:
    """Say that an activity will not take place. Raises UserError if it has, NotFound."""
    row = own_row(session, activity)
    if row.state == DONE:
        raise UserError(_("Esta actividad ya se realizó; si no fue así, márquela antes como planeada."))
    row.state = CANCELLED


def postpone(session: Session, activity: int, when: When | None = None) -> None:
    """Put an activity off: to another day, on which it is planned again, or, with None, to one not known yet.

    The day it was meant for stays while there is no other. Raises InvalidValue, UserError if it took place, NotFound.
    """
    row = own_row(session, activity)
    if row.state == DONE:
        raise UserError(_("Esta actividad ya se realizó; no se puede posponer."))
    if when is None:
        row.state = POSTPONED
        return
    if not when.start:
        raise InvalidValue(_("Escriba el nuevo día, o pospóngala sin fecha."), "start_on")
    move(session, activity, when)
    row.state = PLANNED


def plan_again(session: Session, activity: int) -> None:
    """Take back that an activity was done, cancelled or put off. Raises NotFound."""
    own_row(session, activity).state = PLANNED


def move(session: Session, activity: int, when: When) -> None:
    """Give an activity another time, and its participants the posts that they hold then, unless they were typed.

    Raises InvalidValue for a time that cannot be or in which it does not count for what it counts for, NotFound.
    """
    row = own_row(session, activity)
    check_when(when)
    when = settled(when)
    items = select(ActivityCount.plan_item_id).where(ActivityCount.activity_id == activity)
    plans.check_in_force(session, list(session.execute(items).scalars()), when.start)
    if when.start != row.start_on:
        _follow(session, activity, row.start_on, when.start)
    for column, value in when_values(when).items():
        setattr(row, column, value)


def copy(
    session: Session,
    activity: int,
    when: When,
    *,
    today: datetime.date,
    title: str = "",
    series: str = "",
    occurrence: str = "",
) -> Copied:
    """Write down another like an activity ("same as last time"), planned for another time; nothing of what happened.

    The same people in the posts that they hold then, the same place, agenda, links and, where they are in force, items
    it counts for. Raises InvalidValue, NotFound.
    """
    row = own_row(session, activity)
    check_when(when)
    counts, left_out = _still_counting(session, activity, settled(when).start)
    new = NewActivity(
        kind=row.kind_id,
        title=title or row.title,
        when=when,
        place=row.place,
        city=row.city,
        country=row.country,
        link=row.link,
        modality=row.modality,
        language=row.language,
        agenda=row.agenda,
        medium=row.medium,
        of_others=row.of_others,
        participants=tuple(_invited(session, activity)),
        counts=counts,
        series=series,
        occurrence=occurrence,
    )
    return Copied(create(session, new, today=today), left_out)


def own_row(session: Session, activity: int) -> Activity:
    """The row of a live activity. Raises NotFound."""
    live(session, activity, ACTIVITY, _(GONE))
    row = session.get(Activity, activity)
    assert row is not None
    return row


def when_of(row: Activity) -> When:
    """When an activity is, as a value."""
    return When(**{name: getattr(row, column) for name, column in WHEN_COLUMNS.items()})


def _contact(
    session: Session, reference: Reference | None, kind: str, made: dict[tuple[str, str], int]
) -> int | None:
    if reference is None:
        return None
    key = (kind, " ".join(reference.name.split()).casefold())
    if not reference.id and key in made:
        return made[key]
    found = resolve(session, reference, kind)
    if not reference.id:
        made[key] = found
    return found


def _follow(session: Session, activity: int, before: str, after: str) -> None:
    """Give who was in their post of one day that of another."""
    found = select(Participation).where(
        Participation.activity_id == activity, Participation.person_id.is_not(None), Participation.post != ""
    )
    rows = list(session.execute(found).scalars())
    asked = [Participant(Reference(row.person_id or 0, "", "person"), post=None) for row in rows]
    then, now = as_of(session, asked, before), as_of(session, asked, after)
    for row, was, becomes in zip(rows, then, now, strict=True):
        same_place = row.organization_id == (was.organization.id if was.organization else None)
        if row.post == was.post and same_place and becomes.post:
            row.post = becomes.post
            row.organization_id = becomes.organization.id if becomes.organization else row.organization_id


def _still_counting(session: Session, activity: int, day: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    counts, left_out = [], []
    found = select(ActivityCount.plan_item_id).where(ActivityCount.activity_id == activity)
    for item in session.execute(found.order_by(ActivityCount.id)).scalars():
        try:
            plans.check_in_force(session, [item], day)
        except InvalidValue as error:
            left_out.append(error.value)
        else:
            counts.append(item)
    return tuple(counts), tuple(left_out)


def _invited(session: Session, activity: int) -> Iterable[Participant]:
    """Who took part, as invited to another one; contacts in the trash are not."""
    found = select(Participation).where(Participation.activity_id == activity)
    for row in session.execute(found.order_by(Participation.position, Participation.id)).scalars():
        contacts = [contact for contact in (row.person_id, row.organization_id) if contact is not None]
        if all(_is_live(session, contact) for contact in contacts):
            yield Participant(
                person=Reference(row.person_id, "", "person") if row.person_id else None,
                organization=Reference(row.organization_id, "", "organization")
                if row.organization_id
                else None,
                official=row.official_id or 0,
                area=row.area_id or 0,
                post=None if row.person_id else "",
                role=row.role,
                state="invitada" if contacts else "",
            )


def _is_live(session: Session, contact: int) -> bool:
    record = session.get(Record, contact)
    return record is not None and record.trashed_by is None
