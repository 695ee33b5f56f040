"""The attendance sheet (lista de asistencia): to be signed, with the names of those who take part or blank."""

from crm.activity_record import ActivityRecord
from crm.precedence import Seat, as_listed
from crm.printing import words
from crm.printing.imprint import Imprint
from crm.printing.ink import SOFT
from crm.printing.marks import Document
from crm.printing.paper import HEADINGS, Cell, Column, Paper
from crm.texts import _

ROW = 26.0
"""Points of a row: room for a signature."""

MORE = 5
"""Blank rows for those who come unannounced where the names fill the page; else as many as it has room for."""


def attendance_sheet(record: ActivityRecord, imprint: Imprint, *, blank: bool = False) -> Document:
    """The sheet of a meeting. ``blank``: without names, one page full of rows."""
    paper = Paper(imprint, _("Lista de asistencia"), sourced=not blank)
    paper.title(record.title)
    paper.facts(about(record))
    seats = [] if blank else as_listed(record)
    columns = (
        Column(_("Núm."), points=28, right=True, letters=SOFT),
        Column(_("Nombre"), 1.15),
        Column(_("Institución y cargo"), 1.25),
        Column(_("Correo o teléfono"), 1.1),
        Column(_("Firma"), 1.15),
    )
    paper.table(columns, [_row(number, seat) for number, seat in enumerate(seats, start=1)], height=ROW)
    # What is left of the page, less the headings where there are no names above.
    fits = int((paper.room - (0 if seats else HEADINGS)) / ROW)
    numbers = range(len(seats) + 1, len(seats) + 1 + (fits or MORE))
    blank_rows = ((Cell(str(number), SOFT), "", "", "", "") for number in numbers)
    paper.table(columns, blank_rows, height=ROW, goes_on=bool(seats))
    return paper.finish()


def about(record: ActivityRecord) -> list[tuple[str, str]]:
    """Kind, when, where and who called: what stands on top of every page about an activity."""
    called = [
        seat.name or seat.institution
        for seat, who in zip(as_listed(record), record.participants, strict=True)
        if who.who.role in ("convoca", "organiza")
    ]
    place = ", ".join(part for part in (record.place_line, record.own["link"]) if part)
    return [
        (_("Tipo"), words.opening(record.kind.label)),
        (_("Fecha y hora"), words.opening(words.when_line(record.when, record.own["city"]))),
        (_("Lugar"), place),
        (_("Modalidad"), words.opening(record.own["modality"])),
        (_("Convoca y organiza"), "; ".join(called)),
        (_("Gira"), record.tour.name if record.tour else ""),
    ]


def _row(number: int, seat: Seat) -> tuple[str | Cell, ...]:
    told = "\n".join(part for part in (seat.institution, seat.post) if part)
    return Cell(str(number), SOFT), seat.name, told, "", ""
