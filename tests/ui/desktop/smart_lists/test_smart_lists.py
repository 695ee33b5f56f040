"""Smart lists in Contactos: read beside the work, chosen, saved, called otherwise, removed, taken back."""

import datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication

from crm import smart_lists
from crm.base import open_base
from crm.card_writer import CardWriter
from crm.cards import Card
from crm.clock import Clock
from db.smart_lists import SmartList
from ui.desktop.contacts.base_source import BaseSource
from ui.desktop.contacts.facets_delegate import FacetsDelegate
from ui.desktop.contacts.facets_model import FacetsModel, Head, Listed
from ui.desktop.contacts.facets_source import BaseFacets
from ui.desktop.contacts.page import ContactsPage
from ui.desktop.smart_lists.source import NOT_COUNTED, BaseSmartLists, Saved
from ui.desktop.spoken_menu import SpokenMenu
from ui.desktop.writing import Writing

TODAY = datetime.date(2025, 10, 6)


@pytest.fixture
def base(tmp_path, new_base):
    """Three clubs and a university; a list of clubs, and one that only a later version understands."""
    new_base(tmp_path / "base.vinculo")
    with open_base(tmp_path / "base.vinculo", actor="ana", clock=Clock.fixed(TODAY)) as base:
        with base.write("Prueba") as session:
            cards = [Card("organization", official_name=f"Club {n}", organization_kind="club") for n in "ABC"]
            cards.append(Card("organization", official_name="Universidad", organization_kind="institución"))
            CardWriter(session).add(cards)
            smart_lists.save(session, "Los clubes", "tipo:club", TODAY)
            session.add(SmartList(name="Del futuro", folded="del futuro", query="adivina:mañana"))
            smart_lists.save(session, "Reuniones", "que:actividades tipo:reunión", TODAY)
        yield base


@pytest.fixture
def settled(qtbot, lanes):
    def wait():
        def idle():
            return lanes.writer.idle and lanes.reader.idle and lanes.counter.idle

        for _again in range(4):
            qtbot.waitUntil(idle)
            QApplication.processEvents()

    return wait


@pytest.fixture
def page(qtbot, base, theme, icons, lanes, settled):
    page = ContactsPage(lanes.reader, theme, icons, lanes.counter)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    page.activateWindow()
    page.facets.pane.set_source(BaseFacets(base, lanes.counter))
    page.smart.set_source(BaseSmartLists(base, lanes.counter))
    page.query_wanted.connect(page.search)
    page.set_source(BaseSource(base, lanes.reader))
    writing = Writing(base, lanes.writer, page)
    page.set_writing(writing)
    settled()
    return page


def lines(page):
    model = page.facets.pane.model
    return [model.entry(row) for row in range(model.rowCount())]


def shown(page):
    return [(one.saved.name, one.saved.total) for one in lines(page) if isinstance(one, Listed)]


def row_of(page, name):
    return next(
        row for row, one in enumerate(lines(page)) if isinstance(one, Listed) and one.saved.name == name
    )


def click(qtbot, page, name):
    view = page.facets.pane.view
    place = view.visualRect(page.facets.pane.model.index(row_of(page, name))).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))


def choose(page, name):
    view = page.facets.pane.view
    view.setCurrentIndex(page.facets.pane.model.index(row_of(page, name)))
    view.setFocus()
    return view


def enter(qtbot, page, name):
    field = page.smart.popup.field
    field.clear()
    qtbot.keyClicks(field, name)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_they_stand_above_the_facets_with_how_many_they_find_today(page):
    first = lines(page)[0]
    assert isinstance(first, Head)
    assert (first.title, first.first) == ("Listas inteligentes", True)
    assert shown(page) == [("Del futuro", NOT_COUNTED), ("Los clubes", 3)]
    assert [one.first for one in lines(page) if isinstance(one, Head)].count(True) == 1


def test_a_click_asks_again_and_marks_the_line(qtbot, page, settled):
    click(qtbot, page, "Los clubes")
    settled()
    assert page.query == "tipo:club"
    assert page.list.model.rowCount() == 3
    assert [one.chosen for one in lines(page) if isinstance(one, Listed)] == [False, True]


def test_one_that_is_not_understood_says_so_and_why(qtbot, page, settled):
    index = page.facets.pane.model.index(row_of(page, "Del futuro"))
    assert "ya no se entiende" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    with qtbot.waitSignal(page.refused) as refused:
        click(qtbot, page, "Del futuro")
    assert "adivina" in str(refused.args[0])


def test_what_is_drawn_of_a_list(page, monkeypatch):
    drawn = []
    monkeypatch.setattr(
        FacetsDelegate,
        "_draw_named",
        lambda _self, _painter, _room, name, trailing, *, chosen: drawn.append((name, trailing, chosen)),
    )
    page.facets.pane.view.viewport().repaint()
    assert drawn[:2] == [("Del futuro", "no se entiende", False), ("Los clubes", "3", False)]


def test_counts_follow_what_is_done(page, base, settled):
    def job(session):
        CardWriter(session).add([Card("organization", official_name="Club D", organization_kind="club")])

    page._writing.run("Prueba", job)
    settled()
    assert ("Los clubes", 4) in shown(page)


