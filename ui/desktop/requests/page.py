"""Gestiones: the list by term beside the record of the one that is chosen."""

from crm.texts import _
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lane
from ui.desktop.matters.list_pane import MatterPane
from ui.desktop.matters.page import MatterPage
from ui.desktop.requests.record_pane import request_pane
from ui.desktop.requests.shown import ShownRequest
from ui.desktop.theme import Theme


class RequestsPage(MatterPage):
    """The place."""

    kind = "request"

    def __init__(self, lane: Lane, theme: Theme, icons: Icons) -> None:
        pane = MatterPane(theme, icons, name=_("Gestiones"), offer=_("Nueva gestión"))
        super().__init__(lane, pane, request_pane(theme, icons))

    def none_yet(self) -> str:
        """What to say of a base that has none."""
        return _("Aquí va lo que se recibe y se envía con oficio y plazo. Todavía no hay ninguna gestión.")

    def none_like_that(self) -> str:
        """What to say of a query that finds nothing."""
        return _("Ninguna gestión coincide con la búsqueda. Escriba menos palabras, o bórrela con Esc.")

    def choose_one(self) -> str:
        """What to say where nothing is chosen."""
        return _("Elija una gestión de la lista para ver su ficha.")

    def mentioned(self, record: ShownRequest) -> frozenset[int]:
        """The request, who sent it, its reminders, and what it is tied to."""
        whole = record.whole
        tied = [link.reference.id for link in whole.links]
        sender = [whole.sender.id] if whole.sender is not None else []
        return frozenset([record.id, *sender, *(task.id for task in whole.reminders), *tied])
