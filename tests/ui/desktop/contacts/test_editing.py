"""The record edited in place, on a real base: click, F2, Tab, Esc, a wrong value, another desk."""

import datetime
import threading

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton

from crm import contact_edit, contact_record, contacts, operations
from crm.base import open_base
from crm.cards import Card, Email, Phone, Post
from crm.clock import Clock
from ui.desktop.contacts.draft_keeper import BaseDrafts
from ui.desktop.contacts.editing import Editing
from ui.desktop.contacts.record_pane import RecordPane
from ui.desktop.fields.base_source import BaseFieldSource
from ui.desktop.fields.field import Kit
from ui.desktop.labels import Prose
from ui.desktop.writing import Writing

TODAY = datetime.date(2025, 10, 6)
ROSA = Card(
    "person",
    given_names="Rosa",
    first_surname="Prueba",
    known_as="La Güera",
    phones=(Phone("+525512345678", "", "trabajo"),),
    emails=(Email("rosa@example.org"),),
    posts=(Post("Club de Prueba", "Presidenta", "titular", "2024"),),
    tags=("Uno",),
    notes=("Una nota",),
)


@pytest.fixture
def base(tmp_path, new_base):
    path = tmp_path / "base.vinculo"
    new_base(path)
    with open_base(path, actor="ana", clock=Clock.fixed(TODAY)) as base:
        with base.write("Altas") as session:
            contacts.create(session, ROSA)
            contacts.create(session, Card("person", given_names="Luz"))
        yield base


class Desk:
    """A record pane that reads the base anew when it has changed, as the page does."""

    def __init__(self, base, lanes, pane, editing):
        self.base, self.lanes, self.pane, self.editing = base, lanes, pane, editing
        self.contact = self.find("Rosa")

    def find(self, name):
        with self.base.read() as session:
            found = session.connection().exec_driver_sql(
                "SELECT id FROM person WHERE given_names = ?", (name,)
            )
            return found.scalar_one()

    def read(self):
        with self.base.read() as session:
            return contact_record.record(session, self.contact, today=TODAY)

    def card(self):
        with self.base.read() as session:
            return contacts.card(session, self.contact)

    def show(self, *_news):
        self.pane.show_record(self.read())

    def place(self, field, number=0):
        return [place for place in self.pane.view.places if place.key[0] == field][number]

    def titles(self):
        with self.base.read() as session:
            return [entry.title for entry in operations.log(session)]

    def from_another_desk(self, field, before, after):
        with self.base.write("Otro") as session:
            contact_edit.save(session, self.contact, field, before, after)


@pytest.fixture
def desk(qtbot, base, theme, icons, lanes):
    pane = RecordPane(theme, icons)

    def settle(_pane):
        # What is in the base already may not have come back yet: the pane must still be there to hear it.
        qtbot.waitUntil(lambda: lanes.writer.idle and lanes.reader.idle)

    qtbot.addWidget(pane, before_close_func=settle)
    pane.resize(720, 900)
    writing = Writing(base, lanes.writer, pane)
    kit = Kit(theme, icons, lanes.reader, BaseFieldSource(base, lanes.reader))
    editing = Editing(writing, kit, BaseDrafts(base, lanes.writer, lanes.reader), pane)
    pane.set_editing(editing)
    desk = Desk(base, lanes, pane, editing)
    pane.contact_changed.connect(desk.show)
    writing.done.connect(desk.show)
    desk.show()
    pane.show()
    pane.activateWindow()
    return desk


def press(qtbot, key, modifiers=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget(), key, modifiers)


def type_over(qtbot, text):
    QApplication.focusWidget().selectAll()
    qtbot.keyClicks(QApplication.focusWidget(), text)


def open_place(qtbot, place):
    place.setFocus()
    press(qtbot, Qt.Key.Key_F2)
    assert place.field is not None


def test_f2_opens_a_value_in_its_place_and_enter_saves_it_as_one_operation(qtbot, desk):
    open_place(qtbot, desk.place("phones"))
    type_over(qtbot, "55 8765 4321")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.place("phones").field is None)
    assert desk.card().phones == (Phone("+525587654321", "", "trabajo"),)
    assert desk.titles()[0] == "Teléfono cambiado"
    assert desk.place("phones").hasFocus() or desk.place("phones").focusProxy().hasFocus()
    operations.undo(desk.base)
    assert desk.card().phones == ROSA.phones


