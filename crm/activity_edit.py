"""Editing an activity field by field: what somebody typed in one field becomes one operation, and touches nothing else.

In the way of ``crm.contact_edit``: ``save`` takes what the field said when it was opened and what it is to say.
"""

import dataclasses
import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import activities, commitments, plans
from crm.activities import GONE, own_row, when_of
from crm.activity_kinds import row_of
from crm.activity_rules import check, check_breakdown, check_participant
from crm.activity_values import OWN_COLUMNS, NewActivity, Participant, When
from crm.activity_writer import check_tour, day_of
from crm.commitments import Noted
from crm.contact_values import Kept, Reference
from crm.errors import InvalidValue
from crm.field_edit import row_to_change, save_links, save_note, save_own
from crm.participants import as_of
from crm.records import ACTIVITY, live, told_of
from crm.texts import _, mark
from db.activities import ActivityAttendance, ActivityCount, Participation
from db.records import Record

_TITLES = {
    "title": mark("Título de una actividad cambiado"),
    "kind": mark("Tipo de una actividad cambiado"),
    "when": mark("Fecha de una actividad cambiada"),
    "place": mark("Lugar de una actividad cambiado"),
    "link": mark("Liga de una actividad cambiada"),
    "modality": mark("Modalidad cambiada"),
    "language": mark("Idioma de una actividad cambiado"),
    "agenda": mark("Orden del día cambiado"),
    "minutes": mark("Minuta cambiada"),
    "attendance": mark("Asistencia cambiada"),
    "breakdown": mark("Desglose de la asistencia cambiado"),
    "reach": mark("Alcance de una publicación cambiado"),
    "of_others": mark("De quién es la actividad, cambiado"),
    "tour": mark("Gira de una actividad cambiada"),
    "source": mark("Fuente cambiada"),
    "counts": mark("Para qué cuenta una actividad, cambiado"),
    "links": mark("Ligas de una actividad cambiadas"),
    "participants": mark("Participantes de una actividad cambiados"),
    "notes": mark("Nota de una actividad cambiada"),
}
ADD_LIST_TITLE = mark("Lista de participantes agregada")
FIELDS = tuple(_TITLES)
"""Every field that can be edited, by the name that ``save`` and ``title`` take."""


def title(field: str) -> str:
    """The title of the operation that changes a field."""
    return _TITLES[field]


def save(
    session: Session, activity: int, field: str, before: Any, after: Any, *, today: datetime.date
) -> Noted:
    """Make one field of an activity say ``after``; ``before`` is what it said when it was opened.

    ``when`` takes a When; own texts and numbers a mapping by the fields of ``NewActivity`` (``place`` also of the
    city and the country, ``attendance`` of the nationalities, ``reach`` of the medium and its figures, ``tour`` of the
    stop); ``counts`` and ``links`` a tuple of ids, ``breakdown`` of pairs; ``participants`` and ``notes`` a Kept or
    None before and a value or None after.

    Returns what saving minutes did to the follow-ups that stand in them; nothing, for other fields. Raises
    InvalidValue, NotFound, ChangedMeanwhile. Saving what is there already changes nothing.
    """
    record = live(session, activity, ACTIVITY, _(GONE))
    if field in _SAVERS:
        _SAVERS[field](session, record, before, after)
        return Noted()
    _save_own(session, record, before, after, today)
    if field != "minutes":
        return Noted()
    on = day_of(when_of(own_row(session, activity)), today)
    return commitments.note(session, activity, after["minutes"], on=on, today=today)


def _save_own(
    session: Session,
    record: Record,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    today: datetime.date,
) -> None:
    row = own_row(session, record.id)
    now = NewActivity(
        **{name: getattr(row, column) for name, column in OWN_COLUMNS.items()}, when=when_of(row)
    )
    wanted = dataclasses.replace(now, **after)
    check(wanted, today)
    if "kind" in after:
        row_of(session, after["kind"])
    if "attendance" in after:
        check_breakdown(_breakdown(session, record.id), wanted.attendance)
    if "tour" in after:
        check_tour(session, wanted.tour, wanted.tour_stop)
    columns = ({OWN_COLUMNS[name]: value for name, value in values.items()} for values in (before, after))
    save_own(session, record, row, *columns)


def _save_when(session: Session, record: Record, before: When, after: When) -> None:
    row = own_row(session, record.id)
    now = when_of(row)
    if now == after:
        return
    if now != before:
        raise told_of(session, record)(now)
    activities.move(session, record.id, after)


