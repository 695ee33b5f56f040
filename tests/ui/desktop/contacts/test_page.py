"""The list and the record together, and what goes between them and the base."""

import threading
import time
from array import array
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication

from crm.contact_list import ContactRow
from crm.errors import NotFound, QueryError
from ui.desktop.capture_samples import RECORD, ROWS, SampleSource
from ui.desktop.contacts.page import ContactsPage
from ui.desktop.listing.model import NAME

STALL_S = 0.050


@pytest.fixture
def page(qtbot, theme, icons, lanes):
    page = ContactsPage(lanes.reader, theme, icons)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    page.activateWindow()
    return page


@pytest.fixture
def settled(qtbot, lanes):
    """Wait until everything asked for has come back."""

    def wait():
        qtbot.waitUntil(lambda: lanes.reader.idle)

    return wait


def names(page) -> list[str]:
    model = page.list.model
    return [model.index(number, NAME).data() for number in range(model.rowCount())]


def count(page) -> str:
    return f"{page.list._number.text()} {page.list._noun.text()}"


def test_all_contacts_are_listed_at_first(page, settled):
    page.set_source(SampleSource())
    settled()
    assert page.list.model.rowCount() == len(ROWS)
    assert count(page) == "181 instituciones"


def test_a_search_lists_what_matches_and_counts_it(page, settled):
    page.set_source(SampleSource())
    page.search("estudios mex")
    settled()
    assert len(names(page)) == 5
    assert count(page) == "5 instituciones"
    assert page.list.table.delegate.words == ("estudios", "mex")


def test_the_current_contact_stays_current_if_it_is_among_those_found(page, settled):
    page.set_source(SampleSource())
    settled()
    page.show_one(6)
    settled()
    page.search("estudios")
    settled()
    assert page.list.current == 6
    assert page.list.table.currentIndex().data() == "Centro de Estudios México-Estados Unidos"
    assert page.record.record is not None


def test_the_record_goes_with_the_contact_that_is_not_found_any_more(page, settled):
    page.set_source(SampleSource())
    settled()
    page.show_one(6)
    settled()
    page.search("kennesaw")
    settled()
    assert page.list.current == 0
    assert page.record.record is None


def test_nothing_found_is_said_in_words(page, settled):
    page.set_source(SampleSource())
    page.search("zzz")
    settled()
    assert count(page) == "0 instituciones"
    assert "Ningún contacto coincide" in page.list._sentence.plain_text
    assert not page.list.table.isVisible()
    page.search("")
    settled()
    assert page.list.table.isVisible()


def test_an_empty_base_says_how_to_fill_it(page, settled):
    page.set_source(SampleSource(()))
    settled()
    assert "Todavía no hay contactos" in page.list._sentence.plain_text


class Various(SampleSource):
    """Every contact has a record of its own."""

    def record(self, contact):
        return replace(RECORD, id=contact)


class Strict(SampleSource):
    """Understands no fields."""

    def first_rows(self, query, limit, view):
        if ":" in query:
            raise QueryError("No hay un campo «ciuda»; ¿quiso decir «ciudad»?")
        return super().first_rows(query, limit, view)


def test_a_query_that_is_not_understood_is_said_and_the_list_says_whose_it_is(qtbot, page, settled):
    page.set_source(Strict())
    settled()
    with qtbot.waitSignal(page.refused) as refused:
        page.search("ciuda:Toronto")
    assert str(refused.args[0]) == "No hay un campo «ciuda»; ¿quiso decir «ciudad»?"
    settled()
    assert page.list.model.rowCount() == len(ROWS)
    assert (page.query, page.listed) == ("ciuda:Toronto", "")
    assert count(page) == "181 instituciones · todos"
    page.search("unam")
    settled()
    page.search("unam ciuda:")
    settled()
    assert count(page) == "2 instituciones · búsqueda «unam»"
    page.search("unam")
    settled()
    assert count(page) == "2 instituciones"


