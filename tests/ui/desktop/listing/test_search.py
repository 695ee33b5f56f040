"""The search of the list: what comes, in which order, and what does not come any more."""

import threading
from array import array

import pytest
from PySide6.QtCore import QObject

from crm.errors import QueryError
from crm.list_columns import View
from ui.desktop.capture_samples import ROWS, SampleSource
from ui.desktop.listing.search import ListSearch, place_of

VIEW = View()


@pytest.fixture
def search(qtbot, lanes):
    """A search over the sample contacts; what it found is in ``search.came``, what failed in ``search.wrong``."""
    owner = QObject()
    search = ListSearch(lanes.reader, owner)
    search.owner = owner
    search.came, search.wrong = [], []
    search.found.connect(search.came.append)
    search.failed.connect(search.wrong.append)
    search.set_source(SampleSource())
    return search


@pytest.fixture
def settled(qtbot, lanes):
    return lambda: qtbot.waitUntil(lambda: lanes.reader.idle)


def test_the_first_rows_come_before_all_ids(search, settled):
    search.start("estudios", VIEW, 6)
    assert search.running
    settled()
    first, whole = search.came
    assert (first.whole, whole.whole) == (False, True)
    assert whole.query == "estudios"
    assert whole.ids[whole.place] == 6
    assert not search.running


def test_asked_again_it_brings_everything_at_once(search, settled):
    for _round in range(2):
        search.start("estudios", VIEW, 0)
        settled()
    assert [(found.whole, found.again) for found in search.came] == [
        (False, False),
        (True, False),
        (True, True),
    ]


def test_a_new_search_stops_the_one_that_runs(qtbot, search, settled):
    asked, go = [], threading.Event()

    class Slow(SampleSource):
        def ids(self, query, view):
            asked.append(query)
            if query == "u":
                go.wait()
            return super().ids(query, view)

    search.set_source(Slow())
    search.start("u", VIEW, 0)
    qtbot.waitUntil(lambda: "u" in asked)
    for query in ("un", "una", "unam"):
        search.start(query, VIEW, 0)
    go.set()
    settled()
    assert set(asked) == {"u", "unam"}
    assert [found.query for found in search.came if found.whole] == ["unam"]


def test_a_query_that_is_not_understood_fails_and_is_over(search, settled):
    class Strict(SampleSource):
        def first_rows(self, query, limit, view):
            raise QueryError("No hay un campo «ciuda».")

    search.set_source(Strict())
    search.start("ciuda:Toronto", VIEW, 0)
    settled()
    assert [(wrong.query, str(wrong.error)) for wrong in search.wrong] == [
        ("ciuda:Toronto", "No hay un campo «ciuda».")
    ]
    assert search.listed == ""
    assert not search.running


def test_without_a_base_nothing_is_searched(search, settled):
    search.start("", VIEW, 0)
    search.set_source(None)
    settled()
    search.start("", VIEW, 0)
    assert not search.running
    assert search.came == []


def test_the_place_of_a_contact_among_ids():
    ids = array("q", (row.id for row in ROWS))
    assert ids[place_of(ROWS[3].id, ids)] == ROWS[3].id
    assert place_of(-5, ids) == -1
