"""Follow-ups: what somebody must do by a date; commitments of a body are those numbered by year (DOMAIN, "Words")."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm import follow_up_writer, recurrence, zones
from crm.card_rules import check_choice, check_text
from crm.contact_values import Kept
from crm.errors import InvalidValue, UserError
from crm.field_edit import row_to_change, save_links, save_note, save_own
from crm.follow_up_values import (
    CANCELLED,
    DONE,
    OPEN,
    PENDING,
    PRIORITIES,
    STARTED,
    STATES,
    WAITING,
    NewFollowUp,
    Task,
)
from crm.partial_dates import PartialDate
from crm.records import FOLLOW_UP, live, refuse_unless_live
from crm.texts import _, mark
from db.folding import fold
from db.follow_ups import FollowUp, FollowUpItem
from db.links import RecordLink
from db.records import Record

ADD_TITLE = mark("Seguimiento agregado")
FINISH_TITLE = mark("Seguimiento hecho")
FINISH_AND_NEXT_TITLE = mark("Seguimiento hecho, y el siguiente")
STATE_TITLES = {
    PENDING: mark("Seguimiento pendiente otra vez"),
    STARTED: mark("Seguimiento en curso"),
    WAITING: mark("Seguimiento en espera"),
    DONE: FINISH_TITLE,
    CANCELLED: mark("Seguimiento cancelado"),
}
_TITLES = {
    "what": mark("Qué hay que hacer, cambiado"),
    "responsible": mark("Responsable cambiado"),
    "due": mark("Fecha de un seguimiento cambiada"),
    "priority": mark("Prioridad cambiada"),
    "remind_at": mark("Recordatorio cambiado"),
    "waiting_for": mark("Qué se espera, cambiado"),
    "recurrence": mark("Repetición de un seguimiento cambiada"),
    "source": mark("Fuente cambiada"),
    "links": mark("Ligas de un seguimiento cambiadas"),
    "checklist": mark("Lista de pasos cambiada"),
    "notes": mark("Comentario en un seguimiento"),
}
FIELDS = tuple(_TITLES)
"""Every field that can be edited, by the name that ``save`` and ``title`` take."""

_GONE = mark("Este seguimiento ya no está en la base; actualice la lista con F5.")


def title(field: str) -> str:
    """The title of the operation that changes a field."""
    return _TITLES[field]


def create(session: Session, new: NewFollowUp) -> int:
    """Write down a follow-up and return its id; one of a body gets the next number of its year.

    Raises InvalidValue for what cannot be kept, NotFound for a record it is about that is gone.
    """
    return create_many(session, [new])[0]


def create_many(session: Session, news: Sequence[NewFollowUp]) -> list[int]:
    """Write down follow-ups, thousands of them in one go; return their ids in that order. Raises as ``create`` does."""
    for new in news:
        check(new)
    refuse_unless_live(session, sorted({other for new in news for other in new.links}))
    bodies = [_body_named(session, new.body) for new in news]
    last: dict[tuple[str, int], int] = {}
    numbers: list[int | None] = []
    for body, new in zip(bodies, news, strict=True):
        if not (body and new.year):
            numbers.append(None)
            continue
        key = (body, new.year)
        last[key] = last[key] + 1 if key in last else next_number(session, *key)
        numbers.append(last[key])
    return follow_up_writer.write(session, news, bodies, numbers)


def save(session: Session, follow_up: int, field: str, before: Any, after: Any) -> None:
    """Make one field of a follow-up say ``after``; ``before`` is what it said when it was opened.

    Own texts take a mapping of columns (``due`` those of the day and the hour); ``notes`` and ``checklist`` (values:
    ``Task``) a Kept or None before and a value or None after; ``links`` a tuple of ids.

    Raises InvalidValue, NotFound, ChangedMeanwhile. Saving what is there already changes nothing.
    """
    record = live(session, follow_up, FOLLOW_UP, _(_GONE))
    if field == "links":
        save_links(session, record, before, after)
    elif field == "notes":
        save_note(session, record, before, after)
    elif field == "checklist":
        _save_task(session, record, before, after)
    else:
        _save_own(session, record, before, after)


def set_state(
    session: Session, follow_up: int, state: str, *, today: datetime.date, waiting_for: str = ""
) -> int | None:
    """Say how far a follow-up is; return the id of the next one, if it comes again and is done now.

    The next one takes its rule along: opened again and done once more, the first one leaves no other behind.
    ``waiting_for`` says whom or what it waits for. Raises InvalidValue, NotFound.
    """
    check_choice("state", state, STATES)
    check_text("waiting_for", waiting_for)
    live(session, follow_up, FOLLOW_UP, _(_GONE))
    row = _row(session, follow_up)
    if row.state == state and (state != WAITING or row.waiting_for == waiting_for):
        return None
    was_open = row.state in OPEN
    row.state = state
    row.waiting_for = waiting_for if state == WAITING else ""
    row.done_on = today.isoformat() if state == DONE else ""
    following = proposed(session, follow_up, today=today) if state == DONE and was_open else None
    if following is None or not following.due:
        return None
    row.recurrence = ""
    return create(session, following)


def proposed(session: Session, follow_up: int, *, today: datetime.date) -> NewFollowUp:
    """What comes after a follow-up: the same again, due as its rule says, or, without a rule, on no day yet.

    A rule whose days are over gives no day either. Raises NotFound.
    """
    live(session, follow_up, FOLLOW_UP, _(_GONE))
    row = _row(session, follow_up)
    links = session.execute(select(RecordLink.to_id).where(RecordLink.from_id == follow_up)).scalars()
    items = select(FollowUpItem).where(FollowUpItem.follow_up_id == follow_up).order_by(FollowUpItem.position)
    due = _next_due(row, today)
    return NewFollowUp(
        what=row.what,
        responsible=row.responsible,
        due=due,
        due_time=row.due_time,
        priority=row.priority,
        recurrence=recurrence.rest(row.recurrence, _first(row, today), datetime.date.fromisoformat(due))
        if due
        else "",
        links=tuple(links),
        checklist=tuple(Task(item.text) for item in session.execute(items).scalars()),
    )


def finish_and_next(session: Session, follow_up: int, following: NewFollowUp, *, today: datetime.date) -> int:
    """Close a follow-up and write down the next, which is about the same records and comes again as that one says, not
    this; return the new one's id.

    Raises UserError if it is closed already, InvalidValue, NotFound.
    """
    live(session, follow_up, FOLLOW_UP, _(_GONE))
    row = _row(session, follow_up)
    if row.state not in OPEN:
        raise UserError(
            _("Este seguimiento ya está cerrado ({state}); agregue uno nuevo.").format(state=row.state)
        )
    row.state, row.done_on, row.waiting_for, row.recurrence = DONE, today.isoformat(), "", ""
    return create(session, following)


def next_number(session: Session, body: str, year: int) -> int:
    """The next number of a body's commitments in a year; a number is never given twice, not even after the trash."""
    last = select(func.max(FollowUp.number)).where(FollowUp.body == body, FollowUp.year == year)
    return (session.execute(last).scalar() or 0) + 1


