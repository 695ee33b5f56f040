"""A query as SQL: what the text index is asked, and the conditions on what it finds.

Each document (``d``) found must meet the match, if there is one, and all conditions. What a user typed goes in
parameters, or between the text index's quotes.
"""

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC
from typing import Any

from sqlalchemy import Connection

from crm.clock import HOME_ZONE
from crm.errors import QueryError
from crm.query import Filter, Phrase, Query, Value, Word
from crm.query_fields import FIELDS, Shape, choose, code_of
from crm.query_match import beginnings, prefix, shortened, word
from crm.texts import _
from db.folding import fold, has_words
from db.search_rows import ANY, token

Condition = tuple[str, tuple[Any, ...]]
"""An SQL condition on ``d`` and its parameters."""


@dataclass(slots=True)
class Plan:
    """A query compiled: ``wanted`` and ``refused`` parts of the match, and conditions.

    ``near`` are the wanted parts with the words shortened to what the index answers at once, and ``checks`` what
    must then be looked for in the text.
    """

    wanted: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    near: list[str] = field(default_factory=list)
    checks: list[Condition] = field(default_factory=list)

    @property
    def match(self) -> str:
        """The expression for the text index; empty when it is not needed."""
        return _expression(self.wanted, self.refused)

    @property
    def near_match(self) -> str:
        """The expression that finds too much, but the first of it at once; empty when it would be the same."""
        return _expression(self.near, self.refused) if self.checks else ""


def compile_query(connection: Connection, query: Query) -> Plan:
    """The plan of a query; the connection is asked for the tags, groups and consulates it names.

    Raises QueryError for what this version of the program does not keep, and for names that the base lacks.
    """
    plan = Plan()
    _subject(query, plan)
    for beginning in beginnings(query):
        plan.wanted.append(beginning.match())
        plan.near.append(shortened(beginning))
        if plan.near[-1] != plan.wanted[-1]:
            plan.checks += [("instr(d.words, ?) > 0", (" " + each,)) for each in beginning.tokens]
    for term in query.terms:
        if isinstance(term, Word):
            tokens = fold(term.text).split()
            if term.negated and tokens:
                plan.refused.append(" AND ".join(map(prefix, tokens)))
        elif isinstance(term, Phrase):
            _phrase(term, plan)
        else:
            _filter(connection, query, term, plan)
    return plan


def _expression(wanted: Sequence[str], refused: Sequence[str]) -> str:
    if not (wanted or refused):
        return ""
    all_of = " AND ".join(f"({part})" for part in wanted) or word(ANY)
    if not refused:
        return all_of
    return f"({all_of}) NOT ({' OR '.join(f'({part})' for part in refused)})"


def _subject(query: Query, plan: Plan) -> None:
    if query.subject == "consulados":
        _want(plan, word(token("tipo", "consulado")))
    elif query.subject != "contactos":
        raise _not_kept(query.subject)


_LATER = {
    "convenio": "convenios",
    "seguimiento": "seguimientos",
    "ultimo": "actividades",
    "consentimiento": "consentimientos",
}


def _not_kept(noun: str) -> QueryError:
    return QueryError(_("Esta versión todavía no guarda {noun}; busque sin ese filtro.").format(noun=noun))


def _want(plan: Plan, match: str) -> None:
    plan.wanted.append(match)
    plan.near.append(match)


def _phrase(term: Phrase, plan: Plan) -> None:
    folded = fold(term.text)
    if not term.negated:
        _want(plan, " AND ".join(map(word, folded.split(" "))))
    plan.conditions.append((f"instr(d.words, ?) {'=' if term.negated else '>'} 0", (f" {folded} ",)))


def _filter(connection: Connection, query: Query, term: Filter, plan: Plan) -> None:
    name = term.field
    if name in _LATER:
        raise _not_kept(_LATER[name])
    tokens = [_token(name, value) for value in term.values]
    if all(tokens):
        match = " OR ".join(word(each) for each in tokens if each)
        if term.negated:
            plan.refused.append(match)
        else:
            _want(plan, match)
        return
    conditions = [_condition(connection, query, name, value) for value in term.values]
    sql = " OR ".join(f"({condition[0]})" for condition in conditions)
    parameters = tuple(value for condition in conditions for value in condition[1])
    plan.conditions.append((f"NOT ({sql})" if term.negated else f"({sql})", parameters))
    if not term.negated and len(term.values) == 1:
        _narrow(name, term.values[0], plan)


