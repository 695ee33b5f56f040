"""The facets: what is shown, what a click or a key writes, and what never waits."""

import threading

import pytest
from PySide6.QtCore import QPoint, Qt

from crm.facets import FacetGroup, FacetValue
from ui.desktop.capture_facets import SampleFacets, groups
from ui.desktop.capture_samples import SampleSource
from ui.desktop.contacts.facets_model import Choice, FacetsModel, Fold, Head, Note
from ui.desktop.contacts.facets_pane import FacetsPane
from ui.desktop.contacts.page import ContactsPage


@pytest.fixture
def pane(qtbot, theme, icons, lanes):
    pane = FacetsPane(lanes.counter, theme, icons)
    qtbot.addWidget(pane)
    pane.resize(232, 700)
    pane.show()
    pane.activateWindow()
    return pane


@pytest.fixture
def settled(qtbot, lanes):
    def wait():
        qtbot.waitUntil(lambda: lanes.counter.idle and lanes.reader.idle)

    return wait


@pytest.fixture
def full(pane, settled):
    """The pane with the counts of everything."""
    pane.set_source(SampleFacets())
    pane.show_for("", SampleSource().ids("", None))
    settled()
    return pane


def row_of(model: FacetsModel, words: str) -> int:
    return next(row for row in range(model.rowCount()) if model.index(row).data() == words)


def click(qtbot, pane, words):
    index = pane.model.index(row_of(pane.model, words))
    pane.view.scrollTo(index)
    place = pane.view.visualRect(index).center()
    qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))


def values(n, chosen=()):
    return tuple(FacetValue(f"País {i}", f"País {i}", 100 - i, i in chosen) for i in range(n))


def shown(model):
    return [model.index(row).data() for row in range(model.rowCount())]


def test_it_keeps_the_rules_of_a_model(qtmodeltester):
    model = FacetsModel()
    model.show(groups(""))
    qtmodeltester.check(model)
    model.fold("pais")
    qtmodeltester.check(model)
    model.show(())
    qtmodeltester.check(model)


def test_heads_values_notes_and_what_is_folded_away_stand_under_one_another(full):
    kinds = [type(full.model.entry(row)) for row in range(9)]
    assert kinds == [Head, *[Choice] * 6, Note, Head]
    assert "Otros 7 países" in shown(full.model)
    fold = full.model.entry(row_of(full.model, "Otros 7 países"))
    assert fold.count == 15


@pytest.mark.parametrize(("how_many", "folded"), [(5, False), (6, False), (7, True), (40, True)])
def test_only_what_saves_room_is_folded(qapp, how_many, folded):
    model = FacetsModel()
    model.show([FacetGroup("pais", "País", values(how_many))])
    assert model.rowCount() == (1 + 5 + 1 if folded else 1 + how_many)


def test_what_is_chosen_is_never_folded_away(qapp):
    model = FacetsModel()
    model.show([FacetGroup("pais", "País", values(40, chosen=[30]))])
    assert shown(model)[-2:] == ["País 30", "Otros 34 países"]


def test_a_field_without_values_is_not_shown(qapp):
    model = FacetsModel()
    model.show([FacetGroup("red", "Red", ()), FacetGroup("tipo", "Tipo", values(1))])
    assert shown(model) == ["Tipo", "País 0"]
    assert model.entry(0).first


def test_a_line_says_what_it_is_to_a_screen_reader(full):
    index = full.model.index(row_of(full.model, "Gubernamental"))
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Gubernamental, 364 contactos"
    assert index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    assert full.view.accessibleName() == "Filtros"
    head = full.model.index(0)
    assert not head.flags() & Qt.ItemFlag.ItemIsEnabled


def test_a_click_narrows_and_another_widens(qtbot, full, settled):
    heard = []
    full.query_wanted.connect(heard.append)
    click(qtbot, full, "OSC")
    settled()
    full.show_for(heard[-1], SampleSource().ids("", None))
    settled()
    assert full.model.entry(row_of(full.model, "OSC")).value.chosen
    click(qtbot, full, "OSC")
    settled()
    assert heard == ["categoria:osc", ""]


