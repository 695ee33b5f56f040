"""A new person and a new institution in three fields, and the draft that outlives the program."""

import datetime
import subprocess
import sys
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from crm import contacts, drafts, operations
from crm.base import open_base
from crm.cards import Card, Email, Phone, Post
from crm.clock import Clock
from crm.errors import InvalidValue
from crm.query import parse
from crm.query_run import ids
from ui.desktop.contacts.base_source import BaseSource
from ui.desktop.contacts.contact_desk import contact_desk
from ui.desktop.labels import Prose
from ui.desktop.writing import Writing

TODAY = datetime.date(2025, 10, 6)
LEAVE_DRAFT = """
import sys
from pathlib import Path
from crm import drafts
from crm.base import open_base
with open_base(Path(sys.argv[1]), actor="ana") as base, base.write(drafts.TITLE) as session:
    values = {"name": "Rosa Prueba", "work": chr(31).join(("Club", "", "")) + chr(29), "reach": "55 12"}
    drafts.keep(session, drafts.Draft("una", "person", values), "ana")
"""


@pytest.fixture
def base(tmp_path, new_base):
    path = tmp_path / "base.vinculo"
    new_base(path)
    with open_base(path, actor="ana", clock=Clock.fixed(TODAY)) as base:
        with base.write("Altas") as session:
            contacts.create(session, Card("organization", official_name="Club de Prueba"))
            contacts.create(session, Card("person", given_names="Rosa", first_surname="Campos"))
        yield base


@pytest.fixture
def open_desk(qtbot, base, window, theme, icons, lanes):
    def open_desk():
        writing = Writing(base, lanes.writer, window)
        window.show_desk(actor="ana", demo=False)
        window.contacts.set_source(BaseSource(base, lanes.reader))
        window.set_writing(writing)
        desk = contact_desk(window.contacts, base, lanes, writing, theme, icons)
        window.set_contact_desk(desk)
        qtbot.waitUntil(lambda: lanes.reader.idle)
        return desk

    yield open_desk
    qtbot.waitUntil(lambda: lanes.writer.idle and lanes.reader.idle)
    window.set_contact_desk(None)
    qtbot.waitUntil(lambda: lanes.writer.idle)


@pytest.fixture
def desk(open_desk):
    return open_desk()


def press(qtbot, key, modifiers=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget(), key, modifiers)


def type_text(qtbot, text):
    qtbot.keyClicks(QApplication.focusWidget(), text)


def find(base, query):
    with base.read() as session:
        return [contacts.card(session, contact) for contact in ids(session, parse(query, TODAY))]


def base_ids(base, query):
    with base.read() as session:
        return list(ids(session, parse(query, TODAY)))


def kept_drafts(base):
    with base.read() as session:
        found = session.connection().exec_driver_sql("SELECT count(*) FROM setting WHERE name LIKE 'draft:%'")
        return found.scalar_one()


def told(field):
    return " ".join(prose.plain_text for prose in field.findChildren(Prose))


def start(qtbot, window, kind="person"):
    modifiers = Qt.KeyboardModifier.ControlModifier
    if kind == "organization":
        modifiers |= Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_N, modifiers)


def test_a_person_at_an_institution_by_keys_alone(qtbot, base, window, desk):
    start(qtbot, window)
    type_text(qtbot, "Dra. Luz Prueba Rios")
    press(qtbot, Qt.Key.Key_Return)
    type_text(qtbot, "club de")
    picker = desk.form.fields["work"].parts["organization"]
    qtbot.waitUntil(picker.popup.isVisible)
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Return)
    type_text(qtbot, "Presidenta")
    press(qtbot, Qt.Key.Key_Return)
    type_text(qtbot, "55 1234 5678")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.form is None)
    (luz,) = find(base, "luz")
    assert (luz.treatment, luz.given_names, luz.first_surname, luz.second_surname) == (
        "Dra.",
        "Luz",
        "Prueba",
        "Rios",
    )
    assert luz.posts == (Post("Club de Prueba", "Presidenta"),)
    assert luz.phones == (Phone("+525512345678"),)
    qtbot.waitUntil(lambda: window.contacts.record.record is not None)
    assert window.contacts.record.record.title == "Dra. Luz Prueba Rios"
    with base.read() as session:
        assert [entry.title for entry in operations.log(session, limit=2)] == ["Persona nueva", "Altas"]
    qtbot.waitUntil(lambda: kept_drafts(base) == 0)


