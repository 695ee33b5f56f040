"""The window: places, keys, sizes, what it remembers."""

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QPlainTextEdit, QTabBar, QTextEdit

from ui.desktop import start
from ui.desktop.actions import specs
from ui.desktop.capture_samples import RECORD, SampleSource
from ui.desktop.window import MainWindow


@pytest.fixture
def desk(qtbot, window, lanes):
    """The window at work on sample contacts."""
    window.show_desk(actor="Jimena Robles", demo=True)
    window.contacts.set_source(SampleSource())
    qtbot.waitUntil(lambda: lanes.reader.idle)
    return window


def test_it_opens_on_contacts(desk):
    assert desk.contacts.isVisible()
    assert desk.top._demo.isVisible()
    assert desk.rail.desk.accessibleDescription() == "Jimena Robles"


def test_one_can_type_at_once(desk):
    assert desk.top.search.editor.hasFocus()


def test_a_list_that_runs_empty_hands_the_keyboard_back_to_the_search(qtbot, desk, lanes):
    desk.top.search.set_query("zzz")
    qtbot.keyClick(desk.top.search.editor, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: lanes.reader.idle)
    assert desk.top.search.editor.hasFocus()
    qtbot.keyClick(desk.top.search.editor, Qt.Key.Key_Down)
    assert desk.top.search.editor.hasFocus()


@pytest.mark.parametrize(("number", "code"), [(1, "mi-dia"), (2, "contactos"), (8, "administracion")])
def test_ctrl_and_a_number_go_to_a_place(qtbot, desk, number, code):
    qtbot.keyClick(desk, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.ControlModifier)
    assert desk._settings.place == code


