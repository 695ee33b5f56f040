"""The conditions that records of every kind can be asked to meet: their tags, and when and by what they were made and
changed.
"""

import datetime
import json
from datetime import UTC

from sqlalchemy import Connection

from crm.clock import HOME_ZONE
from crm.errors import QueryError
from crm.query import Query, Value
from crm.query_fields import choose, operation_of
from crm.query_plan import Condition
from crm.texts import _
from db.folding import fold, has_words

COMMON = ("etiqueta", "creado", "cambiado", "operacion")
"""The fields that these conditions are for."""

_NONE: Condition = ("0", ())

_TAGS = "SELECT id, label FROM tag"
_TAGGED = "d.id IN (SELECT x.record_id FROM record_tag x WHERE x.tag_id IN (SELECT value FROM json_each(?)))"
_UNTAGGED = "NOT EXISTS (SELECT 1 FROM record_tag x WHERE x.record_id = d.id)"


def common_condition(connection: Connection, query: Query, name: str, value: Value) -> Condition:
    """The condition for a value of a field of ``COMMON``. Raises QueryError for a tag or an operation that the
    base lacks.
    """
    if name == "operacion":
        return _NONE if value.is_empty else _done_by(connection, value.text)
    if name != "etiqueta":
        return _NONE if value.is_empty else _dated(query, name, value)
    if value.is_empty:
        return _UNTAGGED, ()
    return _TAGGED, (json.dumps(ids_named(connection, _TAGS, name, value.text)),)


def ids_named(connection: Connection, statement: str, field: str, text: str) -> list[int]:
    """Of the ids and names that a statement gives, those of that name; if none bears it whole, those with words that
    begin so. Raises QueryError, which names the nearest, if there are none.
    """
    rows = connection.exec_driver_sql(statement).all()
    folded = fold(text)
    exact = [row[0] for row in rows if fold(row[1]) == folded]
    found = exact or [row[0] for row in rows if has_words(row[1], folded.split())]
    if not found:
        choose(
            text,
            [row[1] for row in rows],
            _("No hay «{text}» en «{field}»; ¿quiso decir «{near}»?").replace("{field}", field),
            _("No hay «{text}» en «{field}»; revise cómo se escribe.").replace("{field}", field),
        )
    return found


def _dated(query: Query, name: str, value: Value) -> Condition:
    days = query.days(value)
    bounds = []
    if days.first:
        bounds.append(("o.at >= ?", start_of(days.first)))
    if days.last:
        bounds.append(("o.at < ?", start_of(days.last + datetime.timedelta(days=1))))
    test = " AND ".join(sql for sql, _moment in bounds)
    return _DATED[name].format(test=test), tuple(moment for _sql, moment in bounds)


_DATED = {
    # What undo and redo bring back was created before.
    "creado": "d.id IN (SELECT c.row_id FROM operation o JOIN change c ON c.operation_id = o.id "
    "AND c.table_name = 'record' AND c.action = 'I' WHERE o.kind = 'edit' AND {test})",
    "cambiado": "EXISTS (SELECT 1 FROM record x JOIN operation o ON o.id = x.version WHERE x.id = d.id AND {test})",
}


def _done_by(connection: Connection, text: str) -> Condition:
    """What an operation did, unless that was undone. Raises QueryError if there is no such operation."""
    operation, only_made = operation_of(text)
    found = connection.exec_driver_sql("SELECT undone_by FROM operation WHERE id = ?", (operation,)).first()
    if found is None:
        raise QueryError(
            _("No hay ninguna operación {n}; véalas con «vinculo bitacora».").format(n=operation)
        )
    if found[0] is not None:
        return _NONE
    return (_MADE if only_made else _DONE), (operation,)


_MADE = """d.id IN (
    SELECT c.row_id FROM change c WHERE c.operation_id = ? AND c.table_name = 'record' AND c.action = 'I')"""
# A post made in an institution because somebody got it is the doing of that person.
_DONE = """d.id IN (
    SELECT c.record_id FROM change c WHERE c.operation_id = ? AND NOT (
        c.table_name = 'post' AND c.action = 'I' AND EXISTS (
            SELECT 1 FROM holder h CROSS JOIN change k
            ON k.operation_id = c.operation_id AND k.table_name = 'holder' AND k.row_id = h.id
            WHERE h.post_id = c.row_id)))"""


def start_of(day: datetime.date) -> str:
    """The first instant of a day in Mexico City, in UTC as the journal writes instants."""
    start = datetime.datetime.combine(day, datetime.time(), HOME_ZONE)
    return start.astimezone(UTC).isoformat(timespec="milliseconds")
