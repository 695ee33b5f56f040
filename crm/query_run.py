"""The answers to a query: which contacts, in what order, how many, how many of each."""

import datetime
from array import array
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from crm import agreement_notices, countries, languages
from crm.agreement_sql import CONTACTS_STANDING, LAST_DAY, ON, STAGE
from crm.agreement_stages import STAGES
from crm.agreement_standing import NO_AGREEMENT
from crm.categories import CATEGORIES
from crm.contact_matters import LAST_SPOKEN
from crm.matter_groups import AGREEMENT_VALUES, GROUPED_BY, MATTER_VALUES
from crm.matter_sql import KINDS
from crm.query import Query
from crm.query_fields import GROUPED, choose
from crm.query_plan import Condition, Plan
from crm.query_sql import compile_query
from crm.texts import _
from db.folding import spanish_key
from db.search_functions import fetch_ids, rank, teach

ORDERS = ("nombre", "institucion", "ciudad", "pais", "ultimo", "creado", "cambiado")
"""What a list of contacts can be sorted by."""

MATTER_ORDERS = ("fecha", "titulo", "tipo", "situacion", "personas", "creado", "cambiado")
"""What a list of what happens can be sorted by: ``fecha`` is the newest first, follow-ups by when they are due."""

AGREEMENT_ORDERS = (*MATTER_ORDERS, "folio", "vence", "etapa")
"""What a list of agreements can be sorted by."""

_PROBED = 500
"""Documents looked at for the beginnings of long words before the text index gathers all that have them."""


def ids(session: Session, query: Query, order: str = "", limit: int | None = None) -> "array[int]":
    """The ids of what meets a query, in an order of ``orders_of``; empty: the first of them, that of the list.

    Raises QueryError for what the base cannot answer, with the nearest right name.
    """
    name, descending = _order_named(query.subject, order)
    connection, plan = _planned(session, query)
    if limit is not None and plan.near_match and not (_KEYS[name] or descending):
        near = _probe(connection, plan, limit)
        if len(near) == limit:
            return near
    return _ids(connection, plan, _Order(name, descending, query.today), limit)


def first_ids(session: Session, query: Query, limit: int = 100, order: str = "") -> "array[int]":
    """The ids of the first of what meets a query; what a list shows while the rest is found."""
    return ids(session, query, order, limit)


def count(session: Session, query: Query) -> int:
    """How many contacts, or activities, follow-ups …, meet a query."""
    connection, plan = _planned(session, query)
    return _count(connection, plan)


def group_counts(session: Session, query: Query, field: str) -> tuple[int, list[tuple[str, int]]]:
    """How many records meet a query, and how many of them have each value of a field, most frequent first.

    One with several values counts in each and once in the total (DOMAIN, "The office"); those with none stand
    last, as ``vacío``. Each value is one that ``field:value`` takes.
    """
    values, grouped = _groups_of(query.subject)
    name = choose(
        field,
        grouped,
        _("No se puede contar por «{text}»; ¿quiso decir «{near}»?"),
        _("No se puede contar por «{text}»; use uno de estos campos: {all}."),
    )
    connection, plan = _planned(session, query)
    source, parameters = _source(plan)
    found = f"WITH found AS MATERIALIZED (SELECT d.id AS id {source}), named AS ({values[name]})"
    today = (query.today.isoformat(),) if "?" in values[name] else ()
    rows = connection.exec_driver_sql(
        f"{found} SELECT max(value), count(DISTINCT id) FROM named WHERE value <> '' AND folded(value) <> '' "
        "GROUP BY folded(value)",
        (*parameters, *today),
    ).all()
    having = connection.exec_driver_sql(
        f"{found} SELECT count(DISTINCT id) FROM named WHERE value <> '' AND folded(value) <> ''",
        (*parameters, *today),
    ).scalar_one()
    total = _count(connection, plan)
    groups = [(_readable(name, value), int(n)) for value, n in rows]
    groups.sort(key=lambda group: (-group[1], spanish_key(group[0])))
    if total > having:
        groups.append((_("vacío"), total - having))
    return total, groups