def test_a_wrong_phone_says_why_and_nothing_is_lost_nor_saved(qtbot, desk):
    before = len(desk.titles())
    open_place(qtbot, desk.place("phones"))
    type_over(qtbot, "55 1234")
    press(qtbot, Qt.Key.Key_Return)
    place = desk.place("phones")
    assert "le faltan" in place.field.reason
    assert place.field.texts()[0] == "55 1234"
    desk.place("known_as").setFocus()
    assert place.field.texts()[0] == "55 1234"
    assert len(desk.titles()) == before
    desk.from_another_desk("notes", None, "Otra nota")
    desk.show()
    place = desk.place("phones")
    assert (place.field.texts()[0], bool(place.field.reason)) == ("55 1234", True)


def test_a_wrong_value_waits_while_one_looks_at_somebody_else(qtbot, desk):
    open_place(qtbot, desk.place("phones"))
    type_over(qtbot, "55 1234")
    rosa, desk.contact = desk.contact, desk.find("Luz")
    with qtbot.waitSignal(desk.pane.unsaved) as told:
        desk.show()
    assert told.args[0].startswith("En la ficha de Rosa Prueba quedó un dato sin guardar. Teléfono: ")
    desk.contact = rosa
    desk.show()
    assert desk.place("phones").field.texts()[0] == "55 1234"


def test_leaving_for_another_record_saves_what_can_be_kept(qtbot, desk):
    open_place(qtbot, desk.place("known_as"))
    type_over(qtbot, "Chayo")
    rosa, desk.contact = desk.contact, desk.find("Luz")
    with qtbot.assertNotEmitted(desk.pane.unsaved):
        desk.show()
    desk.contact = rosa
    qtbot.waitUntil(lambda: desk.card().known_as == "Chayo")


def test_esc_takes_typing_back(qtbot, desk):
    before = len(desk.titles())
    open_place(qtbot, desk.place("known_as"))
    type_over(qtbot, "Otra")
    press(qtbot, Qt.Key.Key_Escape)
    place = desk.place("known_as")
    assert place.field is None
    assert place.hasFocus()
    assert desk.editing.typed(desk.contact) == {}
    assert len(desk.titles()) == before


def test_tab_saves_and_opens_the_next_value(qtbot, desk):
    open_place(qtbot, desk.place("known_as"))
    type_over(qtbot, "Chayo")
    press(qtbot, Qt.Key.Key_Tab)
    assert desk.place("phones").field is not None
    type_over(qtbot, "5587654321")
    qtbot.waitUntil(lambda: desk.card().known_as == "Chayo" and desk.lanes.writer.idle)
    place = desk.place("phones")
    assert place.field.holds(QApplication.focusWidget())
    assert place.field.texts()[0] == "5587654321"
    for _part in range(3):
        press(qtbot, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: desk.card().phones[0].e164 == "+525587654321")
    assert desk.place("emails").field is not None
    assert desk.titles()[:2] == ["Teléfono cambiado", "Dato cambiado"]


def test_a_click_on_the_text_opens_it(qtbot, desk):
    prose = desk.place("known_as").findChildren(QLabel)
    label = prose[0] if prose else desk.place("known_as")._shown
    window = desk.pane.window()
    where = label.mapTo(window, label.rect().center())
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=where)  # as the mouse does it
    qtbot.waitUntil(lambda: desk.place("known_as").field is not None)


def under_the_mouse(qtbot, desk, place):
    """The pencil of a place, as it stands once the mouse is over it."""
    where = place.mapTo(desk.pane, QPoint(2, 2))
    qtbot.mouseMove(desk.pane.window(), where)
    event = QEnterEvent(QPointF(2, 2), QPointF(where), QPointF(place.mapToGlobal(QPoint(2, 2))))
    QApplication.sendEvent(place, event)
    return next(
        button
        for button in place.findChildren(QToolButton)
        if "F2" in button.toolTip() and button.isVisible()
    )


