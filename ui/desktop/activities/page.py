"""Actividades: the list beside the record; the search field above belongs to the window."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent

from crm.contact_values import Reference
from crm.texts import _
from ui.desktop.activities.list_pane import ActivitiesPane
from ui.desktop.activities.record_pane import ActivityPane
from ui.desktop.activities.shown import ShownActivity
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lane
from ui.desktop.listing.place import ListedPlace
from ui.desktop.theme import Theme
from ui.desktop.trash.trashing import Trashing


class ActivitiesPage(ListedPlace):
    """Actividades. ``record_wanted`` carries a Reference to a record of another place, ``new_wanted`` asks for the form
    of a new activity, ``print_wanted`` carries the page to be printed.
    """

    record_wanted = Signal(object)
    print_wanted = Signal(object)
    new_wanted = Signal()
    products_wanted = Signal()

    def __init__(self, lane: Lane, theme: Theme, icons: Icons) -> None:
        super().__init__(lane, ActivitiesPane(theme, icons), ActivityPane(theme, icons))
        self._arranged = False
        Trashing(self, "activity").join_list(icons)
        self.list.new_wanted.connect(self.new_wanted)
        self.list.products_wanted.connect(self.products_wanted)
        self.record.record_wanted.connect(self._wanted)
        self.record.print_wanted.connect(self.print_wanted)

    def showEvent(self, event: QShowEvent) -> None:
        """The line between list and record has a first place, once it is known how wide the window is."""
        super().showEvent(event)
        if not self._arranged:
            self._arranged = True
            self.splitter.reset()

    def nothing_found(self) -> str:
        """What to say of a list that is empty."""
        self.list.show_offer(not self._query and self._source is not None)
        if self._query:
            return _("Ninguna actividad coincide con la búsqueda. Escriba menos palabras, o bórrela con Esc.")
        return _("Aquí van las reuniones, eventos y publicaciones. Todavía no hay ninguna en esta base.")

    def choose_one(self) -> str:
        """What to say where no activity is chosen."""
        return _("Elija una actividad de la lista para ver su ficha.")

    def mentioned(self, record: ShownActivity) -> frozenset[int]:
        """The records that an activity names: itself, who takes part, what it promised."""
        activity = record.activity
        contacts = (
            reference.id
            for shown in activity.participants
            for reference in (shown.who.person, shown.who.organization)
            if reference is not None
        )
        promised = (row.id for row in activity.follow_ups)
        linked = (link.reference.id for link in activity.links)
        return frozenset((record.id, *contacts, *promised, *linked))

    @Slot(object)
    def _wanted(self, reference: Reference) -> None:
        if reference.kind == "activity":
            self.show_one(reference.id)
        else:
            self.record_wanted.emit(reference)

    def _nothing_chosen(self) -> None:
        if self.record.page is None:
            super()._nothing_chosen()
        else:
            self._reading.stop()

    def leave_source(self) -> None:
        """Read from nowhere; the list is empty."""
        super().leave_source()
        self.list.show_offer(False)
