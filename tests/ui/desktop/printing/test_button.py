"""From the record of an activity to the page that is printed of it."""

import datetime

import pytest
from PySide6.QtCore import QPoint, Qt

from crm import follow_ups, requests, tours
from crm.follow_up_values import NewFollowUp
from crm.printing.catalog import OF_ACTIVITY, OF_TOUR, Wanted
from crm.request_values import NewRequest
from crm.tour_values import NewTour, Stop
from crm.weeks import MONDAY
from tests.crm.agreement_cases import SIGNED, add
from ui.desktop.printing.button import PrintButton
from ui.desktop.printing.menu import PagesMenu
from ui.desktop.writing import Writing

TODAY = datetime.date(2025, 10, 6)


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


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_ctrl_p_offers_pages_from_any_place(qtbot, window, lanes, base):
    window.show_desk(actor="Ana", demo=False)
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert window.findChildren(PagesMenu) == []
    window.beside.set_base(base, None)
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    (menu,) = window.findChildren(PagesMenu)
    assert menu.isVisible()
    assert [item.text() for item in menu.actions()] == ["Seguimientos por persona", "Agenda de la semana"]
    menu.actions()[1].trigger()
    menu.close()
    assert window.beside.here == "imprimir"
    qtbot.waitUntil(window.beside.preview.print.isEnabled, timeout=10_000)
    assert (
        "Agenda del 5 al 11 de octubre de 2025"
        in window.beside.preview.pages.viewport().accessibleDescription()
    )
    qtbot.waitUntil(lambda: lanes.reader.idle and lanes.long_reader.idle and lanes.counter.idle)


def test_the_agenda_begins_its_week_as_the_settings_say(window, settings):
    settings.week_start = "lunes"
    menu = window.beside.pages_menu("mi-dia", 0)
    assert Wanted("agenda", begins=MONDAY) in [item.data() for item in menu.actions()]
    menu.deleteLater()


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
    (minutes,) = [item for item in button.menu_of_pages().actions() if item.data().code == "minuta"]
    minutes.trigger()
    assert window.beside.here == "imprimir"
    preview = window.beside.preview
    qtbot.waitUntil(preview.print.isEnabled, timeout=10_000)
    assert "Rosa Prueba" in preview.pages.viewport().accessibleDescription()
    preview.print.setEnabled(False)  # or the system's dialogue would open
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert window.beside.here == "imprimir"
    window.beside.leave_preview()
    assert window.beside.here == "actividades"
    codes = [
        item.data().code for item in window.beside.pages_menu("actividades", meeting).actions() if item.data()
    ]
    assert codes == [
        *(kind.code for kind in OF_ACTIVITY),
        "seguimientos-por-persona",
        "agenda",
    ]
    assert window.work.shown("actividades") == meeting
    qtbot.waitUntil(lambda: lanes.reader.idle and lanes.long_reader.idle and lanes.counter.idle)
    window.work.set_base(None, None)


@pytest.mark.parametrize(
    ("place", "codes"),
    [
        ("giras", ["itinerario", "carpeta", "informe-de-gira"]),
        ("gestiones", ["tarjeta-de-gestion"]),
    ],
)
def test_tours_and_requests_offer_theirs(qtbot, window, lanes, base, place, codes):
    with base.write("Alta") as session:
        if place == "giras":
            record = tours.create(session, NewTour("Oeste", start="2025-10", stops=(Stop("Reno", "US"),)))
        else:
            record = requests.create(session, NewRequest("Solicita", received="2025-10-01"), today=TODAY)
    writing = Writing(base, lanes.writer)
    window.show_desk(actor="Ana", demo=False)
    window.beside.set_base(base, writing)
    window.work.set_base(base, writing)
    window.go_to(place)
    window.work.open_one(place, record)
    qtbot.waitUntil(lambda: window.work.shown(place) == record, timeout=10_000)
    menu = window.beside.pages_menu(place, record)
    assert [item.data().code for item in menu.actions() if item.data()][: len(codes)] == codes
    on_the_record = window.work.parts.work(place).page.record.view.head.print.menu_of_pages()
    assert [item.data().code for item in on_the_record.actions()] == codes
    on_the_record.actions()[0].trigger()
    qtbot.waitUntil(window.beside.preview.print.isEnabled, timeout=10_000)
    assert window.beside.here == "imprimir"
    qtbot.waitUntil(lambda: lanes.reader.idle and lanes.long_reader.idle and lanes.counter.idle)
    window.work.set_base(None, None)


@pytest.mark.parametrize("place", ["actividades", "gestiones", "convenios", "seguimientos"])
def test_ctrl_p_opens_below_what_prints_the_record(qtbot, window, lanes, base, meeting, place, monkeypatch):
    with base.write("Alta") as session:
        asked = requests.create(session, NewRequest("Solicita", received="2025-10-01"), today=TODAY)
        to_do = follow_ups.create(session, NewFollowUp("Llamar", due="2025-10-06"))
    records = {
        "actividades": meeting,
        "gestiones": asked,
        "convenios": add(base, SIGNED),
        "seguimientos": to_do,
    }
    window.show_desk(actor="Ana", demo=False)
    writing = Writing(base, lanes.writer)
    window.beside.set_base(base, writing)
    window.work.set_base(base, writing)
    window.go_to(place)
    corners = []
    monkeypatch.setattr(PagesMenu, "popup", lambda menu, corner: corners.append(corner))
    page = window.searching.page
    page.record.show_nothing("")
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    window.work.open_one(place, records[place])
    qtbot.waitUntil(lambda: window.work.shown(place) == records[place], timeout=10_000)
    qtbot.waitUntil(page.record.view.isVisible)
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    head = page.record.view.head
    if place == "seguimientos":  # nothing prints one of them
        below = head.mapToGlobal(QPoint(head.layout().contentsMargins().left(), head.height() + 4))
    else:
        below = head.print.mapToGlobal(QPoint(0, head.print.height() + 4))
    assert corners == [page.mapToGlobal(QPoint(32, 8)), below]
    qtbot.waitUntil(lambda: lanes.reader.idle and lanes.long_reader.idle and lanes.counter.idle)
    window.work.set_base(None, None)
