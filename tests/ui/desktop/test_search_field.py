"""The search field: one line, whatever is typed or pasted."""

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QTextCharFormat
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ui.desktop.search_field import SearchField


@pytest.fixture
def field(qtbot, theme, icons):
    """The field before another one, in a window."""
    window = QWidget()
    row = QHBoxLayout(window)
    field = SearchField(theme, icons)
    after = QLineEdit()
    after.setObjectName("after")
    row.addWidget(field)
    row.addWidget(after)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    field.editor.setFocus()
    yield field
    window.close()


def test_each_change_is_told_without_the_spaces_around_it(qtbot, field):
    heard = []
    field.changed.connect(heard.append)
    qtbot.keyClicks(field.editor, " un ")
    assert heard == ["u", "un"]
    assert field.query == "un"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_asks_for_the_record_and_writes_nothing(qtbot, field, key):
    with qtbot.waitSignal(field.opened):
        qtbot.keyClick(field.editor, key)
    assert field.editor.toPlainText() == ""


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier])
def test_no_way_of_pressing_enter_makes_a_second_line(qtbot, field, modifier):
    qtbot.keyClicks(field.editor, "a")
    qtbot.keyClick(field.editor, Qt.Key.Key_Return, modifier)
    assert field.editor.toPlainText() == "a"


def test_tab_goes_on_to_the_next_control(qtbot, field):
    qtbot.keyClick(field.editor, Qt.Key.Key_Tab)
    assert field.editor.toPlainText() == ""
    assert not field.editor.hasFocus()


def test_pasted_lines_become_one(field):
    QGuiApplication.clipboard().setText("uno\ndos\r\ntres\tcuatro\u2028cinco")
    field.editor.paste()
    assert field.editor.toPlainText() == "uno dos tres cuatro cinco"


def test_a_file_or_a_picture_is_not_pasted(field):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/etc/passwd")])
    assert not field.editor.canInsertFromMimeData(data)


def test_a_second_line_set_from_outside_becomes_a_space(field):
    field.editor.setPlainText("uno\ndos")
    assert field.editor.toPlainText() == "uno dos"
    assert field.query == "uno dos"


def test_names_of_fields_are_muted_and_values_are_not(field, theme):
    field.set_query('tipo:club -pais:MX "no:es campo" palabra')
    formats = field.editor.document().firstBlock().layout().formats()
    muted = {(item.start, item.length): item.format.foreground().color().name().upper() for item in formats}
    assert muted == {(0, 5): theme.tokens.muted, (10, 6): theme.tokens.muted}


def test_esc_empties_the_field_and_then_leaves_it(qtbot, field):
    field.set_query("algo")
    with qtbot.assertNotEmitted(field.escaped):
        qtbot.keyClick(field.editor, Qt.Key.Key_Escape)
    assert field.query == ""
    with qtbot.waitSignal(field.escaped):
        qtbot.keyClick(field.editor, Qt.Key.Key_Escape)


def test_letters_typed_elsewhere_begin_a_new_query(field):
    field.set_query("vieja")
    field.type_text("n")
    assert field.query == "n"


def test_it_has_a_name_for_a_screen_reader(field):
    assert field.editor.accessibleName() == "Buscar contactos"


def underlined(field) -> list[tuple[int, int]]:
    formats = field.editor.document().firstBlock().layout().formats()
    return [
        (item.start, item.length)
        for item in formats
        if item.format.underlineStyle() == QTextCharFormat.UnderlineStyle.WaveUnderline
    ]


@pytest.mark.parametrize(
    ("text", "start", "end", "marked"),
    [
        ("ciuda:Toronto", 0, 5, "ciuda"),
        ("  ciuda:Toronto", 0, 5, "ciuda"),
        ("tipo:", 5, 5, ":"),
        ('casa "abc', 5, 9, '"abc'),
    ],
)
def test_what_is_wrong_is_underlined_until_something_is_typed(qtbot, field, text, start, end, marked):
    field.set_query(text)
    field.mark_wrong(start, end)
    places = [place for start, length in underlined(field) for place in range(start, start + length)]
    assert "".join(text[place] for place in places) == marked
    qtbot.keyClicks(field.editor, "x")
    assert underlined(field) == []


def test_the_keys_of_the_palette_can_be_clicked(qtbot, field):
    with qtbot.waitSignal(field.palette_wanted):
        field._keys.click()


def test_the_cross_empties_the_field(field):
    field.set_query("algo")
    assert field._clear.isVisible()
    field._clear.click()
    assert field.query == ""
    assert not field._clear.isVisible()
    assert field.editor.hasFocus()
