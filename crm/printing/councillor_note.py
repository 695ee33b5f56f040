"""The note for a councillor (tarjeta informativa): what a meeting or a request is about, on a page."""

from crm.activity_record import ActivityRecord
from crm.precedence import in_order
from crm.printing import words
from crm.printing.attendance_sheet import about
from crm.printing.imprint import Imprint
from crm.printing.marks import Document
from crm.printing.minutes_page import commitments_table, people_table, without_commitments
from crm.printing.paper import Paper
from crm.request_list import RequestRecord
from crm.texts import _, ngettext


def activity_note(record: ActivityRecord, imprint: Imprint) -> Document:
    """The note about an activity, for the councillors who take part in it."""
    paper = Paper(imprint, _("Tarjeta informativa"), words.date(imprint.cut))
    paper.title(record.title)
    seats = in_order(record)
    councillors = [seat.name for seat in seats if seat.ours and seat.name]
    paper.facts([(_("Para"), "; ".join(councillors)), *about(record)])
    people_table(paper, seats)
    for heading, text in (
        (_("Orden del día"), record.own["agenda"]),
        (_("Antecedentes"), "\n".join(note.value for note in record.notes)),
        (_("Lo ocurrido"), without_commitments(record.own["minutes"], imprint)),
        (_("Se liga con"), "\n".join(f"- {link.reference.name}" for link in record.links)),
    ):
        if text.strip():
            paper.heading(heading)
            paper.prose(text)
    commitments_table(paper, record.follow_ups)
    return paper.finish()


def request_note(record: RequestRecord, imprint: Imprint) -> Document:
    """The note about a request."""
    row, answer = record.row, record.answer
    paper = Paper(imprint, _("Tarjeta informativa"), _("Gestión {folio}").format(folio=row.folio))
    paper.title(row.subject)
    paper.facts(
        (
            (_("Remitente"), row.sender),
            (_("Oficio"), row.office_number),
            (
                _("Recibida"),
                words.opening(_joined(words.day(row.received), words.hours(record.time))),
            ),
            (_("Plazo"), _term(record)),
            (_("Turnada a"), _joined(row.area, words.day(record.channelled_on))),
            (_("Con copia para"), ", ".join(code for _id, code in record.copies)),
            (_("Estado"), words.opening(row.state)),
            (
                _("Respuesta"),
                _joined(answer.office_number, words.day(answer.on)),
            ),
            (_("Acuse"), answer.receipt),
        )
    )
    for heading, text in (
        (_("Instrucción"), record.instruction),
        (_("Qué se respondió"), answer.text),
        (_("Antecedentes"), "\n".join(text for _id, text in record.notes)),
        (_("Se liga con"), "\n".join(f"- {name}" for _id, name in record.links)),
    ):
        if text.strip():
            paper.heading(heading)
            paper.prose(text)
    return paper.finish()


def _term(record: RequestRecord) -> str:
    if record.term is None:
        return ""
    told = ngettext("{n} día hábil", "{n} días hábiles", record.term).format(n=record.term)
    due = record.row.due
    return _("{told}, vence el {day}").format(told=told, day=words.date(due)) if due else told


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
