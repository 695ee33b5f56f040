"""The folder of a tour (carpeta informativa): itinerary, who is who, local contacts, what is still owed."""

from crm.printing import tour_pages
from crm.printing.follow_ups_by_person import COLUMNS, table_rows
from crm.printing.imprint import Imprint
from crm.printing.ink import SOFT, STRONG
from crm.printing.marks import Document
from crm.printing.paper import Cell, Column, Paper
from crm.texts import _, ngettext
from crm.tour_folder import TourFolder


def tour_folder_pages(folder: TourFolder, imprint: Imprint) -> Document:
    """The folder."""
    tour = folder.tour
    paper = Paper(imprint, _("Carpeta informativa"))
    paper.title(tour.title)
    paper.facts(tour_pages.about(tour))
    tour_pages.route(paper, tour)
    tour_pages.itinerary(paper, tour)
    _who_is_who(paper, folder)
    _nearby(paper, folder)
    pending = folder.pending
    told = ngettext("{n} abierto", "{n} abiertos", len(pending)).format(n=len(pending)) if pending else ""
    paper.heading(_("Compromisos pendientes"), told)
    if pending:
        paper.table(COLUMNS, table_rows(pending))
    else:
        paper.prose(_("No hay compromisos pendientes."), SOFT)
    return paper.finish()


def _who_is_who(paper: Paper, folder: TourFolder) -> None:
    if not folder.profiles:
        return
    paper.heading(_("Quién es quién"))
    paper.table(
        (Column(_("Persona o institución"), 1.3), Column(_("Semblanza"), 2), Column(_("Contacto"), 1.5)),
        (
            (
                Cell(one.name, STRONG),
                "\n".join(part for part in (one.line, one.text) if part),
                one.reach.replace(" · ", "\n"),
            )
            for one in folder.profiles
        ),
    )


def _nearby(paper: Paper, folder: TourFolder) -> None:
    cities = [(city, found) for city, found in folder.nearby if found]
    if not cities:
        return
    paper.heading(_("Contactos locales"))
    for city, found in cities:
        paper.heading(city, level=2)
        paper.table(
            (Column(_("Nombre"), 2), Column(_("Tipo"), points=92, letters=SOFT), Column(_("Contacto"), 1.6)),
            ((one.name, one.kind, one.reach.replace(" · ", "\n")) for one in found),
        )
