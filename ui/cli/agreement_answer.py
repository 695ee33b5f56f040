"""An agreement as the command line answers it; what is not known stays empty, never made up."""

from datetime import date
from typing import TYPE_CHECKING, Any

from crm.texts import _

if TYPE_CHECKING:
    from crm.agreement_record import AgreementRecord
    from crm.base import Session


def whole(session: "Session", record: int, today: date) -> dict[str, Any]:
    """An agreement, whole. Raises NotFound."""
    from crm.agreement_record import record as read

    found = read(session, record, today=today)
    own = found.own
    return {
        "id": found.id,
        "uid": found.uid,
        "tipo": _("convenio"),
        **{spanish: own[name] for spanish, name in _OWN.items()},
        "materia": found.matter,
        "area_solicitante": found.area,
        "convenio_marco": found.framework.name if found.framework else "",
        "objeto": found.object,
        "etapa": found.stage,
        "estado": found.term.state.value,
        "ultimo_dia": found.term.last_day.isoformat() if found.term.last_day else "",
        "dias": found.term.days_left,
        "partes": _parties(found),
        "firmas": _signatures(found),
        "etapas": [
            {"etapa": point.stage, "desde": point.since, "dias": point.days}
            for point in found.way
            if point.reached
        ],
        "obligaciones": _duties(found),
        "modificatorios": [
            {"tipo": one.value.kind, "numero": one.value.number, "desde": one.value.effective}
            for one in found.amendments
        ],
        "avisos": [alert.text for alert in found.alerts],
        "actividades": [
            {"id": held.reference.id, "titulo": held.reference.name, "fecha": held.day}
            for held in found.activities
        ],
        "seguimientos": [{"id": row.id, "que": row.what, "estado": row.state} for row in found.follow_ups],
        "consulados": [{"id": one.id, "nombre": one.name} for one in found.consulates],
        "relacionados": [{"id": one.id, "nombre": one.name} for one in (*found.related, *found.under)],
        "documentos": [document.title for document in found.documents],
        "etiquetas": list(found.tags),
        "notas": [kept.value for kept in found.notes],
    }


_OWN = {
    "folio": "folio",
    "titulo": "title",
    "alcance": "scope",
    "de_terceros": "of_others",
    "recibido": "received",
    "firmado": "signed",
    "inicio": "start",
    "fin": "end",
    "indefinido": "indefinite",
    "renovacion": "renewal",
    "meses_de_renovacion": "renewal_months",
    "dias_de_aviso": "notice_days",
    "confidencial": "confidential",
    "recursos": "money",
    "monto": "amount",
    "territorio": "territory",
    "temas": "topics",
    "responsable": "responsible",
    "opinion": "opinion",
    "oficio_de_la_opinion": "opinion_number",
    "fuente": "source",
}


def _parties(found: "AgreementRecord") -> list[dict[str, Any]]:
    return [
        {
            "nombre": party.name,
            "siglas": party.short,
            "del_instituto": party.own,
            "area_responsable": party.responsible_area,
            "enlace": party.liaison,
        }
        for party in found.parties
    ]


def _signatures(found: "AgreementRecord") -> list[dict[str, Any]]:
    return [
        {
            "parte": one.party,
            "papel": one.part,
            "nombre": one.name,
            "cargo": one.post,
            "hoy_en_el_cargo": one.today,
        }
        for one in found.signatures
    ]


def _duties(found: "AgreementRecord") -> list[dict[str, Any]]:
    return [
        {
            "clausula": duty.clause,
            "que": duty.what,
            "a_cargo_de": duty.who,
            "vence": duty.due,
            "estado": duty.state,
            "hechas": duty.done,
            "previstas": duty.planned,
        }
        for duty in found.duties
    ]
