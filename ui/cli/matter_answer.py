"""Activities, follow-ups, requests, tours and agreements as the command line answers them."""

from datetime import date
from typing import TYPE_CHECKING, Any

from crm.texts import _

if TYPE_CHECKING:
    from crm.base import Session
    from crm.found_matters import FoundMatter


def as_rows(found: "list[FoundMatter]") -> list[dict[str, Any]]:
    """What a search found, by the keys of the contract; what contacts do not have stands after them."""
    return [
        {
            "id": row.id,
            "tipo": row.type,
            "nombre": row.name,
            "institucion": row.people,
            "ciudad": row.city,
            "pais": row.country,
            "fecha": row.day,
            "estado": row.state,
        }
        for row in found
    ]


def as_lines(found: "list[FoundMatter]") -> str:
    """What a search found, a line each."""
    return "\n".join(
        "\t".join((str(row.id), row.day or _("s/f"), row.type, row.name, row.people)) for row in found
    )


def whole(session: "Session", kind: str, record: int, today: date) -> dict[str, Any]:
    """A record of these kinds, whole. Raises NotFound."""
    if kind == "activity":
        return _activity(session, record, today)
    if kind == "follow_up":
        return _follow_up(session, record, today)
    if kind == "request":
        return _request(session, record, today)
    if kind == "agreement":
        from ui.cli.agreement_answer import whole as whole_agreement

        return whole_agreement(session, record, today)
    return _tour(session, record, today)


def in_words(answer: dict[str, Any]) -> str:
    """What is known of it, a line each; what is not known is left out."""
    return "\n".join(
        f"{name}: {_written(value)}" for name, value in answer.items() if value not in ("", None, [], {})
    )


def _written(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(_written(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(str(part) for part in value.values() if part not in ("", None))
    if isinstance(value, bool):
        return _("sí") if value else _("no")
    return str(value)


def _activity(session: "Session", record: int, today: date) -> dict[str, Any]:
    from crm.activity_record import record as read

    found = read(session, record, today=today)
    own = found.own
    return {
        "id": found.id,
        "uid": found.uid,
        "tipo": found.kind.label,
        "titulo": found.title,
        "estado": found.state,
        "fecha": found.when.start,
        "hora": found.when.time,
        "fecha_fin": found.when.end,
        "hora_fin": found.when.end_time,
        "zona": found.when.zone,
        **{spanish: own[name] for spanish, name in _ACTIVITY_OWN.items()},
        "participantes": [
            {"nombre": who.name, "institucion": who.line, "papel": who.role, "estado": who.state}
            for who in found.participants
        ],
        "cuenta": [item.code for item in found.counts],
        "desglose": [{"grupo": label, "n": n} for label, n in found.breakdown],
        "compromisos": [{"id": row.id, "que": row.what, "estado": row.state} for row in found.follow_ups],
        "gira": found.tour.name if found.tour else "",
        "ligado": [{"id": link.reference.id, "nombre": link.reference.name} for link in found.links],
        "notas": [kept.value for kept in found.notes],
    }


_ACTIVITY_OWN = {
    "modalidad": "modality",
    "lugar": "place",
    "ciudad": "city",
    "pais": "country",
    "liga": "link",
    "idioma": "language",
    "asistentes": "attendance",
    "nacionalidades": "nationalities",
    "medio": "medium",
    "impresiones": "impressions",
    "interacciones": "interactions",
    "de_terceros": "of_others",
    "orden_del_dia": "agenda",
    "minuta": "minutes",
    "fuente": "source",
}


def _follow_up(session: "Session", record: int, today: date) -> dict[str, Any]:
    from crm.follow_up_record import record as read

    found = read(session, record, today=today)
    row = found.row
    return {
        "id": row.id,
        "tipo": _("seguimiento"),
        "que": row.what,
        "responsable": row.responsible,
        "vence": row.due_on,
        "hora": found.due_time,
        "estado": row.state,
        "prioridad": row.priority,
        "en_espera_de": row.waiting_for,
        "compromiso": row.commitment,
        "organo": row.body,
        "hecho_el": found.done_on,
        "repeticion": found.recurrence,
        "actividad": found.minutes.name if found.minutes else "",
        "ligado": [{"id": about.id, "nombre": about.name} for about in row.about],
        "pasos": [{"texto": kept.value.text, "hecho": kept.value.done} for kept in found.checklist],
        "comentarios": [kept.value for kept in found.comments],
    }


def _request(session: "Session", record: int, today: date) -> dict[str, Any]:
    from crm.request_list import record as read

    found = read(session, record, today)
    row = found.row
    return {
        "id": row.id,
        "tipo": _("gestión"),
        "folio": row.folio,
        "sentido": row.direction,
        "oficio": row.office_number,
        "recibida": row.received,
        "hora": found.time,
        "remitente": row.sender,
        "asunto": row.subject,
        "plazo": found.term,
        "vence": row.due.isoformat() if row.due else "",
        "dias_habiles": row.left,
        "area": row.area,
        "instruccion": found.instruction,
        "copias": [code for _id, code in found.copies],
        "estado": row.state,
        "respuesta": found.answer.text,
        "respondida": found.answer.on,
        "oficio_respuesta": found.answer.office_number,
        "acuse": found.answer.receipt,
        "ligado": [{"id": number, "nombre": name} for number, name in found.links],
        "notas": [text for _id, text in found.notes],
    }


def _tour(session: "Session", record: int, today: date) -> dict[str, Any]:
    from crm.tour_record import record as read

    found = read(session, record, today)
    return {
        "id": found.id,
        "tipo": _("gira"),
        "titulo": found.title,
        "consejeria": found.officials.get(found.official, ""),
        "inicio": found.start,
        "fin": found.end,
        "proposito": found.purpose,
        "etapas": [
            {
                "ciudad": stop.city,
                "pais": stop.country,
                "inicio": stop.start,
                "fin": stop.end,
                "consejeria": found.officials.get(stop.official, ""),
            }
            for stop in found.stops
        ],
        "actividades": [{"id": one.id, "titulo": one.title, "fecha": one.day} for one in found.activities],
        "personas": [
            {"id": met.id, "nombre": met.name, "institucion": met.organization} for met in found.people
        ],
        "resultados": found.results,
        "fuente": found.source,
    }
