"""What every root record has in common: it is made, found alive, put in the trash, and changed by somebody."""

import datetime
import json
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import Session
from uuid_utils import uuid7

from crm.clock import HOME_ZONE
from crm.errors import ChangedMeanwhile, NotFound
from crm.texts import _
from db import journal
from db.operations import Operation
from db.records import Record

ACTIVITY, FOLLOW_UP, REQUEST, TOUR = "activity", "follow_up", "request", "tour"
AGREEMENT = "agreement"
"""Kinds of record besides contacts and groups."""


UIDS = "uids"
"""The key of ``session.info`` under which stands what makes uids there, where that is not chance."""


def new(session: Session, kind: str, uid: str = "") -> int:
    """Make a record and return its id; ``uid`` where it has one already, as from a calendar."""
    record = Record(uid=uid or new_uid(session), kind=kind)
    session.add(record)
    session.flush()
    return record.id


def new_uid(session: Session) -> str:
    """A UUID of version 7 for a new record."""
    made: str = session.info[UIDS]() if UIDS in session.info else str(uuid7())
    return made


def kind_of(session: Session, record: int) -> str:
    """The kind of a record, in the trash or not; empty if there is none."""
    found = session.get(Record, record)
    return found.kind if found is not None else ""


def live(session: Session, record: int, kind: str, when_gone: str) -> Record:
    """The record, which is of that kind and not in the trash. Raises NotFound with the sentence ``when_gone``."""
    found = session.get(Record, record)
    if found is None or found.kind != kind or found.trashed_by is not None:
        raise NotFound(when_gone)
    return found


def refuse_unless_live(session: Session, ids: Sequence[int]) -> None:
    """Raise NotFound unless each of these records, of any kind, is in the base and not in the trash."""
    session.flush()
    missing = session.connection().exec_driver_sql(_MISSING, (json.dumps(list(ids)),)).scalar()
    if missing is not None:
        raise NotFound(
            _(
                "Aquello a lo que se quiere ligar ya no está en la base; actualice la lista con F5 y elija de nuevo."
            )
        )


def trash(session: Session, ids: Sequence[int], kind: str) -> None:
    """Put records of a kind in the trash. Raises NotFound for one that is not there to be put."""
    for record in ids:
        live(session, record, kind, _("Eso ya no está en la base; actualice la lista con F5."))
    journal.update_many(session, _RECORD, ids, trashed_by=journal.current(session))


def told_of(session: Session, record: Record) -> Callable[[Any], ChangedMeanwhile]:
    """Makes the error that tells who changed the record last, given what the field says now."""

    def told(now: Any) -> ChangedMeanwhile:
        last = session.get(Operation, record.version)
        when = datetime.datetime.fromisoformat(last.at).astimezone(HOME_ZONE) if last is not None else None
        who = last.actor if last is not None else _("Alguien")
        return ChangedMeanwhile(
            _(
                "{who} cambió este dato ({when}) después de que usted lo abrió. Lo suyo no se guardó: revíselo y"
                " guárdelo otra vez si debe quedar así."
            ).format(who=who, when=f"{when:%H:%M}" if when else "?"),
            now,
        )

    return told


_RECORD: Table = Record.metadata.tables["record"]
_MISSING = """
    SELECT wanted.value FROM json_each(?) AS wanted LEFT JOIN record AS r ON r.id = wanted.value
    WHERE r.id IS NULL OR r.trashed_by IS NOT NULL LIMIT 1"""
