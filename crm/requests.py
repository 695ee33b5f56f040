"""What one does with a request (gestión): write it down, channel it to an area, answer it, say it has no matter.

Its reminders are follow-ups tied to it, its documents those of any record. Every function that changes something works
inside ``base.write("…")`` and is part of that one operation.
"""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm import areas, zones
from crm.card_rules import check_choice, check_text
from crm.contact_ties import resolve
from crm.contact_values import Reference
from crm.errors import InvalidValue, UserError
from crm.field_edit import link, save_links, save_note, save_own
from crm.partial_dates import PartialDate
from crm.records import REQUEST, live, new as new_record
from crm.request_values import (
    ATTENDED,
    CHANNELLED,
    DIRECTIONS,
    OPEN,
    RECEIVED,
    WITHOUT_MATTER,
    Answer,
    NewRequest,
)
from crm.texts import _, mark
from crm.working_days import LONGEST_TERM
from db.contacts import Note
from db.records import Record
from db.requests import Request, RequestCopy

ADD_TITLE = mark("Gestión agregada")
CHANNEL_TITLE = mark("Gestión turnada a un área")
ANSWER_TITLE = mark("Gestión atendida")
DROP_TITLE = mark("Gestión sin materia")
REOPEN_TITLE = mark("Gestión abierta otra vez")
_TITLES = {
    "subject": mark("Asunto de una gestión cambiado"),
    "office_number": mark("Número de oficio cambiado"),
    "received": mark("Fecha de una gestión cambiada"),
    "sender": mark("Remitente de una gestión cambiado"),
    "term": mark("Plazo de una gestión cambiado"),
    "instruction": mark("Instrucción de una gestión cambiada"),
    "answer": mark("Respuesta de una gestión cambiada"),
    "receipt": mark("Acuse de una gestión cambiado"),
    "source": mark("Fuente cambiada"),
    "links": mark("Ligas de una gestión cambiadas"),
    "notes": mark("Nota en una gestión"),
}
FIELDS = tuple(_TITLES)
"""Every field that can be edited, by the name that ``save`` and ``title`` take."""

_GONE = mark("Esta gestión ya no está en la base; actualice la lista con F5.")


def title(field: str) -> str:
    """The title of the operation that changes a field."""
    return _TITLES[field]


def create(session: Session, new: NewRequest, *, today: datetime.date) -> int:
    """Write down a request and return its id; it gets the next folio of its year and direction.

    The year is that of the day it was received, or today's if that is not known. Raises InvalidValue for what cannot
    be kept, NotFound for something it refers to that is gone.
    """
    _check(new)
    areas.refuse_unknown(session, areas=[*new.copies, *([new.area] if new.area else [])])
    received = PartialDate.parse(new.received or "s/f")
    year = received.year or today.year
    record = new_record(session, REQUEST)
    session.add(
        Request(
            id=record,
            direction=new.direction,
            year=year,
            number=next_number(session, new.direction, year),
            office_number=new.office_number.strip(),
            received_on=new.received,
            received_time=new.time,
            sender_id=_sender(session, new.sender),
            sender_text=" ".join(new.sender_text.split()),
            subject=" ".join(new.subject.split()),
            term_days=new.term,
            area_id=new.area,
            instruction=new.instruction,
            channelled_on=today.isoformat() if new.area else "",
            state=CHANNELLED if new.area else RECEIVED,
            source=new.source,
        )
    )
    session.flush()
    _copy_to(session, record, new.copies)
    link(session, record, new.links)
    session.add_all(Note(record_id=record, text=text) for text in new.notes)
    session.flush()
    return record


def next_number(session: Session, direction: str, year: int) -> int:
    """The folio that the next request of a year gets; those of the trash keep theirs."""
    last = select(func.max(Request.number)).where(Request.direction == direction, Request.year == year)
    return (session.execute(last).scalar() or 0) + 1


def save(session: Session, request: int, field: str, before: Any, after: Any) -> None:
    """Make one field of a request say ``after``; ``before`` is what it said when it was opened.

    Own values take a mapping of columns (``received`` those of day and hour, ``sender`` those of contact and text, with
    a Reference for the contact, ``answer`` those of text, day and number); ``notes`` a Kept or None before and a text
    or None after; ``links`` a tuple of ids. Raises InvalidValue, NotFound, ChangedMeanwhile.
    """
    record = live(session, request, REQUEST, _(_GONE))
    if field == "links":
        save_links(session, record, before, after)
    elif field == "notes":
        save_note(session, record, before, after)
    else:
        _save_own(session, record, before, after)


