"""What was done to a contact, from the journal, in words: the Historial tab."""

import datetime
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crm.clock import HOME_ZONE
from crm.date_words import near_date
from crm.texts import _, mark

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

OPERATIONS = 2_000
"""The most operations read for one contact; older ones stay in the log of the base."""

_DETAILS = 30
_FIELDS = {
    "acronym": mark("Siglas"),
    "address": mark("Correo"),
    "category": mark("Categoría"),
    "city": mark("Ciudad"),
    "country": mark("País"),
    "e164": mark("Teléfono"),
    "end_on": mark("Hasta"),
    "extension": mark("Extensión"),
    "first_surname": mark("Primer apellido"),
    "given_names": mark("Nombre"),
    "is_main": mark("Categoría principal"),
    "joined_on": mark("Desde"),
    "kind": mark("Tipo"),
    "known_as": mark("Conocida como"),
    "language": mark("Idioma"),
    "leadership": mark("Liderazgo"),
    "left_on": mark("Hasta"),
    "line": mark("Calle y número"),
    "official_name": mark("Nombre oficial"),
    "origin": mark("Originaria de"),
    "part": mark("Función"),
    "postcode": mark("Código postal"),
    "second_surname": mark("Segundo apellido"),
    "source": mark("Fuente"),
    "start_on": mark("Desde"),
    "state": mark("Estado"),
    "subtype": mark("Tipo"),
    "text": mark("Texto"),
    "timezone": mark("Huso horario"),
    "title": mark("Cargo"),
    "treatment": mark("Tratamiento"),
    "until": mark("Hasta"),
    "url": mark("Dirección en línea"),
    "use": mark("Uso"),
    "verified_on": mark("Verificado"),
    "parent_id": mark("Depende de"),
    "consulate_id": mark("Consulado"),
}
_ROWS = {
    "address": mark("un domicilio"),
    "email": mark("un correo"),
    "holder": mark("un cargo"),
    "link": mark("una dirección en línea"),
    "membership": mark("una red"),
    "note": mark("una nota"),
    "organization_category": mark("una categoría"),
    "organization_name": mark("un nombre"),
    "phone": mark("un teléfono"),
    "post": mark("un cargo"),
    "record_tag": mark("una etiqueta"),
    "relation": mark("una relación"),
    "spoken_language": mark("un idioma"),
}


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """An operation that touched the contact: when (in Mexico City) and what in words, ``details`` field by field."""

    operation: int
    day: str
    hour: str
    actor: str
    title: str
    details: tuple[str, ...] = ()


def history(session: "Session", contact: int, *, today: datetime.date) -> tuple[HistoryEntry, ...]:
    """What was done to a contact, newest first."""
    changes: dict[int, list[tuple[Any, ...]]] = {}
    heads: dict[int, tuple[Any, ...]] = {}
    for row in session.connection().exec_driver_sql(_HISTORY, (contact, OPERATIONS)):
        heads[row[0]] = tuple(row[1:5])
        changes.setdefault(row[0], []).append(tuple(row[5:]))
    return tuple(_entry(number, heads[number], changes[number], today) for number in heads)


def _entry(
    operation: int, head: tuple[Any, ...], changes: list[tuple[Any, ...]], today: datetime.date
) -> HistoryEntry:
    from crm.operations import title_in_words

    at, actor, title, params = head
    moment = datetime.datetime.fromisoformat(at).astimezone(HOME_ZONE)
    details = [detail for change in changes for detail in _details(*change)]
    if any(table == "record" and action == "I" for table, action, _before, _after in changes):
        details = [_("Se creó este contacto.")]
    if len(details) > _DETAILS:
        details = [*details[:_DETAILS], _("y {n} cambios más").format(n=len(details) - _DETAILS)]
    return HistoryEntry(
        operation=operation,
        day=near_date(moment.date(), today),
        hour=f"{moment:%H:%M}",
        actor=actor,
        title=title_in_words(title, json.loads(params)),
        details=tuple(details),
    )


def _details(table: str, action: str, before: str | None, after: str | None) -> list[str]:
    if action == "U":
        old, new = json.loads(before or "{}"), json.loads(after or "{}")
        return [text for name in new if (text := _changed(name, old.get(name), new[name]))]
    if table not in _ROWS:
        return []
    if action == "I":
        return [_("Se agregó {cosa}.").format(cosa=_(_ROWS[table]))]
    lost = ", ".join(
        str(value) for name, value in json.loads(before or "{}").items() if _is_text(name, value)
    )
    return [
        _("Se quitó {cosa}: {valores}").format(cosa=_(_ROWS[table]), valores=lost)
        if lost
        else _("Se quitó {cosa}.").format(cosa=_(_ROWS[table]))
    ]


def _changed(name: str, old: Any, new: Any) -> str:
    if name == "trashed_by":
        return _("Salió de la papelera.") if new is None else _("Pasó a la papelera.")
    if name not in _FIELDS:
        return ""
    if name.endswith("_id"):
        return _("{campo}: cambió").format(campo=_(_FIELDS[name]))
    return _("{campo}: {antes} → {después}").format(
        campo=_(_FIELDS[name]), antes=old or "–", después=new or "–"
    )


def _is_text(name: str, value: Any) -> bool:
    return name in _FIELDS and isinstance(value, str) and bool(value)


_HISTORY = """
    SELECT o.id, o.at, o.actor, o.title, o.params, c.table_name, c.action, c.before, c.after
    FROM change AS c JOIN operation AS o ON o.id = c.operation_id
    WHERE c.record_id = ?1 AND o.id IN (
        SELECT DISTINCT operation_id FROM change WHERE record_id = ?1 ORDER BY operation_id DESC LIMIT ?2)
    ORDER BY o.id DESC, c.table_name, c.row_id"""
