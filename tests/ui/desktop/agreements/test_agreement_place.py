"""Convenios as a place of the window: its keys, its search, its button, what opens there from elsewhere."""

import pytest
from PySide6.QtCore import Qt

from crm import contacts
from crm.cards import Card
from crm.clock import Clock
from crm.contact_values import Reference
from ui.desktop.application import Desktop
from ui.desktop.contacts.agreements_sheet import AgreementsSheet
from ui.desktop.places import ACTIVITIES, AGREEMENTS, FOLLOW_UPS

Key = Qt.Key


@pytest.fixture
def club(office_base):
    """An institution with no agreement."""
    with office_base.write("Prueba") as session:
        return contacts.create(session, Card("organization", official_name="Club Chinampa"))


@pytest.fixture
def desktop(qtbot, qapp, settings, office_base, kept, club):
    """The program on the base, in the place."""
    assert kept.signed
    assert club
    settings.theme = "claro"
    path = office_base.path
    office_base.close()
    desktop = Desktop(qapp, settings, path, throw_away=False, clock=Clock())
    desktop.start()
    lanes = desktop.lanes

    def idle():
        return all(lane.idle for lane in (lanes.reader, lanes.writer, lanes.counter))

    desktop.idle = lambda: qtbot.waitUntil(idle, timeout=20_000)
    qtbot.waitUntil(lambda: desktop._base is not None, timeout=20_000)
    desktop.idle()
    yield desktop
    desktop.window.close()
    desktop.window.deleteLater()
    desktop._theme.deleteLater()
    desktop.deleteLater()


def page_of(desktop):
    return desktop.window.work.parts.works[AGREEMENTS].page


def test_its_keys_go_there_and_what_it_makes_is_offered(qtbot, desktop):
    window = desktop.window
    qtbot.keyClick(window, Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    desktop.idle()
    assert window.place == AGREEMENTS
    assert window.top.new.text().strip() == "Nuevo convenio"
    assert window.top.search.editor.placeholderText() == "Buscar o filtrar convenios"
    assert page_of(desktop).list.model.total == 5


def test_a_mention_of_one_opens_it(desktop, kept):
    desktop.window.opener.open_record(Reference(kept.signed, "ADECE", "agreement"))
    desktop.idle()
    assert desktop.window.place == AGREEMENTS
    assert page_of(desktop).record.record.id == kept.signed


def test_an_activity_and_a_follow_up_are_begun_about_it(desktop, kept):
    window = desktop.window
    window.opener.open_record(Reference(kept.signed, "ADECE", "agreement"))
    desktop.idle()
    head = page_of(desktop).record.view.head
    head.activity_button.click()
    desktop.idle()
    assert window.place == ACTIVITIES
    form = window.work.activities.desk.form
    assert [one.id for one in form.fields["links"].read()] == [kept.signed]
    window.go_to(AGREEMENTS)
    head.follow_up_wanted.emit()
    desktop.idle()
    assert window.place == FOLLOW_UPS
    form = window.work.follow_ups.desk.form
    assert [one.id for one in form.fields["about"].read()] == [kept.signed]


def palette(desktop, text):
    """The commands of the palette that are found by a text."""
    return [command for command in desktop.window._commands() if command.title.startswith(text)]


def begun_with(desktop):
    """The institutions that stand in the form of a new agreement."""
    desktop.idle()
    assert desktop.window.place == AGREEMENTS
    form = desktop.window.work.parts.works[AGREEMENTS].desk.form
    return [party.organization.name for party in form.fields["parties"].read()]


def test_a_new_one_is_begun_with_the_institution_that_is_shown(desktop, club):
    """From its record and from the palette, which says with whom."""
    window = desktop.window
    window.opener.open_record(Reference(club, "", "organization"))
    desktop.idle()
    window.contacts.record.view.open_tab("convenios")
    window.contacts.record.view.findChild(AgreementsSheet).new_button.click()
    assert begun_with(desktop) == ["Club Chinampa"]
    window.go_to("contactos")
    (command,) = palette(desktop, "Nuevo convenio")
    assert command.title == "Nuevo convenio con Club Chinampa"
    command.action.trigger()
    assert begun_with(desktop) == ["Club Chinampa"]


def test_without_an_institution_a_new_one_is_with_nobody_yet(desktop):
    (command,) = palette(desktop, "Nuevo convenio")
    assert command.title == "Nuevo convenio"
    command.action.trigger()
    assert begun_with(desktop) == []
