"""Reading a record and its history."""

import threading

import pytest
from PySide6.QtCore import QObject

from crm.errors import NotFound
from ui.desktop.capture_samples import RECORD, SampleSource
from ui.desktop.listing.record_reading import RecordReading


@pytest.fixture
def reading(qtbot, lanes):
    """What it read is in ``records`` and ``histories``, what it could not in ``wrong``."""
    owner = QObject()
    reading = RecordReading(lanes.reader, owner)
    reading.owner = owner
    reading.records, reading.histories, reading.wrong = [], [], []
    reading.record_came.connect(reading.records.append)
    reading.history_came.connect(reading.histories.append)
    reading.failed.connect(reading.wrong.append)
    return reading


@pytest.fixture
def settled(qtbot, lanes):
    return lambda: qtbot.waitUntil(lambda: lanes.reader.idle)


def test_a_record_is_read(reading, settled):
    reading.set_source(SampleSource())
    reading.read(RECORD.id)
    assert reading.wanted == RECORD.id
    settled()
    assert reading.records == [RECORD]
    assert reading.wanted == 0


def test_a_newer_record_takes_the_place_of_an_older_one(qtbot, reading, settled):
    begun, go, read = threading.Event(), threading.Event(), []

    class Slow(SampleSource):
        def record(self, contact):
            read.append(contact)
            begun.set()
            go.wait()
            return super().record(contact)

    reading.set_source(Slow())
    reading.read(1)
    qtbot.waitUntil(begun.is_set)
    reading.read(2)
    reading.read(3)
    go.set()
    settled()
    assert read == [1, 3]
    assert len(reading.records) == 1


def test_a_long_history_comes_in_two_parts(reading, settled):
    class Long(SampleSource):
        def history(self, contact, limit):
            return tuple(range(limit))

    reading.set_source(Long())
    reading.read_history(3)
    settled()
    assert [(one.record, len(one.entries)) for one in reading.histories] == [(3, 50), (3, 2000)]


def test_what_is_gone_is_told(reading, settled):
    class Gone(SampleSource):
        def record(self, contact):
            raise NotFound("No hay ningún contacto con ese número.")

    reading.set_source(Gone())
    reading.read(3)
    settled()
    assert [str(error) for error in reading.wrong] == ["No hay ningún contacto con ese número."]


def test_nothing_comes_from_a_base_that_was_left(reading, settled):
    reading.set_source(SampleSource())
    reading.read(RECORD.id)
    reading.set_source(None)
    reading.read(RECORD.id)
    reading.read_history(RECORD.id)
    settled()
    assert reading.records == []
    assert reading.histories == []