def test_a_query_that_no_list_has_is_offered_to_be_saved(qtbot, page, settled):
    heard = []
    page.smart.offered.connect(heard.append)
    page.search("universidad")
    settled()
    assert heard[-1]
    page.search(" Tipo:club ".strip())
    settled()
    assert not heard[-1]
    page.search("universidad")
    settled()
    page.search("tipo:nada")
    settled()
    assert not heard[-1]
    page.search("")
    assert not heard[-1]


def test_saved_under_a_name_and_taken_back(qtbot, page, settled):
    page.search("universidad")
    settled()
    page.smart.ask_to_save(page.list)
    popup = page.smart.popup
    assert popup.isVisible()
    assert popup.field.hasFocus()
    enter(qtbot, page, "  ")
    settled()
    assert popup.isVisible()
    assert "está vacío" in popup.sentence
    with qtbot.waitSignal(page._writing.done) as done:
        enter(qtbot, page, "Casas de estudio")
    settled()
    assert done.args[0].title_in_words == "Guardar una lista inteligente"
    assert not popup.isVisible()
    assert ("Casas de estudio", 1) in shown(page)
    assert not page.smart.can_save
    page._writing.undo()
    settled()
    assert "Casas de estudio" not in dict(shown(page))


def test_a_name_that_is_taken_gets_the_query_and_says_so_before(qtbot, page, settled):
    page.search("universidad")
    settled()
    page.smart.ask_to_save(page.list)
    page.smart.popup.field.setText("LOS CLUBES")
    assert page.smart.popup.sentence == "Ya hay una lista «Los clubes»; Intro le pone esta consulta."
    enter(qtbot, page, "los clubes")
    settled()
    assert ("Los clubes", 1) in shown(page)


def test_esc_leaves_all_as_it_was(qtbot, page, settled):
    page.search("universidad")
    settled()
    page.smart.ask_to_save(page.list)
    qtbot.keyClick(page.smart.popup.field, Qt.Key.Key_Escape)
    settled()
    assert not page.smart.popup.isVisible()
    assert len(shown(page)) == 2


def test_called_otherwise_by_keys(qtbot, page, settled):
    view = choose(page, "Los clubes")
    qtbot.keyClick(view, Qt.Key.Key_F2)
    assert page.smart.popup.field.text() == "Los clubes"
    enter(qtbot, page, "Del futuro")
    settled()
    assert page.smart.popup.sentence == "Ya hay una lista «Del futuro»; elija otro nombre."
    enter(qtbot, page, "Clubes de la red")
    settled()
    assert ("Clubes de la red", 3) in shown(page)


def test_removed_by_keys_and_taken_back(qtbot, page, settled):
    view = choose(page, "Los clubes")
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    settled()
    assert shown(page) == [("Del futuro", NOT_COUNTED)]
    page._writing.undo()
    settled()
    assert ("Los clubes", 3) in shown(page)


def test_these_keys_do_nothing_to_a_facet(qtbot, page, settled):
    view = page.facets.pane.view
    facet = next(row for row, one in enumerate(lines(page)) if not isinstance(one, Head | Listed))
    view.setCurrentIndex(page.facets.pane.model.index(facet))
    with qtbot.assertNotEmitted(page._writing.done):
        qtbot.keyClick(view, Qt.Key.Key_Delete)
        qtbot.keyClick(view, Qt.Key.Key_F2)
        settled()
    assert page.smart.popup is None


def test_the_menu_of_a_line(monkeypatch, page, settled):
    opened = []
    monkeypatch.setattr(SpokenMenu, "popup", lambda menu, _place: opened.append(menu))
    page.search("universidad")
    settled()
    view = choose(page, "Los clubes")
    place = view.visualRect(view.currentIndex()).center()
    view.contextMenuEvent(
        QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, view.viewport().mapToGlobal(place))
    )
    actions = opened[0].actions()
    assert [action.text().split("\t")[0] for action in actions] == [
        "Cambiar el nombre",
        "Ponerle la consulta actual",
        "Quitar la lista",
    ]
    actions[1].trigger()
    settled()
    assert dict(shown(page))["Los clubes"] == 1


def test_the_palette_offers_them(page, qtbot):
    commands = page.smart.commands()
    assert [command.title for command in commands] == ["Los clubes"]
    with qtbot.waitSignal(page.smart.query_wanted) as wanted:
        commands[0].action.trigger()
    assert wanted.args == ["tipo:club"]


def test_a_search_does_not_wait_for_them(page, lanes, settled):
    """What is being counted stops when one types, and is counted once the lane is free again."""
    page.smart.outdate()
    page.smart.go_on()
    page.search("club")
    assert page.smart._reading is None
    settled()
    assert ("Los clubes", 3) in shown(page)


def test_lines_keep_the_rules_of_a_model(qtmodeltester):
    model = FacetsModel()
    model.show_lists((Saved(1, "Una", "a"), Saved(2, "Otra", "b", understood=False)), "a")
    qtmodeltester.check(model)
    assert model.index(1).data(Qt.ItemDataRole.AccessibleTextRole) == "Una, lista inteligente"
