"""The columns of the list: chosen, moved, sorted by, remembered."""

import time
from array import array

import pytest
from PySide6.QtCore import Qt

from crm.list_columns import View, columns as all_columns
from crm.query_run import ORDERS
from ui.desktop import fonts
from ui.desktop.capture_samples import ROWS, SampleSource
from ui.desktop.contacts.columns import ColumnsMenu, ListColumns
from ui.desktop.contacts.delegate import LINE_HEIGHT
from ui.desktop.contacts.page import ContactsPage
from ui.desktop.listing.delegate import ROW_HEIGHT, SIDE

FRAME_S = 0.05


@pytest.fixture
def columns(qapp):
    return ListColumns()


class Watched(SampleSource):
    """Remembers how it was asked, and sorts backwards where wanted."""

    def __init__(self) -> None:
        super().__init__()
        self.views: list[View] = []

    def ids(self, query, view):
        self.views.append(view)
        found = super().ids(query, view)
        return found[::-1] if view.order.startswith("-") else found


@pytest.fixture
def page(qtbot, theme, icons, lanes):
    page = ContactsPage(lanes.reader, theme, icons)
    qtbot.addWidget(page)
    page.resize(1300, 700)
    page.show()
    page.activateWindow()
    page.set_source(Watched())
    qtbot.waitUntil(lambda: lanes.reader.idle)
    return page


@pytest.fixture
def settled(qtbot, lanes):
    def wait():
        qtbot.waitUntil(lambda: lanes.reader.idle)

    return wait


def heads(page):
    header = page.list.table.horizontalHeader()
    sections = [header.logicalIndex(place) for place in range(header.count())]
    return [page.list.model.headerData(section, Qt.Orientation.Horizontal) for section in sections]


def test_what_can_be_sorted_by_is_what_the_base_sorts_by():
    assert {column.code for column in all_columns() if column.sortable} == set(ORDERS)


def test_at_first_there_is_the_name_in_two_lines(page):
    assert heads(page) == ["Nombre"]
    assert page.list.table.rowHeight(0) == ROW_HEIGHT
    assert page.list.table.columnWidth(0) == page.list.table.viewport().width()


def test_a_column_chosen_is_read_and_each_row_is_one_line(page, settled):
    page.list.columns.toggle("ciudad")
    settled()
    assert heads(page) == ["Nombre", "Ciudad"]
    assert page.list.table.rowHeight(0) == LINE_HEIGHT
    assert page.list.model.index(0, 1).data() == "Ciudad de México"
    page.list.columns.toggle("ciudad")
    settled()
    assert heads(page) == ["Nombre"]
    assert page.list.table.rowHeight(0) == ROW_HEIGHT


def test_the_name_cannot_be_hidden(columns):
    columns.toggle("nombre")
    assert columns.view == View()


def test_a_click_on_a_head_sorts_and_another_the_other_way_round(qtbot, page, settled):
    header = page.list.table.horizontalHeader()
    page.list.columns.toggle("cambiado")
    settled()

    def click(section):
        place = header.sectionViewportPosition(section) + 20
        header.viewport().setFocus()
        qtbot.mouseClick(
            header.viewport(), Qt.MouseButton.LeftButton, pos=header.viewport().rect().topLeft() + _at(place)
        )
        settled()

    click(1)
    assert page.list.columns.order == "-cambiado"  # the latest first
    assert heads(page) == ["Nombre", "↓ Cambiado"]
    assert page.list.model.id_at(0) == ROWS[-1].id
    click(1)
    assert heads(page) == ["Nombre", "↑ Cambiado"]
    click(0)
    assert page.list.columns.order == "nombre"
    click(0)
    assert heads(page) == ["↓ Nombre", "Cambiado"]
    spoken = page.list.model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Nombre, orden descendente"


def _at(x):
    from PySide6.QtCore import QPoint

    return QPoint(x, 10)


def test_a_column_without_an_order_does_not_sort(columns):
    columns.sort_by("telefono")
    assert columns.order == "nombre"


