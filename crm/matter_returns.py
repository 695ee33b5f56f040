"""Going back to what a record that is no contact was: by the use case that edits the field.

So each rule of a kind holds for an earlier value as it does for one that is typed. What ``crm.earlier_values`` takes
out of the journal comes here as an image: every column of a row by name.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from crm import activities, activity_edit, agreement_edit, agreement_values, follow_ups, requests, tours
from crm.activity_values import (
    CANCELLED,
    DONE,
    OWN_COLUMNS,
    POSTPONED,
    WHEN_COLUMNS,
    Participant,
)
from crm.contact_values import Kept, Reference
from crm.errors import UserError
from crm.follow_up_values import Task
from crm.records import ACTIVITY, AGREEMENT, FOLLOW_UP, REQUEST, TOUR
from crm.request_values import ATTENDED, RECEIVED, WITHOUT_MATTER, Answer
from crm.texts import _
from crm.tour_values import Stop

Image = Mapping[str, Any]
Saver = Callable[[Session, int, str, Any, Any, datetime.date], Any]


class Return(NamedTuple):
    """What is set back in a record: ``column`` of a row of ``table``, or, where that is empty, the whole row.

    ``now`` is the row as it is, None where it was taken away; ``then`` as it was.
    """

    record: int
    table: str
    column: str
    now: Image | None
    then: Image
    today: datetime.date


def go_back(session: Session, kind: str, back: Return) -> None:
    """Do it. Raises what the use case raises for a value that cannot be."""
    if back.table == kind:
        _OWN[kind](session, back)
    else:
        _PARTS[back.table](session, _SAVERS[kind], back)


def _save_activity(
    session: Session, record: int, field: str, before: Any, after: Any, today: datetime.date
) -> None:
    activity_edit.save(session, record, field, before, after, today=today)


def _save_tour(
    session: Session, record: int, field: str, before: Any, after: Any, _today: datetime.date
) -> None:
    if field == "stops":
        tours.save_stop(session, record, before, after)
    else:
        tours.save(session, record, field, before, after)


def _save_follow_up(
    session: Session, record: int, field: str, before: Any, after: Any, _today: datetime.date
) -> None:
    follow_ups.save(session, record, field, before, after)


def _save_request(
    session: Session, record: int, field: str, before: Any, after: Any, _today: datetime.date
) -> None:
    requests.save(session, record, field, before, after)


def _save_agreement(
    session: Session, record: int, field: str, before: Any, after: Any, _today: datetime.date
) -> None:
    agreement_edit.save(session, record, field, before, after)


_SAVERS: dict[str, Saver] = {
    ACTIVITY: _save_activity,
    AGREEMENT: _save_agreement,
    FOLLOW_UP: _save_follow_up,
    REQUEST: _save_request,
    TOUR: _save_tour,
}


def _own_activity(session: Session, back: Return) -> None:
    assert back.now is not None
    column, value = back.column, back.then[back.column]
    if column == "state":
        _activity_state(session, back)
        return
    parts = {column: part for part, column in WHEN_COLUMNS.items()}
    if column in parts:
        when = activities.when_of(activities.own_row(session, back.record))
        after = replace(when, **{parts[column]: value})
        _save_activity(session, back.record, "when", when, after, back.today)
        return
    field = {column: field for field, column in OWN_COLUMNS.items()}[column]
    _save_activity(session, back.record, field, {field: back.now[column]}, {field: value}, back.today)


def _activity_state(session: Session, back: Return) -> None:
    state = back.then["state"]
    if state == DONE:
        activities.mark_done(session, back.record, today=back.today)
    elif state == CANCELLED:
        activities.cancel(session, back.record)
    elif state == POSTPONED:
        activities.postpone(session, back.record)
    else:
        activities.plan_again(session, back.record)


def _own_agreement(session: Session, back: Return) -> None:
    assert back.now is not None
    field = {column: field for field, column in agreement_values.OWN_COLUMNS.items()}[back.column]
    before, after = {field: back.now[back.column]}, {field: back.then[back.column]}
    agreement_edit.save(session, back.record, field, before, after)


def _own_follow_up(session: Session, back: Return) -> None:
    if back.column == "state":
        follow_ups.set_state(
            session,
            back.record,
            back.then["state"],
            today=back.today,
            waiting_for=back.then["waiting_for"],
        )
    else:
        _set_column(session, FOLLOW_UP, back)


def _own_request(session: Session, back: Return) -> None:
    value = back.then[back.column]
    if back.column == "state":
        _request_state(session, back)
    elif back.column == "sender_id" and value is not None:
        assert back.now is not None
        before = {"sender_id": back.now["sender_id"]}
        requests.save(session, back.record, "sender", before, {"sender_id": Reference(value, "")})
    elif back.column == "area_id":
        _channel_back(session, back)
    else:
        _set_column(session, REQUEST, back)


def _channel_back(session: Session, back: Return) -> None:
    assert back.now is not None
    if back.then["area_id"] is None:
        raise UserError(_("Una gestión turnada no vuelve a estar sin área; túrnela a otra."))
    copies = session.connection().exec_driver_sql(_COPIES, (back.record,)).scalars().all()
    requests.channel(
        session,
        back.record,
        area=back.then["area_id"],
        on=back.today,
        instruction=back.now["instruction"],
        copies=copies,
    )


def _request_state(session: Session, back: Return) -> None:
    assert back.now is not None
    state, now = back.then["state"], back.now
    if state == ATTENDED:
        answer = Answer(now["answer"], now["answered_on"], now["answer_number"], now["receipt"])
        requests.attend(session, back.record, answer)
    elif state == WITHOUT_MATTER:
        requests.drop(session, back.record, now["answer"])
    elif state == RECEIVED and now["area_id"]:
        raise UserError(_("Esta gestión ya tiene un área: no vuelve a estar recibida. Túrnela a otra."))
    else:
        requests.reopen(session, back.record)


def _own_tour(session: Session, back: Return) -> None:
    _set_column(session, TOUR, back)


def _set_column(session: Session, kind: str, back: Return) -> None:
    """Of kinds whose own fields are saved by their columns, whatever the field is called."""
    assert back.now is not None
    before, after = {back.column: back.now[back.column]}, {back.column: back.then[back.column]}
    _SAVERS[kind](session, back.record, back.column, before, after, back.today)


_OWN: dict[str, Callable[[Session, Return], None]] = {
    ACTIVITY: _own_activity,
    AGREEMENT: _own_agreement,
    FOLLOW_UP: _own_follow_up,
    REQUEST: _own_request,
    TOUR: _own_tour,
}


def _part(field: str, value_of: Callable[[Image], Any]) -> Callable[[Session, Saver, Return], None]:
    """Sets back one of the values that a record has several of, or adds it again."""

    def go(session: Session, save: Saver, back: Return) -> None:
        if back.now is None:
            save(session, back.record, field, None, value_of({**back.then, "id": 0}), back.today)
            return
        before = Kept(back.now["id"], value_of(back.now))
        after = value_of({**back.now, back.column: back.then[back.column]})
        save(session, back.record, field, before, after, back.today)

    return go


def _add(field: str, column: str) -> Callable[[Session, Saver, Return], None]:
    """Adds one of the ids that a record has several of again."""

    def go(session: Session, save: Saver, back: Return) -> None:
        save(session, back.record, field, (), (back.then[column],), back.today)

    return go


def _add_attendance(session: Session, save: Saver, back: Return) -> None:
    found = session.connection().exec_driver_sql(_BREAKDOWN, (back.record,))
    now = tuple((label, n) for label, n in found)
    kept = tuple(part for part in now if part[0] != back.then["label"])
    save(session, back.record, "breakdown", now, (*kept, (back.then["label"], back.then["n"])), back.today)


def _participant(image: Image) -> Participant:
    person, organization = image["person_id"], image["organization_id"]
    return Participant(
        person=Reference(person, "", "person") if person else None,
        organization=Reference(organization, "", "organization") if organization else None,
        official=image["official_id"] or 0,
        area=image["area_id"] or 0,
        post=image["post"],
        role=image["role"],
        state=image["state"],
    )


def _stop(image: Image) -> Stop:
    return Stop(
        city=image["city"],
        country=image["country"],
        zone=image["zone"],
        start=image["start_on"],
        end=image["end_on"],
        official=image["official_id"] or 0,
        notes=image["notes"],
        id=image["id"],
    )


_PARTS: dict[str, Callable[[Session, Saver, Return], None]] = {
    "note": _part("notes", lambda image: image["text"]),
    "follow_up_item": _part("checklist", lambda image: Task(image["text"], bool(image["done"]))),
    "participation": _part("participants", _participant),
    "tour_stop": _part("stops", _stop),
    "record_link": _add("links", "to_id"),
    "activity_count": _add("counts", "plan_item_id"),
    "activity_attendance": _add_attendance,
}
_COPIES = "SELECT area_id FROM request_copy WHERE request_id = ? ORDER BY id"
_BREAKDOWN = "SELECT label, n FROM activity_attendance WHERE activity_id = ? ORDER BY id"
