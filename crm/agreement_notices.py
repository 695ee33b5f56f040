"""What is to be noticed of agreements, as queries ask (``aviso:``): the rules of ``crm.agreement_alerts`` as SQL.

Only of those of ours: nobody here has to do anything about an agreement of others.
"""

from typing import Any

from sqlalchemy import Connection

from crm import agreement_sql
from crm.agreement_sql import ALERTS_SETTING, BINDS, LAST_DAY, LONGEST_ALERT, STAGE
from crm.agreement_stages import BEFORE_SIGNING, IN_FORCE, LAPSED
from crm.agreement_standing import (
    ANY_NOTICE,
    DUTY,
    EXPIRED,
    LAPSING,
    NO_NOTICE,
    NO_PAPER,
    NOTICE,
    NOTICES,
    STALLED,
)
from crm.agreement_term import ALERT_DAYS
from crm.agreement_values import OPEN_OBLIGATIONS
from crm.alert_days import OBLIGATION_AHEAD, STALLED_AFTER, STALLED_SETTING
from crm.obligations import next_due

_TAUGHT = "agreement_notices"


def teach(connection: Connection) -> None:
    """Give a connection, once, the functions that the fragments of this module call."""
    agreement_sql.teach(connection)
    if not connection.info.get(_TAUGHT):
        driver: Any = connection.connection.driver_connection
        driver.create_function("obligation_due", 3, next_due, deterministic=True)
        connection.info[_TAUGHT] = True


def noticed(code: str) -> str:
    """The condition that one of NOTICES, anything or nothing is noticed of agreement ``a`` on ``t.day``."""
    if code == NO_NOTICE:
        return f"NOT ({noticed(ANY_NOTICE)})"
    if code == ANY_NOTICE:
        return f"NOT a.of_others AND ({' OR '.join(_TESTS.values())})"
    return f"NOT a.of_others AND {_TESTS[code]}"


def _quoted(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words)


_SHORTEST_ALERT = f"""coalesce((SELECT min(CAST(j.value AS INTEGER)) FROM setting AS w
    JOIN json_each('[' || w.value || ']') AS j WHERE w.name = '{ALERTS_SETTING}'), {min(ALERT_DAYS)})"""
_STALLED_AFTER = f"""coalesce((SELECT CAST(w.value AS INTEGER) FROM setting AS w
    WHERE w.name = '{STALLED_SETTING}'), {STALLED_AFTER})"""
_HORIZON = f"date(t.day, '+{OBLIGATION_AHEAD} days')"
_WHOLE_END = f"{STAGE} = '{IN_FORCE}' AND length({LAST_DAY}) = 10"
_TESTS = {
    LAPSING: f"({_WHOLE_END} AND {LAST_DAY} <= date(t.day, '+' || {LONGEST_ALERT} || ' days'))",
    EXPIRED: f"({STAGE} = '{LAPSED}')",
    NOTICE: f"""(a.notice_days IS NOT NULL AND {_WHOLE_END}
        AND date({LAST_DAY}, '-' || a.notice_days || ' days') <= date(t.day, '+' || {_SHORTEST_ALERT} || ' days'))""",
    DUTY: f"""({BINDS} AND EXISTS (SELECT 1 FROM obligation AS o WHERE o.agreement_id = a.id
        AND o.state IN ({_quoted(OPEN_OBLIGATIONS)}) AND o.due_on NOT IN ('', 's/f') AND o.due_on <= {_HORIZON}
        AND (o.recurrence = '' OR obligation_due(o.due_on, o.recurrence, coalesce((
            SELECT sum(f.n) FROM fulfilment AS f WHERE f.obligation_id = o.id), 0)) BETWEEN '0' AND {_HORIZON})))""",
    # Its stage is its last step: where only the dates decide, it is no stage before the signing.
    STALLED: f"""({STAGE} IN ({_quoted(BEFORE_SIGNING)}) AND (
        SELECT length(s.entered_on) = 10 AND julianday(t.day) - julianday(s.entered_on) > {_STALLED_AFTER}
        FROM agreement_stage AS s WHERE s.agreement_id = a.id ORDER BY s.position DESC, s.id DESC LIMIT 1))""",
    NO_PAPER: f"""({STAGE} IN ('{IN_FORCE}', '{LAPSED}')
        AND NOT EXISTS (SELECT 1 FROM document AS e WHERE e.record_id = a.id AND e.kind = 'firmado')
        AND NOT EXISTS (SELECT 1 FROM agreement_stage AS s
            WHERE s.agreement_id = a.id AND s.stage = 'suscripción' AND s.document_id IS NOT NULL))""",
}
OF_EACH = f"""json_each(json_array({
    ", ".join(f"CASE WHEN {noticed(code)} THEN '{code}' END" for code in NOTICES)
}))"""
"""All that is noticed of agreement ``a`` on ``t.day``, as rows with a ``value``."""