def test_a_query_that_went_wrong_by_way_of_nobody_leaves_who_was_found_before_in_pale(qtbot, page, settled):
    page.set_source(Strict())
    settled()
    for query in ("unam", "unam ciudax"):
        page.search(query)
        settled()
    assert page.list.model.rowCount() == 0
    assert "Ningún contacto" in page.list._sentence.plain_text
    page.search("unam ciudax:Toronto")
    settled()
    assert count(page) == "2 instituciones · búsqueda «unam»"
    assert page.list.table.isVisibleTo(page)
    assert page.list.table.delegate.pale
    page.search("unam")
    settled()
    assert not page.list.table.delegate.pale


def test_rows_and_count_are_the_same_querys_though_a_wrong_one_came_between(qtbot, page, settled):
    """The first rows of a query stand there, its ids do not come any more: they are asked for again."""
    begun, go = threading.Event(), threading.Event()

    class Slow(Strict):
        def ids(self, query, view):
            if query == "unam" and not go.is_set():
                begun.set()
                go.wait()
            return super().ids(query, view)

        def first_rows(self, query, limit, view):
            return (
                super().first_rows(query, limit, view)
                if ":" in query
                else self.rows(super().ids(query, view), view)
            )

    page.set_source(Slow())
    settled()
    page.search("unam")
    qtbot.waitUntil(lambda: begun.is_set() and page.list.model.rowCount() == 2)
    page.search("unam ciuda:")
    go.set()
    settled()
    assert page.listed == "unam"
    assert page.list.model.rowCount() == 2
    assert count(page) == "2 instituciones · búsqueda «unam»"


def test_enter_opens_nothing_of_a_query_that_is_not_understood(page, settled):
    page.set_source(Strict())
    settled()
    page.search("ciuda:Toronto")
    settled()
    page.open_found()
    settled()
    assert page.list.current == 0
    page.search("kennesaw")
    page.open_found()
    settled()
    assert page.list.current == 2


def test_what_changes_is_seen_though_the_query_is_not_understood(page, settled):
    source = Strict()
    page.set_source(source)
    page.search("ciuda:Toronto")
    settled()
    source._rows.popitem()
    page.reload()
    settled()
    assert page.list.model.rowCount() == len(ROWS) - 1


def test_a_contact_gone_meanwhile_is_said(page, settled):
    class Gone(SampleSource):
        def record(self, contact):
            raise NotFound("No hay ningún contacto con ese número.")

    page.set_source(Gone())
    settled()
    page.show_one(3)
    settled()
    assert page.record.record is None
    assert page.record.nothing.plain_text == "No hay ningún contacto con ese número."


def test_what_is_shown_is_read_again_and_the_list_stays_where_it_was(page, settled):
    many = [ContactRow(n, "person", "", "", f"Persona {n}", "") for n in range(1, 1001)]
    source = SampleSource(many)
    page.set_source(source)
    settled()
    page.list.table.verticalScrollBar().setValue(2400)
    source._rows[60] = ContactRow(60, "person", "", "", "Nombre nuevo", "")
    page.reload()
    settled()
    page.list.table.viewport().repaint()
    settled()
    assert page.list.model.index(59, NAME).data() == "Nombre nuevo"
    assert page.list.table.verticalScrollBar().value() == 2400


def test_another_query_begins_at_the_top(page, settled):
    page.set_source(
        SampleSource([ContactRow(n, "person", "", "", f"Persona {n}", "") for n in range(1, 1001)])
    )
    settled()
    page.list.table.verticalScrollBar().setValue(2400)
    page.search("persona")
    settled()
    assert page.list.table.verticalScrollBar().value() == 0


