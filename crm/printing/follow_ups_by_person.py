"""The list of follow-ups by who is responsible for them."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from crm.follow_up_list import FollowUpRow
from crm.printing import words
from crm.printing.imprint import Imprint
from crm.printing.ink import SOFT
from crm.printing.marks import Document
from crm.printing.minutes_page import due, state
from crm.printing.paper import Cell, Column, Paper
from crm.texts import _, ngettext
from db.folding import fold


def follow_ups_by_person(rows: Sequence[FollowUpRow], imprint: Imprint) -> Document:
    """The list of rows that come by person (``crm.follow_up_list`` orders them so)."""
    paper = Paper(imprint, _("Seguimientos por persona"), words.date(imprint.cut))
    overdue = sum(row.is_overdue for row in rows)
    told = ngettext("{n:,} seguimiento", "{n:,} seguimientos", len(rows)).format(n=len(rows))
    if overdue:
        late = ngettext("{n:,} vencido", "{n:,} vencidos", overdue).format(n=overdue)
        told = _("{all}, {late}").format(all=told, late=late)
    paper.title(_("Seguimientos por persona responsable"), f"{told}.")
    for _who, found in groupby(rows, key=lambda row: fold(row.responsible)):
        mine = list(found)
        name = mine[0].responsible or _("Sin responsable")
        paper.heading(
            name, ngettext("{n:,} seguimiento", "{n:,} seguimientos", len(mine)).format(n=len(mine))
        )
        paper.table(COLUMNS, table_rows(mine))
    if not rows:
        paper.prose(_("No hay seguimientos abiertos."))
    return paper.finish()


COLUMNS = (
    Column(_("Qué hay que hacer"), 2),
    Column(_("Sobre"), 1.4, letters=SOFT),
    Column(_("Fecha límite"), points=118),
    Column(_("Prioridad"), points=52),
    Column(_("Estado"), points=70),
)


def table_rows(rows: Sequence[FollowUpRow]) -> Iterator[tuple[str | Cell, ...]]:
    """The rows as cells of ``COLUMNS``."""
    for row in rows:
        what = _("{what} (compromiso {number})").format(what=row.what, number=row.commitment)
        about = "; ".join(record.name for record in row.about)
        yield (
            what if row.commitment else row.what,
            about,
            due(row),
            words.opening(row.priority),
            state(row),
        )
