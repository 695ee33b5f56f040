"""The rail and the places."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QMenu

from ui.desktop.places import places
from ui.desktop.rail import NARROW, WIDE, Rail, initials


@pytest.fixture
def rail(qtbot, theme, icons):
    rail = Rail(places(), theme, icons, QMenu)
    qtbot.addWidget(rail)
    rail.show()
    return rail


def test_there_are_eight_places_each_with_its_key(rail):
    tips = [button.toolTip() for button in rail.buttons]
    assert [tip[-8:] for tip in tips] == [f"(Ctrl+{number})" for number in range(1, 9)]
    assert [button.accessibleName() for button in rail.buttons] == [
        "Mi día",
        "Contactos",
        "Red consular",
        "Actividades",
        "Convenios",
        "Seguimientos",
        "Programa e informes",
        "Administración",
    ]


def test_a_click_asks_for_a_place(qtbot, rail):
    with qtbot.waitSignal(rail.chosen) as chosen:
        qtbot.mouseClick(rail.buttons[4], Qt.MouseButton.LeftButton)
    assert chosen.args == ["convenios"]


def test_only_the_place_one_is_in_is_marked(rail):
    rail.show_place("convenios")
    rail.show_place("contactos")
    assert [button.place.code for button in rail.buttons if button.isChecked()] == ["contactos"]


def test_where_there_is_little_room_names_go_into_tooltips(rail):
    rail.set_wide(False)
    assert rail.width() == NARROW
    assert rail.buttons[1].toolTip() == "Contactos (Ctrl+2)"
    rail.set_wide(True)
    assert rail.width() == WIDE


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Dra. Valentina Rojas Ibáñez", "VR"),
        ("María de los Ángeles Soto", "MÁ"),
        ("jrobles", "J"),
        ("Lic.", "L"),
        ("", ""),
    ],
)
def test_initials_pass_over_treatments_and_particles(name, letters):
    assert initials(name) == letters


def test_a_click_on_the_place_one_is_in_asks_for_it_again(qtbot, rail):
    asked = []
    rail.chosen.connect(asked.append)
    for _time in range(2):
        qtbot.mouseClick(rail.buttons[4], Qt.MouseButton.LeftButton)
    assert asked == ["convenios", "convenios"]


def test_a_screen_reader_checks_one_of_eight(qtbot, rail):
    rail.show_place("contactos")
    asked = []
    rail.chosen.connect(asked.append)
    place = QAccessible.queryAccessibleInterface(rail.buttons[4])
    assert place.role() == QAccessible.Role.RadioButton
    place.actionInterface().doAction("Toggle")
    assert asked == ["convenios"]
    qtbot.mouseClick(rail.buttons[4], Qt.MouseButton.LeftButton)
    assert asked == ["convenios", "convenios"]