def test_columns_move_and_their_cells_with_them(page, settled):
    for code in ("ciudad", "pais", "correo"):
        page.list.columns.toggle(code)
    settled()
    asked = len(page._source.views)
    page.list.columns.move("correo", -2)
    assert heads(page) == ["Nombre", "Correo", "Ciudad", "País"]
    assert page.list.model.index(0, 1).data() == "contacto@example.org"
    header = page.list.table.horizontalHeader()
    header.moveSection(3, 1)  # as dragging does
    assert heads(page) == ["Nombre", "País", "Correo", "Ciudad"]
    assert page.list.model.index(0, 1).data() == "México"
    settled()
    assert len(page._source.views) == asked  # nothing is asked of the base for that


def test_nothing_moves_before_the_name(page, settled):
    page.list.columns.toggle("ciudad")
    settled()
    page.list.table.horizontalHeader().moveSection(1, 0)
    assert heads(page) == ["Nombre", "Ciudad"]


def test_the_current_contact_stays_current(page, settled):
    page.show_one(6)
    settled()
    page.list.columns.toggle("ciudad")
    settled()
    assert page.list.current == 6
    page.list.columns.sort_by("ciudad")
    settled()
    assert page.list.current == 6
    assert page.list.table.currentIndex().row() == page.list.model.place_of(6)


def test_columns_widths_and_order_come_back_another_day(columns):
    columns.toggle("ciudad")
    columns.toggle("creado")
    columns.set_width("ciudad", 222)
    columns.sort_by("creado")
    later = ListColumns()
    later.restore(columns.saved(), columns.order)
    assert later.view == View("-creado", ("ciudad", "creado"))
    assert later.width("ciudad") == 222


@pytest.mark.parametrize(
    ("saved", "order"),
    [
        (["zzz:10", "nombre:300", "ciudad", "ciudad:9"], "zzz"),
        (["ciudad:-5"], "-telefono"),
        (["ciudad:x"], ""),
    ],
)
def test_what_no_version_knows_is_left_out(columns, saved, order):
    columns.restore(saved, order)
    assert columns.view == View("nombre", ("ciudad",))


def test_the_window_remembers(theme, icons, lanes, settings, qtbot):
    from ui.desktop.window import MainWindow

    first = MainWindow(theme, icons, lanes, settings)
    first.contacts.list.columns.toggle("pais")
    first.contacts.list.columns.sort_by("pais")
    first.contacts.facets.wanted = False
    first.close()
    first.deleteLater()
    second = MainWindow(theme, icons, lanes, settings)
    assert second.contacts.list.columns.view == View("pais", ("pais",))
    assert not second.contacts.facets.wanted
    second.close()
    second.deleteLater()


def find(menu, *titles):
    for title in titles:
        action = next(action for action in menu.actions() if action.text() == title)
        menu = action.menu()
    return action


def test_all_of_it_can_be_done_from_the_menu(qtbot, columns):
    menu = ColumnsMenu(columns)
    qtbot.addWidget(menu)
    menu.fill()
    assert not find(menu, "Nombre").isEnabled()
    find(menu, "Ciudad").trigger()
    find(menu, "País").trigger()
    menu.fill()
    assert find(menu, "Ciudad").isChecked()
    find(menu, "Ordenar por", "Ciudad").trigger()
    menu.fill()
    find(menu, "Ordenar por", "Descendente").trigger()
    menu.fill()
    assert find(menu, "Ordenar por", "Descendente").isChecked()
    find(menu, "Mover", "País a la izquierda").trigger()
    assert columns.view == View("-ciudad", ("pais", "ciudad"))
    menu.fill()
    find(menu, "Solo el nombre").trigger()
    assert columns.view.columns == ()


def test_columns_of_100_000_rows_come_and_go_in_a_frame(page):
    page.list.model.replace(array("q", range(1, 100_001)))
    for change in (lambda: page.list.columns.toggle("ciudad"), page.list.columns.show_only_name):
        begun = time.thread_time()
        change()
        assert time.thread_time() - begun < FRAME_S
    assert page.list.table.rowHeight(50_000) == ROW_HEIGHT


@pytest.mark.parametrize("code", ["ciudad", "estado"])
def test_the_city_of_most_contacts_is_read_whole(columns, code):
    assert fonts.metrics(semibold=True).horizontalAdvance("Ciudad de México") + 2 * SIDE <= columns.width(
        code
    )