def _groups_of(subject: str) -> tuple[Mapping[str, str], Sequence[str]]:
    """Where the values of the fields are by which a subject can be counted, and those fields."""
    if subject == "convenios":
        return AGREEMENT_VALUES, tuple(AGREEMENT_VALUES)
    return (MATTER_VALUES, GROUPED_BY[subject]) if subject in KINDS else (_VALUES, GROUPED)


_ADDRESSES = "SELECT found.id AS id, x.{column} AS value FROM found JOIN address x ON x.record_id = found.id"
_VALUES = {
    "tipo": "SELECT found.id AS id, d.type AS value FROM found JOIN search_document d ON d.id = found.id",
    "categoria": "SELECT found.id AS id, x.category AS value FROM found "
    "JOIN organization_category x ON x.organization_id = found.id",
    "pais": f"{_ADDRESSES.format(column='country')} UNION ALL "
    "SELECT found.id, x.country FROM found JOIN organization x ON x.id = found.id",
    "estado": _ADDRESSES.format(column="state"),
    "ciudad": _ADDRESSES.format(column="city"),
    "consulado": "SELECT found.id AS id, k.name AS value FROM found JOIN (SELECT id, consulate_id FROM person "
    "UNION ALL SELECT id, consulate_id FROM organization) x ON x.id = found.id "
    "JOIN search_document k ON k.id = x.consulate_id",
    "red": "SELECT found.id AS id, g.name AS value FROM found JOIN membership x ON x.record_id = found.id "
    "JOIN contact_group g ON g.id = x.group_id JOIN record q ON q.id = g.id "
    "WHERE q.trashed_by IS NULL AND q.merged_into IS NULL AND (x.left_on = '' "
    "OR (x.left_on <> 's/f' AND x.left_on >= substr(?, 1, length(x.left_on))))",
    "etiqueta": "SELECT found.id AS id, g.label AS value FROM found JOIN record_tag x ON x.record_id = found.id "
    "JOIN tag g ON g.id = x.tag_id",
    "convenio": f"SELECT found.id AS id, coalesce(x.value, '{NO_AGREEMENT}') AS value FROM found "
    f"LEFT JOIN ({CONTACTS_STANDING}) AS x ON x.contact = found.id",
    "idioma": "SELECT found.id AS id, x.language AS value FROM found "
    "JOIN spoken_language x ON x.person_id = found.id",
}


def _readable(name: str, value: str) -> str:
    if name == "pais":
        return countries.names().get(value, value)
    if name == "idioma":
        return languages.names().get(value, value)
    if name == "categoria":
        return CATEGORIES.get(value, value)
    return value


def _planned(session: Session, query: Query) -> tuple[Connection, Plan]:
    connection = session.connection()
    teach(connection)
    agreement_notices.teach(connection)
    return connection, compile_query(connection, query)


def orders_of(subject: str) -> tuple[str, ...]:
    """What a list of a subject can be sorted by; with ``-`` before it, the other way round."""
    if subject == "convenios":
        return AGREEMENT_ORDERS
    return MATTER_ORDERS if subject in KINDS else ORDERS


def _order_named(subject: str, order: str) -> tuple[str, bool]:
    orders = orders_of(subject)
    descending = order.startswith("-")
    name = choose(
        order.removeprefix("-") or orders[0],
        orders,
        _("No se puede ordenar por «{text}»; ¿quiso decir «{near}»?"),
        _("No se puede ordenar por «{text}»; use uno de estos: {all}."),
    )
    return name, descending


def _source(plan: Plan) -> tuple[str, tuple[Any, ...]]:
    """From where and on what conditions documents come, and the parameters."""
    conditions: list[Condition] = list(plan.conditions)
    source = f"FROM {plan.documents} d"
    if plan.match:
        # CROSS JOIN keeps the text index outside: it finds in the order of the places.
        source = f"FROM {plan.text} f CROSS JOIN {plan.documents} d ON d.place = f.rowid"
        conditions.insert(0, (f"f.{plan.text} MATCH ?", (plan.match,)))
    return _where(source, conditions)


