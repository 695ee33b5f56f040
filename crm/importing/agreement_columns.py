"""Which column of a register of agreements holds what, by its heading: an export's own, or what others write."""

from crm.importing.matter_headings import Headings
from crm.matter_columns import AGREEMENT_COLUMNS

_OTHERS = {
    "folio": "número, no., núm., número de convenio, no. de convenio, clave, folio del convenio, expediente",
    "indefinido": "vigencia indefinida, indefinida, sin término",
    "titulo": "título, nombre, nombre del convenio, denominación, denominación del convenio, instrumento, "
    "nombre del instrumento, instrumento jurídico, asunto",
    "alcance": "tipo, tipo de convenio, tipo de instrumento, clase, modalidad",
    "materia": "clase de convenio, naturaleza",
    "partes": "parte, contraparte, contrapartes, institución, instituciones, institución u organización, con quién, "
    "organización, organizaciones, partes firmantes, partes que suscriben, contraparte(s), dependencia",
    "firmantes": "firma por, quién firma, quiénes firman, suscriben, signatarios, representantes",
    "objeto": "objeto del convenio, descripción, objetivo",
    "etapa": "estado, estatus, situación, status, estado del convenio, etapa del convenio, vigente",
    "etapa_desde": "fecha de la etapa, fecha de etapa, fecha del estatus, fecha de estado, desde",
    "recibido": "fecha de recepción, recepción, fecha de solicitud, solicitado, ingreso, fecha de ingreso",
    "firmado": "fecha de firma, firma, fecha de suscripción, suscripción, fecha firma, suscrito, fecha, "
    "fecha de celebración, fecha del convenio",
    "inicio": "fecha de inicio, inicio de vigencia, inicia, inicio vigencia, vigente desde, entrada en vigor, "
    "vigencia desde, inicio de la vigencia",
    "fin": "vigencia, fecha de término, término, término de vigencia, fin de vigencia, vence, vencimiento, "
    "fecha de vencimiento, vigente hasta, vigencia hasta, conclusión, fecha de conclusión, término de la vigencia",
    "renovacion": "prórroga, renovación o prórroga, tipo de renovación",
    "meses": "meses, renovación en meses, meses de prórroga",
    "aviso": "aviso previo, días de aviso previo, aviso de renovación, preaviso",
    "area": "área, unidad solicitante, área requirente, unidad responsable, área responsable, solicita",
    "responsable": "persona responsable, responsable del seguimiento, enlace, enlace institucional, da seguimiento",
    "opinion": "opinión, sentido de la opinión, pertinencia",
    "oficio": "oficio, oficio de opinión, número de oficio, oficio de la opinión, "
    "oficio de opinión de pertinencia, no. de oficio",
    "marco": "convenio general, deriva de, folio del marco, marco, específico de",
    "terceros": "es de terceros, ajeno, convenio de terceros",
    "confidencial": "reservado, confidencialidad",
    "recursos": "implica recursos, con recursos, erogación",
    "monto": "importe, cantidad",
    "territorio": "cobertura, ámbito territorial, país, ámbito",
    "temas": "tema, líneas de trabajo, ejes",
    "etiquetas": "etiqueta, tags, palabras clave",
    "notas": "observaciones, observación, nota, comentarios, comentario, notes",
    "fuente": "documento, referencia, source",
    "uid": "id, uuid",
}
"""What others call them."""

TOLD = ("ultimo_dia", "obligaciones", "cumplidas", "enlaces")
"""The columns of an export that tell what is reckoned or kept elsewhere, and do not come back."""

COLUMNS = {key: heading for key, heading in AGREEMENT_COLUMNS.items() if key not in TOLD}
HEADINGS = Headings(COLUMNS, _OTHERS, ("titulo",))
heading_score = HEADINGS.score
recognise = HEADINGS.recognise
