"""A request whole, as the window reads it: what only its page shows, and what edits of it start from."""

import datetime
from dataclasses import dataclass

from sqlalchemy.orm import Session

from crm import follow_up_list
from crm.contact_values import Kept, Reference
from crm.follow_up_list import FollowUpRow
from crm.record_links import Linked, links_of
from crm.records import FOLLOW_UP
from crm.request_list import RequestRecord, record as read_record
from crm.working_days import closed_days


@dataclass(frozen=True, slots=True)
class WholeRequest:
    """A request. ``sender`` is the contact, None for one that is known in words only; ``area`` its name and code.

    ``links`` are seen from both ends, follow-ups about it aside; ``reminders`` are the open ones of those; ``closed``
    the days on which the office does not work.
    """

    request: RequestRecord
    sender: Reference | None
    area: str
    copies: tuple[str, ...]
    links: tuple[Linked, ...]
    notes: tuple[Kept, ...]
    reminders: tuple[FollowUpRow, ...]
    closed: frozenset[datetime.date]
    version: int


def whole(session: Session, request: int, today: datetime.date) -> WholeRequest:
    """A request for the window. Raises NotFound."""
    found = read_record(session, request, today)
    read = session.connection().exec_driver_sql
    version, sender, kind, name, area = read(_OWN, (request,)).one()
    reminders = follow_up_list.ids(session, record=request)
    return WholeRequest(
        request=found,
        sender=Reference(sender, name, kind) if sender else None,
        area=area,
        copies=tuple(code for _number, code in found.copies),
        links=links_of(session, request, but=(FOLLOW_UP,)),
        notes=tuple(Kept(number, text) for number, text in found.notes),
        reminders=tuple(follow_up_list.rows(session, reminders, today=today)),
        closed=closed_days(session),
        version=version,
    )


_OWN = """
    SELECT r.version, q.sender_id, coalesce(s.kind, ''), coalesce(s.name, ''),
        coalesce(trim(x.code || ' · ' || x.name), '')
    FROM request AS q JOIN record AS r ON r.id = q.id LEFT JOIN search_document AS s ON s.id = q.sender_id
    LEFT JOIN area AS x ON x.id = q.area_id WHERE q.id = ?"""