def test_who_types_faster_than_the_base_answers_saves_what_was_meant(qtbot, base, window, desk):
    start(qtbot, window)
    type_text(qtbot, "Luz Prueba")
    press(qtbot, Qt.Key.Key_Return)
    type_text(qtbot, "club de")
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Return)
    type_text(qtbot, "Presidenta")
    assert desk.form.fields["work"].parts["organization"].waits
    press(qtbot, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: desk.form is None)
    (luz,) = find(base, "luz")
    assert luz.posts == (Post("Club de Prueba", "Presidenta"),)


def test_ctrl_enter_makes_the_institution_before_it_saves_the_form(qtbot, window, desk):
    start(qtbot, window)
    type_text(qtbot, "Luz Prueba")
    press(qtbot, Qt.Key.Key_Return)
    type_text(qtbot, "Club Nuevo")
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.form is not None
    assert desk.form.fields["work"].parts["organization"].texts() == ("Club Nuevo", "0", "organization")
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: desk.form is None)


def test_who_was_made_is_shown_though_the_record_before_names_them(qtbot, base, window, desk):
    (club,) = base_ids(base, "club de prueba")
    window.contacts.show_one(club)
    qtbot.waitUntil(lambda: window.contacts.record.record is not None)
    start(qtbot, window)
    type_text(qtbot, "Luz Prueba")
    press(qtbot, Qt.Key.Key_Return)
    type_text(qtbot, "club de")
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.contacts.record.record.title == "Luz Prueba")
    qtbot.waitUntil(lambda: desk._kit.lane.idle)
    assert window.contacts.record.record.title == "Luz Prueba"
    assert window.contacts.list.current == window.contacts.record.record.id


def test_an_institution_with_its_category_and_kind(qtbot, base, window, desk):
    start(qtbot, window, "organization")
    type_text(qtbot, "Federacion de Clubes Nueva")
    form = desk.form
    form.fields["category"].write("migrante")
    form.fields["reach"].select()
    type_text(qtbot, "hola@example.org")
    press(qtbot, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: desk.form is None)
    (made,) = find(base, "federacion")
    assert (made.main_category, made.organization_kind) == ("migrante", "federación")
    assert made.emails == (Email("hola@example.org"),)


