"""The bar on top: what it says, and its button."""

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

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
    assert bar.sentence == "No hay un campo «ciuda»."
    bar.show_problem("")
    assert bar.sentence == "No se pudo hacer el respaldo."
    bar.show_trouble("")
    assert not bar._problem.isVisible()


def test_a_long_sentence_stands_whole_below_the_field(qtbot, theme, icons):
    host, bar = QWidget(), TopBar(theme, icons)
    qtbot.addWidget(host)
    column = QVBoxLayout(host)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(bar)
    column.addWidget(QWidget(), 1)
    host.resize(700, 400)
    host.show()
    low = bar.height()
    assert low == 56
    bar.show_problem(
        "«i» no es un valor de «tipo»; los valores son persona, institución, club, federación, " * 3
    )
    text = bar._problem.text
    qtbot.waitUntil(lambda: text.height() >= text.heightForWidth(text.width()) > 40)
    assert text.mapTo(bar, text.rect().topLeft()).y() >= bar.search.geometry().bottom()
    bar.show_problem("")
    qtbot.waitUntil(lambda: bar.height() == low)


def test_who_is_still_typing_is_told_after_a_pause_only(qtbot, bar):
    bar.show_unfinished("Falta el valor de «ciudad».")
    assert not bar._problem.isVisible()
    bar.show_problem("")
    assert not bar._pause.isActive()
    bar.show_unfinished("Falta el valor de «ciudad».")
    qtbot.waitUntil(bar._problem.isVisible)
    bar.show_unfinished("Falta cerrar las comillas.")
    assert bar.sentence == "Falta cerrar las comillas."


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
