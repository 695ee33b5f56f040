"""A menu that begins to be read as soon as it opens."""

import pytest
from PySide6 import QtGui
from PySide6.QtCore import Qt

from ui.desktop.spoken_menu import SpokenMenu


@pytest.fixture
def menu(qtbot):
    menu = SpokenMenu()
    menu.setWindowFlags(Qt.WindowType.Widget)  # without a display, nothing can grab the keys as a menu does
    qtbot.addWidget(menu)
    menu.addAction("Nombre").setEnabled(False)
    menu.addSeparator()
    menu.addAction("Ciudad")
    menu.addAction("País")
    return menu


@pytest.mark.parametrize("listened", [True, False])
def test_its_first_line_is_marked_when_somebody_listens(qtbot, menu, monkeypatch, listened):
    class Listening:
        """Stands for QAccessible, which nothing makes active but a screen reader."""

        @staticmethod
        def isActive() -> bool:  # noqa: N802 - as Qt calls it
            return listened

    monkeypatch.setattr(QtGui, "QAccessible", Listening)
    menu.show()
    if listened:
        qtbot.waitUntil(lambda: menu.activeAction() is not None)
        assert menu.activeAction().text() == "Ciudad"
    else:
        qtbot.wait(20)
        assert menu.activeAction() is None
    menu.close()
