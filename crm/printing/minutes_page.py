"""The minutes of an activity (minuta): who took part, what was on the agenda, what was said, what was promised."""

from collections.abc import Sequence

from crm import commitments
from crm.activity_record import ActivityRecord
from crm.follow_up_list import FollowUpRow
from crm.partial_dates import PartialDate
from crm.precedence import Seat, in_order
from crm.printing import words
from crm.printing.attendance_sheet import about
from crm.printing.imprint import Imprint
from crm.printing.ink import SOFT, WARNING
from crm.printing.marks import Document
from crm.printing.paper import Cell, Column, Paper
from crm.texts import _, ngettext


def minutes_page(record: ActivityRecord, imprint: Imprint) -> Document:
    """The minutes, to be signed off."""
    paper = Paper(imprint, _("Minuta"))
    paper.title(record.title)
    paper.facts(about(record))
    people_table(paper, in_order(record))
    attended(paper, record)
    if record.own["agenda"].strip():
        paper.heading(_("Orden del día"))
        paper.prose(record.own["agenda"])
    said = without_commitments(record.own["minutes"], imprint)
    if said.strip():
        paper.heading(_("Desarrollo"))
        paper.prose(said)
    commitments_table(paper, record.follow_ups)
    paper.sign_off()
    return paper.finish()


def people_table(paper: Paper, seats: Sequence[Seat]) -> None:
    """Who takes part, by precedence; nothing if nobody is known."""
    if not seats:
        return
    came = sum(seat.state == "asistió" for seat in seats)
    aside = ngettext("{n} asistió", "{n} asistieron", came).format(n=came) if came else ""
    paper.heading(_("Personas e instituciones participantes"), aside)
    columns = (
        Column(_("Nombre"), 1.2),
        Column(_("Cargo"), 1.1),
        Column(_("Institución"), 1.3),
        Column(_("Carácter"), points=66),
        Column(_("Asistencia"), points=62),
    )
    paper.table(
        columns,
        (
            (
                seat.name or Cell(_("por capturar") if not seat.ours else "–", SOFT),
                seat.post,
                seat.institution,
                seat.role,
                words.opening(seat.state),
            )
            for seat in seats
        ),
    )


def attended(paper: Paper, record: ActivityRecord) -> None:
    """How many people came, with their breakdown."""
    if record.attendance_line:
        parts = "; ".join(f"{label}: {n:,}" for label, n in record.breakdown)
        line = _("Asistencia: {people}").format(people=record.attendance_line)
        paper.note(f"{line} ({parts})." if parts else f"{line}.")


def commitments_table(paper: Paper, rows: Sequence[FollowUpRow]) -> None:
    """What was promised: who, what, by when."""
    if not rows:
        return
    paper.heading(
        _("Compromisos"), ngettext("{n} compromiso", "{n} compromisos", len(rows)).format(n=len(rows))
    )
    columns = (
        Column(_("Núm."), points=44, letters=SOFT),
        Column(_("Compromiso"), 2),
        Column(_("Responsable")),
        Column(_("Fecha límite"), points=118),
        Column(_("Estado"), points=70),
    )
    paper.table(
        columns,
        (
            (
                row.commitment or str(n),
                row.what,
                row.responsible or Cell(_("por definir"), SOFT),
                due(row),
                state(row),
            )
            for n, row in enumerate(rows, start=1)
        ),
    )


def due(row: FollowUpRow) -> str:
    """By when, at length, not in words that tomorrow say something else."""
    return words.date(PartialDate.parse(row.due_on).earliest) if row.due_on else _("sin fecha")


def state(row: FollowUpRow) -> Cell:
    """How far it is; what is overdue says so."""
    if row.is_overdue:
        return Cell(_("Vencido"), WARNING)
    if row.waiting_for:
        return Cell(_("En espera de {who}").format(who=row.waiting_for))
    return Cell(words.opening(row.state))


def without_commitments(minutes: str, imprint: Imprint) -> str:
    """The minutes without the lines that stand in the table of commitments."""
    return "\n".join(line for line in minutes.splitlines() if not commitments.lines(line, imprint.cut))
