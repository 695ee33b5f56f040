"""A calendar of the pictures' days, and one of a base."""

import pytest

from crm import activities, activity_kinds, follow_ups
from crm.activity_values import NewActivity, When
from crm.base import open_base
from crm.clock import Clock
from crm.follow_up_values import NewFollowUp
from ui.desktop.calendar.pane import CalendarPane
from ui.desktop.calendar.source import BaseCalendar
from ui.desktop.capture_calendar import TODAY, SampleCalendar
from ui.desktop.spoken_menu import SpokenMenu
from ui.desktop.writing import Writing


@pytest.fixture
def settled(qtbot, lanes):
    """Wait until everything asked for has come back."""
    return lambda: qtbot.waitUntil(lambda: lanes.reader.idle and lanes.writer.idle)


@pytest.fixture
def pane(qtbot, theme, icons, lanes, settings):
    pane = CalendarPane(lanes.reader, theme, icons, settings)
    qtbot.addWidget(pane)
    pane.resize(820, 840)
    pane.show()
    pane.activateWindow()
    return pane


@pytest.fixture(autouse=True)
def no_grab(monkeypatch):
    """A menu that drops down takes the keyboard of the screen, and here there is none."""
    monkeypatch.setattr(SpokenMenu, "popup", lambda _menu, _place: None)


@pytest.fixture
def sample(pane, settled):
    pane.set_source(SampleCalendar())
    settled()
    pane.month.setFocus()
    return pane


@pytest.fixture
def base(tmp_path, stocked_base):
    path = tmp_path / "base.vinculo"
    stocked_base(path)
    with open_base(path, actor="ana", clock=Clock.fixed(TODAY)) as base:
        yield base


@pytest.fixture
def working(pane, base, lanes, settled):
    """A calendar of a base with a meeting on the 8th and a follow-up due on the 9th."""
    with base.write("Alta") as session:
        kind = activity_kinds.find(session, "reunión").id
        new = NewActivity(kind, "Con clubes", When("2025-10-08", "10:00"))
        pane.meeting = activities.create(session, new, today=TODAY)
        pane.due = follow_ups.create(session, NewFollowUp("Enviar", "Ana", "2025-10-09"))
    writing = Writing(base, lanes.writer)
    pane.set_source(BaseCalendar(base))
    pane.set_writing(writing)
    pane.writing = writing
    settled()
    return pane
