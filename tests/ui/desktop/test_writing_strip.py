"""The strip over the window while the base is changed for long: when it comes, what it tells, and stopping."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from crm.base import Base, open_base
from crm.card_writer import CardWriter
from crm.cards import Card
from crm.errors import Cancelled, UserError
from crm.texts import mark_plural
from crm.trash import TRASH_TITLE, trash
from ui.desktop.lanes import Lanes
from ui.desktop.long_jobs import Rows
from ui.desktop.window import MainWindow
from ui.desktop.writing import Writing
from ui.desktop.writing_strip import WAIT_MS, WritingStrip

MANY = 6_000
NEW = mark_plural("Nuevo contacto", "{n} contactos nuevos")


@pytest.fixture
def base(tmp_path: Path, new_base: Callable[[Path], Path]) -> Iterator[Base]:
    new_base(tmp_path / "base.vinculo")
    with open_base(tmp_path / "base.vinculo", actor="ana") as base:
        yield base


@pytest.fixture
def writing(base: Base, lanes: Lanes) -> Iterator[Writing]:
    writing = Writing(base, lanes.writer)
    yield writing
    lanes.close()


@pytest.fixture
def strip(qtbot: QtBot, writing: Writing) -> WritingStrip:
    window = QWidget()
    window.resize(1280, 720)
    qtbot.addWidget(window)
    strip = WritingStrip(window)
    strip.watch(writing)
    strip.follow(200)
    window.show()
    return strip


def in_trash(base: Base) -> int:
    with base.read() as session:
        found = session.connection().exec_driver_sql(
            "SELECT count(*) FROM record WHERE trashed_by IS NOT NULL"
        )
        return int(found.scalar_one())


def test_what_takes_long_comes_up_with_its_title_and_goes_when_it_is_done(
    writing: Writing, strip: WritingStrip, qtbot: QtBot
):
    go_on = threading.Event()
    writing.run(NEW, lambda _session: go_on.wait(), n=3)
    qtbot.waitUntil(strip.isVisible)
    assert strip.strip.isVisible()
    assert strip.strip.title == "3 contactos nuevos"
    assert strip.geometry().center().x() == pytest.approx(200 + (1280 - 200) / 2, abs=1)
    go_on.set()
    qtbot.waitUntil(strip.isHidden)


def test_what_is_done_soon_passes_without_it(writing: Writing, strip: WritingStrip, qtbot: QtBot):
    with qtbot.waitSignal(writing.ended):
        writing.run(NEW, lambda _session: None, n=1)
    with qtbot.assertNotEmitted(strip.appeared, wait=2 * WAIT_MS):
        pass


def test_its_button_takes_back_the_whole(base: Base, writing: Writing, strip: WritingStrip, qtbot: QtBot):
    with base.write(NEW, n=MANY) as session:
        ids = CardWriter(session).add([Card("person", given_names=f"Ana {n}") for n in range(MANY)])
    go_on = threading.Event()
    told = []
    writing.went_on.connect(told.append)
    writing.done.connect(lambda _done: pytest.fail("it was done"))

    def job(session: Session) -> None:
        go_on.wait()
        trash(session, ids)

    writing.run(TRASH_TITLE, job, n=MANY)
    qtbot.waitUntil(strip.isVisible)
    qtbot.mouseClick(strip.strip.button, Qt.MouseButton.LeftButton)
    assert strip.strip.text.text() == "Cancelando…"
    with qtbot.waitSignal(writing.failed) as failed:
        go_on.set()
    assert isinstance(failed.args[0], Cancelled)
    assert str(failed.args[0]) == "Se canceló; no cambió nada."
    assert strip.isHidden()
    assert in_trash(base) == 0


def test_rows_are_told_as_they_are_done_and_undone(
    base: Base, writing: Writing, strip: WritingStrip, qtbot: QtBot
):
    with base.write(NEW, n=MANY) as session:
        ids = CardWriter(session).add([Card("person", given_names=f"Ana {n}") for n in range(MANY)])
    texts: list[str] = []
    writing.went_on.connect(lambda _rows: texts.append(strip.strip.text.text()))
    with qtbot.waitSignal(writing.done):
        writing.run(TRASH_TITLE, lambda session: trash(session, ids), n=MANY)
    assert any(text.endswith(" de 6,000") for text in texts)
    texts.clear()
    with qtbot.waitSignal(writing.done):
        writing.undo()
    assert any(text.endswith(" de 6,000") for text in texts)
    assert in_trash(base) == 0


def test_a_base_that_is_left_takes_its_strip_along(writing: Writing, strip: WritingStrip, qtbot: QtBot):
    go_on = threading.Event()
    writing.run(NEW, lambda _session: go_on.wait(), n=3)
    qtbot.waitUntil(strip.isVisible)
    strip.watch(None)
    assert strip.isHidden()
    go_on.set()
    with qtbot.waitSignal(writing.ended):
        pass


def test_where_one_sees_it_already_the_strip_stays_away_until_one_goes_elsewhere(
    writing: Writing, strip: WritingStrip, qtbot: QtBot
):
    seen = [True]
    strip._told_elsewhere = lambda: seen[0]
    strip.begin("Importando 3 contactos")
    strip.appear()
    strip.tell(Rows(1, 3))
    assert strip.isHidden()
    seen[0] = False
    strip.tell(Rows(2, 3))
    assert strip.isVisible()
    seen[0] = True
    strip.tell(Rows(3, 3))
    assert strip.isHidden()


def test_before_anybody_knows_of_how_many_no_number_is_told(writing: Writing, strip: WritingStrip):
    strip.begin("Deshacer")
    strip.tell(Rows(0, None))
    assert strip.strip.text.text() == ""
    strip.tell(Rows(1, 3))
    assert strip.strip.text.text() == "1 de 3"


@pytest.fixture
def busy(qtbot: QtBot, window: MainWindow, writing: Writing) -> Iterator[threading.Event]:
    window.show_desk(actor="Jimena", demo=True)
    window.set_writing(writing)
    go_on = threading.Event()
    writing.run(NEW, lambda _session: go_on.wait(), n=3)
    qtbot.waitUntil(lambda: writing.running == "3 contactos nuevos")
    yield go_on
    go_on.set()
    qtbot.waitUntil(lambda: not writing.running)


def test_a_window_that_is_closed_meanwhile_says_so_and_closes_at_the_end(
    window: MainWindow, busy: threading.Event, qtbot: QtBot
):
    window.close()
    assert window.isVisible()
    assert window.writing_strip.isVisible()
    assert window.writing_strip.strip.title == "Vínculo se cerrará al terminar"
    busy.set()
    qtbot.waitUntil(window.isHidden)


def test_one_may_think_better_of_closing(
    window: MainWindow, busy: threading.Event, writing: Writing, qtbot: QtBot
):
    window.close()
    qtbot.mouseClick(window.writing_strip.stay_button, Qt.MouseButton.LeftButton)
    assert window.writing_strip.strip.title == "3 contactos nuevos"
    with qtbot.waitSignal(writing.ended):
        busy.set()
    with qtbot.assertNotEmitted(window.closing, wait=120):
        pass
    assert window.isVisible()


def test_what_could_not_be_done_keeps_the_window_open_to_say_why(
    window: MainWindow, writing: Writing, qtbot: QtBot
):
    window.show_desk(actor="Jimena", demo=True)
    window.set_writing(writing)
    go_on = threading.Event()

    def job(_session: Session) -> None:
        go_on.wait()
        raise UserError("No se pudo.")

    writing.run(NEW, job, n=3)
    qtbot.waitUntil(lambda: bool(writing.running))
    window.close()
    with qtbot.waitSignal(writing.failed):
        go_on.set()
    with qtbot.assertNotEmitted(window.closing, wait=120):
        pass
    assert window.undo_bar.sentence == "No se pudo."
