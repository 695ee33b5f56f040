"""The picker: searches as one types, keeps the focus, makes one on the spot."""

from threading import Event

import pytest
from PySide6.QtCore import Qt

from crm.contact_values import Reference
from crm.errors import QueryError
from ui.desktop.fields.picker import Picker


@pytest.fixture
def picker(form, kit):
    return form(Picker("Institución", kit, "organization"))


def find(qtbot, picker, text):
    qtbot.keyClicks(picker.line, text)
    qtbot.waitUntil(lambda: picker.popup.isVisible())


def test_it_finds_as_one_types_and_the_field_keeps_the_focus(qtbot, picker):
    find(qtbot, picker, "unam")
    assert [row.text for row in picker.popup.rows] == [
        "Centro de Estudios Mexicanos UNAM Tucson",
        "UNAM Chicago",
        "Crear la institución «unam»",
    ]
    assert picker.line.hasFocus()
    qtbot.keyClick(picker.line, Qt.Key.Key_Down)
    with qtbot.waitSignal(picker.picked) as picked:
        qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    assert picked.args == [Reference(4, "UNAM Chicago")]
    assert picker.read() == Reference(4, "UNAM Chicago")
    assert not picker.popup.isVisible()


@pytest.fixture
def answer(kit, monkeypatch):
    """The base answers when this is set, not before."""
    find, answer = kit.source.find, Event()

    def wait_and_find(*arguments):
        answer.wait()
        return find(*arguments)

    monkeypatch.setattr(kit.source, "find", wait_and_find, raising=False)
    yield answer
    answer.set()


def test_enter_before_the_answer_takes_the_first_match_when_it_comes(qtbot, picker, answer):
    qtbot.keyClicks(picker.line, "kennesaw")
    with qtbot.assertNotEmitted(picker.entered):
        qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    qtbot.keyClick(picker.line, Qt.Key.Key_Tab)
    assert picker.waits
    assert not picker.line.hasFocus()
    with qtbot.waitSignal(picker.settled):
        answer.set()
    assert picker.read().id == 2
    assert not picker.reason


def test_tab_before_the_answer_makes_nobody(qtbot, picker, answer):
    qtbot.keyClicks(picker.line, "Club Nuevo")
    qtbot.keyClick(picker.line, Qt.Key.Key_Tab)
    with qtbot.waitSignal(picker.settled):
        answer.set()
    assert picker.reason == "Elija a «Club Nuevo» de la lista, o créelo con Ctrl+Intro."


def test_enter_takes_what_is_found_for_all_that_is_typed(qtbot, picker):
    find(qtbot, picker, "unam")
    qtbot.keyClicks(picker.line, " chi")
    with qtbot.waitSignal(picker.settled):
        qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    assert picker.read() == Reference(4, "UNAM Chicago")


def test_esc_takes_nobody_after_all(qtbot, picker, answer):
    qtbot.keyClicks(picker.line, "kennesaw")
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    with qtbot.assertNotEmitted(picker.escaped):
        qtbot.keyClick(picker.line, Qt.Key.Key_Escape)
    answer.set()
    qtbot.waitUntil(lambda: picker.kit.lane.idle)
    assert picker.texts() == ("kennesaw", "", "")


def test_a_click_picks(qtbot, picker):
    find(qtbot, picker, "kennesaw")
    place = picker.popup.view.visualRect(picker.popup.view.model().index(0, 0)).center()
    qtbot.mouseClick(picker.popup.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert picker.read().name == "Universidad de Kennesaw"
    assert picker.line.hasFocus()


def test_tab_takes_the_first_match_and_goes_on(qtbot, picker):
    find(qtbot, picker, "kennesaw")
    qtbot.keyClick(picker.line, Qt.Key.Key_Tab)
    assert picker.read().id == 2
    assert not picker.line.hasFocus()


def test_one_is_made_on_the_spot_after_those_alike(qtbot, picker):
    find(qtbot, picker, "Club Nuevo")
    assert [row.action for row in picker.popup.rows] == [True]
    qtbot.keyClick(picker.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    made = picker.read()
    assert (made.id, made.name, made.kind) == (0, "Club Nuevo", "organization")
    assert picker.texts() == ("Club Nuevo", "0", "organization")


def test_typing_on_lets_go_of_who_was_picked(qtbot, picker):
    picker.write(Reference(4, "UNAM Chicago", "organization"))
    qtbot.keyClick(picker.line, Qt.Key.Key_End)
    qtbot.keyClicks(picker.line, "s")
    assert not picker.check()
    assert picker.reason == "Elija a «UNAM Chicagos» de la lista, o créelo con Ctrl+Intro."


def test_an_empty_one_is_nobody_unless_somebody_is_needed(form, kit):
    assert form(Picker("Institución", kit, "organization")).read() is None
    needed = Picker("Persona", kit, "person", required="Elija a la persona.")
    needed.setParent(None)
    assert not needed.check()
    assert needed.reason == "Elija a la persona."
    needed.deleteLater()


def test_esc_hides_the_list_first(qtbot, picker):
    find(qtbot, picker, "unam")
    with qtbot.assertNotEmitted(picker.escaped):
        qtbot.keyClick(picker.line, Qt.Key.Key_Escape)
    assert not picker.popup.isVisible()
    with qtbot.waitSignal(picker.escaped):
        qtbot.keyClick(picker.line, Qt.Key.Key_Escape)


def test_a_base_that_cannot_be_read_says_so(qtbot, form, kit, monkeypatch):
    def refuse(*_arguments):
        raise QueryError("La base no responde.")

    monkeypatch.setattr(kit.source, "find", refuse, raising=False)
    picker = form(Picker("Institución", kit, "organization"))
    qtbot.keyClicks(picker.line, "unam")
    qtbot.waitUntil(lambda: picker.reason == "La base no responde.")


def test_who_was_picked_can_be_put_back(qtbot, kit):
    picker, again = Picker("Institución", kit, ""), Picker("Institución", kit, "")
    for field in (picker, again):
        qtbot.addWidget(field)
    picker.write(Reference(4, "UNAM Chicago", "organization"))
    again.set_texts(picker.texts())
    assert again.read() == Reference(4, "UNAM Chicago")
    again.set_texts(("unam", "", ""))
    assert not again.check()
    assert again.reason == "«unam» no está elegido; tómelo de la lista."


def test_the_list_is_gone_with_its_field(qtbot, form, kit):
    picker = form(Picker("Institución", kit, "organization"))
    window = picker.window()
    find(qtbot, picker, "unam")
    popup = picker.popup
    with qtbot.waitSignal(popup.destroyed):
        picker.hide()
        picker.deleteLater()
    assert window.isVisible()
