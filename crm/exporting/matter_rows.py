"""What stands in the cells of exported activities, follow-ups, requests, tours and agreements."""

import datetime
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from crm import countries, languages
from crm.agreement_reading import whereabouts
from crm.matter_columns import SEPARATOR
from crm.matter_sql import KINDS
from crm.request_list import rows as request_rows
from crm.texts import _

_BATCH = 500


def _escaped(value: str, signs: str = ";") -> str:
    """An expression for a text in which these signs do not separate (``crm.matter_columns.split``)."""
    for sign in f"\\{signs}":
        value = f"replace({value}, '{sign}', '\\{sign}')"
    return value


def _yes_no(value: str) -> str:
    return f"CASE {value} WHEN 1 THEN 'sí' ELSE 'no' END"


def _joined(value: str, source: str, order: str) -> str:
    """The values that a statement gives for a record, in one text; they are escaped already."""
    return (
        f"coalesce((SELECT group_concat(value, '{SEPARATOR}') FROM (SELECT {value} AS value FROM {source} "
        f"ORDER BY {order})), '')"
    )


_TAGS = _joined(
    _escaped("g.label"), "record_tag x JOIN tag g ON g.id = x.tag_id WHERE x.record_id = r.id", "g.folded"
)
_NOTES = _joined(_escaped("n.text"), "note n WHERE n.record_id = r.id", "n.id")
_PERSONS = _joined(
    f"{_escaped('s.name', ';,(')} || CASE WHEN p.post = '' THEN '' ELSE ', ' || {_escaped('p.post', ';(')} END "
    f"|| CASE WHEN o.name IS NULL THEN '' ELSE ' (' || {_escaped('o.name')} || ')' END",
    "participation p JOIN search_document s ON s.id = p.person_id "
    "LEFT JOIN search_document o ON o.id = p.organization_id WHERE p.activity_id = r.id",
    "p.position, p.id",
)
_INSTITUTIONS = _joined(
    _escaped("name"),
    "(SELECT o.name AS name, min(p.position) AS place FROM participation p "
    "JOIN search_document o ON o.id = p.organization_id WHERE p.activity_id = r.id GROUP BY o.id)",
    "place",
)
_OURS = _joined(
    _escaped("coalesce(f.name, x.code)"),
    "participation p LEFT JOIN official f ON f.id = p.official_id LEFT JOIN area x ON x.id = p.area_id "
    "WHERE p.activity_id = r.id AND (p.official_id IS NOT NULL OR p.area_id IS NOT NULL)",
    "p.position, p.id",
)
_COUNTS = _joined(
    _escaped("i.code"),
    "activity_count c JOIN plan_item i ON i.id = c.plan_item_id WHERE c.activity_id = r.id",
    "c.id",
)
_ABOUT = _joined(
    _escaped("coalesce(s.name, m.name)"),
    "record_link l LEFT JOIN search_document s ON s.id = l.to_id LEFT JOIN matter_document m ON m.id = l.to_id "
    "WHERE l.from_id = r.id AND coalesce(s.name, m.name) IS NOT NULL",
    "l.id",
)
_STEPS = _joined(
    f"CASE WHEN i.done THEN '[x] ' ELSE '[ ] ' END || {_escaped('i.text')}",
    "follow_up_item i WHERE i.follow_up_id = r.id",
    "i.position, i.id",
)
_COPIES = _joined(
    _escaped("x.code"), "request_copy c JOIN area x ON x.id = c.area_id WHERE c.request_id = r.id", "c.id"
)
_CITIES = _joined(_escaped("s.city"), "tour_stop s WHERE s.tour_id = r.id", "s.position, s.id")
_LEADERS = _joined(
    _escaped("name"),
    "(SELECT f.name AS name, 0 AS place FROM official f WHERE f.id = a.official_id "
    "UNION SELECT f.name, 1 FROM tour_stop s JOIN official f ON f.id = s.official_id "
    "WHERE s.tour_id = r.id AND s.official_id IS NOT a.official_id)",
    "place, name",
)
_ACTIVITIES = (
    "(SELECT count(*) FROM activity t JOIN record q ON q.id = t.id "
    "WHERE t.tour_id = r.id AND q.trashed_by IS NULL AND q.merged_into IS NULL)"
)
_PARTIES = _joined(
    _escaped("p.name"), "agreement_party p WHERE p.agreement_id = r.id AND NOT p.own", "p.position, p.id"
)
_SIGNS = _escaped("coalesce(q.name, f.name, nullif(s.name, ''), '–')", ";,(")
_SIGNATORIES = _joined(
    f"{_SIGNS} "
    f"|| CASE WHEN s.post = '' THEN '' ELSE ', ' || {_escaped('s.post', ';(')} END "
    f"|| CASE WHEN p.id IS NULL THEN '' ELSE ' (' || {_escaped('p.name')} || ')' END",
    "signatory s LEFT JOIN search_document q ON q.id = s.person_id LEFT JOIN official f ON f.id = s.official_id "
    "LEFT JOIN agreement_party p ON p.id = s.party_id WHERE s.agreement_id = r.id",
    "s.position, s.id",
)
_FRAMEWORK = """coalesce(
    (SELECT coalesce(nullif(m.folio, ''), m.title) FROM agreement m WHERE m.id = a.framework_id), '')"""