def test_a_head_and_a_note_do_nothing(qtbot, full, settled):
    with qtbot.assertNotEmitted(full.query_wanted):
        click(qtbot, full, "Categoría")
        click(qtbot, full, groups("")[0].note)
        settled()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_by_keys_alone(qtbot, full, settled, key):
    full.view.setFocus()
    assert full.view.currentIndex().data() == "Gubernamental"
    for _ in range(6):
        qtbot.keyClick(full.view, Qt.Key.Key_Down)
    assert full.view.currentIndex().data() == "Instituciones"  # past the note and the head
    qtbot.keyClick(full.view, Qt.Key.Key_Up)
    with qtbot.waitSignal(full.query_wanted) as wanted:
        qtbot.keyClick(full.view, key)
    assert wanted.args == ["categoria:privada"]
    with qtbot.waitSignal(full.left):
        qtbot.keyClick(full.view, Qt.Key.Key_Escape)


def test_all_values_of_a_field_are_unfolded_and_folded_again(qtbot, full):
    before = full.model.rowCount()
    click(qtbot, full, "Otros 7 países")
    assert full.model.rowCount() == before + 7
    assert isinstance(full.model.entry(row_of(full.model, "Mostrar menos")), Fold)
    click(qtbot, full, "Mostrar menos")
    assert full.model.rowCount() == before


def test_other_counts_leave_the_current_line_where_it_was(qtbot, full, settled):
    full.view.setFocus()
    qtbot.keyClick(full.view, Qt.Key.Key_Down)
    with qtbot.assertNotEmitted(full.model.modelReset):
        full.show_for("categoria:academica", SampleSource().ids("", None))
        settled()
    assert full.view.currentIndex().data() == "Académica"


def test_a_count_not_wanted_any_more_is_stopped(qtbot, pane, settled):
    asked, go = [], threading.Event()

    class Slow(SampleFacets):
        def count(self, query, ids, check):
            asked.append(query)
            if query == "u":
                go.wait()
                check()
            return super().count(query, ids, check)

    pane.set_source(Slow())
    pane.show_for("u", ())
    qtbot.waitUntil(lambda: asked == ["u"])
    pane.show_for("un", ())
    pane.show_for("una", ())
    go.set()
    settled()
    assert asked == ["u", "una"]
    assert pane.model.rowCount()


def test_leaving_a_base_leaves_no_counts(full):
    full.set_source(None)
    assert full.model.rowCount() == 0


@pytest.fixture
def page(qtbot, theme, icons, lanes):
    page = ContactsPage(lanes.reader, theme, icons, lanes.counter)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    page.activateWindow()
    return page


def test_the_list_never_waits_for_the_counts(qtbot, page, lanes):
    go = threading.Event()

    class Stuck(SampleFacets):
        def count(self, query, ids, check):
            go.wait()
            return super().count(query, ids, check)

    page.facets.pane.set_source(Stuck())
    page.set_source(SampleSource())
    page.search("estudios")
    qtbot.waitUntil(lambda: lanes.reader.idle)
    assert page.list.model.rowCount() < 20
    assert page.facets.pane.model.rowCount() == 0
    go.set()
    qtbot.waitUntil(lambda: page.facets.pane.model.rowCount() > 0)


def test_where_there_is_no_room_they_lie_over_the_list_while_wanted(qtbot, page, settled):
    page.facets.pane.set_source(SampleFacets())
    page.set_source(SampleSource())
    settled()
    assert page.facets.pane.isVisible()
    page.set_narrow(True)
    assert not page.facets.pane.isVisible()
    page.list.facets_button.click()
    assert page.facets.pane.isVisible()
    assert page.facets.pane.view.hasFocus()
    page.resize(900, 600)
    assert page.facets.pane.height() == 600
    qtbot.keyClick(page.facets.pane.view, Qt.Key.Key_Escape)
    assert not page.facets.pane.isVisible()
    assert page.list.table.hasFocus()
    page.set_narrow(False)
    assert page.facets.pane.isVisible()


def test_they_take_the_focus_before_the_first_counts_have_come(page):
    page.set_narrow(True)
    page.list.facets_button.click()
    assert page.facets.pane.view.hasFocus()


def test_what_the_user_hides_stays_hidden(page):
    page.list.facets_button.click()
    assert not page.facets.pane.isVisible()
    assert not page.facets.wanted
    page.set_narrow(True)
    page.set_narrow(False)
    assert not page.facets.pane.isVisible()
    page.facets.wanted = True
    assert page.facets.pane.isVisible()
