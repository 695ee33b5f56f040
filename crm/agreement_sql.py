"""Where agreements stand on a day, for queries: the rules of stages and terms as functions of the database.

One rule decides, here and in the window: ``crm.agreement_stages`` and ``crm.agreement_term``. What depends on the day
is never kept; it is asked for, with the day it is.
"""

import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection

from crm.agreement_stages import SIGNING, STEPS, Step, binds, current
from crm.agreement_standing import INDEFINITE, NO_AGREEMENT, standing
from crm.agreement_term import ALERT_DAYS, Term
from crm.query import Query, Value
from crm.query_fields import FIELDS, code_of
from crm.query_plan import Condition
from db.matter_documents import first_day, last_day

ALERTS_SETTING = "convenios-avisos"
"""The name under which a base keeps the days before its end on which an agreement is spoken of, the most first."""

_TAUGHT = "agreement_terms"

_AMENDED = """coalesce((SELECT {said} FROM amendment m WHERE m.agreement_id = a.id AND ({says})
    AND first_day(m.effective_on) <= t.day
    ORDER BY first_day(m.effective_on) DESC, m.number DESC, m.id DESC LIMIT 1), {signed})"""
END = _AMENDED.format(said="m.end_on", says="m.end_on <> ''", signed="a.end_on")
"""The end of agreement ``a`` as its amendments in effect on ``t.day`` leave it."""
_INDEFINITE = _AMENDED.format(
    said="coalesce(m.indefinite, 0)",
    says="m.indefinite IS NOT NULL OR m.end_on <> ''",
    signed="a.indefinite",
)
_START = "coalesce(nullif(a.start_on, ''), a.signed_on)"
_TERM = f"{_START}, {END}, {_INDEFINITE}, a.renewal, a.renewal_months"
_STEP = """(SELECT s.stage FROM agreement_stage s WHERE s.agreement_id = a.id
    ORDER BY s.position DESC, s.id DESC LIMIT 1)"""
_BINDING = " ".join(
    f"WHEN '{stage}' THEN {'a.signed_on <> ' + repr('') if stage == SIGNING else int(binds(stage, ''))}"
    for stage in STEPS
)
BINDS = f"CASE {_STEP} {_BINDING} ELSE 0 END"
"""Whether agreement ``a`` binds its parties, as ``crm.agreement_stages`` says; of those that are signed, the last step
tells.
"""
_ALERTS_SET = f"SELECT CAST(value AS INTEGER) FROM setting WHERE name = '{ALERTS_SETTING}'"
LONGEST_ALERT = f"coalesce(({_ALERTS_SET}), {max(ALERT_DAYS)})"
STAGE = f"agreement_stage({_STEP}, a.signed_on, {_TERM}, t.day)"
"""The stage of agreement ``a`` on ``t.day``, as ``crm.agreement_stages`` derives it."""
STANDING = f"agreement_standing({_STEP}, a.signed_on, {_TERM}, t.day, {LONGEST_ALERT})"
"""How agreement ``a`` stands on ``t.day`` (``crm.agreement_standing``), with spaces between and around."""
LAST_DAY = f"agreement_end({_TERM}, t.day)"
"""The end of the term of agreement ``a`` seen from ``t.day``, a partial date; empty where there is none."""

ON = "agreement AS a CROSS JOIN (SELECT ? AS day) AS t"
"""Agreements and the day: one parameter, in ISO form."""


def teach(connection: Connection) -> None:
    """Give a connection, once, the functions that the fragments of this module call."""
    if connection.info.get(_TAUGHT):
        return
    driver: Any = connection.connection.driver_connection
    driver.create_function("first_day", 1, first_day, deterministic=True)
    driver.create_function("last_day", 1, last_day, deterministic=True)
    driver.create_function("agreement_stage", 8, stage, deterministic=True)
    driver.create_function("agreement_standing", 9, _standings, deterministic=True)
    driver.create_function("agreement_end", 6, end, deterministic=True)
    connection.info[_TAUGHT] = True


@lru_cache(20_000)
def stage(
    step: str | None,
    signed_on: str,
    start: str,
    end: str,
    indefinite: int,
    renewal: str,
    months: int | None,
    day: str,
) -> str:
    """The stage on a day of an agreement whose last step is that, and whose term, amended, is that."""
    steps = [Step(step)] if step else []
    term = Term(start, end, bool(indefinite), renewal, months)
    return current(steps, signed_on, term, datetime.date.fromisoformat(day))


@lru_cache(20_000)
def _standings(
    step: str | None,
    signed_on: str,
    start: str,
    end: str,
    indefinite: int,
    renewal: str,
    months: int | None,
    day: str,
    longest_alert: int,
) -> str:
    now = stage(step, signed_on, start, end, indefinite, renewal, months, day)
    term = Term(start, end, bool(indefinite), renewal, months)
    return f" {' '.join(standing(now, term, datetime.date.fromisoformat(day), longest_alert))} "


@lru_cache(20_000)
def end(start: str, end: str, indefinite: int, renewal: str, months: int | None, day: str) -> str:
    """The end of a term seen from a day, a partial date: of one that renews itself, that of the term it is in."""
    term = Term(start, end, bool(indefinite), renewal, months)
    if indefinite:
        return ""
    last = term.last_day(datetime.date.fromisoformat(day))
    return last.isoformat() if last is not None else end


def with_agreements(query: Query, value: Value) -> Condition:
    """The condition that a contact is, or represents, a party to an agreement of ours that stands so; or to none."""
    code = NO_AGREEMENT if value.is_empty else code_of(FIELDS["convenio"], value.text)
    day = query.today.isoformat()
    if code == NO_AGREEMENT:
        return f"d.id NOT IN ({_CONTACTS.format(test='1')})", (day,)
    test = f"instr({STANDING}, ?) > 0"
    return f"d.id IN ({_CONTACTS.format(test=test)})", (day, f" {code} ")


_OF_CONTACTS = """
    SELECT p.organization_id AS contact{value}
        FROM standing AS g CROSS JOIN agreement_party AS p ON p.agreement_id = g.id
        WHERE p.organization_id IS NOT NULL
    UNION SELECT p.organization_id{value} FROM standing AS g CROSS JOIN amendment_party AS p ON p.agreement_id = g.id
        WHERE p.organization_id IS NOT NULL AND p.change = 'entra'
    UNION SELECT p.liaison_id{value} FROM standing AS g CROSS JOIN agreement_party AS p ON p.agreement_id = g.id
        WHERE p.liaison_id IS NOT NULL
    UNION SELECT s.person_id{value} FROM standing AS g CROSS JOIN signatory AS s ON s.agreement_id = g.id
        WHERE s.person_id IS NOT NULL"""
_OURS = "r.trashed_by IS NULL AND r.merged_into IS NULL AND NOT a.of_others"
_CONTACTS = f"""
    WITH standing(id) AS MATERIALIZED (
        SELECT a.id FROM {ON} JOIN record AS r ON r.id = a.id WHERE {_OURS} AND {{test}})
    {_OF_CONTACTS.format(value="")}"""
CONTACTS_STANDING = f"""
    WITH standing(id, value) AS MATERIALIZED (
        SELECT a.id, x.value FROM {ON} JOIN record AS r ON r.id = a.id
        JOIN json_each('["' || replace(trim({STANDING}), ' ', '","') || '"]') AS x
        WHERE {_OURS} AND x.value <> '{INDEFINITE}')
    {_OF_CONTACTS.format(value=", g.value")}"""
"""Each contact that is, or represents, a party to an agreement of ours, with each of the ways in which its agreements
stand; the day is its parameter.
"""