_INDEXED = ("tipo", "categoria", "pais")
_IN_WORDS = ("cargo", "institucion", "siglas", "correo", "telefono", "ciudad", "estado")


def _token(name: str, value: Value) -> str | None:
    """The token of the text index that means just this value; None if there is no such thing."""
    if value.is_empty:
        return None
    if name in _INDEXED:
        return token(name, code_of(FIELDS[name], value.text))
    if FIELDS[name].shape is Shape.PLACE and value.quoted:
        return token(name, value.text)
    return None


def _narrow(name: str, value: Value, plan: Plan) -> None:
    """Let the text index leave out what cannot meet the condition: the words of these fields are in it."""
    if name not in _IN_WORDS or value.is_empty:
        return
    tokens = [_digits(value.text)] if name == "telefono" else fold(value.text).split(" ")
    _want(
        plan, " AND ".join((word if value.quoted and name != "telefono" else prefix)(each) for each in tokens)
    )


def _condition(connection: Connection, query: Query, name: str, value: Value) -> Condition:
    if value.is_empty:
        return _empty(query, name)
    shape = FIELDS[name].shape
    if shape is Shape.DATE:
        return _dated(query, name, value)
    if shape is Shape.NAMED:
        return _named(connection, query, name, value)
    if shape is Shape.CHOICE:
        return _choice(name, value)
    return _text(query, name, value)


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


_FACET = "instr(' ' || d.facets || ' ', ?) > 0"


def _choice(name: str, value: Value) -> Condition:
    code = code_of(FIELDS[name], value.text)
    if name in _INDEXED:
        return _FACET, (f" {token(name, code)} ",)
    if name == "idioma":
        return "EXISTS (SELECT 1 FROM spoken_language x WHERE x.person_id = d.id AND x.language = ?)", (code,)
    return f"{'' if code == 'sí' else 'NOT '}{_LED}", ()


_LED = "EXISTS (SELECT 1 FROM person x WHERE x.id = d.id AND x.leadership <> '')"

# Who is there today: the last day that the end can be has not passed. "s/f" is an end on an unknown day.
_PRESENT = "(x.end_on = '' OR (x.end_on <> 's/f' AND x.end_on >= substr(?, 1, length(x.end_on))))"
_POSTS = (
    "EXISTS (SELECT 1 FROM holder x JOIN post t ON t.id = x.post_id JOIN organization o ON o.id = t.organization_id "
    f"JOIN record q ON q.id = o.id WHERE x.person_id = d.id AND {_PRESENT} "
    "AND q.trashed_by IS NULL AND q.merged_into IS NULL AND {test})"
)
_ORGANIZATION = "EXISTS (SELECT 1 FROM organization x WHERE x.id = d.id AND {test})"
_PERSON = "EXISTS (SELECT 1 FROM person x WHERE x.id = d.id AND {test})"
_ADDRESS = "EXISTS (SELECT 1 FROM address x WHERE x.record_id = d.id AND {test})"
_TEXTS = {
    "cargo": (_POSTS, "t.title"),
    "institucion": (_POSTS, "(o.official_name || ' ' || o.acronym)"),
    "siglas": (_ORGANIZATION, "x.acronym"),
    "origen": (_PERSON, "x.origin"),
    "correo": ("EXISTS (SELECT 1 FROM email x WHERE x.record_id = d.id AND {test})", "x.address"),
    "telefono": ("EXISTS (SELECT 1 FROM phone x WHERE x.record_id = d.id AND {test})", "phone_words(x.e164)"),
    "ciudad": (_ADDRESS, "x.city"),
    "estado": (_ADDRESS, "x.state"),
}
"""Where the texts of a field are, and which text it is."""


def _text(query: Query, name: str, value: Value) -> Condition:
    if FIELDS[name].shape is Shape.PLACE and value.quoted:
        return _FACET, (f" {token(name, value.text)} ",)
    where, text = _TEXTS[name]
    looked_for = fold(value.text)
    test = "has_phrase" if value.quoted else "has_words"
    if name == "telefono":
        looked_for, test = _digits(value.text), "has_words"
    return where.format(test=f"{test}({text}, ?)"), (*_today(query, where), looked_for)


def _today(query: Query, sql: str) -> tuple[str, ...]:
    return (query.today.isoformat(),) if _PRESENT in sql else ()


