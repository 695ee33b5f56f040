"""A day of work leaves nothing behind: records, palettes and panels opened and closed 500 times.

What is made once and kept (a panel, a tab) is made while warming up; after that nothing may be added: no widget, no
object of Qt's or ours, no thread. Python's own memory is counted in blocks, that of Qt and SQLite in bytes in use.
"""

import gc
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, SignalInstance
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from crm.clock import Clock
from crm.demo.building import build_demo
from tests.ui.desktop.native_memory import in_use
from ui.desktop.application import Desktop
from ui.desktop.lanes import Lane

WARMING = 33
"""Three times through all panels, and through more records than are opened later."""
RECORDS = 25
CONTACTS = 2_545
PATIENCE_S = 20.0
BLOCKS_A_ROUND = 5
"""Of Python's memory; a record that is kept is some dozens."""
BYTES_A_ROUND = 1_000
"""Of the C library's; Qt and PySide leave half of it themselves, a widget that is kept is thousands."""
TABLE_BYTES = 64 * 1024
"""A table of somebody's that doubled."""


class Office:
    """The program on a base of demonstration, and what one does there all day."""

    def __init__(self, desktop: Desktop) -> None:
        self._desktop = desktop
        self.window = desktop.window
        self._panels: list[Callable[[], None]] = [
            self.importing,
            self.exporting,
            self.trash,
            self.settings,
            self.about,
            self.manual,
            self.shortcuts,
            self.new_person,
            self.tagging,
            self.editing,
            self.searching,
        ]

    @property
    def lanes(self) -> tuple[Lane, ...]:
        lanes = self._desktop.lanes
        return lanes.writer, lanes.reader, lanes.long_reader, lanes.counter, lanes.pictures

    def settle(self) -> None:
        """Wait until nothing is asked of the base any more, and what was given up is gone."""
        until = time.monotonic() + PATIENCE_S
        for lane in self.lanes:
            while not lane.idle:
                assert time.monotonic() < until
                QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def rounds(self, numbers: range) -> "Held":
        """Go through these rounds, and back to the first record; what is held then."""
        for number in numbers:
            self.record(number)
            self.palette(number)
            self._panels[number % len(self._panels)]()
        self.record(0)
        return Held(self._desktop)

    def record(self, number: int) -> None:
        page = self.window.contacts
        page.list.go_to(number % RECORDS)
        page.open_record()
        self.settle()
        assert page.record.record is not None
        if number % 5 == 0:
            page.record.open_tab("historial")
            self.settle()
            page.record.open_tab("ficha")
        page.back()

    def palette(self, number: int) -> None:
        self.window.open_palette()
        palette = self.window.palette_opener.panel
        assert palette.isVisible()
        QTest.keyClicks(palette.field, ("gar", "uni", "importar", "zx")[number % 4])
        self.settle()
        QTest.keyClick(palette.field, Qt.Key.Key_Escape)
        assert not palette.isVisible()

    def importing(self) -> None:
        self._panel("importar")

    def exporting(self) -> None:
        self._panel("exportar")

    def trash(self) -> None:
        self._panel("papelera")

    def settings(self) -> None:
        self._panel("ajustes")

    def about(self) -> None:
        self._panel("acerca")

    def _panel(self, section: str) -> None:
        self.window.go_to("administracion")
        administration = self.window.beside.administration
        administration.open(section)
        self.settle()
        assert administration.section == section
        administration.go_home()
        self.window.go_to("contactos")

    def manual(self) -> None:
        self.window.beside.open_manual()
        self.settle()
        self.window.beside.leave_manual()

    def shortcuts(self) -> None:
        self.window.beside.open_shortcuts()
        overlay = self.window.beside.shortcuts
        assert overlay is not None
        assert overlay.isVisible()
        QTest.keyClick(overlay, Qt.Key.Key_Escape)
        assert not overlay.isVisible()

    def new_person(self) -> None:
        desk = self.window.new.contact_desk
        assert desk is not None
        desk.new("person")
        form = desk.form
        assert form is not None
        QTest.keyClicks(QApplication.focusWidget(), "Marisol")
        form.discarded.emit()
        self.settle()
        assert desk.form is None

    def tagging(self) -> None:
        contacts = self.window.contacts
        contacts.into_list()
        contacts.selection.ask_for_tag()
        self.settle()
        popup = contacts.selection.popup
        assert popup is not None
        assert popup.isVisible()
        QTest.keyClick(popup.field, Qt.Key.Key_Escape)
        assert not popup.isVisible()

    def editing(self) -> None:
        places = self.window.contacts.record.view.places
        places[-1].open()
        assert places[-1].field is not None
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
        self.settle()
        assert all(place.field is None for place in self.window.contacts.record.view.places)

    def searching(self) -> None:
        search = self.window.top.search
        search.select_all()
        QTest.keyClicks(search.editor, "universidad")
        self.settle()
        search.clear()
        self.settle()
        assert self.window.contacts.list.model.rowCount() == CONTACTS


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demostracion.vinculo"
    build_demo(path)
    return path


@pytest.fixture
def office(qtbot, qapp, theme, settings, demo: Path) -> Iterator[Office]:
    settings.theme = "claro"
    desktop = Desktop(qapp, settings, demo, throw_away=False, clock=Clock())
    desktop.start()
    qtbot.waitUntil(lambda: desktop.window.writing is not None, timeout=20_000)
    desktop.window.activateWindow()
    office = Office(desktop)
    office.settle()
    yield office
    desktop.window.close()
    desktop.window.deleteLater()
    desktop._theme.deleteLater()
    desktop.deleteLater()


class Held:
    """What the process holds at a moment."""

    def __init__(self, desktop: Desktop) -> None:
        assert desktop._base is not None
        self.widgets = Counter(type(widget).__name__ for widget in QApplication.allWidgets())
        gc.collect()
        # Of those that Qt made by itself Python only knows what it has met.
        self.objects = Counter(
            type(held).__name__ for held in gc.get_objects() if isinstance(held, QObject) and isValid(held)
        )
        self.threads = sorted(thread.name for thread in threading.enumerate())
        self.blocks = sys.getallocatedblocks()
        self.bytes = in_use(desktop._base)


@pytest.mark.parametrize("rounds", [44, pytest.param(500, marks=pytest.mark.slow)])
def test_records_palettes_and_panels_leave_nothing_behind(office: Office, rounds: int):
    first = office.rounds(range(WARMING))
    middle = office.rounds(range(rounds // 2))
    last = office.rounds(range(rounds // 2, rounds))
    assert last.widgets - first.widgets == Counter()
    assert last.objects - first.objects == Counter()
    assert last.threads == first.threads
    assert last.blocks - middle.blocks < BLOCKS_A_ROUND * rounds // 2
    assert last.bytes - middle.bytes < TABLE_BYTES + BYTES_A_ROUND * rounds // 2


def test_no_lane_calls_a_widget_or_emits_a_signal(office: Office):
    called, watched = set(), set()

    def note(frame: FrameType, event: str, function: object) -> None:
        watched.add(threading.current_thread().name)
        owner = getattr(function, "__self__", None) if event == "c_call" else None
        if isinstance(owner, QObject | SignalInstance):
            called.add(f"{function} in {frame.f_code.co_qualname}")

    for lane in office.lanes:
        lane.submit(lambda _ticket: sys.setprofile(note), lambda _nothing: None)
    office.rounds(range(11))
    assert len(watched) >= 4
    assert called == set()
