"""The page of contacts: the list and the record, and what goes back and forth between them and the base."""

from array import array
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm.contact_list import ContactRow
from crm.errors import NotFound, QueryError
from crm.texts import _
from ui.desktop.contacts.facets_place import FacetsPlace
from ui.desktop.contacts.list_pages import ListPages
from ui.desktop.contacts.list_pane import ListPane
from ui.desktop.contacts.list_search import Failed, Found, ListSearch, place_of
from ui.desktop.contacts.mentioned import mentioned
from ui.desktop.contacts.record_pane import RecordPane
from ui.desktop.contacts.record_reading import History, RecordReading
from ui.desktop.contacts.returning import return_to
from ui.desktop.contacts.selection import SelectionWork
from ui.desktop.contacts.source import ContactSource
from ui.desktop.contacts.two_panes import TwoPanes
from ui.desktop.icons import Icons
from ui.desktop.key_names import shown
from ui.desktop.lanes import Lane
from ui.desktop.theme import Theme
from ui.desktop.writing import UNDO, Done, Writing

if TYPE_CHECKING:
    from crm.contact_record import ContactRecord
    from crm.earlier_values import Earlier


class ContactsPage(QWidget):
    """Contactos. ``failed`` carries a sentence about a base that cannot be read; ``refused`` the QueryError of a query
    that is not understood; ``answered`` comes when a search has gone well; ``shown`` carries the name of the contact
    whose record is shown, "" for none; ``left`` asks for the search field, ``typed`` carries text that goes there;
    ``query_wanted`` the query that the facets write. ``counting`` is the lane on which facets are counted, so that they
    never hold the list back; by default the one that reads.
    """

    failed = Signal(str)
    answered = Signal()
    shown = Signal(str)
    left = Signal()
    typed = Signal(str)
    refused = Signal(object)
    query_wanted = Signal(str)

    def __init__(self, lane: Lane, theme: Theme, icons: Icons, counting: Lane | None = None) -> None:
        super().__init__()
        self._source: ContactSource | None = None
        self._query = ""
        self._after_search: Callable[[], None] | None = None
        self._refused = False
        self._opening = 0
        self._outside = 0  # the contact shown that is not the list's: new, or opened before the list came
        self._undone = 0  # the contact that was shown when something of it was undone
        self._writing: Writing | None = None
        self.list = ListPane(theme, icons)
        self.record = RecordPane(theme, icons)
        self.splitter = TwoPanes(self.list, self.record)
        self._search = ListSearch(lane, self)
        self._pages = ListPages(lane, self.list)
        self._reading = RecordReading(lane, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.splitter)
        self.facets = FacetsPlace(self, row, self.list, counting or lane, theme, icons)
        self.selection = SelectionWork(self, self.list, lane, theme, icons)
        self._place_after = -1
        self.list.columns.changed.connect(self._view_changed)
        self.list.current_changed.connect(self._read_record)
        self.list.opened.connect(self.open_record)
        self.record.back.connect(self.back)
        self.record.failed.connect(self.failed)
        self.record.contact_wanted.connect(self.show_contact)
        self.record.history_wanted.connect(self._reading.read_history)
        self._search.found.connect(self._show_found)
        self._search.failed.connect(self._search_failed)
        self._pages.failed.connect(self._tell)
        self._reading.record_came.connect(self._show_record)
        self._reading.history_came.connect(self._show_history)
        self._reading.failed.connect(self._record_failed)
        self.record.return_wanted.connect(self._return_to)
        self.list.typed.connect(self.typed)
        self.list.emptied.connect(self.left)
        self.selection.left.connect(self.into_list)
        self.selection.trashing.connect(self._keep_place)
        self.facets.pane.query_wanted.connect(self.query_wanted)
        self.facets.pane.failed.connect(self.failed)
        self.facets.left.connect(self.into_list)

    @property
    def query(self) -> str:
        """The query of the list."""
        return self._query

    @property
    def listed(self) -> str:
        """The query of the rows that stand in the list: an earlier one while the query cannot be answered."""
        return self._search.listed

    @property
    def idle(self) -> bool:
        """Whether no search is under way."""
        return not self._search.running

    def set_source(self, source: ContactSource) -> None:
        """Read from here from now on, beginning with the query in force."""
        self._set_source(source)
        self.reload()

    def _set_source(self, source: ContactSource | None) -> None:
        self._source = source
        for reader in (self._search, self._pages, self._reading, self.selection):
            reader.set_source(source)

    def leave_source(self) -> None:
        """Read from nowhere; the list is empty."""
        self._set_source(None)
        self.facets.pane.set_source(None)
        self.list.show_all(array("q"), [], (), place=-1, again=False)
        self.list.model.forget_past()
        self.list.show_count(0, "")
        self.record.show_nothing("")

    def set_writing(self, writing: Writing | None) -> None:
        """Change contacts through this from now on, and look anew at what it has changed."""
        self._writing = writing
        self.selection.set_writing(writing)
        if writing is not None:
            writing.done.connect(self._refresh)

    @Slot(object)
    def _refresh(self, done: Done) -> None:
        """Something was done: the list may be another one, and the record, if it was touched, is."""
        self.list.model.forget_rows()
        self.search(self._query)
        record = self.record.record
        if record is None and self._undone in (done.touched or ()):
            self._read_record(self._undone)  # it is there again
        elif self._reading.contact:
            self._read_record(self._reading.contact)  # it may have been read before what was done
        elif record is not None and (done.touched is None or done.touched & mentioned(record)):
            self._undone = record.id if done.kind == UNDO else 0
            self._read_record(record.id)

    @Slot()
    def _keep_place(self) -> None:
        """The selected contacts are about to leave the list: the next one will be the current one."""
        self._place_after = self.list.first_selected

    @Slot(object)
    def _return_to(self, earlier: "Earlier") -> None:
        if self.record.record is not None and self._writing is not None:
            return_to(self._writing, self.record.record.id, earlier)

    def show_first_rows(self, rows: list[ContactRow]) -> None:
        """Draw rows that came before the base was open; the first search replaces them."""
        if self._source is None and not self._query:
            self.list.show_first(array("q", (row.id for row in rows)), rows, ())

    def search(self, query: str) -> None:
        """List the contacts of ``query``; a search still running is stopped."""
        self._query = query
        self._after_search = None
        self._refused = False
        if self._source is not None:
            self.facets.pane.cancel()
        self._find(query)

    def _find(self, query: str) -> None:
        self._search.start(query, self.list.columns.view, self.list.current)

    @Slot()
    def _view_changed(self) -> None:
        self.list.model.forget_rows()
        self.search(self._query)

    @Slot()
    def reload(self) -> None:
        """Ask for everything in sight again: something in the base has changed."""
        self.list.model.forget_rows()
        self.search(self._query)
        record = self.record.record
        wanted = self._reading.contact or (record.id if record is not None else 0)
        if wanted:
            self._read_record(wanted)

    @Slot(object)
    def _show_found(self, found: Found) -> None:
        asked = found.query == self._query
        if asked:
            self.answered.emit()
        again = found.again
        if not found.whole:
            if found.rows:  # an empty first answer is left to the whole one, which knows what to say
                self.list.show_first(found.ids, found.rows, found.words)
            return
        # Opened or made meanwhile: it is the one that counts.
        place = place_of(self._outside, found.ids) if self._outside else -1
        self.list.show_count(len(found.ids), found.noun)
        if not asked:
            self.list.show_listed(found.query)
        self.list.show_empty(self._nothing_found() if asked else "", begin=asked and not self._query)
        brought = place >= 0
        if not brought:
            place = found.place
        self.list.show_all(found.ids, found.rows, found.words, place=place, again=again)
        if brought:
            self.list.show_current()
        self.facets.pane.show_for(found.query, found.ids)
        if not self.list.current and again and self._place_after >= 0 and found.ids:
            self.list.go_to(min(self._place_after, len(found.ids) - 1))
        self._place_after = -1
        if not self.list.current and not (again and self._outside):
            self._nothing_chosen()
        after, self._after_search = self._after_search, None
        if after is not None:
            after()

    def _nothing_found(self) -> str:
        if self._query:
            return _(
                "Ningún contacto coincide con la búsqueda. Escriba menos palabras, o bórrela con Esc para verlos todos."
            )
        return _(
            "Todavía no hay contactos en esta base. Haga el primero con {new}, o tráigalos de un archivo con {bring}."
        ).format(new=shown("Ctrl+N"), bring=shown("Ctrl+I"))

    def _nothing_chosen(self) -> None:
        self._reading.stop()
        self.shown.emit("")
        if self.list.model.rowCount():
            self.record.show_nothing(_("Elija un contacto de la lista para ver su ficha."))
        else:
            self.record.show_nothing("")

    @Slot(object)
    def _search_failed(self, failed: Failed) -> None:
        self._after_search = None
        if not isinstance(failed.error, QueryError):
            self.failed.emit(str(failed.error))
            return
        listed = self.listed if self.list.model.rowCount() else self._search.found_some
        if failed.query == self._query:
            self._refused = True
            self.refused.emit(failed.error)
        if failed.query == listed:
            return
        # The list stays another query's, whole and as the base is now.
        self.list.show_listed(listed)
        self._find(listed)

    @Slot(object)
    def _tell(self, error: Exception) -> None:
        self.failed.emit(str(error))

    @Slot(object)
    def _read_record(self, contact: int) -> None:
        self._outside = contact if contact != self.list.current else 0
        self._reading.read(contact)

    @Slot(object)
    def _show_record(self, record: "ContactRecord") -> None:
        self.record.show_record(record)
        self.shown.emit(record.title)
        if record.id == self._opening:
            self._go_into_record()

    @Slot(object)
    def _record_failed(self, error: Exception) -> None:
        if isinstance(error, NotFound):
            self.record.show_nothing(str(error))
        else:
            self.failed.emit(str(error))

    @Slot(object)
    def _show_history(self, history: History) -> None:
        self.record.show_history(history.contact, history.entries)

    @Slot(object)
    def show_contact(self, contact: int) -> None:
        """Show a contact's record; the list follows if the contact is in it."""
        place = self.list.model.place_of(contact)
        if place >= 0:
            self.list.go_to(place)
        else:
            self._read_record(contact)

    def open_contact(self, contact: int) -> None:
        """Show a contact's record and go into it, as soon as it has been read."""
        self._opening = contact
        self.show_contact(contact)
        self.splitter.show_record()
        shown = self.record.record
        if shown is not None and shown.id == contact:
            self._go_into_record()

    def _go_into_record(self) -> None:
        self._opening = 0
        self.record.take_focus()

    @Slot(object)
    def read_again(self, contact: int) -> None:
        """Read the record that is shown anew: a field of it was saved or refused."""
        self._read_record(contact)

    def show_record_place(self) -> None:
        """Where there is room for one only, let the record's place be that one."""
        self.splitter.show_record()

    def into_list(self) -> None:
        """Put the focus on the list, on its first contact if none is current.

        Who types faster than the base answers means the contacts that are still to come.
        """
        if self.idle and not self.list.model.rowCount():
            return
        self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.idle:
            self.list.ensure_current()
        else:
            self._after_search = self.list.ensure_current

    @Slot()
    def open_found(self) -> None:
        """Open the first contact found; what cannot be answered has found none, whatever still stands in the list."""
        if not self._refused:
            self.open_record()

    @Slot()
    def open_record(self) -> None:
        """Go from the list into the record; where there is room for one only, it takes the list's place."""
        if not self.idle:
            self._after_search = self.open_record
            return
        self.list.ensure_current()
        if not self.list.current:
            return
        self.splitter.show_record()
        if self.record.record is None:
            self._opening = self.list.current
        else:
            self.record.take_focus()

    @Slot()
    def back(self) -> None:
        """Go from the record to the list."""
        if self.splitter.narrow:
            self.splitter.show_list()
            # Once the list has its size again.
            QTimer.singleShot(0, self.list.show_current)
        if self.list.model.rowCount():
            self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.left.emit()

    @property
    def in_record(self) -> bool:
        """Whether the focus, or the only room there is, is the record's."""
        if self.splitter.narrow and self.record.isVisible():
            return True
        return self.record.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False

    def set_narrow(self, narrow: bool) -> None:
        """Room for one of the two only, or for both."""
        if narrow != self.splitter.narrow:
            self.facets.set_folded(narrow)
            self.splitter.set_narrow(narrow, record=self.in_record and self.record.record is not None)

    def copy_name(self) -> None:
        """Put the name of the contact shown on the clipboard."""
        if self.record.record is not None:
            QGuiApplication.clipboard().setText(self.record.record.title)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The list takes it. Not as its proxy: Tab would go straight to that, past what stands before it."""
        self.list.table.setFocus(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc returns: from the record to the list, from the list to the search field."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.in_record:
            self.back()
        else:
            self.left.emit()
