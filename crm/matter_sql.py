"""The filters of queries of activities, requests, follow-ups, tours and agreements, as SQL."""

import datetime
import json

from sqlalchemy import Connection

from crm.agreement_query import FILTERS, agreement_condition
from crm.matter_fields import ENDING, MATTER_FIELDS, OPEN, OVERDUE
from crm.query import Filter, Query, Value
from crm.query_common import COMMON, common_condition, ids_named, start_of
from crm.query_fields import Shape, code_of
from crm.query_match import prefix, word
from crm.query_plan import Condition, Plan
from crm.request_list import ending_ids
from db.folding import fold
from db.search_rows import token

KINDS = {
    "actividades": "activity",
    "seguimientos": "follow_up",
    "gestiones": "request",
    "giras": "tour",
    "convenios": "agreement",
}
"""The kind of record that a subject speaks of."""

_NAMES = {
    "tipo": "SELECT id, label FROM activity_kind",
    "gira": "SELECT id, name FROM matter_document WHERE kind = 'tour'",
    "area": "SELECT id, code FROM area UNION ALL SELECT id, name FROM area",
    "cuenta": "SELECT id, code FROM plan_item",
    "materia": "SELECT id, label FROM agreement_matter",
}
_CODES = {
    "tipo": "SELECT code FROM activity_kind WHERE id IN (SELECT value FROM json_each(?))",
    "gira": "SELECT value FROM json_each(?)",
    "area": "SELECT code FROM area WHERE id IN (SELECT value FROM json_each(?))",
    "materia": "SELECT code FROM agreement_matter WHERE id IN (SELECT value FROM json_each(?))",
}
"""What stands in the tokens of these fields."""

# What counts for a part of a plan counts for the whole.
_COUNTS = """EXISTS (
    WITH RECURSIVE part(id) AS (
        SELECT value FROM json_each(?)
        UNION SELECT i.id FROM part CROSS JOIN plan_item i ON i.parent_id = part.id)
    SELECT 1 FROM activity_count c WHERE c.activity_id = d.id AND c.plan_item_id IN (SELECT id FROM part))"""
_TOOK_PART = """EXISTS (
    SELECT 1 FROM participation p LEFT JOIN search_document x ON x.id = p.person_id
    LEFT JOIN search_document y ON y.id = p.organization_id
    LEFT JOIN official o ON o.id = p.official_id LEFT JOIN area z ON z.id = p.area_id
    WHERE p.activity_id = d.id AND {test}(concat_ws(' ', x.name, y.name, y.acronym, o.name, z.code, z.name), ?))"""
_PEOPLE = "{test}(d.people, ?)"
_TEXTS = {
    "ciudad": "{test}(d.city, ?)",
    "participante": _TOOK_PART,
    "responsable": _PEOPLE,
    "remitente": _PEOPLE,
    "consejeria": _PEOPLE,
}
_OPEN = token("abierto", "sí")
_ENDING = ENDING.replace("-", " ")
# Whatever was written, with seconds or without, compares as a moment.
_REMINDED = "EXISTS (SELECT 1 FROM follow_up f WHERE f.id = d.id AND f.remind_at <> ''{test})"
_FACETS = "instr(' ' || d.facets || ' ', ?) > 0"
_NO_SUCH_FACET = "instr(' ' || d.facets, ?) = 0"
_LACKS = {
    "fecha": "d.first_day = ''",
    "cuenta": "NOT EXISTS (SELECT 1 FROM activity_count c WHERE c.activity_id = d.id)",
    "participante": "NOT EXISTS (SELECT 1 FROM participation p WHERE p.activity_id = d.id)",
    "responsable": "d.people = ''",
    "remitente": "d.people = ''",
    "consejeria": "d.people = ''",
    "recordatorio": f"NOT {_REMINDED.format(test='')}",
}


def matter_plan(query: Query) -> Plan:
    """The plan of a query before its terms: what it speaks of."""
    plan = Plan(documents="matter_document", text="matter_index")
    plan.want(word(token("que", KINDS[query.subject])))
    return plan


def filter_matters(connection: Connection, query: Query, term: Filter, plan: Plan) -> None:
    """Add a filter to the plan. Raises QueryError for names that the base lacks."""
    tokens = [each for value in term.values for each in _tokens(connection, query, term.field, value)]
    if all(tokens):
        plan.choose(" OR ".join(map(word, tokens)), negated=term.negated)
        return
    plan.require(
        [_condition(connection, query, term.field, value) for value in term.values], negated=term.negated
    )
    if not term.negated and len(term.values) == 1:
        _narrow(term.field, term.values[0], plan)