def _save_counts(session: Session, record: Record, before: Sequence[int], after: Sequence[int]) -> None:
    """Only what was added and taken away here: what another desk did stays."""
    added = [item for item in after if item not in before]
    plans.check_in_force(session, added, own_row(session, record.id).start_on)
    found = select(ActivityCount).where(ActivityCount.activity_id == record.id)
    present = {row.plan_item_id: row for row in session.execute(found).scalars()}
    for item in set(before) - set(after):
        if item in present:
            session.delete(present[item])
    session.add_all(
        ActivityCount(activity_id=record.id, plan_item_id=item) for item in added if item not in present
    )


Parts = tuple[tuple[str, int], ...]


def _breakdown(session: Session, activity: int) -> Parts:
    found = select(ActivityAttendance).where(ActivityAttendance.activity_id == activity)
    rows = session.execute(found.order_by(ActivityAttendance.id)).scalars()
    return tuple((row.label, row.n) for row in rows)


def _save_breakdown(session: Session, record: Record, before: Parts, after: Parts) -> None:
    after = tuple((" ".join(label.split()), n) for label, n in after)
    check_breakdown(after, own_row(session, record.id).attendance)
    now = _breakdown(session, record.id)
    if now == after:
        return
    if set(now) != set(before):
        raise told_of(session, record)(now)
    found = select(ActivityAttendance).where(ActivityAttendance.activity_id == record.id)
    present = {row.label: row for row in session.execute(found).scalars()}
    wanted = dict(after)
    for label, row in present.items():
        if label not in wanted:
            session.delete(row)
        else:
            row.n = wanted[label]
    session.add_all(
        ActivityAttendance(activity_id=record.id, label=label, n=n)
        for label, n in after
        if label not in present
    )


def _save_participant(
    session: Session, record: Record, before: Kept | None, after: Participant | None
) -> None:
    row = None if before is None else session.get(Participation, before.row)
    if row is not None and row.activity_id != record.id:
        row = None
    now = None if row is None else _same(_participant(row))
    kept = None if before is None else Kept(before.row, _same(before.value))
    if not row_to_change(session, record, row, now, kept, None if after is None else _same(after)):
        return
    assert after is not None
    check_participant(after)
    if row is None:
        _refuse_twice(session, record.id, after)
        activities.add_participants(session, record.id, [after], own_row(session, record.id).start_on)
    else:
        activities.fill(session, row, as_of(session, [after], own_row(session, record.id).start_on)[0])


def _participant(row: Participation) -> Participant:
    return Participant(
        person=Reference(row.person_id, "", "person") if row.person_id else None,
        organization=Reference(row.organization_id, "", "organization") if row.organization_id else None,
        official=row.official_id or 0,
        area=row.area_id or 0,
        post=row.post,
        role=row.role,
        state=row.state,
    )


def _same(who: Participant) -> Any:
    """What two participants are compared by: contacts are who they are, whatever they are called; new ones by name."""
    named = (
        (reference.id, "" if reference.id else reference.name) if reference is not None else None
        for reference in (who.person, who.organization)
    )
    return (*named, who.official, who.area, who.post, who.role, who.state)


def _refuse_twice(session: Session, activity: int, who: Participant) -> None:
    """Raise InvalidValue for a person or an official who takes part already in the same role."""
    if not ((who.person and who.person.id) or who.official):
        return
    same = select(Participation.id).where(
        Participation.activity_id == activity,
        Participation.role == who.role,
        Participation.person_id == (who.person.id if who.person else None),
        Participation.official_id == (who.official or None),
    )
    if session.execute(same.limit(1)).first() is not None:
        raise InvalidValue(_("Ya está entre quienes participan; no hace falta repetir."), "participants")


_SAVERS: dict[str, Callable[[Session, Record, Any, Any], None]] = {
    "when": _save_when,
    "counts": _save_counts,
    "breakdown": _save_breakdown,
    "participants": _save_participant,
    "links": save_links,
    "notes": save_note,
}


def add_list(session: Session, activity: int, participants: Sequence[Participant]) -> int:
    """Add a pasted list to an activity, leaving out who takes part already; return how many were added.

    Raises InvalidValue, NotFound.
    """
    row = own_row(session, activity)
    found = select(Participation.person_id, Participation.organization_id).where(
        Participation.activity_id == activity
    )
    present = [tuple(pair) for pair in session.execute(found)]
    persons = {person for person, _organization in present if person}
    alone = {organization for person, organization in present if not person}
    wanted = []
    for who in participants:
        check_participant(who)
        known = (
            who.person.id in persons
            if who.person
            else bool(who.organization and who.organization.id in alone)
        )
        if not known:
            wanted.append(who)
    activities.add_participants(session, activity, wanted, row.start_on)
    return len(wanted)
