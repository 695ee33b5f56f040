"""The layout of tags."""

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.desktop.flow import FlowLayout
from ui.desktop.labels import Prose


def flow(qtbot, count: int) -> tuple[QWidget, FlowLayout]:
    box = QWidget()
    qtbot.addWidget(box)
    layout = FlowLayout(box, gap=4)
    for _number in range(count):
        chip = QWidget()
        chip.setFixedSize(50, 20)
        layout.addWidget(chip)
    return box, layout


def test_widgets_break_where_the_room_ends(qtbot, theme):
    box, layout = flow(qtbot, 5)
    box.resize(110, 200)
    box.show()
    places = [(item.geometry().x(), item.geometry().y()) for item in map(layout.itemAt, range(5))]
    assert places == [(0, 0), (54, 0), (0, 24), (54, 24), (0, 48)]


def test_height_follows_from_width(qtbot, theme):
    _box, layout = flow(qtbot, 4)
    assert layout.heightForWidth(300) == 20
    assert layout.heightForWidth(110) == 44
    assert layout.heightForWidth(10) == 92


def test_an_item_taken_out_is_gone(qtbot, theme):
    _box, layout = flow(qtbot, 2)
    assert layout.takeAt(0).widget() is not None
    assert layout.count() == 1
    assert layout.takeAt(7) is None
    assert layout.itemAt(-1) is None


def test_what_wants_to_grow_takes_the_rest_of_its_line_and_all_are_in_the_middle_of_it(qtbot, theme):
    box, layout = flow(qtbot, 1)
    line = QLineEdit()
    line.setFixedHeight(32)
    layout.addWidget(line)
    box.resize(400, 200)
    box.show()
    chip, field = (layout.itemAt(place).geometry() for place in range(2))
    assert (chip.y(), field.x(), field.width()) == (6, 54, 346)


def test_what_is_wider_than_the_room_breaks(qtbot, theme):
    box, layout = flow(qtbot, 1)
    text = Prose("Un texto que no cabe en un solo renglón de éstos")
    layout.addWidget(text)
    box.resize(110, 200)
    box.show()
    assert (text.x(), text.y(), text.width()) == (0, 24, 110)
    assert text.height() == text.heightForWidth(110) > 20
    assert layout.heightForWidth(110) == 24 + text.height()