def test_enter_goes_into_the_record_and_esc_returns(qtbot, page, settled):
    page.set_source(SampleSource())
    settled()
    page.into_list()
    settled()
    assert page.list.current == 1
    qtbot.keyClick(page.list.table, Qt.Key.Key_Down)
    settled()
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    assert page.in_record
    qtbot.keyClick(page.record.focusWidget(), Qt.Key.Key_Escape)
    assert page.list.table.hasFocus()
    with qtbot.waitSignal(page.left):
        qtbot.keyClick(page.list.table, Qt.Key.Key_Escape)


def test_who_opens_a_record_by_keys_sees_where_the_focus_is(qtbot, page, settled):
    page.set_source(SampleSource())
    settled()
    page.into_list()
    settled()
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    ring = page.record.view._ring
    assert page.in_record
    assert ring.isVisible()
    assert ring.size() == page.record.view._body.size()
    qtbot.keyClick(page.record.focusWidget(), Qt.Key.Key_Escape)
    assert not ring.isVisible()


def test_the_focus_stays_in_the_record_when_another_one_comes(qtbot, page, settled):
    """Who opens a record faster than it is read is in the one before it."""
    page.set_source(Various())
    settled()
    page.into_list()
    settled()
    qtbot.keyClick(page.list.table, Qt.Key.Key_Down)
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    assert page.in_record
    settled()
    assert page.list.current == 2
    assert page.in_record
    assert page.record.view._ring.isVisible()


def test_home_and_end_go_to_the_ends(qtbot, page, settled):
    page.set_source(SampleSource())
    settled()
    page.into_list()
    qtbot.keyClick(page.list.table, Qt.Key.Key_End)
    assert page.list.table.currentIndex().row() == len(ROWS) - 1
    qtbot.keyClick(page.list.table, Qt.Key.Key_Home)
    assert page.list.table.currentIndex().row() == 0
    settled()


def test_where_there_is_room_for_one_the_record_takes_the_lists_place(qtbot, page, settled):
    page.set_source(SampleSource())
    settled()
    page.set_narrow(True)
    assert page.list.isVisible()
    assert not page.record.isVisible()
    page.into_list()
    settled()
    page.open_record()
    assert page.record.isVisible()
    assert not page.list.isVisible()
    page.record.view.head._back.click()
    assert page.list.isVisible()
    page.set_narrow(False)
    assert page.record.isVisible()
    assert not page.record.view.head._back.isVisible()


def test_who_comes_back_to_the_list_sees_the_contact_one_was_at(qtbot, page, settled):
    """The window became lower while the record had the list's place."""
    page.set_source(Various([ContactRow(n, "person", "", "", f"Persona {n}", "") for n in range(1, 1001)]))
    settled()
    page.resize(900, 1000)
    page.set_narrow(True)
    page.list.go_to(600)
    page.open_record()  # before the record has been read
    settled()
    assert page.in_record
    page.resize(900, 400)
    settled()
    table = page.list.table
    qtbot.keyClick(page.record.focusWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: table.height() < 400)
    qtbot.waitUntil(lambda: table.viewport().rect().contains(table.visualRect(table.currentIndex())))
    assert table.currentIndex().row() == 600


def test_a_contact_that_is_not_in_the_list_can_still_be_read(page, settled):
    page.set_source(SampleSource())
    page.search("kennesaw")
    settled()
    page.show_one(14)
    settled()
    assert page.record.record == RECORD


def test_a_contact_opened_before_the_list_is_there_is_the_lists_once_it_is(page, settled):
    page.set_source(SampleSource())
    page.open_one(RECORD.id)
    settled()
    assert page.list.current == RECORD.id
    assert page.record.record == RECORD


def test_a_contact_opened_while_the_list_is_searched_again_is_the_lists_then(page, settled):
    page.set_source(SampleSource())
    settled()
    page.list.forget_current()
    page.read_again(3)
    settled()
    page.search("")
    page.read_again(RECORD.id)
    settled()
    assert page.list.current == RECORD.id