_MEMBER = "EXISTS (SELECT 1 FROM membership x WHERE x.record_id = d.id AND {present})".format(
    present=_PRESENT.replace("end_on", "left_on")
)
_SERVED = (
    "coalesce((SELECT x.consulate_id FROM person x WHERE x.id = d.id), "
    "(SELECT x.consulate_id FROM organization x WHERE x.id = d.id))"
)
_LACKS = {
    "consulado": f"{_SERVED} IS NULL",
    "etiqueta": "NOT EXISTS (SELECT 1 FROM record_tag x WHERE x.record_id = d.id)",
    "idioma": "NOT EXISTS (SELECT 1 FROM spoken_language x WHERE x.person_id = d.id)",
    "liderazgo": f"NOT {_LED}",
}


def _empty(query: Query, name: str) -> Condition:
    if name in _LACKS:
        return _LACKS[name], ()
    if name == "red":
        return f"NOT {_MEMBER}", (query.today.isoformat(),)
    if FIELDS[name].shape is Shape.DATE:
        return "0", ()
    if name in _INDEXED or FIELDS[name].shape is Shape.PLACE:
        return "instr(' ' || d.facets, ?) = 0", (f" {token(name, '')}",)
    where, text = _TEXTS[name]
    return "NOT " + where.format(test=f"{text} <> ''"), _today(query, where)


_NAMES = {
    "etiqueta": "SELECT id, label FROM tag",
    "red": "SELECT g.id, g.name FROM contact_group g JOIN record r ON r.id = g.id "
    "WHERE r.trashed_by IS NULL AND r.merged_into IS NULL",
    "consulado": "SELECT id, name FROM search_document WHERE type = 'consulado'",
}
_CHOSEN = "(SELECT value FROM json_each(?))"
_BELONGS = {
    "etiqueta": f"d.id IN (SELECT x.record_id FROM record_tag x WHERE x.tag_id IN {_CHOSEN})",
    "red": f"d.id IN (SELECT x.record_id FROM membership x WHERE x.group_id IN {_CHOSEN} "
    f"AND {_PRESENT.replace('end_on', 'left_on')})",
    "consulado": f"d.id IN (SELECT x.id FROM person x WHERE x.consulate_id IN {_CHOSEN} "
    f"UNION ALL SELECT x.id FROM organization x WHERE x.consulate_id IN {_CHOSEN})",
}


def _named(connection: Connection, query: Query, name: str, value: Value) -> Condition:
    chosen = json.dumps(_ids_named(connection, name, value.text))
    second = {"etiqueta": (), "red": (query.today.isoformat(),), "consulado": (chosen,)}[name]
    return _BELONGS[name], (chosen, *second)


def _ids_named(connection: Connection, name: str, text: str) -> list[int]:
    """The tags, groups or consulates of that name; if none bears it whole, those with words that begin so."""
    rows = connection.exec_driver_sql(_NAMES[name]).all()
    folded = fold(text)
    exact = [row[0] for row in rows if fold(row[1]) == folded]
    found = exact or [row[0] for row in rows if has_words(row[1], folded.split())]
    if not found:
        choose(
            text,
            [row[1] for row in rows],
            _("No hay «{text}» en «{field}»; ¿quiso decir «{near}»?").replace("{field}", name),
            _("No hay «{text}» en «{field}»; revise cómo se escribe.").replace("{field}", name),
        )
    return found


def _dated(query: Query, name: str, value: Value) -> Condition:
    days = query.days(value)
    bounds = []
    if days.first:
        bounds.append(("o.at >= ?", _start_of(days.first)))
    if days.last:
        bounds.append(("o.at < ?", _start_of(days.last + datetime.timedelta(days=1))))
    test = " AND ".join(sql for sql, _moment in bounds)
    return _DATED[name].format(test=test), tuple(moment for _sql, moment in bounds)


_DATED = {
    # What undo and redo bring back was created before.
    "creado": "d.id IN (SELECT c.row_id FROM operation o JOIN change c ON c.operation_id = o.id "
    "AND c.table_name = 'record' AND c.action = 'I' WHERE o.kind = 'edit' AND {test})",
    "cambiado": "EXISTS (SELECT 1 FROM record x JOIN operation o ON o.id = x.version WHERE x.id = d.id AND {test})",
}


def _start_of(day: datetime.date) -> str:
    """The first instant of a day in Mexico City, as the journal writes instants."""
    start = datetime.datetime.combine(day, datetime.time(), HOME_ZONE)
    return start.astimezone(UTC).isoformat(timespec="milliseconds")
