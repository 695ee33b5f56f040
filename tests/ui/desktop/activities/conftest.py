"""Actividades in the window, on a base with a club, its people and one meeting."""

import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from crm import activities, activity_kinds, contacts, labels
from crm.activity_values import NewActivity, Participant, When
from crm.base import open_base
from crm.cards import Card, Post
from crm.clock import Clock
from crm.contact_values import Reference
from crm.query import parse
from crm.query_run import ids
from ui.desktop.writing import Writing

TODAY = datetime.date(2025, 10, 6)
MEETING = "Reunión de septiembre"


@pytest.fixture
def base(tmp_path, stocked_base):
    path = tmp_path / "base.vinculo"
    stocked_base(path)
    with open_base(path, actor="ana", clock=Clock.fixed(TODAY)) as base:
        with base.write("Altas") as session:
            contacts.create(session, Card("organization", official_name="Club de Prueba"))
            post = (Post("Club de Prueba", "Vocal"),)
            rosa = contacts.create(
                session, Card("person", given_names="Rosa", first_surname="Campos", posts=post)
            )
            luz = contacts.create(
                session, Card("person", given_names="Luz", first_surname="Prieto", posts=post)
            )
            kind = activity_kinds.find(session, "reunión").id
            labels.add_to_group(session, [rosa, luz], "Red Prueba", today=TODAY)
            who = (Participant(Reference(rosa, "", "person"), post=None, state="asistió"),)
            new = NewActivity(kind, MEETING, When("2025-09-24"), "realizada", participants=who)
            activities.create(session, new, today=TODAY)
        yield base


@pytest.fixture
def work(qtbot, base, window, lanes):
    """Actividades on that base."""
    writing = Writing(base, lanes.writer, window)
    window.show_desk(actor="ana", demo=False)
    window.set_writing(writing)
    window.work.set_base(base, writing)
    window.go_to("actividades")
    work = window.work.activities
    idle = (lanes.reader, lanes.writer, lanes.counter, lanes.long_reader)

    def settle():
        qtbot.waitUntil(lambda: all(lane.idle for lane in idle))

    work.settle = settle
    settle()
    yield work
    settle()
    window.work.set_base(None, None)
    settle()


@pytest.fixture
def press(qtbot):
    """Press a key where the focus is."""

    def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
        qtbot.keyClick(QApplication.focusWidget(), key, modifiers)

    return press


@pytest.fixture
def type_text(qtbot):
    """Type where the focus is."""
    return lambda text: qtbot.keyClicks(QApplication.focusWidget(), text)


@pytest.fixture
def found(base):
    """The ids of what a query finds."""

    def found(query):
        with base.read() as session:
            return list(ids(session, parse(query, TODAY)))

    return found
