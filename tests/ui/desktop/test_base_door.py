"""The way into a base: none yet, one that is made, one that cannot be opened, another one."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from crm.base import create_base
from crm.clock import Clock
from ui.desktop.base_door import DEMO_NAME, BaseDoor
from ui.desktop.notices import NoticePage, TaskPage


class Opened(QObject):
    """What came through a door, closed at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.bases = []

    def take(self, opened) -> None:
        self.bases.append(opened)


@pytest.fixture
def door(window, lanes, theme, icons, tmp_path):
    """A door to a base that is not there yet; what it opens is in ``door.came``."""

    def make(path: Path = tmp_path / "base.vinculo", *, throw_away: bool = False) -> BaseDoor:
        door = BaseDoor(window, lanes.writer, theme, icons, path, Clock(), throw_away=throw_away)
        opened.append(Opened())
        door.came = opened[-1].bases
        door.opened.connect(opened[-1].take)
        return door

    opened: list[Opened] = []
    yield make
    for one in opened:
        for came in one.bases:
            came.base.close()


def page(window):
    return window._whole.currentWidget()


def test_where_there_is_no_base_it_says_how_to_begin(window, door):
    door().offer_first_start()
    assert isinstance(page(window), NoticePage)
    assert len(page(window).buttons) == 3


def test_an_empty_base_is_made_where_it_was_said(qtbot, window, door, tmp_path):
    one = door(tmp_path / "datos" / "base.vinculo")
    one.offer_first_start()
    page(window).buttons[0].click()
    assert isinstance(page(window), TaskPage)
    qtbot.waitUntil(lambda: len(one.came) == 1, timeout=20_000)
    assert one.came[0].path == tmp_path / "datos" / "base.vinculo"
    assert not one.came[0].demo


def test_a_demo_that_is_cancelled_leaves_nothing(qtbot, window, door, lanes, tmp_path):
    one = door()
    one.offer_first_start()
    page(window).buttons[1].click()
    page(window).buttons[0].click()
    assert len(page(window).buttons) == 3
    done = []
    lanes.writer.submit(lambda _ticket: None, done.append)
    qtbot.waitUntil(lambda: len(done) == 1, timeout=20_000)
    assert not (tmp_path / DEMO_NAME).exists()
    assert not one.came


def test_a_throw_away_base_that_is_cancelled_ends_the_program(qtbot, window, door, tmp_path):
    one = door(throw_away=True)
    one.make(tmp_path / DEMO_NAME, demo=True)
    with qtbot.waitSignal(one.given_up):
        page(window).buttons[0].click()


def test_why_a_base_cannot_be_opened_is_said_and_it_can_be_tried_again(qtbot, window, door, tmp_path):
    path = tmp_path / "base.vinculo"
    path.write_bytes(b"SQLite format 3\0" + b"basura" * 1000)
    one = door(path)
    one.open()
    qtbot.waitUntil(lambda: isinstance(page(window), NoticePage), timeout=20_000)
    assert page(window).sentence.plain_text.startswith("«base.vinculo»")
    path.unlink()
    page(window).buttons[0].click()
    assert len(page(window).buttons) == 3
    create_base(path)
    one.open()
    qtbot.waitUntil(lambda: len(one.came) == 1, timeout=20_000)


def test_before_another_base_the_one_that_is_open_is_left(qtbot, door, tmp_path):
    create_base(tmp_path / "otra.vinculo")
    one = door(throw_away=True)
    with qtbot.waitSignal(one.leaving):
        one.open_other(str(tmp_path / "otra.vinculo"))
    assert not one.throw_away
    qtbot.waitUntil(lambda: len(one.came) == 1, timeout=20_000)
    assert one.path == tmp_path / "otra.vinculo"


def test_who_chose_a_file_that_is_no_base_goes_back_to_the_base_that_was_left(qtbot, window, door, tmp_path):
    create_base(tmp_path / "base.vinculo")
    (tmp_path / "notas.vinculo").write_text("no es una base", "utf-8")
    one = door()
    one.open()
    qtbot.waitUntil(lambda: len(one.came) == 1, timeout=20_000)
    one.came[0].base.close()  # as who hears that it is left does
    one.open_other(str(tmp_path / "notas.vinculo"))
    qtbot.waitUntil(lambda: isinstance(page(window), NoticePage), timeout=20_000)
    words = [button.text() for button in page(window).buttons]
    assert words[:2] == ["Volver a «base.vinculo»", "Intentar de nuevo"]
    assert [button.property("look") for button in page(window).buttons].count("primary") == 1
    page(window).buttons[0].click()
    qtbot.waitUntil(lambda: len(one.came) == 2, timeout=20_000)
    assert one.path == tmp_path / "base.vinculo"


def test_the_dialog_for_another_base_is_gone_when_it_is_closed(qtbot, window, door):
    door().ask_for_base()
    dialog = window.findChild(QFileDialog)
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()


def test_a_new_base_is_made_and_the_one_that_is_open_is_left(qtbot, window, door, tmp_path):
    create_base(tmp_path / "base.vinculo")
    one = door()
    with qtbot.waitSignal(one.leaving):
        one.make_other(str(tmp_path / "otra.vinculo"))
    qtbot.waitUntil(lambda: len(one.came) == 1, timeout=20_000)
    assert one.path == one.came[0].path == tmp_path / "otra.vinculo"


def test_a_new_base_is_never_made_over_one_that_is_there(qtbot, window, door, tmp_path):
    path = tmp_path / "otra.vinculo"
    path.write_bytes(b"algo")
    one = door()
    with qtbot.assertNotEmitted(one.leaving), qtbot.waitSignal(one.refused) as refused:
        one.make_other(str(path))
    assert refused.args[0].startswith("«otra.vinculo» ya existe y no se tocó.")
    assert path.read_bytes() == b"algo"


def test_who_gives_up_a_new_base_is_back_in_the_one_that_was_open(qtbot, window, door, tmp_path):
    create_base(tmp_path / "base.vinculo")
    one = door()
    one.open_demo()
    page(window).buttons[0].click()
    qtbot.waitUntil(lambda: len(one.came) == 1, timeout=20_000)
    assert one.came[0].path == tmp_path / "base.vinculo"
    assert not (tmp_path / DEMO_NAME).exists()


def test_a_base_to_keep_after_a_throw_away_one_is_kept(qtbot, window, door, tmp_path):
    create_base(tmp_path / "base.vinculo")
    one = door(throw_away=True)
    one.open()
    qtbot.waitUntil(lambda: len(one.came) == 1, timeout=20_000)
    assert one.throw_away
    one.make_other(str(tmp_path / "otra.vinculo"))
    qtbot.waitUntil(lambda: len(one.came) == 2, timeout=20_000)
    assert not one.throw_away


def test_where_a_new_base_goes_is_asked_without_offering_to_write_over_one(qtbot, window, door):
    door().ask_for_new()
    dialog = window.findChild(QFileDialog)
    assert dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    assert dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