def _tokens(connection: Connection, query: Query, name: str, value: Value) -> list[str]:
    """The tokens of the text index that mean just this value; an empty one if there is no such thing."""
    field = MATTER_FIELDS[query.subject][name]
    if value.is_empty or _is_of_agreements(query, name):
        return [""]
    if name in _CODES:
        chosen = json.dumps(ids_named(connection, _NAMES[name], name, value.text))
        return [
            token(name, str(code)) for code in connection.exec_driver_sql(_CODES[name], (chosen,)).scalars()
        ]
    if field.shape is Shape.CHOICE:
        code = code_of(field, value.text)
        return [{OPEN: _OPEN, OVERDUE: "", _ENDING: ""}.get(code, token(name, code))]
    return [token(name, value.text)] if field.shape is Shape.PLACE and value.quoted else [""]


def _condition(connection: Connection, query: Query, name: str, value: Value) -> Condition:
    if name in COMMON:
        return common_condition(connection, query, name, value)
    if _is_of_agreements(query, name):
        return agreement_condition(query, name, value)
    if value.is_empty:
        return (_LACKS[name], ()) if name in _LACKS else (_NO_SUCH_FACET, (f" {token(name, '')}",))
    if name == "fecha":
        return _on_days(query, value)
    if name == "recordatorio":
        return _reminded(query, value)
    if name == "cuenta":
        return _COUNTS, (json.dumps(ids_named(connection, _NAMES[name], name, value.text)),)
    if name in _TEXTS and not (name == "ciudad" and value.quoted):
        test = "has_phrase" if value.quoted else "has_words"
        return _TEXTS[name].format(test=test), (fold(value.text),)
    return _exactly(connection, query, name, value)


def _is_of_agreements(query: Query, name: str) -> bool:
    return query.subject == "convenios" and name in FILTERS


def _exactly(connection: Connection, query: Query, name: str, value: Value) -> Condition:
    if _asks_for(_ENDING, query, name, value):
        return "d.id IN (SELECT value FROM json_each(?))", (json.dumps(ending_ids(connection, query.today)),)
    if _asks_for(OVERDUE, query, name, value):
        return f"{_FACETS} AND d.last_day <> '' AND d.last_day < ?", (f" {_OPEN} ", query.today.isoformat())
    tokens = _tokens(connection, query, name, value)
    return " OR ".join([_FACETS] * len(tokens)), tuple(f" {each} " for each in tokens)


def _asks_for(code: str, query: Query, name: str, value: Value) -> bool:
    """Whether a value asks for what is so by the dates of today, as no token of the text index tells."""
    field = MATTER_FIELDS[query.subject][name]
    return field.shape is Shape.CHOICE and code_of(field, value.text) == code


def _on_days(query: Query, value: Value) -> Condition:
    """What goes on on one of these days at least, and surely: a meeting "in 2024" is not one of March 2024.

    (DOMAIN, "Dates may be partly known".)
    """
    days = query.days(value)
    bounds = [("d.lasts_to >= ?", days.first), ("d.begun_by <= ?", days.last)]
    chosen = [(sql, day.isoformat()) for sql, day in bounds if day is not None]
    test = " AND ".join(("d.first_day <> ''", *(sql for sql, _day in chosen)))
    return test, tuple(day for _sql, day in chosen)


def _reminded(query: Query, value: Value) -> Condition:
    """Whose reminder falls on one of these days, as they are in Mexico City."""
    days = query.days(value)
    bounds = []
    if days.first is not None:
        bounds.append((" AND julianday(f.remind_at) >= julianday(?)", start_of(days.first)))
    if days.last is not None:
        following = days.last + datetime.timedelta(days=1)
        bounds.append((" AND julianday(f.remind_at) < julianday(?)", start_of(following)))
    test = "".join(sql for sql, _moment in bounds)
    return _REMINDED.format(test=test), tuple(moment for _sql, moment in bounds)


def _narrow(name: str, value: Value, plan: Plan) -> None:
    """Let the text index leave out what cannot meet the condition: the words of these fields are in it."""
    if name in _TEXTS and not value.is_empty:
        plan.want(
            " AND ".join((word if value.quoted else prefix)(each) for each in fold(value.text).split(" "))
        )
