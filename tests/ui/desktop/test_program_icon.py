"""The program's own sign."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor

from ui.desktop.program_icon import Sign, program_icon
from ui.desktop.tokens import LIGHT


@pytest.mark.parametrize("size", [16, 32, 64, 128])
def test_it_is_petrol_with_white_links_and_round_corners(qapp, size):
    picture = program_icon().pixmap(QSize(size, size), 1.0).toImage()
    assert picture.width() == size
    assert picture.pixelColor(0, 0).alpha() < 255
    assert picture.pixelColor(size // 2, size // 10) == QColor(LIGHT.fill)
    assert any(picture.pixelColor(x, size // 2).lightness() > 180 for x in range(size))


def test_the_page_about_the_program_shows_it_large(qtbot):
    sign = Sign(64)
    qtbot.addWidget(sign)
    assert sign.grab().toImage().pixelColor(32, 6) == QColor(LIGHT.fill)
