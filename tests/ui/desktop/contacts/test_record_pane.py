"""The record of a contact, to read."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QToolButton

from crm.contact_record import Value
from ui.desktop.capture_samples import HISTORY, LONG_RECORD, RECORD
from ui.desktop.contacts.copy_button import CopyButton
from ui.desktop.contacts.link import Link
from ui.desktop.contacts.record_pane import RecordPane
from ui.desktop.labels import Prose


@pytest.fixture
def pane(qtbot, theme, icons):
    pane = RecordPane(theme, icons)
    qtbot.addWidget(pane)
    pane.resize(720, 800)
    pane.show()
    return pane


def texts(pane) -> list[str]:
    return [
        label.plain_text if isinstance(label, Prose) else label.text()
        for label in pane.findChildren(QLabel)
        if label.isVisible()
    ]


def tabs(pane) -> list[str]:
    return [pane.view.tabs.tabText(number) for number in range(pane.view.tabs.count())]


def test_everything_that_is_known_can_be_read(pane):
    pane.show_record(RECORD)
    shown = "\n".join(texts(pane))
    for text in (
        RECORD.title,
        "Académica\u2002·\u2002Institución\u2002·\u2002Santiago, Chile",
        "CEM",
        "Universidad de Santiago de Chile",
        "+56 2 5555 0134",
        "cem@example.org",
        "Estación Central, Santiago, Chile",
        "Embajada de México en Chile, sección consular",
        "Red de Observación, desde 2023",
        "Ruta Chilanga",
        "Dra. Valentina Rojas Ibáñez",
        "Directora desde marzo de 2024",
        "Director hasta marzo de 2024",
        "Prefiere que se le escriba por las mañanas, hora de Santiago.",
        "Informe final de la Estrategia 2022-2024",
    ):
        assert text in shown


def test_only_tabs_with_something_behind_them_are_there(pane):
    pane.show_record(RECORD)
    assert tabs(pane) == ["Ficha", "Relaciones  2", "Historial"]
    pane.show_record(replace(RECORD, relations=()))
    assert tabs(pane) == ["Ficha", "Historial"]


def test_one_stays_on_the_tab_one_was_on(pane):
    pane.show_record(RECORD)
    pane.open_tab("relaciones")
    pane.show_record(replace(RECORD, id=4))
    assert pane.view.tabs.tabData(pane.view.tabs.currentIndex()) == "relaciones"
    pane.show_record(LONG_RECORD)
    assert pane.view.tabs.tabData(pane.view.tabs.currentIndex()) == "ficha"


def test_the_history_is_asked_for_when_it_is_looked_at(qtbot, pane):
    with qtbot.assertNotEmitted(pane.history_wanted):
        pane.show_record(RECORD)
    with qtbot.waitSignal(pane.history_wanted) as wanted:
        pane.open_tab("historial")
    assert wanted.args == [RECORD.id]
    pane.show_history(RECORD.id, HISTORY)
    assert pane.view.history.model().rowCount() == 7
    assert pane.view.history.model().index(0, 0).data() == "hoy, 10:04. Editar contacto. jrobles"


def test_the_history_of_another_contact_is_not_shown(pane):
    pane.show_record(RECORD)
    pane.open_tab("historial")
    pane.show_history(RECORD.id + 1, HISTORY)
    assert pane.view.history.model().rowCount() == 0


def test_a_value_is_copied_as_it_is_stored(qtbot, pane):
    pane.show_record(RECORD)
    button = next(
        button for button in pane.findChildren(CopyButton) if button.accessibleName() == "Copiar +56255550134"
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "+56255550134"
    assert button.toolTip() == "Copiado"


def test_a_click_or_enter_on_a_name_asks_for_that_contact(qtbot, pane):
    pane.show_record(RECORD)
    link = next(link for link in pane.findChildren(Link) if link.plain_text == "Dra. Valentina Rojas Ibáñez")
    with qtbot.waitSignal(pane.contact_wanted) as wanted:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert wanted.args == [91]
    with qtbot.waitSignal(pane.contact_wanted):
        qtbot.keyClick(link, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("link", "opened"),
    [
        ("https://example.org", True),
        ("mailto:a@example.org", True),
        ("tel:+525555555555", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("ms-msdt:/id", False),
        ("no es una liga", False),
    ],
)
def test_only_harmless_links_are_opened(qtbot, pane, monkeypatch, link, opened):
    calls: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: calls.append(url) or True)
    pane.show_record(replace(RECORD, links=(Value("liga de prueba", link, link),)))
    label = next(label for label in pane.findChildren(Link) if label.plain_text == "liga de prueba")
    qtbot.mouseClick(label, Qt.MouseButton.LeftButton)
    assert bool(calls) == opened


@pytest.mark.parametrize(
    ("link", "copied", "said"),
    [
        ("mailto:a@example.org", "a@example.org", "programa de correo"),
        ("tel:+525555555555", "+525555555555", "se copió el número"),
        ("https://example.org/a", "https://example.org/a", "navegador"),
    ],
)
def test_what_no_program_opens_is_copied_and_said(qtbot, pane, monkeypatch, link, copied, said):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    pane.show_record(replace(RECORD, links=(Value("liga de prueba", link, link),)))
    label = next(label for label in pane.findChildren(Link) if label.plain_text == "liga de prueba")
    with qtbot.waitSignal(pane.failed) as failed:
        qtbot.mouseClick(label, Qt.MouseButton.LeftButton)
    assert said in failed.args[0]
    assert QGuiApplication.clipboard().text() == copied


@pytest.mark.parametrize(("width", "two"), [(568, True), (540, False)])
def test_two_columns_where_a_window_of_1280_leaves_room(qtbot, pane, width, two):
    pane.resize(width, 640)
    pane.show_record(RECORD)
    QApplication.processEvents()
    tops = {
        text: next(
            label.mapTo(pane, label.rect().topLeft())
            for label in pane.findChildren(Prose)
            if label.isVisible() and label.plain_text == text
        )
        for text in ("CEM", "Dra. Valentina Rojas Ibáñez")
    }
    beside = tops["Dra. Valentina Rojas Ibáñez"].x() > tops["CEM"].x() + 80
    assert beside == two


def test_the_way_back_begins_where_the_name_does(qtbot, pane):
    pane.show_record(RECORD)
    pane.show_back(True)
    QApplication.processEvents()
    back = next(button for button in pane.findChildren(QToolButton) if button.text() == "Volver a la lista")
    assert back.x() == 20


def test_a_contact_in_the_trash_says_so(pane):
    pane.show_record(RECORD)
    assert "Está en la papelera." not in texts(pane)
    pane.show_record(replace(RECORD, trashed=True))
    assert "Está en la papelera." in texts(pane)


def test_where_there_is_no_contact_it_says_why(pane):
    pane.show_record(RECORD)
    pane.show_nothing("Elija un contacto.")
    assert texts(pane) == ["Elija un contacto."]
    assert pane.record is None


@pytest.mark.parametrize("width", [520, 900])
def test_nothing_is_wider_than_the_record_however_long_the_names(qtbot, pane, width):
    pane.resize(width, 800)
    tag = "Personas originarias de la Ciudad de México " * 4
    pane.show_record(replace(LONG_RECORD, tags=(*LONG_RECORD.tags, tag)))
    qtbot.waitUntil(lambda: pane.width() == width)
    for label in pane.findChildren(QLabel):
        if label.isVisible():
            right = label.mapTo(pane, label.rect().topRight()).x()
            assert right <= width, label.text()
    (cut,) = (label for label in pane.findChildren(QLabel) if label.toolTip() == tag)
    assert "…" in cut.text()


def test_a_phone_never_breaks_and_an_e_mail_only_where_no_line_could_hold_it(qtbot, pane):
    pane.resize(567, 640)
    whole = ("+52 55 1234 5678 ext. 1234", "+1 312-555-0190 ext. 12345", "maria-f.perez@example.org")
    broken = "contacto@federacion-zacateca.org"
    phones = tuple(Value(text, text, "tel:+525512345678") for text in whole[:2])
    emails = tuple(Value(text, text, f"mailto:{text}") for text in (whole[2], broken))
    pane.show_record(replace(RECORD, phones=phones, emails=emails))
    QApplication.processEvents()
    shown = {label.plain_text: label for label in pane.findChildren(Prose) if label.isVisible()}
    for text in whole:
        assert (shown[text].height(), shown[text].width()) == (20, shown[text].sizeHint().width()), text
    assert shown[broken].height() == 40
    people = shown["Dra. Valentina Rojas Ibáñez"].mapTo(pane, shown[broken].rect().topLeft())
    assert people.x() > 300  # still beside them


def test_a_phone_longer_than_two_columns_leave_room_for_takes_one(qtbot, pane):
    pane.resize(567, 640)
    number = "+880 1812 345 678 ext. 123456789012"
    pane.show_record(replace(RECORD, phones=(Value(number, number, "tel:+8801812345678"),)))
    QApplication.processEvents()
    shown = {label.plain_text: label for label in pane.findChildren(Prose) if label.isVisible()}
    assert shown[number].height() == 20
    people = shown["Dra. Valentina Rojas Ibáñez"].mapTo(pane, shown[number].rect().topLeft())
    assert people.x() < 300


def test_every_control_has_a_name_for_a_screen_reader(pane):
    pane.show_record(RECORD)
    for button in pane.findChildren(CopyButton):
        assert button.accessibleName().startswith("Copiar ")
    assert pane.view.tabs.accessibleName()
    assert pane.accessibleName() == "Ficha del contacto"


def test_the_history_is_asked_for_again_when_the_same_record_comes_back(qtbot, pane):
    pane.show_record(RECORD)
    pane.open_tab("historial")
    pane.show_history(RECORD.id, HISTORY)
    pane.show_nothing("Otra base")
    with qtbot.waitSignal(pane.history_wanted) as asked:
        pane.show_record(RECORD)
    assert asked.args == [RECORD.id]
    assert pane.view.history.model().rowCount() == 0


def test_a_record_is_made_in_one_turn_and_painted_in_another(qtbot, pane):
    pane.show_record(RECORD)
    assert not pane.view.updatesEnabled()
    qtbot.waitUntil(pane.view.updatesEnabled)
