"""Giras: the list, the newest first, beside the record of the one that is chosen."""

from crm.texts import _
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lane
from ui.desktop.matters.list_pane import MatterPane
from ui.desktop.matters.page import MatterPage
from ui.desktop.theme import Theme
from ui.desktop.tours.record_pane import tour_pane
from ui.desktop.tours.shown import ShownTour


class ToursPage(MatterPage):
    """The place."""

    kind = "tour"

    def __init__(self, lane: Lane, theme: Theme, icons: Icons) -> None:
        pane = MatterPane(theme, icons, name=_("Giras"), offer=_("Nueva gira"))
        super().__init__(lane, pane, tour_pane(theme, icons))

    def none_yet(self) -> str:
        """What to say of a base that has none."""
        return _(
            "Aquí van las giras con sus etapas, sus actividades y sus resultados. Todavía no hay ninguna."
        )

    def none_like_that(self) -> str:
        """What to say of a query that finds nothing."""
        return _("Ninguna gira coincide con la búsqueda. Escriba menos palabras, o bórrela con Esc.")

    def choose_one(self) -> str:
        """What to say where nothing is chosen."""
        return _("Elija una gira de la lista para ver su ficha.")

    def mentioned(self, record: ShownTour) -> frozenset[int]:
        """The tour, what was done on it, whom one met and what it is tied to."""
        tour = record.tour
        done = (activity.id for activity in tour.activities)
        tied = (link.reference.id for link in tour.links)
        return frozenset([record.id, *done, *(met.id for met in tour.people), *tied])