def test_a_record_read_again_stays_when_the_list_is_searched_again(page, settled):
    page.set_source(SampleSource())
    settled()
    page.list.forget_current()
    page.read_again(RECORD.id)
    page.reload()
    settled()
    assert page.list.current == RECORD.id
    assert page.record.record == RECORD


def test_who_is_chosen_while_the_list_is_searched_again_stays_chosen(qtbot, page, settled):
    asked, go = threading.Event(), threading.Event()

    class Slow(Various):
        def ids(self, query, view):
            if asked.is_set():
                go.wait()
            return super().ids(query, view)

    page.set_source(Slow())
    settled()
    page.show_one(6)
    settled()
    asked.set()
    page.reload()
    page.show_one(RECORD.id)
    go.set()
    settled()
    assert page.list.current == RECORD.id
    assert page.record.record.id == RECORD.id


def test_who_is_chosen_while_the_one_shown_is_saved_comes(qtbot, page, settled):
    page.set_source(Various())
    settled()
    page.show_one(6)
    settled()
    page.show_one(RECORD.id)
    page.read_again(6)
    settled()
    assert page.record.record.id == RECORD.id


def test_who_was_in_a_record_that_goes_away_is_back_in_the_list(page, settled):
    page.set_source(SampleSource())
    settled()
    page.open_one(RECORD.id)
    settled()
    assert page.in_record
    page.record.show_nothing("Ya no está.")
    assert page.list.table.hasFocus()


def test_without_a_list_who_was_in_the_record_goes_to_the_search(qtbot, page, settled):
    page.set_source(SampleSource())
    settled()
    page.open_one(RECORD.id)
    settled()
    with qtbot.waitSignal(page.left):
        page.leave_source()


def test_the_name_can_be_copied(page, settled):
    page.set_source(SampleSource())
    settled()
    page.show_one(3)
    settled()
    page.copy_name()
    assert QGuiApplication.clipboard().text() == RECORD.title


def test_leaving_a_base_leaves_nothing_of_it_on_the_screen(page, settled):
    page.set_source(SampleSource())
    settled()
    page.show_one(3)
    settled()
    page.leave_source()
    assert page.list.model.rowCount() == 0
    assert page.record.record is None
    page.search("algo")
    settled()
    assert page.list.model.rowCount() == 0


class Watch(QObject):
    """How long the event loop was away, between two beats of a timer that never waits.

    What the machine gave to other programs meanwhile does not count: no more than the time this one worked.
    """

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = self._now()
        self.startTimer(0)

    @staticmethod
    def _now() -> tuple[float, float]:
        return time.perf_counter(), time.process_time()

    def timerEvent(self, event: QEvent) -> None:
        now = self._now()
        away = min(now[0] - self._last[0], now[1] - self._last[1])
        self.longest = max(self.longest, away)
        self._last = now


def test_the_window_never_waits_for_a_search(qtbot, page, settled):
    """A hundred thousand contacts, a search for each letter, jumps and records in between."""
    ids = array("q", range(1, 100_001))

    class Large(SampleSource):
        def ids(self, query, view):
            time.sleep(0.02)
            return ids[len(query) :]

        def first_rows(self, query, limit, view):
            return self.rows(ids[len(query) : len(query) + limit], view)

        def rows(self, wanted, view):
            return [ContactRow(n, "person", "", "", f"Persona {n}", "Institución") for n in wanted]

        def record(self, contact):
            return RECORD

    page.set_source(Large())
    settled()
    # The quietest of three: what else the machine does can only lengthen a stall.
    assert min(_longest_stall(page, settled) for _round in range(3)) <= STALL_S


def _longest_stall(page, settled):
    watch = Watch()
    for query in ("u", "un", "uni", "univ", "unive", "univer"):
        page.search(query)
        settled()
        page.list.go_to(50_000 + len(query))
        settled()
    page.search("")
    settled()
    assert page.list.model.rowCount() == 100_000
    watch.deleteLater()
    return watch.longest
