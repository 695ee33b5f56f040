"""The bar on top: what it says, and its button."""

import pytest

from ui.desktop.top_bar import TopBar


@pytest.fixture
def bar(qtbot, theme, icons):
    bar = TopBar(theme, icons)
    qtbot.addWidget(bar)
    bar.resize(1000, 56)
    bar.show()
    return bar


def test_what_is_wrong_with_the_query_goes_before_other_trouble(bar):
    bar.show_trouble("No se pudo hacer el respaldo.")
    bar.show_problem("No hay un campo «ciuda».")
    assert bar._problem.text() == "No hay un campo «ciuda»."
    bar.show_problem("")
    assert bar._problem.text() == "No se pudo hacer el respaldo."
    bar.show_trouble("")
    assert not bar._problem.isVisible()


@pytest.mark.parametrize(
    ("state", "text", "look"),
    [
        ("none", "Nuevo contacto", "primary"),
        ("shown", "Nuevo contacto", ""),
        ("aside", "Continuar borrador", "primary"),
    ],
)
def test_its_button_begins_a_contact_or_goes_on_with_one(bar, state, text, look):
    bar.show_form(state)
    assert bar.new.text() == text
    assert bar.new.property("look") == look
