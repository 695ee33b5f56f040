"""Tags and groups of many contacts at once; each function is part of the operation whose session it is given.

Contacts that already have what is asked for are left as they are, so that nothing is written of them.
"""

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import Session
from uuid_utils import uuid7

from crm.contacts import CONTACT_KINDS
from crm.directory import Directory
from crm.errors import InvalidValue, NotFound
from crm.records import ACTIVITY, AGREEMENT, FOLLOW_UP, REQUEST, TOUR
from crm.texts import _, mark_plural
from db import journal
from db.folding import fold
from db.labels import ContactGroup, Membership, RecordTag, Tag
from db.records import Record

TAGGED_KINDS = (*CONTACT_KINDS, ACTIVITY, FOLLOW_UP, REQUEST, TOUR, AGREEMENT)
"""The kinds of record that can have tags."""

TAG_TITLE = mark_plural("Etiqueta a un contacto", "Etiqueta a {n} contactos")
TAG_AGREEMENTS_TITLE = mark_plural("Etiqueta a un convenio", "Etiqueta a {n} convenios")
UNTAG_TITLE = mark_plural("Etiqueta fuera de un contacto", "Etiqueta fuera de {n} contactos")
JOIN_TITLE = mark_plural("Un contacto a un grupo", "{n} contactos a un grupo")
LEAVE_TITLE = mark_plural("Un contacto fuera de un grupo", "{n} contactos fuera de un grupo")


@dataclass(frozen=True, slots=True)
class Label:
    """A tag or a group: its name, and how many live contacts have it or are members of it now."""

    id: int
    name: str
    contacts: int


def tags(session: Session) -> list[Label]:
    """Every tag with the contacts that have it, in the order of their names."""
    return _labels(session, _TAGS)


def groups(session: Session) -> list[Label]:
    """Every group that is not in the trash, with its present members, in the order of their names."""
    return _labels(session, _GROUPS)


def tag(session: Session, records: Sequence[int], label: str) -> int:
    """Give contacts, activities … a tag, which is made if nobody has it yet; return how many did not have it.

    Raises InvalidValue for an empty label.
    """
    name = _named(label, "tags", _("Escriba la etiqueta: está vacía."))
    found = Directory(session).tag(name)
    if found is None:
        found = _add(session, _TAG, ("label", "folded"), (name, fold(name)))
    wanted = _without(session, _TAGGED, found, records, TAGGED_KINDS)
    _insert(session, _RECORD_TAG, ("record_id", "tag_id"), [(record, found) for record in wanted])
    journal.set_params(session, n=len(wanted))
    return len(wanted)


def untag(session: Session, records: Sequence[int], label: str) -> int:
    """Take a tag from contacts, activities …; return how many had it. Raises NotFound if there is no such tag."""
    found = Directory(session).tag(label)
    if found is None:
        raise NotFound(_("No hay ninguna etiqueta «{name}».").format(name=label))
    rows = _rows(session, _TAGGED, found, records)
    journal.delete_many(session, _RECORD_TAG, rows)
    journal.set_params(session, n=len(rows))
    return len(rows)


def add_to_group(session: Session, contacts: Sequence[int], group: str, *, today: datetime.date) -> int:
    """Make contacts members of a group from today on, which is made if there is none of that name.

    Return how many were not members. Raises InvalidValue for an empty name.
    """
    name = _named(group, "groups", _("Escriba el nombre del grupo: está vacío."))
    found = Directory(session).group(name)
    if found is None:
        record = ("uid", "kind", "version")
        found = _add(session, _RECORD, record, (str(uuid7()), "group", journal.current(session)))
        _insert_with_id(session, _GROUP, ("id", "name", "folded"), (found, name, fold(name)))
    wanted = _without(session, _MEMBERS, found, contacts)
    columns = ("group_id", "record_id", "joined_on", "left_on")
    _insert(session, _MEMBERSHIP, columns, [(found, contact, today.isoformat(), "") for contact in wanted])
    journal.set_params(session, n=len(wanted))
    return len(wanted)


