"""A whole group of people among those who take part in an activity: the members of a group, or what a smart list finds.

Whoever is there already is not repeated.
"""

import datetime
import json
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from crm import activity_edit, labels, participants, smart_lists
from crm.activities import own_row
from crm.activity_values import Participant
from crm.contact_values import Reference
from crm.errors import InvalidValue, NotFound, QueryError
from crm.query import parse
from crm.query_run import count, ids
from crm.texts import _, mark_plural
from db import journal
from db.folding import fold

ADD_TITLE = mark_plural(
    "Un participante de un grupo agregado; ya estaban {there}",
    "{n} participantes de un grupo agregados; ya estaban {there}",
)
GROUP, LIST = "group", "list"
"""What such a group is, as the kind of its Reference."""

MOST = 500
"""More are no meeting: a list that finds them is another list than was meant."""


class Group(NamedTuple):
    """A group, or a smart list of contacts, with how many are in it today."""

    reference: Reference
    total: int


class Added(NamedTuple):
    """How many of a group were added, and how many were there already."""

    added: int
    there: int


def named(session: Session, text: str, today: datetime.date) -> list[Group]:
    """The groups, and the smart lists of contacts, that have somebody and whose words begin like those of ``text``."""
    words = fold(text).split()

    def is_like(name: str) -> bool:
        return all(f" {word}" in f" {fold(name)}" for word in words)

    found = [
        Group(Reference(group.id, group.name, GROUP), group.contacts)
        for group in labels.groups(session)
        if group.contacts and is_like(group.name)
    ]
    lists = (
        one for one in smart_lists.saved(session, today) if one.subject == _CONTACTS and is_like(one.name)
    )
    counted = (Group(Reference(one.id, one.name, LIST), _total(session, one.query, today)) for one in lists)
    return [*found, *(group for group in counted if group.total)]


def people_of(session: Session, group: Reference, day: str, today: datetime.date) -> list[Participant]:
    """Who is in a group or a smart list today, in the posts of a partial date: they are the ones that were counted.

    Raises NotFound if it is gone, InvalidValue for one of nobody and for one of too many.
    """
    found = (
        participants.members(session, _live(session, group), today.isoformat(), posts_on=day)
        if group.kind == GROUP
        else _listed(session, group, day, today)
    )
    if not found:
        raise InvalidValue(
            _("En «{name}» no hay nadie a quien agregar.").format(name=group.name), "participants"
        )
    return found


def add(session: Session, activity: int, group: Reference, *, today: datetime.date) -> Added:
    """Add whoever is in a group to those who take part, leaving out who is there already.

    Raises InvalidValue if there is nobody to add, NotFound.
    """
    people = people_of(session, group, own_row(session, activity).start_on, today)
    added = activity_edit.add_list(session, activity, people)
    there = len(people) - added
    if not added:
        raise InvalidValue(all_there(group.name, there), "participants")
    journal.set_params(session, n=added, there=there)
    return Added(added, there)


def all_there(name: str, total: int) -> str:
    """What is said where nobody of a group had to be added."""
    return _("Quienes están en «{name}» ya participan ({n}); no hay a quién agregar.").format(
        name=name, n=total
    )


def _total(session: Session, query: str, today: datetime.date) -> int:
    try:
        return count(session, parse(query, today))
    except QueryError:
        return 0  # it names what is not in the base any more


def _live(session: Session, group: Reference) -> int:
    if all(group.id != known.id for known in labels.groups(session)):
        raise NotFound(_("Ese grupo ya no está en la base; elija otro."))
    return group.id


def _listed(session: Session, group: Reference, day: str, today: datetime.date) -> list[Participant]:
    query = next((one.query for one in smart_lists.saved(session, today) if one.id == group.id), None)
    if query is None:
        raise NotFound(_("Esa lista ya no está; elija otra."))
    found = ids(session, parse(query, today), limit=MOST + 1)
    if len(found) > MOST:
        raise InvalidValue(
            _("«{name}» encuentra a más de {most}; elija una lista más corta.").format(
                name=group.name, most=MOST
            ),
            "participants",
        )
    return participants.as_of(session, _participants(session, found), day)


def _participants(session: Session, contacts: Sequence[int]) -> list[Participant]:
    rows = session.connection().exec_driver_sql(_NAMED, (json.dumps(list(contacts)),))
    return [
        Participant(Reference(number, name, kind), post=None)
        if kind == "person"
        else Participant(organization=Reference(number, name, kind))
        for number, name, kind in rows
    ]


_CONTACTS = "contactos"
_NAMED = """
    SELECT s.id, s.name, s.kind FROM json_each(?) AS wanted CROSS JOIN search_document AS s ON s.id = wanted.value
    ORDER BY wanted.key"""
