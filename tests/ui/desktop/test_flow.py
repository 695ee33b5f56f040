"""The layout of tags."""

from PySide6.QtWidgets import QWidget

from ui.desktop.flow import FlowLayout


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