def remove_from_group(session: Session, contacts: Sequence[int], group: str, *, today: datetime.date) -> int:
    """End the membership of contacts in a group today; return how many were members.

    Raises NotFound if there is no such group.
    """
    found = Directory(session).group(group)
    if found is None:
        raise NotFound(_("No hay ningún grupo «{name}».").format(name=group))
    rows = _rows(session, _MEMBERS, found, contacts)
    journal.update_many(session, _MEMBERSHIP, rows, left_on=today.isoformat())
    journal.set_params(session, n=len(rows))
    return len(rows)


def _named(text: str, field: str, when_empty: str) -> str:
    name = " ".join(text.split())
    if not fold(name):
        raise InvalidValue(when_empty, field, text)
    if "\x00" in name:
        raise InvalidValue(_("El texto tiene un carácter que no se puede guardar (NUL)."), field, text)
    return name


def _labels(session: Session, statement: str) -> list[Label]:
    rows = session.connection().exec_driver_sql(statement)
    return [Label(row[0], row[1], row[2]) for row in rows]


def _rows(session: Session, statement: str, label: int, contacts: Sequence[int]) -> list[int]:
    """The ids of the rows by which these contacts have a label."""
    found = session.connection().exec_driver_sql(statement, (label,))
    wanted = set(contacts)
    return [row for row, contact in found if contact in wanted]


def _without(
    session: Session,
    statement: str,
    label: int,
    contacts: Sequence[int],
    kinds: Sequence[str] = CONTACT_KINDS,
) -> list[int]:
    """Those of the records that lack a label. Raises NotFound for ids of other kinds, or in the trash."""
    session.flush()
    connection = session.connection()
    wanted = (json.dumps(list(contacts)), json.dumps(list(kinds)))
    live = connection.exec_driver_sql(_LIVE, wanted).scalars().all()
    if len(live) < len(set(contacts)):
        missing = min(set(contacts).difference(live))
        raise NotFound(
            _("El contacto {n} ya no está en la base; actualice la lista con F5.").format(n=missing)
        )
    having = {contact for _row, contact in connection.exec_driver_sql(statement, (label,))}
    return [contact for contact in live if contact not in having]


def _add(session: Session, table: Table, columns: Sequence[str], values: Sequence[Any]) -> int:
    row = journal.next_id(session, table)
    journal.insert_many(session, table, ("id", *columns), [(row, *values)], row, row)
    return row


def _insert_with_id(session: Session, table: Table, columns: Sequence[str], values: Sequence[Any]) -> None:
    journal.insert_many(session, table, columns, [values], values[0], values[0])


def _insert(session: Session, table: Table, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    first = journal.next_id(session, table)
    numbered = [(first + n, *row) for n, row in enumerate(rows)]
    journal.insert_many(session, table, ("id", *columns), numbered, first, first + len(rows) - 1)


_TAG, _RECORD_TAG = Tag.metadata.tables["tag"], RecordTag.metadata.tables["record_tag"]
_RECORD, _GROUP = Record.metadata.tables["record"], ContactGroup.metadata.tables["contact_group"]
_MEMBERSHIP = Membership.metadata.tables["membership"]
_LIVE = """
    SELECT r.id FROM json_each(?) AS wanted CROSS JOIN record AS r ON r.id = wanted.value
    WHERE r.kind IN (SELECT value FROM json_each(?)) AND r.trashed_by IS NULL GROUP BY r.id"""
_TAGGED = "SELECT id, record_id FROM record_tag WHERE tag_id = ?"
_MEMBERS = "SELECT id, record_id FROM membership WHERE group_id = ? AND left_on = ''"
_CONTACTS_LIVE = "r.trashed_by IS NULL AND r.merged_into IS NULL"
_TAGS = f"""
    SELECT t.id, t.label, count(r.id) FROM tag AS t
    LEFT JOIN record_tag AS x ON x.tag_id = t.id
    LEFT JOIN record AS r ON r.id = x.record_id AND {_CONTACTS_LIVE}
    GROUP BY t.id ORDER BY t.folded"""
_GROUPS = f"""
    SELECT g.id, g.name, count(DISTINCT r.id) FROM contact_group AS g
    JOIN record AS own ON own.id = g.id AND own.trashed_by IS NULL
    LEFT JOIN membership AS m ON m.group_id = g.id AND m.left_on = ''
    LEFT JOIN record AS r ON r.id = m.record_id AND {_CONTACTS_LIVE}
    GROUP BY g.id ORDER BY g.folded"""
