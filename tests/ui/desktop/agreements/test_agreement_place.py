"""Convenios as a place of the window: its keys, its search, its button, what opens there from elsewhere."""

import pytest
from PySide6.QtCore import Qt

from crm.clock import Clock
from crm.contact_values import Reference
from ui.desktop.application import Desktop
from ui.desktop.places import ACTIVITIES, AGREEMENTS, FOLLOW_UPS

Key = Qt.Key


@pytest.fixture
def desktop(qtbot, qapp, settings, office_base, kept):
    """The program on the base, in the place."""
    assert kept.signed
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
