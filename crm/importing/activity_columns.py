"""Which column of a sheet of activities holds what, by its heading: an export's own, or what others write."""

from collections.abc import Sequence
from difflib import get_close_matches

from crm.errors import FileProblem, UserError
from crm.importing.columns import ColumnMap, Columns
from crm.importing.fields import Target
from crm.matter_columns import ACTIVITY_COLUMNS, SEVERAL
from crm.texts import _
from crm.vocabularies import squash

EITHER = "participantes"
"""A column of others' sheets that names persons and institutions alike."""

_OTHERS = {
    "tipo": "tipo de actividad, clase, clase de actividad, producto, tipo de evento",
    "titulo": "actividad, nombre, nombre de la actividad, nombre del evento, evento, asunto, tema, descripción, "
    "denominación, subject, title, summary",
    "fecha": "día, fecha de inicio, fecha inicio, inicio, desde, fecha de la actividad, fecha del evento, date, "
    "start date",
    "hora": "hora de inicio, hora inicio, horario, start time, time",
    "fecha_fin": "fecha fin, fecha de fin, fecha final, fin, término, hasta, end date",
    "hora_fin": "hora fin, hora de fin, hora final, end time",
    "zona": "huso, huso horario, zona, time zone, timezone",
    "estado": "estatus, situación, status",
    "modalidad": "modo, formato",
    "lugar": "sede, domicilio, recinto, location",
    "ciudad": "municipio, localidad, city",
    "pais": "country",
    "liga": "enlace, link, url, vínculo, liga de acceso, liga de la sesión",
    "idioma": "lengua, language",
    "personas": "personas participantes, invitadas, invitados",
    EITHER: "participantes, quiénes participan, con quién, con, asistieron, lista de participantes, attendees",
    "instituciones": "institución, organizaciones, organización, instituciones participantes, "
    "institución u organización",
    "organiza": "consejería, consejerías, consejería a cargo, consejeras y consejeros, área, áreas, "
    "áreas que participan, organiza, representante",
    "cuenta": "cuenta para, clave, acción, actividad institucional, línea de acción, ai, programa",
    "asistentes": "asistencia, número de asistentes, personas asistentes, alcance, total de asistentes",
    "nacionalidades": "número de nacionalidades",
    "medio": "red, red social, canal, plataforma, medio de difusión",
    "impresiones": "vistas, visualizaciones, impressions",
    "interacciones": "reacciones, interactions",
    "orden": "agenda, temas, puntos",
    "minuta": "acuerdos, resumen, resultados, minutes",
    "gira": "gira de trabajo, ruta",
    "terceros": "es de terceros, ajena",
    "etiquetas": "etiqueta, tags, palabras clave",
    "notas": "nota, observaciones, comentarios, notes",
    "fuente": "documento, referencia, source",
    "uid": "id, uuid",
}
"""What others call them."""

_ESSENTIAL = ("titulo", "tipo")


def heading_score(cells: Sequence[str]) -> int:
    """How many cells of a row are known headings."""
    return sum(squash(cell) in _NAMES for cell in cells if cell.strip())


def recognise(headings: Sequence[str], column_map: ColumnMap) -> Columns:
    """Say what each column holds, as ``suggest`` does.

    Raises UserError for a map that does not fit, FileProblem where nothing says what the activities are.
    """
    columns = suggest(headings, column_map)
    for key in lacking(columns):
        raise FileProblem(
            _("Ninguna columna dice «{heading}»; ponga ese encabezado a la que lo tiene, o un mapa.").format(
                heading=_(ACTIVITY_COLUMNS[key])
            )
        )
    return columns


def lacking(columns: Columns) -> tuple[str, ...]:
    """The columns that are not there and without which nothing can be imported."""
    return tuple(key for key in _ESSENTIAL if not columns.has(key))


def suggest(headings: Sequence[str], column_map: ColumnMap) -> Columns:
    """Say what each column seems to hold, to be put right by the user; of several for what an activity has one of,
    the first. Raises UserError for a map that does not fit.
    """
    keys = [_NAMES.get(squash(heading), "") for heading in headings]
    for position, key in _mapped(headings, column_map).items():
        keys[position] = key
    taken: set[str] = set()
    targets: list[Target | None] = []
    for key in keys:
        is_taken = key in taken and key not in SEVERAL
        targets.append(Target(key) if key and not is_taken else None)
        taken.add(key)
    return Columns(tuple(headings), tuple(targets))


def _mapped(headings: Sequence[str], column_map: ColumnMap) -> dict[int, str]:
    places = {squash(heading): place for place, heading in enumerate(headings)}
    found = {}
    for heading, wanted in column_map.items():
        if squash(heading) not in places:
            raise UserError(
                _(
                    "El mapa habla de la columna «{heading}», que el archivo no tiene; corrija el mapa."
                ).format(heading=heading)
            )
        found[places[squash(heading)]] = _key_of(wanted) if wanted else ""
    return found


def _key_of(name: str) -> str:
    key = _NAMES.get(squash(name))
    if key is None:
        near = get_close_matches(squash(name), _NAMES, n=1)
        hint = _("; ¿quiso decir «{key}»?").format(key=_NAMES[near[0]]) if near else "."
        raise UserError(
            _("El mapa habla de un campo «{name}», que no existe{hint}").format(name=name, hint=hint)
        )
    return key


_NAMES = {squash(name): key for key, names in _OTHERS.items() for name in names.split(", ")}
_NAMES |= {squash(name): key for key, heading in ACTIVITY_COLUMNS.items() for name in (key, heading)}
