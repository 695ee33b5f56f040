"""Contactos: the list beside the record, and the facets; the search field above belongs to the window."""

from array import array
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from crm.contact_list import ContactRow
from crm.texts import _
from ui.desktop.contacts.contact_pane import ContactPane
from ui.desktop.contacts.facets_place import FacetsPlace
from ui.desktop.contacts.list_pane import ListPane
from ui.desktop.contacts.mentioned import mentioned
from ui.desktop.contacts.selection import SelectionWork
from ui.desktop.contacts.source import ContactSource
from ui.desktop.contacts.surroundings import Surroundings, SurroundingsReading
from ui.desktop.icons import Icons
from ui.desktop.key_names import shown
from ui.desktop.lanes import Lane
from ui.desktop.listing.place import ListedPlace
from ui.desktop.listing.search import Found
from ui.desktop.smart_lists.work import SmartListWork
from ui.desktop.theme import Theme
from ui.desktop.trash.trashing import Trashing
from ui.desktop.writing import Done, Writing

if TYPE_CHECKING:
    from crm.contact_record import ContactRecord
    from crm.contact_values import Reference


class ContactsPage(ListedPlace):
    """Contactos. ``query_wanted`` carries the query that the facets write. ``counting`` is the lane on which facets
    are counted, so that they never hold the list back; by default the one that reads. ``next_wanted`` carries a
    follow-up that is done and has a next one, and the widget that shows it, ``postpone_wanted`` one to be put off.
    """

    next_wanted = Signal(object, object)
    postpone_wanted = Signal(object, object)

    def __init__(self, lane: Lane, theme: Theme, icons: Icons, counting: Lane | None = None) -> None:
        super().__init__(lane, ListPane(theme, icons), ContactPane(theme, icons))
        self.facets = FacetsPlace(self, self.row, self.list, counting or lane, theme, icons)
        self.selection = SelectionWork(self, self.list, lane, theme, icons, Trashing(self, "person"))
        self._around = SurroundingsReading(lane, self)
        self._to_show: ContactRecord | None = None
        self._around.came.connect(self._show_around)
        self._around.found.connect(self.record.show_found)
        self._around.failed.connect(self._cannot_read_around)
        self.record.timeline_searched.connect(self._around.search)
        self.record.untie_wanted.connect(self._untie)
        self.record.follow_up_wanted.connect(self._change_follow_up)
        self.list.columns.changed.connect(self._view_changed)
        self.record.contact_wanted.connect(self.show_one)
        self.record.failed.connect(self.failed)
        self.selection.left.connect(self.into_list)
        self.facets.pane.query_wanted.connect(self.query_wanted)
        self.facets.pane.failed.connect(self.failed)
        self.facets.left.connect(self.into_list)
        self.smart = SmartListWork(self, counting or lane)
        self.smart.failed.connect(self.failed)
        self.smart.left.connect(self.into_list)
        self.facets.pane.lists.set_work(self.smart)
        self.facets.pane.settled.connect(self.smart.go_on)
        self.answered.connect(self._show_query)
        self.refused.connect(self._hide_query)

    @Slot(object, object)
    def _untie(self, contact: int, reference: "Reference") -> None:
        if self._writing is None:
            return
        from crm.ties import UNTIE_TITLE, untie

        def job(session: Any) -> None:
            untie(session, contact, reference.id)

        self._writing.run(UNTIE_TITLE, job, name=reference.name)

    def _set_source(self, source: ContactSource | None) -> None:
        super()._set_source(source)
        self._to_show = None
        self._around.set_source(source)
        self.selection.set_source(source)

    def leave_source(self) -> None:
        """Read from nowhere; the list is empty."""
        self.facets.pane.set_source(None)
        self.smart.set_source(None)
        super().leave_source()

    def set_writing(self, writing: Writing | None) -> None:
        """Change contacts through this from now on, and look anew at what it has changed."""
        self.selection.set_writing(writing)
        self.smart.set_writing(writing)  # before the search anew, after which it reads what was done
        super().set_writing(writing)

    def mentioned(self, record: "ContactRecord") -> frozenset[int]:
        """The contacts that a record names."""
        return mentioned(record)

    def show_first_rows(self, rows: list[ContactRow]) -> None:
        """Draw rows that came before the base was open; the first search replaces them."""
        if self._source is None and not self._query:
            self.list.show_first(array("q", (row.id for row in rows)), rows, ())

    def search(self, query: str) -> None:
        """List the contacts of ``query``; a search still running is stopped."""
        if self._source is not None:
            self.facets.pane.cancel()
            self.smart.hold()
        if not query:
            self.smart.show_query("")
        super().search(query)

    @Slot()
    def reload(self) -> None:
        """Ask for everything in sight again: something in the base has changed."""
        self.smart.outdate()
        super().reload()

    @Slot()
    def _show_query(self) -> None:
        self.smart.show_query(self._query)

    @Slot(object)
    def _hide_query(self, _error: object) -> None:
        self.smart.show_query("")

    @Slot(object)
    def _refresh(self, done: Done) -> None:
        """Something was done: also what is not the contact's own may have changed around it."""
        super()._refresh(done)
        record = self.record.record
        if not self._coming and record is not None:
            self._around.read(record.id)

    @property
    def _coming(self) -> int:
        """Also one whose surroundings are still being read."""
        return super()._coming or (self._to_show.id if self._to_show is not None else 0)

    @Slot(object)
    def _show_record(self, record: "ContactRecord") -> None:
        """Once it is known what stands around it, too: nothing moves after it has been drawn."""
        self._to_show = record
        self._around.read(record.id)

    @Slot(object)
    def _show_around(self, around: Surroundings) -> None:
        self.record.show_around(around)
        self._show_waiting()

    @Slot(object)
    def _cannot_read_around(self, error: Exception) -> None:
        self._tell(error)
        self._show_waiting()

    def _show_waiting(self) -> None:
        record, self._to_show = self._to_show, None
        if record is not None:
            super()._show_record(record)

    @Slot(object)
    def _read_record(self, number: int) -> None:
        self._to_show = None
        self._around.stop()
        super()._read_record(number)

    def _nothing_chosen(self) -> None:
        self._to_show = None
        self._around.stop()
        super()._nothing_chosen()

    @Slot(object, str, object)
    def _change_follow_up(self, follow_up: int, wanted: str, over: QWidget) -> None:
        from ui.desktop.day.item import DONE, NEXT
        from ui.desktop.follow_ups import moves

        if self._writing is None:
            return
        if wanted == NEXT:
            self.next_wanted.emit(follow_up, over)
        elif wanted == DONE:
            moves.finish(self._writing, (follow_up,))
        else:
            self.postpone_wanted.emit(follow_up, over)

    @Slot()
    def _view_changed(self) -> None:
        self.list.model.forget_rows()
        self.search(self._query)

    def _all_found(self, found: Found) -> None:
        self.facets.pane.show_for(found.query, found.ids)

    def nothing_found(self) -> str:
        """What to say of a list that is empty."""
        if self._query:
            return _(
                "Ningún contacto coincide con la búsqueda. Escriba menos palabras, o bórrela con Esc para verlos todos."
            )
        return _(
            "Todavía no hay contactos en esta base. Haga el primero con {new}, o tráigalos de un archivo con {bring}."
        ).format(new=shown("Ctrl+N"), bring=shown("Ctrl+I"))

    def choose_one(self) -> str:
        """What to say where no contact is chosen."""
        return _("Elija un contacto de la lista para ver su ficha.")

    def set_narrow(self, narrow: bool) -> None:
        """Room for one of the two only, or for both."""
        if narrow != self.splitter.narrow:
            self.facets.set_folded(narrow)
        super().set_narrow(narrow)
