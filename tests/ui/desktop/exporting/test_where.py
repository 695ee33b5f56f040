"""The file that an export goes to, as it is read in its field."""

import pytest
from PySide6.QtWidgets import QPushButton

from ui.desktop.exporting.where import Where

LONG = "/home/jimena/Documentos/Unidad de Vinculación/Reportes trimestrales/Contactos 2025-10-06.xlsx"


@pytest.fixture
def where(qtbot, theme, icons):
    where = Where(icons)
    qtbot.addWidget(where)
    where.resize(420, 60)
    where.show()
    where.activateWindow()
    beside = where.findChild(QPushButton)
    beside.setFocus()
    qtbot.waitUntil(beside.hasFocus)
    return where


def test_a_long_path_loses_its_middle_and_keeps_the_name_of_the_file(where):
    where.line.setText(LONG)
    assert where.line.shown.startswith("/home/")
    assert where.line.shown.endswith("2025-10-06.xlsx")
    assert "…" in where.line.shown
    assert where.line.text() == LONG
    cut = where.line.grab().toImage()
    where.line.setText(LONG.replace("2025-10-06", "2025-10-07"))
    assert where.line.grab().toImage() != cut  # the end of it is drawn


def test_whoever_types_there_has_the_whole_path(qtbot, where):
    where.line.setText(LONG)
    where.line.setFocus()
    qtbot.waitUntil(where.line.hasFocus)
    assert where.line.shown == LONG


def test_a_short_path_is_read_whole(where):
    where.line.setText("Contactos.xlsx")
    assert where.line.shown == "Contactos.xlsx"