_ENTERED = """coalesce((SELECT s.entered_on FROM agreement_stage s WHERE s.agreement_id = r.id
    ORDER BY s.position DESC, s.id DESC LIMIT 1), '')"""
_LIAISONS = _joined(
    _escaped("coalesce(q.name, p.liaison)"),
    "agreement_party p LEFT JOIN search_document q ON q.id = p.liaison_id "
    "WHERE p.agreement_id = r.id AND coalesce(q.name, p.liaison) <> ''",
    "p.position, p.id",
)

_CELLS: dict[str, dict[str, str]] = {
    "actividades": {
        "tipo": "(SELECT k.label FROM activity_kind k WHERE k.id = a.kind_id)",
        "titulo": "a.title",
        "fecha": "a.start_on",
        "hora": "a.start_time",
        "fecha_fin": "a.end_on",
        "hora_fin": "a.end_time",
        "zona": "a.zone",
        "estado": "a.state",
        "modalidad": "a.modality",
        "lugar": "a.place",
        "ciudad": "a.city",
        "pais": "a.country",
        "liga": "a.link",
        "idioma": "a.language",
        "personas": _PERSONS,
        "instituciones": _INSTITUTIONS,
        "organiza": _OURS,
        "cuenta": _COUNTS,
        "asistentes": "a.attendance",
        "nacionalidades": "a.nationalities",
        "medio": "a.medium",
        "impresiones": "a.impressions",
        "interacciones": "a.interactions",
        "orden": "a.agenda",
        "minuta": "a.minutes",
        "gira": "coalesce((SELECT t.title FROM tour t WHERE t.id = a.tour_id), '')",
        "terceros": _yes_no("a.of_others"),
        "etiquetas": _TAGS,
        "notas": _NOTES,
        "fuente": "a.source",
        "uid": "r.uid",
    },
    "seguimientos": {
        "que": "a.what",
        "responsable": "a.responsible",
        "vence": "a.due_on",
        "hora": "a.due_time",
        "estado": "a.state",
        "prioridad": "a.priority",
        "espera": "a.waiting_for",
        "hecho": "a.done_on",
        "compromiso": "CASE WHEN a.number IS NULL THEN '' ELSE a.number || '/' || a.year END",
        "organo": "a.body",
        "ligado": _ABOUT,
        "actividad": "coalesce((SELECT t.title FROM activity t WHERE t.id = a.activity_id), '')",
        "pasos": _STEPS,
        "comentarios": _NOTES,
        "etiquetas": _TAGS,
        "uid": "r.uid",
    },
    "gestiones": {
        "folio": "a.number || '/' || a.year",
        "sentido": "a.direction",
        "oficio": "a.office_number",
        "recibida": "a.received_on",
        "hora": "a.received_time",
        "remitente": "coalesce(nullif(a.sender_text, ''), "
        "(SELECT s.name FROM search_document s WHERE s.id = a.sender_id), '')",
        "asunto": "a.subject",
        "plazo": "a.term_days",
        "vence": "''",
        "area": "coalesce((SELECT x.code FROM area x WHERE x.id = a.area_id), '')",
        "instruccion": "a.instruction",
        "copias": _COPIES,
        "estado": "a.state",
        "respuesta": "a.answer",
        "respondida": "a.answered_on",
        "oficio_respuesta": "a.answer_number",
        "acuse": "a.receipt",
        "etiquetas": _TAGS,
        "uid": "r.uid",
    },
    "giras": {
        "gira": "a.title",
        "inicio": "a.start_on",
        "fin": "a.end_on",
        "consejeria": _LEADERS,
        "ciudades": _CITIES,
        "proposito": "a.purpose",
        "resultados": "a.results",
        "actividades": _ACTIVITIES,
        "fuente": "a.source",
        "uid": "r.uid",
    },
    "convenios": {
        "folio": "a.folio",
        "titulo": "a.title",
        "alcance": "a.scope",
        "materia": "coalesce((SELECT m.label FROM agreement_matter m WHERE m.id = a.matter_id), '')",
        "partes": _PARTIES,
        "etapa": "''",
        "etapa_desde": _ENTERED,
        "recibido": "a.received_on",
        "firmado": "a.signed_on",
        "inicio": "a.start_on",
        "fin": "a.end_on",
        "ultimo_dia": "''",
        "indefinido": _yes_no("a.indefinite"),
        "renovacion": "a.renewal",
        "meses": "a.renewal_months",
        "aviso": "a.notice_days",
        "objeto": "a.object",
        "area": "coalesce((SELECT x.code FROM area x WHERE x.id = a.area_id), a.area_text)",
        "responsable": "a.responsible",
        "opinion": "a.opinion",
        "oficio": "a.opinion_number",
        "firmantes": _SIGNATORIES,
        "enlaces": _LIAISONS,
        "obligaciones": "(SELECT count(*) FROM obligation o WHERE o.agreement_id = r.id AND o.state <> 'cancelada')",
        "cumplidas": "(SELECT count(*) FROM obligation o WHERE o.agreement_id = r.id AND o.state = 'cumplida')",
        "recursos": "a.money",
        "monto": "a.amount",
        "confidencial": _yes_no("a.confidential"),
        "territorio": "a.territory",
        "temas": "a.topics",
        "marco": _FRAMEWORK,
        "terceros": _yes_no("a.of_others"),
        "etiquetas": _TAGS,
        "notas": _NOTES,
        "fuente": "a.source",
        "uid": "r.uid",
    },
}

