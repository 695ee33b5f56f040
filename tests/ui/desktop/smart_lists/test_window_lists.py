"""The window around a contact: lists are saved from the search field, what a record asks for happens elsewhere."""

import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from crm import follow_ups, smart_lists
from crm.base import open_base
from crm.card_writer import CardWriter
from crm.cards import Card
from crm.clock import Clock
from crm.contact_values import Reference
from crm.follow_up_values import NewFollowUp
from ui.desktop.contacts.base_source import BaseSource
from ui.desktop.contacts.facets_source import BaseFacets
from ui.desktop.smart_lists.source import BaseSmartLists
from ui.desktop.writing import Writing

TODAY = datetime.date(2025, 10, 6)


@pytest.fixture
def base(tmp_path, new_base):
    new_base(tmp_path / "base.vinculo")
    with open_base(tmp_path / "base.vinculo", actor="ana", clock=Clock.fixed(TODAY)) as base:
        with base.write("Prueba") as session:
            cards = [Card("organization", official_name="Club Puebla", organization_kind="club")]
            (club,) = CardWriter(session).add(cards)
            follow_ups.create(session, NewFollowUp("Enviar temario", due="2025-10-09", links=(club,)))
            smart_lists.save(session, "Los clubes", "tipo:club", TODAY)
        yield base


@pytest.fixture
def settled(qtbot, lanes):
    def wait():
        for _again in range(4):
            qtbot.waitUntil(
                lambda: all(
                    lane.idle for lane in (lanes.writer, lanes.reader, lanes.counter, lanes.long_reader)
                )
            )
            QApplication.processEvents()

    return wait


@pytest.fixture
def desk(window, base, lanes, settled):
    """The window on the base, with the club's record shown."""
    window.show_desk(actor="Ana", demo=False)
    contacts = window.contacts
    contacts.facets.pane.set_source(BaseFacets(base, lanes.counter))
    contacts.smart.set_source(BaseSmartLists(base, lanes.counter))
    contacts.set_source(BaseSource(base, lanes.reader))
    writing = Writing(base, lanes.writer, window)
    window.set_writing(writing)
    window.work.set_base(base, writing)
    settled()
    contacts.list.go_to(0)
    settled()
    yield window
    window.work.set_base(None, None)
    window.set_writing(None)
    contacts.leave_source()


def test_what_is_searched_is_saved_from_the_field(qtbot, desk, settled):
    search = desk.top.search
    assert not search.save.isVisible()
    search.set_query("puebla")
    settled()
    assert search.save.isVisible()
    assert search.save.text() == "Guardar lista"
    search.save.click()
    popup = desk.contacts.smart.popup
    qtbot.keyClicks(popup.field, "Poblanos")
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    settled()
    assert not search.save.isVisible()
    assert [one.name for one in desk.contacts.smart.lists] == ["Los clubes", "Poblanos"]
    search.clear()
    settled()
    assert not search.save.isVisible()


def test_by_keys_and_only_where_contacts_are_searched(qtbot, desk, settled):
    desk.top.search.set_query("puebla")
    settled()
    qtbot.keyClick(
        desk, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    popup = desk.contacts.smart.popup
    assert popup.isVisible()
    popup.leave()
    desk.go_to("seguimientos")
    settled()
    assert not desk.top.search.save.isVisible()
    desk.go_to("contactos")
    assert desk.top.search.save.isVisible()


def test_what_the_field_does_not_show_is_not_offered_to_be_saved(desk, settled):
    desk.top.search.set_query("puebla")
    settled()
    desk.beside.open_import()
    assert desk.top.search.editor.toPlainText() == ""
    assert not desk.top.search.save.isVisible()
    desk.go_to("contactos")
    assert desk.top.search.query == "puebla"
    assert desk.top.search.save.isVisible()


def test_the_palette_goes_to_a_list_from_any_place(qtbot, desk, settled):
    desk.go_to("seguimientos")
    settled()
    desk.open_palette()
    panel = desk.palette_opener.panel
    lines = [panel.model.index(row).data() for row in range(panel.model.rowCount())]
    assert "Los clubes" in lines
    panel.list.clicked.emit(panel.model.index(lines.index("Los clubes")))
    settled()
    assert desk.contacts.isVisible()
    assert desk.top.search.query == "tipo:club"
    assert desk.contacts.query == "tipo:club"


def test_a_new_follow_up_begins_with_the_contact(desk, settled):
    desk.contacts.record.open_tab("seguimientos")
    settled()
    club = desk.contacts.record.record
    desk.contacts.record.view.follow_ups.new_button.click()
    settled()
    form = desk.work.follow_ups.desk.form
    assert form.isVisible()
    assert form.fields["about"].read() == (Reference(club.id, "Club Puebla", "organization"),)


def test_the_next_step_opens_where_follow_ups_are_worked_on(desk, settled):
    desk.contacts.record.view.next_step.sentence.click()
    settled()
    assert desk.work.follow_ups.page.isVisible()
    assert desk.work.follow_ups.page.record.record.title == "Enviar temario"


def test_what_comes_next_is_asked_over_its_line(qtbot, desk, settled):
    desk.contacts.record.open_tab("seguimientos")
    settled()
    item = desk.contacts.record.view.follow_ups.items[0]
    item.setFocus()
    qtbot.keyClick(item, Qt.Key.Key_S)
    settled()
    form = desk.work._next.form
    assert form.isVisible()
    assert form.what.read() == "Enviar temario"
