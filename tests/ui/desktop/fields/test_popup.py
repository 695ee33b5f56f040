"""The suggestions below a field, as a screen reader meets them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from crm.contact_values import Reference
from ui.desktop import fonts
from ui.desktop.fields import popup
from ui.desktop.fields.picker import Picker, RecordPicker


@pytest.fixture
def said(monkeypatch):
    """What a screen reader was given to say."""
    said: list[str] = []
    monkeypatch.setattr(popup, "announce", lambda _widget, sentence: said.append(sentence))
    return said


@pytest.fixture
def picker(form, kit):
    return form(Picker("Institución", kit, "organization"))


def test_suggestions_are_said_as_they_come_and_as_they_are_gone_through(qtbot, picker, said):
    qtbot.keyClicks(picker.line, "unam")
    qtbot.waitUntil(picker.popup.isVisible)
    assert said == ["3 sugerencias. Centro de Estudios Mexicanos UNAM Tucson, Tucson, Estados Unidos, 1 de 3"]
    qtbot.keyClick(picker.line, Qt.Key.Key_Up)
    assert said[1:] == ["Crear la institución «unam», Ctrl+Intro, 3 de 3"]


def test_an_assistive_tool_writes_and_chooses(qtbot, picker):
    written = QAccessible.queryAccessibleInterface(picker.line).editableTextInterface()
    written.insertText(0, "unam")
    qtbot.waitUntil(picker.popup.isVisible)
    rows = QAccessible.queryAccessibleInterface(picker.popup.view)
    assert rows.role() == QAccessible.Role.List
    assert rows.text(QAccessible.Text.Name) == "Coincidencias"
    row = rows.child(1)
    assert row.role() == QAccessible.Role.ListItem
    assert row.text(QAccessible.Text.Name).startswith("UNAM Chicago")
    with qtbot.waitSignal(picker.picked) as picked:
        row.actionInterface().doAction(row.actionInterface().actionNames()[0])
    assert picked.args == [Reference(4, "UNAM Chicago")]
    assert not picker.popup.isVisible()


def test_it_is_as_wide_as_its_names_though_the_field_is_narrow(qtbot, picker):
    picker.window().resize(900, 600)
    picker.setFixedWidth(160)
    qtbot.keyClicks(picker.line, "unam")
    qtbot.waitUntil(picker.popup.isVisible)
    names = [row.text for row in picker.popup.view.model().rows]
    assert picker.popup.width() > max(fonts.metrics().horizontalAdvance(name) for name in names) + 40
    assert picker.popup.geometry().right() < picker.window().width()


def test_records_of_every_kind_stand_under_the_heads_of_their_groups(qtbot, form, kit, said):
    picker = form(RecordPicker("Ligado a", kit))
    qtbot.keyClicks(picker.line, "unam")
    qtbot.waitUntil(picker.popup.isVisible)
    heads = [row.head for row in picker.popup.rows]
    assert [head for head in heads if head] == ["Instituciones", "Actividades"]
    with_head, *_rest, last = (popup.height_of(row) for row in picker.popup.rows)
    assert (with_head, last) == (popup.TWO_LINES + popup.HEAD, popup.TWO_LINES + popup.HEAD)
    assert said[0].startswith("3 sugerencias. Instituciones, ")
    qtbot.keyClick(picker.line, Qt.Key.Key_Up)
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    assert (picker.read().id, picker.read().kind) == (81, "activity")