def _where(source: str, conditions: Sequence[Condition]) -> tuple[str, tuple[Any, ...]]:
    if conditions:
        source += " WHERE " + " AND ".join(f"({sql})" for sql, _values in conditions)
    return source, tuple(value for _sql, values in conditions for value in values)


def _count(connection: Connection, plan: Plan) -> int:
    if plan.match and not plan.conditions:
        source, parameters = f"FROM {plan.text} WHERE {plan.text} MATCH ?", (plan.match,)
    else:
        source, parameters = _source(plan)
    return int(connection.exec_driver_sql(f"SELECT count(*) {source}", parameters).scalar_one())


class _Order(NamedTuple):
    name: str
    descending: bool
    today: datetime.date

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(key.replace(":day", f"'{self.today.isoformat()}'") for key in _KEYS[self.name])


def _ids(connection: Connection, plan: Plan, order: _Order, limit: int | None) -> "array[int]":
    if order.name == "pais":
        rank(connection, {code: spanish_key(name) for code, name in countries.names().items()})
    elif order.name == "etapa":
        rank(connection, {stage: chr(ord("a") + place) for place, stage in enumerate(STAGES)})
    source, parameters = _source(plan)
    place = "f.rowid" if plan.match else "d.place"
    way = " DESC" if order.descending else ""
    keys = ", ".join(f"{key}{way}" for key in (*order.keys, place))
    sql = f"SELECT d.id {source} ORDER BY {_LACKING_LAST.get(order.name, '')}{keys}"
    if limit is not None:
        sql, parameters = f"{sql} LIMIT ?", (*parameters, limit)
    return fetch_ids(connection, sql, parameters)


_SPOKEN_ON = f"(SELECT day FROM ({LAST_SPOKEN}) WHERE contact = d.id)"
_OF_AGREEMENT = f"(SELECT {{what}} FROM {ON.replace('?', ':day')} WHERE a.id = d.id)"
_KEYS: dict[str, tuple[str, ...]] = {
    "folio": (_OF_AGREEMENT.format(what="a.year"), _OF_AGREEMENT.format(what="a.number")),
    "vence": (_OF_AGREEMENT.format(what=f"coalesce(nullif(last_day({LAST_DAY}), ''), '~')"),),
    "etapa": (_OF_AGREEMENT.format(what=f"ranked({STAGE})"),),
    "nombre": (),
    "fecha": (),
    "titulo": ("spanish_key(d.name)",),
    "tipo": ("d.type",),
    "situacion": ("d.state",),
    "personas": ("spanish_key(d.people)",),
    "institucion": ("d.organization_key",),
    "ciudad": ("d.city_key",),
    "pais": ("ranked(d.country)",),
    "ultimo": (_SPOKEN_ON,),
    "creado": ("d.id",),
    "cambiado": ("(SELECT r.version FROM record r WHERE r.id = d.id)",),
}
_LACKING_LAST = {
    "institucion": "d.organization_key = '', ",
    "ciudad": "d.city_key = '', ",
    "pais": "d.country = '', ",
    "ultimo": f"{_SPOKEN_ON} IS NULL, ",
    "personas": "d.people = '', ",
}


def _probe(connection: Connection, plan: Plan, limit: int) -> "array[int]":
    """What a few documents that nearly meet the query give. Where most of them meet it this is all that is needed."""
    source, parameters = _where(
        f"FROM (SELECT rowid AS place FROM {plan.text} WHERE {plan.text} MATCH ? ORDER BY rowid LIMIT ?) AS n "
        f"CROSS JOIN {plan.documents} d ON d.place = n.place",
        (*plan.checks, *plan.conditions),
    )
    return fetch_ids(
        connection,
        f"SELECT d.id {source} ORDER BY n.place LIMIT ?",
        (plan.near_match, _PROBED, *parameters, limit),
    )
