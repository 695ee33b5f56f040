"""A place that is a list with a record beside it: what is searched, listed, chosen, shown and left."""

from array import array
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm.errors import NotFound, QueryError
from ui.desktop.lanes import Lane
from ui.desktop.listing.pages import ListPages
from ui.desktop.listing.pane import ListedPane
from ui.desktop.listing.record_reading import History, RecordReading
from ui.desktop.listing.returning import return_to
from ui.desktop.listing.search import Failed, Found, ListSearch, place_after, place_of
from ui.desktop.listing.source import ListSource
from ui.desktop.listing.two_panes import TwoPanes
from ui.desktop.writing import UNDO, Done, Writing

if TYPE_CHECKING:
    from crm.earlier_values import Earlier
    from ui.desktop.documents.desk import DocumentsDesk


class ListedPlace(QWidget):
    """``failed`` carries a sentence: a query not understood, a base that cannot be read; ``answered`` comes when a
    search has gone well; ``shown`` carries the name of the record that is shown, "" for none; ``left`` asks for the
    search field, ``typed`` carries text that goes there; ``refused`` the QueryError of a query that is not understood;
    ``query_wanted`` a query that the place writes.

    A subclass says what is said where there is nothing to show, and what of a record makes it worth reading anew.
    """

    failed = Signal(str)
    answered = Signal()
    shown = Signal(str)
    left = Signal()
    typed = Signal(str)
    refused = Signal(object)
    query_wanted = Signal(str)

    def __init__(self, lane: Lane, list_pane: ListedPane, record: Any) -> None:
        super().__init__()
        self._source: ListSource | None = None
        self._query = ""
        self._after_search: Callable[[], None] | None = None
        self._refused = False
        self._opening = 0
        self._outside = 0  # the record shown that is not the list's: new, or opened before the list came
        self._behind = 0  # the record that comes in behind the form which was opened before it came
        self._undone = 0  # the record that was shown when something of it was undone
        self._leaving = 0  # the record that is about to leave the list
        self._writing: Writing | None = None
        self.list: Any = list_pane
        self.record: Any = record
        self.splitter = TwoPanes(list_pane, record)
        self._search = ListSearch(lane, self)
        self._pages = ListPages(lane, list_pane, self)
        self._reading = RecordReading(lane, self)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(0)
        self.row.addWidget(self.splitter)
        list_pane.current_changed.connect(self._read_record)
        list_pane.opened.connect(self.open_record)
        list_pane.typed.connect(self.typed)
        list_pane.emptied.connect(self.left)
        record.back.connect(self.back)
        record.history_wanted.connect(self._reading.read_history)
        record.return_wanted.connect(self._return_to)
        self._search.found.connect(self._show_found)
        self._search.failed.connect(self._search_failed)
        self._pages.failed.connect(self._tell)
        self._reading.record_came.connect(self._show_record)
        self._reading.history_came.connect(self._show_history)
        self._reading.failed.connect(self._record_failed)

    def nothing_found(self) -> str:
        """What to say of a list that is empty."""
        raise NotImplementedError

    def choose_one(self) -> str:
        """What to say where nothing is chosen."""
        raise NotImplementedError

    def mentioned(self, record: Any) -> frozenset[int]:
        """The records whose change makes this one worth reading anew."""
        raise NotImplementedError

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

    def set_source(self, source: Any) -> None:
        """Read from here from now on, beginning with the query in force."""
        self._set_source(source)
        self.reload()

    def _set_source(self, source: Any) -> None:
        self._source = source
        self._leaving = 0
        self._search.set_source(source)
        self._pages.set_source(source)
        self._reading.set_source(source)

    def leave_source(self) -> None:
        """Read from nowhere; the list is empty."""
        self._set_source(None)
        self.list.show_all(array("q"), [], (), place=-1, again=False)
        self.list.model.forget_past()
        self.list.show_count(0, "")
        self.record.show_nothing("")

    def set_writing(self, writing: Writing | None) -> None:
        """Change records through this from now on, and look anew at what it has changed."""
        self._writing = writing
        if writing is not None:
            writing.done.connect(self._refresh)

    @property
    def writing(self) -> Writing | None:
        """What records are changed through; None: there is no base."""
        return self._writing

    def set_documents_desk(self, desk: "DocumentsDesk | None") -> None:
        """Work with the documents of records through this from now on; None: there is no base."""
        self.record.set_documents_desk(desk)
        if desk is not None:
            desk.failed.connect(self._tell)

    @Slot(object)
    def _refresh(self, done: Done) -> None:
        """Something was done: the list may be another one, and the record, if it was touched, is."""
        self.list.model.forget_rows()
        self.search(self._query)
        record = self.record.record
        if record is None and self._undone and self._undone in (done.touched or ()):
            self._read_record(self._undone)  # it is there again
        elif self._coming:
            self._read_record(self._coming)  # it may have been read before what was done
        elif record is not None and (done.touched is None or done.touched & self.mentioned(record)):
            self._undone = record.id if done.kind == UNDO else 0
            self._read_record(record.id)

    @property
    def _coming(self) -> int:
        """The record that is going to be shown instead of the one that is; 0 for none."""
        return self._reading.wanted

    def keep_form(self) -> None:
        """A form for something new was opened: the record that is still on its way does not take the place from it."""
        self._behind = self._coming

    def keep_place(self, leaving: int) -> None:
        """A record, and those chosen after it, are about to leave the list: the next one that stays will be the current
        one, once an answer comes in which it is gone.
        """
        self._leaving = leaving

    def search(self, query: str) -> None:
        """List the records of ``query``; a search still running is stopped."""
        self._query = query
        self._after_search = None
        self._refused = False
        self._find(query)

    def _find(self, query: str) -> None:
        self._search.start(query, self.list.view, self.list.current)

    @Slot()
    def reload(self) -> None:
        """Ask for everything in sight again: something in the base has changed."""
        self.list.model.forget_rows()
        self.search(self._query)
        record = self.record.record
        wanted = self._coming or (record.id if record is not None else 0)
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
        brought = place >= 0
        if not brought:
            # Another one may have been chosen since: it is the one that counts, too.
            current = self.list.current
            place = found.place if current == found.kept else place_of(current, found.ids)
        # An answer from before it left says nothing about who comes after it.
        gone = bool(self._leaving) and place_of(self._leaving, found.ids) < 0
        after_gone = place_after(self._leaving, self.list.model.ids, found.ids) if gone else -1
        self.list.show_count(len(found.ids), found.noun)
        if not asked:
            self.list.show_listed(found.query)
        self.list.show_empty(self.nothing_found() if asked else "", begin=asked and not self._query)
        self.list.show_all(found.ids, found.rows, found.words, place=place, again=again)
        if brought:
            self.list.show_current()
        self._all_found(found)
        if not self.list.current and after_gone >= 0:
            self.list.go_to(after_gone)
        if gone:
            self._leaving = 0
        if not self.list.current and not (again and self._outside):
            self._nothing_chosen()
        after, self._after_search = self._after_search, None
        if after is not None:
            after()

    def _all_found(self, found: Found) -> None:
        """For what else a subclass shows of a query."""

    def _nothing_chosen(self) -> None:
        self._reading.stop()
        self.shown.emit("")
        self.record.show_nothing(self.choose_one() if self.list.model.rowCount() else "")

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
    def _read_record(self, number: int) -> None:
        self._outside = number if number != self.list.current else 0
        if number != self._behind:
            self._behind = 0
        self._reading.read(number)

    @Slot(object)
    def _show_record(self, record: Any) -> None:
        behind, self._behind = record.id == self._behind, 0
        self.record.show_record(record, behind=behind)
        self.shown.emit(record.title)
        if behind:
            self._opening = 0
        elif record.id == self._opening:
            self._go_into_record()

    @Slot(object)
    def _record_failed(self, error: Exception) -> None:
        if isinstance(error, NotFound):
            self.record.show_nothing(str(error))
        else:
            self.failed.emit(str(error))

    @Slot(object)
    def _show_history(self, history: History) -> None:
        self.record.show_history(history.record, history.entries)

    @Slot(object)
    def _return_to(self, earlier: "Earlier") -> None:
        if self.record.record is not None and self._writing is not None:
            return_to(self._writing, self.record.record.id, earlier)

    @Slot(object)
    def show_one(self, number: int) -> None:
        """Show a record; the list follows if it is in it."""
        place = self.list.model.place_of(number)
        if place >= 0:
            self.list.go_to(place)
        else:
            self._read_record(number)

    def open_one(self, number: int) -> None:
        """Show a record and go into it, as soon as it has been read."""
        self._opening = number
        self.show_one(number)
        self.splitter.show_record()
        shown = self.record.record
        if shown is not None and shown.id == number:
            self._go_into_record()

    def _go_into_record(self) -> None:
        self._opening = 0
        self.record.take_focus()

    @Slot(object)
    def read_again(self, number: int) -> None:
        """Read the record that is shown anew: a field of it was saved or refused. If one has gone on to another
        meanwhile, that one.
        """
        self._read_record(self._coming or number)

    def show_record_place(self) -> None:
        """Where there is room for one only, let the record's place be that one."""
        self.splitter.show_record()

    def into_list(self) -> None:
        """Put the focus on what is shown: the list, on its first record if none is current, or another view of it.

        Who types faster than the base answers means the records that are still to come.
        """
        if self.list.focus_view():
            return
        if self.idle and not self.list.model.rowCount():
            return
        self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.idle:
            self.list.ensure_current()
        else:
            self._after_search = self.list.ensure_current

    def show_where_one_is(self) -> None:
        """Whoever came by a key into rows of which none is current is on the first one, and sees it: at once, or when
        the rows come, if they are still there.
        """
        if self.focusWidget() is not self.list.table:
            return
        if self.idle:
            self.list.ensure_current()
        else:
            self._after_search = self._show_where_they_stayed

    def _show_where_they_stayed(self) -> None:
        if self.window().focusWidget() is self.list.table:
            self.list.ensure_current()

    @Slot()
    def open_found(self) -> None:
        """Open the first record found; what cannot be answered has found none, whatever still stands in the list."""
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
        """Go from the record to the list, or to what stands in its place."""
        if self.splitter.narrow:
            self.splitter.show_list()
            # Once the list has its size again.
            QTimer.singleShot(0, self.list.show_current)
        if self.list.focus_view():
            return
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
            self.splitter.set_narrow(narrow, record=self.in_record and self.record.record is not None)

    @Slot()
    def copy_name(self) -> None:
        """Put the name of the record shown on the clipboard."""
        if self.record.record is not None:
            QGuiApplication.clipboard().setText(self.record.record.title)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What is shown takes it. Not as its proxy: Tab would go straight to that, past what stands before it."""
        if not self.list.focus_view():
            self.list.table.setFocus(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc returns: from the record to the list, from the list to the search field."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.in_record:
            self.back()
        else:
            self.left.emit()
