"""Text on the window."""

from PySide6.QtCore import Qt

from ui.desktop.labels import Prose, label


def test_nothing_in_a_text_is_read_as_markup(qtbot, theme):
    prose = Prose('<img src="http://example.org/x.png"> & <b>negritas</b>')
    qtbot.addWidget(prose)
    assert "<img" not in prose.text()
    assert "&lt;img" in prose.text()
    assert prose.plain_text.startswith("<img")


def test_one_line_labels_take_plain_text_only(qtbot, theme):
    one = label("<b>x</b>")
    qtbot.addWidget(one)
    assert one.textFormat() == Qt.TextFormat.PlainText


def test_lines_are_20_px_high_however_many_there_are(qtbot, theme):
    prose = Prose("una palabra tras otra hasta que ya no caben en el renglón")
    qtbot.addWidget(prose)
    wide = prose.heightForWidth(2000)
    narrow = prose.heightForWidth(120)
    assert wide == 20
    assert narrow % 20 == 0
    assert narrow > wide


def test_a_long_address_breaks_without_changing_what_it_is(qtbot, theme):
    address = "una.direccion.larguisima.que.no.cabe@organizacion-de-prueba.example.org"
    prose = Prose(address, breaks_words=True)
    qtbot.addWidget(prose)
    assert prose.heightForWidth(150) > 20
    assert prose.plain_text == address


def test_a_short_address_breaks_at_its_signs_and_a_name_only_between_words(qtbot, theme):
    for text, lines in (("cem@example.org", 2), ("Internacionales", 1)):
        prose = Prose(text, breaks_words=True)
        qtbot.addWidget(prose)
        assert prose.heightForWidth(prose.sizeHint().width() - 12) == 20 * lines
