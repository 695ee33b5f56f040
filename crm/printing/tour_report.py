"""The report of a tour: its route, what was done on it, whom one met, what came of it."""

from crm.printing import tour_pages
from crm.printing.imprint import Imprint
from crm.printing.marks import Document
from crm.printing.paper import Paper
from crm.texts import _, ngettext
from crm.tour_record import TourRecord


def tour_report(tour: TourRecord, imprint: Imprint) -> Document:
    """The report, to be signed off."""
    paper = Paper(imprint, _("Informe de gira"))
    done = sum(one.state == "realizada" for one in tour.activities)
    told = ngettext("{n} actividad realizada", "{n} actividades realizadas", done).format(n=done)
    of = ngettext("{told} de {n} registrada.", "{told} de {n} registradas.", len(tour.activities))
    paper.title(tour.title, of.format(told=told, n=len(tour.activities)))
    paper.facts([*tour_pages.about(tour), (_("Documento de origen"), tour.source)])
    tour_pages.route(paper, tour)
    tour_pages.itinerary(paper, tour)
    tour_pages.people(paper, tour.people)
    if tour.results.strip():
        paper.heading(_("Resultados"))
        paper.prose(tour.results)
    if tour.notes:
        paper.heading(_("Notas"))
        paper.prose("\n".join(f"- {text}" for _row, text in tour.notes))
    paper.sign_off()
    return paper.finish()
