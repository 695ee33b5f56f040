"""What another program does to the base that is open."""

import threading

import pytest
from PySide6.QtCore import QObject

from crm.base import open_base
from crm.cards import Card
from crm.contacts import create
from ui.desktop.base_opening import last_operation
from ui.desktop.base_watch import BaseWatch
from ui.desktop.writing import Done


@pytest.fixture
def base(tmp_path, new_base):
    new_base(tmp_path / "base.vinculo")
    with open_base(tmp_path / "base.vinculo") as base:
        yield base


@pytest.fixture
def watch(base, lanes):
    owner = QObject()
    watch = BaseWatch(lanes.reader, owner)
    watch.watch(base, 0)
    yield watch
    watch.leave()


def add(base) -> None:
    with base.write("Agregar contacto") as session:
        create(session, Card(kind="person", given_names="Ana", first_surname="Nueva"))


def settle(qtbot, lanes) -> None:
    qtbot.waitUntil(lambda: lanes.reader.idle)


def test_what_somebody_else_does_is_told_once(qtbot, watch, base, lanes):
    told = []
    watch.changed.connect(lambda: told.append(1))
    add(base)
    for _round in range(2):
        watch.look()
        settle(qtbot, lanes)
    assert told == [1]


def test_what_this_window_does_is_no_news(qtbot, watch, base, lanes):
    told = []
    watch.changed.connect(lambda: told.append(1))
    add(base)
    watch.know_of(Done(last_operation(base), "Agregar contacto", "edit", last=last_operation(base)))
    watch.look()
    settle(qtbot, lanes)
    assert told == []


def test_it_leaves_a_busy_lane_alone(qtbot, watch, lanes):
    go = threading.Event()
    done = []
    lanes.reader.submit(lambda _ticket: go.wait(), done.append)
    asked = len(lanes.reader._asked)
    watch.look()
    assert len(lanes.reader._asked) == asked
    go.set()
    settle(qtbot, lanes)


def test_a_base_that_was_left_is_not_told_of(qtbot, watch, base, lanes):
    told = []
    watch.changed.connect(lambda: told.append(1))
    add(base)
    watch.look()
    watch.leave()
    settle(qtbot, lanes)
    assert told == []
