"""The filters of queries of agreements (``que:convenios``), as SQL; those that other matters have are in
``crm.matter_sql``.
"""

from crm.agreement_notices import noticed
from crm.agreement_sql import LAST_DAY, ON, STAGE, STANDING
from crm.agreement_standing import NO_NOTICE
from crm.matter_fields import MATTER_FIELDS
from crm.query import Query, Value
from crm.query_fields import code_of
from crm.query_plan import Condition
from db.folding import fold

FILTERS = ("etapa", "estado", "aviso", "parte", "firmado", "vence", "folio", "marco", "responsable")
"""The fields whose conditions are made here."""

_THIS = f"EXISTS (SELECT 1 FROM {ON} WHERE a.id = d.id AND {{test}})"
_OWN = "EXISTS (SELECT 1 FROM agreement AS a WHERE a.id = d.id AND {test})"
_PARTY = """EXISTS (
    SELECT 1 FROM (
        SELECT organization_id, name, short FROM agreement_party WHERE agreement_id = d.id
        UNION ALL SELECT organization_id, name, '' FROM amendment_party WHERE agreement_id = d.id) AS p
    LEFT JOIN organization AS o ON o.id = p.organization_id
    WHERE {test}(concat_ws(' ', p.name, p.short, o.official_name, o.acronym), ?))"""
_TEXTS = {
    "parte": _PARTY,
    "folio": _OWN.format(test="{test}(a.folio, ?)"),
    "responsable": _OWN.format(test="{test}(a.responsible, ?)"),
    "marco": """EXISTS (
        SELECT 1 FROM agreement AS a JOIN agreement AS f ON f.id = a.framework_id
        WHERE a.id = d.id AND {test}(concat_ws(' ', f.folio, f.title), ?))""",
}
_LACKS = {
    "parte": "NOT EXISTS (SELECT 1 FROM agreement_party AS p WHERE p.agreement_id = d.id AND NOT p.own)",
    "folio": _OWN.format(test="a.folio = ''"),
    "responsable": _OWN.format(test="a.responsible = ''"),
    "marco": _OWN.format(test="a.framework_id IS NULL"),
    "firmado": _OWN.format(test="first_day(a.signed_on) = ''"),
}
_LACKS_ON_DAY = {
    "vence": _THIS.format(test=f"{LAST_DAY} = ''"),
    "estado": _THIS.format(test=f"trim({STANDING}) = ''"),
    "aviso": _THIS.format(test=noticed(NO_NOTICE)),
}


def agreement_condition(query: Query, name: str, value: Value) -> Condition:
    """The condition for a value of a field of ``FILTERS``."""
    day = query.today.isoformat()
    if value.is_empty:
        return _lacking(name, day)
    if name == "etapa":
        return _THIS.format(test=f"{STAGE} = ?"), (day, _code(name, value))
    if name == "estado":
        return _THIS.format(test=f"instr({STANDING}, ?) > 0"), (day, f" {_code(name, value)} ")
    if name == "aviso":
        return _THIS.format(test=noticed(_code(name, value))), (day,)
    if name == "firmado":
        test, days = _between("a.signed_on", query, value)
        return _OWN.format(test=test), days
    if name == "vence":
        test, days = _between(LAST_DAY, query, value)
        return _THIS.format(test=test), (day, *days)
    test = "has_phrase" if value.quoted else "has_words"
    return _TEXTS[name].format(test=test), (fold(value.text),)


def _lacking(name: str, day: str) -> Condition:
    if name in _LACKS:
        return _LACKS[name], ()
    return (_LACKS_ON_DAY[name], (day,)) if name in _LACKS_ON_DAY else ("0", ())


def _code(name: str, value: Value) -> str:
    return code_of(MATTER_FIELDS["convenios"][name], value.text)


def _between(date: str, query: Query, value: Value) -> Condition:
    """Only what is certain: what was signed "in 2024" was not signed in March of that year."""
    days = query.days(value)
    bounds = [(f"first_day({date}) >= ?", days.first), (f"last_day({date}) <= ?", days.last)]
    chosen = [(sql, day.isoformat()) for sql, day in bounds if day is not None]
    test = " AND ".join((f"first_day({date}) <> ''", *(sql for sql, _day in chosen)))
    return test, tuple(day for _sql, day in chosen)