def test_what_is_wrong_says_why_and_nothing_is_saved(qtbot, base, window, desk):
    start(qtbot, window)
    press(qtbot, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "Falta el nombre" in desk.form.fields["name"].reason
    type_text(qtbot, "Luz")
    desk.form.fields["work"].parts["title"].write("Vocal")
    desk.form.fields["reach"].set_texts(("55 12",))
    qtbot.mouseClick(desk.form.save_button, Qt.MouseButton.LeftButton)
    assert "Falta la institución" in desk.form.fields["work"].reason
    assert "le faltan" in desk.form.fields["reach"].reason
    assert find(base, "luz") == []


def test_those_alike_are_shown_while_one_types_and_can_be_opened(qtbot, window, desk):
    start(qtbot, window)
    type_text(qtbot, "rosa cam")
    qtbot.waitUntil(desk.form.alike.isVisible)
    assert [row.name for row in desk.form.alike.rows] == ["Rosa Campos"]
    desk.form.contact_wanted.emit(desk.form.alike.rows[0].id)
    qtbot.waitUntil(lambda: window.contacts.record.record is not None)
    assert desk.form.isHidden()
    start(qtbot, window)
    assert desk.form.fields["name"].whole == "rosa cam"
    assert desk.form.isVisible()


def test_how_the_name_was_split_can_be_mended(qtbot, base, window, desk):
    start(qtbot, window)
    type_text(qtbot, "Maria del Carmen Lopez")
    name = desk.form.fields["name"]
    assert name.mend.isVisible()
    qtbot.mouseClick(name.mend, Qt.MouseButton.LeftButton)
    name.parts.parts["given_names"].write("Maria")
    name.parts.parts["first_surname"].write("del Carmen")
    name.parts.parts["second_surname"].write("Lopez")
    desk.form.save()
    qtbot.waitUntil(lambda: desk.form is None)
    (made,) = find(base, "maria")
    assert (made.given_names, made.first_surname, made.second_surname) == ("Maria", "del Carmen", "Lopez")


def test_the_draft_is_in_the_base_within_a_second_and_goes_with_discarding(qtbot, base, window, desk):
    start(qtbot, window)
    type_text(qtbot, "Luz")
    qtbot.waitUntil(lambda: kept_drafts(base) == 1, timeout=1500)
    qtbot.waitUntil(lambda: desk.form.state.text() == "Borrador guardado")
    desk.form.discarded.emit()
    assert desk.form is None
    qtbot.waitUntil(lambda: kept_drafts(base) == 0)


def test_esc_puts_the_form_aside_and_ctrl_n_takes_it_up(qtbot, window, desk):
    start(qtbot, window)
    type_text(qtbot, "Luz")
    press(qtbot, Qt.Key.Key_Escape)
    assert desk.form.isHidden()
    assert window.top.new.text() == "Continuar borrador"
    qtbot.mouseClick(window.top.new, Qt.MouseButton.LeftButton)
    assert desk.form.fields["name"].whole == "Luz"
    assert window.top.new.text() == "Nuevo contacto"


def test_an_empty_form_leaves_nothing(qtbot, base, window, desk):
    start(qtbot, window)
    press(qtbot, Qt.Key.Key_Escape)
    assert desk.form is None
    assert kept_drafts(base) == 0


def test_the_draft_of_a_program_that_died_is_offered_and_goes_on(qtbot, base, window, open_desk):
    subprocess.run([sys.executable, "-c", LEAVE_DRAFT, str(base.path)], check=True)
    desk = open_desk()
    qtbot.waitUntil(lambda: window.contacts.record.page is not None)
    offer = window.contacts.record.page
    assert "Rosa Prueba" in offer.sentence.plain_text
    offer.buttons[0].click()
    form = desk.form
    assert form.fields["name"].whole == "Rosa Prueba"
    assert form.fields["work"].texts()[0].startswith("Club")
    assert form.fields["reach"].texts() == ("55 12",)
    form.fields["work"].write(form.fields["work"].make({"organization": None, "title": ""}))
    form.fields["reach"].write(None)
    form.save()
    qtbot.waitUntil(lambda: desk.form is None)
    assert len(find(base, "rosa prueba")) == 1
    qtbot.waitUntil(lambda: kept_drafts(base) == 0)


def test_a_draft_left_over_can_be_thrown_away(qtbot, base, window, open_desk):
    subprocess.run([sys.executable, "-c", LEAVE_DRAFT, str(base.path)], check=True)
    open_desk()
    qtbot.waitUntil(lambda: window.contacts.record.page is not None)
    window.contacts.record.page.buttons[1].click()
    assert window.contacts.record.page is None
    assert window.top.new.text() == "Nuevo contacto"
    qtbot.waitUntil(lambda: kept_drafts(base) == 0)


def test_closing_the_window_keeps_the_draft(qtbot, base, window, desk, lanes):
    start(qtbot, window)
    type_text(qtbot, "Luz")
    window.close()
    qtbot.waitUntil(lambda: kept_drafts(base) == 1)
    assert drafts.TITLE == "Borrador"


def test_there_is_one_primary_button(qtbot, window, desk):
    def primary():
        return [
            button.text()
            for button in window.findChildren(QPushButton)
            if button.isVisible() and button.property("look") == "primary"
        ]

    assert primary() == ["Nuevo contacto"]
    qtbot.mouseClick(window.top.new, Qt.MouseButton.LeftButton)
    assert primary() == ["Guardar"]
    desk.form.discarded.emit()
    assert primary() == ["Nuevo contacto"]


def test_changing_the_kind_keeps_what_was_typed(qtbot, window, desk):
    start(qtbot, window)
    type_text(qtbot, "Club Nuevo")
    desk.form.fields["reach"].set_texts(("hola@example.org",))
    desk.form._kind_buttons.button(1).click()
    assert desk.form.kind == "organization"
    assert desk.form.fields["name"].texts() == ("Club Nuevo",)
    assert desk.form.fields["reach"].texts() == ("hola@example.org",)


def test_opened_and_closed_many_times_it_leaves_nothing_over(qtbot, window, desk):
    def round_trip():
        start(qtbot, window)
        press(qtbot, Qt.Key.Key_Escape)
        QApplication.sendPostedEvents(None, 52)

    round_trip()
    before = len(window.findChildren(object))
    for _round in range(20):
        round_trip()
    assert len(window.findChildren(object)) == before


def test_tab_goes_from_field_to_field_and_to_the_mending_of_the_name_last(qtbot, window, desk):
    start(qtbot, window)
    type_text(qtbot, "Dra. Luz Prueba Rios")
    form = desk.form
    assert "Tratamiento: Dra.;  Nombres: Luz" in told(form.fields["name"])
    met = []
    for _press in range(6):
        press(qtbot, Qt.Key.Key_Tab)
        met.append(QApplication.focusWidget())
    work = form.fields["work"].parts
    assert work["organization"].holds(met[0])
    assert work["title"].holds(met[1])
    assert met[2:] == [
        form.fields["reach"].line,
        form.fields["name"].mend,
        form.discard_button,
        form.save_button,
    ]


def test_a_draft_thrown_away_can_be_fetched_with_undo(qtbot, base, window, desk, lanes):
    start(qtbot, window)
    type_text(qtbot, "Luz Prueba")
    desk.form.discard_button.click()
    assert desk.form is None
    assert window.undo_bar.sentence == "Borrador descartado"
    window.undo_bar.action.click()
    assert desk.form.fields["name"].whole == "Luz Prueba"
    assert not window.undo_bar.isVisible()
    qtbot.waitUntil(lambda: kept_drafts(base) == 1)
    desk.form.discard_button.click()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.form.fields["name"].whole == "Luz Prueba"
    desk.form.discard_button.click()
    window.undo_bar.leave()
    before = len(base_ids(base, "rosa"))
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: lanes.writer.idle)
    assert desk.form is None
    assert before == 1


