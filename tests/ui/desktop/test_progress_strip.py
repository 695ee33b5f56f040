"""The strip of long jobs."""

import pytest

from ui.desktop.progress_strip import ProgressStrip, remaining


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.4, "faltan 5 segundos"),
        (31, "faltan 30 segundos"),
        (60, "falta 1 minuto"),
        (61, "faltan 2 minutos"),
    ],
)
def test_the_time_that_remains_is_said_as_one_says_it(seconds, words):
    assert remaining(seconds if seconds > 5 else 5) == words


def test_it_tells_rows_and_when_it_knows_enough_the_time(qtbot, theme):
    clock = [0.0]
    strip = ProgressStrip(now=lambda: clock[0])
    qtbot.addWidget(strip)
    strip.begin("Importando 100 contactos")
    strip.tell(10, 100, "10 de 100 filas")
    assert strip.text.text() == "10 de 100 filas"
    clock[0] = 10.0
    strip.tell(20, 100, "20 de 100 filas")
    assert strip.text.text() == "20 de 100 filas · faltan 40 segundos"
    with qtbot.waitSignal(strip.cancelled):
        strip.button.click()
    strip.stopping()
    assert not strip.button.isEnabled()
    strip.end()
    assert not strip.isVisible()
