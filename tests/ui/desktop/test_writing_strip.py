"""The strip over the window while the base is changed for long: when it comes, what it tells, and stopping."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from crm.base import Base, create_base, open_base
from crm.card_writer import CardWriter
from crm.cards import Card
from crm.errors import Cancelled
from crm.texts import mark_plural
from crm.trash import TRASH_TITLE, trash
from ui.desktop.lanes import Lanes
from ui.desktop.writing import Writing
from ui.desktop.writing_strip import WAIT_MS, WritingStrip

MANY = 6_000
NEW = mark_plural("Nuevo contacto", "{n} contactos nuevos")


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Base]:
    create_base(tmp_path / "base.vinculo")
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
