"""The virtual list."""

import time
from array import array

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt

from crm.contact_list import ContactRow
from ui.desktop.contacts.columns import ListColumns
from ui.desktop.contacts.model import ContactModel
from ui.desktop.contacts.table import ContactTable
from ui.desktop.listing.model import NAME, PAGE, ROW_ROLE

FRAME_S = 0.033
MILLION = 1_000_000


def row(contact: int) -> ContactRow:
    return ContactRow(
        contact,
        "person",
        "",
        "",
        f"Persona {contact}",
        f"Institución {contact}",
        ("hoy", f"Ciudad {contact}"),
    )


def rows(ids) -> list[ContactRow]:
    return [row(contact) for contact in ids]


@pytest.fixture
def columns(qapp) -> ListColumns:
    columns = ListColumns()
    columns.restore(["cambiado", "ciudad"], "")
    return columns


@pytest.fixture
def model(columns) -> ContactModel:
    return ContactModel(columns)


def test_it_keeps_the_rules_of_a_model(qtmodeltester, model):
    model.page_missing.connect(
        lambda page: model.put_page(page, model.page_ids(page), rows(model.page_ids(page)))
    )
    model.replace(array("q", range(10, 260)), rows(range(10, 60)))
    qtmodeltester.check(model)
    model.replace(array("q", range(10, 300)))
    qtmodeltester.check(model)
    model.replace(array("q"))
    qtmodeltester.check(model)


def test_a_row_says_who_it_is(model):
    model.replace(array("q", [7]), rows([7]))
    name, last = model.index(0, NAME), model.index(0, 1)
    assert name.data() == "Persona 7"
    assert last.data() == "hoy"
    assert name.data(Qt.ItemDataRole.AccessibleTextRole) == "Persona 7, Institución 7"
    assert name.data(ROW_ROLE) == row(7)
    assert name.data(Qt.ItemDataRole.DecorationRole) is None
    assert model.headerData(NAME, Qt.Orientation.Horizontal) == "Nombre"
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_a_page_is_asked_for_once_when_it_is_looked_at(model):
    asked = []
    model.page_missing.connect(asked.append)
    model.replace(array("q", range(1000)))
    assert asked == []
    assert model.index(250, NAME).data() == ""
    assert model.index(299, NAME).data() == ""
    assert asked == [2]
    model.put_page(2, model.page_ids(2), rows(model.page_ids(2)))
    assert model.index(250, NAME).data() == "Persona 250"
    assert asked == [2]


def test_a_page_that_did_not_come_is_asked_for_again(model):
    asked = []
    model.page_missing.connect(asked.append)
    model.replace(array("q", range(1000)))
    model.row(0)
    model.forget_request(0)
    model.row(0)
    assert asked == [0, 0]


def test_rows_of_a_list_that_is_gone_are_not_shown(model):
    model.replace(array("q", range(100)))
    old = model.page_ids(0)
    model.replace(array("q", range(500, 600)))
    model.put_page(0, old, rows(old))
    assert model.row(0) is None


def test_a_contact_gone_meanwhile_is_an_empty_row(model):
    model.replace(array("q", [1, 2, 3]))
    model.put_page(0, array("q", [1, 2, 3]), rows([1, 3]))
    assert [model.index(number, NAME).data() for number in range(3)] == ["Persona 1", "", "Persona 3"]


def test_ids_that_only_go_on_are_added_without_a_reset(qtbot, model):
    model.replace(array("q", range(PAGE)), rows(range(PAGE)))
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.rowsInserted):
        model.replace(array("q", range(1000)), rows(range(PAGE)))
    assert model.rowCount() == 1000
    assert model.index(0, NAME).data() == "Persona 0"


def test_the_same_ids_again_bring_new_rows_without_a_reset(qtbot, model):
    ids = array("q", [1, 2])
    model.replace(ids, rows([1, 2]))
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.replace(array("q", ids), [row(1), ContactRow(2, "person", "", "", "Otro nombre", "")])
    assert model.index(1, NAME).data() == "Otro nombre"


def test_few_pages_are_kept(model):
    model.replace(array("q", range(100 * PAGE)))
    for page in range(100):
        model.put_page(page, model.page_ids(page), rows(model.page_ids(page)))
    assert model.row(0) is None
    assert model.row(99 * PAGE) is not None


def test_an_id_is_found_by_its_place_and_the_other_way_round(model):
    model.replace(array("q", [30, 10, 20]))
    assert model.id_at(1) == 10
    assert model.place_of(20) == 2
    assert model.place_of(99) == -1


def test_a_row_has_no_children(model):
    model.replace(array("q", [1]))
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.columnCount(model.index(0, 0)) == 0
    assert not model.index(0, 0).parent().isValid()
    assert model.data(QModelIndex()) is None


@pytest.fixture
def million(qtbot, theme, columns, model):
    """A table over a million ids, its pages coming at once."""
    table = ContactTable(model, columns, theme)
    qtbot.addWidget(table)
    model.setParent(table)
    model.page_missing.connect(
        lambda page: model.put_page(page, model.page_ids(page), rows(model.page_ids(page)))
    )
    table.resize(416, 800)
    table.show()
    model.replace(array("q", range(MILLION)), rows(range(PAGE)))
    qtbot.waitExposed(table)
    return table


def test_a_jump_anywhere_in_a_million_rows_is_drawn_within_a_frame(qapp, million):
    taken = []
    for place in (999_999, 0, 500_000, 123_456, 777_777, 1, 654_321, 250_000, 900_000, 42_000):
        begun = time.process_time()
        million.scrollTo(million.model().index(place, NAME))
        million.viewport().repaint()
        taken.append(time.process_time() - begun)
        assert million.model().row(place) == row(place)
    assert sorted(taken)[len(taken) // 2] <= FRAME_S, taken


def test_select_all_selects_all_of_a_million_and_is_one_range(million):
    million.selectAll()
    ranges = million.selectionModel().selection()
    assert sum(one.height() for one in ranges) == MILLION
    assert len(ranges) <= 2
    million.selectionModel().select(QModelIndex(), QItemSelectionModel.SelectionFlag.Clear)


def test_letters_typed_in_the_list_do_not_walk_through_it(qtbot, million):
    with qtbot.waitSignal(million.typed) as typed:
        qtbot.keyClicks(million, "z")
    assert typed.args == ["z"]


def test_rows_are_shown_as_they_were_until_they_come_anew(model):
    asked = []
    model.page_missing.connect(asked.append)
    model.replace(array("q", [1, 2, 3]), rows([1, 2, 3]))
    model.forget_rows()
    assert model.row(1) == row(2)
    assert asked == [0]
    model.put_page(0, array("q", [1, 2, 3]), [row(1), row(2)._replace(name="Otra"), row(3)])
    assert model.row(1).name == "Otra"
    model.replace(array("q", [2, 3]))
    assert model.row(0).name == "Otra"
    model.put_page(0, array("q", [2, 3]), [row(2)])
    assert model.row(1) is None


def test_nothing_of_another_base_is_shown(model):
    model.replace(array("q", [1, 2]), rows([1, 2]))
    model.replace(array("q"))
    model.forget_past()
    model.replace(array("q", [1, 2]))
    assert model.row(0) is None
