"""The columns in which activities, follow-ups, requests, tours and agreements go to a sheet; activities also come back.

A column that has several values holds them all, with semicolons; one within a value has a backslash before it.
"""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from crm.errors import UserError
from crm.texts import _, mark
from crm.vocabularies import squash

SEPARATOR = "; "
"""Between the values of one cell."""

SEVERAL = frozenset(
    (
        "personas",
        "instituciones",
        "organiza",
        "cuenta",
        "etiquetas",
        "notas",
        "ligado",
        "pasos",
        "comentarios",
        "copias",
        "consejeria",
        "ciudades",
        "partes",
        "firmantes",
        "enlaces",
    )
)
"""The columns that may have several values."""

_VALUE = re.compile(r"(?:\\.|[^\\;])+|\\", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)

ACTIVITY_COLUMNS = {
    "tipo": mark("Tipo"),
    "titulo": mark("Título"),
    "fecha": mark("Fecha"),
    "hora": mark("Hora"),
    "fecha_fin": mark("Fecha de término"),
    "hora_fin": mark("Hora de término"),
    "zona": mark("Zona horaria"),
    "estado": mark("Estado"),
    "modalidad": mark("Modalidad"),
    "lugar": mark("Lugar"),
    "ciudad": mark("Ciudad"),
    "pais": mark("País"),
    "liga": mark("Liga"),
    "idioma": mark("Idioma"),
    "personas": mark("Personas"),
    "instituciones": mark("Instituciones"),
    "organiza": mark("Consejerías y áreas"),
    "cuenta": mark("Cuenta para"),
    "asistentes": mark("Asistentes"),
    "nacionalidades": mark("Nacionalidades"),
    "medio": mark("Medio"),
    "impresiones": mark("Impresiones"),
    "interacciones": mark("Interacciones"),
    "orden": mark("Orden del día"),
    "minuta": mark("Minuta"),
    "gira": mark("Gira"),
    "terceros": mark("De terceros"),
    "etiquetas": mark("Etiquetas"),
    "notas": mark("Notas"),
    "fuente": mark("Fuente"),
    "uid": mark("Identificador"),
}
FOLLOW_UP_COLUMNS = {
    "que": mark("Qué hay que hacer"),
    "responsable": mark("Responsable"),
    "vence": mark("Vence"),
    "hora": mark("Hora"),
    "estado": mark("Estado"),
    "prioridad": mark("Prioridad"),
    "espera": mark("En espera de"),
    "hecho": mark("Hecho el"),
    "compromiso": mark("Compromiso"),
    "organo": mark("Órgano"),
    "ligado": mark("Sobre"),
    "actividad": mark("Actividad"),
    "pasos": mark("Pasos"),
    "comentarios": mark("Comentarios"),
    "etiquetas": mark("Etiquetas"),
    "uid": mark("Identificador"),
}
REQUEST_COLUMNS = {
    "folio": mark("Folio"),
    "sentido": mark("Sentido"),
    "oficio": mark("Oficio"),
    "recibida": mark("Recibida"),
    "hora": mark("Hora"),
    "remitente": mark("Remitente"),
    "asunto": mark("Asunto"),
    "plazo": mark("Plazo en días hábiles"),
    "vence": mark("Vence"),
    "area": mark("Área"),
    "instruccion": mark("Instrucción"),
    "copias": mark("C.c.p."),
    "estado": mark("Estado"),
    "respuesta": mark("Respuesta"),
    "respondida": mark("Respondida"),
    "oficio_respuesta": mark("Oficio de respuesta"),
    "acuse": mark("Acuse"),
    "etiquetas": mark("Etiquetas"),
    "uid": mark("Identificador"),
}
TOUR_COLUMNS = {
    "gira": mark("Gira"),
    "inicio": mark("Inicio"),
    "fin": mark("Fin"),
    "consejeria": mark("Consejería a cargo"),
    "ciudades": mark("Ciudades"),
    "proposito": mark("Propósito"),
    "resultados": mark("Resultados"),
    "actividades": mark("Actividades"),
    "fuente": mark("Fuente"),
    "uid": mark("Identificador"),
}
AGREEMENT_COLUMNS = {
    "folio": mark("Folio"),
    "titulo": mark("Convenio"),
    "alcance": mark("Alcance"),
    "materia": mark("Materia"),
    "partes": mark("Partes"),
    "etapa": mark("Etapa"),
    "etapa_desde": mark("En la etapa desde"),
    "recibido": mark("Recibido"),
    "firmado": mark("Firmado"),
    "inicio": mark("Inicio"),
    "fin": mark("Fin"),
    "ultimo_dia": mark("Último día"),
    "indefinido": mark("Indefinido"),
    "renovacion": mark("Renovación"),
    "meses": mark("Meses de renovación"),
    "aviso": mark("Días de aviso"),
    "objeto": mark("Objeto"),
    "area": mark("Área solicitante"),
    "responsable": mark("Responsable"),
    "opinion": mark("Opinión de pertinencia"),
    "oficio": mark("Oficio de la opinión"),
    "firmantes": mark("Firmantes"),
    "enlaces": mark("Enlaces"),
    "obligaciones": mark("Obligaciones"),
    "cumplidas": mark("Cumplidas"),
    "recursos": mark("Recursos"),
    "monto": mark("Monto"),
    "confidencial": mark("Confidencial"),
    "territorio": mark("Territorio"),
    "temas": mark("Temas"),
    "marco": mark("Convenio marco"),
    "terceros": mark("De terceros"),
    "etiquetas": mark("Etiquetas"),
    "notas": mark("Notas"),
    "fuente": mark("Fuente"),
    "uid": mark("Identificador"),
}
COLUMNS: dict[str, dict[str, str]] = {
    "actividades": ACTIVITY_COLUMNS,
    "seguimientos": FOLLOW_UP_COLUMNS,
    "gestiones": REQUEST_COLUMNS,
    "giras": TOUR_COLUMNS,
    "convenios": AGREEMENT_COLUMNS,
}
"""The headings, to be translated, by subject of the query and key."""

