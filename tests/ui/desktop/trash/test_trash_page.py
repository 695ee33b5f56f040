"""The trash as a page: what is in it, taking back by keys and by mouse, and undo."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm.base import Base, open_base
from crm.card_writer import CardWriter
from crm.cards import Card
from crm.errors import BaseProblem
from crm.trash import TRASH_TITLE, Trash, Trashed, trash
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lanes
from ui.desktop.theme import Theme
from ui.desktop.trash.page import TrashPage
from ui.desktop.writing import Writing

NAMES = ("Ana", "Beto", "Carla")


@pytest.fixture
def base(tmp_path: Path, new_base: Callable[[Path], Path]) -> Iterator[Base]:
    path = tmp_path / "base.vinculo"
    new_base(path)
    with open_base(path, actor="ana") as base:
        with base.write("Agregar") as session:
            ids = CardWriter(session).add([Card("person", given_names=name) for name in NAMES])
        with base.write(TRASH_TITLE, n=3) as session:
            trash(session, ids)
        yield base


@pytest.fixture
def writing(base: Base, lanes: Lanes) -> Writing:
    return Writing(base, lanes.writer)


@pytest.fixture
def page(lanes: Lanes, theme: Theme, icons: Icons, base: Base, writing: Writing) -> Iterator[TrashPage]:
    page = TrashPage(lanes, theme, icons)
    page.resize(900, 600)
    page.set_base(base)
    page.set_writing(writing)
    page.show()
    page.activateWindow()
    yield page
    lanes.close()
    page.close()
    page.deleteLater()


def names(page: TrashPage) -> list[str]:
    return [record.name for record in page.table.records.records]


def test_it_says_what_is_there(page, qtbot: QtBot):
    qtbot.waitUntil(lambda: names(page) == list(NAMES))
    row = [page.table.records.index(0, column).data() for column in range(4)]
    assert row == ["Ana", "Persona", "hoy", "ana"]
    assert "3 registros" in page.sentence.plain_text
    assert page.table.currentIndex().row() == 0
    assert page.button.isEnabled()


def test_enter_restores_and_undo_brings_them_back_here(page, writing, qtbot: QtBot):
    qtbot.waitUntil(lambda: names(page) == list(NAMES))
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(writing.done) as told:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert told.args[0].title_in_words == "2 contactos fuera de la papelera"
    qtbot.waitUntil(lambda: names(page) == ["Carla"])
    assert page.table.chosen == list(page.table.records.records)
    writing.undo()
    qtbot.waitUntil(lambda: names(page) == list(NAMES))


def test_when_the_last_one_is_out_it_says_how_they_come_here(page, qtbot: QtBot):
    qtbot.waitUntil(lambda: names(page) == list(NAMES))
    page.table.selectAll()
    page.button.click()
    qtbot.waitUntil(lambda: names(page) == [])
    assert "Supr" in page.sentence.plain_text
    assert page.table.isHidden()
    assert page.button.isHidden()


def test_more_than_can_be_shown_are_told(page):
    page.show_trash(Trash((Trashed(1, "person", "Ana", "hoy", "ana"),), 6_000))
    assert "6,000 registros" in page.sentence.plain_text
    assert page.sentence.plain_text.endswith("Se muestran los últimos 1.")


def test_it_is_read_only_while_it_is_looked_at(page, base, lanes, qtbot: QtBot):
    qtbot.waitUntil(lambda: names(page) == list(NAMES))
    page.hide()
    page.set_base(base)
    assert lanes.reader.idle
    page.show()
    qtbot.waitUntil(lambda: names(page) == list(NAMES))


def test_a_base_that_cannot_be_read_is_said(page, base, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    def refuse() -> None:
        raise BaseProblem("La base no se puede leer.")

    qtbot.waitUntil(lambda: names(page) == list(NAMES))
    monkeypatch.setattr(base, "read", refuse)
    page.set_base(base)
    qtbot.waitUntil(lambda: page.sentence.plain_text == "La base no se puede leer.")
