"""What stands beside the work, reached from the window by keys, by the rail, and by a file dropped on it."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from crm.base import open_base
from ui.desktop.capture_samples import RECORD, SampleSource
from ui.desktop.file_drops import file_in
from ui.desktop.writing import Writing

CTRL = Qt.KeyboardModifier.ControlModifier
WHERE = QPoint(300, 300)
HELD = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)


@pytest.fixture
def desk(qtbot, window, lanes):
    window.show_desk(actor="Jimena Robles", demo=True)
    window.contacts.set_source(SampleSource())
    qtbot.waitUntil(lambda: lanes.reader.idle)
    return window


@pytest.fixture
def base(tmp_path, new_base):
    path = tmp_path / "base.vinculo"
    new_base(path)
    with open_base(path, actor="ana") as base:
        yield base


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "Directorio 2025.csv"
    path.write_text("Nombre\nAna Soto\n", "utf-8")
    return path


def urls(*paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def text(written):
    data = QMimeData()
    data.setText(written)
    return data


@pytest.mark.parametrize(
    ("key", "modifiers", "here"),
    [
        (Qt.Key.Key_I, CTRL, "administracion/importar"),
        (Qt.Key.Key_E, CTRL, "administracion/exportar"),
        (Qt.Key.Key_Comma, CTRL, "administracion/ajustes"),
    ],
)
def test_keys_lead_to_each_page_and_the_rail_back_to_the_list(qtbot, desk, key, modifiers, here):
    qtbot.keyClick(desk, key, modifiers)
    assert desk.beside.here == here
    assert desk._settings.place == "administracion"
    desk.rail.chosen.emit("administracion")
    assert desk.beside.here == "administracion"
    assert desk.windowTitle() == "Administración"


def test_beside_the_work_the_primary_button_is_that_of_the_page(desk):
    assert desk.top.new.property("look") == "primary"
    desk.beside.open_import()
    assert desk.beside.administration.importing.pick.button.property("look") == "primary"
    assert desk.top.new.property("look") == ""
    assert desk.top.new.text() == "Nuevo contacto"
    desk.go_to("contactos")
    assert desk.top.new.property("look") == "primary"


def test_f1_opens_the_page_of_where_one_is_and_esc_goes_back(qtbot, desk):
    desk.contacts.list.table.setFocus()
    qtbot.keyClick(desk, Qt.Key.Key_F1)
    assert desk.beside.here == "manual"
    assert desk.beside._manual.page == "contactos"
    qtbot.keyClick(desk.beside._manual.text, Qt.Key.Key_Escape)
    assert desk.beside.here == "contactos"
    assert desk.contacts.list.table.hasFocus()
    desk.beside.open_import()
    qtbot.keyClick(desk, Qt.Key.Key_F1)
    assert desk.beside._manual.page == "importar"
    qtbot.keyClick(desk, Qt.Key.Key_F1)
    assert desk.beside.here == "administracion/importar"


def test_the_window_is_called_after_what_is_in_sight(qtbot, desk, lanes):
    desk.contacts.show_one(3)
    qtbot.waitUntil(lambda: desk.windowTitle() == RECORD.title)
    qtbot.keyClick(desk, Qt.Key.Key_F1)
    assert desk.windowTitle() == "Manual: Contactos"
    qtbot.keyClick(desk.beside._manual.text, Qt.Key.Key_Escape)
    assert desk.windowTitle() == RECORD.title
    qtbot.keyClick(desk, Qt.Key.Key_Comma, CTRL)
    assert desk.windowTitle() == "Ajustes, base y respaldos"
    qtbot.keyClick(desk, Qt.Key.Key_2, CTRL)
    assert desk.windowTitle() == RECORD.title
    qtbot.keyClick(desk, Qt.Key.Key_5, CTRL)
    assert desk.windowTitle() == "Convenios"


def test_the_keys_of_a_place_take_the_focus_from_the_rail(qtbot, desk):
    desk.rail.buttons[7].setFocus()
    desk.rail.buttons[7].click()
    qtbot.keyClick(desk, Qt.Key.Key_2, CTRL)
    assert desk.contacts.isAncestorOf(desk.focusWidget())


def test_the_query_is_hidden_where_it_finds_nothing_and_back_beside_its_list(qtbot, desk, lanes):
    search = desk.top.search
    search.type_text("unam")
    qtbot.waitUntil(lambda: desk.contacts.list.model.rowCount() == 2)
    for leave in (
        desk.beside.open_manual,
        lambda: desk.go_to("administracion"),
        lambda: desk.go_to("convenios"),
    ):
        leave()
        assert (search.query, search.editor.toPlainText()) == ("", "")
        with qtbot.assertNotEmitted(search.changed):
            desk.go_to("contactos")
        assert (search.query, search.editor.toPlainText()) == ("unam", "unam")
    desk.go_to("administracion")
    search.type_text("k")
    assert desk.beside.here == "contactos"
    assert search.query == "k"


def test_esc_goes_back_to_where_a_section_was_asked_for(qtbot, desk):
    desk.contacts.list.table.setFocus()
    for code in ("trash_bin", "import", "settings"):
        desk._actions[code].trigger()
        assert desk.beside.administration.section
        qtbot.keyClick(desk.beside.administration, Qt.Key.Key_Escape)
        assert desk.beside.here == "contactos"
        assert desk.contacts.list.table.hasFocus()
    desk.go_to("administracion")
    desk.beside.administration.buttons["papelera"].click()
    qtbot.keyClick(desk.beside.administration, Qt.Key.Key_Escape)
    assert desk.beside.here == "administracion"


def test_a_place_left_by_the_rail_from_the_manual_stays_left(qtbot, desk):
    desk.beside.open_manual()
    desk.go_to("convenios")
    desk.beside.leave_manual()
    assert desk.beside.here == "convenios"


def test_a_question_mark_shows_the_keys_and_can_be_typed_in_the_search(qtbot, desk):
    desk.contacts.list.table.setFocus()
    qtbot.keyClick(desk.contacts.list.table, Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier)
    assert desk.beside.shortcuts.isVisible()
    qtbot.keyClick(desk.beside.shortcuts, Qt.Key.Key_Escape)
    assert desk.contacts.list.table.hasFocus()
    desk.top.search.editor.setFocus()
    qtbot.keyClicks(desk.top.search.editor, "a?")
    assert desk.top.search.query == "a?"
    assert not desk.beside.shortcuts.isVisible()


def dragged(desk, data):
    """Whether what is dragged over the window is welcome."""
    enter = QDragEnterEvent(WHERE, Qt.DropAction.CopyAction, data, *HELD)
    enter.ignore()
    QApplication.sendEvent(desk, enter)
    return enter.isAccepted()


def test_a_file_dropped_on_the_window_is_imported(qtbot, desk, file, base, lanes):
    data = urls(file)
    assert not dragged(desk, data)
    desk.beside.set_base(base, Writing(base, lanes.writer))
    assert dragged(desk, data)
    QApplication.sendEvent(desk, QDropEvent(QPointF(WHERE), Qt.DropAction.CopyAction, data, *HELD))
    assert desk.beside.here == "administracion/importar"
    importing = desk.beside.administration.importing
    qtbot.waitUntil(lambda: importing.pick.isHidden() and lanes.long_reader.idle)
    lanes.close()


def test_what_is_no_single_file_is_not_taken(tmp_path, file):
    assert file_in(urls(file)) == file
    assert file_in(urls(file, file)) is None
    assert file_in(urls(tmp_path)) is None
    assert file_in(urls(tmp_path / "no-hay.csv")) is None
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/a.csv")])
    assert file_in(data) is None
    assert file_in(text(f'"{file}"\n')) == file
    assert file_in(text("Ana Soto")) is None
    assert file_in(text(f"{file}\n{file}")) is None


def test_a_path_pasted_on_the_import_page_is_opened(qtbot, desk, file):
    desk.beside.open_import()
    page = desk.beside.administration.importing
    chosen = []
    page.pick.chosen.connect(chosen.append)
    QGuiApplication.clipboard().setText(str(file))
    qtbot.keyClick(page, Qt.Key.Key_V, CTRL)
    assert chosen == [file]


def test_the_export_begins_with_what_one_looks_at(qtbot, desk, lanes):
    desk.top.search.set_query("unam")
    qtbot.waitUntil(lambda: lanes.reader.idle)
    qtbot.keyClick(desk, Qt.Key.Key_E, CTRL)
    page = desk.beside.administration.exporting
    assert page.whose.button(1).isChecked()
    assert "unam" in page.whose.button(1).text()
    desk.contacts.selection.export_wanted.emit([1, 2, 3])
    assert page.whose.button(2).text() == "Los elegidos en la lista: 3"


def test_opened_and_closed_five_hundred_times_it_leaves_nothing(qtbot, desk):
    desk.beside.open_manual()
    desk.beside.leave_manual()
    desk.beside.open_shortcuts()
    desk.beside.shortcuts.close_overlay()
    desk.beside.open_import()
    desk.go_to("contactos")
    QApplication.processEvents()
    before = len(QApplication.allWidgets())
    for _time in range(125):
        desk.beside.open_manual()
        desk.beside.leave_manual()
        desk.beside.open_shortcuts()
        desk.beside.shortcuts.close_overlay()
        desk.beside.open_import()
        desk.go_to("contactos")
    qtbot.waitUntil(lambda: len(QApplication.allWidgets()) <= before)
