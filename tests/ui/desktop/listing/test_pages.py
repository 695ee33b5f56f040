"""The rows that are fetched as one scrolls."""

import pytest

from crm.contact_list import ContactRow
from crm.errors import BaseProblem
from ui.desktop.capture_samples import SampleSource
from ui.desktop.contacts.page import ContactsPage
from ui.desktop.listing.model import NAME


@pytest.fixture
def page(qtbot, theme, icons, lanes):
    page = ContactsPage(lanes.reader, theme, icons)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    return page


@pytest.fixture
def settled(qtbot, lanes):
    """Wait until everything asked for has come back."""
    return lambda: qtbot.waitUntil(lambda: lanes.reader.idle)


def many(total: int) -> list[ContactRow]:
    return [ContactRow(n, "person", "", "", f"Persona {n}", "") for n in range(1, total + 1)]


def test_rows_out_of_sight_are_fetched_when_one_goes_there(page, settled):
    page.set_source(SampleSource(many(5000)))
    settled()
    page.list.go_to(4000)
    page.list.table.viewport().repaint()
    settled()
    assert page.list.table.currentIndex().data() == "Persona 4001"


def test_pages_passed_by_quickly_are_not_fetched(page, settled):
    fetched = []

    class Watched(SampleSource):
        def rows(self, ids, view):
            fetched.append(ids[0])
            return super().rows(ids, view)

    page.set_source(Watched(many(20_000)))
    settled()
    fetched.clear()
    bar = page.list.table.verticalScrollBar()
    for place in range(0, bar.maximum(), bar.maximum() // 50):
        bar.setValue(place)
        page.list.table.viewport().repaint()
    bar.setValue(bar.maximum())
    page.list.table.viewport().repaint()
    settled()
    assert page.list.model.row(19_999) is not None
    assert len(fetched) <= 4


def test_rows_that_cannot_be_read_are_told_and_asked_for_again(qtbot, page, settled):
    class Broken(SampleSource):
        broken = True

        def rows(self, ids, view):
            if self.broken and len(ids) and ids[0] > 1000:
                raise BaseProblem("La base no se puede leer.")
            return super().rows(ids, view)

    source = Broken(many(5000))
    page.set_source(source)
    settled()
    with qtbot.waitSignal(page.failed) as failed:
        page.list.go_to(4000)
        page.list.table.viewport().repaint()
    assert failed.args == ["La base no se puede leer."]
    settled()
    source.broken = False
    page.list.table.viewport().repaint()
    settled()
    assert page.list.model.index(4000, NAME).data() == "Persona 4001"