def channel(
    session: Session,
    request: int,
    *,
    area: int,
    on: datetime.date,
    instruction: str = "",
    copies: Sequence[int] = (),
) -> None:
    """Send a request to an area of the institute (turnar), with an instruction and copies for others.

    One that had been sent elsewhere goes on to this area. Raises UserError if it is closed, NotFound.
    """
    row = _own_row(session, request)
    _refuse_closed(row)
    areas.refuse_unknown(session, areas=[area, *copies])
    check_text("instruction", instruction)
    row.area_id, row.instruction, row.channelled_on, row.state = area, instruction, on.isoformat(), CHANNELLED
    _copy_to(session, request, copies)


def attend(session: Session, request: int, answer: Answer) -> None:
    """Say that a request was answered.

    Raises InvalidValue for an impossible day, UserError if it is closed, NotFound.
    """
    row = _own_row(session, request)
    _refuse_closed(row)
    for field, text in (
        ("answer", answer.text),
        ("answer_number", answer.office_number),
        ("receipt", answer.receipt),
    ):
        check_text(field, text)
    areas.check_order(row.received_on, answer.on)
    row.answer, row.answered_on, row.answer_number = answer.text, answer.on, answer.office_number.strip()
    row.receipt, row.state = answer.receipt, ATTENDED


def drop(session: Session, request: int, reason: str) -> None:
    """Say that there is nothing left to answer (sin materia), and why. Raises InvalidValue, UserError, NotFound."""
    row = _own_row(session, request)
    _refuse_closed(row)
    check_text("answer", reason)
    if not reason.strip():
        raise InvalidValue(_("Escriba por qué quedó sin materia."), "answer")
    row.answer, row.state = reason, WITHOUT_MATTER


def reopen(session: Session, request: int) -> None:
    """Take back that a request was closed; what was answered stays written. Raises NotFound."""
    row = _own_row(session, request)
    row.state = CHANNELLED if row.area_id else RECEIVED


def _own_row(session: Session, request: int) -> Request:
    live(session, request, REQUEST, _(_GONE))
    row = session.get(Request, request)
    assert row is not None
    return row


def _refuse_closed(row: Request) -> None:
    if row.state not in OPEN:
        raise UserError(_("Esta gestión ya está cerrada; ábrala otra vez antes de cambiarla."))


def _sender(session: Session, sender: Reference | None) -> int | None:
    return None if sender is None else resolve(session, sender, sender.kind or _kind_of(session, sender))


def _kind_of(session: Session, sender: Reference) -> str:
    found = session.get(Record, sender.id)
    return found.kind if found is not None else "organization"


def _copy_to(session: Session, request: int, copies: Sequence[int]) -> None:
    present = {
        row.area_id: row
        for row in session.scalars(select(RequestCopy).where(RequestCopy.request_id == request))
    }
    for area in set(present) - set(copies):
        session.delete(present[area])
    session.add_all(
        RequestCopy(request_id=request, area_id=area) for area in dict.fromkeys(copies) if area not in present
    )


def _save_own(session: Session, record: Record, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    row = session.get(Request, record.id)
    assert row is not None
    values = dict(after)
    if isinstance(values.get("sender_id"), Reference):
        values["sender_id"] = _sender(session, values["sender_id"])
    _check_own(values)
    save_own(session, record, row, before, values)


def _check(new: NewRequest) -> None:
    check_choice("direction", new.direction, DIRECTIONS)
    _check_own(
        {
            "subject": new.subject,
            "office_number": new.office_number,
            "received_on": new.received,
            "received_time": new.time,
            "sender_text": new.sender_text,
            "term_days": new.term,
            "instruction": new.instruction,
            "source": new.source,
        }
    )
    for note in new.notes:
        check_text("notes", note)


def _check_own(values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        check_text(name, value)
    if "subject" in values and not values["subject"].strip():
        raise InvalidValue(_("Escriba el asunto de la gestión: está vacío."), "subject")
    for name in ("received_on", "answered_on"):
        if values.get(name):
            PartialDate.parse(values[name])
    if values.get("received_time"):
        zones.read_time(values["received_time"])
    term = values.get("term_days")
    if term is not None and not 0 < term <= LONGEST_TERM:
        raise InvalidValue(
            _("El plazo va de 1 a {most} días hábiles; déjelo vacío si no lo hay.").format(most=LONGEST_TERM),
            "term",
        )
