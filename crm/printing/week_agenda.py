"""The agenda of a week: what there is on each day, by the hour in Mexico City."""

import datetime

from crm.agenda import Agenda, Entry
from crm.printing import words
from crm.printing.imprint import Imprint
from crm.printing.ink import SOFT
from crm.printing.marks import Document
from crm.printing.paper import Cell, Column, Paper
from crm.texts import _, mark

_KINDS = {
    "activity": mark("Actividad"),
    "follow_up": mark("Seguimiento"),
    "request": mark("Gestión"),
    "tour": mark("Gira"),
}
_COLUMNS = (
    Column(_("Hora"), points=84),
    Column(_("Qué"), 2),
    Column(_("Dónde o con quién"), 1.4),
    Column(_("Tipo"), points=66, letters=SOFT),
    Column(_("Estado"), points=66),
)


def week_agenda(agenda: Agenda, imprint: Imprint) -> Document:
    """The days of an agenda, those on which there is nothing too."""
    paper = Paper(imprint, _("Agenda"))
    first, last = agenda.first.isoformat(), agenda.last.isoformat()
    paper.title(_("Agenda {days}").format(days=words.days(first, last)))
    day = agenda.first
    while day <= agenda.last:
        _day(paper, day, agenda.on(day))
        day += datetime.timedelta(days=1)
    if agenda.undated:
        paper.heading(_("Sin día fijado"))
        paper.table(
            (Column(_("Cuándo"), points=110), Column(_("Qué"))),
            ((words.day(one.date), one.title) for one in agenda.undated),
        )
    return paper.finish()


def _day(paper: Paper, day: datetime.date, entries: list[Entry]) -> None:
    paper.heading(words.opening(words.day(day.isoformat())))
    if not entries:
        paper.prose(_("Nada en la agenda."), SOFT)
        return
    paper.table(_COLUMNS, (_row(entry, day) for entry in entries))


def _row(entry: Entry, day: datetime.date) -> tuple[str | Cell, ...]:
    when = words.hours(entry.time) if entry.day == day else ""
    if not when:
        when = _("Todo el día") if entry.kind in ("activity", "tour") else _("Vence")
    elsewhere = entry.hours.partition(" · ")[2]
    detail = "\n".join(part for part in (entry.detail, elsewhere) if part)
    off = entry.state in ("cancelada", "pospuesta")
    title = Cell(entry.title, SOFT) if off else entry.title
    return when, title, detail, _(_KINDS.get(entry.kind, entry.kind)), words.opening(entry.state)
