"""The way back stands on the line of the texts under it."""

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from ui.desktop.back_button import BackButton
from ui.desktop.labels import label


def first_inked(picture) -> int:
    """The first column of a picture with something drawn in it."""
    empty = picture.pixelColor(0, 0)
    return next(
        x
        for x in range(picture.width())
        if any(differ(picture.pixelColor(x, y), empty) for y in range(picture.height()))
    )


def differ(one: QColor, other: QColor) -> bool:
    return abs(one.lightness() - other.lightness()) > 40


def test_its_arrow_begins_where_the_texts_do_and_takes_no_room_once_hidden(qtbot, theme, icons):
    head = QWidget()
    qtbot.addWidget(head)
    back = BackButton(icons, "Volver", "Volver (Esc)")
    text = label("Identidad")
    back.stand_over(head).addWidget(text)
    head.show()
    picture = head.grab().toImage()
    arrow = picture.copy(0, back.y(), picture.width(), back.height())
    words = picture.copy(0, text.y(), picture.width(), text.height())
    assert abs(first_inked(arrow) - first_inked(words)) <= 1
    before = head.layout().sizeHint().height()
    back.hide()
    assert head.layout().sizeHint().height() == before - back.height() - 4
