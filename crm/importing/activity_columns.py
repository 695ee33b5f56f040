"""Which column of a sheet of activities holds what, by its heading: an export's own, or what others write."""

from crm.importing.matter_headings import Headings
from crm.matter_columns import ACTIVITY_COLUMNS

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

HEADINGS = Headings(ACTIVITY_COLUMNS, _OTHERS, ("titulo", "tipo"))
heading_score = HEADINGS.score
recognise = HEADINGS.recognise
