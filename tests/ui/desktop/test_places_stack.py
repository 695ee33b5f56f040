"""The pages of the places."""

import pytest
from PySide6.QtWidgets import QWidget

from ui.desktop.notices import NoticePage
from ui.desktop.places_stack import PlacesStack


@pytest.fixture
def stack(qtbot, theme, icons):
    stack = PlacesStack(theme, icons)
    qtbot.addWidget(stack)
    return stack


def test_a_place_not_built_yet_says_what_will_live_there(stack):
    stack.go_to("red-consular")
    page = stack.currentWidget()
    assert isinstance(page, NoticePage)
    assert "Aquí estará el mapa" in page.sentence.plain_text
    assert "Todavía no está en esta versión." in page.sentence.plain_text


def test_a_page_is_made_once_and_one_is_told_whether_one_was_there(stack):
    page = QWidget()
    stack.add("contactos", page)
    assert not stack.go_to("convenios")
    made = stack.currentWidget()
    assert stack.go_to("convenios")
    assert not stack.go_to("contactos")
    assert stack.currentWidget() is page
    stack.go_to("convenios")
    assert stack.currentWidget() is made


def test_it_knows_the_places(stack):
    assert stack.has("convenios")
    assert not stack.has("otro")
    assert not stack.is_made("convenios")
