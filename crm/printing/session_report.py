"""The report of a session (informe de sesión): its hours, its agenda, who said what."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from crm.activity_record import ActivityRecord
from crm.precedence import Seat, in_order
from crm.printing import words
from crm.printing.attendance_sheet import about
from crm.printing.imprint import Imprint
from crm.printing.ink import STRONG
from crm.printing.marks import Document
from crm.printing.minutes_page import attended, commitments_table, people_table, without_commitments
from crm.printing.paper import Cell, Column, Paper
from crm.texts import _
from db.folding import fold

_SAID = re.compile(r"^\s*(?:[-*•]\s+)?([^:]{2,80}):\s+(\S.*)$")


class Said(NamedTuple):
    """What somebody said."""

    who: Seat
    text: str


def session_report(record: ActivityRecord, imprint: Imprint) -> Document:
    """The report, to be signed off. Lines of the minutes that begin with who speaks ("C.E. Rosa Prueba: …") are
    interventions."""
    paper = Paper(imprint, _("Informe de sesión"))
    paper.title(record.title)
    paper.facts(about(record))
    start, end = record.when.time, record.when.end_time
    paper.facts(
        (
            (_("Inicio de la sesión"), words.hours(start) or _("por capturar")),
            (_("Término de la sesión"), words.hours(end) or _("por capturar")),
        )
    )
    seats = in_order(record)
    people_table(paper, seats)
    attended(paper, record)
    if record.own["agenda"].strip():
        paper.heading(_("Orden del día"))
        paper.prose(record.own["agenda"])
    said, rest = interventions(without_commitments(record.own["minutes"], imprint), seats)
    if rest.strip():
        paper.heading(_("Desarrollo"))
        paper.prose(rest)
    if said:
        paper.heading(_("Intervenciones"))
        paper.table((Column(_("Persona")), Column(_("Intervención"), 2.6)), map(_row, said))
    commitments_table(paper, record.follow_ups)
    paper.sign_off()
    return paper.finish()


def interventions(minutes: str, seats: Sequence[Seat]) -> tuple[list[Said], str]:
    """What the participants said, and the rest of the minutes.

    An intervention goes on over the lines that follow it, until an empty one.
    """
    said: list[Said] = []
    rest: list[str] = []
    going_on = False
    for line in minutes.splitlines():
        match = _SAID.match(line)
        who = _speaker(match[1], seats) if match else None
        if match and who is not None:
            said.append(Said(who, match[2]))
            going_on = True
        elif going_on and line.strip():
            said[-1] = Said(said[-1].who, f"{said[-1].text}\n{line.strip()}")
        else:
            going_on = False
            rest.append(line)
    return said, "\n".join(rest)


def _speaker(name: str, seats: Sequence[Seat]) -> Seat | None:
    """The only participant whose name, post or institution has all these words."""
    asked = set(fold(name).split())
    found = [
        seat for seat in seats if asked <= set(fold(f"{seat.name} {seat.post} {seat.institution}").split())
    ]
    return found[0] if asked and len(found) == 1 else None


def _row(said: Said) -> tuple[Cell, Cell]:
    who = said.who
    named = Cell(who.name or who.institution, STRONG)
    return (named, Cell(said.text))
