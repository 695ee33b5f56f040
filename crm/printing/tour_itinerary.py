"""The itinerary of a tour, to be carried along."""

from crm.printing import tour_pages
from crm.printing.imprint import Imprint
from crm.printing.marks import Document
from crm.printing.paper import Paper
from crm.texts import _
from crm.tour_record import TourRecord


def tour_itinerary(tour: TourRecord, imprint: Imprint) -> Document:
    """The route, and city by city what there is."""
    paper = Paper(imprint, _("Itinerario de gira"))
    paper.title(tour.title)
    paper.facts(tour_pages.about(tour))
    tour_pages.route(paper, tour)
    tour_pages.itinerary(paper, tour)
    return paper.finish()
