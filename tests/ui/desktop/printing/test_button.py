"""From the record of an activity to the page that is printed of it."""

import pytest

from crm.printing.catalog import OF_ACTIVITY, OF_TOUR, Wanted
from ui.desktop.printing.button import PrintButton
from ui.desktop.writing import Writing


def test_a_record_offers_its_pages(qtbot, theme, icons):
    button = PrintButton(OF_TOUR, icons)
    qtbot.addWidget(button)
    button.set_record(7)
    menu = button.menu_of_pages()
    assert [item.text() for item in menu.actions()] == [
        "Itinerario",
        "Carpeta informativa",
        "Informe de gira",
    ]
    with qtbot.waitSignal(button.wanted) as wanted:
        menu.actions()[1].trigger()
    assert wanted.args == [Wanted("carpeta", 7)]


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_the_button_opens_its_menu_and_leaves_none(qtbot, theme, icons):
    button = PrintButton(OF_ACTIVITY, icons)
    qtbot.addWidget(button)
    button.show()
    button.click()
    (menu,) = [child for child in button.children() if hasattr(child, "popup")]
    assert menu.isVisible()
    with qtbot.waitSignal(menu.destroyed):
        menu.close()


def test_from_the_activity_to_its_preview_and_back(qtbot, window, lanes, base, meeting):
    window.show_desk(actor="Ana", demo=False)
    writing = Writing(base, lanes.writer)
    window.beside.set_base(base, writing)
    window.work.set_base(base, writing)
    window.go_to("actividades")
    window.work.open_one("actividades", meeting)
    page = window.work.activities.page
    qtbot.waitUntil(lambda: page.record.record is not None, timeout=10_000)
    button = page.record.view.head.print
    (minutes,) = [item for item in button.menu_of_pages().actions() if item.data() == "minuta"]
    minutes.trigger()
    assert window.beside.here == "imprimir"
    preview = window.beside.preview
    qtbot.waitUntil(preview.print.isEnabled, timeout=10_000)
    assert "Rosa Prueba" in preview.pages.viewport().accessibleDescription()
    window.beside.leave_preview()
    assert window.beside.here == "actividades"
    qtbot.waitUntil(lambda: lanes.reader.idle and lanes.long_reader.idle and lanes.counter.idle)
    window.work.set_base(None, None)
