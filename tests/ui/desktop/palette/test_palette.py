"""The palette: what it lists, by keys alone, and back to where one was."""

import threading
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from crm.contact_list import ContactRow
from crm.list_columns import View
from crm.matter_rows import MatterRow
from crm.quick_search import QuickGroup
from ui.desktop.capture_samples import RECORD, SHOWN, SampleSource
from ui.desktop.palette.commands import Command, matching
from ui.desktop.palette.model import ENTRY_ROLE, Found, Head, PaletteModel


def row(contact: int, name: str, kind: str = "person") -> ContactRow:
    return ContactRow(contact, kind, "", "", name, "Club de Los Ángeles")


class SamplePalette(SampleSource):
    """Contacts of the pictures, found as the list finds them."""

    name = "muestra.vinculo"

    def find(self, text, tell):
        ids = self.ids(text, View())
        rows = tuple(self.rows(ids[:4]))
        if not rows:
            return ()
        groups = (QuickGroup("Instituciones", rows, -1, 2),)
        tell(groups)
        return (QuickGroup("Instituciones", rows, len(ids), 2),)

    def rows(self, ids, view=None):
        return super().rows(ids, view or View())


@pytest.fixture
def desk(window, qtbot, lanes):
    window.show_desk(actor="Ana", demo=False)
    window.contacts.set_source(SampleSource())
    window.palette_opener.set_source(SamplePalette())
    qtbot.waitUntil(lambda: lanes.reader.idle)
    return window


@pytest.fixture
def settled(qtbot, lanes):
    def wait():
        qtbot.waitUntil(lambda: lanes.reader.idle)

    return wait


@pytest.fixture
def palette(desk, settled):
    desk.contacts.list.table.setFocus()
    desk._actions["palette"].trigger()
    settled()
    return desk.palette_opener.panel


def lines(palette):
    return [palette.model.index(place).data() for place in range(palette.model.rowCount())]


def current(palette):
    return palette.list.currentIndex().data()


