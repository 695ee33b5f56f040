"""A tag for the chosen agreements: asked for under the list's head, given in one operation."""

from array import array
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from crm.texts import _, ngettext
from ui.desktop.agreements.list_pane import TAG
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lane, Ticket
from ui.desktop.listing.place import ListedPlace
from ui.desktop.theme import Theme

if TYPE_CHECKING:
    from ui.desktop.contacts.selection_popup import LabelPopup


class Tagging(QObject):
    """Joins the strip of a place, the popup and the base."""

    def __init__(self, place: ListedPlace, lane: Lane, theme: Theme, icons: Icons) -> None:
        super().__init__(place)
        self._place = place
        self._lane = lane
        self._look = (theme, icons)
        self._source: Any = None
        self._reading: Ticket | None = None
        self._ids = array("q")
        self.popup: LabelPopup | None = None
        place.list.strip.wanted.connect(self._do)

    def set_source(self, source: Any) -> None:
        """Where the tags there are come from; None: there is no base."""
        self._lane.cancel(self._reading)
        self._source = source

    @Slot(str)
    def _do(self, code: str) -> None:
        if code == TAG:
            self.ask()

    @Slot()
    def ask(self) -> None:
        """Choose or write a tag for the chosen ones."""
        place, source = self._place, self._source
        self._ids = place.list.selected
        if source is None or place.writing is None or not self._ids:
            return
        if self.popup is None:
            from ui.desktop.contacts.selection_popup import LabelPopup

            self.popup = LabelPopup(place.window(), *self._look)
            self.popup.chosen.connect(self._tag)
            self.popup.left.connect(place.into_list)
        button = place.list.strip.buttons[TAG]
        below = button if button.isVisible() else place.list.head
        self.popup.ask(_("Etiqueta"), _("Busque una etiqueta o escriba una nueva"), "tag", below)
        self._lane.cancel(self._reading)
        self._reading = self._lane.submit(
            lambda _ticket: source.tags(), self.popup.show_choices, failed=place.writing.failed.emit
        )

    @Slot(str)
    def _tag(self, label: str) -> None:
        writing, ids = self._place.writing, self._ids
        if writing is None:
            return
        from crm.labels import TAG_AGREEMENTS_TITLE, tag

        def told(changed: int) -> str:
            sentence = ngettext(
                "Etiqueta «{name}» a un convenio", "Etiqueta «{name}» a {n:,} convenios", changed
            )
            return sentence.format(name=label, n=changed)

        writing.run(
            TAG_AGREEMENTS_TITLE, lambda session: tag(session, ids, label), icon="tag", told=told, n=len(ids)
        )