@pytest.mark.parametrize("field", ["phones", "emails", "known_as", "notes", "posts"])
def test_a_double_click_on_the_pencil_opens_the_field_and_removes_nothing(qtbot, desk, field):
    before = desk.card()
    place = desk.place(field)
    pencil = under_the_mouse(qtbot, desk, place)
    spot = pencil.mapTo(desk.pane, pencil.rect().center())
    qtbot.mouseClick(pencil, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: place.field is not None and place.field.isVisible())
    QApplication.processEvents()
    under = desk.pane.childAt(spot)
    assert "Quitar" not in (under.accessibleName() if under else "")
    qtbot.mouseDClick(under or desk.pane, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(under or desk.pane, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.lanes.writer.idle)
    assert desk.card() == before


def test_the_second_click_of_a_double_one_takes_no_value_away_wherever_the_first_was(qtbot, desk):
    place = desk.place("notes")
    place.open()
    remove = next(button for button in place.findChildren(QPushButton) if button.text() == "Quitar")
    qtbot.mouseDClick(remove, Qt.MouseButton.LeftButton)
    assert desk.lanes.writer.idle
    assert desk.card().notes == ROSA.notes
    qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.card().notes == ())


def test_the_pencil_stands_beside_the_value_and_over_no_text(qtbot, desk):
    place = desk.place("emails")
    pencil = under_the_mouse(qtbot, desk, place)
    copy = next(button for button in place.findChildren(QToolButton) if button.toolTip() == "Copiar")
    end = copy.mapTo(place, QPoint(copy.width(), 0)).x()
    assert (pencil.x() - end, pencil.y()) == (4, 0)
    short = desk.place("known_as")
    assert under_the_mouse(qtbot, desk, short).x() < 120


def test_the_pencil_follows_a_record_drawn_anew_under_a_still_mouse(qtbot, desk):
    desk.show()
    place = desk.place("emails")
    place.resize(60, 20)  # as long as no layout has come to it
    pencil = under_the_mouse(qtbot, desk, place)
    place.resize(400, 20)
    copy = next(button for button in place.findChildren(QToolButton) if button.toolTip() == "Copiar")
    qtbot.waitUntil(lambda: pencil.x() == copy.mapTo(place, QPoint(copy.width(), 0)).x() + 4)


def test_what_another_desk_changed_is_said_and_replaced_only_when_asked_again(qtbot, desk):
    open_place(qtbot, desk.place("known_as"))
    desk.from_another_desk("known_as", {"known_as": "La Güera"}, {"known_as": "Rosita"})
    desk.show()
    type_over(qtbot, "Chayo")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "ana cambió este dato" in desk.place("known_as").field.reason)
    assert desk.card().known_as == "Rosita"
    assert desk.place("known_as").field.texts() == ("Chayo",)
    desk.place("known_as").field.select()
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.card().known_as == "Chayo")


def test_a_value_that_another_desk_took_away_can_be_kept_all_the_same(qtbot, desk):
    kept = desk.read().notes[0].kept
    open_place(qtbot, desk.place("notes"))
    type_over(qtbot, "Otra cosa")
    desk.from_another_desk("notes", kept, None)
    desk.show()
    desk.pane.commit()
    qtbot.waitUntil(lambda: bool(desk.place("notes").field and desk.place("notes").field.reason))
    desk.pane.commit()
    qtbot.waitUntil(lambda: desk.card().notes == ("Otra cosa",))


def test_something_new_is_added_from_the_menu(qtbot, desk):
    sheet = desk.pane.view.sheet
    actions = sheet.add_button.menu().actions()
    assert "known_as" not in [action.data() for action in actions]
    action = next(action for action in actions if action.data() == "emails")
    action.trigger()
    place = desk.place("emails", 1)
    assert place.field.holds(QApplication.focusWidget())
    qtbot.keyClicks(QApplication.focusWidget(), "otra@example.org")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(desk.card().emails) == 2)
    assert desk.titles()[0] == "Correo agregado"


def test_a_new_field_left_empty_is_gone(qtbot, desk):
    desk.editing.add(desk.pane.record, "links")
    assert desk.place("links").field is not None
    press(qtbot, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not [place for place in desk.pane.view.places if place.key[0] == "links"])


def test_delete_takes_a_value_away_and_undo_brings_it_back(qtbot, desk):
    desk.place("notes").setFocus()
    press(qtbot, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: desk.card().notes == ())
    assert desk.titles()[0] == "Nota quitada"
    operations.undo(desk.base)
    assert desk.card().notes == ROSA.notes


