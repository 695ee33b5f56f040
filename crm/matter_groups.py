"""By what activities, requests, follow-ups, tours and agreements can be counted, and where the values are."""

from crm.agreement_notices import OF_EACH
from crm.agreement_sql import STAGE, STANDING

_OF_DOCUMENT = (
    "SELECT found.id AS id, m.{column} AS value FROM found JOIN matter_document m ON m.id = found.id"
)
_AGREEMENT = "SELECT found.id AS id, {what} AS value FROM found JOIN agreement a ON a.id = found.id"
_ON_DAY = f"{_AGREEMENT} CROSS JOIN (SELECT ? AS day) AS t"
_ACTIVITY = "SELECT found.id AS id, a.{column} AS value FROM found JOIN activity a ON a.id = found.id"

# Nearly all begins and ends in one month: only what does not is gone through month by month.
_SPANS = """
    SELECT found.id AS id, substr(m.begun_by, 1, {length}) AS value FROM found
    JOIN matter_document m ON m.id = found.id WHERE substr(m.begun_by, 1, {length}) = substr(m.lasts_to, 1, {length})
    UNION ALL SELECT id, value FROM (
        WITH RECURSIVE span(id, value, last) AS (
            SELECT found.id, substr(m.begun_by, 1, {length}), substr(m.lasts_to, 1, {length}) FROM found
            JOIN matter_document m ON m.id = found.id
            WHERE substr(m.begun_by, 1, {length}) < substr(m.lasts_to, 1, {length})
            UNION ALL SELECT id, strftime('{format}', value || '{whole}', '{step}'), last FROM span WHERE value < last)
        SELECT id, value FROM span)"""
"""The years or months that something surely reaches into: what a query of each of them finds."""

GROUPED_BY = {
    "actividades": (
        "tipo",
        "estado",
        "anio",
        "mes",
        "modalidad",
        "pais",
        "ciudad",
        "cuenta",
        "participante",
        "gira",
        "terceros",
        "etiqueta",
    ),
    "seguimientos": ("estado", "prioridad", "responsable", "anio", "mes", "etiqueta"),
    "gestiones": ("estado", "sentido", "area", "anio", "mes", "etiqueta"),
    "giras": ("anio", "pais", "ciudad", "consejeria", "etiqueta"),
}
"""The fields by subject, those of agreements aside, which are the names of ``AGREEMENT_VALUES``."""

MATTER_VALUES = {
    "tipo": "SELECT found.id AS id, k.label AS value FROM found JOIN activity a ON a.id = found.id "
    "JOIN activity_kind k ON k.id = a.kind_id",
    "estado": _OF_DOCUMENT.format(column="state"),
    "anio": _SPANS.format(length=4, whole="-01-01", step="+1 year", format="%Y"),
    "mes": _SPANS.format(length=7, whole="-01", step="+1 month", format="%Y-%m"),
    "modalidad": _ACTIVITY.format(column="modality"),
    "pais": "SELECT found.id AS id, a.country AS value FROM found JOIN activity a ON a.id = found.id "
    "UNION ALL SELECT found.id, s.country FROM found JOIN tour_stop s ON s.tour_id = found.id",
    "ciudad": "SELECT found.id AS id, a.city AS value FROM found JOIN activity a ON a.id = found.id "
    "UNION ALL SELECT found.id, s.city FROM found JOIN tour_stop s ON s.tour_id = found.id",
    "cuenta": "SELECT found.id AS id, i.code AS value FROM found JOIN activity_count c ON c.activity_id = found.id "
    "JOIN plan_item i ON i.id = c.plan_item_id",
    "participante": "SELECT found.id AS id, y.name AS value FROM found "
    "JOIN participation p ON p.activity_id = found.id JOIN search_document y ON y.id = p.organization_id",
    "gira": "SELECT found.id AS id, t.title AS value FROM found JOIN activity a ON a.id = found.id "
    "JOIN tour t ON t.id = a.tour_id",
    "terceros": "SELECT found.id AS id, CASE a.of_others WHEN 1 THEN 'sí' ELSE 'no' END AS value FROM found "
    "JOIN activity a ON a.id = found.id",
    "prioridad": _OF_DOCUMENT.format(column="type"),
    "responsable": _OF_DOCUMENT.format(column="people"),
    "sentido": _OF_DOCUMENT.format(column="type"),
    "area": "SELECT found.id AS id, x.code AS value FROM found JOIN request q ON q.id = found.id "
    "JOIN area x ON x.id = q.area_id",
    "consejeria": "SELECT found.id AS id, o.name AS value FROM found JOIN tour t ON t.id = found.id "
    "JOIN official o ON o.id = t.official_id UNION SELECT found.id, o.name FROM found "
    "JOIN tour_stop s ON s.tour_id = found.id JOIN official o ON o.id = s.official_id",
    "etiqueta": "SELECT found.id AS id, g.label AS value FROM found JOIN record_tag x ON x.record_id = found.id "
    "JOIN tag g ON g.id = x.tag_id",
}
"""Statements that give the values of what is in ``found``; what has several stands in each."""

AGREEMENT_VALUES = {
    # Through json_each, which is asked once: the stage itself would be worked out wherever its value is named.
    "etapa": f"{_ON_DAY.format(what='x.value')} JOIN json_each(json_array({STAGE})) AS x",
    # What is about to lapse is in force as well: each word counts.
    "estado": f"{_ON_DAY.format(what='x.value')}"
    f""" JOIN json_each('["' || replace(trim({STANDING}), ' ', '","') || '"]') AS x""",
    "aviso": f"{_ON_DAY.format(what='x.value')} JOIN {OF_EACH} AS x",
    "alcance": _AGREEMENT.format(what="a.scope"),
    "materia": f"{_AGREEMENT.format(what='m.label')} JOIN agreement_matter AS m ON m.id = a.matter_id",
    "parte": f"""{_AGREEMENT.format(what="p.name")} JOIN (
        SELECT agreement_id, name FROM agreement_party WHERE NOT own
        UNION ALL SELECT agreement_id, name FROM amendment_party) AS p ON p.agreement_id = a.id""",
    "area": f"{_AGREEMENT.format(what='x.code')} JOIN area AS x ON x.id = a.area_id",
    "anio": MATTER_VALUES["anio"],
    "terceros": _AGREEMENT.format(what="CASE a.of_others WHEN 1 THEN 'sí' ELSE 'no' END"),
    "responsable": _AGREEMENT.format(what="a.responsible"),
    "etiqueta": MATTER_VALUES["etiqueta"],
}
"""The same of agreements."""