def make_commitment(
    session: Session, follow_up: int, *, body: str, year: int, number: int | None = None
) -> int:
    """Make a follow-up a commitment of a body, with the next number of the year or a given one; return the number.

    Raises InvalidValue for an empty body, an impossible year or a number that is taken; NotFound.
    """
    live(session, follow_up, FOLLOW_UP, _(_GONE))
    row = _row(session, follow_up)
    named = _body_named(session, body)
    _check_commitment(named, year)
    if not named:
        raise InvalidValue(_("Escriba de qué órgano es el compromiso."), "body", body)
    if (fold(row.body), row.year) == (fold(named), year) and row.number and number in (None, row.number):
        return row.number
    wanted = number or next_number(session, named, year)
    taken = select(FollowUp.id).where(
        FollowUp.body == named, FollowUp.year == year, FollowUp.number == wanted, FollowUp.id != follow_up
    )
    if wanted < 1 or session.execute(taken).first() is not None:
        raise InvalidValue(
            _("El compromiso {number}/{year} ya está; el siguiente libre es el {next}.").format(
                number=wanted, year=year, next=next_number(session, named, year)
            ),
            "number",
            str(wanted),
        )
    row.body, row.year, row.number = named, year, wanted
    return wanted


def reminder(day: datetime.date, time: str, zone: str = "") -> str:
    """The moment of a reminder as it is kept, from an hour on a wall."""
    return zones.to_utc(day, time, zone).isoformat(timespec="minutes")


