"""What a query of activities, requests, follow-ups, tours or agreements can filter by, and with what values."""

from crm.agreement_stages import STAGES
from crm.agreement_standing import ANY_NOTICE, NO_NOTICE, NOTICES, STANDINGS
from crm.agreement_values import SCOPES
from crm.query_fields import COUNTRY, SINCE, TAG, Field, Shape, listed

ACTIVITY_STATES = ("planeada", "realizada", "cancelada", "pospuesta")
MODALITIES = ("presencial", "virtual", "híbrida")
FOLLOW_UP_STATES = ("pendiente", "en-curso", "en-espera", "hecho", "cancelado")
OPEN, OVERDUE = "abierto", "vencido"
ENDING = "por-vencer"
"""A request that is open and whose term is over or ends soon."""
PRIORITIES = ("alta", "normal", "baja")
REQUEST_STATES = ("recibida", "turnada", "atendida", "sin-materia")
DIRECTIONS = ("recibida", "enviada")


def _choice(name: str, *values: str) -> Field:
    """A field of a closed list; what is two words in the base has a hyphen in a query."""
    codes = {value: value.replace("-", " ") for value in values}
    return Field(name, Shape.CHOICE, *listed(codes), values=values)


def _coded(name: str, codes: tuple[str, ...]) -> Field:
    """A field of a closed list whose values are written as they are kept."""
    return Field(name, Shape.CHOICE, *listed({code: code for code in codes}), values=codes)


def _hyphened(name: str, values: tuple[str, ...]) -> Field:
    return _choice(name, *(value.replace(" ", "-") for value in values))


_DAY = Field("fecha", Shape.DATE)
_CITY = Field("ciudad", Shape.PLACE)

MATTER_FIELDS: dict[str, dict[str, Field]] = {
    subject: {field.name: field for field in (*fields, TAG, *SINCE)}
    for subject, fields in {
        "actividades": (
            Field("tipo", Shape.NAMED),
            _DAY,
            _choice("estado", *ACTIVITY_STATES),
            _choice("modalidad", *MODALITIES),
            _CITY,
            COUNTRY,
            Field("cuenta", Shape.NAMED),
            Field("participante", Shape.WORDS),
            Field("gira", Shape.NAMED),
            _choice("terceros", "sí", "no"),
        ),
        "seguimientos": (
            _DAY,
            _choice("estado", OPEN, OVERDUE, *FOLLOW_UP_STATES),
            _choice("prioridad", *PRIORITIES),
            Field("responsable", Shape.WORDS),
            Field("recordatorio", Shape.DATE),
        ),
        "gestiones": (
            _DAY,
            _choice("estado", ENDING, *REQUEST_STATES),
            _choice("sentido", *DIRECTIONS),
            Field("area", Shape.NAMED),
            Field("remitente", Shape.WORDS),
        ),
        "giras": (_DAY, _CITY, COUNTRY, Field("consejeria", Shape.WORDS)),
        "convenios": (
            _hyphened("alcance", SCOPES),
            Field("materia", Shape.NAMED),
            _hyphened("etapa", STAGES),
            _coded("estado", STANDINGS),
            _coded("aviso", (ANY_NOTICE, NO_NOTICE, *NOTICES)),
            Field("parte", Shape.WORDS),
            Field("area", Shape.NAMED),
            _DAY,
            Field("firmado", Shape.DATE),
            Field("vence", Shape.DATE),
            _choice("terceros", "sí", "no"),
            Field("responsable", Shape.WORDS),
            Field("folio", Shape.WORDS),
            Field("marco", Shape.WORDS),
        ),
    }.items()
}
"""The fields by subject of the query and name."""
