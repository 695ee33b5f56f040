"""The trash (papelera): contacts put there are out of every list and search until they are taken back."""

import datetime
import json
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Table
from sqlalchemy.orm import Session

from crm.clock import HOME_ZONE
from crm.date_words import near_date
from crm.errors import NotFound, UserError
from crm.texts import _, mark_plural
from db import journal
from db.records import Record

TRASH_TITLE = mark_plural("Un contacto a la papelera", "{n} contactos a la papelera")
RESTORE_TITLE = mark_plural("Un contacto fuera de la papelera", "{n} contactos fuera de la papelera")


class Trashed(NamedTuple):
    """A contact in the trash: since which day, in words, and who put it there."""

    id: int
    kind: str
    name: str
    day: str
    actor: str


class Trash(NamedTuple):
    """What is in the trash: the newest contacts, and how many there are in all."""

    contacts: tuple[Trashed, ...]
    total: int


def trash(session: Session, contacts: Sequence[int]) -> None:
    """Put contacts in the trash. Raises NotFound for an id that is no contact, UserError if it is there already."""
    for contact in _in_trash(session, contacts, wanted=False):
        raise UserError(_("El contacto {n} ya está en la papelera.").format(n=contact))
    _change(session, contacts, journal.current(session))


def restore(session: Session, contacts: Sequence[int]) -> None:
    """Take contacts out of the trash. Raises NotFound, or UserError for one that is not there."""
    for contact in _in_trash(session, contacts, wanted=True):
        raise UserError(_("El contacto {n} no está en la papelera.").format(n=contact))
    _change(session, contacts, None)


def in_trash(session: Session, *, today: datetime.date, limit: int) -> Trash:
    """What is in the trash, the last ones put there first, at most ``limit`` of them."""
    connection = session.connection()
    rows = connection.exec_driver_sql(_NEWEST, (limit,))
    found = tuple(Trashed(row[0], row[1], row[2], _day(row[3], today), row[4]) for row in rows)
    return Trash(found, int(connection.exec_driver_sql(_TOTAL).scalar_one()))


def _change(session: Session, contacts: Sequence[int], trashed_by: int | None) -> None:
    # The search index is brought up to date at the end, in two steps for each.
    journal.steps(session).expect_more(2 * len(contacts))
    journal.update_many(session, _RECORD, contacts, trashed_by=trashed_by)


def _in_trash(session: Session, contacts: Sequence[int], *, wanted: bool) -> list[int]:
    """Those of the contacts whose being in the trash is not as wanted, the first one only. Raises NotFound."""
    session.flush()
    rows = session.connection().exec_driver_sql(_STATES, (json.dumps(list(contacts)),)).all()
    for contact, kind, _trashed_by in rows:
        if kind not in ("person", "organization"):
            raise NotFound(_("No hay ningún contacto con el número {n}.").format(n=contact))
    return [contact for contact, _kind, by in rows if (by is not None) is not wanted][:1]


def _day(at: str, today: datetime.date) -> str:
    return near_date(datetime.datetime.fromisoformat(at).astimezone(HOME_ZONE).date(), today)


_RECORD: Table = Record.metadata.tables["record"]
_STATES = """
    SELECT wanted.value, r.kind, r.trashed_by FROM json_each(?) AS wanted
    LEFT JOIN record AS r ON r.id = wanted.value"""
_IN_TRASH = "r.trashed_by IS NOT NULL AND r.merged_into IS NULL AND r.kind IN ('person', 'organization')"
_NEWEST = f"""
    SELECT r.id, r.kind,
        coalesce(o.official_name,
            trim(replace(p.given_names || ' ' || p.first_surname || ' ' || p.second_surname, '  ', ' '))),
        by.at, by.actor
    FROM record AS r JOIN operation AS by ON by.id = r.trashed_by
    LEFT JOIN person AS p ON p.id = r.id LEFT JOIN organization AS o ON o.id = r.id
    WHERE {_IN_TRASH} ORDER BY r.trashed_by DESC, r.id LIMIT ?"""
_TOTAL = f"SELECT count(*) FROM record AS r WHERE {_IN_TRASH}"