Rows = Iterator[list[str]]


def rows(
    session: Session, subject: str, ids: Sequence[int], keys: Sequence[str], today: datetime.date
) -> Rows:
    """The rows of live records in the order of ``ids``, with the columns ``keys`` of ``crm.matter_columns``."""
    cells = ", ".join(_CELLS[subject][key] for key in keys)
    statement = (
        f"SELECT r.id, {cells} FROM json_each(?) AS wanted CROSS JOIN {KINDS[subject]} AS a ON a.id = wanted.value "
        "JOIN record AS r ON r.id = a.id WHERE r.trashed_by IS NULL AND r.merged_into IS NULL ORDER BY wanted.key"
    )
    for start in range(0, len(ids), _BATCH):
        batch = list(ids[start : start + _BATCH])
        worded = [_worded(session, subject, key, batch, today) for key in keys]
        for record, *values in session.connection().exec_driver_sql(statement, (json.dumps(batch),)):
            yield [word(record, value) for word, value in zip(worded, values, strict=True)]


Worded = Callable[[int, Any], str]


def _worded(session: Session, subject: str, key: str, batch: Sequence[int], today: datetime.date) -> Worded:
    """What makes a cell of what the base holds."""
    if key == "pais":
        return _named(countries.names())
    if key == "idioma":
        return lambda _record, code: languages.name(code)
    if key in ("terceros", "indefinido", "confidencial"):
        return lambda _record, value: _(value)
    if (subject, key) == ("gestiones", "vence"):
        due = {row.id: row.due.isoformat() for row in request_rows(session, batch, today) if row.due}
        return lambda record, _value: due.get(record, "")
    if subject == "convenios" and key in ("etapa", "ultimo_dia"):
        return _of_day(session, key, batch, today)
    return lambda _record, value: "" if value is None else str(value)


def _of_day(session: Session, key: str, batch: Sequence[int], today: datetime.date) -> Worded:
    """Where agreements are on the day of the export."""
    found = whereabouts(session, batch, today=today)
    if key == "etapa":
        return lambda record, _value: found[record].label
    last = {number: one.term.last_day(today) for number, one in found.items()}
    return lambda record, _value: str(last[record] or "")


def _named(names: Mapping[str, str]) -> Worded:
    return lambda _record, code: names.get(code, code)