def test_it_opens_at_once_over_everything_with_the_commands(qtbot, desk):
    qtbot.keyClick(desk, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = desk.palette_opener.panel
    assert palette.isVisible()
    assert palette.size() == desk.size()
    assert palette.field.hasFocus()
    assert lines(palette)[:2] == ["Listas y órdenes", "Buscar"]
    assert "Ir a Programa e informes" in lines(palette)


def test_esc_returns_to_where_one_was(qtbot, desk, palette):
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert desk.contacts.list.table.hasFocus()


def test_ctrl_k_again_goes_back_too(desk, palette):
    desk._actions["palette"].trigger()
    assert not palette.isVisible()
    assert desk.contacts.list.table.hasFocus()


def test_what_is_typed_before_the_base_is_open_is_found_when_it_is(qtbot, window, settled):
    window.show_desk(actor="", demo=False)
    window._actions["palette"].trigger()
    palette = window.palette_opener.panel
    qtbot.keyClicks(palette.field, "estudios mex")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
    assert palette._frame.number.text() == ""
    with qtbot.waitSignal(palette.contact_chosen) as chosen:
        window.palette_opener.set_source(SamplePalette())
    assert chosen.args == SampleSource().ids("estudios mex", View())[:1].tolist()
    settled()


def test_what_is_typed_finds_contacts_and_says_how_many(qtbot, palette, settled):
    qtbot.keyClicks(palette.field, "estudios mex")
    settled()
    assert lines(palette)[0] == "Instituciones"
    assert palette.model.entry(0) == Head("Instituciones", "4 de 5")
    assert palette._frame.number.text() == "5 resultados"
    assert current(palette) == "Centro de Estudios Mexicanos UNAM Tucson"
    assert palette._frame.delegate.words == ("estudios", "mex")


def test_enter_opens_the_record(qtbot, desk, palette, settled):
    qtbot.keyClicks(palette.field, "migratorios")
    settled()
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    settled()
    assert not palette.isVisible()
    assert desk.contacts.record.record == RECORD
    assert desk.contacts.record.isAncestorOf(QApplication.focusWidget())


def test_enter_before_the_answer_means_what_is_still_to_come(qtbot, desk, settled):
    go = threading.Event()

    class Slow(SamplePalette):
        def find(self, text, tell):
            go.wait()
            return super().find(text, tell)

    desk.palette_opener.set_source(Slow())
    desk._actions["palette"].trigger()
    palette = desk.palette_opener.panel
    qtbot.keyClicks(palette.field, "migratorios")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
    go.set()
    settled()
    assert not palette.isVisible()
    assert desk.contacts.list.current == SHOWN


def test_ctrl_enter_lists_all_in_contacts(qtbot, desk, palette, settled):
    desk.go_to("red-consular")
    desk._actions["palette"].trigger()
    qtbot.keyClicks(palette.field, "estudios mex")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert desk.top.search.query == "estudios mex"
    assert desk.contacts.isVisible()
    assert desk.contacts.list.model.rowCount() == 5


def test_the_keys_go_round_past_the_heads(qtbot, palette, settled):
    qtbot.keyClicks(palette.field, "estudios mex")
    settled()
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    assert current(palette) == lines(palette)[-1]
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert current(palette) == lines(palette)[1]
    qtbot.keyClick(palette.field, Qt.Key.Key_PageDown)
    assert current(palette) == lines(palette)[-1]
    qtbot.keyClick(palette.field, Qt.Key.Key_Tab)
    assert palette.field.hasFocus()
    assert current(palette) == lines(palette)[1]


def test_a_command_is_done_where_one_was(qtbot, desk, palette, settled):
    qtbot.keyClicks(palette.field, "ir conv")
    settled()
    assert lines(palette) == ["Listas y órdenes", "Ir a Convenios"]
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert not desk.contacts.isVisible()


def test_what_was_opened_is_offered_next_time_by_id_alone(qtbot, desk, palette, settled, tmp_path):
    qtbot.keyClicks(palette.field, "migratorios")
    settled()
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    settled()
    desk._actions["palette"].trigger()
    settled()
    assert lines(palette)[:2] == ["Recientes", "Centro de Estudios Migratorios (CEM)"]
    desk._settings._file.sync()
    kept = (tmp_path / "escritorio.ini").read_text()
    assert "Migratorios" not in kept
    assert "muestra" not in kept


def test_nothing_found_is_said(qtbot, palette, settled):
    qtbot.keyClicks(palette.field, "zzz")
    settled()
    assert lines(palette) == []
    assert palette._frame.number.text() == "Nada coincide"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_a_key_stops_the_search_of_the_one_before(qtbot, desk, settled):
    asked, go = [], threading.Event()

    class Slow(SamplePalette):
        def find(self, text, tell):
            asked.append(text)
            if text == "e":
                go.wait()
            return super().find(text, tell)

    desk.palette_opener.set_source(Slow())
    desk._actions["palette"].trigger()
    palette = desk.palette_opener.panel
    qtbot.keyClicks(palette.field, "e")
    qtbot.waitUntil(lambda: asked == ["e"])
    qtbot.keyClicks(palette.field, "stu")
    go.set()
    settled()
    assert asked == ["e", "estu"]


def test_a_click_chooses_and_a_click_beside_it_goes_back(qtbot, desk, palette, settled):
    qtbot.keyClicks(palette.field, "kennesaw")
    settled()
    qtbot.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not palette.isVisible()
    desk._actions["palette"].trigger()
    qtbot.keyClicks(palette.field, "kennesaw")
    settled()
    place = palette.list.visualRect(palette.model.index(1)).center()
    qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settled()
    assert not palette.isVisible()
    assert desk.contacts.list.current == 2


def test_going_to_a_place_closes_it(desk, palette):
    desk.go_to("red-consular")
    assert not palette.isVisible()


def test_it_is_as_large_as_the_window(desk, palette):
    desk.resize(700, 500)
    assert palette.size() == desk.size()
    assert desk.rect().contains(palette._frame.geometry())


def test_leaving_the_base_leaves_commands_only(qtbot, desk, palette, settled):
    desk.palette_opener.set_source(None)
    palette.field.clear()
    qtbot.keyClicks(palette.field, "salir")
    settled()
    assert lines(palette) == ["Listas y órdenes", "Salir"]


def test_everything_has_a_name_for_a_screen_reader(qtbot, palette, settled):
    assert palette.field.accessibleName() == "Buscar contactos y órdenes"
    assert palette.list.accessibleName() == "Resultados"
    qtbot.keyClicks(palette.field, "kennesaw")
    settled()
    spoken = palette.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Universidad de Kennesaw, Centro de estudios · Atlanta, Estados Unidos"


def test_it_keeps_the_rules_of_a_model(qtmodeltester, qapp):
    model = PaletteModel()
    model.show_found([QuickGroup("Personas", (row(1, "Ana"), row(2, "Eva")), 9, 2)], [], "a")
    qtmodeltester.check(model)
    assert [type(model.index(n).data(ENTRY_ROLE)) for n in range(3)] == [Head, Found, Found]


def test_a_command_that_begins_so_comes_before_contacts_that_only_have_the_word(qapp):
    command = Command("Importar…", "", QAction())
    groups = [
        QuickGroup("Personas", (row(1, "Importar"),), 1, 0),
        QuickGroup("Medios", (row(2, "La importadora"),), 1, 2),
    ]
    model = PaletteModel()
    model.show_found(groups, matching([command], "import"), "import")
    heads = [model.index(n).data() for n in range(model.rowCount()) if isinstance(model.entry(n), Head)]
    assert heads == ["Personas", "Listas y órdenes", "Medios"]


def test_commands_that_cannot_be_done_are_not_offered(qapp):
    action = QAction()
    action.setEnabled(False)
    assert matching([Command("Deshacer", "", action)], "des") == []


def test_what_happened_opens_where_it_is_worked_on(qtbot, desk, palette, settled):
    meeting = MatterRow(7, "activity", "Reunión con clubes", "Reunión · 3 oct 2025")
    groups = (QuickGroup("Actividades", (meeting,), 1, 1),)
    palette.set_source(
        SimpleNamespace(name="muestra", find=lambda _text, _tell: groups, rows=lambda _ids: [])
    )
    palette.field.setText("reunion")
    settled()
    assert lines(palette)[:2] == ["Actividades", "Reunión con clubes"]
    chosen = []
    palette.record_chosen.connect(chosen.append)
    palette._choose(1)
    assert [(one.id, one.name, one.kind) for one in chosen] == [(7, "Reunión con clubes", "activity")]
    assert desk._settings.place == "actividades"