def test_ctrl_f_goes_to_the_search_from_anywhere(qtbot, desk):
    desk.go_to("red-consular")
    qtbot.keyClick(desk, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert desk.top.search.editor.hasFocus()
    assert desk.contacts.isVisible()


def test_a_slash_goes_to_the_search_and_can_be_typed_there(qtbot, desk):
    desk.contacts.list.table.setFocus()
    qtbot.keyClick(desk.contacts.list.table, Qt.Key.Key_Slash)
    assert desk.top.search.editor.hasFocus()
    qtbot.keyClicks(desk.top.search.editor, "a/b")
    assert desk.top.search.query == "a/b"


def test_letters_typed_in_the_list_begin_a_search(qtbot, desk, lanes):
    desk.contacts.into_list()
    qtbot.keyClicks(desk.contacts.list.table, "k")
    assert desk.top.search.query == "k"
    qtbot.waitUntil(lambda: lanes.reader.idle)
    assert desk.contacts.list.model.rowCount() == 1


def test_down_goes_from_the_search_to_the_first_contact_found(qtbot, desk, lanes):
    qtbot.keyClicks(desk.top.search.editor, "unam")
    qtbot.keyClick(desk.top.search.editor, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: lanes.reader.idle)
    assert desk.contacts.list.table.hasFocus()
    assert desk.contacts.list.table.currentIndex().data() == "Centro de Estudios Mexicanos UNAM Tucson"
    assert desk.windowTitle() == RECORD.title
    desk.top.search.set_query("kennesaw")
    qtbot.waitUntil(lambda: lanes.reader.idle)
    assert desk.windowTitle() == "Vínculo"  # the record went with the row


def test_enter_opens_the_first_contact_found_even_if_it_has_not_come_yet(qtbot, desk, lanes):
    qtbot.keyClicks(desk.top.search.editor, "kennesaw")
    qtbot.keyClick(desk.top.search.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: lanes.reader.idle)
    assert desk.contacts.list.current == 2
    assert desk.contacts.record.record == RECORD


def test_a_problem_with_the_query_stands_beside_it_until_it_is_right(qtbot, desk, lanes):
    desk.contacts.failed.emit("No existe el campo «ciuda».")
    assert desk.top.sentence == "No existe el campo «ciuda»."
    desk.top.search.set_query("unam")
    qtbot.waitUntil(lambda: lanes.reader.idle)
    assert not desk.top._problem.isVisible()


def test_trouble_elsewhere_stays_until_one_asks_again(qtbot, desk, lanes):
    desk.top.show_trouble("No se pudo hacer el respaldo.")
    desk.top.search.set_query("unam")
    qtbot.waitUntil(lambda: lanes.reader.idle)
    assert desk.top.sentence == "No se pudo hacer el respaldo."
    qtbot.keyClick(desk, Qt.Key.Key_F5)
    assert not desk.top._problem.isVisible()
    qtbot.waitUntil(lambda: lanes.reader.idle)


@pytest.mark.parametrize(("width", "narrow"), [(1099, True), (1100, False)])
def test_under_1100_px_there_is_one_pane_and_no_names_in_the_rail(qtbot, desk, width, narrow):
    desk.resize(width, 720)
    qtbot.waitUntil(lambda: desk.width() == width)
    assert desk.contacts.record.isVisible() != narrow
    assert desk.rail.width() == (56 if narrow else 96)


@pytest.mark.parametrize("size", [(1280, 720), (960, 540), (640, 480)])
def test_it_fits_small_screens(qtbot, desk, lanes, size):
    desk.contacts.show_one(3)
    qtbot.waitUntil(lambda: lanes.reader.idle)
    desk.resize(*size)
    qtbot.waitUntil(lambda: (desk.width(), desk.height()) == size)
    last = desk.rail.buttons[-1]
    assert last.geometry().bottom() < desk.rail.desk.geometry().top()


def test_what_it_looked_like_is_there_the_next_day(qtbot, desk, theme, icons, lanes, settings):
    desk.resize(760, 700)  # the offscreen platform has a screen of 800 by 800
    desk.go_to("red-consular")
    desk.close()
    tomorrow = MainWindow(theme, icons, lanes, settings)
    qtbot.addWidget(tomorrow)
    tomorrow.show()
    tomorrow.show_desk(actor="", demo=False)
    assert (tomorrow.width(), tomorrow.height()) == (760, 700)
    assert tomorrow._stack.currentWidget() is not tomorrow.contacts
    assert not tomorrow.top._demo.isVisible()


def test_list_and_record_meet_where_they_met_the_day_before(qtbot, desk, theme, icons, lanes, settings):
    desk.contacts.splitter.setSizes([500, 683])
    sizes = desk.contacts.splitter.sizes()
    settings.contacts_splitter = desk.contacts.splitter.state
    tomorrow = MainWindow(theme, icons, lanes, settings)
    qtbot.addWidget(tomorrow)
    tomorrow.show()
    tomorrow.show_desk(actor="", demo=False)
    assert tomorrow.contacts.splitter.sizes() == sizes


@pytest.mark.parametrize("remembered", [b"", b"where it was"])
def test_a_window_that_had_no_base_leaves_alone_where_they_meet(window, settings, remembered):
    settings.contacts_splitter = QByteArray(remembered)
    window.close()
    assert settings.contacts_splitter == QByteArray(remembered)


def test_no_two_actions_have_the_same_keys():
    keys = [key for spec in specs() for key in spec.keys] + [f"Ctrl+{number}" for number in range(1, 9)]
    assert len(keys) == len(set(keys))


def test_every_control_has_a_name_for_a_screen_reader(qtbot, desk, lanes):
    desk.contacts.show_one(3)
    qtbot.waitUntil(lambda: lanes.reader.idle)
    for kind in (QAbstractButton, QAbstractItemView, QPlainTextEdit, QTextEdit, QTabBar):
        for control in desk.findChildren(kind):
            if control.isVisible():
                named = control.accessibleName() or getattr(control, "text", lambda: "")()
                assert named or control.objectName() == "qt_scrollarea_viewport", control


def test_tab_goes_through_the_window_in_reading_order(qtbot, desk, lanes):
    desk.contacts.show_one(3)
    qtbot.waitUntil(lambda: lanes.reader.idle)
    desk.top.search.editor.setFocus()
    seen = []
    for _step in range(7):
        qtbot.keyClick(desk.focusWidget(), Qt.Key.Key_Tab)
        seen.append(desk.focusWidget())
    view = desk.contacts.record.view
    assert desk.contacts.list.table in seen
    assert view.tabs in seen
    assert seen.index(desk.contacts.list.table) < seen.index(view.tabs)


def test_tab_reaches_what_stands_over_the_list_and_shows_where_it_is_in_it(qtbot, desk, lanes):
    assert not desk.contacts.list.table.currentIndex().isValid()
    desk.top.search.editor.setFocus()
    seen = []
    for _step in range(5):
        qtbot.keyClick(desk.focusWidget(), Qt.Key.Key_Tab)
        seen.append(desk.focusWidget())
    pane = desk.contacts.list
    assert seen[:4] == [pane.facets_button, pane.columns_button, pane.export_button, pane.table]
    assert pane.table.currentIndex().row() == 0
    assert pane.current


def test_the_first_start_offers_three_things(qtbot, window, theme, icons, tmp_path):
    done = []
    page = start.first_start(
        theme,
        icons,
        path=tmp_path / "base.vinculo",
        create=lambda: done.append("create"),
        demo=lambda: done.append("demo"),
        open_other=lambda: done.append("open"),
    )
    window.show_notice(page)
    assert [button.text() for button in page.buttons] == [
        "Crear una base vacía",
        "Ver la base de demostración",
        "Abrir una base existente…",
    ]
    for button in page.buttons:
        button.click()
    assert done == ["create", "demo", "open"]
    assert not window.rail.isVisible()


def test_a_notice_that_is_over_leaves_nothing(qtbot, window, theme, icons):
    page = start.cannot_open(
        theme,
        icons,
        sentence="Está dañada.",
        again=lambda: None,
        restore=lambda: None,
        open_other=lambda: None,
    )
    window.show_notice(page)
    with qtbot.waitSignal(page.destroyed):
        window.show_desk(actor="", demo=False)


def test_a_long_task_tells_how_far_it_is_and_can_be_stopped(qtbot, window, theme, icons, tmp_path):
    page = start.making(theme, icons, path=tmp_path / "x.vinculo", demo=True)
    window.show_notice(page)
    page.show_progress(10, 40, "10 de 40 contactos")
    assert (page._bar.value(), page._bar.maximum()) == (10, 40)
    assert page._text.text() == "10 de 40 contactos"
    with qtbot.waitSignal(page.cancelled):
        page.buttons[0].click()


def test_the_keys_of_places_do_nothing_behind_what_stands_over_the_work(qtbot, desk, theme, icons, tmp_path):
    page = start.making(theme, icons, path=tmp_path / "x.vinculo", demo=True)
    before, title = desk.place, desk.windowTitle()
    desk.show_notice(page)
    qtbot.keyClick(desk, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert desk.place == before
    assert desk.windowTitle() == title
