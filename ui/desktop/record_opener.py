"""Opening a record, or the records of a query, where their kind is worked on."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from ui.desktop.places import CONTACTS

if TYPE_CHECKING:
    from crm.contact_values import Reference
    from ui.desktop.day.lines import Wanted
    from ui.desktop.window import MainWindow


class RecordOpener(QObject):
    """Goes to the place, and shows them there."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        window.work.record_wanted.connect(self.open_record)
        window.work.list_wanted.connect(self.list_wanted)
        window.beside.list_wanted.connect(self.see_list)
        window.contacts.record.set_opener(self.opens)
        window.contacts.record.record_wanted.connect(self.open_record)
        window.contacts.smart.query_wanted.connect(self.list_contacts)
        window.palette_opener.contact_chosen.connect(self.open_contact)
        window.palette_opener.record_chosen.connect(self.open_record)
        window.palette_opener.all_wanted.connect(self.list_contacts)

    def opens(self, kind: str) -> bool:
        """Whether records of a kind, contacts aside, can be opened."""
        return bool(self._window.work.place_of(kind))

    @Slot(object)
    def open_contact(self, contact: int) -> None:
        """Open a contact."""
        self._window.go_to(CONTACTS)
        self._window.contacts.open_one(contact)

    @Slot(object)
    def open_record(self, reference: "Reference") -> None:
        """Open a record of any kind."""
        place = self._window.work.place_of(reference.kind)
        if not place:
            self.open_contact(reference.id)
            return
        self._window.go_to(place)
        self._window.work.open_one(place, reference.id)

    @Slot(str)
    def list_contacts(self, query: str) -> None:
        """List the contacts of a query."""
        self._window.go_to(CONTACTS)
        self._window.searching.list_all(query)

    @Slot(object)
    def list_wanted(self, wanted: "Wanted") -> None:
        """Go to a place, and list there what is wanted."""
        window = self._window
        if not window.has_place(wanted.place):
            return
        window.go_to(wanted.place)
        if wanted.place == CONTACTS or window.work.is_list(wanted.place):
            window.searching.list_all(wanted.query)

    @Slot(str, str)
    def see_list(self, place: str, query: str) -> None:
        """Go to a list, to the records of a query if there is one."""
        self._window.go_to(place)
        if query:
            self._window.searching.list_all(query)
        else:
            self._window.searching.into_list()
