"""A query as SQL: what the text index is asked, and the conditions on what it finds.

Each document (``d``) found must meet the match, if there is one, and all conditions. What a user typed goes in
parameters, or between the text index's quotes.
"""

import json

from sqlalchemy import Connection

from crm.agreement_sql import with_agreements
from crm.contact_matters import last_spoken, with_follow_ups
from crm.errors import QueryError
from crm.matter_fields import MATTER_FIELDS
from crm.matter_sql import filter_matters, matter_plan
from crm.query import Filter, Phrase, Query, Value, Word
from crm.query_common import COMMON, common_condition, ids_named
from crm.query_fields import FIELDS, Shape, code_of
from crm.query_match import beginnings, prefix, shortened, word
from crm.query_plan import Condition, Plan
from crm.texts import _
from db.folding import fold
from db.search_rows import token


def compile_query(connection: Connection, query: Query) -> Plan:
    """The plan of a query; the connection is asked for the tags, groups and consulates it names.

    Raises QueryError for what this version of the program does not keep, and for names that the base lacks.
    """
    plan = matter_plan(query) if query.subject in MATTER_FIELDS else Plan()
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
        elif query.subject in MATTER_FIELDS:
            filter_matters(connection, query, term, plan)
        else:
            _filter(connection, query, term, plan)
    return plan


def _subject(query: Query, plan: Plan) -> None:
    if query.subject == "consulados":
        plan.want(word(token("tipo", "consulado")))
    elif query.subject != "contactos" and query.subject not in MATTER_FIELDS:
        raise _not_kept(query.subject)


_LATER = {
    "consentimiento": "consentimientos",
}


def _not_kept(noun: str) -> QueryError:
    return QueryError(_("Esta versión todavía no guarda {noun}; busque sin ese filtro.").format(noun=noun))


def _phrase(term: Phrase, plan: Plan) -> None:
    folded = fold(term.text)
    if not term.negated:
        plan.want(" AND ".join(map(word, folded.split(" "))))
    plan.conditions.append((f"instr(d.words, ?) {'=' if term.negated else '>'} 0", (f" {folded} ",)))


def _filter(connection: Connection, query: Query, term: Filter, plan: Plan) -> None:
    name = term.field
    if name in _LATER:
        raise _not_kept(_LATER[name])
    tokens = [_token(name, value) for value in term.values]
    if all(tokens):
        plan.choose(" OR ".join(word(each) for each in tokens if each), negated=term.negated)
        return
    plan.require([_condition(connection, query, name, value) for value in term.values], negated=term.negated)
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
    plan.want(
        " AND ".join((word if value.quoted and name != "telefono" else prefix)(each) for each in tokens)
    )


def _condition(connection: Connection, query: Query, name: str, value: Value) -> Condition:
    if name in COMMON:
        return common_condition(connection, query, name, value)
    if name == "ultimo":
        return last_spoken(query, value)
    if name == "seguimiento":
        return with_follow_ups(query, value)
    if name == "convenio":
        return with_agreements(query, value)
    if value.is_empty:
        return _empty(query, name)
    shape = FIELDS[name].shape
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
    "idioma": "NOT EXISTS (SELECT 1 FROM spoken_language x WHERE x.person_id = d.id)",
    "liderazgo": f"NOT {_LED}",
}


def _empty(query: Query, name: str) -> Condition:
    if name in _LACKS:
        return _LACKS[name], ()
    if name == "red":
        return f"NOT {_MEMBER}", (query.today.isoformat(),)
    if name in _INDEXED or FIELDS[name].shape is Shape.PLACE:
        return "instr(' ' || d.facets, ?) = 0", (f" {token(name, '')}",)
    where, text = _TEXTS[name]
    return "NOT " + where.format(test=f"{text} <> ''"), _today(query, where)


_NAMES = {
    "red": "SELECT g.id, g.name FROM contact_group g JOIN record r ON r.id = g.id "
    "WHERE r.trashed_by IS NULL AND r.merged_into IS NULL",
    "consulado": "SELECT id, name FROM search_document WHERE type = 'consulado'",
}
_CHOSEN = "(SELECT value FROM json_each(?))"
_BELONGS = {
    "red": f"d.id IN (SELECT x.record_id FROM membership x WHERE x.group_id IN {_CHOSEN} "
    f"AND {_PRESENT.replace('end_on', 'left_on')})",
    "consulado": f"d.id IN (SELECT x.id FROM person x WHERE x.consulate_id IN {_CHOSEN} "
    f"UNION ALL SELECT x.id FROM organization x WHERE x.consulate_id IN {_CHOSEN})",
}


def _named(connection: Connection, query: Query, name: str, value: Value) -> Condition:
    chosen = json.dumps(ids_named(connection, _NAMES[name], name, value.text))
    second = {"red": query.today.isoformat(), "consulado": chosen}[name]
    return _BELONGS[name], (chosen, second)
