"""A list of activities, follow-ups, requests or tours as a directory on paper: what was asked for, and up to when."""

from collections.abc import Sequence

from crm.date_words import short_date
from crm.errors import UserError
from crm.matter_columns import COLUMNS, USUAL, headings
from crm.partial_dates import PartialDate
from crm.printing import words
from crm.printing.imprint import Imprint
from crm.printing.marks import Document
from crm.printing.paper import Column, Paper
from crm.texts import _, mark, ngettext

TITLES = {
    "actividades": mark("Directorio de actividades"),
    "seguimientos": mark("Directorio de seguimientos"),
    "gestiones": mark("Directorio de gestiones"),
    "giras": mark("Directorio de giras"),
    "convenios": mark("Directorio de convenios"),
}
MOST = 10
"""Columns that a sheet has room for."""

_WIDE = 6
_SHARES = {
    **dict.fromkeys(
        ("titulo", "asunto", "que", "minuta", "orden", "notas", "resultados", "respuesta", "objeto"), 2.3
    ),
    **dict.fromkeys(
        ("instituciones", "personas", "ligado", "remitente", "gira", "comentarios", "partes", "firmantes"),
        2.1,
    ),
    **dict.fromkeys(("asistentes", "actividades", "plazo", "hora", "hora_fin", "prioridad", "folio"), 0.75),
}
_DAYS = (
    "fecha",
    "fecha_fin",
    "vence",
    "hecho",
    "recibida",
    "recibido",
    "firmado",
    "respondida",
    "inicio",
    "fin",
    "ultimo_dia",
)
_FIGURES = (
    "asistentes",
    "nacionalidades",
    "impresiones",
    "interacciones",
    "plazo",
    "actividades",
    "obligaciones",
    "cumplidas",
)


def chosen(subject: str, columns: Sequence[str] | None) -> Sequence[str]:
    """The columns of a directory. Raises UserError for more than a sheet has room for."""
    if columns is None:
        return USUAL[subject]
    if len(columns) > MOST:
        raise UserError(
            _("En una hoja caben {n} columnas y se pidieron {asked}; quite algunas.").format(
                n=MOST, asked=len(columns)
            )
        )
    return columns


def matter_directory(
    subject: str, keys: Sequence[str], rows: Sequence[Sequence[str]], query: str, imprint: Imprint
) -> Document:
    """The directory of the rows that a query found, their cells as a sheet has them; ``keys`` are their columns."""
    paper = Paper(imprint, _(TITLES[subject]), words.date(imprint.cut), wide=len(keys) > _WIDE)
    n = len(rows)
    told = ngettext("{n:,} registro", "{n:,} registros", n).format(n=n)
    if query.strip():
        told = _("{told} de la consulta: {query}").format(told=told, query=query.strip())
    paper.title(_(TITLES[subject]), told)
    columns = [
        Column(heading, _SHARES.get(key, 1), right=key in _FIGURES)
        for key, heading in zip(keys, headings(COLUMNS[subject], keys), strict=True)
    ]
    if not rows:
        paper.prose(_("Nada responde a la consulta."))
    paper.table(columns, ([_cell(*one) for one in zip(keys, row, strict=True)] for row in rows))
    return paper.finish()


def _cell(key: str, text: str) -> str:
    if key in _DAYS and text:
        return short_date(PartialDate.parse(text))
    if key in _FIGURES and text.isdigit():
        return f"{int(text):,}"
    return words.opening(text) if key in ("estado", "tipo", "prioridad") else text
