"""Smart lists (listas inteligentes): queries with a name, always current, because they are asked again each time."""

import datetime
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.card_rules import check_text
from crm.errors import InvalidValue, NotFound, QueryError
from crm.query import parse
from crm.query_run import count
from crm.texts import _, mark
from db.folding import fold, spanish_key
from db.smart_lists import SmartList as Row

SAVE_TITLE = mark("Guardar una lista inteligente")
RENAME_TITLE = mark("Cambiar el nombre de una lista inteligente")
REPLACE_TITLE = mark("Cambiar la consulta de una lista inteligente")
REMOVE_TITLE = mark("Quitar una lista inteligente")

LONGEST = 60
"""Letters of the longest name: it must be read in a narrow column."""


@dataclass(frozen=True, slots=True)
class SmartList:
    """A saved query as it was typed; ``subject`` is what it speaks of, as in ``crm.query.SUBJECTS``."""

    id: int
    name: str
    query: str
    subject: str


def saved(session: Session, today: datetime.date) -> list[SmartList]:
    """All smart lists, by name; one that this version does not understand speaks of nothing ("")."""
    found = [
        SmartList(row.id, row.name, row.query, _subject(row.query, today))
        for row in session.scalars(select(Row))
    ]
    return sorted(found, key=lambda one: spanish_key(one.name))


def total(session: Session, query: str, today: datetime.date) -> int:
    """How many a smart list finds today. Raises QueryError if it cannot be answered any more."""
    return count(session, parse(query, today))


def save(session: Session, name: str, query: str, today: datetime.date) -> int:
    """Keep a query under a name and return the list's id; one of that name gets the new query.

    Raises QueryError for a query that is not understood, InvalidValue for an empty query, a bad name.
    """
    _check_query(query, today)
    name = _checked_name(name)
    row = session.scalars(select(Row).where(Row.folded == fold(name))).one_or_none()
    if row is None:
        row = Row(name=name, folded=fold(name), query=query.strip())
        session.add(row)
    else:
        row.query = query.strip()
    session.flush()
    return row.id


def rename(session: Session, smart_list: int, name: str) -> None:
    """Call a list otherwise. Raises InvalidValue for a bad name or one that another list has, NotFound."""
    row, name = _row(session, smart_list), _checked_name(name)
    other = session.scalars(select(Row).where(Row.folded == fold(name), Row.id != smart_list)).first()
    if other is not None:
        raise InvalidValue(
            _("Ya hay una lista «{name}»; elija otro nombre.").format(name=other.name), "name", name
        )
    row.name, row.folded = name, fold(name)


def remove(session: Session, smart_list: int) -> None:
    """Forget a list; what it found stays where it is. Raises NotFound."""
    session.delete(_row(session, smart_list))


def _row(session: Session, smart_list: int) -> Row:
    row = session.get(Row, smart_list)
    if row is None:
        raise NotFound(_("Esa lista ya no está; actualice con F5."))
    return row


def _checked_name(name: str) -> str:
    name = " ".join(name.split())
    check_text("name", name)
    if not fold(name):
        raise InvalidValue(_("Escriba el nombre de la lista: está vacío."), "name", name)
    if len(name) > LONGEST:
        raise InvalidValue(
            _("El nombre es muy largo; escriba a lo más {n} letras.").format(n=LONGEST), "name", name
        )
    return name


def _check_query(query: str, today: datetime.date) -> None:
    if not parse(query, today).terms:
        raise InvalidValue(
            _("La consulta está vacía; busque o filtre algo antes de guardarla."), "query", query
        )


def _subject(query: str, today: datetime.date) -> str:
    try:
        return parse(query, today).subject
    except QueryError:
        return ""