def test_who_was_made_is_named_selected_and_there_again_after_undo_and_redo(qtbot, base, window, desk, lanes):
    with base.write("Muchos") as session:
        for number in range(40):
            contacts.create(session, Card("person", given_names=f"Ana {number:02}"))
    window.contacts.reload()
    qtbot.waitUntil(lambda: window.contacts.list.model.rowCount() == 42)
    start(qtbot, window)
    type_text(qtbot, "Zoe Prueba")
    desk.form.save()
    page = window.contacts

    def selected():
        (made,) = base_ids(base, "zoe")
        table = page.list.table
        rect = table.visualRect(table.currentIndex())
        return (
            page.list.current == made
            and page.record.record is not None
            and page.record.record.title == "Zoe Prueba"
            and table.viewport().rect().contains(rect.center())
        )

    qtbot.waitUntil(lambda: window.undo_bar.sentence == "Persona nueva: Zoe Prueba")
    qtbot.waitUntil(selected)
    window.undo_bar.action.click()
    qtbot.waitUntil(lambda: page.record.record is None and lanes.reader.idle)
    assert window.undo_bar.sentence == "Deshecho: Persona nueva: Zoe Prueba"
    window.undo_bar.action.click()
    qtbot.waitUntil(lambda: bool(base_ids(base, "zoe")) and lanes.writer.idle)
    qtbot.waitUntil(selected)


def test_nothing_can_be_typed_while_the_form_is_being_saved(qtbot, base, window, desk, lanes, monkeypatch):
    go_on = threading.Event()
    lanes.writer.submit(lambda _ticket: go_on.wait(20), lambda _done: None)
    start(qtbot, window)
    type_text(qtbot, "Luz")
    typed_into = QApplication.focusWidget()
    refused = InvalidValue("No se puede.")

    def refuse(_session, _new):
        raise refused

    monkeypatch.setattr("crm.new_contact.create", refuse)
    press(qtbot, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    form = desk.form
    assert QApplication.focusWidget() is form
    assert not any(control.isEnabled() for field in form.fields.values() for control in field.controls)
    type_text(qtbot, " Prueba")
    assert form.fields["name"].whole == "Luz"
    go_on.set()
    qtbot.waitUntil(form.save_button.isEnabled)
    assert QApplication.focusWidget() is typed_into
    type_text(qtbot, " Prueba")
    assert form.fields["name"].whole == "Luz Prueba"
