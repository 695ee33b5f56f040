"""The search field on top is the one of the place one is in."""

import subprocess
import sys
from pathlib import Path

import pytest

from crm.errors import QueryError
from ui.desktop.capture_follow_ups import SampleFollowUps
from ui.desktop.capture_samples import SampleSource
from ui.desktop.window import MainWindow

ROOT = Path(__file__).parents[3]


@pytest.fixture
def desk(window, qtbot) -> MainWindow:
    window.show_desk(actor="ana", demo=False)
    window.contacts.set_source(SampleSource())
    window.go_to("seguimientos")
    window.work.follow_ups.page.set_source(SampleFollowUps())
    qtbot.waitUntil(lambda: window.work.follow_ups.page.list.model.rowCount() > 0)
    return window


def test_what_is_typed_is_asked_of_the_place_one_is_in(desk, qtbot):
    page = desk.work.follow_ups.page
    desk.top.search.set_query("carteles")
    qtbot.waitUntil(lambda: page.list.model.total == 2)
    assert desk.contacts.query == ""
    desk.go_to("contactos")
    assert desk.top.search.query == ""
    desk.top.search.set_query("unam")
    qtbot.waitUntil(lambda: desk.contacts.listed == "unam")
    assert page.query == "carteles"
    desk.go_to("seguimientos")
    assert desk.top.search.query == "carteles"


def test_the_field_says_what_it_searches(desk):
    assert desk.top.search.editor.accessibleName() == "Buscar seguimientos"
    desk.go_to("contactos")
    assert desk.top.search.editor.accessibleName() == "Buscar contactos"


def test_where_there_is_no_list_contacts_are_searched(desk, qtbot):
    desk.go_to("administracion")
    assert desk.top.search.editor.accessibleName() == "Buscar contactos"
    desk.top.search.set_query("unam")
    assert desk.rail.buttons[1].isChecked()
    qtbot.waitUntil(lambda: desk.contacts.listed == "unam")


def test_what_one_place_cannot_answer_is_no_news_in_another(desk):
    desk.go_to("contactos")
    desk.work.follow_ups.page.refused.emit(QueryError("No se entiende.", 0, 3))
    desk.work.follow_ups.page.failed.emit("No se puede leer.")
    assert desk.top.sentence == ""
    desk.contacts.failed.emit("No se puede leer.")
    assert desk.top.sentence == "No se puede leer."


def test_all_contacts_of_the_palette_are_listed_in_contactos(desk, qtbot):
    desk.palette_opener.all_wanted.emit("unam")
    assert desk.rail.buttons[1].isChecked()
    qtbot.waitUntil(lambda: desk.contacts.listed == "unam")
    assert desk.work.follow_ups.page.query == "estado:abierto"


def test_ctrl_f_stays_in_the_place(desk):
    desk._actions["search"].trigger()
    assert desk.rail.buttons[5].isChecked()
    assert desk.top.search.editor.hasFocus()


def test_the_pages_of_places_need_no_database_to_be_drawn():
    code = (
        "import sys, ui.desktop.day.page, ui.desktop.follow_ups.work;"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'sqlalchemy', 'babel', 'dateutil'}))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "[]"
