"""The trash (papelera): records of any kind put there are out of every list and search until they are taken back.

What is tied to one that is there stays tied, and says so; nothing else of it changes.
"""

import datetime
import json
from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import Table
from sqlalchemy.orm import Session

from crm.clock import HOME_ZONE
from crm.date_words import near_date
from crm.errors import NotFound, UserError
from crm.records import ACTIVITY, AGREEMENT, FOLLOW_UP, REQUEST, TOUR
from crm.texts import _, mark_plural
from db import journal
from db.records import Record

TRASH_TITLE = mark_plural("Un contacto a la papelera", "{n} contactos a la papelera")
RESTORE_TITLE = mark_plural("Un contacto fuera de la papelera", "{n} contactos fuera de la papelera")
_TITLES = {
    "person": (TRASH_TITLE, RESTORE_TITLE),
    "organization": (TRASH_TITLE, RESTORE_TITLE),
    ACTIVITY: (
        mark_plural("Una actividad a la papelera", "{n} actividades a la papelera"),
        mark_plural("Una actividad fuera de la papelera", "{n} actividades fuera de la papelera"),
    ),
    AGREEMENT: (
        mark_plural("Un convenio a la papelera", "{n} convenios a la papelera"),
        mark_plural("Un convenio fuera de la papelera", "{n} convenios fuera de la papelera"),
    ),
    FOLLOW_UP: (
        mark_plural("Un seguimiento a la papelera", "{n} seguimientos a la papelera"),
        mark_plural("Un seguimiento fuera de la papelera", "{n} seguimientos fuera de la papelera"),
    ),
    REQUEST: (
        mark_plural("Una gestión a la papelera", "{n} gestiones a la papelera"),
        mark_plural("Una gestión fuera de la papelera", "{n} gestiones fuera de la papelera"),
    ),
    TOUR: (
        mark_plural("Una gira a la papelera", "{n} giras a la papelera"),
        mark_plural("Una gira fuera de la papelera", "{n} giras fuera de la papelera"),
    ),
}
"""By kind of record, the titles of putting some there and of taking them back: all that can be in the trash."""
_MIXED_RESTORED = mark_plural("Un registro fuera de la papelera", "{n} registros fuera de la papelera")


class Trashed(NamedTuple):
    """A record in the trash: since which day, in words, and who put it there."""

    id: int
    kind: str
    name: str
    day: str
    actor: str


class Trash(NamedTuple):
    """What is in the trash: the newest records, and how many there are in all."""

    records: tuple[Trashed, ...]
    total: int


def trash_title(kind: str) -> str:
    """The title of the operation that puts records of a kind in the trash."""
    return _TITLES[kind][0]


def restore_title(kinds: Collection[str]) -> str:
    """The title of the operation that takes records of these kinds back."""
    found = {_TITLES[kind][1] for kind in kinds}
    return found.pop() if len(found) == 1 else _MIXED_RESTORED


def trash(session: Session, records: Sequence[int]) -> None:
    """Put records in the trash. Raises NotFound for an id of none that can be there, UserError if it is already."""
    for name in _in_trash(session, records, wanted=False):
        raise UserError(_("«{name}» ya está en la papelera; actualice la lista con F5.").format(name=name))
    _change(session, records, journal.current(session))


def restore(session: Session, records: Sequence[int]) -> None:
    """Take records out of the trash. Raises NotFound, or UserError for one that is not there."""
    for name in _in_trash(session, records, wanted=True):
        raise UserError(_("«{name}» no está en la papelera; alguien ya lo restauró.").format(name=name))
    _change(session, records, None)


def in_trash(session: Session, *, today: datetime.date, limit: int) -> Trash:
    """What is in the trash, the last ones put there first, at most ``limit`` of them."""
    connection = session.connection()
    kinds = json.dumps(list(_TITLES))
    rows = connection.exec_driver_sql(_NEWEST, (kinds, limit))
    found = tuple(Trashed(row[0], row[1], row[2], _day(row[3], today), row[4]) for row in rows)
    return Trash(found, int(connection.exec_driver_sql(_TOTAL, (kinds,)).scalar_one()))


def _change(session: Session, records: Sequence[int], trashed_by: int | None) -> None:
    # The search index is brought up to date at the end, in two steps for each.
    journal.steps(session).expect_more(2 * len(records))
    journal.update_many(session, _RECORD, records, trashed_by=trashed_by)


def _in_trash(session: Session, records: Sequence[int], *, wanted: bool) -> list[str]:
    """What those of the records are called whose being in the trash is not as wanted, the first one only.

    Raises NotFound.
    """
    session.flush()
    rows = session.connection().exec_driver_sql(_STATES, (json.dumps(list(records)),)).all()
    wrong = []
    for record, kind, trashed_by in rows:
        if kind not in _TITLES:
            raise NotFound(
                _("No hay ningún registro con el número {n}; actualice la lista con F5.").format(n=record)
            )
        if (trashed_by is not None) is not wanted:
            wrong.append(record)
    return [str(session.connection().exec_driver_sql(_NAME, (record,)).scalar_one()) for record in wrong[:1]]


def _day(at: str, today: datetime.date) -> str:
    return near_date(datetime.datetime.fromisoformat(at).astimezone(HOME_ZONE).date(), today)


_RECORD: Table = Record.metadata.tables["record"]
_STATES = """
    SELECT wanted.value, r.kind, r.trashed_by FROM json_each(?) AS wanted
    LEFT JOIN record AS r ON r.id = wanted.value"""
_IN_TRASH = (
    "r.trashed_by IS NOT NULL AND r.merged_into IS NULL AND r.kind IN (SELECT value FROM json_each(?))"
)
CALLED = """
    coalesce(o.official_name, a.title, f.what, q.subject, t.title, g.title,
        trim(replace(p.given_names || ' ' || p.first_surname || ' ' || p.second_surname, '  ', ' ')))"""
OWN_ROWS = """
    LEFT JOIN person AS p ON p.id = r.id LEFT JOIN organization AS o ON o.id = r.id
    LEFT JOIN activity AS a ON a.id = r.id LEFT JOIN follow_up AS f ON f.id = r.id
    LEFT JOIN request AS q ON q.id = r.id LEFT JOIN tour AS t ON t.id = r.id
    LEFT JOIN agreement AS g ON g.id = r.id"""
"""What a record of any kind is called, by its own row: of what is in the trash no search document is left."""
_NAME = f"SELECT {CALLED} FROM record AS r {OWN_ROWS} WHERE r.id = ?"
_NEWEST = f"""
    SELECT r.id, r.kind, {CALLED}, by.at, by.actor
    FROM record AS r JOIN operation AS by ON by.id = r.trashed_by {OWN_ROWS}
    WHERE {_IN_TRASH} ORDER BY r.trashed_by DESC, r.id LIMIT ?"""
_TOTAL = f"SELECT count(*) FROM record AS r WHERE {_IN_TRASH}"
