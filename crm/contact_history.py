"""What was done to a record of any kind, from the journal, in words: the Historial tab."""

import datetime
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from crm.categories import SHORT_NAMES
from crm.clock import HOME_ZONE
from crm.contact_list import country_names
from crm.date_words import near_date, short_date
from crm.earlier_values import Earlier, Standing
from crm.history_words import DAYS, FIELDS, FIELDS_OF, MOMENTS, NAMES, REFERENCES, ROWS, YES_OR_NO
from crm.partial_dates import PartialDate
from crm.texts import _

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

OPERATIONS = 2_000
"""The most operations read for one record; older ones stay in the log of the base."""

_DETAILS = 30


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that an operation did to the record, in words.

    ``earlier`` is what the record can go back to, with its value in words in ``value``; None where it cannot.
    """

    text: str
    earlier: Earlier | None = None
    value: str = ""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """An operation that touched the record: when (in Mexico City) and what in words, ``details`` field by field."""

    operation: int
    day: str
    hour: str
    actor: str
    title: str
    details: tuple[Detail, ...] = ()


def history(
    session: "Session",
    record: int,
    *,
    today: datetime.date,
    limit: int = OPERATIONS,
    created: str = "",
) -> tuple[HistoryEntry, ...]:
    """What was done to a record, newest first: its last ``limit`` operations.

    Of one that is no contact, ``created`` says that it was made.
    """
    changes: dict[int, list[_Change]] = {}
    heads: dict[int, tuple[Any, ...]] = {}
    for row in session.connection().exec_driver_sql(_HISTORY, (record, min(limit, OPERATIONS))):
        heads[row[0]] = tuple(row[1:8])
        before, after = _loaded(row[11]), _loaded(row[12])
        changes.setdefault(row[0], []).append(_Change(row[0], row[8], row[9], row[10], before, after))
    words = _Words(
        _names(session, (change for several in changes.values() for change in several)),
        Standing(session, record),
    )
    return tuple(_entry(heads[number], changes[number], words, today, created) for number in heads)


def _loaded(text: str | None) -> dict[str, Any]:
    """What a column of the journal holds; most hold nothing, of a thousand operations it is felt."""
    if not text or text == "{}":
        return {}
    loaded: dict[str, Any] = json.loads(text)
    return loaded


class _Change(NamedTuple):
    """A row of the journal; of an update the fields that changed, of a deletion all that were not empty."""

    operation: int
    table: str
    row: int
    action: str
    before: dict[str, Any]
    after: dict[str, Any]


Names = dict[tuple[str, int], str]
"""What rows that are referred to are called, by the table of ``REFERENCES`` and their id."""


def _names(session: "Session", changes: Iterable[_Change]) -> Names:
    wanted: dict[str, set[int]] = {}
    for change in changes:
        for field, value in (*change.before.items(), *change.after.items()):
            if field in REFERENCES and value is not None:
                wanted.setdefault(REFERENCES[field], set()).add(value)
    found: Names = {}
    for table, ids in wanted.items():
        rows = session.connection().exec_driver_sql(NAMES[table], (json.dumps(sorted(ids)),))
        found |= {(table, row[0]): row[1] for row in rows}
    return found


class _Words(NamedTuple):
    """What the words of a history are made of: names of other rows, and what the record is now."""

    names: Names
    standing: Standing


def _entry(
    head: tuple[Any, ...], changes: list[_Change], words: _Words, today: datetime.date, created: str
) -> HistoryEntry:
    at, actor, *titled = head
    moment = datetime.datetime.fromisoformat(at).astimezone(HOME_ZONE)
    details = [detail for change in changes for detail in _details(change, words)]
    if any(change.table == "record" and change.action == "I" for change in changes):
        details = [Detail(created or _("Se creó este contacto."))]
    if len(details) > _DETAILS:
        rest = _("y {n} cambios más").format(n=len(details) - _DETAILS)
        details = [*details[:_DETAILS], Detail(rest)]
    return HistoryEntry(
        operation=changes[0].operation,
        day=near_date(moment.date(), today),
        hour=f"{moment:%H:%M}",
        actor=actor,
        title=_title(*titled),
        details=tuple(details),
    )


def _title(kind: str, title: str, params: str, target: str | None, target_params: str | None) -> str:
    """What was done; of an undo or redo, what it took back or did again."""
    from crm.operations import title_in_words

    if target is None:
        return title_in_words(title, _loaded(params))
    done = title_in_words(target, _loaded(target_params))
    return (_("Deshecho: {title}") if kind == "undo" else _("Hecho de nuevo: {title}")).format(title=done)


def _details(change: _Change, words: _Words) -> list[Detail]:
    names = words.names
    if change.action == "U":
        return [detail for field in change.after if (detail := _changed(change, field, words)) is not None]
    if change.table not in ROWS:
        return []
    thing = _(ROWS[change.table])
    if change.action == "I":
        return [Detail(_("Se agregó {cosa}.").format(cosa=thing))]
    shown = ((name, _in_words(name, value, names)) for name, value in change.before.items())
    fields = FIELDS_OF.get(change.table, FIELDS)
    lost = ", ".join(text for name, text in shown if text and name in fields and name not in YES_OR_NO)
    text = _("Se quitó {cosa}: {valores}") if lost else _("Se quitó {cosa}.")
    earlier = Earlier(change.operation, change.table, change.row)
    sentence = text.format(cosa=thing, valores=lost)
    return [
        Detail(sentence, earlier, lost) if words.standing.lacks(earlier, change.before) else Detail(sentence)
    ]


def _changed(change: _Change, name: str, words: _Words) -> Detail | None:
    names = words.names
    new = change.after[name]
    if name == "trashed_by":
        return Detail(_("Salió de la papelera.") if new is None else _("Pasó a la papelera."))
    fields = FIELDS_OF.get(change.table, FIELDS)
    if name not in fields:
        return None
    old_words, new_words = (_in_words(name, value, names) for value in (change.before.get(name), new))
    text = _("{campo}: {antes} → {después}").format(
        campo=_(fields[name]), antes=old_words or "–", después=new_words or "–"
    )
    earlier = Earlier(change.operation, change.table, change.row, name)
    if not words.standing.lacks(earlier, change.before):
        return Detail(text)
    return Detail(text, earlier, old_words)


def _in_words(name: str, value: Any, names: Names) -> str:
    """A value of a field as the user knows it; empty when it is not known."""
    if name in MOMENTS and value:
        return _moment(str(value))
    if name in DAYS and value:
        return short_date(PartialDate.parse(str(value)))
    if name in REFERENCES:
        return names.get((REFERENCES[name], value), "") if value is not None else ""
    if name in YES_OR_NO:
        return _("sí") if value else _("no")
    if name == "category" and value in SHORT_NAMES:
        return SHORT_NAMES[value]
    if name == "country" and value:
        return country_names().get(str(value), str(value))
    if name == "e164" and value:
        from crm import phones

        return phones.international(str(value))
    if name == "language" and value:
        from crm import languages

        return languages.names().get(str(value), str(value))
    return "" if value is None or isinstance(value, bool) else str(value)


def _moment(text: str) -> str:
    home = datetime.datetime.fromisoformat(text).astimezone(HOME_ZONE)
    return f"{short_date(PartialDate(home.year, home.month, home.day))}, {home:%H:%M}"


_HISTORY = """
    SELECT o.id, o.at, o.actor, o.kind, o.title, o.params, t.title, t.params,
        c.table_name, c.row_id, c.action, c.before, c.after
    FROM change AS c JOIN operation AS o ON o.id = c.operation_id
    LEFT JOIN operation AS i ON i.id = o.inverts LEFT JOIN operation AS t ON t.id = coalesce(i.inverts, o.inverts)
    WHERE c.record_id = ?1 AND o.id IN (
        SELECT DISTINCT operation_id FROM change WHERE record_id = ?1 ORDER BY operation_id DESC LIMIT ?2)
    ORDER BY o.id DESC, c.table_name, c.row_id"""