USUAL = {
    "actividades": ("fecha", "tipo", "titulo", "ciudad", "instituciones", "asistentes", "estado"),
    "seguimientos": ("que", "ligado", "responsable", "vence", "prioridad", "estado"),
    "gestiones": ("folio", "recibida", "remitente", "asunto", "area", "vence", "estado"),
    "giras": ("gira", "inicio", "fin", "consejeria", "ciudades", "actividades"),
    "convenios": ("folio", "titulo", "partes", "etapa", "firmado", "ultimo_dia", "obligaciones", "cumplidas"),
}
"""The columns that tell most, which a page has room for."""


def split(cell: str) -> list[str]:
    """The values of a cell of several, empty ones left out, each as it is written there (``unescape``)."""
    return [value for piece in _VALUE.findall(cell) if (value := piece.strip())]


def unescape(text: str) -> str:
    """What a value says, without the backslashes before what else would separate."""
    return _ESCAPE.sub(r"\1", text)


def parse_columns(subject: str, text: str) -> list[str]:
    """The keys of columns listed by key or heading, with commas. Raises UserError for one that does not exist."""
    columns = COLUMNS[subject]
    known = {squash(name): key for key, heading in columns.items() for name in (heading, _(heading), key)}
    keys: list[str] = []
    for name in filter(None, (part.strip() for part in text.split(","))):
        key = known.get(squash(name))
        if key is None:
            near = get_close_matches(squash(name), known, n=1)
            hint = _("; ¿quiso decir «{column}»?").format(column=known[near[0]]) if near else "."
            raise UserError(
                _("No existe la columna «{column}»{hint} Las columnas son: {columns}.").format(
                    column=name, hint=hint, columns=", ".join(columns)
                )
            )
        if key not in keys:
            keys.append(key)
    if not keys:
        raise UserError(_("Diga al menos una columna: {columns}.").format(columns=", ".join(columns)))
    return keys


def headings(columns: Mapping[str, str], keys: Sequence[str]) -> list[str]:
    """The headings of these columns, in their order."""
    return [_(columns[key]) for key in keys]