def test_the_name_is_edited_where_it_stands(qtbot, desk):
    desk.pane.take_focus()
    press(qtbot, Qt.Key.Key_F2)
    field = desk.place("name").field
    assert field.parts["given_names"].line.hasFocus()
    field.parts["second_surname"].write("Del Campo")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.card().full_name == "Rosa Prueba Del Campo")


def test_a_post_gets_another_institution_made_on_the_spot(qtbot, desk):
    desk.editing.add(desk.pane.record, "posts")
    qtbot.keyClicks(QApplication.focusWidget(), "Federacion Nueva")
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "Vocal")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(desk.card().posts) == 2)
    assert {post.organization for post in desk.card().posts} == {"Club de Prueba", "Federacion Nueva"}
    assert len(desk.titles()) == 2


def test_tags_are_typed_one_after_another(qtbot, desk):
    open_place(qtbot, desk.place("tags"))
    qtbot.keyClicks(QApplication.focusWidget(), "Dos,Tres")
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: set(desk.card().tags) == {"Uno", "Dos", "Tres"})


def test_a_contact_in_the_trash_and_one_without_a_base_are_only_read(qtbot, desk):
    from dataclasses import replace

    desk.pane.show_record(replace(desk.read(), trashed=True))
    assert desk.pane.view.places == []
    desk.pane.set_editing(None)
    desk.pane.show_record(replace(desk.read(), id=99))
    assert desk.pane.view.places == []


def test_every_value_says_what_it_is_and_how_it_is_edited(desk):
    for place in desk.pane.view.places:
        assert place.accessibleName().startswith(place.edit.name)
        assert "F2" in place.accessibleDescription()
    assert "Rosa Prueba" in desk.place("name").accessibleName()


def test_two_hundred_openings_leave_nothing_over(qtbot, desk):
    def widgets():
        QApplication.sendPostedEvents(None, 52)
        return len(desk.pane.findChildren(Prose))

    for _round in range(3):
        desk.place("phones").open()
        desk.place("phones").take_back()
    before = widgets()
    for _round in range(200):
        desk.place("phones").open()
        desk.place("phones").take_back()
    assert widgets() == before


@pytest.fixture
def slow_writer(lanes):
    """The lane on which things are saved waits until it may go on."""
    go_on = threading.Event()
    lanes.writer.submit(lambda _ticket: go_on.wait(20), lambda _done: None)
    yield go_on
    go_on.set()


def test_nothing_can_be_typed_while_a_value_is_being_saved(qtbot, desk, slow_writer):
    open_place(qtbot, desk.place("phones"))
    type_over(qtbot, "55 8765 4321")
    press(qtbot, Qt.Key.Key_Return)
    place = desk.place("phones")
    assert not any(control.isEnabled() for control in place.field.controls)
    press(qtbot, Qt.Key.Key_9)
    press(qtbot, Qt.Key.Key_Space)
    assert place.field.texts()[0] == "55 8765 4321"
    slow_writer.set()
    qtbot.waitUntil(lambda: desk.place("phones").field is None)
    assert desk.card().phones == (Phone("+525587654321", "", "trabajo"),)
    assert desk.place("phones").hasFocus() or desk.place("phones").focusProxy().hasFocus()


def test_what_could_not_be_saved_is_typed_on(qtbot, desk, slow_writer):
    open_place(qtbot, desk.place("known_as"))
    type_over(qtbot, "La Morena")
    desk.from_another_desk("known_as", {"known_as": "La Güera"}, {"known_as": "La Negra"})
    press(qtbot, Qt.Key.Key_Return)
    slow_writer.set()
    qtbot.waitUntil(lambda: bool(desk.place("known_as").field and desk.place("known_as").field.reason))
    press(qtbot, Qt.Key.Key_End)
    qtbot.keyClicks(QApplication.focusWidget(), " Prueba")
    assert desk.place("known_as").field.texts()[0] == "La Morena Prueba"


def test_what_is_the_same_but_for_its_spaces_is_closed_again(qtbot, desk):
    open_place(qtbot, desk.place("known_as"))
    desk.place("known_as").field.set_texts((" La  Güera ",))
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.place("known_as").field is None)
