"""The ring around what keys scroll."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.desktop.focus_ring import FocusRing


@pytest.fixture
def area(qtbot, theme):
    area = QScrollArea()
    qtbot.addWidget(area)
    inner = QWidget()
    inner.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    inner.setMinimumHeight(2000)
    area.setWidget(inner)
    area.ring = FocusRing(area, theme)
    area.ring.follow(inner)
    area.resize(300, 200)
    area.show()
    area.activateWindow()
    area.setFocus()
    return area


def test_it_comes_and_goes_with_the_focus(area):
    assert not area.ring.isVisible()
    area.widget().setFocus()
    assert area.ring.isVisible()
    assert area.ring.size() == area.size()
    area.setFocus()
    assert not area.ring.isVisible()


def test_it_is_drawn_at_the_edges_however_far_one_scrolls(area, theme):
    area.widget().setFocus()
    area.verticalScrollBar().setValue(900)
    picture = area.grab().toImage()
    down = [picture.pixelColor(150, place) for place in range(100)]
    assert down.count(QColor(theme.tokens.field)) == 1
    assert down[4] == QColor(theme.tokens.field)
