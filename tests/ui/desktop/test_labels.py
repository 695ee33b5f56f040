"""Text on the window."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QEnterEvent, QImage, QRegion
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ui.desktop import fonts
from ui.desktop.labels import CutLine, Prose, label

LONG = "Acompañamiento  a\u2002·\u2002la comunidad de Los Ángeles: voto/registro (2024-2025)\nSegundo renglón, «más»"


def point_at(widget):
    """Bring the mouse over a widget."""
    point = QPointF(1, 1)
    QApplication.sendEvent(widget, QEnterEvent(point, point, point))


def picture(widget, ratio=1):
    """What a widget draws."""
    result = QImage(widget.size() * ratio, QImage.Format.Format_RGB32)
    result.setDevicePixelRatio(ratio)
    result.fill(QColor("white"))
    widget.render(result, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    return result


def test_nothing_in_a_text_is_read_as_markup(qtbot, theme):
    prose = Prose('<img src="http://example.org/x.png"> & <b>negritas</b>')
    qtbot.addWidget(prose)
    assert prose.textFormat() == Qt.TextFormat.PlainText
    point_at(prose)
    assert prose.textFormat() == Qt.TextFormat.RichText
    assert "<img" not in prose.text()
    assert "&lt;img" in prose.text()
    assert prose.plain_text.startswith("<img")


def test_one_line_labels_take_plain_text_only(qtbot, theme):
    one = label("<b>x</b>")
    qtbot.addWidget(one)
    assert one.textFormat() == Qt.TextFormat.PlainText
    point_at(one)
    assert one.textFormat() == Qt.TextFormat.PlainText


@pytest.mark.parametrize("ratio", [1, 2])
@pytest.mark.parametrize("width", [90, 200, 333, 900])
@pytest.mark.parametrize(
    "kind",
    [
        {"look": "muted"},
        {"look": "link", "breaks_words": True},
        {"pixels": fonts.TITLE_PIXELS, "line": fonts.TITLE_LINE, "semibold": True},
        {"look": "small", "pixels": fonts.SMALL_PIXELS, "line": fonts.SMALL_LINE},
    ],
)
def test_prose_looks_the_same_when_it_is_pointed_at(qtbot, theme, kind, width, ratio):
    prose = Prose(**kind)
    qtbot.addWidget(prose)
    prose.setContentsMargins(3, 2, 5, 1)
    prose.set_text(f"{LONG} <b> una.persona@organizacion-de-prueba.example.org")
    prose.resize(width, prose.heightForWidth(width))
    prose.ensurePolished()
    before = picture(prose, ratio)
    assert before != picture(QWidget(size=prose.size()), ratio)
    point_at(prose)
    assert picture(prose, ratio) == before
    assert QLabel.heightForWidth(prose, width) == prose.height()


def test_a_centred_prose_looks_the_same_when_it_is_pointed_at(qtbot, theme):
    prose = Prose("Un renglón")
    qtbot.addWidget(prose)
    prose.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
    prose.resize(200, 48)
    before = picture(prose)
    point_at(prose)
    assert picture(prose) == before


@pytest.mark.parametrize("look", ["", "muted", "small", "chip"])
def test_a_label_looks_the_same_when_it_is_pointed_at(qtbot, theme, look):
    one = label("Cónsul general & titular", look=look)
    qtbot.addWidget(one)
    one.resize(one.sizeHint())
    one.ensurePolished()
    before = picture(one)
    point_at(one)
    assert picture(one) == before


@pytest.mark.parametrize("make", [Prose, label])
def test_the_mouse_selects_a_text(qtbot, theme, make):
    shown = make("Consulado en Chicago")
    qtbot.addWidget(shown)
    shown.resize(shown.sizeHint())
    policy = shown.focusPolicy()
    point_at(shown)
    assert shown.focusPolicy() == policy
    qtbot.mousePress(shown, Qt.MouseButton.LeftButton, pos=QPoint(0, 10))
    qtbot.mouseMove(shown, QPoint(shown.width(), 10))
    qtbot.mouseRelease(shown, Qt.MouseButton.LeftButton, pos=QPoint(shown.width(), 10))
    assert shown.selectedText() == "Consulado en Chicago"


def test_what_is_not_for_selecting_stays_as_it_is(qtbot, theme):
    prose = Prose("Consulado en Chicago", selectable=False)
    qtbot.addWidget(prose)
    point_at(prose)
    assert not prose.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    assert prose.textFormat() == Qt.TextFormat.PlainText


def test_another_text_is_shown_also_while_it_is_pointed_at(qtbot, theme):
    prose = Prose("Antes")
    qtbot.addWidget(prose)
    point_at(prose)
    prose.set_text("Después & más")
    assert prose.plain_text == "Después & más"
    assert "Después &amp; más" in prose.text()


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


def lines_of(prose, width):
    """The lines that a text breaks into."""
    laid_out = prose._lines(width)
    text = laid_out.text()
    lines = (laid_out.lineAt(number) for number in range(laid_out.lineCount()))
    parts = (text[line.textStart() : line.textStart() + line.textLength()] for line in lines)
    return [part.replace("\u2060", "").replace("\u200b", "") for part in parts]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("cem@example.org", ["cem@example.org"]),
        ("una-persona@organizacion-uno.org", ["una-persona@", "organizacion-uno.org"]),
        ("direccion.general.vinculacion@example.org", ["direccion.general.", "vinculacion@example.org"]),
        ("x" * 40 + "@example.org", ["x" * 12, "x" * 12, "x" * 16 + "@", "example.org"]),
    ],
)
def test_an_e_mail_breaks_after_its_at_then_after_dots_and_is_never_cut(qtbot, theme, text, lines):
    prose = Prose(text, breaks_words=True, whole_up_to=160)
    qtbot.addWidget(prose)
    assert prose.minimumSizeHint().width() <= 160
    assert lines_of(prose, prose.minimumSizeHint().width()) == lines
    assert prose.plain_text == text


def test_a_cut_line_has_dots_and_is_whole_in_its_tooltip(qtbot, theme):
    one = CutLine("Ruta Chilanga <de 2024>", look="chip")
    qtbot.addWidget(one)
    one.resize(one.sizeHint())
    one.show()
    assert (one.text(), one.toolTip()) == ("Ruta Chilanga <de 2024>", "")
    one.resize(90, 20)
    assert one.text().startswith("Ru")
    assert "…" in one.text()
    assert one.text().endswith("4>")
    assert one.toolTip() == "Ruta Chilanga ‹de 2024>"
    assert one.sizeHint().width() > 90
    assert CutLine("Corta", whole_up_to=200).minimumSizeHint() == CutLine("Corta").sizeHint()
