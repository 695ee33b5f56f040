"""The columns that the list of contacts can show beside the name, and what stands in them.

Importing this module costs nothing: the window knows its columns before the database's libraries are loaded.
"""

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from crm.contact_list import ContactRow, country_names, id_list, rows
from crm.texts import _

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

NAME = "nombre"


class Column(NamedTuple):
    """A column: its ``code``, its head, its width in px at first, and whether the list can be sorted by it (by a name
    of ``crm.query_run.ORDERS``, which is then the column's code). Dates begin with the latest.
    """

    code: str
    title: str
    width: int
    sortable: bool = False
    is_date: bool = False


class View(NamedTuple):
    """How the list is looked at: ``order`` as ``crm.query_run.ids`` takes it, ``columns`` beside the name by code."""

    order: str = NAME
    columns: tuple[str, ...] = ()


def columns() -> tuple[Column, ...]:
    """All columns, the name first, in the order in which they are offered."""
    return (
        Column(NAME, _("Nombre"), 280, sortable=True),
        Column("tipo", _("Tipo"), 104),
        Column("categoria", _("Categoría"), 152),
        Column("institucion", _("Institución"), 232, sortable=True),
        Column("cargo", _("Cargo"), 168),
        Column("ciudad", _("Ciudad"), 152, sortable=True),
        Column("estado", _("Estado"), 152),
        Column("pais", _("País"), 128, sortable=True),
        Column("correo", _("Correo"), 208),
        Column("telefono", _("Teléfono"), 144),
        Column("ultimo", _("Último contacto"), 128, sortable=True, is_date=True),
        Column("creado", _("Creado"), 104, sortable=True, is_date=True),
        Column("cambiado", _("Cambiado"), 104, sortable=True, is_date=True),
    )


def rows_with(
    session: "Session", ids: Sequence[int], columns: Sequence[str], today: datetime.date
) -> list[ContactRow]:
    """The rows of these contacts, with what stands in these columns as their ``cells``."""
    found = rows(session, ids)
    if not columns:
        return found
    wanted = id_list(row.id for row in found)
    texts = [_TEXTS[code](session, wanted, today) for code in columns]
    return [row._replace(cells=tuple(text.get(row.id, "") for text in texts)) for row in found]


Texts = Mapping[int, str]
"""What stands in a column, by contact."""

Reader = Callable[["Session", str, datetime.date], Texts]
"""Reads a column for the contacts of a JSON array."""

_WANTED = "(SELECT value FROM json_each(?))"


def _read(session: "Session", statement: str, wanted: str) -> list[tuple[Any, ...]]:
    rows = session.connection().exec_driver_sql(statement.format(wanted=_WANTED), (wanted,))
    return [tuple(row) for row in rows]


def _of_document(column: str) -> Reader:
    def read(session: "Session", wanted: str, _today: datetime.date) -> Texts:
        found = _read(session, f"SELECT id, {column} FROM search_document WHERE id IN {{wanted}}", wanted)
        return dict(found)

    return read


def _types(session: "Session", wanted: str, today: datetime.date) -> Texts:
    return {
        number: text.capitalize() for number, text in _of_document("type")(session, wanted, today).items()
    }


def _categories(session: "Session", wanted: str, today: datetime.date) -> Texts:
    from crm.categories import SHORT_NAMES

    found = _of_document("category")(session, wanted, today)
    return {number: SHORT_NAMES.get(code, code) for number, code in found.items()}


def _countries(session: "Session", wanted: str, today: datetime.date) -> Texts:
    found = _of_document("country")(session, wanted, today)
    return {number: country_names().get(code, code) for number, code in found.items()}


def _emails(session: "Session", wanted: str, _today: datetime.date) -> Texts:
    found = _read(
        session, "SELECT record_id, address FROM email WHERE record_id IN {wanted} ORDER BY id DESC", wanted
    )
    return dict(found)


def _phones(session: "Session", wanted: str, _today: datetime.date) -> Texts:
    from crm.cards import Phone
    from crm.phones import display

    found = _read(
        session,
        "SELECT record_id, e164, extension FROM phone WHERE record_id IN {wanted} ORDER BY id DESC",
        wanted,
    )
    return {number: display(Phone(e164, extension)) for number, e164, extension in found}


_CREATED = """
    SELECT f.id, o.at FROM (
        SELECT record_id AS id, min(operation_id) AS operation FROM change
        WHERE record_id IN {wanted} AND table_name = 'record' AND row_id = record_id GROUP BY record_id) f
    JOIN operation o ON o.id = f.operation"""
_CHANGED = "SELECT r.id, o.at FROM record r JOIN operation o ON o.id = r.version WHERE r.id IN {wanted}"


def _days(statement: str) -> Reader:
    def read(session: "Session", wanted: str, today: datetime.date) -> Texts:
        from crm.clock import HOME_ZONE
        from crm.date_words import near_date

        days = {
            number: datetime.datetime.fromisoformat(at).astimezone(HOME_ZONE).date()
            for number, at in _read(session, statement, wanted)
        }
        return {number: near_date(day, today) for number, day in days.items()}

    return read


def _last_spoken(session: "Session", wanted: str, today: datetime.date) -> Texts:
    from crm.contact_matters import LAST_SPOKEN
    from crm.date_words import near_date, short_date
    from crm.partial_dates import PartialDate

    def words(said: str) -> str:
        date = PartialDate.parse(said)
        return near_date(date.earliest, today) if date.day else short_date(date)

    statement = f"SELECT contact, said FROM ({LAST_SPOKEN}) WHERE contact IN {{wanted}}"
    return {number: words(said) for number, said in _read(session, statement, wanted)}


_TEXTS: dict[str, Reader] = {
    "tipo": _types,
    "categoria": _categories,
    "institucion": _of_document("organization"),
    "cargo": _of_document("post"),
    "ciudad": _of_document("city"),
    "estado": _of_document("state"),
    "pais": _countries,
    "correo": _emails,
    "telefono": _phones,
    "ultimo": _last_spoken,
    "creado": _days(_CREATED),
    "cambiado": _days(_CHANGED),
}
