"""How large everything is drawn."""

import os
import sys

import pytest
from PySide6.QtCore import QByteArray

from ui.desktop import text_size
from ui.desktop.window import MainWindow


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    monkeypatch.delenv("QT_SCALE_FACTOR", raising=False)
    monkeypatch.setattr(text_size, "_given", None)
    yield
    os.environ.pop("QT_SCALE_FACTOR", None)


@pytest.mark.parametrize(
    ("percent", "given", "factor"),
    [(100, None, None), (125, None, "1.25"), (150, "2", "3"), (100, "2", "2"), (110, "ancho", "1.1")],
)
def test_the_size_multiplies_what_the_environment_asks_for(monkeypatch, percent, given, factor):
    monkeypatch.setattr(text_size, "_given", given)
    text_size.apply(percent)
    assert os.environ.get("QT_SCALE_FACTOR") == factor


def test_a_program_started_again_does_not_multiply_twice():
    text_size.apply(150)
    program, arguments = text_size.restart_command()
    assert program == sys.executable
    assert arguments == sys.orig_argv[1:]
    assert "QT_SCALE_FACTOR" not in os.environ


@pytest.mark.parametrize("maximised", [True, False])
def test_a_geometry_of_another_size_of_text_keeps_the_window_whole_and_on_the_screen(
    theme, icons, lanes, settings, maximised
):
    settings.geometry = QByteArray(b"of another size of text")
    settings.maximised = maximised
    window = MainWindow(theme, icons, lanes, settings)
    room = window.screen().availableSize()
    assert window.isMaximized() == maximised
    assert window.width() <= room.width()
    assert window.height() <= room.height()
    window.show()
    window.close()
    assert settings.maximised == maximised
    window.deleteLater()
