"""The ring around what keys scroll, that of a tab and that of the primary button."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QScrollArea, QSplitter, QTabBar, QVBoxLayout, QWidget

from ui.desktop.focus_ring import FocusRing, FocusRings
from ui.desktop.tokens import LIGHT


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


FILL = QColor(LIGHT.fill).lightnessF()


class Stops(QWidget):
    """Tabs, a primary button and another one, each of which Tab comes to; the first has the focus."""

    def __init__(self):
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        self.tabs = QTabBar()
        for name in ("Ficha", "Relaciones"):
            self.tabs.addTab(name)
        self.primary = QPushButton("Guardar")
        self.primary.setProperty("look", "primary")
        self.other = QPushButton("Cancelar")
        for stop in (self.tabs, self.primary, self.other):
            column.addWidget(stop)

    def ring(self, around):
        """The colours of a ring within a rectangle: at its round corners and between them."""
        picture = self.grab().toImage()
        straight, corners = around.adjusted(4, 4, -4, -4), around.adjusted(5, 5, -5, -5)
        middle = around.center()
        places = (
            QPoint(straight.left(), middle.y()),
            QPoint(straight.right(), middle.y()),
            QPoint(middle.x(), straight.top()),
            QPoint(middle.x(), straight.bottom()),
            corners.topLeft(),
            corners.topRight(),
            corners.bottomLeft(),
            corners.bottomRight(),
        )
        return [picture.pixelColor(place).lightnessF() for place in places]


@pytest.fixture
def stops(qtbot, qapp, theme):
    stops = Stops()
    qtbot.addWidget(stops)
    stops.rings = FocusRings(qapp, theme, stops)
    stops.resize(300, 180)
    stops.show()
    stops.activateWindow()
    stops.tabs.setFocus()
    qtbot.waitUntil(lambda: qapp.focusWidget() is stops.tabs)
    return stops


def around_tab(stops, number):
    """The text of a tab with what is free on both sides of it."""
    tab = stops.tabs.tabRect(number).translated(stops.tabs.pos())
    return tab.adjusted(-5, 0, 5 - 12, 0)


@pytest.mark.parametrize("number", [0, 1])
def test_the_tab_with_the_focus_has_a_ring_all_around(stops, theme, number):
    for _step in range(number):
        QTest.keyClick(stops.tabs, Qt.Key.Key_Right)
    accent = QColor(theme.tokens.accent)
    stops.grab()
    here = around_tab(stops, number)
    picture = stops.grab().toImage()
    middle = here.center().y()
    assert picture.pixelColor(here.left(), middle) == picture.pixelColor(here.right(), middle) == accent
    assert picture.pixelColor(here.center().x(), here.top() + 3) == accent
    there = around_tab(stops, 1 - number)
    assert picture.pixelColor(there.center().x(), there.top() + 3) != accent
    stops.other.setFocus()
    assert stops.grab().toImage().pixelColor(here.left(), middle) != accent


def test_the_ring_of_a_tab_at_the_edge_of_its_pane_is_whole(qtbot, stops, theme):
    pane, splitter = QWidget(), QSplitter()
    column = QVBoxLayout(pane)
    column.setContentsMargins(0, 0, 0, 0)
    tabs = QTabBar()
    tabs.addTab("Todas")
    column.addWidget(tabs)
    splitter.addWidget(pane)
    stops.layout().addWidget(splitter)
    qtbot.waitUntil(lambda: tabs.isVisible() and tabs.mapTo(stops, QPoint(0, 0)).x() == 16)
    tabs.setFocus()
    stops.grab()
    place = tabs.tabRect(0).translated(tabs.mapTo(stops, QPoint(0, 0)))
    picture = stops.grab().toImage()
    assert picture.pixelColor(place.left() - 5, place.center().y()) == QColor(theme.tokens.accent)
    assert splitter.count() == 1


def test_the_ring_of_the_primary_button_is_whole_and_within_its_fill(stops, theme):
    assert max(stops.ring(stops.primary.geometry())) == pytest.approx(FILL, abs=0.01)
    stops.primary.setFocus()
    place = stops.primary.geometry()
    assert min(stops.ring(place)) > 0.9
    picture = stops.grab().toImage()
    assert picture.pixelColor(place.left() + 1, place.center().y()) == QColor(theme.tokens.fill)
    stops.other.setFocus()
    assert max(stops.ring(place)) == pytest.approx(FILL, abs=0.01)


def test_the_ring_goes_along_with_what_has_it(stops):
    stops.primary.setFocus()
    before = stops.primary.geometry()
    stops.resize(400, 260)
    stops.grab()
    assert stops.primary.geometry() != before
    assert min(stops.ring(stops.primary.geometry())) > 0.9


def test_a_button_that_is_not_primary_any_more_has_its_own_ring_only(stops, theme):
    stops.primary.setFocus()
    stops.primary.setProperty("look", "link")
    stops.primary.style().unpolish(stops.primary)
    stops.primary.style().polish(stops.primary)
    stops.grab()
    surface = QColor(theme.tokens.sel).lightnessF()
    assert stops.ring(stops.primary.geometry()) == [pytest.approx(surface, abs=0.01)] * 8


def test_a_ring_whose_place_is_gone_is_made_anew_elsewhere(qtbot, stops):
    place = QWidget()
    button = QPushButton("Agregar")
    button.setProperty("look", "primary")
    QVBoxLayout(place).addWidget(button)
    stops.layout().addWidget(place)
    button.setFocus()
    with qtbot.waitSignal(place.destroyed):
        place.deleteLater()
    stops.primary.setFocus()
    assert min(stops.ring(stops.primary.geometry())) > 0.9