def _row(session: Session, follow_up: int) -> FollowUp:
    row = session.get(FollowUp, follow_up)
    assert row is not None
    return row


def check(new: NewFollowUp) -> None:
    """Raise InvalidValue, naming the field, unless the follow-up can be kept as it is."""
    own = {
        "what": new.what,
        "due_on": new.due,
        "due_time": new.due_time,
        "priority": new.priority,
        "remind_at": new.remind_at,
        "recurrence": new.recurrence,
    }
    _check_own(own)
    check_choice("state", new.state, STATES)
    for field in new.__slots__:
        check_text(field, getattr(new, field))
    for text in (*new.notes, *(task.text for task in new.checklist)):
        check_text("notes", text)
    _check_commitment(new.body, new.year)


def _check_own(own: Mapping[str, Any]) -> None:
    for name, value in own.items():
        check_text(name, value)
    if not fold(own.get("what", "·")) and not own.get("what", "·").strip():
        raise InvalidValue(_("Escriba qué hay que hacer: está vacío."), "what")
    due = own.get("due_on", "")
    if due and not PartialDate.parse(due).day:
        raise InvalidValue(_("Escriba el día en que vence, con mes y año; o déjelo vacío."), "due_on", due)
    time = own.get("due_time", "")
    if time and zones.read_time(time) != time:
        raise InvalidValue(_("Una hora se guarda como 09:30; escríbala así."), "due_time", time)
    if time and not due:
        raise InvalidValue(
            _("Una hora necesita su día; escriba cuándo vence o quite la hora."), "due_time", time
        )
    check_choice("priority", own.get("priority", "normal"), PRIORITIES)
    _check_moment(own.get("remind_at", ""))
    recurrence.check(own.get("recurrence", ""))


def _check_moment(text: str) -> None:
    try:
        if not text or datetime.datetime.fromisoformat(text).utcoffset() == datetime.timedelta():
            return
    except ValueError:
        pass
    raise InvalidValue(
        _("«{text}» no es un momento; elija día y hora del recordatorio.").format(text=text), "remind_at"
    )


def _check_commitment(body: str, year: int | None) -> None:
    if bool(body.strip()) != (year is not None):
        raise InvalidValue(_("Un compromiso lleva el órgano y el año; escriba los dos."), "body", body)
    if year is not None and not 1990 <= year <= 2100:
        raise InvalidValue(
            _("«{year}» no es el año de un compromiso; revíselo.").format(year=year), "year", str(year)
        )


def _body_named(session: Session, body: str) -> str:
    """The body as it is written already, whatever accents and case it is written with now."""
    name = " ".join(body.split())
    if not name:
        return ""
    known = session.execute(select(FollowUp.body).where(FollowUp.body != "").distinct()).scalars()
    return next((other for other in known if fold(other) == fold(name)), name)


def _save_own(session: Session, record: Record, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    row = _row(session, record.id)
    due = {"due_on": row.due_on, "due_time": row.due_time} if after.keys() & {"due_on", "due_time"} else {}
    _check_own({**due, **after})
    save_own(session, record, row, before, after)


def _save_task(session: Session, record: Record, before: Kept | None, after: Task | None) -> None:
    row = None if before is None else session.get(FollowUpItem, before.row)
    if row is not None and row.follow_up_id != record.id:
        row = None
    now = Task(row.text, row.done) if row is not None else None
    if not row_to_change(session, record, row, now, before, after):
        return
    assert after is not None
    check_text("checklist", after.text)
    if not after.text.strip():
        raise InvalidValue(_("Escriba el paso: está vacío."), "checklist", after.text)
    if row is None:
        last = select(func.max(FollowUpItem.position)).where(FollowUpItem.follow_up_id == record.id)
        position = session.execute(last).scalar()
        row = FollowUpItem(follow_up_id=record.id, position=0 if position is None else position + 1)
        session.add(row)
    row.text, row.done = after.text, after.done


def _next_due(row: FollowUp, today: datetime.date) -> str:
    if not row.recurrence:
        return ""
    first = _first(row, today)
    day = recurrence.following(row.recurrence, first, max(first, today))
    return day.isoformat() if day is not None else ""


def _first(row: FollowUp, today: datetime.date) -> datetime.date:
    """The day that its rule counts from."""
    return PartialDate.parse(row.due_on).earliest if row.due_on else today
